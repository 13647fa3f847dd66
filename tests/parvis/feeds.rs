//! The feed of a space.

use chrono::Duration;

use crate::support::World;

const LIGNE_4: &str = "0c000000-0000-7000-8000-000000000001";
const HUGO: &str = "0b000000-0000-7000-8000-000000000002";

/// So many posts of Hugo in Ligne 4, a minute apart, the first the oldest.
async fn write_many(world: &World, count: i32) {
    let sql = format!(
        "insert into posts (id, space_id, author_id, title, body, html, published_at, comment_count, active_at, last_author_id) \
         select gen_random_uuid(), '{LIGNE_4}', '{HUGO}', 'Message ' || n || '.', 'x', '<p>x</p>', at, 0, at, '{HUGO}' \
         from (select n, timestamptz '2026-11-21Z' + n * interval '1 minute' as at from generate_series(1, {count}) n) many"
    );
    world.execute(&sql).await;
}

/// Waits for what is written after an answer: by asking, not by sleeping.
pub async fn eventually(world: &World, sql: &str) {
    for _ in 0..2000 {
        if world.count(sql).await > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("it never came: {sql}");
}

#[actix_web::test]
async fn each_of_nine_people_finds_the_feed_that_is_theirs_or_none() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in
        [("camille", 200), ("hugo", 200), ("thomas", 200), ("claire", 200), ("lea", 404), ("odile", 404)]
    {
        world.browser(who).await.get("/spaces/ligne-4").await.expect_status(status);
    }
    for colleague in ["paul", "marc"] {
        let door = world.browser(colleague).await.get("/spaces/ligne-4").await;
        assert!(!door.says("Bobines") && door.status == 200, "a closed space has a door and shows nothing behind it");
    }
    assert_eq!(world.nobody().await.get("/spaces/ligne-4").await.path, "/sign-in?next=%2Fspaces%2Fligne-4");
    for stranger in ["paul", "claire", "lea"] {
        world.browser(stranger).await.get("/spaces/comite").await.expect_status(404);
    }
}

#[actix_web::test]
async fn a_back_room_never_shows_to_guests() {
    let world = World::new().await;
    world.browser("camille").await.get("/spaces/ligne-4-coulisse").await.expect("La marge est de huit pour cent");
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/ligne-4-coulisse").await.expect_status(404);
    for path in ["/", "/?only=unread", "/?only=mine", "/?view=list", "/spaces/ligne-4"] {
        let page = claire.get(path).await;
        assert!(page.status == 200 && !page.body.contains("marge") && !page.body.contains("coulisse"), "{path}");
    }
    claire.get("/?space=ligne-4-coulisse").await.expect("Rien sous ce filtre");
}

#[actix_web::test]
async fn a_guest_s_horizon_holds_on_the_feed() {
    let world = World::new().await;
    world.browser("camille").await.get("/spaces/ligne-4").await.expect("Avant l’horizon");
    let mut claire = world.browser("claire").await;
    for path in ["/spaces/ligne-4", "/spaces/ligne-4?order=newest", "/", "/?view=list", "/?order=newest"] {
        let page = claire.get(path).await;
        page.expect("Bobines décalées");
        assert!(!page.says("Avant l’horizon"), "{path}");
    }
    world
        .execute("update posts set pinned_at = '2026-11-22Z', active_at = '2026-11-23Z' where title like 'Avant%'")
        .await;
    world.browser("camille").await.get("/spaces/ligne-4").await.expect("Épinglé");
    assert!(!claire.get("/spaces/ligne-4").await.says("Avant l’horizon"), "pinned or moved, it is as old as it was");
}

