//! Answering.

use actix_web::test::TestRequest;

use super::feeds::eventually;
use crate::support::World;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const COMMENTS: &str = "/posts/0e000000-0000-7000-8000-000000000001/comments";
const CLAIRE_S: &str = "/comments/0f000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn a_guest_answers_and_colleagues_read() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let thread = claire.get(THREAD).await;
    claire.submit(thread.form(COMMENTS).fill("body", "Deux bobines ont une *rive* marquée.")).await.expect("rive");
    let seen = world.browser("camille").await.get(THREAD).await;
    seen.expect("Deux bobines ont une rive marquée.");
    seen.expect("Acier Duval");
    assert_eq!(world.count("select comment_count::bigint from posts where title = 'Bobines décalées'").await, 2);
    assert_eq!(world.count("select count(*) from events where kind = 'comment_published'").await, 1);
}

#[actix_web::test]
async fn the_same_answer_twice_is_one() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let thread = camille.get(THREAD).await;
    for _ in 0..2 {
        camille.submit(thread.form(COMMENTS).fill("body", "Une fois.")).await.expect("Une fois.");
    }
    assert_eq!(world.count("select count(*) from comments where body = 'Une fois.'").await, 1);
    assert_eq!(world.count("select comment_count::bigint from posts where title = 'Bobines décalées'").await, 2);
}

#[actix_web::test]
async fn an_answer_to_an_answer_to_an_answer_is_one_level_deep() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(&format!("{THREAD}?reply=0f000000-0000-7000-8000-000000000001")).await;
    page.expect("Vous répondez à une réponse.");
    camille.submit(page.form(COMMENTS).fill("body", "Premier niveau.")).await.expect("Premier niveau.");
    let reply: uuid::Uuid = world.query("select id from comments where body = 'Premier niveau.'", &[]).await[0].get(0);
    let page = camille.get(&format!("{THREAD}?reply={reply}")).await;
    camille.submit(page.form(COMMENTS).fill("body", "Même niveau.")).await.expect("Même niveau.");
    let under = "select count(*) from comments where parent_id = '0f000000-0000-7000-8000-000000000001'";
    assert_eq!(world.count(under).await, 2);
    // A comment of another thread is none of this one.
    let other = "/posts/0e000000-0000-7000-8000-000000000005/comments";
    let fields = [("parent", "0f000000-0000-7000-8000-000000000001"), ("audience_version", "1"), ("body", "Perdu.")];
    camille.post(other, &fields).await.expect_status(404);
}

#[actix_web::test]
async fn an_empty_answer_and_a_grown_audience_keep_what_was_typed() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let thread = camille.get(THREAD).await;
    camille.submit(thread.form(COMMENTS)).await.expect_status(422);
    world.execute("update spaces set audience_version = audience_version + 1 where slug = 'ligne-4'").await;
    let asked = camille.submit(thread.form(COMMENTS).fill("body", "À relire.")).await;
    asked.expect_status(409);
    assert!(asked.says("Quelqu’un est entré pendant que vous écriviez."));
    assert_eq!(asked.form(COMMENTS).value("body"), Some("À relire."));
    camille.submit(asked.form(COMMENTS)).await.expect("À relire.");
}

#[actix_web::test]
async fn with_script_an_answer_comes_as_a_fragment() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get(THREAD).await.form(COMMENTS);
    let (id, version) = (form.value("id").expect("an id"), form.value("audience_version").expect("a version"));
    let request = TestRequest::post()
        .uri(COMMENTS)
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("accept", "text/vnd.parvis.update+html, text/html;q=0.9"))
        .insert_header(("cookie", format!("parvis={}", camille.cookie("parvis").expect("a session"))))
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(format!("id={id}&audience_version={version}&body=Sans+recharger"))
        .to_request();
    let answer = camille.sent(COMMENTS, request).await;
    assert_eq!(answer.status.as_u16(), 201);
    assert!(answer.body.starts_with("<p-update to=\"#comments\" how=\"append\""), "{}", answer.body);
    assert!(answer.body.contains("Sans recharger") && answer.body.contains("id=\"c-"));
    assert!(!answer.body.contains(&format!("c-{id}")), "its id is nobody’s choice");
    assert!(!answer.body.contains(&format!("value=\"{id}\"")), "the next answer has an id of its own");
}

#[actix_web::test]
async fn a_thread_shows_what_is_new_since_one_was_there() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    camille.get(THREAD).await.expect("Je confirme.");
    eventually(&world, "select count(*) from thread_marks").await;
    world.pass(chrono::Duration::minutes(10));
    let mut hugo = world.browser("hugo").await;
    for words in ["Merci Claire.", "Je préviens le quai."] {
        let thread = hugo.get(THREAD).await;
        hugo.submit(thread.form(COMMENTS).fill("body", words)).await.expect(words);
    }
    camille.get(THREAD).await.expect("2 nouvelles réponses");
    eventually(
        &world,
        "select count(*) from thread_marks m join posts p on p.id = m.post_id and p.active_at = m.read_at \
        where m.person_id = '0b000000-0000-7000-8000-000000000001'",
    )
    .await;
    assert!(!camille.get(THREAD).await.says("nouvelles réponses"));
    // The clock stands still: what is said in the instant of her look, after it, is new all the same.
    let thread = hugo.get(THREAD).await;
    hugo.submit(thread.form(COMMENTS).fill("body", "Encore un mot.")).await.expect("Encore un mot.");
    camille.get(THREAD).await.expect("1 nouvelle réponse");
}

