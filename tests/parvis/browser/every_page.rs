//! Every page, for everybody who finds it: accessible in both themes and widths, and nothing to complain of.

use crate::access;
use crate::support::World;
use crate::support::chromium::Screen;
use fantoccini::Locator;

/// The pages that somebody may open, one for each route, found without a screen.
async fn pages(world: &World, who: &str) -> Vec<String> {
    let mut browser = match who {
        "" => world.nobody().await,
        who => world.browser(who).await,
    };
    let mut pages: Vec<(&str, String)> = Vec::new();
    for row in access::rows() {
        let known = pages.iter().any(|(route, _)| *route == row.route.path);
        if row.route.method != "GET" || known || ["/assets/{name}", "/live"].contains(&row.route.path) {
            continue;
        }
        let page = browser.send(actix_web::http::Method::GET, &row.path, None).await;
        let kind = page.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if page.status.is_success() && kind.starts_with("text/html") && page.body.contains("<title>") {
            pages.push((row.route.path, row.path));
        }
    }
    pages.into_iter().map(|(_, path)| path).collect()
}

/// What axe finds wrong with a page as it is shown now.
async fn violations(screen: &Screen, rules: &str) -> Vec<String> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const timed = document.getAnimations().filter((animation) => animation.timeline === document.timeline);
         const still = Promise.allSettled(timed.map((animation) => animation.finished));
         still.then(() => axe.run(document, {{ resultTypes: ['violations'], {rules} }})).then(
             (found) => done(found.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html + ' ' + n.failureSummary))),
             (error) => done([String(error)]))"
    );
    let found = screen.page.execute_async(&script, vec![]).await.expect("axe's answer");
    found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

/// Holds every page of somebody against axe: both widths, both themes; and looks whether it is wider than its window.
async fn every_page_is_clean(screen: &Screen, who: &str) {
    let axe = std::fs::read_to_string(env!("PARVIS_AXE")).expect("axe is built with the assets");
    let colours = "runOnly: ['color-contrast']";
    let pages = pages(&screen.world, who).await;
    assert!(!pages.is_empty());
    let mut wrong = Vec::new();
    for path in &pages {
        for (width, height, schemes) in
            [(1280, 900, [("light", ""), ("dark", colours)]), (390, 844, [("dark", ""), ("light", colours)])]
        {
            screen.size(width, height).await;
            for (number, (scheme, rules)) in schemes.into_iter().enumerate() {
                screen.scheme(scheme).await;
                if number == 0 && width == 1280 {
                    screen.open(path).await;
                    screen.page.execute(&axe, vec![]).await.expect("axe");
                }
                let found = violations(screen, rules).await;
                wrong.extend(found.into_iter().map(|what| format!("{who} {path} {width} {scheme}: {what}")));
            }
            let wide = screen
                .run("return document.documentElement.scrollWidth - innerWidth")
                .await
                .as_i64()
                .unwrap_or_default();
            if wide > 0 {
                wrong.push(format!("{who} {path}: {wide} px wider than a window of {width}"));
            }
        }
        wrong.extend(screen.complaints().await.into_iter().map(|said| format!("{who} {path}: the console: {said}")));
    }
    assert!(wrong.is_empty(), "{} pages\n{}", pages.len(), wrong.join("\n"));
}

#[actix_web::test]
async fn every_page_of_a_colleague_is_accessible_in_both_themes_and_widths() {
    let screen = Screen::of("hugo").await;
    // The owner runs the house too, so that all pages are theirs.
    screen.world.execute("update people set is_admin = true where email like 'hugo@%'").await;
    every_page_is_clean(&screen, "hugo").await;
    screen.close().await;
}

#[actix_web::test]
async fn every_page_of_a_guest_is_accessible_in_both_themes_and_widths() {
    let screen = Screen::of("claire").await;
    every_page_is_clean(&screen, "claire").await;
    screen.close().await;
}

#[actix_web::test]
async fn every_page_at_the_door_is_accessible_in_both_themes_and_widths() {
    let screen = Screen::new().await;
    every_page_is_clean(&screen, "").await;
    screen.open("/nothing-is-here").await;
    screen.find(&format!("a[href='{}']", "/")).await;
    assert!(!screen.page.find_all(Locator::Css("h1")).await.expect("a heading").is_empty());
    screen.page.goto(&screen.url("/sign-in")).await.expect("a page");
    screen.complaints().await; // Chromium notes the 404 that was asked for
    screen.close().await;
}
