//! What goes by mail: to whom, when, how often, and what it says.

mod said;
mod travelling;

use actix_web::test::TestRequest;
use chrono::Duration;
use parvis::mail::Written;

use crate::support::{Browser, World};

pub const CLAIRE: &str = "claire@acier-duval.example";
const CAMILLE: &str = "camille@brevent.example";
const POSTS: &str = "/spaces/ligne-4/posts";
const COMMENTS: &str = "/posts/0e000000-0000-7000-8000-000000000001/comments";
const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
pub const SETTINGS: &str = "/settings/notifications";

pub async fn publish(browser: &mut Browser, title: &str, body: &str) -> String {
    let feed = browser.get("/spaces/ligne-4").await;
    let thread = browser.submit(feed.form(POSTS).fill("title", title).fill("body", body)).await;
    thread.expect(title);
    thread.path
}

async fn answer(browser: &mut Browser, body: &str) {
    let thread = browser.get(THREAD).await;
    browser.submit(thread.form(COMMENTS).fill("body", body)).await.expect_status(200);
}

fn header<'a>(letter: &'a Written, of: impl Fn(&'a parvis::mail::Threading) -> &'a str) -> &'a str {
    of(letter.threading.as_ref().expect("a letter about something"))
}

fn stop_path(letter: &Written) -> String {
    header(letter, |threading| &threading.unsubscribe).replace("http://localhost:8080", "")
}

/// What a letter says, spaces as one types them.
fn says(letter: &Written, words: &str) -> bool {
    letter.text.replace(['\u{a0}', '\u{202f}'], " ").contains(words)
}

#[actix_web::test]
async fn a_guest_reads_each_message_in_their_mailbox_at_once_and_nobody_else_s_address() {
    let world = World::settled().await;
    publish(&mut world.browser("hugo").await, "Presse 3", "Elle **tourne** lundi, voir [le plan](/spaces/ligne-4).")
        .await;
    let letters = world.letters().await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {letters:?}") };
    assert_eq!(letter.to.1, CLAIRE);
    assert_eq!(letter.subject, "[Ligne 4] Presse 3");
    assert!(says(letter, "Hugo Lambert écrit dans Ligne 4") && says(letter, "Elle **tourne** lundi"));
    assert!(says(letter, "Ligne 4, ouvert à l’extérieur."), "the audience is said");
    assert!(
        letter.html.contains("<strong>tourne</strong>")
            && letter.html.contains("href=\"http://localhost:8080/spaces/ligne-4\"")
    );
    assert!(!letter.html.contains("<img") && letter.html.contains("prefers-color-scheme: dark"));
    for who in ["hugo@", "camille@", "thomas@", "@brevent.example"] {
        assert!(!letter.text.contains(who) && !letter.html.contains(who), "{who}");
    }
    let threading = letter.threading.as_ref().expect("its headers");
    assert!(threading.message_id.starts_with("<m.") && threading.in_reply_to.is_none());
    assert_eq!(threading.from.as_deref(), Some("Hugo Lambert (via Parvis)"));
    assert_eq!(threading.list.as_ref().expect("a list").phrase, "ligne-4");
    assert!(world.letters().await.is_empty(), "once");
    assert_eq!(world.count("select count(*) from deliveries where state = 'sent' and way = 'at_once'").await, 1);
}

#[actix_web::test]
async fn an_answer_stands_under_its_message_in_the_mailbox_too() {
    let world = World::settled().await;
    answer(&mut world.browser("hugo").await, "Vendredi convient.").await;
    let letters = world.letters().await;
    let to_claire = letters.iter().find(|letter| letter.to.1 == CLAIRE).expect("a letter to Claire");
    assert_eq!(to_claire.subject, "Re: [Ligne 4] Bobines décalées");
    let threading = to_claire.threading.as_ref().expect("its headers");
    assert_eq!(threading.in_reply_to.as_ref(), threading.references.first());
    assert_ne!(Some(&threading.message_id), threading.in_reply_to.as_ref());
}

