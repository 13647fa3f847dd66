//! A large company for measuring, here a small one.

use parvis::seed::{self, PASSWORD, Size};

use crate::support::World;

const SIZE: Size = Size { people: 90, spaces: 25, posts: 300, comments: 1_200 };

async fn seeded() -> World {
    let world = World::empty().await;
    seed::fill(&world.app, SIZE).await.expect("a company to measure");
    world
}

#[actix_web::test]
async fn it_is_as_large_as_was_asked_and_lets_one_in() {
    let world = World::empty().await;
    let told = seed::fill(&world.app, SIZE).await.expect("a company to measure");
    for (table, wanted) in [("people", 90), ("spaces", 25), ("posts", 300), ("comments", 1_200), ("events", 1_500)] {
        assert_eq!(world.count(&format!("select count(*) from {table}")).await, wanted, "{table}");
    }
    for shown in ["admin@", "everywhere@", "employee@", "guest@", PASSWORD, "A thread of 50 comments: /posts/"] {
        assert!(told.contains(shown), "{shown} is not in\n{told}");
    }
    let mut guest = world.nobody().await;
    let form = guest.get("/sign-in").await.form("/sign-in");
    let form = form.fill("email", "guest@mesure.example").fill("password", PASSWORD);
    guest.submit(form).await.expect_status(200);
    let again = seed::fill(&world.app, SIZE).await.expect_err("a second company");
    assert!(again.to_string().contains("there are people in this installation already"), "{again}");
}

#[actix_web::test]
async fn its_counters_count_and_its_guests_are_where_guests_may_be() {
    let world = seeded().await;
    let counted = "select count(*) from posts p left join lateral (select count(*) as n, max(published_at) as last \
        from comments where post_id = p.id) c on true \
        where p.comment_count <> c.n or p.active_at <> coalesce(c.last, p.published_at)";
    assert_eq!(world.count(counted).await, 0);
    let guests = "select count(*) from memberships m join spaces s on s.id = m.space_id where m.role = 'guest'";
    assert!(world.count(guests).await > 0);
    assert_eq!(world.count(&format!("{guests} and not s.opened_to_guests")).await, 0);
    let strangers = "select count(*) from (select space_id, author_id, published_at from posts union all select \
        p.space_id, c.author_id, p.published_at from comments c join posts p on p.id = c.post_id) w where not exists \
        (select from memberships m where m.space_id = w.space_id and m.person_id = w.author_id and \
        (m.sees_from is null or m.sees_from <= w.published_at))";
    assert_eq!(world.count(strangers).await, 0, "everybody wrote where and under what they see");
    assert_eq!(world.count("select count(*) from posts where comment_count = 50 and pinned_at is not null").await, 1);
    assert_eq!(world.count("select count(*) from posts where published_at > (select max(published_at) from posts where pinned_at is not null)").await, 1);
    assert!(world.count("select count(*) from comments where parent_id is not null").await > 100);
}

#[actix_web::test]
async fn it_is_the_same_each_time() {
    let (one, other) = (seeded().await, seeded().await);
    let all = "select md5(string_agg(concat(id, author_id, published_at, body), ',' order by id)) from comments";
    let sum = async |world: &World| world.query(all, &[]).await[0].get::<_, String>(0);
    assert_eq!(sum(&one).await, sum(&other).await);
}

#[actix_web::test]
async fn a_size_that_is_no_company_is_refused() {
    let world = World::empty().await;
    let refusal = seed::fill(&world.app, Size { people: 3, ..SIZE }).await.expect_err("three people");
    assert!(refusal.to_string().contains("at least 10 people"), "{refusal}");
}
