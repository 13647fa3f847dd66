//! T-70, the guest who stays after the contract: time is moved by hand, to the minute.

use chrono::Duration;

use crate::support::World;

const CLAIRE: &str = "/accesses/0d000000-0000-7000-8000-000000000001";
const HERS: &str = "id = '0d000000-0000-7000-8000-000000000001'";

/// Claire's access ends in so long.
async fn ending_in(world: &World, time: Duration) {
    let end = (world.now() + time).to_rfc3339();
    world.execute(&format!("update accesses set ends_at = '{end}' where {HERS}; update memberships set expires_at = '{end}' where person_id = '0b000000-0000-7000-8000-000000000006'")).await;
}

#[actix_web::test]
async fn t_70_an_access_ends_at_its_minute_with_or_without_the_job() {
    let world = World::new().await;
    world.work().await;
    ending_in(&world, Duration::minutes(10)).await;
    let mut claire = world.browser("claire").await;
    world.pass(Duration::minutes(9));
    claire.get("/").await.expect("Ligne 4");
    world.pass(Duration::minutes(1));
    assert_eq!(world.count(&format!("select count(*) from accesses where {HERS} and ended_at is null")).await, 1);
    assert_eq!(claire.get("/").await.path, "/sign-in", "the open page is refused at its next request, before any job");
    claire.post("/spaces/ligne-4/posts", &[("body", "Encore un mot.")]).await.expect_status(401);
    claire.get("/sign-in").await.expect("Entrer");
    world.letters().await;
    assert_eq!(claire.get("/").await.path, "/sign-in", "and after it");
    let row = &world.query("select end_reason, (select left_at from people where id = person_id) is not null from accesses where id::text like '%000000000001'", &[]).await[0];
    assert_eq!((row.get::<_, String>(0).as_str(), row.get::<_, bool>(1)), ("expired", true));
    assert_eq!(
        world.count("select count(*) from comments where author_id = '0b000000-0000-7000-8000-000000000006'").await,
        1,
        "her words stay"
    );
}

#[actix_web::test]
async fn guest_and_sponsor_are_reminded_14_5_and_0_days_before_once_each_and_again_after_a_renewal() {
    let world = World::new().await;
    world.letters().await;
    ending_in(&world, Duration::days(20)).await;
    let count = async |days: i64| {
        world.pass(Duration::days(days));
        let letters = world.letters().await;
        let mut to: Vec<String> = letters.into_iter().map(|letter| letter.to.1).collect();
        to.sort();
        to
    };
    let both = ["claire@acier-duval.example", "hugo@brevent.example"];
    assert!(count(5).await.is_empty(), "15 days before");
    assert_eq!(count(1).await, both, "14 days before");
    assert!(count(1).await.is_empty());
    assert_eq!(count(8).await, both, "5 days before");
    assert!(count(1).await.is_empty());
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    let end = (world.now() + Duration::days(30)).date_naive().to_string();
    let extended = hugo.submit(page.form(&format!("{CLAIRE}/extension")).fill("ends_on", &end)).await;
    extended.expect("L’accès est prolongé");
    extended.expect("accès prolongé jusqu’au");
    assert!(count(4).await.is_empty(), "the day of the old end");
    let mut claire = world.browser("claire").await;
    claire.get("/").await.expect("Ligne 4");
    assert_eq!(count(13).await, both, "14 days before the new end");
    assert_eq!(count(9).await, both, "5 days before the new end");
    assert_eq!(count(4).await, both, "on the day");
}

#[actix_web::test]
async fn a_reminder_that_waits_is_not_sent_after_a_renewal() {
    let world = World::new().await;
    world.letters().await;
    ending_in(&world, Duration::days(3)).await;
    let job = r#"insert into jobs (id, kind, facts, run_at, attempts, enqueued_at) select gen_random_uuid(), 'send_letter', '{"letter": {"letter": "access_ending", "access": "0d000000-0000-7000-8000-000000000001", "to": "0b000000-0000-7000-8000-000000000006", "days": 5}}', '2026-11-23 09:00Z', 0, '2026-11-23 09:00Z'"#;
    world.execute(job).await;
    world.execute("insert into access_reminders select '0d000000-0000-7000-8000-000000000001', d, ends_at, '2026-11-23Z' from accesses, unnest(array[14, 5]) d where id::text like '%000000000001'").await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/extension")).fill("ends_on", "2027-06-30")).await.expect("prolongé");
    assert!(world.letters().await.is_empty());
}

