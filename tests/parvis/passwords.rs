//! Forgotten passwords, links to sign in, and what was written when a session ended.

use crate::support::World;
use crate::support::world::PASSWORD;

const OTHER: &str = "cinq ânes sur le quai";

/// The path of the only link of the only letter to this address.
async fn link(world: &World, address: &str) -> String {
    let letters = world.letters_to(address).await;
    assert_eq!(letters.len(), 1, "letters to {address}");
    let after = letters[0].text.split_once("http://localhost:8080").expect("a link").1;
    after.split_whitespace().next().expect("a path").to_owned()
}

#[actix_web::test]
async fn a_forgotten_password_is_chosen_anew_once_and_all_sessions_end() {
    let world = World::settled().await;
    let mut elsewhere = world.browser("camille").await;
    let mut camille = world.nobody().await;
    let form = camille.get("/password/forgotten").await.form("/password/forgotten");
    camille.submit(form.fill("email", "Camille@brevent.example ")).await.expect("un lien est en route");
    let path = link(&world, "camille@brevent.example").await;
    let page = camille.get(&path).await;
    let weak = camille.submit(page.form(&path).fill("password", "camille1234567")).await;
    weak.expect_status(422);
    let home = camille.submit(page.form(&path).fill("password", OTHER)).await;
    home.expect("Bonjour Camille.");
    assert_eq!(elsewhere.get("/").await.path, "/sign-in", "the other device is signed out");
    let used = camille.get(&path).await;
    used.expect_status(410);
    assert!(used.links().contains(&"/password/forgotten".to_owned()), "it offers another one");
    camille.post(&path, &[("password", "six oies dans la cour")]).await.expect_status(410);
    let mut again = world.nobody().await;
    let old = [("email", "camille@brevent.example"), ("password", PASSWORD)];
    again.post("/sign-in", &old).await.expect_status(422);
    let new = [("email", "camille@brevent.example"), ("password", OTHER)];
    again.post("/sign-in", &new).await.expect("Bonjour Camille.");
}

#[actix_web::test]
async fn t_53_a_scanner_that_follows_a_link_uses_nothing_up() {
    let world = World::settled().await;
    let mut camille = world.nobody().await;
    for (ask, button) in [("/password/forgotten", "password"), ("/sign-in/link", "")] {
        camille.post(ask, &[("email", "camille@brevent.example")]).await;
        let path = link(&world, "camille@brevent.example").await;
        let mut scanner = world.nobody().await;
        for _ in 0..3 {
            scanner.get(&path).await.expect_status(200);
            scanner.send(actix_web::http::Method::HEAD, &path, None).await;
        }
        assert_eq!(world.count("select count(*) from tokens where used_at is not null").await, 0);
        assert_eq!(scanner.cookie("parvis"), None, "looking signs nobody in");
        let mut form = camille.get(&path).await.form(&path);
        if !button.is_empty() {
            form = form.fill(button, OTHER);
        }
        camille.submit(form).await.expect("Bonjour Camille.");
        assert_eq!(world.count("select count(*) from tokens where used_at is not null").await, 1);
        camille.get(&path).await.expect_status(410);
        world.execute("delete from tokens").await;
        camille.forget_cookies();
    }
}

#[actix_web::test]
async fn known_and_unknown_addresses_hear_the_same_and_only_the_known_get_a_letter() {
    let world = World::new().await;
    // Odile's access ran out before the first day: what is told of that goes first.
    world.letters().await;
    let mut stranger = world.nobody().await;
    for path in ["/password/forgotten", "/sign-in/link"] {
        let mut answers = Vec::new();
        for email in ["camille@brevent.example", "nobody@brevent.example"] {
            let answer = stranger.post(path, &[("email", email)]).await;
            answer.expect("un lien est en route");
            answers.push(answer.body.replace(email, ""));
        }
        assert_eq!(answers[0], answers[1]);
        let letters = world.letters().await;
        assert_eq!(letters.iter().map(|letter| letter.to.1.as_str()).collect::<Vec<_>>(), ["camille@brevent.example"]);
    }
}

#[actix_web::test]
async fn whoever_asks_too_often_is_stopped_whether_the_address_is_known_or_not() {
    let world = World::settled().await;
    let mut stranger = world.nobody().await;
    for email in ["camille@brevent.example", "nobody@brevent.example"] {
        for _ in 0..5 {
            stranger.post("/password/forgotten", &[("email", email)]).await.expect_status(200);
        }
        stranger.post("/password/forgotten", &[("email", email)]).await.expect_status(429);
    }
}

