//! What one keeps to read again.

use crate::support::World;
use crate::support::chromium::Screen;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const SAVING: &str = "/posts/0e000000-0000-7000-8000-000000000001/saving";
const ON: &[(&str, &str)] = &[("on", "true")];

#[actix_web::test]
async fn a_message_is_kept_for_oneself_until_one_keeps_it_no_longer() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.get("/saved").await.expect("Rien n’est mis de côté");
    let thread = claire.get(THREAD).await;
    claire.submit(thread.form(SAVING)).await.expect("Mis de côté.");
    claire.get("/saved").await.expect("Bobines décalées");
    world.browser("camille").await.get("/saved").await.expect("Rien n’est mis de côté");
    world.browser("claire").await.speaking("en").get("/saved").await.expect("Bobines décalées");
    let thread = claire.get(THREAD).await;
    claire.submit(thread.form(SAVING)).await.expect("Ce message n’est plus de côté.");
    claire.get("/saved").await.expect("Rien n’est mis de côté");
    for who in ["lea", "paul"] {
        world.browser(who).await.post(SAVING, ON).await.expect_status(404);
    }
}

#[actix_web::test]
async fn what_one_may_read_no_longer_is_kept_no_longer() {
    let world = World::new().await;
    for who in ["claire", "camille"] {
        world.browser(who).await.post(SAVING, ON).await.expect_status(200);
    }
    let kept = "select count(*) from saved_posts";
    let mut hugo = world.browser("hugo").await;
    hugo.post("/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000001/removal", &[]).await.expect_status(200);
    assert_eq!(world.count(kept).await, 1, "Camille’s is gone");
    world.browser("camille").await.get("/saved").await.expect("Rien n’est mis de côté");
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    assert_eq!(world.count(kept).await, 0, "and Claire’s");
}

#[actix_web::test]
async fn a_list_shows_only_what_is_seen_now_and_only_to_oneself() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.post(SAVING, ON).await.expect_status(200);
    let mut hugo = world.browser("hugo").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/view", &[]).await.expect_status(200);
    hugo.get("/saved").await.expect_status(403);
    hugo.post(SAVING, ON).await.expect_status(403);
    assert!(hugo.get(THREAD).await.try_form(SAVING).is_none());
    // An archive is read, and kept to be read again; what is before a horizon is not there.
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    claire.get("/saved").await.expect("Bobines décalées");
    world.execute("update memberships set sees_from = '2026-11-22Z' where person_kind = 'guest'").await;
    claire.get("/saved").await.expect("Rien n’est mis de côté");
    claire.post(SAVING, ON).await.expect_status(404);
}

#[actix_web::test]
async fn from_a_feed_a_message_is_put_aside_without_leaving_it() {
    let screen = Screen::of("claire").await;
    screen.open("/spaces/ligne-4").await;
    let item = format!("form[action='{SAVING}'] button");
    screen.run(&format!("document.querySelector(\"{item}\").closest('[popover]').showPopover()")).await;
    screen.find(&item).await.click().await.expect("a click");
    screen
        .until(
            "it is aside",
            &format!("return document.querySelector(\"{item}\")?.getAttribute('aria-pressed') === 'true'"),
        )
        .await;
    assert_eq!(screen.path().await, "/spaces/ligne-4");
    assert_eq!(screen.world.count("select count(*) from saved_posts").await, 1);
    screen.open("/").await;
    screen.find(".wing-link[href='/saved']").await.click().await.expect("a click");
    screen.expect("Bobines décalées").await;
    screen.close().await;
}
