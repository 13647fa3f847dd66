//! Members: coming in, asking, being taken in, going, and what one is there.

use crate::support::World;
use crate::support::browser::Browser;

const CAMILLE: &str = "0b000000-0000-7000-8000-000000000001";
const HUGO: &str = "0b000000-0000-7000-8000-000000000002";
const THOMAS: &str = "0b000000-0000-7000-8000-000000000003";
const PAUL: &str = "0b000000-0000-7000-8000-000000000004";
const CLAIRE: &str = "0b000000-0000-7000-8000-000000000006";

async fn role(world: &World, space: &str, person: &str) -> Option<String> {
    let sql =
        "select role from memberships join spaces on spaces.id = space_id where slug = $1 and person_id::text = $2";
    world.query(sql, &[&space, &person]).await.first().map(|row| row.get(0))
}

async fn change(browser: &mut Browser, space: &str, person: &str, role: &str) -> u16 {
    let path = format!("/spaces/{space}/members/{person}/role");
    browser.post(&path, &[("role", role)]).await.status.as_u16()
}

#[actix_web::test]
async fn the_members_of_a_project_are_listed_for_those_who_share_it_guests_with_their_company() {
    let world = World::new().await;
    for who in ["camille", "claire"] {
        let page = world.browser(who).await.get("/spaces/ligne-4/members").await;
        for name in ["Hugo Lambert", "mène l’espace", "Thomas Perrin", "modère", "Camille Vasseur", "Claire Morel"]
        {
            page.expect(name);
        }
        page.expect("Acier Duval · accès invité");
        assert!(!page.says("Odile") && !page.says("Paul Girard") && !page.says("Léa"), "{}", page.text());
    }
    world.browser("camille").await.get("/spaces/ligne-4/members").await.expect("parrainage : Hugo Lambert");
}

/// T-06, T-17: the list needs membership, and not that of yesterday.
#[actix_web::test]
async fn a_guest_whose_access_is_over_and_a_guest_elsewhere_see_no_list() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    assert_eq!(role(&world, "ligne-4", "0b000000-0000-7000-8000-000000000008").await.as_deref(), Some("guest"));
    for who in ["odile", "lea", "paul", "marc"] {
        world.browser(who).await.get("/spaces/ligne-4/members").await.expect_status(404);
    }
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/ligne-4/members").await.expect("Claire Morel");
    world.pass(chrono::Duration::days(200));
    claire.forget_cookies();
    assert!(world.browser("claire").await.get("/spaces/ligne-4/members").await.path.starts_with("/sign-in"));
}

#[actix_web::test]
async fn an_open_space_is_joined_and_left_and_its_audience_has_not_grown() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let page = paul.get("/spaces/vie-de-la-maison/members").await;
    paul.submit(page.form("/spaces/vie-de-la-maison/members")).await;
    assert_eq!(role(&world, "vie-de-la-maison", PAUL).await.as_deref(), Some("member"));
    assert_eq!(world.count("select audience_version::bigint from spaces where slug = 'vie-de-la-maison'").await, 1);
    assert_eq!(world.count("select count(*) from events where kind = 'member_joined'").await, 1);
    let page = paul.get("/spaces/vie-de-la-maison/leave").await;
    paul.submit(page.form("/spaces/vie-de-la-maison/leave")).await.expect("Vous avez quitté cet espace.");
    assert_eq!(role(&world, "vie-de-la-maison", PAUL).await, None);
}

#[actix_web::test]
async fn a_closed_space_is_asked_and_its_owner_lets_in_or_refuses_with_a_word() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let long = "x".repeat(501);
    let door = paul.post("/spaces/ligne-4/requests", &[("message", &long)]).await;
    door.expect_status(422);
    assert!(door.says("Ligne 4") && door.says("Remplacer la ligne de pliage.") && door.says("4 membres"));
    assert!(!door.says("Hugo") && !door.says("Acier Duval,"), "the door names who is behind it");
    paul.submit(door.form("/spaces/ligne-4/requests").fill("message", "Je suis les factures.")).await;
    paul.post("/spaces/ligne-4/requests", &[]).await;
    assert_eq!(world.count("select count(*) from events where kind = 'join_requested'").await, 1, "asked once");
    assert!(!world.browser("thomas").await.get("/spaces/ligne-4/members").await.says("factures"), "for owners alone");

    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4/members").await;
    page.expect("Je suis les factures.");
    let refusal = format!("/spaces/ligne-4/requests/{PAUL}/refusal");
    hugo.submit(page.form(&refusal).fill("message", "Pas maintenant.")).await.expect("La demande est refusée.");
    assert_eq!(role(&world, "ligne-4", PAUL).await, None);
    let facts = world.query("select facts->>'word' from events where kind = 'join_refused'", &[]).await;
    assert_eq!(facts[0].get::<_, String>(0), "Pas maintenant.");

    paul.post("/spaces/ligne-4/requests", &[("message", "")]).await;
    let page = hugo.get("/spaces/ligne-4/members").await;
    let acceptance = format!("/spaces/ligne-4/requests/{PAUL}/acceptance");
    hugo.submit(page.form(&acceptance)).await.expect("Paul Girard");
    assert_eq!(role(&world, "ligne-4", PAUL).await.as_deref(), Some("member"));
    assert_eq!(world.count("select audience_version::bigint from spaces where slug = 'ligne-4'").await, 4);
    hugo.post(&acceptance, &[]).await.expect_status(409);
}

