//! What a letter says beside the words: who wrote them, as far as the reader may know; what was said just before; how to
//! answer.

use chrono::Duration;

use super::{CLAIRE, COMMENTS, THREAD, answer, publish, says};
use crate::support::{Browser, World};

const CONFIRMED: &str = "0f000000-0000-7000-8000-000000000001";

async fn answer_to(browser: &mut Browser, parent: &str, body: &str) {
    let thread = browser.get(&format!("{THREAD}?reply={parent}")).await;
    browser.submit(thread.form(COMMENTS).fill("body", body)).await.expect(body);
}

#[actix_web::test]
async fn a_letter_says_what_its_author_does_as_far_as_its_reader_may_know() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Presse 3", "Lundi, @camille.vasseur ?").await;
    let letters = world.letters().await;
    let to = |who: &str| letters.iter().find(|letter| letter.to.1.starts_with(who)).expect("a letter");
    assert!(says(to("claire@"), "\nAcheteur matières, Ateliers Brévent, 10 h 00\n"), "{}", to("claire@").text);
    assert!(to("claire@").html.replace('\u{a0}', " ").contains(">Acheteur matières, Ateliers Brévent, 10 h 00<"));
    assert!(says(to("camille@"), "\nAcheteur matières, 10 h 00\n"), "{}", to("camille@").text);
    // In a space of the house no line says who else reads, and the place stands with the author.
    let mut marc = world.browser("marc").await;
    let feed = marc.get("/spaces/vie-de-la-maison").await;
    let form =
        feed.form("/spaces/vie-de-la-maison/posts").fill("title", "Fête").fill("body", "@thomas.perrin, venez !");
    marc.submit(form).await.expect("Fête");
    let letters = world.letters_to("thomas@brevent.example").await;
    let fair = letters.iter().find(|letter| letter.subject.contains("Fête")).expect("a letter");
    assert!(says(fair, "\nDirecteur général, Vie de la maison, 10 h 00\n"), "{}", fair.text);
    // Whom a guest meets nowhere any more is a name in a thread, and no more than that in a letter.
    world.pass(Duration::hours(10));
    publish(&mut world.browser("thomas").await, "Le soir", "Tard.").await;
    world.letters().await;
    world.execute("delete from memberships where person_id = '0b000000-0000-7000-8000-000000000003'").await;
    world.pass(Duration::hours(13));
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Thomas Perrin") && says(&letters[0], "Tard."), "{}", letters[0].text);
    assert!(!says(&letters[0], "Chef de projet") && !letters[0].html.contains("Chef de projet"));
}

#[actix_web::test]
async fn a_letter_about_an_answer_says_shortly_what_was_said_just_before() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    answer(&mut hugo, "Vendredi convient.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Juste avant\nClaire Morel (Acier Duval) :\nJe confirme."), "{}", letters[0].text);
    assert!(letters[0].html.contains("Juste avant") && letters[0].html.contains("Je confirme."));
    // An answer to an answer comes after that one, whatever was said meanwhile.
    world.pass(Duration::minutes(1));
    answer_to(&mut hugo, CONFIRMED, "Merci.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Claire Morel (Acier Duval) :\nJe confirme."), "{}", letters[0].text);
    // A long one is cut, and what was removed meanwhile is said to nobody.
    world.pass(Duration::minutes(1));
    let long = "une bobine ".repeat(100);
    world.execute(&format!("update comments set body = '{long}' where id = '{CONFIRMED}'")).await;
    answer_to(&mut hugo, CONFIRMED, "Très bien.").await;
    let letters = world.letters_to(CLAIRE).await;
    let cut = letters[0].text.split("Juste avant").nth(1).expect("what was said");
    let cut = cut.lines().nth(2).expect("its words");
    assert!(cut.ends_with('…') && cut.chars().count() < 250, "{cut}");
    world.pass(Duration::hours(10));
    answer_to(&mut hugo, CONFIRMED, "À demain.").await;
    world.letters().await;
    world.execute(&format!("update comments set deleted_at = '2026-11-23Z' where id = '{CONFIRMED}'")).await;
    world.pass(Duration::hours(13));
    let letters = world.letters_to(CLAIRE).await;
    let letter = letters.iter().find(|letter| says(letter, "À demain.")).expect("a letter");
    assert!(!says(letter, "Juste avant") && !says(letter, "bobine b") && !letter.html.contains("une bobine"));
}

#[actix_web::test]
async fn the_first_answer_comes_after_the_message_and_a_message_after_nothing() {
    let world = World::settled().await;
    world.execute(&format!("update comments set deleted_at = '2026-11-23Z' where id = '{CONFIRMED}'")).await;
    let mut hugo = world.browser("hugo").await;
    answer(&mut hugo, "Vendredi convient.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Juste avant\nHugo Lambert :\nLes bobines partent vendredi."), "{}", letters[0].text);
    publish(&mut hugo, "Presse 3", "Lundi.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Lundi.") && !says(&letters[0], "Juste avant"));
    // Where letters say nothing of what was written, they say nothing of what was written before.
    world.execute("update spaces set discreet = true where slug = 'ligne-4'").await;
    answer(&mut hugo, "Samedi, alors.").await;
    let letters = world.letters_to(CLAIRE).await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {}", letters.len()) };
    for words in ["Juste avant", "Vendredi convient.", "Samedi"] {
        assert!(!says(letter, words) && !letter.html.contains(words), "{words}");
    }
}

#[actix_web::test]
async fn a_letter_asks_for_an_answer_by_mail_only_where_mail_comes_in() {
    let asks = ["ou répondez à ce mail.", "-- Écrivez votre réponse au-dessus de cette ligne --"];
    for is_open in [true, false] {
        let world = World::settled().await;
        let world = if is_open { world } else { world.without_a_door() };
        answer(&mut world.browser("hugo").await, "Vendredi convient.").await;
        let letters = world.letters_to(CLAIRE).await;
        assert!(says(&letters[0], "Vendredi convient."));
        for words in asks {
            assert_eq!(says(&letters[0], words), is_open, "{words}");
        }
        let visible = ["ou répondez à ce mail.", "votre réponse ira dans le fil."];
        for words in visible {
            assert_eq!(letters[0].html.contains(words), is_open, "{words}");
        }
        let threading = letters[0].threading.as_ref().expect("headers");
        assert_eq!(threading.reply_to.is_some(), is_open);
    }
}
