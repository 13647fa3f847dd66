//! Organizations, and the other pages of the admins.

use crate::support::World;

#[actix_web::test]
async fn an_admin_adds_and_renames_a_partner_and_its_guests_are_found_by_the_new_name() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/organizations").await;
    page.expect("Ateliers Brévent La maison 5 collègues");
    page.expect("Transports Lemoine Tr. Lemoine Fournisseur aucun invité");
    let form = page.form("/admin/organizations").fill("name", "Cabinet Orme").fill("kind", "partner");
    marc.submit(form).await.expect("Cabinet Orme est connue.");
    let duval = "/admin/organizations/0a000000-0000-7000-8000-000000000002";
    let form = marc.get(duval).await.form(duval).fill("name", "Aciéries Réunies");
    marc.submit(form).await.expect("Aciéries Réunies est à jour.");
    marc.get("/people?q=acieries").await.expect("Claire Morel");
}

#[actix_web::test]
async fn a_name_that_is_known_is_refused_whatever_its_accents() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/organizations").await;
    for name in ["ACIER DUVAL", "Ateliers Brevent", "studio pélican"] {
        let answer = marc.submit(page.form("/admin/organizations").fill("name", name)).await;
        answer.expect_status(422);
        assert!(answer.says("porte déjà ce nom"), "{name}");
        assert_eq!(answer.form("/admin/organizations").value("name"), Some(name));
    }
    let long = [("name", "Orme"), ("short_name", "un nom qui n’est pas court du tout"), ("kind", "house")];
    let answer = marc.post("/admin/organizations", &long).await;
    answer.expect_status(422);
    assert!(answer.says("24 caractères au plus") && answer.says("Choisissez ce qu’elle est"));
    let house = "/admin/organizations/0a000000-0000-7000-8000-000000000001";
    marc.get(house).await.expect_status(404);
    marc.post(house, &[("name", "Autre"), ("kind", "supplier")]).await.expect_status(404);
}

#[actix_web::test]
async fn letters_that_nobody_could_send_are_shown_to_admins() {
    let world = World::new().await;
    world
        .execute(
            "insert into jobs (id, kind, facts, run_at, attempts, last_error, enqueued_at) values (gen_random_uuid(), \
             'send_letter', '{\"letter\": {\"letter\": \"password_reset\"}}', '2126-01-01Z', 12, \
             'connection refused', '2026-11-20Z')",
        )
        .await;
    let mut marc = world.browser("marc").await;
    marc.get("/admin").await.expect("1 envoi abandonné.");
    let page = marc.get("/admin/mail").await;
    page.expect("password reset");
    page.expect("connection refused");
    for hostile in ["..%2f..%2fetc%2fpasswd", "x", "00000000-0000-0000-0000-000000000000"] {
        marc.get(&format!("/admin/mail/{hostile}")).await.expect_status(404);
    }
}
