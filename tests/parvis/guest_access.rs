//! Contracts: who has charge of them, and what becomes of them when people go.

use crate::support::World;

const CLAIRE: &str = "/accesses/0d000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn a_contract_exists_for_those_in_charge_of_it_alone() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in [
        ("hugo", 200),
        ("marc", 200),
        ("camille", 404),
        ("thomas", 404),
        ("paul", 404),
        ("claire", 404),
        ("lea", 404),
        ("odile", 404),
    ] {
        let mut somebody = world.browser(who).await;
        assert_eq!(somebody.get(CLAIRE).await.status.as_u16(), status, "{who}");
        if status == 404 {
            for act in ["end", "extension", "sponsor", "letter", "approval", "refusal", "view"] {
                let answer = somebody.post(&format!("{CLAIRE}/{act}"), &[("ends_on", "2027-06-30")]).await;
                assert_eq!(answer.status.as_u16(), 404, "{who} {act}");
            }
        }
    }
    assert_eq!(
        world.nobody().await.get(CLAIRE).await.path,
        "/sign-in?next=%2Faccesses%2F0d000000-0000-7000-8000-000000000001"
    );
    assert_eq!(world.count("select count(*) from accesses where ended_at is null").await, 4);
}

#[actix_web::test]
async fn a_space_s_guests_are_listed_for_its_colleagues_and_the_house_s_for_admins() {
    let world = World::new().await;
    for (who, list, house) in [
        ("hugo", 200, 403),
        ("camille", 200, 403),
        ("thomas", 200, 403),
        ("marc", 404, 200),
        ("paul", 404, 403),
        ("claire", 404, 404),
        ("lea", 404, 404),
    ] {
        let mut somebody = world.browser(who).await;
        assert_eq!(somebody.get("/spaces/ligne-4/guests").await.status.as_u16(), list, "{who}");
        assert_eq!(somebody.get("/admin/guests").await.status.as_u16(), house, "{who}");
    }
    let mut camille = world.browser("camille").await;
    let page = camille.get("/spaces/ligne-4/guests").await;
    page.expect("Claire Morel");
    assert!(!page.says("claire@acier-duval.example") && !page.links().iter().any(|link| link.starts_with("/accesses")));
    assert!(page.try_form(&format!("{CLAIRE}/view")).is_none());
}

#[actix_web::test]
async fn t_56_an_access_gives_no_other_role_than_a_guest_s() {
    let world = World::new().await;
    for role in ["owner", "moderator", "member"] {
        let refused = world.refused(&format!("update memberships set role = '{role}', expires_at = null, sees_from = null where person_id = '0b000000-0000-7000-8000-000000000006'")).await;
        assert!(refused.contains("check constraint"), "{refused}");
    }
    let refused = world.refused("update people set kind = 'employee', organization_id = '0a000000-0000-7000-8000-000000000001' where handle = 'claire.morel'").await;
    assert!(refused.contains("foreign key"), "{refused}");
}

#[actix_web::test]
async fn an_admin_ends_all_accesses_of_a_partner_at_once() {
    let world = World::new().await;
    let (mut marc, mut claire, mut lea) =
        (world.browser("marc").await, world.browser("claire").await, world.browser("lea").await);
    let page = marc.get("/admin/guests?organization=0a000000-0000-7000-8000-000000000002").await;
    page.expect("Claire Morel");
    assert!(!page.says("Léa Fontaine"));
    marc.submit(page.form("/admin/guests/ends")).await.expect("Accès fermés : 1.");
    assert_eq!(claire.get("/").await.path, "/sign-in");
    lea.get("/").await.expect("Emballage");
    let mut hugo = world.browser("hugo").await;
    hugo.post("/admin/guests/ends", &[("organization", "0a000000-0000-7000-8000-000000000003")])
        .await
        .expect_status(403);
    lea.post("/admin/guests/ends", &[("organization", "0a000000-0000-7000-8000-000000000003")])
        .await
        .expect_status(404);
}