#[actix_web::test]
async fn a_closed_space_cannot_be_walked_into() {
    let world = World::new().await;
    world.browser("paul").await.post("/spaces/ligne-4/members", &[]).await.expect_status(403);
    world.browser("paul").await.post("/spaces/comite/members", &[]).await.expect_status(404);
    world.browser("claire").await.post("/spaces/vie-de-la-maison/members", &[]).await.expect_status(404);
    assert_eq!(role(&world, "ligne-4", PAUL).await, None);
}

/// T-47, T-48: nobody lets in who may not, nor whom they may not.
#[actix_web::test]
async fn an_owner_takes_a_colleague_in_by_name_and_nobody_else_does() {
    let world = World::new().await;
    for (who, status) in [("camille", 403), ("thomas", 403), ("claire", 403), ("marc", 404), ("lea", 404)] {
        let mut browser = world.browser(who).await;
        browser.get("/spaces/ligne-4/members/new").await.expect_status(status);
        browser.post("/spaces/ligne-4/invitations", &[("handle", "paul.girard")]).await.expect_status(status);
    }
    let mut hugo = world.browser("hugo").await;
    let found = hugo.get("/spaces/ligne-4/members/new?q=GIR").await;
    found.expect("Paul Girard");
    assert!(!hugo.get("/spaces/ligne-4/members/new?q=lea").await.says("Léa"), "a guest is not taken in this way");
    for handle in ["lea.fontaine", "nobody.at.all", "camille.vasseur", ""] {
        hugo.post("/spaces/ligne-4/invitations", &[("handle", handle)]).await.expect_status(422);
    }
    hugo.submit(found.form("/spaces/ligne-4/invitations")).await.expect("Paul Girard");
    assert_eq!(role(&world, "ligne-4", PAUL).await.as_deref(), Some("member"));
    assert_eq!(role(&world, "ligne-4", "0b000000-0000-7000-8000-000000000007").await, None);
}

/// T-56: roles beyond what may be given.
#[actix_web::test]
async fn roles_are_changed_by_owners_alone_and_a_guest_stays_a_guest() {
    let world = World::new().await;
    for (who, status) in [("camille", 403), ("thomas", 403), ("claire", 403), ("marc", 404)] {
        let mut browser = world.browser(who).await;
        assert_eq!(change(&mut browser, "ligne-4", THOMAS, "owner").await, status, "{who}");
        let removal = format!("/spaces/ligne-4/members/{CAMILLE}/removal");
        browser.post(&removal, &[]).await.expect_status(status);
    }
    let mut hugo = world.browser("hugo").await;
    for role in ["owner", "moderator", "member"] {
        assert_eq!(change(&mut hugo, "ligne-4", CLAIRE, role).await, 403, "a guest made {role}");
    }
    assert_eq!(change(&mut hugo, "ligne-4", CAMILLE, "guest").await, 403);
    assert_eq!(change(&mut hugo, "ligne-4", CAMILLE, "emperor").await, 422);
    assert_eq!(change(&mut hugo, "ligne-4", PAUL, "owner").await, 409, "who is not in cannot be made anything");
    assert_eq!(change(&mut hugo, "ligne-4", CAMILLE, "moderator").await, 200);
    assert_eq!(role(&world, "ligne-4", CAMILLE).await.as_deref(), Some("moderator"));
    assert_eq!(role(&world, "ligne-4-coulisse", CAMILLE).await.as_deref(), Some("moderator"));
    assert_eq!(role(&world, "ligne-4", CLAIRE).await.as_deref(), Some("guest"));
}

#[actix_web::test]
async fn the_last_owner_neither_leaves_nor_steps_down_and_hands_over() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.post("/spaces/ligne-4/leave", &[]).await.expect_status(403);
    assert_eq!(change(&mut hugo, "ligne-4", HUGO, "member").await, 403);
    hugo.post(&format!("/spaces/ligne-4/members/{HUGO}/removal"), &[]).await.expect_status(403);
    hugo.post(&format!("/spaces/ligne-4/members/{HUGO}/hand-over"), &[]).await.expect_status(403);
    assert_eq!(role(&world, "ligne-4", HUGO).await.as_deref(), Some("owner"));
    let page = hugo.get("/spaces/ligne-4/members").await;
    hugo.submit(page.form(&format!("/spaces/ligne-4/members/{THOMAS}/hand-over"))).await.expect("L’espace est confié.");
    assert_eq!(role(&world, "ligne-4", THOMAS).await.as_deref(), Some("owner"));
    assert_eq!(role(&world, "ligne-4", HUGO).await.as_deref(), Some("member"));
    hugo.post("/spaces/ligne-4/leave", &[]).await.expect("Vous avez quitté cet espace.");
    assert_eq!(role(&world, "ligne-4-coulisse", HUGO).await, None, "the back room follows");
    hugo.get("/spaces/ligne-4/members").await.expect_status(404);
}

