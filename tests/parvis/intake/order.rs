//! Mails of one conversation that come in another order than they were sent.

use chrono::Duration;
use futures_util::join;

use super::{FROM_CAMILLE, FROM_CLAIRE, comments, path_of, posts};
use crate::support::World;
use crate::support::post::Message;

const FROM_HUGO: &str = "Hugo Lambert <hugo@brevent.example>";
const FROM_THOMAS: &str = "Thomas Perrin <thomas@brevent.example>";
const ELDER: &str = "<c@brevent.example>";
const HEAD: &str = "<h@brevent.example>";
const NOTE: &str = "Donné comme message d’origine, arrivé après sa réponse";

/// Hugo answers to all what nobody here has: Camille’s mail is still on its way.
fn faster() -> Message {
    Message::new(FROM_HUGO, "ligne-4")
        .head("Cc", "Camille <camille@brevent.example>, Thomas <thomas@brevent.example>")
        .subject("Re: Plateau")
        .id(HEAD)
        .answers(ELDER)
        .says("Dix heures me va.\n")
}

fn elder() -> Message {
    Message::new(FROM_CAMILLE, "ligne-4").subject("Plateau").id(ELDER).says("Jeudi, à dix heures ?\n")
}

fn answer(from: &str, id: &str, words: &str) -> Message {
    Message::new(from, "ligne-4").subject("Re: Plateau").answers(id).says(words)
}

/// How far before its post each answer that came by mail stands.
async fn elders(world: &World) -> Vec<Option<i16>> {
    let marked = "select elder from mailed where comment_id is not null order by id";
    world.query(marked, &[]).await.iter().map(|row| row.get(0)).collect()
}

fn at(page: &str, words: &str) -> usize {
    page.find(words).unwrap_or_else(|| panic!("{words} is not there"))
}

#[actix_web::test]
async fn what_comes_after_its_answer_joins_the_thread_and_is_read_first() {
    let world = World::settled().await;
    let before = posts(&world).await;
    world.arrives(&faster()).await;
    world.arrives(&answer(FROM_CLAIRE, HEAD, "Je viendrai aussi.\n")).await;
    assert_eq!(posts(&world).await, before + 1);
    world.arrives(&elder()).await;
    assert_eq!(posts(&world).await, before + 1, "one conversation, one thread");
    assert_eq!(comments(&world, "Jeudi, à dix heures ?").await, ["camille"]);
    assert_eq!(elders(&world).await, [None, Some(1)]);
    // Whatever answers either goes there too.
    world.arrives(&answer(FROM_THOMAS, ELDER, "Je réserve.\n")).await;
    world.arrives(&answer(FROM_CLAIRE, HEAD, "Merci à tous.\n")).await;
    assert_eq!(posts(&world).await, before + 1);
    let path = path_of(&world, "Plateau").await;
    for (language, note) in [("fr", NOTE), ("en", "Given as the original message, arrived after its answer")] {
        world.execute(&format!("update people set language = '{language}'")).await;
        for who in ["camille", "hugo", "claire"] {
            let page = world.browser(who).await.get(&path).await;
            let (head, elder) = (at(&page.body, "Dix heures me va"), at(&page.body, "Jeudi, à dix heures"));
            assert!(head < elder && elder < at(&page.body, "Je viendrai aussi"), "{who} reads it first");
            assert_eq!(page.body.matches(note).count(), 1, "and is told so, of it alone");
            assert!(at(&page.body, note) < elder);
        }
    }
    for who in ["paul", "lea"] {
        world.browser(who).await.get(&path).await.expect_status(404);
    }
    // The same again is a copy; another text under its id is another message, and nothing's elder.
    world.arrives(&elder().head("Received", "from a by b; Mon, 23 Nov 2026 09:00:01 +0000")).await;
    assert_eq!(elders(&world).await, [None, Some(1), None, None]);
    world.arrives(&elder().says("Vendredi, plutôt.\n")).await;
    assert_eq!(posts(&world).await, before + 2);
}

