//! What moves while a page is open: who hears of it, and when nobody does any more.

mod pages;

use actix_web::test::TestRequest;
use chrono::Duration;

use crate::support::World;
use crate::support::browser::{Browser, Events};

const BOBINES: &str = "0e000000-0000-7000-8000-000000000001";
const BEFORE_THE_HORIZON: &str = "0e000000-0000-7000-8000-000000000002";
const IN_THE_BACK_ROOM: &str = "0e000000-0000-7000-8000-000000000003";
const IN_EMBALLAGE: &str = "0e000000-0000-7000-8000-000000000004";
const FOR_ALL: &str = "0e000000-0000-7000-8000-000000000005";
const IN_COMITE: &str = "0e000000-0000-7000-8000-000000000006";

/// Somebody with a page open.
async fn listening(world: &World, who: &str) -> Events {
    heard_by(&mut world.browser(who).await).await
}

async fn heard_by(browser: &mut Browser) -> Events {
    let mut events = browser.listen("/live").await;
    assert_eq!(events.next().await, Some(("hello".to_owned(), String::new())));
    events
}

/// Somebody answers, and it is told.
async fn answer(world: &World, who: &str, post: &str) {
    let mut somebody = world.browser(who).await;
    let path = format!("/posts/{post}");
    let page = somebody.get(&path).await;
    somebody.submit(page.form(&format!("{path}/comments")).fill("body", "Entendu.")).await.expect("Entendu.");
    world.work().await;
}

/// The posts somebody hears of, until one that is known to come.
async fn heard(events: &mut Events, last: &str) -> Vec<String> {
    let mut posts = Vec::new();
    loop {
        let (kind, data) = events.next().await.expect("an event");
        assert_eq!(kind, "post", "{data}");
        let data: serde_json::Value = serde_json::from_str(&data).expect("ids");
        let post = data["post"].as_str().expect("an id").to_owned();
        if post == last {
            return posts;
        }
        posts.push(post);
    }
}

#[actix_web::test]
async fn each_of_nine_people_hears_of_what_they_see_and_of_nothing_else() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    world.work().await;
    world.hear(&world.app).await;
    let mut all = Vec::new();
    for who in ["camille", "hugo", "thomas", "paul", "marc", "claire", "lea", "odile"] {
        all.push((who, listening(&world, who).await));
    }
    for (who, post) in [
        ("camille", BOBINES),
        ("camille", BEFORE_THE_HORIZON),
        ("camille", IN_THE_BACK_ROOM),
        ("hugo", IN_EMBALLAGE),
        ("marc", IN_COMITE),
        ("camille", FOR_ALL),
    ] {
        answer(&world, who, post).await;
    }
    // A last word in each space, so that silence has an end.
    answer(&world, "camille", BOBINES).await;
    answer(&world, "hugo", IN_EMBALLAGE).await;
    for (who, events) in &mut all {
        let (last, expected): (&str, &[&str]) = match *who {
            "camille" | "thomas" => (FOR_ALL, &[BOBINES, BEFORE_THE_HORIZON, IN_THE_BACK_ROOM]),
            "hugo" => (FOR_ALL, &[BOBINES, BEFORE_THE_HORIZON, IN_THE_BACK_ROOM, IN_EMBALLAGE]),
            "paul" => (FOR_ALL, &[]),
            "marc" => (FOR_ALL, &[IN_COMITE]),
            "claire" => (BOBINES, &[]),
            _ => (IN_EMBALLAGE, &[]),
        };
        assert_eq!(heard(events, last).await, expected, "{who}");
    }
    let (_, claire) = all.iter_mut().find(|(who, _)| *who == "claire").expect("she is there");
    assert_eq!(heard(claire, BOBINES).await, [""; 0], "from one of hers to the next, nothing in between");
    let (_, lea) = all.iter_mut().find(|(who, _)| *who == "lea").expect("she is there");
    assert_eq!(heard(lea, IN_EMBALLAGE).await, [""; 0]);
    assert_eq!(world.nobody().await.get("/live").await.path, "/sign-in?next=%2Flive");
}

