//! Following a thread, and hearing no more of it.

use actix_web::test::TestRequest;

use crate::feeds::eventually;
use crate::support::{Page, World};

const POST: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const ATTENTION: &str = "/posts/0e000000-0000-7000-8000-000000000001/attention";

async fn answer(world: &World, who: &str, words: &str) -> Page {
    let mut browser = world.browser(who).await;
    let form = browser.get(POST).await.form(&format!("{POST}/comments")).fill("body", words);
    browser.submit(form).await
}

/// What somebody of the cast was told and has not read, of answers.
async fn told(world: &World, who: &str) -> i64 {
    world.work().await;
    let sql = "select count(*) from notifications n join people p on p.id = n.person_id \
        where split_part(p.email, '@', 1) = $1 and read_at is null";
    world.query(sql, &[&who]).await[0].get(0)
}

#[actix_web::test]
async fn whoever_answers_follows_and_says_so_with_a_switch() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(POST).await;
    page.expect("Seules les réponses à ce que vous avez écrit vous sont annoncées.");
    assert!(page.body.contains("role=\"switch\" aria-checked=\"false\""));
    answer(&world, "camille", "Noté.").await.expect("Chaque réponse vous est annoncée.");
    answer(&world, "thomas", "Moi aussi.").await.expect_status(200);
    assert_eq!(told(&world, "camille").await, 1);
    camille.post(ATTENTION, &[("attention", "none")]).await.expect("Vous ne suivez plus ce fil.");
    eventually(&world, "select count(*) from notifications where read_at is not null").await;
    answer(&world, "thomas", "Et encore.").await.expect_status(200);
    assert_eq!(told(&world, "camille").await, 0, "the first was read with the page, the second was not told");
    camille.post(ATTENTION, &[("attention", "following")]).await.expect("Vous suivez ce fil.");
    answer(&world, "thomas", "Enfin.").await.expect_status(200);
    assert_eq!(told(&world, "camille").await, 1, "from then on, not from before");
}

#[actix_web::test]
async fn whoever_has_muted_a_thread_hears_nothing_even_after_writing_in_it_unless_called() {
    let world = World::settled().await;
    world.execute("delete from notifications").await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(POST).await;
    page.expect("Ne plus rien en entendre");
    hugo.post(ATTENTION, &[("attention", "muted")]).await.expect("Vous n’entendrez plus rien de ce fil");
    answer(&world, "hugo", "Un mot, et je me tais.").await.expect("Vous n’entendez plus rien de ce fil");
    answer(&world, "claire", "Une question.").await.expect_status(200);
    assert_eq!(told(&world, "hugo").await, 0, "it is his post, and he keeps the space: he wants no more of it");
    answer(&world, "claire", "@hugo.lambert, vraiment ?").await.expect_status(200);
    assert_eq!(told(&world, "hugo").await, 1, "called, he hears");
    hugo.get("/notifications").await.expect("Claire Morel Acier Duval · accès invité vous mentionne dans Ligne 4");
}

#[actix_web::test]
async fn what_one_wants_to_hear_is_nobody_else_s_and_nobody_chooses_it_for_another() {
    let world = World::settled().await;
    let mut claire = world.browser("claire").await;
    claire.post(ATTENTION, &[("attention", "muted")]).await.expect_status(200);
    assert!(!world.browser("hugo").await.get(POST).await.says("Vous n’entendez plus rien"));
    for who in ["lea", "paul", "marc"] {
        world.browser(who).await.post(ATTENTION, &[("attention", "following")]).await.expect_status(404);
    }
    let mut hugo = world.browser("hugo").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/view", &[]).await.expect_status(200);
    assert!(hugo.get(POST).await.try_form(ATTENTION).is_none());
    hugo.post(ATTENTION, &[("attention", "following")]).await.expect_status(403);
    claire.post(ATTENTION, &[("attention", "<script>")]).await.expect("Vous ne suivez plus ce fil.");
    claire.get("/posts/0e000000-0000-7000-8000-000000000002").await.expect_status(404);
    let before = "/posts/0e000000-0000-7000-8000-000000000002/attention";
    claire.post(before, &[("attention", "following")]).await.expect_status(404);
}

#[actix_web::test]
async fn whoever_is_out_follows_no_more() {
    let world = World::settled().await;
    for who in ["camille", "claire"] {
        world.browser(who).await.post(ATTENTION, &[("attention", "following")]).await.expect_status(200);
    }
    let open = "/posts/0e000000-0000-7000-8000-000000000005/attention";
    world.browser("paul").await.post(open, &[("attention", "following")]).await.expect_status(200);
    assert_eq!(world.count("select count(*) from follows").await, 3);
    let mut hugo = world.browser("hugo").await;
    hugo.post("/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000001/removal", &[]).await.expect_status(200);
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    assert_eq!(world.count("select count(*) from follows").await, 1);
    let mut marc = world.browser("marc").await;
    let settings = marc.get("/spaces/vie-de-la-maison/settings").await;
    let form = settings.form("/spaces/vie-de-la-maison/settings").fill("visibility", "closed");
    marc.submit(form).await.expect_status(200);
    assert_eq!(world.count("select count(*) from spaces where visibility = 'open'").await, 0);
    assert_eq!(world.count("select count(*) from follows").await, 0, "Paul reads it no more");
}

/// What the menu of the post offers in the space's feed.
async fn offered(world: &World) -> String {
    let feed = world.browser("camille").await.get("/spaces/ligne-4").await.body;
    let menu = feed.split_once(&format!("action=\"{ATTENTION}\" data-live>")).expect("the menu is there").1;
    menu.split_once("</form>").unwrap().0.to_owned()
}

#[actix_web::test]
async fn the_menu_of_a_feed_says_what_one_hears_and_changes_it_in_its_place() {
    let world = World::settled().await;
    let menu = offered(&world).await;
    assert!(menu.contains("value=\"following\"") && menu.contains("value=\"muted\""), "{menu}");
    let mut camille = world.browser("camille").await;
    let request = TestRequest::post()
        .uri(ATTENTION)
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("cookie", format!("parvis={}", camille.cookie("parvis").expect("a session"))))
        .insert_header(("accept", "text/vnd.parvis.update+html, text/html;q=0.9"))
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload("attention=muted")
        .to_request();
    let update = camille.sent(ATTENTION, request).await;
    assert!(update.body.contains("<p-update to=\"#following-"), "{}", update.body);
    update.expect("En entendre à nouveau");
    let menu = offered(&world).await;
    assert!(menu.contains("value=\"none\"") && !menu.contains("value=\"muted\""), "{menu}");
}