#[actix_web::test]
async fn two_that_are_read_at_the_same_time_are_one_thread_whichever_is_first() {
    let world = World::settled().await;
    let before = posts(&world).await;
    for n in 0..4 {
        let (elder_id, head_id) = (format!("<c{n}@brevent.example>"), format!("<h{n}@brevent.example>"));
        let elder = Message::new(FROM_CAMILLE, "ligne-4").subject("Plateau").id(&elder_id).says("Jeudi ?\n");
        let head = Message::new(FROM_HUGO, "ligne-4").head("Cc", "camille@brevent.example").subject("Re: Plateau");
        world.take(&head.id(&head_id).answers(&elder_id).says("Oui.\n")).await;
        world.take(&elder).await;
        join!(world.work(), world.work());
        assert_eq!(posts(&world).await, before + n + 1);
    }
}

#[actix_web::test]
async fn several_that_were_faster_are_one_thread_and_elders_stand_in_their_order() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let cc = "Camille <camille@brevent.example>, Thomas <thomas@brevent.example>";
    let head = Message::new(FROM_HUGO, "ligne-4").head("Cc", cc).subject("Re: Plateau").id(HEAD).says("Oui.\n");
    let head = head.head("In-Reply-To", "<b@brevent.example>");
    world.arrives(&head.head("References", "<a@brevent.example> <b@brevent.example>")).await;
    world.arrives(&answer(FROM_THOMAS, "<b@brevent.example>", "Moi aussi.\n")).await;
    assert_eq!(posts(&world).await, before + 1, "both answer what nobody has yet");
    let late = |id: &str, words: &str| Message::new(FROM_CAMILLE, "ligne-4").subject("Plateau").id(id).says(words);
    world.arrives(&late("<b@brevent.example>", "Et la salle ?\n").answers("<a@brevent.example>")).await;
    world.arrives(&late("<a@brevent.example>", "Jeudi ?\n")).await;
    assert_eq!(posts(&world).await, before + 1);
    assert_eq!(elders(&world).await, [None, Some(1), Some(2)]);
    let path = path_of(&world, "Plateau").await;
    let page = world.browser("camille").await.get(&path).await;
    let places = ["Jeudi ?", "Et la salle ?", "Moi aussi."].map(|words| at(&page.body, words));
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(page.body.matches(NOTE).count(), 2);
}

#[actix_web::test]
async fn in_a_long_thread_it_still_stands_first_and_once() {
    let world = World::settled().await;
    world.arrives(&faster()).await;
    world.arrives(&elder()).await;
    let path = path_of(&world, "Plateau").await;
    let many = "insert into comments (id, post_id, author_id, body, html, published_at) \
        select gen_random_uuid(), p.id, p.author_id, 'Note ' || n, 'Note ' || n, p.published_at + (n - 20) * interval '1 second' \
        from posts p, generate_series(1, 80) n where p.title = 'Plateau'";
    world.execute(many).await;
    world.execute("update posts set comment_count = 81 where title = 'Plateau'").await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(&path).await;
    page.expect("Note 80");
    assert!(!page.says("Note 30"), "the middle is left out");
    assert!(at(&page.body, "Jeudi, à dix heures") < at(&page.body, "Note 1"));
    assert_eq!(page.body.matches("Jeudi, à dix heures").count(), 1);
    let opened = page.links().into_iter().find(|link| link.contains("from=")).expect("the gap opens");
    let page = camille.get(&opened).await;
    page.expect("Note 30");
    assert_eq!(page.body.matches("Jeudi, à dix heures").count(), 1);
}

#[actix_web::test]
async fn what_an_answer_named_joins_its_thread_as_any_other() {
    let world = World::settled().await;
    world.arrives(&elder()).await;
    let before = posts(&world).await;
    let names_more = Message::new(FROM_HUGO, "ligne-4").head("Cc", "Camille <camille@brevent.example>");
    let names_more = names_more.subject("Re: Plateau").head("In-Reply-To", ELDER);
    world.arrives(&names_more.head("References", &format!("{ELDER} <x@brevent.example>")).says("Vu.\n")).await;
    let late = Message::new(FROM_CAMILLE, "ligne-4").subject("Plateau").id("<x@brevent.example>").says("J’oubliais.\n");
    world.arrives(&late).await;
    assert_eq!(posts(&world).await, before);
    assert_eq!(elders(&world).await, [None, None]);
    assert!(!world.browser("camille").await.get(&path_of(&world, "Plateau").await).await.says(NOTE));
}

