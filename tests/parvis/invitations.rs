//! Becoming a colleague.

use actix_web::test::TestRequest;

use crate::support::world::PASSWORD;
use crate::support::{Browser, Page, World};

/// The path of the link in the only letter to this address.
async fn link(world: &World, address: &str) -> String {
    let letters = world.letters_to(address).await;
    assert_eq!(letters.len(), 1, "letters to {address}");
    let after = letters[0].text.split_once("http://localhost:8080").expect("a link").1;
    after.split_whitespace().next().expect("a path").to_owned()
}

async fn invited(world: &World, address: &str) -> String {
    let mut marc = world.browser("marc").await;
    let form = marc.get("/admin/invitations").await.form("/admin/invitations");
    let form = form.fill("email", address).fill("name", "Nadia Benali").fill("unit", "Qualité");
    marc.submit(form).await.expect("Invitation envoyée à");
    link(world, address).await
}

async fn upload(world: &World, browser: &mut Browser, bytes: &[u8]) -> Page {
    let mut body = b"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liste.csv\"\r\n\
        Content-Type: text/csv\r\n\r\n"
        .to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--xx--\r\n");
    let cookie = format!("parvis={}", browser.cookie("parvis").expect("a session"));
    let request = TestRequest::post()
        .uri("/admin/invitations/file")
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("accept-language", "fr"))
        .insert_header(("cookie", cookie))
        .insert_header(("content-type", "multipart/form-data; boundary=xx"))
        .set_payload(body)
        .to_request();
    let page = browser.sent("/admin/invitations/file", request).await;
    assert!(world.letters().await.is_empty(), "a preview sends nothing");
    page
}

#[actix_web::test]
async fn a_colleague_is_invited_and_comes_in_once() {
    let world = World::settled().await;
    let path = invited(&world, "nadia@brevent.example").await;
    let mut nadia = world.nobody().await;
    let page = nadia.get(&path).await;
    page.expect("Marc Brévent vous invite");
    let form = page.form(&path);
    assert_eq!((form.value("name"), form.value("email")), (Some("Nadia Benali"), Some("nadia@brevent.example")));
    let weak = nadia.submit(form.fill("name", "Nadia B.").fill("password", "nadia benali")).await;
    weak.expect_status(422);
    assert_eq!(weak.form(&path).value("name"), Some("Nadia B."), "what was typed is kept");
    let home = nadia.submit(weak.form(&path).fill("name", "Nadia Benali").fill("password", PASSWORD)).await;
    home.expect("Bonjour Nadia.");
    let row = "select kind, email, unit, handle, is_admin from people where name = 'Nadia Benali'";
    let row = &world.query(row, &[]).await[0];
    assert_eq!((row.get(0), row.get(1), row.get(2)), ("employee", "nadia@brevent.example", "Qualité"));
    assert_eq!((row.get::<_, &str>(3), row.get::<_, bool>(4)), ("nadia.benali", false));
    assert_eq!(world.count("select count(*) from events where kind = 'colleague_joined'").await, 1);
    nadia.get(&path).await.expect_status(410);
    let again = [("name", "Somebody"), ("password", PASSWORD)];
    world.nobody().await.post(&path, &again).await.expect_status(410);
    assert_eq!(world.count("select count(*) from people where email = 'nadia@brevent.example'").await, 1);
}