#[actix_web::test]
async fn letters_speak_english_to_who_does() {
    let world = World::settled().await;
    world.execute("update people set language = 'en' where handle = 'claire.morel'").await;
    publish(&mut world.browser("hugo").await, "Presse 3", "Lundi.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(says(&letters[0], "Hugo Lambert writes in Ligne 4") && says(&letters[0], "No more mail from this space"));
}

#[actix_web::test]
async fn quiet_hours_hold_the_letter_and_not_the_work() {
    let world = World::settled().await;
    world.pass(Duration::hours(10)); // 20 h in Paris
    publish(&mut world.browser("hugo").await, "Le soir", "Tard.").await;
    assert!(world.letters().await.is_empty());
    world.browser("claire").await.get("/spaces/ligne-4").await.expect("Le soir");
    world.execute("update notifications set read_at = null").await;
    world.pass(Duration::hours(11)); // 7 h
    assert!(world.letters_to(CLAIRE).await.is_empty());
    world.pass(Duration::hours(1));
    let letters = world.letters_to(CLAIRE).await;
    assert_eq!(letters.len(), 1);
    // Whoever widens their silence meanwhile is left in peace.
    world.pass(Duration::hours(12));
    publish(&mut world.browser("hugo").await, "Encore", "Tard.").await;
    world.letters().await;
    let silent = "insert into preferences (person_id, reachable) select id, '{0,0,0,0,0,0,0,0,540,600,0,0,0,0}' from people \
        where handle = 'claire.morel'";
    world.execute(silent).await;
    world.pass(Duration::hours(13)); // Wednesday: silent now
    assert!(world.letters_to(CLAIRE).await.is_empty());
    world.pass(Duration::days(2)); // Friday, half past nine
    assert_eq!(world.letters_to(CLAIRE).await.len(), 1);
}

#[actix_web::test]
async fn a_burst_is_one_letter_in_order() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    for n in 1..=3 {
        publish(&mut hugo, &format!("Message {n}"), "Un.").await;
        assert_eq!(world.letters_to(CLAIRE).await.len(), 1);
        world.pass(Duration::minutes(1));
    }
    for n in 4..=6 {
        publish(&mut hugo, &format!("Message {n}"), "Encore.").await;
        assert!(world.letters_to(CLAIRE).await.is_empty(), "more than a few within the hour wait for one another");
        world.pass(Duration::minutes(1));
    }
    world.pass(Duration::minutes(30));
    let letters = world.letters_to(CLAIRE).await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {}", letters.len()) };
    assert_eq!(letter.subject.replace('\u{a0}', " "), "[Ligne 4] 3 nouveaux messages");
    let at = |words: &str| letter.text.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(at("Message 4") < at("Message 5") && at("Message 5") < at("Message 6"));
    assert_eq!(world.count("select count(distinct message_id) from deliveries where state = 'sent'").await, 4);
}

#[actix_web::test]
async fn what_was_read_on_parvis_meanwhile_does_not_come_by_mail() {
    let world = World::settled().await;
    world.pass(Duration::hours(10));
    let path = publish(&mut world.browser("hugo").await, "Lu", "Déjà.").await;
    world.letters().await;
    world.browser("claire").await.get(&path).await.expect("Déjà.");
    super::feeds::eventually(&world, "select count(*) from notifications where read_at is not null").await;
    world.pass(Duration::hours(13));
    assert!(world.letters_to(CLAIRE).await.is_empty());
    assert_eq!(world.count("select count(*) from deliveries where state = 'skipped'").await, 1);
}

