//! Mail that comes in: what becomes of it, and of whom nobody is fooled.

mod between;
mod machines;
mod order;
mod receipts;
mod signatures;
mod wishes;

use std::sync::Arc;

use actix_web::web::Data;
use chrono::Duration;
use parvis::app::App;
use parvis::mail::address::Signed;
use parvis::mail::incoming::dns::Dns;

use crate::support::World;
use crate::support::post::Message;

const CAMILLE: &str = "0b000000-0000-7000-8000-000000000001";
const CLAIRE: &str = "0b000000-0000-7000-8000-000000000006";
const LEA: &str = "0b000000-0000-7000-8000-000000000007";
const BOBINES: &str = "0e000000-0000-7000-8000-000000000001";
const FORMATS: &str = "0e000000-0000-7000-8000-000000000004";

const FROM_CAMILLE: &str = "Camille Vasseur <camille@brevent.example>";
const FROM_CLAIRE: &str = "Claire Morel <claire@acier-duval.example>";
const FROM_LEA: &str = "Léa Fontaine <lea@pelican.example>";
const FROM_PAUL: &str = "Paul Girard <paul@brevent.example>";

async fn answer(world: &World, from: &str, of: &str, words: &str) -> Message {
    let (address, id) = world.reply_address(of, BOBINES).await;
    Message::new(from, &address).subject("Re: Bobines décalées").answers(&id).says(words)
}

async fn comments(world: &World, words: &str) -> Vec<String> {
    let said =
        "select split_part(p.email, '@', 1) from comments c join people p on p.id = c.author_id where c.body = $1";
    world.query(said, &[&words]).await.iter().map(|row| row.get(0)).collect()
}

async fn path_of(world: &World, title: &str) -> String {
    let id: uuid::Uuid = world.query("select id from posts where title = $1", &[&title]).await[0].get(0);
    format!("/posts/{id}")
}

async fn posts(world: &World) -> i64 {
    world.count("select count(*) from posts").await
}

fn one(state: &str, reason: &str) -> Vec<(String, String)> {
    vec![(state.to_owned(), reason.to_owned())]
}

#[actix_web::test]
async fn an_answer_by_mail_is_an_answer_and_its_quotation_is_folded() {
    let world = World::settled().await;
    let words =
        "Vendredi convient.\n\nLe 20 nov. 2026 à 08:00, Hugo Lambert a écrit :\n> Les bobines partent vendredi.\n";
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, words).await.id("<1@acier-duval.example>")).await;
    assert_eq!(world.ledger().await, one("published", ""));
    assert_eq!(comments(&world, "Vendredi convient.").await, ["claire"]);
    let told = world.count("select count(*) from notifications where comment_id is not null").await;
    assert!(told > 0, "colleagues are told of it as of any answer");
    let thread = world.browser("camille").await.get(&format!("/posts/{BOBINES}")).await;
    thread.expect("Vendredi convient.");
    thread.expect("par mail");
    let folded = "select folded from mailed";
    let folded: Option<String> = world.query(folded, &[]).await[0].get(0);
    assert!(folded.is_some_and(|folded| folded.contains("Les bobines partent vendredi")));
}

#[actix_web::test]
async fn a_mail_to_a_space_is_a_post_with_its_files_and_keeps_its_id() {
    let world = World::settled().await;
    let body = "--b\nContent-Type: text/plain; charset=utf-8\n\nVoici le plan.\n--b\nContent-Type: text/plain; name=\"plan.txt\"\n\
                Content-Disposition: attachment; filename=\"plan.txt\"\n\nTrois presses.\n--b--\n";
    let message = Message::new(FROM_CAMILLE, "ligne-4")
        .subject("Plan de presse")
        .id("<plan@brevent.example>")
        .head("Cc", "Gus <gus@ailleurs.example>, Claire <claire@acier-duval.example>")
        .head("Content-Type", "multipart/mixed; boundary=b")
        .says(body);
    world.arrives(&message).await;
    assert_eq!(world.ledger().await, one("published", ""));
    let row = &world
        .query("select p.title, p.body, m.message_id from mailed m join posts p on p.id = m.post_id", &[])
        .await[0];
    let (title, body, id): (String, String, String) = (row.get(0), row.get(1), row.get(2));
    assert_eq!((&*title, &*body, &*id), ("Plan de presse", "Voici le plan.", "<plan@brevent.example>"));
    assert_eq!(world.count("select count(*) from files where name = 'plan.txt' and post_id is not null").await, 1);
    let mut camille = world.browser("camille").await;
    let path = path_of(&world, "Plan de presse").await;
    let thread = camille.get(&path).await;
    thread.expect("plan.txt");
    thread.expect("Gus");
    assert!(!thread.body.contains("claire@acier-duval.example"), "she is here");
    // An answer to that id, from another mailbox, finds the thread.
    let answer = Message::new(FROM_CLAIRE, "ligne-4").subject("RE: Plan de presse").answers("<plan@brevent.example>");
    world.arrives(&answer.says("Bien reçu.\n")).await;
    assert_eq!(comments(&world, "Bien reçu.").await, ["claire"]);
}