#[actix_web::test]
async fn a_poke_carries_ids_and_says_what_happened_in_a_word() {
    let world = World::heard().await;
    let mut claire = world.browser("claire").await;
    let mut events = claire.listen("/live").await;
    assert_eq!(events.headers.get("content-type").expect("a type"), "text/event-stream");
    assert_eq!(events.headers.get("cache-control").expect("a rule"), "no-store");
    assert_eq!(events.headers.get("x-accel-buffering").expect("a word to nginx"), "no");
    events.next().await;
    answer(&world, "hugo", BOBINES).await;
    let said = format!(r#"{{"post":"{BOBINES}","space":"0c000000-0000-7000-8000-000000000001","what":"moved"}}"#);
    assert_eq!(events.next().await, Some(("post".to_owned(), said.clone())));
    world.browser("hugo").await.post(&format!("/posts/{BOBINES}/reactions"), &[("word", "thanks")]).await;
    world.work().await;
    assert_eq!(events.next().await, Some(("post".to_owned(), said.replace("moved", "changed"))));
}

#[actix_web::test]
async fn who_looks_as_a_guest_hears_what_both_would() {
    let world = World::heard().await;
    world
        .execute("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000003' where email like 'lea%'")
        .await;
    let (mut hugo, mut thomas) = (world.browser("hugo").await, world.browser("thomas").await);
    for (looker, access) in [(&mut hugo, 1), (&mut thomas, 2)] {
        looker.post(&format!("/accesses/0d000000-0000-7000-8000-00000000000{access}/view"), &[]).await.expect("comme");
    }
    let (mut as_claire, mut as_lea) = (heard_by(&mut hugo).await, heard_by(&mut thomas).await);
    answer(&world, "camille", BEFORE_THE_HORIZON).await;
    answer(&world, "camille", IN_THE_BACK_ROOM).await;
    answer(&world, "hugo", IN_EMBALLAGE).await;
    answer(&world, "camille", BOBINES).await;
    assert_eq!(heard(&mut as_claire, BOBINES).await, [""; 0], "not more than she");
    // Léa would hear of Emballage, where Thomas is not.
    hugo.post("/view-as/leave", &[]).await;
    thomas.post("/view-as/leave", &[]).await;
    assert_eq!(as_lea.rest().await, ["end"], "not more than he, and with the view the stream is over");
    assert_eq!(as_claire.rest().await, ["end"]);
}

#[actix_web::test]
async fn a_stream_ends_with_its_session() {
    let world = World::heard().await;
    let (mut camille, mut elsewhere) = (world.browser("camille").await, world.browser("camille").await);
    let (mut here, mut there) = (heard_by(&mut camille).await, heard_by(&mut elsewhere).await);
    camille.post("/sign-out", &[]).await;
    assert_eq!(here.rest().await, ["end"]);
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut there, BOBINES).await, [""; 0], "the other device hears on");

    let mut paul = listening(&world, "paul").await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/people/paul.girard").await;
    marc.submit(page.form("/admin/people/paul.girard/suspension")).await.expect_status(200);
    assert_eq!(paul.rest().await, ["end"], "suspended");
    assert_eq!(world.app.live.streams(), 1);
}

#[actix_web::test]
async fn a_guest_s_stream_ends_to_the_minute_before_any_job_has_tidied_up() {
    let world = World::heard().await;
    world.execute("update accesses set ends_at = '2026-11-23 09:30Z' where email like 'claire%'").await;
    world.execute("update memberships set expires_at = '2026-11-23 09:30Z' where sees_from is not null").await;
    let mut claire = listening(&world, "claire").await;
    let db = world.app.db.read().await.expect("the database");
    world.app.live.look(&db).await.expect("a look");
    assert_eq!(world.app.live.streams(), 1);
    world.pass(Duration::minutes(30));
    // What moves in between is not hers any more.
    let sql = "insert into events (id, at, kind, facts) select gen_random_uuid(), '2026-11-23Z', 'post_edited', \
        jsonb_build_object('space', space_id, 'post', id) from posts where title like 'Bobines%' returning id";
    let event: uuid::Uuid = world.query(sql, &[]).await[0].get(0);
    world.execute(&format!("insert into untold values ('{event}', 0, '2026-11-23Z')")).await;
    let mut camille = listening(&world, "camille").await;
    let claimed = parvis::domain::job::claim_dispatch(&world.app.db).await.expect("a queue").expect("an event");
    world.app.db.write(async |tx| parvis::domain::dispatch::tell(tx, &claimed).await).await.expect("it is told");
    assert_eq!(heard(&mut camille, BOBINES).await, [""; 0]);
    let db = world.app.db.read().await.expect("the database");
    world.app.live.look(&db).await.expect("a look");
    assert_eq!(claire.rest().await, ["end"]);
}

#[actix_web::test]
async fn who_is_removed_hears_that_something_changed_and_then_nothing() {
    let world = World::heard().await;
    let mut camille = listening(&world, "camille").await;
    let mut thomas = listening(&world, "thomas").await;
    let mut hugo = world.browser("hugo").await;
    let removal = "/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000001/removal";
    hugo.post(removal, &[]).await.expect_status(200);
    world.work().await;
    assert_eq!(camille.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"));
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut thomas, BOBINES).await, [""; 0], "there was something to hear");
    answer(&world, "marc", FOR_ALL).await;
    // A back room goes with its project, and says so too.
    let mut kinds = Vec::new();
    loop {
        let (kind, data) = camille.next().await.expect("an event");
        if data.contains(FOR_ALL) {
            break;
        }
        kinds.push(kind);
    }
    assert!(kinds.iter().all(|kind| kind == "resync"), "{kinds:?}");
}