#[actix_web::test]
async fn answers_of_one_instant_stand_one_after_the_other() {
    let world = World::new().await;
    let mut writers = Vec::new();
    for who in ["camille", "hugo", "claire", "camille", "hugo"] {
        let mut browser = world.browser(who).await;
        let form = browser.get(THREAD).await.form(COMMENTS).fill("body", &format!("De {who}."));
        writers.push((browser, form));
    }
    futures_util::future::join_all(writers.into_iter().map(async |(mut browser, form)| {
        browser.submit(form).await.expect_status(200);
    }))
    .await;
    let said = "select count(distinct published_at) from comments where body like 'De %'";
    assert_eq!(world.count(said).await, 5);
    let active = "select count(*) from posts p where id = '0e000000-0000-7000-8000-000000000001' \
        and active_at = (select max(published_at) from comments c where c.post_id = p.id)";
    assert_eq!(world.count(active).await, 1);
}

#[actix_web::test]
async fn the_middle_of_a_long_thread_is_opened_by_a_link() {
    let world = World::new().await;
    world
        .execute(
            "insert into comments (id, post_id, author_id, body, html, published_at) \
        select gen_random_uuid(), '0e000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000002', 'x', \
        '<p>Mot ' || n || '.</p>', timestamptz '2026-11-21Z' + n * interval '1 minute' from generate_series(1, 250) n; \
        update posts set comment_count = 251 where title = 'Bobines décalées'",
        )
        .await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(THREAD).await;
    page.expect("Je confirme.");
    page.expect("Mot 250.");
    page.expect("Afficher 218 réponses");
    assert!(!page.says("Mot 100."));
    let mut seen: Vec<i32> = Vec::new();
    let mut page = page;
    for _ in 0..4 {
        let text = page.text();
        seen.extend((1..=250).filter(|n| text.contains(&format!("Mot {n}."))));
        let Some(next) = page.links().into_iter().rfind(|link| link.contains("?from=")) else { break };
        page = camille.get(next.split('#').next().expect("a path")).await;
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 250);
    let middle: uuid::Uuid = world.query("select id from comments where html like '%Mot 100.%'", &[]).await[0].get(0);
    let there = camille.get(&format!("/comments/{middle}")).await;
    there.expect("Mot 100.");
    assert!(there.path.contains("from="));
}

#[actix_web::test]
async fn changing_words_over_and_over_is_writing_too_fast() {
    let world = World::new().await.paced(3);
    let mut claire = world.browser("claire").await;
    let edit = format!("{CLAIRE_S}/edit");
    for words in ["Un.", "Deux.", "Trois."] {
        let page = claire.get(&edit).await;
        claire.submit(page.form(&edit).fill("body", words)).await.expect(words);
    }
    let page = claire.get(&edit).await;
    let refused = claire.submit(page.form(&edit).fill("body", "Quatre.")).await;
    refused.expect_status(429);
    assert_eq!(refused.form(&edit).value("body"), Some("Quatre."), "what was typed is kept");
    claire.get(THREAD).await.expect("Trois.");
}

#[actix_web::test]
async fn an_answer_is_taken_back_by_its_author_alone() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in [("camille", 403), ("thomas", 403), ("hugo", 403), ("lea", 404), ("paul", 404), ("odile", 404)]
    {
        let answer = world.browser(who).await.post(&format!("{CLAIRE_S}/deletion"), &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{who}");
        let edit = world
            .browser(who)
            .await
            .post(&format!("{CLAIRE_S}/edit"), &[("audience_version", "3"), ("body", "x")])
            .await;
        assert_eq!(edit.status.as_u16(), status, "{who}");
    }
    let mut claire = world.browser("claire").await;
    let thread = claire.get(THREAD).await;
    let gone = claire.submit(thread.form(&format!("{CLAIRE_S}/deletion"))).await;
    gone.expect("Réponse retirée par Claire Morel");
    assert!(!gone.says("Je confirme."));
    assert_eq!(world.count("select comment_count::bigint from posts where title = 'Bobines décalées'").await, 0);
    claire.get(&format!("{CLAIRE_S}/edit")).await.expect_status(403);
    claire.get(&format!("{CLAIRE_S}/history")).await.expect_status(404);
}

#[actix_web::test]
async fn looking_as_a_guest_leaves_no_trace() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    world.execute("update sessions set view_as = '0b000000-0000-7000-8000-000000000006'").await;
    let seen = hugo.get(THREAD).await;
    seen.expect("Je confirme.");
    assert!(seen.try_form(COMMENTS).is_none());
    hugo.get("/spaces/ligne-4").await.expect("Bobines décalées");
    hugo.get("/posts/0e000000-0000-7000-8000-000000000002").await.expect_status(404);
    hugo.post(COMMENTS, &[("audience_version", "3"), ("body", "Sous un autre nom.")]).await.expect_status(403);
    world.execute("update sessions set view_as = null").await;
    hugo.get(THREAD).await.expect("Je confirme.");
    eventually(&world, "select count(*) from thread_marks where person_id = '0b000000-0000-7000-8000-000000000002'")
        .await;
    assert_eq!(
        world.count("select count(*) from thread_marks where person_id = '0b000000-0000-7000-8000-000000000006'").await,
        0
    );
    let visited = "select count(*) from memberships where person_id = '0b000000-0000-7000-8000-000000000006' and visited_at > '2026-11-21Z'";
    assert_eq!(world.count(visited).await, 0);
}