#[actix_web::test]
async fn a_forged_sender_publishes_nothing_whatever_address_it_knows() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let (address, id) = world.reply_address(CAMILLE, BOBINES).await;
    let mails = [
        Message::new(FROM_CAMILLE, "ligne-4").subject("Virement").says("Changez l’IBAN.\n").unproved(),
        Message::new(FROM_CAMILLE, &address).subject("Re: x").answers(&id).says("Changez l’IBAN.\n").unproved(),
        Message::new("\"camille@brevent.example\" <x@inconnu.example>", "ligne-4").says("Changez l’IBAN.\n"),
        Message::new("Camille <camille@brevent.example>, x@inconnu.example", "ligne-4").says("Changez l’IBAN.\n"),
        Message::new("camille@brévent.example", &address).answers(&id).says("Changez l’IBAN.\n"),
        Message::new(FROM_CAMILLE, &address).answers(&id).says("> Changez l’IBAN.\n").unproved(),
    ];
    for mail in &mails {
        world.arrives(mail).await;
    }
    let states: Vec<String> = world.ledger().await.into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, vec!["held"; mails.len()], "{:?}", world.ledger().await);
    assert_eq!(posts(&world).await, before);
    assert!(comments(&world, "Changez l’IBAN.").await.is_empty());
    let told = world.letters_to("camille@brevent.example").await;
    assert!(told.iter().all(|letter| !letter.text.contains("IBAN")), "and nobody is answered in her name");
    // The same words from her own server are hers.
    world.arrives(&Message::new(FROM_CAMILLE, &address).answers(&id).says("Changez l’IBAN.\n")).await;
    assert_eq!(comments(&world, "Changez l’IBAN.").await, ["camille"]);
}

#[actix_web::test]
async fn a_reply_address_that_leaks_speaks_for_nobody_but_who_proves_to_be_somebody() {
    let world = World::settled().await;
    // Claire, proved, answers to Camille's address: her own words under her own name.
    world.arrives(&answer(&world, FROM_CLAIRE, CAMILLE, "De Claire.\n").await).await;
    assert_eq!(comments(&world, "De Claire.").await, ["claire"]);
    // Paul, proved, is not in the space; Léa neither, and proves nothing.
    world.arrives(&answer(&world, FROM_PAUL, CAMILLE, "De Paul.\n").await).await;
    world.arrives(&answer(&world, FROM_LEA, CAMILLE, "De Léa.\n").await).await;
    let ledger = world.ledger().await;
    assert_eq!(ledger[1], ("held".to_owned(), "not-member".to_owned()));
    assert_eq!(ledger[2], ("held".to_owned(), "anothers-address".to_owned()));
    assert!(comments(&world, "De Paul.").await.is_empty() && comments(&world, "De Léa.").await.is_empty());
    let letters = world.letters().await;
    for letter in &letters {
        assert!(!letter.text.contains("bobines"), "nothing of the thread is told to {}", letter.to.1);
    }
}

