//! The demo company in an empty installation.

use std::collections::BTreeMap;

use parvis::demo;

use crate::support::World;

async fn demo() -> World {
    let world = World::empty().await;
    demo::fill(&world.app).await.expect("the demo company");
    world
}

/// Rows that break a rule; the rule must have something to hold.
async fn nobody_breaks(world: &World, rule: &str, all: &str, broken: &str) {
    let all = world.count(all).await;
    assert!(all > 0, "{rule}: there is nothing to look at");
    assert_eq!(world.count(broken).await, 0, "of {all}: {rule}");
}

#[actix_web::test]
async fn the_demo_company_has_its_figures_and_prints_its_accounts() {
    let world = World::empty().await;
    let began = std::time::Instant::now();
    let told = demo::fill(&world.app).await.expect("the demo company");
    eprintln!("filled in {:?}", began.elapsed());
    let count = async |sql: &str| world.count(sql).await;
    assert_eq!(count("select count(*) from people where kind = 'employee'").await, 340);
    assert_eq!(count("select count(*) from people where kind = 'guest'").await, 9);
    assert_eq!(count("select count(*) from organizations where not is_house").await, 3);
    assert!((18..=24).contains(&count("select count(*) from spaces where room_of is null").await));
    assert_eq!(count("select count(*) from posts").await, 400);
    assert!((1_480..=1_520).contains(&count("select count(*) from comments").await));
    for shown in ["c.vasseur@brevent.example", "c.morel@acier-duval.example", "localhost:8080", demo::PASSWORD] {
        assert!(told.contains(shown), "{shown} is not in\n{told}");
    }
    let waiting = "select count(*) from jobs where name is null";
    assert_eq!(count(waiting).await, 0, "nobody gets a letter for what is only a story");
    assert_eq!(count("select count(*) from untold").await, 0);
    for (kind, least) in [("question", 3), ("decision", 1), ("announcement", 1), ("poll", 1)] {
        assert!(count(&format!("select count(*) from posts where kind = '{kind}'")).await >= least, "{kind}");
    }
    let questions = "select count(*) from posts where kind = 'question' and answer_id is";
    assert!(count(&format!("{questions} null")).await > 0 && count(&format!("{questions} not null")).await > 0);
    assert!(count("select count(*) from reactions").await > 300);
    for (kind, least) in [("image", 4), ("document", 1), ("table", 2)] {
        assert!(count(&format!("select count(*) from files where kind = '{kind}'")).await >= least, "{kind}");
    }
    assert_eq!(
        count("select count(*) from files f join blobs b using (hash) where f.kind = 'image' and b.drawn_as is null")
            .await,
        0
    );
    assert!(count("select count(*) from poll_votes").await > 5);
    assert!(count("select count(*) from acknowledgements").await > 50);
    let elsewhere = "select count(*) from posts p join comments c on c.id = p.answer_id and c.post_id <> p.id";
    assert_eq!(count(elsewhere).await, 0);
    nobody_breaks(
        &world,
        "who reacts reads, or did until their access ended",
        "select count(*) from reactions",
        "select count(*) from reactions r join posts p on p.id = r.post_id where not exists (select from memberships m \
         where m.space_id = p.space_id and m.person_id = r.person_id \
         and coalesce(m.sees_from, p.published_at) <= p.published_at) \
         and not exists (select from accesses a join access_spaces s on s.access_id = a.id \
         where a.person_id = r.person_id and s.space_id = p.space_id and a.ended_at is not null)",
    )
    .await;
}

#[actix_web::test]
async fn it_goes_where_nobody_is_and_nowhere_else() {
    let world = demo().await;
    let refusal = demo::fill(&world.app).await.expect_err("a second demo company");
    assert!(refusal.to_string().contains("there are people in this installation already"), "{refusal}");
    let again = demo::fill_if_empty(&world.app).await.expect("the accounts");
    assert!(again.contains(demo::PASSWORD) && again.contains("c.vasseur@brevent.example"), "{again}");
    assert_eq!(world.count("select count(*) from people").await, 349);

    let real = World::new().await;
    let before = real.count("select count(*) from people").await;
    let told = demo::fill_if_empty(&real.app).await.expect("a sentence");
    assert!(!told.contains(demo::PASSWORD) && told.contains("people of its own"), "{told}");
    assert_eq!(real.count("select count(*) from people").await, before);
}

#[actix_web::test]
async fn the_accounts_that_are_printed_open_the_door_and_an_ended_one_does_not() {
    let world = demo().await;
    for (email, name) in [("c.vasseur@brevent.example", "Camille"), ("c.morel@acier-duval.example", "Claire")] {
        let mut browser = world.nobody().await;
        let form = browser.get("/sign-in").await.form("/sign-in");
        let home = browser.submit(form.fill("email", email).fill("password", demo::PASSWORD)).await;
        assert_eq!(home.path, "/", "{name} came in");
        home.expect_status(200);
    }
    let mut martial = world.nobody().await;
    let form = martial.get("/sign-in").await.form("/sign-in");
    let form = form.fill("email", "m.weber@acier-duval.example").fill("password", demo::PASSWORD);
    martial.submit(form).await.expect_status(422);
}

