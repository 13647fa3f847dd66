//! Parvis on a device of one's own: installed, without a network, and what is written then.

use serde_json::Value;

use crate::support::World;
use crate::support::chromium::Screen;

const BOBINES: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const CONTROL: &str = "\u{e009}";
const ENTER: &str = "\u{e007}";
const KEPT: &str = "select count(*) from comments where body = 'Écrit dans le train'";

#[actix_web::test]
async fn everybody_may_install_parvis_and_the_pieces_say_nothing_of_who_asks() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let manifest = camille.get("/manifest.webmanifest").await;
    manifest.expect_status(200);
    let manifest: Value = serde_json::from_str(&manifest.body).expect("JSON");
    assert_eq!(manifest["name"], "Parvis · Ateliers Brévent");
    for icon in manifest["icons"].as_array().expect("icons") {
        world.nobody().await.get(icon["src"].as_str().expect("an address")).await.expect_status(200);
    }
    world.nobody().await.get("/icons/other.png").await.expect_status(404);
    for path in ["/service-worker.js", "/offline"] {
        let (hers, nobodys) = (camille.get(path).await, world.nobody().await.get(path).await);
        assert!(hers.status == 200 && hers.body == nobodys.body && !hers.body.contains("camille"), "{path}");
    }
    let worker = camille.get("/service-worker.js").await.body;
    let first = worker.lines().next().expect("a line");
    let kept = first.trim_start_matches("const kept = ").trim_end_matches(';');
    let kept: Vec<String> = serde_json::from_str(kept).expect("a list");
    assert_eq!(kept.len(), 8, "{kept:?}");
    assert!(kept.iter().all(|path| path.starts_with("/assets/") || path == "/offline"), "{kept:?}");
    camille.get("/").await.expect_status(200);
    let header = camille.get("/").await.headers.get("cache-control").cloned();
    assert_eq!(header.expect("a header"), "private, no-store");
}

/// Waits for the worker, and for what it keeps.
async fn installed(screen: &Screen) {
    let kept = "return navigator.serviceWorker.ready.then(() => caches.match('/offline')).then((page) => !!page)";
    screen.until("the worker", kept).await;
}

#[actix_web::test]
async fn without_a_network_a_page_says_so_and_nothing_of_anybody_is_kept() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    installed(&screen).await;
    screen.page.refresh().await.expect("a page");
    screen.expect("Bobines décalées").await;
    let addresses = "return caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
        .then((cache) => cache.keys())))).then((all) => all.flat().map((one) => new URL(one.url).pathname).join(' '))";
    let kept = screen.run(addresses).await;
    let kept = kept.as_str().unwrap_or_default();
    assert!(kept.contains("/offline") && !kept.contains("/posts/"), "{kept}");
    screen.go_dark().await;
    screen.page.refresh().await.expect("a page");
    screen.expect("Pas de réseau").await;
    assert!(!screen.text().await.contains("Bobines"));
    screen.complaints().await; // Chromium notes that nobody answers
    screen.close().await;
}

/// An answer is written while the network is away.
async fn written_in_a_train(screen: &Screen) {
    screen.open(BOBINES).await;
    screen.offline(true).await;
    screen.find("#answer").await.send_keys("Écrit dans le train").await.expect("words");
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.expect("Sera envoyé quand le réseau reviendra.").await;
    assert_eq!(screen.run("return document.querySelector('#answer').value").await, Value::from(""));
    assert_eq!(screen.world.count(KEPT).await, 0);
}

#[actix_web::test]
async fn what_is_written_without_a_network_is_sent_once_when_it_is_back() {
    let screen = Screen::of("camille").await;
    written_in_a_train(&screen).await;
    screen.offline(false).await;
    screen
        .until("the answer", "return document.querySelector('#comments').innerText.includes('Écrit dans le train')")
        .await;
    screen.until("nothing to wait", "return document.querySelector('#outbox').hidden").await;
    assert_eq!(screen.world.count(KEPT).await, 1);
    screen.open(BOBINES).await;
    screen.until("the page", "return document.readyState === 'complete'").await;
    assert_eq!(screen.world.count(KEPT).await, 1);
    screen.complaints().await; // Chromium notes that nobody answered
    screen.close().await;
}

#[actix_web::test]
async fn a_message_is_sent_later_as_an_answer_is() {
    let screen = Screen::of("camille").await;
    screen.open("/spaces/ligne-4").await;
    screen.offline(true).await;
    screen.find(".composer-rest").await.click().await.expect("a click");
    screen.find("#write").await.send_keys("Écrit au tunnel").await.expect("words");
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.expect("Sera envoyé quand le réseau reviendra.").await;
    screen.offline(false).await;
    screen.find("#outbox a[href^='/posts/']").await.click().await.expect("a click");
    screen.expect("Écrit au tunnel").await;
    assert_eq!(screen.world.count("select count(*) from posts where body = 'Écrit au tunnel'").await, 1);
    screen.complaints().await; // Chromium notes that nobody answered
    screen.close().await;
}

#[actix_web::test]
async fn when_the_audience_grew_meanwhile_the_writer_is_asked_and_when_they_are_signed_out_nothing_is_lost() {
    let screen = Screen::of("camille").await;
    written_in_a_train(&screen).await;
    screen.world.execute("update spaces set audience_version = audience_version + 1 where slug = 'ligne-4'").await;
    screen.world.execute("delete from sessions").await;
    screen.offline(false).await;
    screen.expect("Connectez-vous : ce sera envoyé ensuite.").await;
    screen.become_("claire").await;
    screen.open(BOBINES).await;
    screen.until("the page", "return document.readyState === 'complete'").await;
    assert!(!screen.text().await.contains("Écrit dans le train"), "it is Camille’s");
    screen.become_("camille").await;
    screen.open(BOBINES).await;
    screen
        .until("the words in their form", "return document.querySelector('#answer').value === 'Écrit dans le train'")
        .await;
    assert_eq!(screen.world.count(KEPT).await, 0, "she was not asked");
    screen.find("#answer").await.click().await.expect("a click");
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen
        .until("the answer", "return document.querySelector('#comments').innerText.includes('Écrit dans le train')")
        .await;
    assert_eq!(screen.world.count(KEPT).await, 1);
    screen.complaints().await; // the refusals that were asked for
    screen.close().await;
}

#[actix_web::test]
async fn who_signs_out_is_asked_first_and_leaves_nothing() {
    let screen = Screen::of("camille").await;
    written_in_a_train(&screen).await;
    screen.run("window.asked = 0; window.confirm = () => { window.asked += 1; return window.asked > 1 }").await;
    let leave = "document.querySelector('form[action=\"/sign-out\"]').requestSubmit()";
    screen.run(leave).await;
    screen.until("the question", "return window.asked === 1").await;
    screen.offline(false).await;
    // Asked once more, it goes; unless it was sent in the meantime.
    screen.run(leave).await;
    screen.until("the door", "return location.pathname === '/sign-in'").await;
    let left = "return new Promise((done) => { const opening = indexedDB.open('parvis');
        opening.onsuccess = () => { const all = opening.result.transaction('outbox').objectStore('outbox').count();
            all.onsuccess = () => done(all.result === 0); }; })";
    screen.until("nothing to be left", left).await;
    screen.complaints().await; // Chromium notes that nobody answered
    screen.close().await;
}
