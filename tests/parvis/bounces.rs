//! Letters that do not arrive: what is tried again and for how long, whose address gets no more, and who learns of it.

use chrono::Duration;
use parvis::domain::ids::DeliveryId;
use parvis::domain::job::{self, Job};
use parvis::domain::kinds::Bounce;
use parvis::domain::suppression;
use parvis::mail::address::Signed;
use parvis::mail::incoming::{Ours, understood};
use parvis::mail::{Written, keys};

use super::deliveries::{CLAIRE, SETTINGS, publish};
use crate::support::World;
use crate::support::post::Message;
use crate::support::smtp::Server;

const HUGO_S_GUESTS: &str = "/spaces/ligne-4/guests";
const DOORS: &str = "/admin/mail/doors";

/// A server that takes letters away, and nobody's quiet hours.
async fn with_server() -> (World, Server) {
    let server = Server::start().await;
    let world = World::settled().await.sending_by(server.url());
    world.execute("insert into preferences (person_id, quiet) select id, false from people").await;
    (world, server)
}

async fn state(world: &World) -> String {
    let newest = "select state from deliveries d join people p on p.id = person_id \
        where p.handle = 'claire.morel' order by d.id desc limit 1";
    world.query(newest, &[]).await[0].get(0)
}

#[actix_web::test]
async fn a_busy_server_is_asked_later_and_later_for_two_days_and_then_no_more() {
    let (world, server) = with_server().await;
    server.says(Some("450 4.2.0 busy"));
    let thread = publish(&mut world.browser("hugo").await, "Presse 3", "Lundi.").await;
    let began = world.now();
    world.work().await;
    assert_eq!((server.asked(), state(&world).await.as_str()), (1, "waiting"));
    for (minutes, asked) in [(1, 2), (5, 3), (14, 3), (1, 4), (60, 5), (239, 5), (1, 6)] {
        world.pass(Duration::minutes(minutes));
        world.work().await;
        assert_eq!(server.asked(), asked, "after {minutes} more minutes");
    }
    let page = world.browser("hugo").await.get(&thread).await;
    page.expect("1 en attente");
    page.expect("serveur occupé, prochain essai");
    while state(&world).await == "waiting" {
        assert!(world.now() - began < Duration::hours(48), "it goes on for ever");
        world.pass(Duration::hours(1));
        world.work().await;
    }
    assert!(world.now() - began > Duration::hours(40));
    assert_eq!(state(&world).await, "failed");
    let said = world.query("select last_reply from deliveries where state = 'failed'", &[]).await;
    assert!(said[0].get::<_, String>(0).contains("4.2.0 busy"), "what the server said is kept");
    let page = world.browser("hugo").await.get(&thread).await;
    page.expect("1 mail non remis");
    page.expect("n’a pas pu être remis en deux jours");
    assert!(!page.says("refus"), "nobody refused it");
    let doors = world.browser("marc").await.get(DOORS).await;
    doors.expect("Aucune lettre ces sept derniers jours.");
    doors.expect("1 lettre n’a pas pu être remise en deux jours.");
    assert_eq!(world.count("select count(*) from suppressions").await, 0, "that is nothing against the address");
    assert_eq!(world.count("select count(*) from jobs where name like 'deliver-%' and attempts > 1").await, 0);
}

#[actix_web::test]
async fn what_was_busy_goes_when_it_is_not_and_under_the_same_name() {
    let (world, server) = with_server().await;
    server.says(Some("451 4.3.0 later"));
    publish(&mut world.browser("hugo").await, "Presse 3", "Lundi.").await;
    world.work().await;
    server.says(None);
    world.pass(Duration::minutes(1));
    world.work().await;
    assert_eq!(state(&world).await, "sent");
    let taken = server.taken();
    let [letter] = taken.as_slice() else { panic!("one letter, not {}", taken.len()) };
    assert_eq!(letter.to, CLAIRE);
    let addresses = keys::addresses(&world.app).await.expect("keys");
    let read = addresses.read(&letter.from).expect("a bounce address");
    let sent: uuid::Uuid = world.query("select id from deliveries where state = 'sent'", &[]).await[0].get(0);
    assert_eq!(read.signed, Signed::Bounce { letter: sent });
}

