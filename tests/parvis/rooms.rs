//! Back rooms: always exactly the project's employees, and never mistaken for the project.

use crate::support::World;

/// Those in one and not in the other, or with another role.
const DIFFERENCE: &str = "with project as (select person_id, role from memberships m join spaces s on s.id = m.space_id \
        where s.slug = 'ligne-4' and role <> 'guest'), \
    room as (select person_id, role from memberships m join spaces s on s.id = m.space_id where s.slug = 'ligne-4-coulisse') \
    select (select count(*) from (select * from project except select * from room) a) \
         + (select count(*) from (select * from room except select * from project) b)";

#[actix_web::test]
async fn a_room_follows_whatever_happens_to_its_project() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    assert_eq!(world.count(DIFFERENCE).await, 0);
    let camille = "/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000001";
    let acts: [(String, &[(&str, &str)]); 5] = [
        ("/spaces/ligne-4/invitations".into(), &[("handle", "paul.girard")]),
        (format!("{camille}/role"), &[("role", "owner")]),
        (format!("{camille}/role"), &[("role", "moderator")]),
        (format!("{camille}/removal"), &[]),
        ("/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000003/hand-over".into(), &[]),
    ];
    for (path, fields) in acts {
        let members = world.count("select count(*) from events").await;
        hugo.post(&path, fields).await.expect_status(200);
        assert!(world.count("select count(*) from events").await > members, "{path} did nothing");
        assert_eq!(world.count(DIFFERENCE).await, 0, "{path}");
    }
    world.browser("hugo").await.post("/spaces/ligne-4/leave", &[]).await.expect_status(200);
    assert_eq!(world.count(DIFFERENCE).await, 0);
    let room = "select audience_version::bigint from spaces where slug = 'ligne-4-coulisse'";
    assert_eq!(world.count(room).await, 2, "one person came in");
}

#[actix_web::test]
async fn nobody_changes_the_members_of_a_room_in_the_room() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let room = "/spaces/ligne-4-coulisse";
    let camille = "0b000000-0000-7000-8000-000000000001";
    for act in [
        "invitations".to_owned(),
        "leave".to_owned(),
        "archive".to_owned(),
        "reopening".to_owned(),
        "room".to_owned(),
        format!("members/{camille}/role"),
        format!("members/{camille}/removal"),
        format!("members/{camille}/hand-over"),
    ] {
        let fields = [("handle", "paul.girard"), ("role", "owner")];
        hugo.post(&format!("{room}/{act}"), &fields).await.expect_status(403);
    }
    hugo.get(&format!("{room}/members/new")).await.expect_status(403);
    hugo.get(&format!("{room}/leave")).await.expect_status(403);
    assert_eq!(world.count(DIFFERENCE).await, 0);
    let page = hugo.get(&format!("{room}/members")).await;
    page.expect("Les membres d’une coulisse sont, toujours, les collègues de son projet.");
    page.expect("Coulisse de Ligne 4");
    page.expect("Entre nous");
    let settings = hugo.get(&format!("{room}/settings")).await;
    let form = settings.form(&format!("{room}/settings")).fill("purpose", "Entre nous.");
    hugo.submit(form).await.expect("C’est enregistré.");
    let open = [("name", "Autre"), ("visibility", "open"), ("purpose", ""), ("description", "")];
    hugo.post(&format!("{room}/settings"), &open).await;
    let still = "select count(*) from spaces where slug = 'ligne-4-coulisse' and visibility = 'secret' and name = 'Ligne 4, coulisse'";
    assert_eq!(world.count(still).await, 1);
}

#[actix_web::test]
async fn no_guest_and_nobody_outside_finds_the_room() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    world.browser("camille").await.get("/spaces/ligne-4-coulisse/members").await.expect("Coulisse de");
    for who in ["claire", "lea", "odile", "paul", "marc"] {
        let mut browser = world.browser(who).await;
        browser.get("/spaces/ligne-4-coulisse/members").await.expect_status(404);
        browser.post("/spaces/ligne-4-coulisse/members", &[]).await.expect_status(404);
        browser.post("/spaces/ligne-4-coulisse/requests", &[]).await.expect_status(404);
        assert!(!browser.get("/").await.says("oulisse"), "{who}");
    }
}

#[actix_web::test]
async fn a_project_s_owner_opens_a_room_once_and_everybody_is_there() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let settings = hugo.get("/spaces/emballage/settings").await;
    let room = hugo.submit(settings.form("/spaces/emballage/room")).await;
    room.expect("Emballage sans plastique, coulisse");
    assert_eq!(room.path, "/spaces/emballage-sans-plastique-coulisse/about");
    let members = "select count(*) from memberships m join spaces s on s.id = m.space_id where s.slug = 'emballage-sans-plastique-coulisse'";
    assert_eq!(world.count(members).await, 1, "Hugo, and not Léa");
    hugo.post("/spaces/emballage/room", &[]).await.expect_status(409);
    hugo.post("/spaces/ligne-4/room", &[]).await.expect_status(409);
    world.browser("camille").await.post("/spaces/ligne-4/room", &[]).await.expect_status(403);
    world.browser("marc").await.post("/spaces/vie-de-la-maison/room", &[]).await.expect_status(403);
    let mut paul = world.browser("paul").await;
    let sent = [("name", "Presse 5"), ("kind", "project"), ("visibility", "closed"), ("room", "true")];
    paul.post("/spaces", &sent).await;
    paul.get("/spaces/presse-5-coulisse/about").await.expect("Coulisse de Presse 5");
}
