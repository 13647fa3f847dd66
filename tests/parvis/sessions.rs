//! What people settle for themselves: devices, password, language and theme; and what time sweeps away.

use crate::support::World;
use crate::support::world::PASSWORD;

const OTHER: &str = "cinq ânes sur le quai";

#[actix_web::test]
async fn devices_are_listed_and_signed_out_by_their_owner_alone() {
    let world = World::new().await;
    let (mut camille, mut elsewhere, mut hugo) =
        (world.browser("camille").await, world.browser("camille").await, world.browser("hugo").await);
    let agent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0";
    world.execute(&format!("update sessions set agent = '{agent}'")).await;
    let page = camille.get("/settings/sessions").await;
    page.expect("Firefox sur Windows");
    let ends: Vec<String> = world
        .query("select '/settings/sessions/' || s.id || '/end' from sessions s join people p on p.id = person_id where handle = 'camille.vasseur'", &[])
        .await
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(ends.len(), 2);
    for end in &ends {
        hugo.post(end, &[]).await;
    }
    camille.get("/settings/sessions").await.expect("cet appareil");
    elsewhere.get("/").await.expect("Bonjour Camille.");
    let other = ends.iter().find(|end| page.try_form(end).is_some()).expect("the other device");
    camille.submit(page.form(other)).await.expect("L’appareil est déconnecté.");
    assert_eq!(elsewhere.get("/").await.path, "/sign-in");
    camille.get("/").await.expect("Bonjour Camille.");
    hugo.get("/").await.expect("Bonjour Hugo.");
}

#[actix_web::test]
async fn all_other_devices_are_signed_out_at_once() {
    let world = World::new().await;
    let (mut camille, mut one, mut two) =
        (world.browser("camille").await, world.browser("camille").await, world.browser("camille").await);
    let page = camille.get("/settings/sessions").await;
    camille.submit(page.form("/settings/sessions/others/end")).await.expect("Tous les autres appareils");
    assert_eq!((one.get("/").await.path, two.get("/").await.path), ("/sign-in".to_owned(), "/sign-in".to_owned()));
}

#[actix_web::test]
async fn a_password_is_changed_by_who_knows_it_and_the_other_devices_end() {
    let world = World::new().await;
    let (mut camille, mut elsewhere) = (world.browser("camille").await, world.browser("camille").await);
    elsewhere.get("/").await.expect("Bonjour Camille.");
    let page = camille.get("/settings/account").await;
    let wrong = camille.submit(page.form("/settings/password").fill("old", "not this one").fill("new", OTHER)).await;
    wrong.expect_status(422);
    assert!(wrong.says("Ce n’est pas votre mot de passe actuel"));
    elsewhere.get("/").await.expect("Bonjour Camille.");
    let form = page.form("/settings/password").fill("old", PASSWORD).fill("new", OTHER);
    camille.submit(form).await.expect("Votre mot de passe est changé");
    assert_eq!(elsewhere.get("/").await.path, "/sign-in");
    let new = [("email", "camille@brevent.example"), ("password", OTHER)];
    elsewhere.post("/sign-in", &new).await.expect("Bonjour Camille.");
}

#[actix_web::test]
async fn somebody_without_a_password_chooses_a_first_one() {
    let world = World::new().await;
    world.execute("delete from credentials").await;
    let mut claire = world.browser("claire").await;
    let page = claire.get("/settings/account").await;
    claire.submit(page.form("/settings/password").fill("new", OTHER)).await.expect("Votre mot de passe est changé");
    assert_eq!(world.count("select count(*) from credentials").await, 1);
}

#[actix_web::test]
async fn language_and_theme_are_one_s_own() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/settings/account").await;
    let form = page.form("/settings/display").fill("language", "en").fill("theme", "dark");
    let page = camille.submit(form).await;
    page.expect("Present password");
    assert!(page.body.contains("data-theme=\"dark\""));
    assert_eq!(world.count("select count(*) from people where language is not null").await, 1);
}

#[actix_web::test]
async fn what_has_had_its_time_is_swept_away() {
    let world = World::new().await;
    world.browser("camille").await;
    let mut hugo = world.nobody().await;
    hugo.post("/sign-in/link", &[("email", "hugo@brevent.example")]).await;
    world.work().await;
    assert_eq!(world.count("select count(*) from sessions").await, 1);
    assert_eq!(world.count("select count(*) from tokens").await, 1);
    world.pass(chrono::Duration::days(32));
    world.work().await;
    assert_eq!(world.count("select count(*) from sessions").await, 0);
    assert_eq!(world.count("select count(*) from tokens").await, 0);
}
