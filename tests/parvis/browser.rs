//! Stories in a real browser: what scripts add, what a keyboard reaches, what a screen reader is told.

mod every_page;

use serde_json::Value;

use crate::support::World;
use crate::support::chromium::Screen;
use crate::support::world::PASSWORD;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const CONTROL: &str = "\u{e009}";

const BOBINES: &str = "/posts/0e000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn somebody_signs_in_by_keyboard_alone() {
    let screen = Screen::new().await;
    screen.open("/").await;
    assert_eq!(screen.path().await, "/sign-in");
    tab_to(&screen, "input[name=email]").await;
    screen.press("camille@brevent.example").await;
    tab_to(&screen, "input[name=password]").await;
    screen.press(PASSWORD).await;
    screen.press(ENTER).await;
    screen.expect("Bonjour Camille.").await;
    assert_eq!(screen.path().await, "/");
    // The first stop of every page leads over the navigation to what the page is about.
    screen.press(TAB).await;
    let first = screen.run("return document.activeElement.getAttribute('href')").await;
    assert_eq!(first, Value::from("#content"));
    screen.press(ENTER).await;
    screen.until("the focus in the page", "return document.activeElement.id === 'content'").await;
    screen.close().await;
}

#[actix_web::test]
async fn somebody_publishes_and_sees_it_in_the_feed() {
    let screen = Screen::of("camille").await;
    screen.open("/spaces/ligne-4").await;
    screen.find(".composer-rest").await.click().await.expect("a click");
    screen.find("#write").await.send_keys("La presse est **réglée**.").await.expect("words");
    screen.find("#composer button:not([type])").await.click().await.expect("a click");
    screen.expect("La presse est réglée.").await;
    assert_eq!(screen.world.count("select count(*) from posts where body like 'La presse%'").await, 1);
    screen.close().await;
}

#[actix_web::test]
async fn an_answer_appears_without_a_reload() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    screen.run("window.here = true").await;
    screen.find("#answer").await.send_keys("Bien reçu, merci").await.expect("words");
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.until("the answer", "return document.querySelector('#comments').innerText.includes('Bien reçu')").await;
    assert_eq!(screen.run("return window.here === true").await, Value::Bool(true), "the page was left");
    assert_eq!(screen.run("return document.querySelector('#answer').value").await, Value::from(""));
    assert_eq!(screen.world.count("select count(*) from comments where body = 'Bien reçu, merci'").await, 1);
    screen.close().await;
}

#[actix_web::test]
async fn one_menu_of_words_serves_every_message() {
    let screen = Screen::of("camille").await;
    screen.open("/spaces/ligne-4").await;
    screen.run("window.here = true").await;
    for (nth, word) in [(0, "bravo"), (1, "taken"), (0, "thanks")] {
        let form = format!("document.querySelectorAll('form.reacts')[{nth}]");
        screen.run(&format!("{form}.querySelector('[data-words]').click()")).await;
        screen.until("the menu", "return !!document.querySelector('#words:popover-open')").await;
        screen.run(&format!("document.querySelector('#words [value={word}]').click()")).await;
        let said = format!("return !!{form}.querySelector('.react[value={word}][aria-pressed=true]')");
        screen.until("the word", &said).await;
    }
    assert_eq!(screen.run("return window.here === true").await, Value::Bool(true), "the page was left");
    assert_eq!(screen.world.count("select count(distinct post_id) from reactions").await, 2);
    screen.close().await;
}

#[actix_web::test]
async fn after_an_at_sign_those_who_read_are_offered() {
    let screen = Screen::of("claire").await;
    screen.open(BOBINES).await;
    screen.find("#answer").await.send_keys("Voir avec @").await.expect("words");
    screen.press("hu").await;
    let offered = "return !!document.querySelector('[role=option]')?.textContent.includes('Hugo Lambert')";
    screen.until("Hugo", offered).await;
    screen.until("the list", "return document.querySelectorAll('[role=option]').length === 1").await;
    let chosen =
        "return !!document.querySelector('[role=option]:is([aria-selected=true], [data-combobox-option-default])')";
    screen.until("the first one to be chosen", chosen).await;
    screen.press(ENTER).await;
    screen.until("the name", "return document.querySelector('#answer').value.includes('@hugo.lambert')").await;
    // Paul is not in the space: for a guest there is nobody of that name.
    screen.press("et @pau").await;
    screen.until("nobody", "return document.querySelectorAll('[role=option]').length === 0").await;
    screen.close().await;
}