#[actix_web::test]
async fn an_owner_who_has_left_the_house_does_not_count_as_one() {
    let world = World::new().await;
    world.execute(&format!("update memberships set role = 'owner' where person_id = '{THOMAS}'")).await;
    world.execute(&format!("update people set left_at = '2026-11-22Z' where id = '{THOMAS}'")).await;
    world.browser("hugo").await.post("/spaces/ligne-4/leave", &[]).await.expect_status(403);
}

#[actix_web::test]
async fn a_guest_neither_leaves_nor_is_removed_this_way() {
    let world = World::new().await;
    world.browser("claire").await.post("/spaces/ligne-4/leave", &[]).await.expect_status(403);
    let removal = format!("/spaces/ligne-4/members/{CLAIRE}/removal");
    world.browser("hugo").await.post(&removal, &[]).await.expect_status(403);
    assert_eq!(role(&world, "ligne-4", CLAIRE).await.as_deref(), Some("guest"));
}

/// The belt: what the program must never do, the database does not take.
#[actix_web::test]
async fn the_database_itself_keeps_guests_where_they_may_be() {
    let world = World::new().await;
    let seat = |space: &str, guests: bool, kind: &str, role: &str, expires: &str| {
        format!(
            "insert into memberships (space_id, space_guests, person_id, person_kind, role, expires_at, joined_at, read_at, \
             visited_at) select id, {guests}, '0b000000-0000-7000-8000-000000000007', '{kind}', '{role}', {expires}, now(), \
             now(), now() from spaces where slug = '{space}'"
        )
    };
    let end = "'2027-03-31Z'";
    for (space, guests, kind, role, expires) in [
        ("vie-de-la-maison", false, "guest", "guest", end),
        ("vie-de-la-maison", true, "guest", "guest", end),
        ("vie-de-la-maison", false, "employee", "member", "null"),
        ("ligne-4-coulisse", false, "guest", "guest", end),
        ("ligne-4", true, "guest", "owner", end),
        ("ligne-4", true, "guest", "moderator", "null"),
        ("ligne-4", true, "guest", "guest", "null"),
    ] {
        let refused = world.refused(&seat(space, guests, kind, role, expires)).await;
        assert!(refused.contains("violates"), "{space} {role}: {refused}");
    }
    world.execute("update accesses set ended_at = now(), end_reason = 'ended'").await;
    let close = "update spaces set opened_to_guests = false where slug = 'ligne-4'";
    assert!(world.refused(close).await.contains("violates"), "guests would stay in a project that is closed to them");
    assert!(
        world.refused("update spaces set opened_to_guests = true where slug = 'comite'").await.contains("violates")
    );
    world.execute(&seat("ligne-4", true, "guest", "guest", end)).await;
}

#[actix_web::test]
async fn the_door_of_a_closed_space_stands_where_its_feed_would() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let door = paul.get("/spaces/ligne-4").await;
    door.expect("Cet espace projet a 4 membres.");
    assert!(!door.says("Bobines") && !door.says("Hugo"), "the door shows what is behind it");
    let asked = paul.submit(door.form("/spaces/ligne-4/requests").fill("message", "Je suis les factures.")).await;
    asked.expect("Votre demande est posée.");
    paul.get("/spaces").await.expect("Demande posée");
    let taken_back = paul.submit(asked.form("/spaces/ligne-4/requests/take-back")).await;
    assert!(taken_back.try_form("/spaces/ligne-4/requests").is_some());
    assert_eq!(world.count("select count(*) from join_requests").await, 0);
    for (who, unseen) in [("paul", "comite"), ("lea", "ligne-4"), ("claire", "emballage"), ("claire", "comite")] {
        world.browser(who).await.get(&format!("/spaces/{unseen}")).await.expect_status(404);
    }
}

/// T-61 and the like: what was written for a closed circle is asked about once more when the circle grew.
#[actix_web::test]
async fn a_page_drawn_before_somebody_came_in_asks_once_more() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", "Pour nous seuls ?");
    world.browser("hugo").await.post("/spaces/ligne-4/invitations", &[("handle", "paul.girard")]).await;
    let again = camille.submit(form).await;
    assert!(!again.status.is_success(), "it went out to somebody the writer had not been told of");
    assert_eq!(again.form("/spaces/ligne-4/posts").value("body"), Some("Pour nous seuls ?"));
    assert_eq!(world.count("select count(*) from posts where body like 'Pour nous%'").await, 0);
}
