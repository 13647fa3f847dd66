//! Suspending, leaving, and who runs the network.

use crate::support::World;

#[actix_web::test]
async fn somebody_who_leaves_keeps_their_words_and_loses_everything_else_at_once() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.get("/").await.expect("Bonjour Hugo.");
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/people/hugo.lambert").await;
    page.expect("est dans 3 espaces");
    page.expect("répond seule de 2 espaces");
    assert!(!page.says("Ligne 4"), "an admin has no sight into spaces");
    let form = page.form("/admin/people/hugo.lambert/departure").tick("sure", "true");
    let page = marc.submit(form).await;
    page.expect("Le départ est enregistré.");
    assert_eq!(hugo.get("/").await.path, "/sign-in", "the open page is refused at its next request");
    let his = "person_id = '0b000000-0000-7000-8000-000000000002'";
    for table in ["memberships", "sessions", "credentials", "drafts", "join_requests"] {
        assert_eq!(world.count(&format!("select count(*) from {table} where {his}")).await, 0, "{table}");
    }
    assert_eq!(
        world.count("select count(*) from posts where author_id = '0b000000-0000-7000-8000-000000000002'").await,
        2
    );
    assert_eq!(world.count("select count(*) from events where kind = 'person_left'").await, 1);
    marc.post("/admin/people/hugo.lambert/departure", &[]).await.expect_status(409);
}

#[actix_web::test]
async fn the_space_of_somebody_who_leaves_goes_to_a_moderator_and_its_back_room_follows() {
    let world = World::new().await;
    let owners = "select p.handle from memberships m join people p on p.id = m.person_id join spaces s on s.id = m.space_id \
                  where m.role = 'owner' and s.slug = $1";
    let mut marc = world.browser("marc").await;
    marc.post("/admin/people/hugo.lambert/departure", &[]).await.expect("Le départ est enregistré.");
    for slug in ["ligne-4", "ligne-4-coulisse"] {
        let rows = world.query(owners, &[&slug]).await;
        assert_eq!(rows.iter().map(|row| row.get(0)).collect::<Vec<String>>(), ["thomas.perrin"], "{slug}");
    }
    assert!(world.query(owners, &[&"emballage"]).await.is_empty(), "no colleague is left there");
    // Then to the colleague who has been there longest.
    marc.post("/admin/people/thomas.perrin/departure", &[]).await.expect("Le départ est enregistré.");
    for slug in ["ligne-4", "ligne-4-coulisse"] {
        let rows = world.query(owners, &[&slug]).await;
        assert_eq!(rows.iter().map(|row| row.get(0)).collect::<Vec<String>>(), ["camille.vasseur"], "{slug}");
    }
}

#[actix_web::test]
async fn a_suspension_ends_sessions_and_can_be_taken_back() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    paul.get("/").await.expect("Bonjour Paul.");
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/people/paul.girard").await;
    let page = marc.submit(page.form("/admin/people/paul.girard/suspension")).await;
    page.expect("L’accès est suspendu.");
    assert_eq!(paul.get("/").await.path, "/sign-in");
    marc.get("/admin/people?state=suspended").await.expect("Paul Girard");
    marc.submit(page.form("/admin/people/paul.girard/reinstatement")).await.expect("L’accès est rouvert.");
    world.browser("paul").await.get("/").await.expect("Bonjour Paul.");
}

#[actix_web::test]
async fn the_last_admin_cannot_be_lost_and_no_admin_shuts_themselves_out() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    for act in ["release", "suspension", "departure"] {
        let page = marc.post(&format!("/admin/people/marc.brevent/{act}"), &[]).await;
        page.expect_status(403);
    }
    marc.get("/admin").await.expect("1 administrateur");
    let page = marc.get("/admin/people/paul.girard").await;
    marc.submit(page.form("/admin/people/paul.girard/nomination")).await.expect("un administrateur de plus");
    for act in ["suspension", "departure"] {
        marc.post(&format!("/admin/people/marc.brevent/{act}"), &[]).await.expect_status(403);
    }
    // A suspended admin is none to count on.
    marc.post("/admin/people/paul.girard/suspension", &[]).await.expect("L’accès est suspendu.");
    marc.post("/admin/people/marc.brevent/release", &[]).await.expect_status(403);
    marc.post("/admin/people/paul.girard/reinstatement", &[]).await.expect("L’accès est rouvert.");
    let mut paul = world.browser("paul").await;
    paul.post("/admin/people/marc.brevent/departure", &[]).await.expect("Le départ est enregistré.");
    assert_eq!(marc.get("/admin").await.path.split('?').next(), Some("/sign-in"));
    assert_eq!(world.count("select count(*) from people where is_admin").await, 1);
}

#[actix_web::test]
async fn a_guest_is_neither_suspended_nor_named_admin_here() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/people/claire.morel").await;
    page.expect("L’accès d’un invité est un contrat");
    for act in ["suspension", "departure", "nomination", "release", "reinstatement"] {
        assert!(page.try_form(&format!("/admin/people/claire.morel/{act}")).is_none());
        marc.post(&format!("/admin/people/claire.morel/{act}"), &[]).await.expect_status(404);
    }
}