#[actix_web::test]
async fn a_guest_whose_domain_signs_nothing_may_answer_and_confirms_a_new_post_by_a_click() {
    let world = World::settled().await;
    let (address, id) = world.reply_address(LEA, FORMATS).await;
    // The address alone is not enough, nor an id of ours that was sent to nobody.
    world.arrives(&Message::new(FROM_LEA, &address).answers(&id).says("Sans lettre.\n").unproved()).await;
    assert_eq!(world.ledger().await, one("held", "unverified"));
    // Hugo writes by mail: the letter that Léa gets bears his id, and not one of ours.
    let hugo = "Hugo Lambert <hugo@brevent.example>";
    world
        .arrives(&Message::new(hugo, "emballage").subject("Gabarits").id("<g@brevent.example>").says("Combien ?\n"))
        .await;
    let letters = world.letters_to("lea@pelican.example").await;
    let letter = letters.iter().find(|letter| letter.subject.contains("Gabarits")).expect("a letter about it");
    let threading = letter.threading.as_ref().expect("its headers");
    assert_eq!(threading.message_id, "<g@brevent.example>");
    let address = threading.reply_to.as_ref().expect("where an answer goes").1.clone();
    let answer = Message::new(FROM_LEA, &address).answers("<g@brevent.example>").says("Deux gabarits.\n");
    world.arrives(&answer.unproved()).await;
    assert_eq!(comments(&world, "Deux gabarits.").await, ["lea"]);
    world.execute("delete from mail_recipients").await;
    assert_eq!(world.count("select count(*) from mailed where not is_proved").await, 1, "and it says so");
    world.letters().await;
    // Without a letter of ours to answer, the same is not enough.
    let message = Message::new(FROM_LEA, "emballage").subject("Essai").says("Le quatrième format.\n").unproved();
    world.arrives(&message).await;
    assert_eq!(world.ledger().await, one("held", "unverified"));
    let letters = world.letters_to("lea@pelican.example").await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {letters:?}") };
    assert!(letter.answering.is_some(), "nothing answers it");
    let link = letter.text.split_whitespace().find(|word| word.contains("/mail/confirmations/")).expect("a link");
    let path = link.replace("http://localhost:8080", "");
    let mut lea = world.nobody().await;
    let page = lea.get(&path).await;
    page.expect("Le quatrième format.");
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Essai'").await, 0, "looking confirms nothing");
    lea.submit(page.form(&path)).await.expect_status(200);
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Essai'").await, 1);
    lea.get(&path).await.expect_status(410);
    lea.post(&path, &[]).await.expect_status(410);
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Essai'").await, 1);
}

#[actix_web::test]
async fn the_same_mail_is_one_message_and_another_under_its_id_is_not_lost() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let message = Message::new(FROM_CAMILLE, "ligne-4").subject("Planning").id("<p@brevent.example>").says("Lundi.\n");
    world.arrives(&message).await;
    world.arrives(&message).await; // the very same bytes
    world.arrives(&message.clone().head("Received", "from a by b; Mon, 23 Nov 2026 09:00:01 +0000")).await;
    world.arrives(&message.clone().and_for("ligne-4+copie")).await; // one recipient more
    assert_eq!(posts(&world).await, before + 1);
    let ledger = world.ledger().await;
    assert_eq!(ledger[0].0, "published");
    assert!(ledger[1..].iter().all(|(state, _)| state == "folded"), "{ledger:?}");
    world.arrives(&message.clone().says("Mardi, finalement.\n")).await;
    assert_eq!(posts(&world).await, before + 2, "another text is another message");
    // In another space it is a message of its own.
    world.arrives(&message.and_for("vie-de-la-maison")).await;
    assert_eq!(world.count("select count(*) from posts where title = 'Planning'").await, 3);
}

#[actix_web::test]
async fn an_answer_to_a_mail_that_went_to_two_spaces_stands_in_both_threads_and_never_elsewhere() {
    let world = World::settled().await;
    let message =
        Message::new(FROM_CAMILLE, "ligne-4").and_for("vie-de-la-maison").subject("Visite").id("<v@brevent.example>");
    world.arrives(&message.says("Jeudi.\n")).await;
    let before = posts(&world).await;
    let answer = Message::new("Camille <camille@brevent.example>", "ligne-4").and_for("vie-de-la-maison");
    world.arrives(&answer.answers("<v@brevent.example>").subject("Re: Visite").says("Vendredi, plutôt.\n")).await;
    assert_eq!(posts(&world).await, before, "no thread is split");
    assert_eq!(comments(&world, "Vendredi, plutôt.").await.len(), 2);
    // To whoever runs the domain, it is a matter between two, whatever it answers.
    let private = Message::new(FROM_CLAIRE, "postmaster").answers("<v@brevent.example>").says("Je me plains.\n");
    world.arrives(&private).await;
    assert!(comments(&world, "Je me plains.").await.is_empty());
    assert_eq!(world.ledger().await.last().map(|(state, _)| &**state), Some("held"));
}

