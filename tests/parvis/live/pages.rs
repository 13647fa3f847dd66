//! What an open page asks for when it is poked.

use super::*;

#[actix_web::test]
async fn the_counts_are_those_of_the_navigation() {
    let world = World::settled().await;
    let mut camille = world.browser("camille").await;
    answer(&world, "hugo", BOBINES).await;
    answer(&world, "marc", FOR_ALL).await;
    world.pass(Duration::minutes(5));
    let count = |page: &crate::support::browser::Page, of: &str| {
        let start = format!("data-live-count=\"{of}\"");
        let rest = page.body.split(&start).nth(1).unwrap_or_else(|| panic!("no {of} in\n{}", page.body));
        rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(n, _)| n.to_owned())
    };
    let (news, people) = (camille.get("/news").await, camille.get("/people").await);
    for of in ["home", "space-0c000000-0000-7000-8000-000000000001", "space-0c000000-0000-7000-8000-000000000004"] {
        assert_eq!(count(&news, of), count(&people, of), "{of}");
    }
    assert_eq!(count(&news, "home").as_deref(), Some("2"));
    assert!(!news.body.contains("#fresh"), "no feed was asked for");
    let page = world.browser("claire").await.get("/news").await;
    assert!(page.body.contains("space-0c000000-0000-7000-8000-000000000001"));
    assert_eq!(page.body.matches("space-0c").count(), 2, "one space, its place and its number:\n{}", page.body);
}

#[actix_web::test]
async fn a_feed_counts_the_messages_of_others_that_are_seen() {
    let world = World::settled().await;
    let publish = async |who: &str, space: &str| {
        let mut somebody = world.browser(who).await;
        let page = somebody.get(&format!("/posts/new?space={space}")).await;
        somebody.submit(page.form(&format!("/spaces/{space}/posts")).fill("body", "Du nouveau.")).await.expect("Du");
    };
    let asked = |feed: &str| format!("/news?feed={feed}&since=2026-11-23T09:00:00Z");
    world.pass(Duration::minutes(1));
    for (who, space) in
        [("hugo", "ligne-4"), ("camille", "ligne-4"), ("hugo", "emballage"), ("camille", "ligne-4-coulisse")]
    {
        publish(who, space).await;
    }
    let (mut camille, mut claire) = (world.browser("camille").await, world.browser("claire").await);
    camille.get(&asked("/")).await.expect("1 nouveau message");
    camille.get(&asked("/spaces/ligne-4")).await.expect("1 nouveau message");
    claire.get(&asked("/")).await.expect("2 nouveaux messages");
    world.browser("thomas").await.get(&asked("/")).await.expect("3 nouveaux messages");
    assert!(!camille.get(&asked("/spaces/vie-de-la-maison")).await.says("nouveau"));
    claire.get(&asked("/spaces/ligne-4-coulisse")).await.expect_status(404);
    assert!(!camille.get("/news?feed=/&since=demain").await.says("nouveau"), "rubbish counts nothing");
}

#[actix_web::test]
async fn an_open_thread_is_sent_its_pieces_and_is_read_when_they_are_shown() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    answer(&world, "hugo", BOBINES).await;
    let ask = async |who: &str, query: &str| {
        let mut somebody = world.browser(who).await;
        let cookie = format!("parvis={}", somebody.cookie("parvis").expect("a session"));
        let path = format!("/posts/{BOBINES}{query}");
        let request = TestRequest::with_uri(&path).insert_header(("cookie", cookie));
        let request = request.insert_header(("accept", parvis::web::answer::FRAGMENT));
        somebody.sent(&path, request.to_request()).await
    };
    let marks = "select count(*) from thread_marks m join people p on p.id = m.person_id where handle = 'claire.morel'";
    let pieces = ask("claire", "").await;
    pieces.expect("Entendu.");
    assert!(pieces.body.contains("how=\"merge\"") && !pieces.body.contains("<main"));
    assert_eq!(world.count(marks).await, 0, "what waits is not read");
    ask("claire", "?seen=true").await.expect("Entendu.");
    crate::feeds::eventually(&world, marks).await;
    for who in ["lea", "odile", "paul"] {
        ask(who, "").await.expect_status(404);
    }
}

#[actix_web::test]
async fn whose_bell_rings_for_what_is_no_message_hears_of_it_in_an_open_page() {
    let world = World::heard().await;
    let thomas_s = "update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000003' where email like 'lea%'";
    world.execute(thomas_s).await;
    let mut camille = listening(&world, "camille").await;
    let (mut hugo, mut thomas) = (listening(&world, "hugo").await, listening(&world, "thomas").await);
    let mut paul = world.browser("paul").await;
    let door = paul.get("/spaces/ligne-4").await;
    paul.submit(door.form("/spaces/ligne-4/requests").fill("message", "Je suis les factures.")).await;
    world.work().await;
    assert_eq!(hugo.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"), "somebody asks to come in");
    world
        .browser("hugo")
        .await
        .post("/accesses/0d000000-0000-7000-8000-000000000002/end", &[])
        .await
        .expect_status(200);
    world.work().await;
    assert_eq!(thomas.next().await.map(|(kind, _)| kind).as_deref(), Some("resync"), "a guest of his is gone");
    answer(&world, "hugo", BOBINES).await;
    assert_eq!(heard(&mut camille, BOBINES).await, [""; 0], "who was told nothing hears nothing");
}

#[actix_web::test]
async fn a_vote_moves_open_pages_unless_it_is_without_a_name() {
    let world = World::heard().await;
    let mut camille = listening(&world, "camille").await;
    let mut hugo = world.browser("hugo").await;
    let mut claire = world.browser("claire").await;
    let mut polls = Vec::new();
    for named in [true, false] {
        let page = hugo.get("/spaces/ligne-4").await;
        let form =
            page.form("/spaces/ligne-4/posts").fill("kind", "poll").fill("body", "Quel jour ?").fill("options", "a\nb");
        let form = if named { form } else { form.tick("anonymous", "true") };
        let poll = hugo.submit(form).await.path.trim_start_matches("/posts/").to_owned();
        world.work().await;
        heard(&mut camille, &poll).await;
        polls.push(poll);
    }
    for poll in [&polls[1], &polls[0]] {
        claire.post(&format!("/posts/{poll}/votes"), &[("choice", "1")]).await.expect_status(200);
        world.work().await;
    }
    let (_, data) = camille.next().await.expect("an event");
    assert!(data.contains(&polls[0]) && data.contains("counted"), "{data}");
}