#[actix_web::test]
async fn an_address_that_does_not_exist_is_left_alone_after_two_letters_until_its_owner_says_that_it_works() {
    let (world, server) = with_server().await;
    server.says(Some("550 5.1.1 no such user"));
    let mut hugo = world.browser("hugo").await;
    let thread = publish(&mut hugo, "Un", "Un.").await;
    world.work().await;
    assert_eq!(state(&world).await, "refused");
    let own = hugo.get(&thread).await;
    for words in ["Remis à 2 personnes", "1 adresse refusée", "Claire Morel", "Prévenir autrement"] {
        own.expect(words);
    }
    for other in ["camille", "thomas", "claire"] {
        let page = world.browser(other).await.get(&thread).await;
        page.expect("Un.");
        assert!(!page.says("Remis à") && !page.says("adresse refusée"), "{other} is not its author");
    }
    let mut claire = world.browser("claire").await;
    assert!(!claire.get(SETTINGS).await.says("Vos mails reviennent"), "once may be chance");
    assert!(!hugo.get(HUGO_S_GUESTS).await.says("adresse refusée"));
    publish(&mut hugo, "Deux", "Deux.").await;
    world.work().await;
    let third = publish(&mut hugo, "Trois", "Trois.").await;
    world.work().await;
    assert_eq!(server.asked(), 2, "the third is not even tried");
    assert_eq!(state(&world).await, "refused");
    let own = hugo.get(&third).await;
    own.expect("1 mail non remis");
    own.expect("rien ne part vers cette adresse pour l’instant");
    world.browser("marc").await.get(DOORS).await.expect("2 refus ou retours sur 2 lettres");
    hugo.get(HUGO_S_GUESTS).await.expect("adresse refusée");
    assert!(!world.browser("camille").await.get(HUGO_S_GUESTS).await.says("adresse refusée"), "who answers for nobody");
    let settings = claire.get(SETTINGS).await;
    settings.expect("Vos mails reviennent");
    settings.expect("dit qu’elle n’existe pas");
    server.says(None);
    claire.submit(settings.form("/settings/notifications/address")).await.expect("Les mails reprennent.");
    assert!(!claire.get(SETTINGS).await.says("Vos mails reviennent"));
    publish(&mut hugo, "Quatre", "Quatre.").await;
    world.work().await;
    assert_eq!((server.taken().len(), state(&world).await.as_str()), (1, "sent"));
}

#[actix_web::test]
async fn what_is_wrong_with_our_own_server_is_nobody_s_fault() {
    let (world, server) = with_server().await;
    for answer in ["535 5.7.8 bad password", "554 5.7.1 relay access denied"] {
        server.says(Some(answer));
        publish(&mut world.browser("hugo").await, "Presse 3", "Lundi.").await;
        world.work().await;
        assert_eq!(state(&world).await, "waiting", "{answer}");
    }
    assert_eq!(world.count("select count(*) from bounces").await, 0);
}

