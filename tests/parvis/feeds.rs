//! Feeds.

use crate::support::World;

#[actix_web::test]
async fn a_member_reads_what_is_said_in_their_space() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    camille.get("/spaces/ligne-4").await.expect("Bobines décalées");
    camille.get("/").await.expect("Bobines décalées");
    camille.get("/?view=list").await.expect("Bobines décalées");
    camille.get("/posts/0e000000-0000-7000-8000-000000000001").await.expect("Je confirme.");
    camille.get("/posts/new").await.expect("Ligne 4");
    camille.get("/posts/new?space=ligne-4").await.expect("Ligne 4");
    camille.get("/drafts").await.expect("Aucun brouillon");
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/ligne-4").await.expect("Bobines décalées");
    claire.get("/").await.expect("Bobines décalées");
    claire.get("/posts/0e000000-0000-7000-8000-000000000001").await.expect("Je confirme.");
}
