//! What people are told: who hears of what, once, and what is left of it.

mod judged;
mod kinds;
mod places;

use actix_web::test::TestRequest;
use chrono::Duration;

use crate::feeds::eventually;
use crate::support::{Browser, Page, World};

const POST: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const LIGNE_4: &str = "/spaces/ligne-4";
const NINE: [&str; 8] = ["camille", "hugo", "thomas", "claire", "lea", "odile", "paul", "marc"];

/// The cast, before anybody was told of anything.
async fn quiet() -> World {
    let world = World::settled().await;
    world.execute("delete from notifications").await;
    world
}

/// Asks as the script of a page does.
async fn as_script(browser: &mut Browser, request: TestRequest, path: &str) -> Page {
    let request = request
        .uri(path)
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("accept", "text/vnd.parvis.update+html"))
        .insert_header(("cookie", format!("parvis={}", browser.cookie("parvis").expect("a session"))))
        .insert_header(("content-type", "application/x-www-form-urlencoded"));
    browser.sent(path, request.to_request()).await
}

/// Publishes in a space; gives the address of the message.
async fn publish(world: &World, who: &str, space: &str, words: &str, kind: &str) -> String {
    let mut browser = world.browser(who).await;
    let page = browser.get(&format!("/spaces/{space}")).await;
    let mut form = page.form(&format!("/spaces/{space}/posts")).fill("body", words);
    if !kind.is_empty() {
        form = form.fill("kind", kind);
    }
    let published = browser.submit(form).await;
    published.expect_status(200);
    published.path
}

async fn answer(world: &World, who: &str, post: &str, words: &str) -> Page {
    let mut browser = world.browser(who).await;
    let form = browser.get(post).await.form(&format!("{post}/comments")).fill("body", words);
    browser.submit(form).await
}

/// Why somebody was told, after all is told: each reason that is kept for them, read or not.
async fn reasons(world: &World, who: &str) -> Vec<String> {
    world.work().await;
    let sql = "select reason from notifications n join people p on p.id = n.person_id \
        where split_part(p.email, '@', 1) = $1 order by happened_at, reason";
    world.query(sql, &[&who]).await.iter().map(|row| row.get(0)).collect()
}

/// The page of what they were told.
async fn news(world: &World, who: &str) -> Page {
    world.work().await;
    world.browser(who).await.get("/notifications").await
}

/// What the bell says on a page.
fn bell(page: &Page) -> usize {
    let bell = page.body.split("id=\"bell\"").nth(1).expect("a bell").split("</a>").next().unwrap_or_default();
    let number = bell.split("class=\"count\">").nth(1).map(|rest| rest.split('<').next().unwrap_or_default());
    number.map_or(0, |number| number.parse().expect("a number"))
}

#[actix_web::test]
async fn each_of_nine_people_is_told_what_concerns_them_and_nobody_else_is() {
    let world = quiet().await;
    publish(&world, "camille", "ligne-4", "Qui vient, @thomas.perrin ?", "").await;
    let told = [("thomas", vec!["mention"]), ("claire", vec!["space"])];
    for who in NINE.into_iter().filter(|who| *who != "odile") {
        let expected = told.iter().find(|(name, _)| *name == who).map(|(_, why)| why.clone()).unwrap_or_default();
        assert_eq!(reasons(&world, who).await, expected, "{who}");
        let page = news(&world, who).await;
        assert_eq!(bell(&page), expected.len(), "{who}");
        assert_eq!(page.says("Qui vient"), !expected.is_empty(), "{who}");
    }
    news(&world, "thomas").await.expect("Camille Vasseur vous mentionne dans Ligne 4");
    news(&world, "claire").await.expect("Camille Vasseur Ateliers Brévent a écrit dans Ligne 4");
    world.browser("thomas").await.speaking("en").get("/notifications").await.expect("mentions you in Ligne 4");
    assert_eq!(world.nobody().await.get("/notifications").await.path, "/sign-in?next=%2Fnotifications");
    assert_eq!(world.count("select count(*) from notifications").await, 2);
}