#[actix_web::test]
async fn t_47_t_51_an_invitation_is_for_its_address_whoever_opens_it_and_whatever_they_send() {
    let world = World::settled().await;
    let path = invited(&world, "nadia@brevent.example").await;
    let before = "select count(*) from people where is_admin";
    let admins = world.count(before).await;
    let mut claire = world.browser("claire").await;
    claire.get(&path).await.expect("Ce navigateur est connecté au nom de Claire Morel");
    let hostile = [
        ("name", "Claire Morel"),
        ("password", PASSWORD),
        ("email", "claire@acier-duval.example"),
        ("kind", "employee"),
        ("is_admin", "true"),
        ("role", "owner"),
    ];
    claire.post(&path, &hostile).await;
    let made = "select kind || ' ' || email || ' ' || handle from people where created_at = '2026-11-23 09:00Z'";
    let made: String = world.query(made, &[]).await[0].get(0);
    assert_eq!(made, "employee nadia@brevent.example claire.morel.2", "the invited address, and nobody else");
    assert_eq!(world.count(before).await, admins);
    let guest = "select count(*) from people where kind = 'guest' and email = 'claire@acier-duval.example'";
    assert_eq!(world.count(guest).await, 1, "a guest stays a guest");
    assert_eq!(world.count("select count(*) from memberships where person_id not in (select id from people where created_at < '2026-11-23Z')").await, 0);
}

#[actix_web::test]
async fn t_52_t_53_a_link_cannot_be_guessed_and_looking_uses_nothing_up() {
    let world = World::settled().await;
    let path = invited(&world, "nadia@brevent.example").await;
    let mut scanner = world.nobody().await;
    for _ in 0..3 {
        scanner.get(&path).await.expect_status(200);
    }
    assert_eq!(world.count("select count(*) from tokens where used_at is not null").await, 0);
    assert_eq!(world.count("select count(*) from people where email like 'nadia%'").await, 0);
    let id: String = world.query("select id::text from colleague_invitations", &[]).await[0].get(0);
    for guess in [id.as_str(), "1", &"0".repeat(43), &path[13..20]] {
        let guess = format!("/invitations/{guess}");
        scanner.get(&guess).await.expect_status(404);
        scanner.post(&guess, &[("name", "Eve"), ("password", PASSWORD)]).await.expect_status(404);
    }
}

#[actix_web::test]
async fn an_invitation_taken_back_opens_nothing_and_its_letter_is_not_sent() {
    let world = World::settled().await;
    let path = invited(&world, "nadia@brevent.example").await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/invitations").await;
    page.expect("nadia@brevent.example");
    let id: String = world.query("select id::text from colleague_invitations", &[]).await[0].get(0);
    let (again, back) = (format!("/admin/invitations/{id}/letters"), format!("/admin/invitations/{id}/revocation"));
    marc.submit(page.form(&again)).await.expect("nouveau lien");
    let newer = link(&world, "nadia@brevent.example").await;
    world.nobody().await.get(&path).await.expect_status(404);
    world.nobody().await.get(&newer).await.expect_status(200);
    marc.submit(page.form(&again)).await.expect("nouveau lien");
    marc.submit(page.form(&back)).await.expect("son lien ne sert plus");
    assert!(world.letters().await.is_empty(), "it was due when it was asked for, and is not any more");
    world.nobody().await.post(&newer, &[("name", "Nadia"), ("password", PASSWORD)]).await.expect_status(404);
    marc.post(&again, &[]).await.expect_status(409);
    assert_eq!(world.count("select count(*) from people where email like 'nadia%'").await, 0);
}

#[actix_web::test]
async fn a_list_is_read_aloud_before_anything_is_sent() {
    let world = World::new().await;
    world.letters().await;
    let mut marc = world.browser("marc").await;
    let sheet = "Nom;Adresse mail;Fonction;Service\nÉloïse Roux;eloise@brevent.example;Soudeuse;Tôlerie\n\
        Sans Adresse;;;\nCamille;camille@brevent.example;;\nDouble;ELOISE@brevent.example;;\n";
    let page = upload(&world, &mut marc, sheet.as_bytes()).await;
    for words in
        ["2 lignes à corriger", "Ligne 3", "Ligne 5", "Cette adresse figure plus haut", "Éloïse Roux", "Soudeuse"]
    {
        page.expect(words);
    }
    page.expect("1 personne a déjà un compte");
    assert_eq!(world.count("select count(*) from colleague_invitations").await, 0);
    marc.submit(page.form("/admin/invitations")).await.expect("Invitations envoyées : 1.");
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ("Éloïse Roux".to_owned(), "eloise@brevent.example".to_owned()));
    let form = marc.get("/admin/invitations").await.form("/admin/invitations/preview");
    let page = marc.submit(form.fill("addresses", "a@brevent.example, Léa Roy <b@brevent.example>\nnobody")).await;
    page.expect("2 personnes à inviter");
    page.expect("« nobody » n’est pas une adresse mail");
    marc.submit(page.form("/admin/invitations")).await.expect("Invitations envoyées : 2.");
}

