//! Words under messages and answers.

use actix_web::test::TestRequest;

use crate::support::World;
use crate::support::chromium::Screen;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const REACTIONS: &str = "/posts/0e000000-0000-7000-8000-000000000001/reactions";
const TO_CLAIRE: &str = "/comments/0f000000-0000-7000-8000-000000000001/reactions";
const BEFORE: &str = "/posts/0e000000-0000-7000-8000-000000000002/reactions";

#[actix_web::test]
async fn a_word_pressed_again_is_taken_back() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let thread = claire.get(THREAD).await;
    let said = claire.submit(thread.form(REACTIONS).tick("word", "thanks")).await;
    said.expect("Merci 1");
    assert!(said.body.contains("value=\"thanks\" aria-pressed=\"true\""), "{}", said.body);
    let mut camille = world.browser("camille").await;
    let thread = camille.get(THREAD).await;
    assert!(thread.body.contains("value=\"thanks\" aria-pressed=\"false\""), "it is Claire’s word, not Camille’s");
    camille.submit(thread.form(REACTIONS).tick("word", "thanks")).await.expect("Merci 2");
    camille.submit(thread.form(REACTIONS).tick("word", "taken")).await.expect("Je m’en occupe 1");
    let back = claire.submit(said.form(REACTIONS).tick("word", "thanks")).await;
    back.expect("Merci 1");
    assert_eq!(world.count("select count(*) from events where kind = 'reacted'").await, 3);
    assert_eq!(world.count("select count(*) from events where kind = 'reaction_taken_back'").await, 1);
}

#[actix_web::test]
async fn who_reacted_is_read_by_whoever_reads_the_message() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.post(REACTIONS, &[("word", "insight")]).await.expect("Bien vu 1");
    let who = world.browser("camille").await.get(REACTIONS).await;
    who.expect("Claire Morel");
    who.expect("Acier Duval");
    world.browser("hugo").await.get("/spaces/ligne-4").await.expect("Bien vu 1");
    world.browser("hugo").await.get("/").await.expect("Bien vu 1");
    world.browser("hugo").await.speaking("en").get(REACTIONS).await.expect("Claire Morel");
    for other in ["lea", "paul", "marc"] {
        let mut other = world.browser(other).await;
        other.get(REACTIONS).await.expect_status(404);
        other.post(REACTIONS, &[("word", "insight")]).await.expect_status(404);
    }
}

#[actix_web::test]
async fn an_answer_has_words_of_its_own() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let thread = camille.get(THREAD).await;
    camille.submit(thread.form(TO_CLAIRE).tick("word", "bravo")).await.expect("Bravo 1");
    assert_eq!(world.count("select count(*) from reactions where comment_id is not null").await, 1);
    camille.get(TO_CLAIRE).await.expect("Camille Vasseur");
    camille.get(REACTIONS).await.expect("Personne n’a encore réagi");
    camille.post(TO_CLAIRE, &[("word", "nothing")]).await.expect_status(422);
}

#[actix_web::test]
async fn nobody_reacts_before_their_horizon_in_an_archive_or_as_another() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(BEFORE, &[("word", "thanks")]).await.expect("Merci 1");
    let mut claire = world.browser("claire").await;
    claire.get(BEFORE).await.expect_status(404);
    claire.post(BEFORE, &[("word", "thanks")]).await.expect_status(404);
    // Paul reads an open group and is no member of it.
    let open = "/posts/0e000000-0000-7000-8000-000000000005/reactions";
    let mut paul = world.browser("paul").await;
    paul.get(open).await.expect_status(200);
    assert!(paul.get("/posts/0e000000-0000-7000-8000-000000000005").await.try_form(open).is_none());
    paul.post(open, &[("word", "thanks")]).await.expect_status(403);
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    claire.get(THREAD).await.expect_status(200);
    claire.post(REACTIONS, &[("word", "thanks")]).await.expect_status(403);
    world.execute("update spaces set archived_at = null").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/view", &[]).await.expect_status(200);
    let seen = hugo.get(THREAD).await;
    assert!(seen.try_form(REACTIONS).is_none());
    hugo.post(REACTIONS, &[("word", "thanks")]).await.expect_status(403);
    assert_eq!(world.count("select count(*) from reactions").await, 1);
}