#[actix_web::test]
async fn what_moves_on_one_server_is_heard_on_the_other() {
    let world = World::heard().await;
    let second = world.second_server();
    world.hear(&second).await;
    let mut camille = world.browser("camille").await;
    let mut elsewhere = Browser::new(second.clone()).await;
    elsewhere.take_cookie("parvis", camille.cookie("parvis").expect("a session"));
    let (mut here, mut there) = (heard_by(&mut camille).await, heard_by(&mut elsewhere).await);
    assert_eq!((world.app.live.streams(), second.live.streams()), (1, 1));
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut here, BOBINES).await, [""; 0]);
    assert_eq!(heard(&mut there, BOBINES).await, [""; 0]);
    camille.post("/sign-out", &[]).await;
    assert_eq!((here.rest().await, there.rest().await), (vec!["end".to_owned()], vec!["end".to_owned()]));
}

#[actix_web::test]
async fn when_the_database_was_away_everything_is_asked_for_anew() {
    let world = World::heard().await;
    let mut camille = listening(&world, "camille").await;
    let lost = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
        where datname = current_database() and query like 'listen %'";
    assert_eq!(world.count(lost).await, 1);
    assert_eq!(camille.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"));
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut camille, BOBINES).await, [""; 0], "and it listens again");
}

#[actix_web::test]
async fn what_moved_while_the_page_was_on_its_way_is_told_when_it_listens() {
    let world = World::heard().await;
    let mut witness = listening(&world, "thomas").await;
    answer(&world, "hugo", BOBINES).await;
    answer(&world, "camille", IN_THE_BACK_ROOM).await;
    heard(&mut witness, IN_THE_BACK_ROOM).await;
    let mut claire = world.browser("claire").await;
    let mut events = claire.listen("/live?since=2026-11-23T09:00:00Z").await;
    assert_eq!(events.next().await.map(|(kind, _)| kind).as_deref(), Some("hello"));
    assert_eq!(heard(&mut events, BOBINES).await, [""; 0]);
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut events, BOBINES).await, [""; 0], "of the back room not even late");
    // From before anybody listened, nobody knows.
    let mut long_ago = claire.listen("/live?since=2026-11-23T08:00:00Z").await;
    long_ago.next().await;
    assert_eq!(long_ago.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"));
    world.pass(Duration::minutes(3));
    let mut too_long_ago = claire.listen("/live?since=2026-11-23T09:00:00Z").await;
    too_long_ago.next().await;
    assert_eq!(too_long_ago.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"));
    let mut nonsense = claire.listen("/live?since=%F0%9F%92%A9").await;
    nonsense.next().await;
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut nonsense, BOBINES).await, [""; 0]);
}

#[actix_web::test]
async fn a_reader_who_does_not_keep_up_is_told_to_ask_for_everything() {
    let world = World::heard().await;
    let mut camille = listening(&world, "camille").await;
    let mut thomas = listening(&world, "thomas").await;
    for _ in 0..20 {
        answer(&world, "hugo", BOBINES).await;
        heard(&mut thomas, BOBINES).await;
    }
    let mut kinds = Vec::new();
    while kinds.last().map(String::as_str) != Some("resync") {
        kinds.push(camille.next().await.expect("an event").0);
    }
    assert_eq!(kinds.len(), 17, "what was kept for her, and that there was more: {kinds:?}");
}

#[actix_web::test]
async fn one_person_holds_so_many_streams_and_gives_back_those_that_are_left() {
    let world = World::heard().await;
    let mut camille = world.browser("camille").await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(camille.listen("/live").await);
    }
    let hugo = world.browser("hugo").await.listen("/live").await;
    open.push(camille.listen("/live").await);
    assert_eq!(world.app.live.streams(), 21, "the oldest of hers is over, and nobody else's");
    assert_eq!(open.remove(0).rest().await.len(), 1, "it said hello, and ended");
    open.clear();
    drop(hugo);
    assert_eq!(world.app.live.streams(), 0);
}

#[actix_web::test]
async fn a_server_that_stops_lets_all_go_and_takes_nobody() {
    let world = World::heard().await;
    let mut camille = world.browser("camille").await;
    let mut events = heard_by(&mut camille).await;
    world.app.live.close();
    assert_eq!(events.rest().await, [""; 0], "it is over, and the session is not");
    assert_eq!(camille.listen("/live").await.rest().await, [""; 0]);
    assert_eq!(world.app.live.streams(), 0);
}

#[actix_web::test]
async fn another_site_gets_no_stream() {
    // Nobody listens here: a stream ends at once.
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    let cookie = format!("parvis={}", camille.cookie("parvis").expect("a session"));
    for (site, status) in [("same-origin", 200), ("same-site", 403), ("cross-site", 403), ("none", 403)] {
        let request = TestRequest::with_uri("/live").insert_header(("cookie", cookie.clone()));
        let request = request.insert_header(("sec-fetch-site", site));
        assert_eq!(camille.sent("/live", request.to_request()).await.status, status, "{site}");
    }
}