/// Leaks T-37 and T-38: who lost access, or what was taken out of sight, between the telling and the sending.
#[actix_web::test]
async fn nothing_goes_to_who_sees_it_no_more_and_what_was_edited_goes_as_edited() {
    let world = World::settled().await;
    world.pass(Duration::hours(10));
    let mut hugo = world.browser("hugo").await;
    let path = publish(&mut hugo, "Prix", "Douze euros.").await;
    let removed = publish(&mut hugo, "Retiré", "Rien à lire.").await;
    world.letters().await;
    assert_eq!(world.count("select count(*) from deliveries where state = 'waiting' and way = 'at_once'").await, 2);
    let edit = hugo.get(&format!("{path}/edit")).await;
    hugo.submit(edit.form(&format!("{path}/edit")).fill("body", "Treize euros.")).await.expect("Treize");
    hugo.post(&format!("{removed}/deletion"), &[]).await.expect_status(200);
    world.pass(Duration::hours(13));
    let letters = world.letters_to(CLAIRE).await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {}", letters.len()) };
    assert!(says(letter, "Treize euros.") && !says(letter, "Douze") && !says(letter, "Retiré"));
    world.pass(Duration::hours(10));
    publish(&mut hugo, "Après", "Le départ.").await;
    world.letters().await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    assert_eq!(world.count("select count(*) from deliveries where state = 'waiting' and way = 'at_once'").await, 0);
    world.pass(Duration::hours(13));
    assert!(world.letters_to(CLAIRE).await.iter().all(|letter| !says(letter, "Après")));
}

/// Leak T-45: a guest gets exactly what their space's rule says; a guest of another space nothing.
#[actix_web::test]
async fn each_gets_what_they_chose_and_guests_elsewhere_nothing() {
    let world = World::settled().await;
    let mut claire = world.browser("claire").await;
    claire.post("/spaces/ligne-4/closeness", &[("level", "mine")]).await.expect_status(200);
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Pour tous", "Voilà.").await;
    assert!(world.letters().await.is_empty(), "neither Claire, nor Léa, nor Odile, nor Paul");
    answer(&mut claire, "Je suis là.").await;
    assert!(world.letters_to(CLAIRE).await.is_empty(), "nobody hears of themselves");
    answer(&mut hugo, "Et vous ?").await;
    assert_eq!(world.letters_to(CLAIRE).await.len(), 1, "her thread");
    claire.post("/spaces/ligne-4/closeness", &[("level", "nothing")]).await.expect_status(200);
    answer(&mut hugo, "Toujours là ?").await;
    assert!(world.letters_to(CLAIRE).await.is_empty());
}

#[actix_web::test]
async fn a_letter_without_content_says_where_and_from_whom() {
    let world = World::settled().await;
    world.execute("update spaces set discreet = true where slug = 'ligne-4'").await;
    publish(&mut world.browser("hugo").await, "Prix secret", "Douze euros.").await;
    let letters = world.letters_to(CLAIRE).await;
    let letter = &letters[0];
    assert_eq!(letter.subject, "[Ligne 4] Hugo Lambert écrit dans Ligne 4");
    for words in ["Prix secret", "Douze"] {
        assert!(!letter.text.contains(words) && !letter.html.contains(words) && !letter.subject.contains(words));
    }
    assert!(letter.html.contains("Le message se lit sur Parvis."));
}

/// Leak T-39: the digest is made by the sight of its reader, and by nobody else's.
#[actix_web::test]
async fn the_digest_tells_once_what_is_unread_and_visible_and_what_went_at_once_not_again() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Du nouveau", "Lundi.").await;
    let seen = publish(&mut hugo, "Déjà vu", "Mardi.").await;
    let gone = publish(&mut hugo, "Effacé", "Mercredi.").await;
    answer(&mut hugo, "@camille.vasseur d’accord ?").await;
    let letters = world.letters_to(CAMILLE).await;
    assert_eq!(letters.len(), 1, "the mention, at once");
    let mut camille = world.browser("camille").await;
    camille.get(&seen).await.expect("Mardi.");
    hugo.post(&format!("{gone}/deletion"), &[]).await.expect_status(200);
    super::feeds::eventually(&world, "select count(*) from thread_marks").await;
    world.pass(Duration::days(6) + Duration::hours(21)); // Monday, 7 h
    assert!(world.letters_to(CAMILLE).await.is_empty());
    world.pass(Duration::minutes(31));
    let letters = world.letters_to(CAMILLE).await;
    let [digest] = letters.as_slice() else { panic!("one digest, not {letters:?}") };
    assert!(digest.subject.replace('\u{a0}', " ").starts_with("Votre résumé, lundi 30 novembre"), "{}", digest.subject);
    assert!(says(digest, "Bonjour Camille.") && says(digest, "Du nouveau"));
    for words in ["Déjà vu", "Effacé", "d’accord ?", "Avant l’horizon", "Rachat"] {
        assert!(!says(digest, words), "{words}");
    }
    assert_eq!(world.count("select count(*) from deliveries d join people p on p.id = person_id where handle = 'camille.vasseur' group by item_id order by 1 desc limit 1").await, 1);
    world.pass(Duration::hours(1));
    assert!(world.letters_to(CAMILLE).await.is_empty());
    world.pass(Duration::days(7));
    assert!(world.letters_to(CAMILLE).await.is_empty(), "nothing new, no letter");
}