#[actix_web::test]
async fn a_removed_message_shows_no_words() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(REACTIONS, &[("word", "thanks")]).await.expect("Merci 1");
    hugo.post(TO_CLAIRE, &[("word", "agree")]).await.expect("D’accord 1");
    hugo.post(&format!("{THREAD}/deletion"), &[]).await.expect_status(200);
    for path in [REACTIONS, TO_CLAIRE] {
        hugo.get(path).await.expect("Personne n’a encore réagi");
        hugo.post(path, &[("word", "thanks")]).await.expect_status(403);
    }
    assert!(!hugo.get(THREAD).await.says("Merci 1"));
}

#[actix_web::test]
async fn with_script_the_words_come_as_a_fragment() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    for (path, body) in [(REACTIONS, "word=thanks"), (TO_CLAIRE, "word=thanks")] {
        let request = TestRequest::post()
            .uri(path)
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header(("accept", "text/vnd.parvis.update+html, text/html;q=0.9"))
            .insert_header(("cookie", format!("parvis={}", camille.cookie("parvis").expect("a session"))))
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload(body)
            .to_request();
        let answer = camille.sent(path, request).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert!(answer.body.starts_with("<p-update to=\"#reacts-0"), "{}", answer.body);
        assert!(answer.body.contains("aria-pressed=\"true\" autofocus"), "{}", answer.body);
    }
}

#[actix_web::test]
async fn without_script_all_words_stand_where_it_is_told_who_said_which() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    assert!(claire.get(THREAD).await.links().iter().any(|link| link == REACTIONS));
    for path in [REACTIONS, TO_CLAIRE] {
        let all = claire.get(path).await;
        for word in ["thanks", "agree", "insight", "bravo", "taken"] {
            assert!(all.body.contains(&format!("name=\"word\" value=\"{word}\"")), "{path}: {word}");
        }
        claire.submit(all.form(path).tick("word", "agree")).await.expect("D’accord 1");
    }
    let paul = world.browser("paul").await.get("/posts/0e000000-0000-7000-8000-000000000005/reactions").await;
    assert!(paul.status == 200 && !paul.body.contains("name=\"word\""), "he reads there and is no member");
}

#[actix_web::test]
async fn a_word_stands_at_once_and_is_taken_back_when_nobody_took_it() {
    let screen = Screen::of("camille").await;
    screen.open(THREAD).await;
    let pressed = "return document.querySelector('.react[value=thanks]')?.getAttribute('aria-pressed') ?? 'none'";
    let press = "(document.querySelector('.react[value=thanks]') ?? (document.querySelector('[data-words]').click(), \
                 document.querySelector('#words [value=thanks]'))).click()";
    // Nothing is taken any more where this page was drawn.
    screen.world.execute("update spaces set archived_at = now()").await;
    // Both happen before anything else can.
    assert_eq!(screen.run(&format!("{press}; {pressed}")).await, "true", "it waits for nobody");
    screen.until("it is as it was", "return !document.querySelector('.react[value=thanks]')").await;
    screen.world.execute("update spaces set archived_at = null").await;
    screen.run(press).await;
    // The server's answer takes the place of what stood at once.
    let said = "return document.querySelector('.react[value=thanks][autofocus]')?.textContent.trim() === 'Merci 1'";
    screen.until("the server’s word", said).await;
    assert_eq!(screen.world.count("select count(*) from reactions").await, 1);
    screen.run(press).await;
    screen.until("it is taken back", "return !document.querySelector('.react[value=thanks]')").await;
    assert_eq!(screen.world.count("select count(*) from reactions").await, 0);
    screen.complaints().await; // Chromium notes the refusal that was asked for
    screen.close().await;
}