#[actix_web::test]
async fn an_address_that_is_known_is_told_to_the_admin() {
    let world = World::new().await;
    world.letters().await;
    let mut marc = world.browser("marc").await;
    let form =
        marc.get("/admin/invitations").await.form("/admin/invitations").fill("email", "claire@acier-duval.example");
    let page = marc.submit(form).await;
    page.expect_status(422);
    assert!(page.says("Cette adresse a déjà un compte ici"));
    assert!(world.letters().await.is_empty());
    for (who, status) in [("camille", 403), ("claire", 404)] {
        let mut browser = world.browser(who).await;
        browser.get("/admin/invitations").await.expect_status(status);
        browser.post("/admin/invitations", &[("email", "x@brevent.example")]).await.expect_status(status);
        browser
            .post("/admin/invitations/preview", &[("addresses", "camille@brevent.example")])
            .await
            .expect_status(status);
        let page = upload(&world, &mut browser, b"camille@brevent.example").await;
        page.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from colleague_invitations").await, 0);
}

#[actix_web::test]
async fn an_account_is_asked_for_only_where_the_house_allows_it_and_the_answer_tells_nothing() {
    let world = World::new().await;
    world.letters().await;
    let mut stranger = world.nobody().await;
    stranger.get("/sign-up").await.expect_status(404);
    stranger.post("/sign-up", &[("email", "nadia@brevent.example")]).await.expect_status(404);
    world.execute("update house set sign_up = true").await;
    assert!(stranger.get("/sign-in").await.links().contains(&"/sign-up".to_owned()));
    let mut answers = Vec::new();
    for email in
        ["nadia@brevent.example", "camille@brevent.example", "nadia@evil.example", "n@brevent.example.evil.test"]
    {
        let form = stranger.get("/sign-up").await.form("/sign-up").fill("email", email);
        let answer = stranger.submit(form).await;
        answer.expect("un mail est en route");
        answers.push(answer.body.replace(email, ""));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let path = {
        let letters = world.letters().await;
        assert_eq!(letters.len(), 1, "only an address of the house that has no account yet");
        assert_eq!(letters[0].to.1, "nadia@brevent.example");
        assert_eq!(letters[0].subject, "Confirmez votre adresse pour entrer chez Ateliers Brévent");
        let after = letters[0].text.split_once("http://localhost:8080").expect("a link").1;
        after.split_whitespace().next().expect("a path").to_owned()
    };
    let form = stranger.get(&path).await.form(&path).fill("name", "Nadia Benali").fill("password", PASSWORD);
    stranger.submit(form).await.expect("Bonjour Nadia.");
}

#[actix_web::test]
async fn of_two_who_accept_at_once_one_comes_too_late() {
    let world = World::settled().await;
    let path = invited(&world, "nadia@brevent.example").await;
    let (mut one, mut other) = (world.nobody().await, world.nobody().await);
    let body = || Some(format!("name=Nadia&password={}", PASSWORD.replace(' ', "+")));
    let (one, other) = futures_util::join!(
        one.send(actix_web::http::Method::POST, &path, body()),
        other.send(actix_web::http::Method::POST, &path, body()),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    assert_eq!(world.count("select count(*) from people where email = 'nadia@brevent.example'").await, 1);
}
