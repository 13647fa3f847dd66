//! Profiles: what each reader finds there.

use crate::support::World;

#[actix_web::test]
async fn a_colleague_reads_a_profile_and_where_it_leads() {
    let world = World::new().await;
    world
        .execute(
            "update people set manager_id = '0b000000-0000-7000-8000-000000000005', phone = '+33 4 50 00 41 12' \
             where handle = 'camille.vasseur'",
        )
        .await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/people/camille.vasseur").await;
    for words in
        ["Cheffe d’atelier. Faverges", "Tôlerie", "Pliage", "camille@brevent.example", "Marc Brévent responsable"]
    {
        page.expect(words);
    }
    page.expect("Ligne 4, coulisse");
    assert!(page.links().contains(&"tel:+33450004112".to_owned()));
    assert!(page.links().contains(&"/people?skill=Pliage".to_owned()));
    hugo.get("/people/marc.brevent").await.expect("Camille Vasseur Cheffe d’atelier");
    hugo.get("/people/nobody").await.expect_status(404);
}

#[actix_web::test]
async fn a_profile_names_only_the_spaces_that_both_are_in() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let page = paul.get("/people/marc.brevent").await;
    page.expect("Vous n’avez pas d’espace en commun.");
    assert!(!page.says("Comité"), "a secret space");
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/people/lea.fontaine").await;
    page.expect("Emballage sans plastique");
    assert!(!page.says("Ligne 4 jusqu"));
    let mut camille = world.browser("camille").await;
    assert!(!camille.get("/people/lea.fontaine").await.says("Emballage sans plastique"));
}

#[actix_web::test]
async fn a_guest_s_profile_tells_colleagues_company_sponsor_and_end_and_other_guests_nothing() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/people/claire.morel").await;
    for words in
        ["Acier Duval", "Hugo Lambert répond de cet accès", "Accès jusqu’au 31 mars 2027", "ne fait pas partie"]
    {
        page.expect(words);
    }
    camille.get("/people/odile.lemoine").await.expect("L’accès est terminé.");
    world
        .execute("update memberships set expires_at = '2027-01-31Z' where person_id = '0b000000-0000-7000-8000-000000000008'")
        .await;
    let mut claire = world.browser("claire").await;
    let page = claire.get("/people/odile.lemoine").await;
    page.expect("Transports Lemoine");
    assert!(!page.says("répond de cet accès") && !page.says("odile@lemoine.example"));
    let own = claire.get("/people/claire.morel").await;
    own.expect("Ce qu’un invité voit de vous");
    own.expect("Accès jusqu’au 31 mars 2027");
}

#[actix_web::test]
async fn somebody_who_left_is_a_name_for_colleagues_and_nothing_for_guests() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.get("/people/thomas.perrin").await.expect("Thomas Perrin");
    let mut marc = world.browser("marc").await;
    marc.post("/admin/people/thomas.perrin/departure", &[]).await.expect("Le départ est enregistré.");
    let page = world.browser("camille").await.get("/people/thomas.perrin").await;
    page.expect("A quitté l’entreprise");
    assert!(!page.says("Méthodes") && !page.says("thomas@brevent.example"));
    claire.get("/people/thomas.perrin").await.expect_status(404);
    assert!(!claire.get("/people").await.says("Thomas Perrin"));
}