#[actix_web::test]
async fn a_draft_survives_a_reload() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    screen.find("#answer").await.send_keys("Je vérifie les cotes").await.expect("words");
    let saved = "return (document.querySelector('[data-draft-status]')?.textContent ?? '') !== ''";
    screen.until("the word that it is saved", saved).await;
    screen.page.refresh().await.expect("a page");
    screen.until("the draft", "return document.querySelector('#answer')?.value === 'Je vérifie les cotes'").await;
    screen.close().await;
}

#[actix_web::test]
async fn an_answer_that_is_refused_stays_in_its_form_and_on_this_device() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    screen.find("#answer").await.send_keys("Mot à mot").await.expect("words");
    // Meanwhile nobody may answer here any more.
    screen.world.execute("update posts set comments_closed_at = now()").await;
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.until("why not", "return !!document.querySelector('[role=alert]')?.innerText.trim()").await;
    assert_eq!(screen.run("return document.querySelector('#answer')?.value").await, Value::from("Mot à mot"));
    let kept = "return Object.values(localStorage).some((kept) => kept.includes('Mot à mot'))";
    assert_eq!(screen.run(kept).await, Value::Bool(true), "it is forgotten before anybody took it");
    // Answers are taken again: the same form is sent once more, and nothing stays behind.
    screen.world.execute("update posts set comments_closed_at = null").await;
    screen.find("#answer").await.click().await.expect("a click");
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.until("the answer", "return document.querySelector('#comments').innerText.includes('Mot à mot')").await;
    assert_eq!(screen.run(kept).await, Value::Bool(false), "it is kept although it is published");
    assert_eq!(screen.world.count("select count(*) from comments where body = 'Mot à mot'").await, 1);
    screen.complaints().await; // Chromium notes the 403 that was asked for
    screen.close().await;
}

#[actix_web::test]
async fn an_answer_to_a_grown_audience_finds_its_form_again_in_the_same_page() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    screen.run("window.here = true").await;
    screen.find("#answer").await.send_keys("Qui lit ceci").await.expect("words");
    screen.world.execute("update spaces set audience_version = audience_version + 1").await;
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    screen.until("that it grew", "return !!document.querySelector('#form-answer [data-grown]')").await;
    assert_eq!(screen.run("return document.querySelector('#answer').value").await, Value::from("Qui lit ceci"));
    assert_eq!(screen.run("return window.here === true").await, Value::Bool(true), "the page was left");
    screen.complaints().await; // Chromium notes the 409 that was asked for
    screen.close().await;
}

#[actix_web::test]
async fn an_answer_of_somebody_whose_session_ended_goes_with_them_through_the_door() {
    let screen = Screen::of("camille").await;
    screen.open(BOBINES).await;
    screen.find("#answer").await.send_keys("Après la nuit").await.expect("words");
    screen.world.execute("delete from sessions").await;
    screen.press(&format!("{CONTROL}{ENTER}{CONTROL}")).await;
    let carried = "return document.querySelector('[name=\"kept.body\"]')?.value === 'Après la nuit'";
    screen.until("the door, with what was written", carried).await;
    screen.complaints().await; // Chromium notes the 401 that was asked for
    screen.close().await;
}

#[actix_web::test]
async fn a_message_is_kept_on_this_device_until_it_is_published() {
    let screen = Screen::of("camille").await;
    let kept = "return Object.values(localStorage).some((kept) => kept.includes('Mot à mot'))";
    screen.open("/spaces/ligne-4").await;
    screen.find(".composer-rest").await.click().await.expect("a click");
    screen.find("#write").await.send_keys("Mot à mot").await.expect("words");
    screen.world.execute("update spaces set archived_at = now()").await;
    screen.find("#composer button:not([type])").await.click().await.expect("a click");
    screen.until("a refusal", "return !document.querySelector('#composer')").await;
    assert_eq!(screen.run(kept).await, Value::Bool(true), "it is forgotten before anybody took it");
    screen.world.execute("update spaces set archived_at = null; delete from drafts").await;
    screen.open("/spaces/ligne-4").await;
    screen.until("the words", "return document.querySelector('#write')?.value === 'Mot à mot'").await;
    screen.find("#composer button:not([type])").await.click().await.expect("a click");
    screen.until("the message", "return location.pathname.startsWith('/posts/')").await;
    screen.until("nothing to be left", &kept.replace("return ", "return !")).await;
    assert_eq!(screen.world.count("select count(*) from posts where body = 'Mot à mot'").await, 1);
    screen.complaints().await; // Chromium notes the refusals that were asked for
    screen.close().await;
}