#[actix_web::test]
async fn what_fails_at_one_recipient_does_not_keep_the_others_waiting() {
    let world = World::settled().await;
    let message = Message::new(FROM_CAMILLE, "ligne-4").and_for("vie-de-la-maison").subject("Deux").says("Mots.\n");
    // Nothing can be written in the first space while this stands.
    world
        .execute(
            "create function stop() returns trigger language plpgsql as $$ begin raise 'stop'; end $$; \
        create trigger stop before insert on posts for each row \
        when (new.space_id = '0c000000-0000-7000-8000-000000000001') execute function stop()",
        )
        .await;
    world.arrives(&message).await;
    let ledger = world.ledger().await;
    assert_eq!([&*ledger[0].0, &*ledger[1].0], ["new", "published"]);
    world.execute("drop trigger stop on posts").await;
    world.pass(Duration::minutes(5));
    world.work().await;
    assert_eq!(world.ledger().await[0].0, "published", "and it is tried again");
}

#[actix_web::test]
async fn old_mail_is_forgotten_and_what_waits_is_not() {
    let world = World::settled().await;
    world.arrives(&Message::new(FROM_CAMILLE, "ligne-4").subject("Vieux").says("Publié.\n")).await;
    world.arrives(&Message::new("X <x@inconnu.example>", "ligne-4").subject("Attend").says("Gardé.\n")).await;
    world
        .arrives(&Message::new(FROM_CLAIRE, "ligne-4").head("Auto-Submitted", "auto-replied").says("Absente.\n"))
        .await;
    world.pass(Duration::days(31));
    world.work().await;
    assert_eq!(world.count("select count(*) from mails").await, 2, "what a machine wrote is gone");
    world.pass(Duration::days(800));
    world.work().await;
    assert_eq!(world.count("select count(*) from mails where length(raw) > 0").await, 1);
    assert_eq!(world.count("select count(*) from mails where subject = 'Attend' and length(raw) > 0").await, 1);
}

#[actix_web::test]
async fn a_stranger_is_held_and_told_once_a_day_and_learns_nothing() {
    let world = World::settled().await;
    let mail = |words: &str| Message::new("X <x@inconnu.example>", "comite").subject("Offre").says(words);
    world.arrives(&mail("Première.\n")).await;
    world.arrives(&mail("Deuxième.\n")).await;
    let letters = world.letters_to("x@inconnu.example").await;
    assert_eq!(letters.len(), 1, "once a day");
    assert!(letters[0].text.contains("gardé") && !letters[0].text.contains("Comité"), "{}", letters[0].text);
    world.pass(Duration::days(1) + Duration::minutes(1));
    world.arrives(&mail("Troisième.\n")).await;
    assert_eq!(world.letters_to("x@inconnu.example").await.len(), 1, "and again the next day");
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'held'").await, 3, "none is lost");
}

#[actix_web::test]
async fn nobody_writes_by_mail_where_they_may_not_by_hand() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let cases = [
        (Message::new(FROM_PAUL, "ligne-4"), "not-member"),
        (Message::new(FROM_CLAIRE, "ligne-4-coulisse"), "no-address"),
        (Message::new(FROM_CLAIRE, "comite"), "no-address"),
        // Her access ended yesterday.
        (Message::new("Odile <odile@lemoine.example>", "ligne-4"), "unknown-sender"),
    ];
    for (n, (message, reason)) in cases.iter().enumerate() {
        world.arrives(&message.clone().subject(&format!("Essai {n}"))).await;
        assert_eq!(world.ledger().await[n], ("held".to_owned(), (*reason).to_owned()), "{n}");
    }
    assert_eq!(posts(&world).await, before);
    world.execute(&format!("update posts set comments_closed_at = '2026-11-22Z' where id = '{BOBINES}'")).await;
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "Trop tard ?\n").await).await;
    world
        .execute(&format!("update posts set deleted_at = '2026-11-22Z', deleted_by = author_id where id = '{BOBINES}'"))
        .await;
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "Et là ?\n").await).await;
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    world.arrives(&Message::new(FROM_CLAIRE, "ligne-4").subject("Archivé")).await;
    let ledger = world.ledger().await;
    let reasons: Vec<&str> = ledger[4..].iter().map(|(_, reason)| &**reason).collect();
    assert_eq!(reasons, ["closed", "removed", "archived"]);
    assert_eq!(posts(&world).await, before);
    assert_eq!(world.count("select count(*) from comments").await, 1);
}
