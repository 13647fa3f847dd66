//! What the owners of a space decide.

use crate::support::World;

fn words<'w>(name: &'w str, visibility: &'w str) -> [(&'w str, &'w str); 4] {
    [("name", name), ("visibility", visibility), ("purpose", ""), ("description", "")]
}

#[actix_web::test]
async fn only_owners_open_the_settings() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in
        [("camille", 403), ("thomas", 403), ("claire", 403), ("marc", 404), ("lea", 404), ("odile", 404)]
    {
        let mut browser = world.browser(who).await;
        browser.get("/spaces/ligne-4/settings").await.expect_status(status);
        for act in ["settings", "archive", "reopening"] {
            browser.post(&format!("/spaces/ligne-4/{act}"), &words("Prise", "open")).await.expect_status(status);
        }
    }
    assert_eq!(world.count("select count(*) from spaces where name = 'Ligne 4' and archived_at is null").await, 1);
}

#[actix_web::test]
async fn the_address_follows_the_name_the_room_too_and_old_addresses_lead_on() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get("/spaces/ligne-4/settings").await.form("/spaces/ligne-4/settings").fill("name", "Ligne 5");
    let saved = hugo.submit(form).await;
    assert_eq!(saved.path, "/spaces/ligne-5/settings");
    let mut camille = world.browser("camille").await;
    assert_eq!(camille.get("/spaces/ligne-4/members").await.path, "/spaces/ligne-5/members");
    let room = camille.get("/spaces/ligne-4-coulisse/about").await;
    assert_eq!(room.path, "/spaces/ligne-5-coulisse/about");
    room.expect("Ligne 5, coulisse");
    // Who may not know of it learns nothing from its old address either (T-16).
    world.browser("lea").await.get("/spaces/ligne-4/members").await.expect_status(404);

    let mut paul = world.browser("paul").await;
    paul.post("/spaces", &[("name", "Ligne 4"), ("kind", "group"), ("visibility", "open")]).await;
    paul.get("/spaces/ligne-4-2/about").await.expect("mené par Paul Girard");
    assert_eq!(
        camille.get("/spaces/ligne-4/members").await.path,
        "/spaces/ligne-5/members",
        "the old address was taken"
    );

    hugo.post("/spaces/ligne-5/settings", &words("Ligne 4", "closed")).await;
    assert_eq!(camille.get("/spaces/ligne-4/members").await.path, "/spaces/ligne-4/members", "it took its own back");
    assert_eq!(camille.get("/spaces/ligne-5/members").await.path, "/spaces/ligne-4/members");
}

#[actix_web::test]
async fn what_is_sent_to_an_old_address_arrives_at_the_new_one() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/spaces/ligne-4").await;
    let sql = "update spaces set slug = 'ligne-5' where slug = 'ligne-4';
               insert into old_slugs (slug, space_id) select 'ligne-4', id from spaces where slug = 'ligne-5'";
    world.execute(sql).await;
    let thread = camille.submit(page.form("/spaces/ligne-4/posts").fill("body", "Écrit pendant le changement.")).await;
    thread.expect("Écrit pendant le changement.");
    camille.post("/drafts?space=ligne-4", &[("body", "La suite")]).await.expect_status(204);
    camille.get("/posts/new?space=ligne-4").await.expect("La suite");
}

#[actix_web::test]
async fn opening_a_space_to_all_colleagues_grows_its_audience_and_lets_no_guest_in() {
    let world = World::new().await;
    let version = "select audience_version::bigint from spaces where slug = 'ligne-4'";
    let before = world.count(version).await;
    let mut hugo = world.browser("hugo").await;
    world.browser("paul").await.get("/spaces/ligne-4/members").await.expect_status(404);
    hugo.post("/spaces/ligne-4/settings", &words("Ligne 4", "open")).await.expect("C’est enregistré.");
    assert_eq!(world.count(version).await, before + 1);
    world.browser("paul").await.get("/spaces/ligne-4/members").await.expect("Claire Morel");
    world.browser("lea").await.get("/spaces/ligne-4/members").await.expect_status(404);
    // A guest counts the members they see, not the whole house.
    world.browser("claire").await.get("/spaces/ligne-4/members").await.expect("3 personnes chez Ateliers Brévent");
    hugo.post("/spaces/ligne-4/settings", &words("Ligne 4", "secret")).await;
    assert_eq!(world.count(version).await, before + 1, "narrower is not more");
    world.browser("paul").await.get("/spaces/ligne-4/members").await.expect_status(404);
}

#[actix_web::test]
async fn a_form_that_lacks_the_name_comes_back_whole() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get("/spaces/ligne-4/settings").await.form("/spaces/ligne-4/settings");
    let again = hugo.submit(form.fill("name", "").fill("purpose", "Autre chose")).await;
    again.expect_status(422);
    assert_eq!(again.form("/spaces/ligne-4/settings").value("purpose"), Some("Autre chose"));
}

/// T-25: an archived space is archived on every path, and read by nobody new.
#[actix_web::test]
async fn an_archived_space_is_read_by_its_members_and_takes_nobody_new() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4/settings").await;
    hugo.submit(page.form("/spaces/ligne-4/archive")).await.expect("L’espace est archivé.");
    assert_eq!(world.count("select count(*) from spaces where archived_at is not null").await, 2, "its room rests too");
    for who in ["camille", "claire"] {
        world.browser(who).await.get("/spaces/ligne-4/members").await.expect("Archivé le");
    }
    for who in ["lea", "odile", "paul"] {
        world.browser(who).await.get("/spaces/ligne-4/members").await.expect_status(404);
    }
    hugo.post("/spaces/ligne-4/invitations", &[("handle", "paul.girard")]).await.expect_status(403);
    world.browser("paul").await.post("/spaces/ligne-4/requests", &[]).await.expect_status(403);
    let mut paul = world.browser("paul").await;
    assert!(!paul.get("/spaces").await.says("Ligne 4"));
    paul.get("/spaces?which=archived").await.expect("Ligne 4");
    let page = hugo.get("/spaces/ligne-4/settings").await;
    hugo.submit(page.form("/spaces/ligne-4/reopening")).await.expect("L’espace est rouvert.");
    assert_eq!(world.count("select count(*) from spaces where archived_at is not null").await, 0);
}