#[actix_web::test]
async fn what_others_answer_waits_behind_a_pill_and_moves_nothing() {
    let screen = Screen::of("camille").await;
    let world = &screen.world;
    world.work().await;
    screen.open(BOBINES).await;
    listens(&screen).await;
    let words = "Pendant que je lis";
    screen.find("#answer").await.send_keys("Je note").await.expect("words");
    screen.run("window.here = true; scrollTo(0, 80)").await;
    let place = "return JSON.stringify([scrollY, document.activeElement.id, document.querySelector('#answer').value])";
    let before = screen.run(place).await;
    answer(world, "hugo", words).await;
    let pill = "return document.querySelector('#waiting:not([hidden])')?.innerText.replaceAll('\u{a0}', ' ').trim()";
    screen.until("the pill", &format!("{pill} === '1 nouvelle réponse'")).await;
    assert!(!screen.text().await.contains(words), "it is shown before anybody asked for it");
    assert_eq!(screen.run(place).await, before, "the reading place, the focus, the words");
    let told = screen.run("return document.querySelector('#announcer').textContent.replaceAll('\u{a0}', ' ')").await;
    assert_eq!(told, Value::from("1 nouvelle réponse"));
    answer(world, "claire", "Moi aussi").await;
    screen.until("two of them", &format!("{pill} === '2 nouvelles réponses'")).await;
    screen.find("#waiting").await.click().await.expect("a click");
    screen.expect(words).await;
    screen.expect("Moi aussi").await;
    screen.until("the pill to be gone", "return document.querySelector('#waiting').hidden").await;
    let focus = "return document.activeElement.matches('.comment') && document.activeElement.innerText";
    assert!(screen.run(focus).await.as_str().is_some_and(|text| text.contains(words)), "the focus is at the first");
    assert_eq!(screen.run("return window.here === true").await, Value::Bool(true), "the page was left");
    // What is changed or taken away is set right where it stands.
    let mut hugo = world.browser("hugo").await;
    let id: uuid::Uuid = world.query("select id from comments where body = $1", &[&words]).await[0].get(0);
    hugo.post(&format!("/comments/{id}/reactions"), &[("word", "thanks")]).await;
    world.work().await;
    screen.until("the word", &format!("return document.getElementById('c-{id}').innerText.includes('Merci 1')")).await;
    hugo.post(&format!("/comments/{id}/deletion"), &[]).await;
    world.work().await;
    screen.until("its trace", &format!("return document.getElementById('c-{id}').matches('[data-deleted]')")).await;
    assert_eq!(screen.run("return document.querySelectorAll('.comment').length").await, Value::from(3));
    screen.close().await;
}

