//! The charter, and the house's settings.

use crate::support::World;

async fn published(world: &World, words: &str) {
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/charter").await;
    let form = page.form("/admin/charter").fill("body", words).tick("publish", "true");
    let answer = marc.submit(form).await;
    assert_eq!(answer.path, "/charter?next=%2Fadmin%2Fcharter", "the admin is asked as well");
    answer.expect("La charte est publiée.");
    assert_eq!(marc.submit(answer.form("/charter")).await.path, "/admin/charter");
}

#[actix_web::test]
async fn the_charter_comes_first_and_locks_nobody_out() {
    let world = World::new().await;
    let (mut camille, mut claire) = (world.browser("camille").await, world.browser("claire").await);
    camille.get("/charter").await.expect_status(404);
    camille.get("/").await.expect("Bonjour Camille.");
    published(&world, "# Être ici\n\nOn se parle *avec soin*. <script>alert(1)</script>").await;
    for browser in [&mut camille, &mut claire] {
        let page = browser.get("/settings/account").await;
        assert_eq!(page.path, "/charter?next=%2Fsettings%2Faccount");
        assert!(page.body.contains("<em>avec soin</em>") && !page.body.contains("<script>alert"));
        let refused = browser.post("/settings/display", &[("theme", "dark")]).await;
        assert!(refused.form("/charter").value("version").is_some(), "nothing else can be done");
        assert_eq!(browser.submit(page.form("/charter")).await.path, "/settings/account");
        browser.get("/").await.expect_status(200);
    }
    assert_eq!(world.count("select count(*) from people where theme is not null").await, 0);
    published(&world, "# Être ici\n\nVersion deux.").await;
    let page = camille.get("/").await;
    page.expect("Version deux.");
    assert_eq!(camille.submit(page.form("/sign-out")).await.path, "/sign-in", "one can always leave");
    assert_eq!(world.nobody().await.get("/charter").await.path, "/sign-in?next=%2Fcharter");
}

#[actix_web::test]
async fn a_charter_is_seen_before_it_is_published_and_only_admins_publish() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/charter").await;
    let preview = marc.submit(page.form("/admin/charter").fill("body", "Une *charte*.")).await;
    assert!(preview.body.contains("<p>Une <em>charte</em>.</p>"));
    assert_eq!(preview.form("/admin/charter").value("body"), Some("Une *charte*."));
    assert_eq!(world.count("select count(*) from charters").await, 0);
    marc.submit(preview.form("/admin/charter").fill("body", "  ")).await.expect_status(422);
    let fields = [("body", "Ma charte"), ("publish", "true")];
    for (who, status) in [("camille", 403), ("claire", 404)] {
        let mut browser = world.browser(who).await;
        browser.get("/admin/charter").await.expect_status(status);
        browser.post("/admin/charter", &fields).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from charters").await, 0);
}

#[actix_web::test]
async fn the_house_is_settled_by_its_admins_and_what_changed_is_told() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/settings").await;
    let form = page.form("/admin/settings");
    assert_eq!(form.value("domains"), Some("brevent.example"));
    let form =
        form.fill("name", "Brévent").fill("domains", "brevent.example, @Brevent.test").tick("second_key", "true");
    let settled = marc.submit(form.fill("longest_access_days", "90")).await;
    settled.expect("Les réglages sont enregistrés.");
    let facts = "select facts ->> 'names' from events where kind = 'settings_changed'";
    let facts: String = world.query(facts, &[]).await[0].get(0);
    assert_eq!(facts, r#"["name", "domains", "second_key", "longest_access_days"]"#);
    assert_eq!(settled.form("/admin/settings").value("domains"), Some("brevent.example, brevent.test"));
    let wrong = settled.form("/admin/settings").fill("name", "Acier Duval");
    marc.submit(wrong).await.expect_status(422);
    let wrong =
        settled.form("/admin/settings").fill("time_zone", "Mars").fill("domains", "a b@").tick("sign_up", "true");
    let wrong = marc.submit(wrong.fill("longest_access_days", "367")).await;
    wrong.expect_status(422);
    for words in ["Ce fuseau n’existe pas", "n’est pas un domaine", "de 1 à 366"] {
        assert!(wrong.says(words), "{words}\n{}", wrong.text());
    }
    for (who, status) in [("camille", 403), ("claire", 404)] {
        let mut browser = world.browser(who).await;
        browser.get("/admin").await.expect_status(status);
        browser.get("/admin/settings").await.expect_status(status);
        browser.post("/admin/settings", &[("name", "Mine")]).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from organizations where name = 'Brévent'").await, 1);
}

#[actix_web::test]
async fn what_was_written_while_a_charter_was_published_is_sent_after_it() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", "La presse est réglée");
    published(&world, "# Être ici").await;
    let charter = camille.submit(form).await;
    charter.expect_status(403);
    assert!(charter.says("Ce que vous avez écrit est gardé"));
    assert_eq!(world.count("select count(*) from posts where body = 'La presse est réglée'").await, 0);
    let kept = camille.submit(charter.form("/charter")).await;
    kept.expect("La presse est réglée");
    camille.submit(kept.form("/spaces/ligne-4/posts")).await.expect("Message publié.");
    assert_eq!(world.count("select count(*) from posts where body = 'La presse est réglée'").await, 1);
}

#[actix_web::test]
async fn a_refusal_shows_what_was_written_and_no_secret() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", "Écrit trop tard");
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    let refused = camille.submit(form).await;
    refused.expect_status(403);
    assert!(refused.says("Écrit trop tard"));
    let garbled = [("body", "Presque\0 tout"), ("password", "un mot de passe"), ("title", "")];
    let garbled = camille.post("/spaces/ligne-4/posts", &garbled).await;
    garbled.expect_status(400);
    assert!(garbled.says("Presque tout"));
    assert!(!garbled.body.contains("un mot de passe"));
    assert_eq!(garbled.form("/spaces/ligne-4/posts").value("body"), Some("Presque tout"));
}
