//! Looking as a guest: what both see, and nothing can be done.

use chrono::Duration;

use crate::support::World;

const CLAIRE: &str = "/accesses/0d000000-0000-7000-8000-000000000001";
const LEA: &str = "/accesses/0d000000-0000-7000-8000-000000000002";

#[actix_web::test]
async fn an_owner_sees_what_the_guest_sees_and_can_do_nothing() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.get("/").await.expect("Ligne 4, coulisse");
    let page = hugo.get(CLAIRE).await;
    let home = hugo.submit(page.form(&format!("{CLAIRE}/view"))).await;
    home.expect("Vous voyez Parvis comme Claire Morel");
    home.expect("Ligne 4");
    for hidden in ["coulisse", "Emballage", "Tous les espaces", "Annuaire"] {
        assert!(!home.says(hidden), "{hidden}");
    }
    assert_eq!(world.count("select count(*) from events where kind = 'looked_as'").await, 1);
    hugo.get(CLAIRE).await.expect_status(404);
    hugo.get("/spaces/ligne-4/guests").await.expect_status(404);
    hugo.post(&format!("{CLAIRE}/end"), &[]).await.expect_status(403);
    let back = hugo.submit(home.form("/view-as/leave")).await;
    back.expect("Ligne 4, coulisse");
    hugo.get(CLAIRE).await.expect("a regardé avec les yeux de cet invité");
}

#[actix_web::test]
async fn a_looker_never_sees_a_space_he_is_not_in() {
    let world = World::new().await;
    world
        .execute("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000003' where email like 'lea%'")
        .await;
    world.browser("lea").await.get("/").await.expect("Emballage");
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get(LEA).await;
    let home = thomas.submit(page.form(&format!("{LEA}/view"))).await;
    home.expect("Vous voyez Parvis comme Léa Fontaine");
    assert!(!home.says("Emballage"), "she sees it, he does not");
    thomas.get("/spaces/emballage").await.expect_status(404);
}

#[actix_web::test]
async fn an_admin_who_is_neither_owner_nor_sponsor_does_not_look() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    assert!(marc.get(CLAIRE).await.try_form(&format!("{CLAIRE}/view")).is_none());
    marc.post(&format!("{CLAIRE}/view"), &[]).await.expect_status(403);
    assert_eq!(world.count("select count(*) from sessions where view_as is not null").await, 0);
}

#[actix_web::test]
async fn looking_ends_with_the_access_and_with_the_session() {
    let world = World::new().await;
    let (mut hugo, mut marc) = (world.browser("hugo").await, world.browser("marc").await);
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/view"))).await.expect("comme Claire Morel");
    let page = marc.get(CLAIRE).await;
    marc.submit(page.form(&format!("{CLAIRE}/end"))).await.expect("pris fin");
    let home = hugo.get("/").await;
    home.expect("Ligne 4, coulisse");
    assert!(!home.says("comme Claire Morel"));
    let page = hugo.get(LEA).await;
    hugo.submit(page.form(&format!("{LEA}/view"))).await.expect("comme Léa Fontaine");
    world.pass(Duration::days(31));
    assert_eq!(hugo.get("/").await.path, "/sign-in");
}