#[actix_web::test]
async fn the_story_obeys_the_rules_of_the_house() {
    let world = demo().await;
    nobody_breaks(
        &world,
        "a post counts its comments, and knows the last",
        "select count(*) from posts where comment_count > 3",
        "select count(*) from posts p left join lateral (select count(*) as n, max(published_at) as last from comments \
         where post_id = p.id) c on true left join comments l on l.post_id = p.id and l.published_at = c.last \
         and l.author_id = p.last_author_id where p.comment_count <> c.n \
         or p.active_at <> coalesce(c.last, p.published_at) or (c.n > 0 and l.id is null) \
         or (c.n = 0 and p.last_author_id <> p.author_id)",
    )
    .await;
    nobody_breaks(
        &world,
        "a back room holds its project's employees, all of them and nobody else, as what they are there",
        "select count(*) from spaces where room_of is not null",
        "select count(*) from spaces room join spaces project on project.id = room.room_of \
         join lateral ((select person_id, role from memberships where space_id = room.id \
         except select person_id, role from memberships where space_id = project.id and role <> 'guest') union \
         (select person_id, role from memberships where space_id = project.id and role <> 'guest' \
         except select person_id, role from memberships where space_id = room.id)) d on true",
    )
    .await;
    nobody_breaks(
        &world,
        "a guest is only where guests are let in, under a contract that lives",
        "select count(*) from memberships where role = 'guest'",
        "select count(*) from memberships m join spaces s on s.id = m.space_id where m.role = 'guest' and \
         (not s.opened_to_guests or not exists (select from accesses a join access_spaces i on i.access_id = a.id \
         where a.person_id = m.person_id and i.space_id = m.space_id and a.ended_at is null \
         and a.ends_at = m.expires_at))",
    )
    .await;
    nobody_breaks(
        &world,
        "whoever wrote was there, or was a guest there whose access has ended",
        "select count(*) from posts",
        "select count(*) from (select space_id, author_id, published_at from posts union all select p.space_id, \
         c.author_id, c.published_at from comments c join posts p on p.id = c.post_id) w where not exists (select \
         from memberships m where m.space_id = w.space_id and m.person_id = w.author_id and \
         m.joined_at <= w.published_at) and not exists (select from accesses a join access_spaces i on \
         i.access_id = a.id where a.person_id = w.author_id and i.space_id = w.space_id and a.ended_at is not null)",
    )
    .await;
    nobody_breaks(
        &world,
        "whoever is named reads what names them",
        "select count(*) from mentions",
        "select count(*) from mentions n join posts p on p.id = n.post_id where not exists (select from memberships m \
         where m.space_id = p.space_id and m.person_id = n.person_id \
         and (m.sees_from is null or m.sees_from <= p.published_at))",
    )
    .await;
    nobody_breaks(
        &world,
        "everything that was written was told, nothing is told again, and nothing is of tomorrow",
        "select count(*) from events where kind = 'post_published'",
        &format!(
            "select (select count(*) from posts) + (select count(*) from comments) - (select count(*) from events \
             where kind in ('post_published', 'comment_published')) + (select count(*) from untold) \
             + (select count(*) from events where at > '{}')",
            world.now().to_rfc3339()
        ),
    )
    .await;
}

#[actix_web::test]
async fn there_is_news_for_those_who_look_in() {
    let world = demo().await;
    for who in ["c.vasseur", "p.riviere", "c.morel", "l.fontaine"] {
        let news = world
            .query(
                "select count(*) from memberships m join people on people.id = m.person_id join posts p \
                 on p.space_id = m.space_id and p.active_at > m.visited_at and p.last_author_id <> m.person_id \
                 where split_part(email, '@', 1) = $1",
                &[&who],
            )
            .await;
        assert!(news[0].get::<_, i64>(0) > 0, "there is nothing new for {who}");
    }
}

/// Follows the links of a page, and of the pages they lead to: three of each kind, so that it ends.
async fn walk(world: &World, who: &str) -> Vec<String> {
    let mut browser = world.browser(who).await;
    let (mut waiting, mut found) = (vec!["/".to_owned()], Vec::new());
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        let page = browser.get(&path).await;
        assert_eq!(page.status.as_u16(), 200, "{who} follows a link to {path}:\n{}", page.text());
        for link in page.links() {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if !link.starts_with('/') || link.starts_with("/assets") || waiting.contains(&link) || found.contains(&link)
            {
                continue;
            }
            let known = kinds.entry(kind(&link)).or_default();
            *known += 1;
            if *known <= 3 {
                waiting.push(link);
            }
        }
        found.push(path);
    }
    found
}

/// What a path is a path to: `/posts/…/history`.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let named = matches!(parts.get(1), Some(&("posts" | "spaces" | "people" | "comments" | "accesses")));
    let parts = parts.iter().enumerate().map(|(n, part)| if n == 2 && named && *part != "new" { "…" } else { part });
    let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.join("&"))
}

#[actix_web::test]
async fn whoever_walks_about_in_it_finds_every_door_open() {
    let world = demo().await;
    for who in ["a.diallo", "t.perrin", "p.riviere", "c.morel", "l.fontaine"] {
        let found = walk(&world, who).await;
        for (there, least) in [("/spaces/", 1), ("/posts/", 2)] {
            let many = found.iter().filter(|path| path.starts_with(there)).count();
            assert!(many >= least, "{who} found {many} of {there} in {found:#?}");
        }
    }
}
