//! Two keys, two people.

use crate::guest_invitations::{link, proposal};
use crate::support::World;

async fn proposed(world: &World) -> String {
    // Odile's access has run out long ago: her letters go first.
    world.letters().await;
    world.execute("update house set second_key = true").await;
    let mut hugo = world.browser("hugo").await;
    let form = proposal(&mut hugo, "marie@roux.example").await;
    hugo.submit(form).await.expect("attend un accord");
    let rows = world.query("select id::text from accesses where email = 'marie@roux.example'", &[]).await;
    rows[0].get(0)
}

#[actix_web::test]
async fn t_49_nothing_goes_out_before_the_second_key_is_turned() {
    let world = World::new().await;
    let id = proposed(&world).await;
    assert!(world.letters().await.is_empty());
    assert_eq!(world.count("select count(*) from tokens").await, 0);
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/guests").await;
    page.expect("marie@roux.example");
    marc.submit(page.form(&format!("/accesses/{id}/approval"))).await.expect("L’invitation est partie");
    let link = link(&world, "marie@roux.example").await;
    world.nobody().await.get(&link).await.expect("Ce que vous verrez");
    marc.post(&format!("/accesses/{id}/approval"), &[]).await.expect_status(409);
}

#[actix_web::test]
async fn nobody_approves_their_own_proposal() {
    let world = World::new().await;
    let id = proposed(&world).await;
    let mut hugo = world.browser("hugo").await;
    assert!(hugo.get("/spaces/ligne-4/guests").await.try_form(&format!("/accesses/{id}/approval")).is_none());
    hugo.post(&format!("/accesses/{id}/approval"), &[]).await.expect_status(403);
    world.execute("update people set is_admin = true where handle = 'hugo.lambert'").await;
    hugo.post(&format!("/accesses/{id}/approval"), &[]).await.expect_status(403);
    for who in ["camille", "thomas", "paul", "claire", "lea"] {
        world.browser(who).await.post(&format!("/accesses/{id}/approval"), &[]).await.expect_status(404);
    }
    assert!(world.letters().await.is_empty());
}

#[actix_web::test]
async fn another_owner_refuses_and_nobody_is_told() {
    let world = World::new().await;
    let id = proposed(&world).await;
    world
        .execute("update memberships set role = 'owner' where person_id = '0b000000-0000-7000-8000-000000000003'")
        .await;
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get("/spaces/ligne-4/guests").await;
    thomas.submit(page.form(&format!("/accesses/{id}/refusal"))).await.expect("Il a été refusé");
    assert!(world.letters().await.is_empty());
}

#[actix_web::test]
async fn where_only_admins_invite_an_owner_who_is_none_is_told_so() {
    let world = World::new().await;
    world.execute("update house set inviters = 'admins'").await;
    let mut hugo = world.browser("hugo").await;
    hugo.get("/spaces/ligne-4/guests/new").await.expect_status(403);
    hugo.post("/spaces/ligne-4/guests", &[("spaces", "ligne-4")]).await.expect_status(403);
    world.execute("update people set is_admin = true where handle = 'hugo.lambert'").await;
    hugo.get("/spaces/ligne-4/guests/new").await.expect("Faire entrer quelqu’un");
}