#[actix_web::test]
async fn a_long_feed_is_paged_by_position_and_shows_each_post_once() {
    let world = World::new().await;
    write_many(&world, 45).await;
    for order in ["", "order=newest"] {
        let mut camille = world.browser("camille").await;
        let mut seen = Vec::new();
        let mut path = format!("/spaces/ligne-4?{order}");
        for _ in 0..4 {
            let page = camille.get(&path).await;
            page.expect_status(200);
            let text = page.text();
            seen.extend((1..=45).filter(|n| text.contains(&format!("Message {n}."))));
            match page.links().into_iter().find(|link| link.contains("before=")) {
                Some(next) => path = next,
                None => break,
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (45, 45), "{order}: {seen:?}");
    }
    let nonsense = world.browser("camille").await.get("/spaces/ligne-4?before=zzz").await;
    nonsense.expect("Message 45.");
}

#[actix_web::test]
async fn what_is_new_is_marked_until_one_has_been_there() {
    let world = World::new().await;
    write_many(&world, 2).await;
    let mut camille = world.browser("camille").await;
    let first = camille.get("/spaces/ligne-4").await;
    first.expect("Nouveau depuis vendredi, 18 h 00");
    eventually(
        &world,
        "select count(*) from memberships where space_id = '0c000000-0000-7000-8000-000000000001' \
        and person_id = '0b000000-0000-7000-8000-000000000001' and visited_at = '2026-11-23 09:00Z'",
    )
    .await;
    world.pass(Duration::minutes(5));
    camille.get("/spaces/ligne-4").await.expect("Nouveau depuis");
    eventually(
        &world,
        "select count(*) from memberships where space_id = '0c000000-0000-7000-8000-000000000001' \
        and person_id = '0b000000-0000-7000-8000-000000000001' and visited_at = '2026-11-23 09:05Z' \
        and read_at = '2026-11-20 17:00Z'",
    )
    .await;
    world.pass(Duration::hours(2));
    let later = camille.get("/spaces/ligne-4").await;
    assert!(!later.says("Nouveau depuis"), "two hours later it is another visit");
}

#[actix_web::test]
async fn a_long_text_is_sent_as_an_excerpt() {
    let world = World::new().await;
    world
        .execute("update posts set html = '<p>' || repeat('mot ', 2000) || 'FIN</p>' where title = 'Bobines décalées'")
        .await;
    let mut camille = world.browser("camille").await;
    let feed = camille.get("/spaces/ligne-4").await;
    feed.expect("Lire la suite");
    assert!(!feed.body.contains("FIN") && feed.body.len() < 60_000, "{}", feed.body.len());
    assert!(camille.get("/posts/0e000000-0000-7000-8000-000000000001").await.body.contains("FIN"));
}

#[actix_web::test]
async fn an_author_who_has_left_is_only_a_name_to_a_guest() {
    let world = World::new().await;
    let thread = "/posts/0e000000-0000-7000-8000-000000000001";
    let mut claire = world.browser("claire").await;
    for path in ["/spaces/ligne-4", thread] {
        assert!(claire.get(path).await.links().iter().any(|link| link == "/people/hugo.lambert"), "{path}");
    }
    world
        .execute(
            "delete from memberships where person_id = '0b000000-0000-7000-8000-000000000002' \
        and space_id = '0c000000-0000-7000-8000-000000000001'",
        )
        .await;
    for path in ["/spaces/ligne-4", thread] {
        let page = claire.get(path).await;
        page.expect("Hugo Lambert");
        assert!(!page.links().iter().any(|link| link == "/people/hugo.lambert"), "{path}");
        assert!(!page.says("Acheteur matières"), "{path}");
    }
}

#[actix_web::test]
async fn each_main_page_asks_a_fixed_number_of_queries() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let mut asked = Vec::new();
    for more in [0, 60] {
        write_many(&world, more).await;
        for path in ["/", "/spaces/ligne-4", "/posts/0e000000-0000-7000-8000-000000000001"] {
            camille.get(path).await.expect_status(200);
            // What the first look writes afterwards is done before the second is counted.
            if path != "/" {
                let (table, when) = match path {
                    "/spaces/ligne-4" => ("memberships", "visited_at = '2026-11-23 09:00Z'"),
                    _ => ("thread_marks", "person_id = '0b000000-0000-7000-8000-000000000001'"),
                };
                eventually(&world, &format!("select count(*) from {table} where {when}")).await;
            }
            let before = world.app.db.queries();
            camille.get(path).await.expect_status(200);
            asked.push(world.app.db.queries() - before);
        }
    }
    assert_eq!(asked[..3], asked[3..], "a page of many posts asks no more than a page of one");
    // The session with its house, the frame’s spaces and its bell, home’s two for what stands beside the feed, the head’s for the feed: in a few flights each.
    assert_eq!(asked[..3], [13, 19, 16], "home, feed of a space, thread: docs/performance.md has their budgets");
}
