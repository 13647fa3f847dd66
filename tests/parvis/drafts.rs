//! What is kept while one writes.

use crate::support::World;

const COMMENTS: &str = "/posts/0e000000-0000-7000-8000-000000000001/comments";
const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn a_draft_comes_back_until_it_is_published() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let fields = [("title", "Presse"), ("body", "À moitié écrit")];
    camille.post("/drafts?space=ligne-4", &fields).await.expect_status(204);
    camille
        .post("/drafts?space=ligne-4", &[("title", "Presse"), ("body", "Aux trois quarts")])
        .await
        .expect_status(204);
    camille.get("/drafts").await.expect("Aux trois quarts");
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts");
    assert_eq!((form.value("title"), form.value("body")), (Some("Presse"), Some("Aux trois quarts")));
    assert_eq!(
        camille.get("/spaces/vie-de-la-maison").await.form("/spaces/vie-de-la-maison/posts").value("body"),
        Some("")
    );
    camille.submit(form).await.expect("Message publié.");
    camille.get("/drafts").await.expect("Aucun brouillon");
    assert_eq!(camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").value("body"), Some(""));
}

#[actix_web::test]
async fn a_thread_has_a_draft_of_its_own() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let path = "/drafts?post=0e000000-0000-7000-8000-000000000001";
    camille.post(path, &[("body", "Ma réponse")]).await.expect_status(204);
    assert_eq!(camille.get(THREAD).await.form(COMMENTS).value("body"), Some("Ma réponse"));
    assert_eq!(world.browser("hugo").await.get(THREAD).await.form(COMMENTS).value("body"), Some(""));
    camille.post(path, &[("body", " ")]).await.expect_status(204);
    assert_eq!(world.count("select count(*) from drafts").await, 1, "an empty form ends no other form's draft");
    let form = camille.get(THREAD).await.form(COMMENTS);
    camille.post(path, &[("draft", form.value("draft").unwrap()), ("body", " ")]).await.expect_status(204);
    assert_eq!(world.count("select count(*) from drafts").await, 0, "nothing written is nothing kept");
}

#[actix_web::test]
async fn a_draft_of_a_space_one_has_left_is_not_shown() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.post("/drafts?space=ligne-4", &[("body", "Secret")]).await.expect_status(204);
    claire.get("/drafts").await.expect("Secret");
    world.execute("update memberships set expires_at = '2026-11-22Z' where person_id = '0b000000-0000-7000-8000-000000000006'").await;
    assert!(!claire.get("/drafts").await.says("Ligne 4"));
    claire.post("/drafts?space=ligne-4", &[("body", "Encore")]).await.expect_status(404);
}

#[actix_web::test]
async fn drafts_are_kept_only_where_one_may_write_and_thrown_away_only_by_their_writer() {
    let world = World::new().await;
    for (who, path, status) in [
        ("paul", "/drafts?space=ligne-4", 404),
        ("paul", "/drafts?space=vie-de-la-maison", 403),
        ("lea", "/drafts?post=0e000000-0000-7000-8000-000000000001", 404),
        ("claire", "/drafts?post=0e000000-0000-7000-8000-000000000002", 404),
        ("claire", "/drafts?space=ligne-4-coulisse", 404),
        ("camille", "/drafts", 404),
    ] {
        world.browser(who).await.post(path, &[("body", "x")]).await.expect_status(status);
    }
    let mut camille = world.browser("camille").await;
    camille.post("/drafts?space=ligne-4", &[("body", "À jeter")]).await.expect_status(204);
    let page = camille.get("/drafts").await;
    let id: uuid::Uuid = world.query("select id from drafts", &[]).await[0].get(0);
    world.browser("hugo").await.post(&format!("/drafts/{id}/deletion"), &[]).await.expect_status(404);
    camille.submit(page.form(&format!("/drafts/{id}/deletion"))).await.expect("Brouillon jeté.");
}

#[actix_web::test]
async fn what_is_said_elsewhere_ends_no_answer_that_is_half_written() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let (first, second) = (camille.get(THREAD).await.form(COMMENTS), camille.get(THREAD).await.form(COMMENTS));
    let keep = async |browser: &mut crate::support::browser::Browser,
                      form: &crate::support::browser::Form,
                      body: &str| {
        let fields = [("id", form.value("id").unwrap()), ("draft", form.value("draft").unwrap_or("")), ("body", body)];
        browser.post("/drafts?post=0e000000-0000-7000-8000-000000000001", &fields).await.expect_status(204);
    };
    keep(&mut camille, &first, "À moitié écrit").await;
    // Another tab, drawn before: its answer is another one.
    camille.submit(second.fill("body", "Une réponse brève")).await.expect("Une réponse brève");
    assert_eq!(camille.get(THREAD).await.form(COMMENTS).value("body"), Some("À moitié écrit"));
    // A tab drawn with the draft, which has been written on since in the first: what is newer stays.
    let third = camille.get(THREAD).await.form(COMMENTS);
    world.pass(chrono::Duration::seconds(10));
    keep(&mut camille, &first, "Récrit dans le premier onglet").await;
    camille.submit(third.fill("body", "Écrit dans le troisième")).await.expect("Écrit dans le troisième");
    let fourth = camille.get(THREAD).await.form(COMMENTS);
    assert_eq!(fourth.value("body"), Some("Récrit dans le premier onglet"));
    // Publishing what was drawn, unchanged, ends it.
    camille.submit(fourth).await.expect("Récrit dans le premier onglet");
    assert_eq!(world.count("select count(*) from drafts").await, 0);
}

#[actix_web::test]
async fn a_draft_that_comes_after_its_publication_is_kept_no_more() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get(THREAD).await.form(COMMENTS);
    let id = form.value("id").unwrap().to_owned();
    camille.submit(form.fill("body", "Publié")).await.expect("Publié");
    let late = [("id", id.as_str()), ("body", "Publi")];
    camille.post("/drafts?post=0e000000-0000-7000-8000-000000000001", &late).await.expect_status(204);
    assert_eq!(world.count("select count(*) from drafts").await, 0);
}