#[actix_web::test]
async fn the_guests_of_a_sponsor_who_leaves_are_handed_to_an_owner_and_flagged() {
    let world = World::new().await;
    world
        .execute("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000001' where email like 'claire%'")
        .await;
    world.execute(r#"update people set left_at = '2026-11-23Z' where handle = 'camille.vasseur'; with event as (insert into events (id, at, kind, facts) values (gen_random_uuid(), '2026-11-23Z', 'person_left', '{"person": "0b000000-0000-7000-8000-000000000001"}') returning id, at) insert into untold (event_id, attempts, tell_at) select id, 0, at from event"#).await;
    world.work().await;
    let mut hugo = world.browser("hugo").await;
    hugo.get("/spaces/ligne-4/guests").await.expect("à confirmer");
    let page = hugo.get(CLAIRE).await;
    page.expect("Hugo Lambert répond de cet accès à la place de quelqu’un qui est parti");
    let confirmed = hugo.submit(page.form(&format!("{CLAIRE}/sponsor"))).await;
    assert!(!confirmed.says("à la place de quelqu’un"));
    confirmed.expect("accès confié à Hugo Lambert");
}

#[actix_web::test]
async fn a_sponsor_who_is_removed_from_the_space_answers_no_longer() {
    let world = World::new().await;
    world.execute("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000001' where email like 'claire%'; delete from memberships where person_id = '0b000000-0000-7000-8000-000000000001' and space_id = '0c000000-0000-7000-8000-000000000001'").await;
    world.execute(r#"with event as (insert into events (id, at, kind, facts) values (gen_random_uuid(), '2026-11-23Z', 'member_removed', '{"space": "0c000000-0000-7000-8000-000000000001", "person": "0b000000-0000-7000-8000-000000000001"}') returning id, at) insert into untold (event_id, attempts, tell_at) select id, 0, at from event"#).await;
    world.work().await;
    let mut camille = world.browser("camille").await;
    camille.get(CLAIRE).await.expect_status(404);
    world.browser("hugo").await.get(CLAIRE).await.expect("Confirmez");
}

#[actix_web::test]
async fn an_end_leaves_no_draft_session_or_link_behind() {
    let world = World::new().await;
    let claire = "'0b000000-0000-7000-8000-000000000006'";
    world.execute(&format!("insert into drafts values ('0f000000-0000-7000-8000-0000000000aa', {claire}, '0c000000-0000-7000-8000-000000000001', null, 'x', 'y', '2026-11-22Z', '0f000000-0000-7000-8000-0000000000ab'); insert into tokens values (decode(repeat('00', 32), 'hex'), 'sign_in', {claire}, '2026-11-23 08:50Z', '2026-11-23 12:00Z', null)")).await;
    let mut her = world.browser("claire").await;
    her.get("/").await.expect("Ligne 4");
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/end"))).await.expect("pris fin");
    for table in ["sessions", "drafts", "memberships", "thread_marks"] {
        assert_eq!(
            world.count(&format!("select count(*) from {table} where person_id = {claire}")).await,
            0,
            "{table}"
        );
    }
    assert_eq!(world.count("select count(*) from tokens where purpose = 'sign_in'").await, 0);
    hugo.post(&format!("{CLAIRE}/end"), &[]).await.expect("Cet accès a pris fin");
    assert_eq!(
        world
            .count("select count(*) from events where kind = 'access_ended' and facts->>'access' like '%000000000001'")
            .await,
        1
    );
}

#[actix_web::test]
async fn an_admin_takes_the_list_of_guests_away_and_no_name_in_it_is_a_formula() {
    let world = World::settled().await;
    world.execute("update people set name = '=HYPERLINK(\"x\")' where handle = 'claire.morel'").await;
    for (who, status) in [("hugo", 403), ("camille", 403), ("claire", 404)] {
        world.browser(who).await.get("/admin/guests/export").await.expect_status(status);
    }
    let mut marc = world.browser("marc").await;
    assert!(marc.get("/admin/guests").await.links().contains(&"/admin/guests/export".to_owned()));
    let file = marc.get("/admin/guests/export").await;
    file.expect_status(200);
    let header = |name: &str| file.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(header("cache-control"), "private, no-store");
    let rows: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].starts_with("Invité;"), "{}", rows[0]);
    assert!(
        rows[1].starts_with(
            "\"'=HYPERLINK(\"\"x\"\")\";claire@acier-duval.example;Acier Duval;Ligne 4;Hugo Lambert;est là;2027-03-31;"
        ),
        "{}",
        rows[1]
    );
    assert!(rows[2].contains("Emballage sans plastique"), "{}", rows[2]);
}
