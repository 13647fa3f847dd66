//! Signing in and out.

use crate::support::World;
use crate::support::world::PASSWORD;

#[actix_web::test]
async fn an_employee_signs_in_and_out() {
    let world = World::new().await;
    let mut camille = world.nobody().await;
    let door = camille.get("/").await;
    assert_eq!(door.path, "/sign-in");
    let form = door.form("/sign-in").fill("email", "Camille@brevent.example").fill("password", PASSWORD);
    let home = camille.submit(form).await;
    home.expect("Bonjour Camille.");
    home.expect("Ligne 4");
    let out = camille.submit(home.form("/sign-out")).await;
    assert_eq!(out.path, "/sign-in");
    assert_eq!(camille.get("/").await.path, "/sign-in");
}

#[actix_web::test]
async fn an_unknown_address_and_a_wrong_password_hear_the_same() {
    let world = World::new().await;
    let mut stranger = world.nobody().await;
    let mut answers = Vec::new();
    for (email, password) in [("camille@brevent.example", "another password"), ("nobody@brevent.example", PASSWORD)] {
        let form = stranger.get("/sign-in").await.form("/sign-in").fill("email", email).fill("password", password);
        let answer = stranger.submit(form).await;
        answer.expect_status(422);
        assert_eq!(answer.form("/sign-in").value("email"), Some(email), "what was typed is kept");
        answers.push(answer.text().replace(email, ""));
    }
    assert_eq!(answers[0], answers[1]);
}

#[actix_web::test]
async fn somebody_who_guesses_is_stopped_and_the_account_next_door_is_not() {
    let world = World::new().await;
    let mut stranger = world.nobody().await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        let form = [("email", "camille@brevent.example"), ("password", "a guess")];
        statuses.push(stranger.post("/sign-in", &form).await.status.as_u16());
    }
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10], 429);
    let hugo = stranger.post("/sign-in", &[("email", "hugo@brevent.example"), ("password", PASSWORD)]).await;
    hugo.expect("Bonjour Hugo.");
}

#[actix_web::test]
async fn an_act_from_another_site_is_refused() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    camille.get("/").await.expect("Bonjour Camille.");
    for site in ["cross-site", "same-site", "none"] {
        let request = actix_web::test::TestRequest::post()
            .uri("/sign-out")
            .insert_header(("sec-fetch-site", site))
            .insert_header(("cookie", format!("parvis={}", camille.cookie("parvis").expect("a session"))))
            .to_request();
        camille.sent("/sign-out", request).await.expect_status(403);
    }
    camille.get("/").await.expect("Bonjour Camille.");
}