#[actix_web::test]
async fn the_end_of_one_contract_takes_nothing_that_another_grants() {
    let world = World::new().await;
    world.execute("insert into accesses (id, email, name, organization_id, language, person_id, sponsor_id, purpose, horizon, ends_at, proposed_by, proposed_at, approved_at, accepted_at) values ('0d000000-0000-7000-8000-0000000000aa', 'claire@acier-duval.example', 'Claire', '0a000000-0000-7000-8000-000000000002', 'fr', '0b000000-0000-7000-8000-000000000006', '0b000000-0000-7000-8000-000000000002', 'Emballer', 'now', '2027-01-31Z', '0b000000-0000-7000-8000-000000000002', '2026-11-20Z', '2026-11-20Z', '2026-11-20Z'); insert into access_spaces values ('0d000000-0000-7000-8000-0000000000aa', '0c000000-0000-7000-8000-000000000001', true);").await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/end"))).await.expect("pris fin");
    let mut claire = world.browser("claire").await;
    claire.get("/").await.expect("Ligne 4");
    let row = &world.query("select sees_from = '2026-11-20Z', expires_at = '2027-01-31Z' from memberships where person_id = '0b000000-0000-7000-8000-000000000006'", &[]).await[0];
    assert!(row.get::<_, bool>(0) && row.get::<_, bool>(1), "the terms are those of the contract that lives");
}

#[actix_web::test]
async fn a_guest_whose_access_ended_comes_back_by_a_new_invitation() {
    let world = World::new().await;
    world.letters().await;
    let mut hugo = world.browser("hugo").await;
    let form = crate::guest_invitations::proposal(&mut hugo, "Odile Lemoine <odile@lemoine.example>").await;
    let form = form.fill("organization", "0a000000-0000-7000-8000-000000000004");
    hugo.submit(form).await.expect("Odile Lemoine");
    let link = crate::guest_invitations::link(&world, "odile@lemoine.example").await;
    let mut odile = world.nobody().await;
    let page = odile.get(&link).await;
    odile.submit(page.form(&link).tick("by_mail", "true")).await.expect("Bienvenue, Odile");
    assert_eq!(
        world.count("select count(*) from people where email = 'odile@lemoine.example' and left_at is null").await,
        1
    );
}

#[actix_web::test]
async fn a_guest_who_keeps_another_space_stays_and_the_first_is_gone_at_its_minute() {
    let world = World::settled().await;
    world.execute("insert into accesses (id, email, name, organization_id, language, person_id, sponsor_id, purpose, horizon, ends_at, proposed_by, proposed_at, approved_at, accepted_at) select '0d000000-0000-7000-8000-0000000000aa', email, name, organization_id, language, person_id, sponsor_id, 'Emballer', 'start', '2027-01-31Z', proposed_by, proposed_at, approved_at, accepted_at from accesses where id = '0d000000-0000-7000-8000-000000000001'; insert into access_spaces values ('0d000000-0000-7000-8000-0000000000aa', '0c000000-0000-7000-8000-000000000003', true)").await;
    ending_in(&world, Duration::minutes(1)).await;
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/ligne-4").await.expect_status(200);
    world.pass(Duration::minutes(1));
    claire.get("/spaces/ligne-4").await.expect_status(404);
    claire.get("/").await.expect_status(200);
}

#[actix_web::test]
async fn nobody_looks_through_a_guest_s_eyes_past_the_minute() {
    let world = World::settled().await;
    ending_in(&world, Duration::minutes(1)).await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/view"))).await;
    hugo.get("/settings/account").await.expect_status(403);
    world.pass(Duration::minutes(1));
    hugo.get("/").await.expect("Bonjour Hugo.");
}