#[actix_web::test]
async fn a_link_in_a_letter_stops_it_by_a_post_without_signing_in_and_looking_stops_nothing() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Un", "Un.").await;
    let letters = world.letters_to(CLAIRE).await;
    let path = stop_path(&letters[0]);
    let mut nobody = world.nobody().await;
    let page = nobody.get(&path).await;
    page.expect("Rien ne change tant que vous n’appuyez pas sur un bouton.");
    assert!(!page.says("Ligne 4") && !page.says("Claire"), "the page names nothing");
    publish(&mut hugo, "Deux", "Deux.").await;
    assert_eq!(world.letters_to(CLAIRE).await.len(), 1, "looking stops nothing");
    for _ in 0..2 {
        // As a mail program sends it: no cookie, no origin (RFC 8058).
        let one_click = TestRequest::post()
            .uri(&path)
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload("List-Unsubscribe=One-Click")
            .to_request();
        let answer = nobody.sent(&path, one_click).await;
        assert_eq!(answer.status.as_u16(), 200);
        answer.expect("Vous ne recevrez plus de mails de cet espace.");
    }
    publish(&mut hugo, "Trois", "Trois.").await;
    assert!(world.letters_to(CLAIRE).await.is_empty());
    for wrong in ["u.aaaa", "x", "%2e%2e", &path.replace("/unsubscriptions/", "").replace('a', "b")] {
        nobody.get(&format!("/unsubscriptions/{wrong}")).await.expect_status(404);
    }
    // The same freedom holds nowhere else.
    let foreign = TestRequest::post().uri("/sign-out").to_request();
    assert_eq!(nobody.sent("/sign-out", foreign).await.status.as_u16(), 403);
    world.execute("update people set mail_epoch = 1").await;
    nobody.get(&path).await.expect_status(404);
}

#[actix_web::test]
async fn the_page_of_the_link_offers_the_thread_the_space_and_everything() {
    let world = World::settled().await;
    answer(&mut world.browser("claire").await, "Je suis là.").await;
    world.letters().await;
    answer(&mut world.browser("hugo").await, "Vendredi ?").await;
    let letters = world.letters_to(CLAIRE).await;
    let thread = letters[0].text.split("http://localhost:8080/unsubscriptions/").nth(1).expect("a link");
    let path = format!("/unsubscriptions/{}", thread.split_whitespace().next().expect("a token"));
    let mut nobody = world.nobody().await;
    nobody.get(&path).await.expect("Ne plus suivre ce fil");
    nobody.post(&path, &[("what", "thread")]).await.expect("Vous ne recevrez plus de mails de ce fil.");
    assert_eq!(
        world
            .count("select count(*) from follows join people on people.id = person_id where attention = 'muted'")
            .await,
        1
    );
    nobody.post(&path, &[("what", "everything")]).await.expect("Vous ne recevrez plus de mails sur ce qui s’écrit.");
    let page = world.browser("claire").await.get(SETTINGS).await;
    page.expect("Rien ne vous parvient par mail aussitôt ; le reste vous attend sur Parvis.");
}

#[actix_web::test]
async fn who_answers_for_a_guest_may_be_spared_the_letters_about_their_end_and_the_guest_not() {
    let world = World::settled().await;
    world.execute("insert into ways select id, 'ending', 'never' from people where handle = 'hugo.lambert'").await;
    world.pass(Duration::days(114)); // fourteen days before
    let letters = world.letters().await;
    let about = |who: &str| letters.iter().filter(|letter| letter.to.1 == who).count();
    assert_eq!((about(CLAIRE), about("hugo@brevent.example")), (1, 0));
}