#[actix_web::test]
async fn t_60_somebody_suspended_or_gone_does_not_come_in_by_a_link_made_before() {
    let world = World::settled().await;
    for change in ["suspended_at", "left_at"] {
        let mut camille = world.nobody().await;
        camille.post("/sign-in/link", &[("email", "camille@brevent.example")]).await;
        let enter = link(&world, "camille@brevent.example").await;
        camille.post("/password/forgotten", &[("email", "camille@brevent.example")]).await;
        let reset = link(&world, "camille@brevent.example").await;
        camille.get(&enter).await.expect("Camille Vasseur");
        world.execute(&format!("update people set {change} = '2026-11-23Z' where handle = 'camille.vasseur'")).await;
        camille.post(&enter, &[]).await.expect_status(410);
        camille.post(&reset, &[("password", OTHER)]).await.expect_status(410);
        camille.get(&reset).await.expect_status(410);
        assert_eq!(camille.cookie("parvis"), None);
        camille.post("/password/forgotten", &[("email", "camille@brevent.example")]).await;
        assert!(world.letters().await.is_empty());
        world.execute(&format!("update people set {change} = null")).await;
    }
}

#[actix_web::test]
async fn a_link_lives_an_hour_and_a_newer_one_ends_it() {
    let world = World::settled().await;
    let mut camille = world.nobody().await;
    camille.post("/password/forgotten", &[("email", "camille@brevent.example")]).await;
    let first = link(&world, "camille@brevent.example").await;
    camille.get(&first).await.expect_status(200);
    camille.post("/password/forgotten", &[("email", "camille@brevent.example")]).await;
    let second = link(&world, "camille@brevent.example").await;
    camille.get(&first).await.expect_status(404);
    camille.get(&second).await.expect_status(200);
    world.pass(chrono::Duration::minutes(61));
    camille.post(&second, &[("password", OTHER)]).await.expect_status(410);
}

#[actix_web::test]
async fn a_link_of_one_kind_opens_no_other_door() {
    let world = World::settled().await;
    let mut camille = world.nobody().await;
    camille.post("/sign-in/link", &[("email", "camille@brevent.example")]).await;
    let path = link(&world, "camille@brevent.example").await;
    let token = path.rsplit('/').next().expect("a token");
    camille.get(&path).await.expect_status(200);
    camille.post(&format!("/password/reset/{token}"), &[("password", OTHER)]).await.expect_status(404);
    camille.post(&format!("/invitations/{token}"), &[("name", "X"), ("password", OTHER)]).await.expect_status(404);
    for guess in ["0", &"A".repeat(43), "../admin"] {
        camille.get(&format!("/sign-in/links/{guess}")).await.expect_status(404);
    }
}

#[actix_web::test]
async fn what_was_written_when_the_session_ended_survives_signing_in() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    camille.get("/settings/account").await.expect("Affichage");
    world.execute("delete from sessions").await;
    let words = [("theme", "dark"), ("language", "en"), ("body", "Les bobines partent vendredi.\n« Vraiment ? »")];
    let door = camille.post("/settings/display", &words).await;
    door.expect_status(401);
    assert!(door.says("Ce que vous avez écrit est gardé"));
    let wrong =
        camille.submit(door.form("/sign-in").fill("email", "camille@brevent.example").fill("password", "no")).await;
    wrong.expect_status(422);
    let form = wrong.form("/sign-in").fill("email", "camille@brevent.example").fill("password", PASSWORD);
    let kept = camille.submit(form).await;
    kept.expect("Les bobines partent vendredi.");
    let form = kept.form("/settings/display");
    assert_eq!(form.value("theme"), Some("dark"));
    assert_eq!(camille.submit(form).await.path, "/settings/account");
    assert_eq!(world.count("select count(*) from people where theme = 'dark' and handle = 'camille.vasseur'").await, 1);
}

#[actix_web::test]
async fn what_was_kept_is_never_sent_to_another_site_and_holds_no_password() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    world.execute("delete from sessions").await;
    let secrets = [("old", PASSWORD), ("new", OTHER)];
    let door = camille.post("/settings/password", &secrets).await;
    door.expect_status(401);
    assert!(!door.body.contains(OTHER) && !door.body.contains(PASSWORD), "no password is kept");
    for next in ["https://evil.example/", "//evil.example", ""] {
        let fields = [
            ("email", "camille@brevent.example"),
            ("password", PASSWORD),
            ("next", next),
            ("kept.body", "Les bobines partent."),
        ];
        let home = camille.post("/sign-in", &fields).await;
        assert_eq!(home.path, "/", "{next}");
        camille.forget_cookies();
    }
}