#[actix_web::test]
async fn whoever_names_an_id_catches_nobody_s_mail_who_did_not_write_to_them() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let bait = |from: &str| Message::new(from, "ligne-4").subject("Bonnes nouvelles").answers(ELDER).says("Ici.\n");
    // Without Camille among those it is written to; in Hugo’s name, but not by him, which is held; in another space.
    world.arrives(&bait(FROM_CLAIRE)).await;
    world.arrives(&bait(FROM_HUGO).head("Cc", "camille@brevent.example").unproved()).await;
    let elsewhere = Message::new("Marc Brévent <marc@brevent.example>", "vie-de-la-maison");
    let elsewhere = elsewhere.head("Cc", "camille@brevent.example").subject("Ailleurs").answers(ELDER);
    world.arrives(&elsewhere.says("Là.\n")).await;
    assert_eq!(posts(&world).await, before + 2);
    world.arrives(&elder()).await;
    assert_eq!(posts(&world).await, before + 3, "it stands by itself");
    assert!(comments(&world, "Jeudi, à dix heures ?").await.is_empty());
    // To both spaces: it joins where it is expected, and only there.
    world.arrives(&elder().and_for("vie-de-la-maison").says("Jeudi, onze heures ?\n")).await;
    let places = "select s.slug from mailed m join posts p on p.id = m.post_id join spaces s on s.id = p.space_id \
        where m.elder is not null";
    let places: Vec<String> = world.query(places, &[]).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(places, ["vie-de-la-maison"]);
}

#[actix_web::test]
async fn it_stands_by_itself_where_its_author_could_not_answer_and_after_a_month() {
    for (after, how) in [
        ("update posts set comments_closed_at = '2026-11-23Z' where title = 'Plateau'", "closed"),
        ("update posts set deleted_at = '2026-11-23Z', deleted_by = author_id where title = 'Plateau'", "removed"),
        ("update memberships set sees_from = '2026-11-24Z' where person_kind = 'guest'", "before her time"),
        ("select 1", "late"),
    ] {
        let world = World::settled().await;
        let to_claire = faster().head("Cc", "Claire <claire@acier-duval.example>");
        world.arrives(&to_claire).await;
        let before = posts(&world).await;
        world.execute(after).await;
        let days = if how == "late" { 31 } else { 2 };
        world.pass(Duration::days(days));
        let late = Message::new(FROM_CLAIRE, "ligne-4").subject("Plateau").id(ELDER).says("Jeudi ?\n");
        world.arrives(&late).await;
        assert_eq!(world.ledger().await.last().map(|(state, _)| &**state), Some("published"), "{how}");
        assert_eq!(posts(&world).await, before + 1, "{how}");
        assert!(comments(&world, "Jeudi ?").await.is_empty(), "{how}");
        let kept = world.count("select count(*) from mail_elders").await;
        assert_eq!(kept, i64::from(how != "late"), "{how}: what is expected no more is forgotten");
    }
}

#[actix_web::test]
async fn in_each_mailbox_the_elder_stands_above_and_nothing_closes_a_circle() {
    let world = World::settled().await;
    world.execute("insert into preferences (person_id, quiet) select id, false from people").await;
    let mails = [
        faster(),
        elder(),
        answer(FROM_THOMAS, ELDER, "Je réserve.\n").id("<t@brevent.example>"),
        answer(FROM_CAMILLE, HEAD, "Parfait.\n").id("<p@brevent.example>"),
    ];
    let mut threads = Vec::new();
    for mail in mails {
        world.arrives(&mail).await;
        let letters = world.letters_to("claire@acier-duval.example").await;
        let [letter] = letters.as_slice() else { panic!("one letter, not {letters:?}") };
        let threading = letter.threading.clone().expect("its headers");
        threads.push((threading.message_id, threading.in_reply_to, threading.references.join(" ")));
        world.pass(Duration::hours(1));
    }
    let of = |id: &str, answers: Option<&str>, line: &str| (id.to_owned(), answers.map(str::to_owned), line.to_owned());
    assert_eq!(
        threads,
        [
            of(HEAD, None, ""),
            of(ELDER, None, ""),
            of("<t@brevent.example>", Some(ELDER), ELDER),
            of("<p@brevent.example>", Some(HEAD), &format!("{ELDER} {HEAD}")),
        ]
    );
}
