//! Shortcuts: told on a page, opened by a key, and turned off by whoever speaks to their machine.

use serde_json::Value;

use crate::support::World;
use crate::support::chromium::Screen;

#[actix_web::test]
async fn shortcuts_are_told_to_everybody_and_turned_off_by_each_for_themselves() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let page = claire.get("/shortcuts").await;
    page.expect("Message suivant");
    assert!(!page.body.contains("data-keys=\"off\""));
    let off = claire.submit(page.form("/settings/shortcuts")).await;
    off.expect("Ils sont arrêtés.");
    assert!(off.body.contains("data-keys=\"off\""));
    assert!(!world.browser("camille").await.get("/shortcuts").await.body.contains("data-keys=\"off\""));
    world.browser("claire").await.speaking("en").get("/shortcuts").await.expect("They are off.");
    claire.submit(off.form("/settings/shortcuts")).await.expect("Ils sont actifs.");
}

#[actix_web::test]
async fn a_question_mark_opens_the_help_and_other_keys_do_what_it_says() {
    let screen = Screen::of("camille").await;
    screen.open("/spaces/ligne-4").await;
    screen.press("?").await;
    screen
        .until(
            "the help",
            "return document.querySelector('dialog[open]')?.innerText.includes('Message suivant') ?? false",
        )
        .await;
    screen.press("\u{e00c}").await; // escape
    screen.until("it closed", "return !document.querySelector('dialog[open]')").await;
    screen.press("j").await;
    screen.until("a message", "return !!document.activeElement.closest('article.post')").await;
    screen.press("r").await;
    screen
        .until("the form of an answer", "return document.activeElement.id === 'answer' || location.hash === '#answer'")
        .await;
    screen.open("/spaces/ligne-4").await;
    screen.press("n").await;
    screen.until("the composer", "return document.activeElement.id === 'write'").await;
    screen.press("/?j").await;
    assert_eq!(screen.run("return document.activeElement.value").await, Value::from("/?j"), "who writes, writes");
    screen.close().await;
}

#[actix_web::test]
async fn keys_that_were_turned_off_do_nothing() {
    let screen = Screen::of("camille").await;
    screen.world.execute("update people set single_keys = false").await;
    screen.open("/").await;
    for key in ["?", "/", "n", "j"] {
        screen.press(key).await;
    }
    let still =
        "return document.activeElement === document.body && !document.querySelector('dialog[open], :popover-open')";
    assert_eq!(screen.run(still).await, Value::Bool(true));
    screen.close().await;
}
