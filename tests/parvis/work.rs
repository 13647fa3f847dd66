//! What happens later: by the clock, and when a worker fails or dies.

use chrono::Duration;
use parvis::domain::job;

use crate::support::World;

const LIGNE_4: &str = "/admin/spaces/0c000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn a_deletion_that_was_asked_for_once_does_not_come_back_by_the_clock() {
    let world = World::settled().await;
    let regular = world.count("select count(*) from jobs").await;
    let mut marc = world.browser("marc").await;
    for _ in 0..2 {
        marc.post(&format!("{LIGNE_4}/deletion"), &[("name", "Ligne 4")]).await.expect("Bientôt supprimés");
        marc.post(&format!("{LIGNE_4}/keep"), &[]).await.expect("L’espace est gardé.");
        world.pass(Duration::minutes(1));
    }
    assert_eq!(world.count("select count(*) from jobs").await, regular + 2, "it waits for its day");
    world.pass(Duration::hours(25));
    world.work().await;
    assert_eq!(world.count("select count(*) from jobs").await, regular);
    assert_eq!(world.count("select count(*) from spaces where slug = 'ligne-4'").await, 1);
}

#[actix_web::test]
async fn a_worker_who_outlives_its_lease_settles_nothing() {
    let world = World::settled().await;
    one_job(&world).await;
    let db = &world.app.db;
    let late = job::claim(db).await.expect("a queue").expect("a job");
    assert!(job::claim(db).await.expect("a queue").is_none(), "one of them at a time");
    world.pass(Duration::minutes(6));
    let second = job::claim(db).await.expect("a queue").expect("the lease is over");
    job::put_off(db, late, "too slow").await.expect("a word");
    assert_eq!(world.count("select count(*) from jobs where leased_until is not null and attempts = 2").await, 1);
    world.pass(Duration::minutes(6));
    let third = job::claim(db).await.expect("a queue").expect("the lease is over");
    job::finish(db, second).await.expect("a word");
    assert_eq!(world.count("select count(*) from jobs where attempts = 3").await, 1, "it is in other hands");
    job::finish(db, third).await.expect("a word");
    assert_eq!(world.count("select count(*) from jobs").await, 0);
}

#[actix_web::test]
async fn a_job_that_no_worker_survives_is_given_up_and_shown() {
    let world = World::settled().await;
    one_job(&world).await;
    for _ in 0..12 {
        drop(job::claim(&world.app.db).await.expect("a queue").expect("a job"));
        world.pass(Duration::minutes(6));
    }
    assert!(job::claim(&world.app.db).await.expect("a queue").is_none(), "that is enough");
    let given_up =
        "select count(*) from jobs where last_error is not null and leased_until is null and run_at > '3000-01-01'";
    assert_eq!(world.count(given_up).await, 1);
    world.browser("marc").await.get("/admin/mail").await.expect("whoever did it never came back");
}

#[actix_web::test]
async fn an_event_that_cannot_be_told_leaves_no_half_of_itself_and_holds_nobody_up() {
    let world = World::settled().await;
    let camille = "0b000000-0000-7000-8000-000000000001";
    let claire = format!("update accesses set sponsor_id = '{camille}' where email like 'claire%'");
    world.execute(&claire).await;
    world
        .execute(
            "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$; \
         create trigger refuse before update on accesses for each row execute function refuse()",
        )
        .await;
    let sponsored = "select count(*) from accesses a join people p on p.id = a.sponsor_id \
        where p.handle = 'camille.vasseur' and a.ended_at is null";
    assert!(world.count(sponsored).await > 0);
    world.execute("update people set left_at = '2026-11-23Z' where handle = 'camille.vasseur'").await;
    happens(&world, "person_left", "camille.vasseur").await;
    happens(&world, "password_forgotten", "hugo.lambert").await;
    assert_eq!(world.letters_to("hugo@brevent.example").await.len(), 1);
    let waits = "select count(*) from untold where attempts = 1 and last_error like '%not now%'";
    assert_eq!(world.count(waits).await, 1);
    world.execute("drop trigger refuse on accesses").await;
    world.work().await;
    assert!(world.count(sponsored).await > 0, "it is not tried again at once");
    world.pass(Duration::seconds(3));
    world.work().await;
    assert_eq!(world.count(sponsored).await, 0);
    assert_eq!(world.count("select count(*) from untold").await, 0);
}

#[actix_web::test]
async fn what_happened_cannot_be_rewritten() {
    let world = World::settled().await;
    happens(&world, "password_forgotten", "hugo.lambert").await;
    for rewriting in ["update events set actor_id = null", "delete from events", "truncate events cascade"] {
        assert_eq!(world.refused(rewriting).await, "what happened is not rewritten");
    }
    world.letters().await;
    let of_hugo = "select count(*) from events e join people p on p.id = e.subject_id where p.handle = 'hugo.lambert'";
    assert_eq!(world.count(of_hugo).await, 1);
}

/// Something happens to somebody.
async fn happens(world: &World, kind: &str, handle: &str) {
    let event = "with event as (insert into events (id, at, kind, facts, subject_id) \
        select gen_random_uuid(), '2026-11-23Z', $1, jsonb_build_object('person', id), id from people \
        where handle = $2 returning id, at) \
        insert into untold (event_id, attempts, tell_at) select id, 0, at from event";
    world.query(event, &[&kind, &handle]).await;
}

/// The queue holds one job that is due, and nothing by the clock.
async fn one_job(world: &World) {
    let sweep = "delete from jobs; insert into jobs (id, kind, facts, run_at, attempts, enqueued_at) values \
        (gen_random_uuid(), 'sweep', '{}', '2026-11-23Z', 0, '2026-11-23Z')";
    world.execute(sweep).await;
}
