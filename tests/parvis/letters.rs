//! Letters, as they reach their readers.

use crate::support::World;

#[actix_web::test]
async fn a_letter_is_written_when_it_is_sent_in_its_reader_s_language() {
    let world = World::new().await;
    // Odile's access ran out before the first day: what is told of that goes first.
    world.letters().await;
    world.execute("update people set language = 'en' where handle = 'hugo.lambert'").await;
    for who in ["camille.vasseur", "hugo.lambert"] {
        forget(&world, who).await;
    }
    let letters = world.letters().await;
    assert_eq!(letters.len(), 2);
    let to = |address: &str| letters.iter().find(|letter| letter.to.1 == address).expect("a letter");
    let (french, english) = (to("camille@brevent.example"), to("hugo@brevent.example"));
    assert_eq!(french.subject, "Choisir un nouveau mot de passe, Ateliers Brévent");
    assert_eq!(english.subject, "Choose a new password, Ateliers Brévent");
    for letter in &letters {
        let link =
            |text: &str| text.split_once("http://localhost:8080/password/reset/").expect("a link").1[..43].to_owned();
        assert_eq!(link(&letter.text), link(&letter.html));
        assert!(letter.html.contains("width=\"600\"") && !letter.html.contains("<img"), "no picture, so no tracker");
        let stored = "select count(*) from tokens where hash = sha256($1)";
        assert_eq!(world.query(stored, &[&link(&letter.text).as_bytes()]).await[0].get::<_, i64>(0), 1);
    }
    assert!(world.letters().await.is_empty(), "nobody is told twice");
}

#[actix_web::test]
async fn a_letter_that_is_no_longer_due_is_not_sent() {
    let world = World::new().await;
    // Odile's access ran out before the first day: what is told of that goes first.
    world.letters().await;
    forget(&world, "camille.vasseur").await;
    world.execute("update people set suspended_at = '2026-11-23Z' where handle = 'camille.vasseur'").await;
    assert!(world.letters().await.is_empty());
    assert_eq!(world.count("select count(*) from tokens").await, 0);
    assert_eq!(world.count("select count(*) from jobs where name is null").await, 0);
}

#[actix_web::test]
async fn what_cannot_be_done_or_told_holds_nobody_up() {
    let world = World::new().await;
    // Odile's access ran out before the first day: what is told of that goes first.
    world.letters().await;
    let unknown = "insert into jobs (id, kind, facts, run_at, attempts, enqueued_at) values \
        (gen_random_uuid(), 'of_next_year', '{}', '2026-11-23Z', 0, '2026-11-23Z'); \
        with event as (insert into events (id, at, kind, facts) values \
        ('00000000-0000-7000-8000-000000000000', '2026-11-23Z', 'of_next_year', '{}') returning id, at) \
        insert into untold (event_id, attempts, tell_at) select id, 0, at from event";
    world.execute(unknown).await;
    forget(&world, "camille.vasseur").await;
    assert_eq!(world.letters().await.len(), 1);
    let waits = "select count(*) from jobs where kind = 'of_next_year' and last_error is not null and attempts = 1";
    assert_eq!(world.count(waits).await, 1);
    assert_eq!(world.count("select count(*) from untold where last_error is not null and attempts = 1").await, 1);
}

#[actix_web::test]
async fn what_is_regular_waits_once_for_its_next_turn() {
    let world = World::settled().await;
    world.work().await;
    world.work().await;
    let turns = "select name, to_char(run_at, 'DD HH24:MI') from jobs order by name";
    let rows = world.query(turns, &[]).await;
    let turns: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let expected = [
        ("call-digests", "23 10:00"),
        ("delete-spaces", "23 10:00"),
        ("sweep", "24 00:00"),
        ("sweep-files", "23 10:00"),
        ("tend-accesses", "23 09:01"),
        ("tend-notifications", "24 00:00"),
        ("tidy-files", "24 00:00"),
    ];
    assert_eq!(turns, expected.map(|(name, at)| (name.to_owned(), at.to_owned())));
}

/// Somebody has said at the door that they forgot their password.
async fn forget(world: &World, handle: &str) {
    let event = "with event as (insert into events (id, at, actor_id, kind, facts) select gen_random_uuid(), \
        '2026-11-23Z', id, 'password_forgotten', jsonb_build_object('person', id) from people where handle = $1 \
        returning id, at) insert into untold (event_id, attempts, tell_at) select id, 0, at from event";
    world.query(event, &[&handle]).await;
}