#[actix_web::test]
async fn the_author_s_line_says_each_thing_that_becomes_of_a_letter_in_both_languages() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    let thread = publish(&mut hugo, "Presse 3", "Lundi.").await;
    let addresses = keys::addresses(&world.app).await.expect("keys");
    let letter = letter_of(&addresses, &world.letters_to(CLAIRE).await[0]);
    let busy =
        "state = 'waiting', sent_at = null, message_id = null, last_reply = '450 busy', due_at = '2026-11-23 10:00Z'";
    let sayings = [
        ("state = state", "dont 1 par mail", "Par mail, 1 personne", "1 of them by mail", "By mail, 1 person"),
        (busy, "1 en attente", "serveur occupé, prochain essai", "1 waiting", "server busy, next try"),
        (
            "state = 'failed', attempts = 16",
            "1 mail non remis",
            "n’a pas pu être remis en deux jours.",
            "1 letter not delivered",
            "could not be delivered in two days.",
        ),
        (
            "state = 'refused', attempts = 0",
            "1 mail non remis",
            "rien ne part vers cette adresse pour l’instant.",
            "1 letter not delivered",
            "nothing goes to this address for now.",
        ),
        (
            "state = 'refused', attempts = 1",
            "1 adresse refusée",
            "adresse refusée par son serveur.",
            "1 address refused",
            "address refused by its server.",
        ),
    ];
    for (set, line, note, line_en, note_en) in sayings {
        world.execute(&format!("update deliveries set {set} where id = '{letter}'")).await;
        for (language, line, note) in [("fr", line, note), ("en", line_en, note_en)] {
            world.execute(&format!("update people set language = '{language}'")).await;
            let page = hugo.get(&thread).await;
            page.expect(line);
            page.expect(note);
            page.expect("Claire Morel");
        }
    }
    let sent = "state = 'sent', message_id = 'x', sent_at = '2026-11-23Z'";
    world.execute(&format!("update deliveries set {sent} where id = '{letter}'")).await;
    bounced(&world, letter, Bounce::Soft).await;
    hugo.get(&thread).await.expect("came back undelivered.");
    world.browser("marc").await.get(DOORS).await.expect("1 refused or returned out of 1 letters");
}

fn letter_of(world_addresses: &parvis::mail::address::Addresses, letter: &Written) -> DeliveryId {
    let bounce = letter.threading.as_ref().and_then(|threading| threading.bounce.clone()).expect("a bounce address");
    match world_addresses.read(&bounce).expect("ours").signed {
        Signed::Bounce { letter } => letter.into(),
        other => panic!("{other:?}"),
    }
}

/// As the door does it when a bounce comes in.
async fn bounced(world: &World, letter: DeliveryId, kind: Bounce) {
    let db = &world.app.db;
    db.write(async |tx| job::enqueue(tx, &Job::Sweep).await).await.expect("a job");
    let leased = job::claim(db).await.expect("a job").expect("there is one");
    db.write(async |tx| suppression::bounced(tx, leased.claimed(), letter, kind).await).await.expect("counted");
    job::finish(db, leased).await.expect("done");
}

#[actix_web::test]
async fn a_bounce_counts_once_for_its_letter_and_a_forged_one_for_nobody() {
    let world = World::settled().await;
    let addresses = keys::addresses(&world.app).await.expect("keys");
    let mut hugo = world.browser("hugo").await;
    let thread = publish(&mut hugo, "Un", "Un.").await;
    let first = letter_of(&addresses, &world.letters_to(CLAIRE).await[0]);
    hugo.get(&thread).await.expect("Remis à 3 personnes, dont 1 par mail");
    for _ in 0..3 {
        bounced(&world, first, Bounce::Hard).await;
    }
    bounced(&world, DeliveryId::new(), Bounce::Hard).await;
    assert_eq!(world.count("select count(*) from bounces").await, 1);
    assert_eq!(world.count("select count(*) from suppressions").await, 0);
    hugo.get(&thread).await.expect("1 adresse refusée");
    publish(&mut hugo, "Deux", "Deux.").await;
    let second = letter_of(&addresses, &world.letters_to(CLAIRE).await[0]);
    bounced(&world, second, Bounce::Hard).await;
    publish(&mut hugo, "Trois", "Trois.").await;
    assert!(world.letters_to(CLAIRE).await.is_empty());
    world.browser("claire").await.get("/spaces/ligne-4").await.expect("Trois");
    // A link to sign in still goes out.
    let mut nobody = world.nobody().await;
    nobody.post("/sign-in/link", &[("email", CLAIRE)]).await;
    assert_eq!(world.letters_to(CLAIRE).await.len(), 1);
}