#[actix_web::test]
async fn the_message_itself_is_set_right_in_its_place_and_disturbs_nobody_who_writes_or_chooses() {
    let screen = Screen::of("camille").await;
    let world = &screen.world;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4").await;
    let form =
        page.form("/spaces/ligne-4/posts").fill("kind", "poll").fill("title", "Quel jour").fill("body", "Dites.");
    let poll = hugo.submit(form.fill("options", "Mardi\nJeudi")).await.path;
    world.work().await;
    screen.open(&poll).await;
    listens(&screen).await;
    screen.find("#answer").await.send_keys("Je note").await.expect("words");
    let keep = "window.here = document.querySelector('.post-main > .voice');";
    screen.run(keep).await;
    let sees = |words: &str| {
        format!("return document.querySelector('.post-main').innerText.replaceAll('\u{a0}', ' ').includes('{words}')")
    };
    // Votes are told, and nothing else is drawn anew.
    world.browser("thomas").await.post(&format!("{poll}/votes"), &[("choice", "1")]).await.expect_status(200);
    world.browser("claire").await.post(&format!("{poll}/reactions"), &[("word", "thanks")]).await;
    world.work().await;
    screen.until("the vote", &sees("1 votant")).await;
    assert_eq!(screen.run("return window.here.isConnected").await, Value::Bool(true), "the words were drawn anew");
    // The words are others now; what is being chosen stays as it is.
    screen.find("input[name=choice][value='2']").await.click().await.expect("a click");
    screen.find("#answer").await.click().await.expect("a click");
    let edit = format!("{poll}/edit");
    let page = hugo.get(&edit).await;
    hugo.submit(page.form(&edit).fill("title", "Quel jour, vraiment").fill("body", "Dites-le vite.")).await;
    world.browser("claire").await.post(&format!("{poll}/votes"), &[("choice", "1")]).await.expect_status(200);
    world.work().await;
    screen.until("the title", &sees("Quel jour, vraiment")).await;
    screen.until("the words", &sees("Dites-le vite.")).await;
    let state = "return document.querySelector('input[name=choice]:checked').value
        + document.querySelector('#answer').value + document.activeElement.id";
    assert_eq!(screen.run(state).await, Value::from("2Je noteanswer"));
    // Taken back, it can be read no more.
    hugo.post(&format!("{poll}/deletion"), &[]).await.expect_status(200);
    world.work().await;
    screen.until("its end", "return !document.querySelector('.post-main > .voice')").await;
    assert_eq!(screen.run("return document.querySelector('#answer').value").await, Value::from("Je note"));
    screen.close().await;
}

#[actix_web::test]
async fn the_counts_and_the_feed_move_and_end_with_the_session() {
    let screen = Screen::of("camille").await;
    let world = &screen.world;
    world.work().await;
    screen.open("/spaces/ligne-4").await;
    listens(&screen).await;
    let count = "return document.querySelector('.wing [data-live-count$=\"0004\"]').innerText.trim()";
    assert_eq!(screen.run(count).await, Value::from(""));
    world.pass(chrono::Duration::minutes(1));
    publish(world, "marc", "vie-de-la-maison").await;
    screen.until("the count", &format!("{count}.startsWith('1')")).await;
    publish(world, "hugo", "ligne-4").await;
    publish(world, "thomas", "ligne-4").await;
    let pill = "return document.querySelector('#fresh').innerText.replaceAll('\u{a0}', ' ').trim()";
    screen.until("the pill", &format!("{pill} === '2 nouveaux messages'")).await;
    let leads = "return document.querySelector('#fresh a').href === location.href";
    assert_eq!(screen.run(leads).await, Value::Bool(true), "to the feed as it is now");
    // Signed out elsewhere: the stream is over, and nobody asks for another.
    world.execute("delete from sessions").await;
    until(world, |world| world.app.live.streams() == 0).await;
    screen.close().await;
}

/// Waits until the page has its stream.
async fn listens(screen: &Screen) {
    until(&screen.world, |world| world.app.live.streams() == 1).await;
}

async fn until(world: &World, so: impl Fn(&World) -> bool) {
    let waiting = async {
        while !so(world) {
            world.count("select 1::bigint").await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(8), waiting).await.expect("it never came");
}

async fn answer(world: &World, who: &str, words: &str) {
    let mut somebody = world.browser(who).await;
    let page = somebody.get(BOBINES).await;
    somebody.submit(page.form(&format!("{BOBINES}/comments")).fill("body", words)).await.expect(words);
    world.work().await;
}

async fn publish(world: &World, who: &str, space: &str) {
    let mut somebody = world.browser(who).await;
    let page = somebody.get(&format!("/posts/new?space={space}")).await;
    somebody
        .submit(page.form(&format!("/spaces/{space}/posts")).fill("body", "Du nouveau."))
        .await
        .expect("Du nouveau.");
    world.work().await;
}

/// Goes from stop to stop until the wished one has the focus.
async fn tab_to(screen: &Screen, css: &str) {
    for _ in 0..40 {
        if screen.run(&format!("return document.activeElement.matches('{css}')")).await == Value::Bool(true) {
            let ring = "const s = getComputedStyle(document.activeElement);
                return s.outlineStyle !== 'none' || s.boxShadow !== 'none'";
            assert_eq!(screen.run(ring).await, Value::Bool(true), "{css} shows no focus");
            return;
        }
        screen.press(TAB).await;
    }
    panic!("no key leads to {css}");
}