#[actix_web::test]
async fn an_item_is_told_once_and_for_the_weightiest_reason() {
    let world = quiet().await;
    answer(&world, "camille", POST, "Je suis.").await.expect_status(200);
    world.work().await;
    world.execute("delete from notifications").await;
    // Of Hugo’s message, which Camille follows, in a space that Hugo and Thomas keep, by somebody from outside.
    answer(&world, "claire", POST, "@hugo.lambert, c’est parti.").await.expect_status(200);
    for (who, why) in [("hugo", "mention"), ("thomas", "outside"), ("camille", "thread")] {
        assert_eq!(reasons(&world, who).await, [why], "{who}");
    }
    assert!(reasons(&world, "claire").await.is_empty(), "whoever did it is not told");
    answer(&world, "thomas", POST, "Bien reçu.").await.expect_status(200);
    assert_eq!(reasons(&world, "hugo").await, ["mention", "reply"]);
    assert_eq!(reasons(&world, "claire").await, ["thread"], "she takes part, and is told no second time for her space");
}

#[actix_web::test]
async fn whoever_is_called_by_a_later_change_is_told_once() {
    let world = quiet().await;
    let post = publish(&world, "hugo", "ligne-4", "On commence lundi.", "").await;
    assert_eq!(reasons(&world, "claire").await, ["space"]);
    assert!(reasons(&world, "camille").await.is_empty());
    let mut claire = world.browser("claire").await;
    claire.post("/notifications/reading", &[]).await.expect_status(200);
    let mut hugo = world.browser("hugo").await;
    for words in
        ["On commence lundi, @camille.vasseur et @claire.morel.", "On commence mardi, @camille.vasseur, @claire.morel."]
    {
        let form = hugo.get(&format!("{post}/edit")).await.form(&format!("{post}/edit")).fill("body", words);
        hugo.submit(form).await.expect_status(200);
        for who in ["camille", "claire"] {
            assert_eq!(reasons(&world, who).await, ["mention"], "{who}");
        }
        assert_eq!(bell(&news(&world, "claire").await), usize::from(words.contains("lundi")), "{words}");
        claire.post("/notifications/reading", &[]).await.expect_status(200);
        world.pass(Duration::minutes(1));
    }
    let form = hugo.get(&format!("{post}/edit")).await.form(&format!("{post}/edit")).fill("body", "Seul.");
    hugo.submit(form).await.expect_status(200);
    assert!(!news(&world, "camille").await.says("Hugo Lambert"), "who is called no more is shown nothing");
}

#[actix_web::test]
async fn answers_in_a_thread_are_one_line_and_count_as_one() {
    let world = quiet().await;
    for (who, words) in [("claire", "Un."), ("thomas", "Deux."), ("camille", "Trois."), ("camille", "Quatre.")] {
        answer(&world, who, POST, words).await.expect_status(200);
        world.pass(Duration::minutes(1));
    }
    let page = news(&world, "hugo").await;
    page.expect("Camille Vasseur et 2 autres vous ont répondu dans Ligne 4 Quatre.");
    assert_eq!((bell(&page), reasons(&world, "hugo").await.len()), (1, 4));
    assert!(!page.says("Trois."));
    assert!(page.links().iter().any(|link| link.starts_with("/comments/")), "it leads to the answer");
    world.browser("hugo").await.get("/").await.expect("Nouvelles 1 nouvelle");
}

#[actix_web::test]
async fn whoever_reads_the_thread_has_read_what_was_told_of_it() {
    let world = quiet().await;
    answer(&world, "claire", POST, "Un.").await.expect_status(200);
    publish(&world, "claire", "ligne-4", "Autre chose.", "").await;
    let page = news(&world, "hugo").await;
    assert_eq!(bell(&page), 2);
    let link = page.links().into_iter().find(|link| link.starts_with("/comments/")).expect("a link to the answer");
    let mut hugo = world.browser("hugo").await;
    let thread = hugo.get(&link).await;
    thread.expect("Un.");
    assert_eq!(bell(&thread), 1, "its own page counts it no more");
    eventually(&world, "select count(*) from notifications where read_at is not null").await;
    assert_eq!(bell(&hugo.get("/").await), 1);
    let left = hugo.get("/notifications?only=unread").await;
    assert!(left.says("Autre chose.") && !left.says("Un."));
    hugo.get("/notifications").await.expect("Un.");
}

