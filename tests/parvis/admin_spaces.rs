//! Spaces, for admins: known, never looked into; entered in the open; deleted with a day to think better of it.

use chrono::Duration;

use crate::support::World;

const LIGNE_4: &str = "/admin/spaces/0c000000-0000-7000-8000-000000000001";
const ROOM: &str = "/admin/spaces/0c000000-0000-7000-8000-000000000002";

#[actix_web::test]
async fn only_admins_come_here() {
    let world = World::new().await;
    for (who, status) in [("camille", 403), ("hugo", 403), ("claire", 404), ("lea", 404)] {
        let mut browser = world.browser(who).await;
        browser.get("/admin/spaces").await.expect_status(status);
        browser.get(&format!("{LIGNE_4}/deletion")).await.expect_status(status);
        for act in ["entry", "charge", "deletion", "keep"] {
            browser.post(&format!("{LIGNE_4}/{act}"), &[("name", "Ligne 4")]).await.expect_status(status);
        }
    }
    assert_eq!(world.count("select count(*) from spaces where deletion_due_at is not null").await, 0);
}

#[actix_web::test]
async fn an_admin_knows_of_every_space_sees_into_none_and_enters_in_the_open() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let list = marc.get("/admin/spaces").await;
    list.expect("Ligne 4");
    list.expect("Espace projet, sur demande, 3 collègues, 1 invité");
    assert!(!list.says("Hugo") && !list.says("Claire") && !list.says("pliage"), "{}", list.text());
    marc.get("/spaces/ligne-4/members").await.expect_status(404);
    marc.submit(list.form(&format!("{LIGNE_4}/entry"))).await.expect("et ses membres le voient");
    marc.get("/spaces/ligne-4/members").await.expect("Marc Brévent");
    marc.get("/spaces/ligne-4-coulisse/members").await.expect("Marc Brévent");
    marc.get("/spaces/ligne-4/settings").await.expect_status(403);
    world.browser("claire").await.get("/spaces/ligne-4/members").await.expect("Marc Brévent");
    assert_eq!(world.count("select count(*) from events where kind = 'admin_entered'").await, 1);
    assert_eq!(world.count("select audience_version::bigint from spaces where slug = 'ligne-4'").await, 4);
    marc.post(&format!("{ROOM}/entry"), &[]).await.expect_status(403);
}

#[actix_web::test]
async fn an_admin_takes_charge_of_a_space_that_nobody_answers_for_and_of_no_other() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    marc.post(&format!("{LIGNE_4}/charge"), &[]).await.expect_status(403);
    marc.get("/spaces/ligne-4/members").await.expect_status(404);
    world.execute("update people set left_at = '2026-11-22Z' where handle = 'hugo.lambert'").await;
    let list = marc.get("/admin/spaces").await;
    list.expect("sans responsable");
    marc.submit(list.form(&format!("{LIGNE_4}/charge"))).await.expect("Vous répondez de cet espace");
    marc.get("/spaces/ligne-4/settings").await.expect("Archiver cet espace");
}

#[actix_web::test]
async fn a_space_to_be_deleted_is_gone_at_once_can_be_kept_for_a_day_and_then_cannot() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let form = marc.get(&format!("{LIGNE_4}/deletion")).await.form(&format!("{LIGNE_4}/deletion"));
    marc.submit(form.fill("name", "ligne")).await.expect_status(422);
    let delete = [("name", "Ligne 4")];
    marc.post(&format!("{LIGNE_4}/deletion"), &delete).await.expect("Bientôt supprimés");
    for who in ["hugo", "camille", "claire", "paul"] {
        let mut browser = world.browser(who).await;
        for page in ["/spaces/ligne-4/members", "/spaces/ligne-4/about", "/spaces/ligne-4-coulisse/members"] {
            browser.get(page).await.expect_status(404);
        }
        assert!(!browser.get("/spaces").await.says("Ligne 4"), "{who}");
        assert!(!browser.get("/").await.says("Ligne 4"), "{who}");
    }
    marc.post(&format!("{LIGNE_4}/entry"), &[]).await.expect_status(404);
    world.pass(Duration::hours(23));
    world.work().await;
    let list = marc.get("/admin/spaces").await;
    marc.submit(list.form(&format!("{LIGNE_4}/keep"))).await.expect("L’espace est gardé.");
    world.browser("claire").await.get("/spaces/ligne-4/members").await.expect("Hugo Lambert");
    world.browser("camille").await.get("/spaces/ligne-4-coulisse/members").await.expect("Hugo Lambert");
    world.pass(Duration::hours(2));
    world.work().await;
    assert_eq!(world.count("select count(*) from spaces").await, 5, "what is kept is not deleted by the old job");

    world.browser("claire").await.post("/drafts?space=ligne-4", &[("body", "À suivre")]).await.expect_status(204);
    marc.post(&format!("{LIGNE_4}/deletion"), &delete).await.expect("Bientôt supprimés");
    let claire = "'0b000000-0000-7000-8000-000000000006'";
    world.execute(&format!("update sessions set view_as = {claire} where person_id <> {claire}")).await;
    world.pass(Duration::hours(25));
    world.work().await;
    assert_eq!(world.count("select count(*) from spaces").await, 3, "the project and its room");
    assert_eq!(world.count("select count(*) from posts").await, 3);
    assert_eq!(world.count("select count(*) from events where kind = 'space_deleted'").await, 2);
    let ended = "select count(*) from accesses where end_reason = 'space_closed'";
    assert_eq!(world.count(ended).await, 1, "Claire's contract was for it alone; Odile's had run out, Léa's was not");
    let sessions = "select count(*) from sessions join people on people.id = person_id where handle = 'claire.morel'";
    assert_eq!(world.count(sessions).await, 0, "with the last access, the sessions end");
    assert_eq!(world.count("select count(*) from sessions where view_as is not null").await, 0, "nobody looks as her");
    assert_eq!(world.count("select count(*) from drafts").await, 0);
    world.browser("lea").await.get("/spaces").await.expect("Emballage");
    marc.post(&format!("{LIGNE_4}/keep"), &[]).await.expect_status(404);
}