#[actix_web::test]
async fn a_complaint_is_enough_and_a_full_mailbox_is_left_alone_for_a_while() {
    let world = World::settled().await;
    world.execute("insert into preferences (person_id, quiet) select id, false from people").await;
    let addresses = keys::addresses(&world.app).await.expect("keys");
    let mut hugo = world.browser("hugo").await;
    for n in 1..=8 {
        publish(&mut hugo, &format!("Message {n}"), "Un.").await;
        world.pass(Duration::minutes(61));
        let letters = world.letters_to(CLAIRE).await;
        bounced(&world, letter_of(&addresses, letters.first().expect("a letter")), Bounce::Soft).await;
    }
    // The first of them weigh a little less by now.
    publish(&mut hugo, "Message 9", "Un.").await;
    let letters = world.letters_to(CLAIRE).await;
    bounced(&world, letter_of(&addresses, letters.first().expect("a letter")), Bounce::Soft).await;
    publish(&mut hugo, "Plein", "Un.").await;
    assert!(world.letters_to(CLAIRE).await.is_empty());
    world.browser("claire").await.get(SETTINGS).await.expect("sans doute pleine");
    world.pass(Duration::days(14) + Duration::minutes(1));
    publish(&mut hugo, "Vidé", "Un.").await;
    let letters = world.letters_to(CLAIRE).await;
    let last = letters.iter().find(|letter| letter.subject.contains("Vidé")).expect("it is tried again");
    bounced(&world, letter_of(&addresses, last), Bounce::Complaint).await;
    publish(&mut hugo, "Après", "Un.").await;
    assert!(world.letters_to(CLAIRE).await.is_empty());
    world.browser("claire").await.get(SETTINGS).await.expect("signalé comme indésirable");
}

#[test]
fn each_bounce_says_what_it_means_for_the_address() {
    for (path, raw) in super::incoming::messages() {
        let part =
            |part: Option<&std::ffi::OsStr>| part.and_then(std::ffi::OsStr::to_str).unwrap_or_default().to_owned();
        let (folder, name) = (part(path.parent().and_then(std::path::Path::file_name)), part(path.file_stem()));
        let Ok(understood) = understood(&raw, &Ours::default()) else { continue };
        let expected = match (folder.as_str(), name.as_str()) {
            ("bounce", "postfix" | "gmail" | "exim" | "qmail" | "sendmail") => Some(Bounce::Hard),
            ("bounce", "exchange-fr" | "no-null-sender") => Some(Bounce::Soft),
            ("bounce", "arf") => Some(Bounce::Complaint),
            ("bounce", "postfix-delayed") => None,
            ("bounce", other) => panic!("what does {other} mean?"),
            _ => None,
        };
        assert_eq!(understood.bounce(), expected, "{}", path.display());
    }
}

/// Scenarios 49, 51, 52 and 53, through the door.
#[actix_web::test]
async fn what_mail_systems_write_to_a_bounce_address_counts_and_is_neither_a_post_nor_answered() {
    let world = World::settled().await;
    let posts = world.count("select count(*) from posts").await;
    publish(&mut world.browser("hugo").await, "Un", "Un.").await;
    let letters = world.letters_to(CLAIRE).await;
    let bounce = letters[0].threading.as_ref().and_then(|threading| threading.bounce.clone()).expect("an address");
    let from_nobody = |to: &str, subject: &str, says: &str| {
        let daemon = Message::new("Mail Delivery System <mailer-daemon@mx.example>", to);
        daemon.subject(subject).says(says).without_envelope()
    };
    let forged = bounce.replace("@localhost", "a@localhost");
    let gone = "Sorry, no mailbox here by that name. (#5.1.1)\n";
    world.arrives(&from_nobody(&forged, "failure notice", gone)).await;
    world.arrives(&from_nobody(&bounce, "Delayed Mail (still being retried)", "THIS IS A WARNING ONLY.\n")).await;
    let away = Message::new("Claire Morel <claire@acier-duval.example>", &bounce).subject("Absente").without_envelope();
    world.arrives(&away.says("Je suis en congé.\n").head("Auto-Submitted", "auto-replied")).await;
    assert_eq!(world.count("select count(*) from bounces").await, 0);
    world.arrives(&from_nobody(&bounce, "failure notice", gone)).await;
    assert_eq!(world.count("select count(*) from bounces where kind = 'hard'").await, 1);
    assert_eq!(state(&world).await, "refused");
    assert_eq!(world.count("select count(*) from posts").await, posts + 1);
    assert!(world.letters().await.is_empty(), "nobody is answered");
}
