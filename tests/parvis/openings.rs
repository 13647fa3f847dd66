//! Opening a project to guests, and closing it again.

use crate::support::World;

#[actix_web::test]
async fn an_owner_opens_a_project_after_reading_what_becomes_visible() {
    let world = World::new().await;
    world.execute("insert into spaces (id, slug, kind, visibility, opened_to_guests, name, audience_version, created_at) values ('0c000000-0000-7000-8000-0000000000aa', 'presse-3', 'project', 'closed', false, 'Presse 3', 1, '2026-09-01Z'); insert into memberships (space_id, space_guests, person_id, person_kind, role, joined_at, read_at, visited_at) select '0c000000-0000-7000-8000-0000000000aa', false, id, 'employee', case handle when 'hugo.lambert' then 'owner' else 'member' end, '2026-09-01Z', '2026-09-01Z', '2026-09-01Z' from people where handle in ('hugo.lambert', 'camille.vasseur');").await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/presse-3/opening").await;
    page.expect("2 collègues");
    let again = hugo.submit(page.form("/spaces/presse-3/opening")).await;
    again.expect_status(422);
    assert_eq!(world.count("select count(*) from spaces where slug = 'presse-3' and opened_to_guests").await, 0);
    let opened = hugo.submit(again.form("/spaces/presse-3/opening").tick("understood", "true")).await;
    assert_eq!(opened.path, "/spaces/presse-3/guests/new");
    assert_eq!(world.count("select count(*) from events where kind = 'space_opened_to_guests'").await, 1);
    let mut camille = world.browser("camille").await;
    camille.get("/spaces/presse-3/opening").await.expect_status(403);
    let mut paul = world.browser("paul").await;
    paul.get("/spaces/presse-3/opening").await.expect_status(404);
}

#[actix_web::test]
async fn a_group_and_a_back_room_are_never_opened() {
    let world = World::new().await;
    let (mut hugo, mut marc) = (world.browser("hugo").await, world.browser("marc").await);
    let tick = [("understood", "true")];
    for (who, slug) in [(&mut marc, "vie-de-la-maison"), (&mut hugo, "ligne-4-coulisse")] {
        who.get(&format!("/spaces/{slug}/opening")).await.expect_status(403);
        who.post(&format!("/spaces/{slug}/opening"), &tick).await.expect_status(403);
        let refused = world.refused(&format!("update spaces set opened_to_guests = true where slug = '{slug}'")).await;
        assert!(refused.contains("check constraint"), "{refused}");
    }
}

#[actix_web::test]
async fn closing_ends_the_accesses_that_have_no_other_space_at_once() {
    let world = World::new().await;
    let (mut hugo, mut claire) = (world.browser("hugo").await, world.browser("claire").await);
    claire.get("/").await.expect("Ligne 4");
    let page = hugo.get("/spaces/ligne-4/opening").await;
    let closed = hugo.submit(page.form("/spaces/ligne-4/closing").tick("understood", "true")).await;
    assert!(closed.status.is_success() || closed.status.as_u16() == 404, "the space's own page: {}", closed.status);
    assert_eq!(claire.get("/").await.path, "/sign-in", "the open page is refused at its next request");
    assert_eq!(world.count("select count(*) from accesses where end_reason = 'space_closed'").await, 2);
    assert_eq!(world.count("select count(*) from memberships where role = 'guest' and space_id = '0c000000-0000-7000-8000-000000000001'").await, 0);
    assert_eq!(
        world.count("select count(*) from access_spaces where space_id = '0c000000-0000-7000-8000-000000000001'").await,
        0
    );
    let mut lea = world.browser("lea").await;
    lea.get("/").await.expect("Emballage sans plastique");
    let letters = world.letters_to("claire@acier-duval.example").await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("a pris fin"), "{}", letters[0].subject);
}