#[actix_web::test]
async fn one_or_all_are_marked_as_read_and_only_one_s_own() {
    let world = quiet().await;
    for words in ["Un.", "Deux.", "Trois."] {
        publish(&world, "claire", "ligne-4", words, "").await;
        world.pass(Duration::minutes(1));
    }
    let mut hugo = world.browser("hugo").await;
    let page = news(&world, "hugo").await;
    assert_eq!((bell(&page), bell(&news(&world, "thomas").await)), (3, 3));
    let item: uuid::Uuid = world.query("select id from posts where body = 'Deux.'", &[]).await[0].get(0);
    let read = hugo.post("/notifications/reading", &[("item", &item.to_string())]).await;
    assert_eq!((read.path.as_str(), bell(&read)), ("/notifications", 2));
    // What comes after the page was drawn is not read with it.
    let drawn = hugo.get("/notifications").await;
    let until =
        drawn.body.split("name=\"until\" value=\"").nth(1).expect("a button").split('"').next().expect("a moment");
    world.pass(Duration::minutes(1));
    publish(&world, "claire", "ligne-4", "Quatre.", "").await;
    world.work().await;
    assert_eq!(bell(&hugo.post("/notifications/reading", &[("until", until)]).await), 1);
    let all = hugo.post("/notifications/reading", &[]).await;
    assert_eq!(bell(&all), 0);
    hugo.get("/notifications?only=unread").await.expect("Rien de nouveau");
    assert_eq!(bell(&news(&world, "thomas").await), 4, "nobody reads for another");
    for rubbish in ["x", "%27or", "01900000-0000-7000-8000-000000000000", "..%2Fetc"] {
        let answer = hugo.post("/notifications/reading", &[("item", rubbish)]).await;
        assert!(answer.status.as_u16() < 500, "{rubbish}");
        hugo.get(&format!("/notifications?before={rubbish}&only={rubbish}")).await.expect_status(200);
    }
    hugo.post("/notifications/reading", &[("until", "hier")]).await.expect_status(200);
}

#[actix_web::test]
async fn what_is_removed_is_told_no_more_and_what_is_restored_is_again() {
    let world = quiet().await;
    let post = publish(&world, "claire", "ligne-4", "Prix confidentiel.", "").await;
    answer(&world, "claire", POST, "Réponse confidentielle.").await.expect_status(200);
    assert_eq!(bell(&news(&world, "hugo").await), 2);
    let comment: uuid::Uuid = world.query("select id from comments where body like 'Réponse%'", &[]).await[0].get(0);
    let mut claire = world.browser("claire").await;
    claire.post(&format!("{post}/deletion"), &[]).await.expect_status(200);
    claire.post(&format!("/comments/{comment}/deletion"), &[]).await.expect_status(200);
    let page = news(&world, "hugo").await;
    assert!(bell(&page) == 0 && !page.says("confidentiel"), "{}", page.text());
    page.expect("Rien de nouveau");
    world.execute("update posts set deleted_at = null; update comments set deleted_at = null").await;
    assert_eq!(bell(&news(&world, "hugo").await), 2);
}

#[actix_web::test]
async fn nobody_hears_of_what_lies_before_their_horizon_or_is_said_elsewhere() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    let before = "/posts/0e000000-0000-7000-8000-000000000002";
    answer(&world, "camille", before, "Un mot sur le prix.").await.expect_status(200);
    assert_eq!(reasons(&world, "thomas").await, ["reply"], "there is something to hear");
    publish(&world, "hugo", "ligne-4-coulisse", "Entre nous, @camille.vasseur.", "").await;
    assert_eq!(reasons(&world, "camille").await, ["mention"]);
    for guest in ["claire", "lea", "odile"] {
        assert!(reasons(&world, guest).await.is_empty(), "{guest}");
        news(&world, guest).await.expect("Rien de nouveau");
    }
    // Told before the horizon moved, it is shown no more.
    publish(&world, "hugo", "ligne-4", "Pour tous.", "").await;
    assert_eq!(bell(&news(&world, "claire").await), 1);
    world
        .execute("update memberships set sees_from = '2026-11-24Z' where role = 'guest' and sees_from is not null")
        .await;
    let page = news(&world, "claire").await;
    assert!(bell(&page) == 0 && !page.says("Pour tous"));
}

#[actix_web::test]
async fn whoever_looks_as_a_guest_is_shown_nothing_that_they_were_told() {
    let world = quiet().await;
    publish(&world, "hugo", "ligne-4", "Pour @claire.morel.", "").await;
    assert_eq!(bell(&news(&world, "claire").await), 1);
    let mut hugo = world.browser("hugo").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/view", &[]).await.expect_status(200);
    hugo.get("/notifications").await.expect_status(403);
    hugo.post("/notifications/reading", &[]).await.expect_status(403);
    let page = hugo.get("/").await;
    assert!(!page.body.contains("id=\"bell\"") && !page.body.contains("tab-news"));
    hugo.get(POST).await.expect_status(200);
    assert_eq!(bell(&news(&world, "claire").await), 1);
}

#[actix_web::test]
async fn whoever_loses_access_loses_what_they_were_told_at_once() {
    let world = quiet().await;
    publish(&world, "hugo", "ligne-4", "Pour @claire.morel, @camille.vasseur et @thomas.perrin.", "").await;
    publish(&world, "marc", "vie-de-la-maison", "Pour @paul.girard et @camille.vasseur.", "").await;
    world.work().await;
    let rows = async |who: &str| reasons(&world, who).await.len();
    assert_eq!((rows("claire").await, rows("camille").await, rows("paul").await), (1, 2, 1));
    let mut hugo = world.browser("hugo").await;
    hugo.post("/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000001/removal", &[]).await.expect_status(200);
    assert_eq!(rows("camille").await, 1, "of the house, she still hears");
    world.execute("update accesses set ends_at = '2026-11-24Z' where email like 'claire@%'").await;
    world.execute("update memberships set expires_at = '2026-11-24Z' where person_id = '0b000000-0000-7000-8000-000000000006'").await;
    world.pass(Duration::days(1));
    assert_eq!(rows("claire").await, 0, "at the end of an access");
    let mut marc = world.browser("marc").await;
    marc.post("/admin/people/thomas.perrin/departure", &[]).await.expect_status(200);
    assert_eq!(rows("thomas").await, 0, "at a departure");
    let settings = "/spaces/vie-de-la-maison/settings";
    let form = marc.get(settings).await.form(settings).fill("visibility", "closed");
    marc.submit(form).await.expect_status(200);
    assert_eq!((rows("paul").await, rows("camille").await), (0, 1), "who only read an open space reads it no more");
}

#[actix_web::test]
async fn with_script_the_bell_opens_a_panel_whose_buttons_answer_in_place() {
    let world = quiet().await;
    publish(&world, "claire", "ligne-4", "<b>Un</b> & deux.", "").await;
    world.work().await;
    let mut hugo = world.browser("hugo").await;
    hugo.get(LIGNE_4).await.expect("Nouvelles 1 nouvelle");
    let panel = as_script(&mut hugo, TestRequest::get(), "/notifications").await;
    assert!(panel.body.starts_with("<p-update to=\"#news-list\""), "{}", panel.body);
    assert!(panel.body.contains("data-live") && !panel.body.contains("<b>Un</b>"), "{}", panel.body);
    let read = as_script(&mut hugo, TestRequest::post(), "/notifications/reading").await;
    assert!(!read.body.contains("data-unread") && !read.body.contains("class=\"count\""), "{}", read.body);
    assert_eq!(bell(&hugo.get(LIGNE_4).await), 0);
}

#[actix_web::test]
async fn a_long_list_is_paged_and_shows_each_once() {
    let world = quiet().await;
    world
        .execute(
            "insert into posts (id, space_id, author_id, body, html, published_at, comment_count, active_at, last_author_id) \
             select gen_random_uuid(), '0c000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000006', \
                 'Message ' || n || '.', 'x', '2026-11-22Z', 0, '2026-11-22Z', '0b000000-0000-7000-8000-000000000006' \
             from generate_series(1, 120) n; \
             insert into notifications (person_id, item_id, reason, space_id, post_id, actor_id, happened_at) \
             select '0b000000-0000-7000-8000-000000000002', id, 'outside', space_id, id, author_id, published_at \
             from posts where body like 'Message%'",
        )
        .await;
    let mut hugo = world.browser("hugo").await;
    let (mut path, mut seen) = ("/notifications".to_owned(), Vec::new());
    loop {
        let page = hugo.get(&path).await;
        assert!(page.body.contains(">99+<"), "the bell counts no further");
        seen.extend((1..=120).filter(|n| page.says(&format!("Message {n}."))));
        match page.links().into_iter().find(|link| link.contains("before=")) {
            Some(next) => path = next,
            None => break,
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=120).collect::<Vec<_>>());
}
