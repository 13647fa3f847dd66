//! What changes between two moments of a mail; and mail that has been here before.

use super::*;

const LEA_ENDS: &str = "update accesses set ended_at = '2026-11-23 09:00Z', end_reason = 'ended' \
    where email = 'lea@pelican.example'; delete from memberships where person_id = '0b000000-0000-7000-8000-000000000007'";
const CLAIRE_S_ACCESS: &str = "/accesses/0d000000-0000-7000-8000-000000000001/end";

#[actix_web::test]
async fn a_guest_whose_access_ends_before_their_mail_is_read_says_nothing_any_more() {
    let world = World::settled().await;
    let before = posts(&world).await;
    world.take(&answer(&world, FROM_CLAIRE, CLAIRE, "Trop tard ?\n").await).await;
    world.take(&answer(&world, FROM_CLAIRE, CLAIRE, "+1\n").await).await;
    world.take(&Message::new(FROM_CLAIRE, "ligne-4").subject("Trop tard")).await;
    world.browser("hugo").await.post(CLAIRE_S_ACCESS, &[]).await.expect_status(200);
    let letters = world.letters_to("claire@acier-duval.example").await;
    assert_eq!(world.ledger().await, vec![("held".to_owned(), "unknown-sender".to_owned()); 3]);
    assert_eq!((posts(&world).await, world.count("select count(*) from reactions").await), (before, 0));
    assert!(comments(&world, "Trop tard ?").await.is_empty());
    assert!(letters.iter().all(|letter| !letter.text.contains("bobines") && !letter.text.contains("Publié")));
}

#[actix_web::test]
async fn a_guest_whose_access_ends_before_they_confirm_publishes_nothing_by_the_click() {
    let world = World::settled().await;
    let mail = Message::new(FROM_LEA, "emballage").subject("Essai").says("Le quatrième format.\n").unproved();
    world.arrives(&mail).await;
    let [letter] = world.letters_to("lea@pelican.example").await.try_into().expect("one letter");
    let link = letter.text.split_whitespace().find(|word| word.contains("/mail/confirmations/")).expect("a link");
    world.execute(LEA_ENDS).await;
    let (path, mut lea) = (link.replace("http://localhost:8080", ""), world.nobody().await);
    lea.get(&path).await.expect_status(410);
    lea.post(&path, &[]).await.expect_status(410);
    let letters = world.letters_to("lea@pelican.example").await;
    assert_eq!(world.count("select count(*) from posts where title = 'Essai'").await, 0);
    assert_eq!(world.ledger().await, one("held", "unverified"));
    assert!(letters.is_empty(), "{letters:?}");
}

#[actix_web::test]
async fn a_guest_whose_access_ends_between_their_click_and_its_reading_publishes_nothing() {
    let world = World::settled().await;
    world.arrives(&Message::new(FROM_LEA, "emballage").subject("Essai").unproved()).await;
    world.execute("update mail_recipients set state = 'new', as_id = person_id, settled_by = person_id").await;
    world.execute(LEA_ENDS).await;
    let mail: uuid::Uuid = world.query("select id from mails", &[]).await[0].get(0);
    let read = parvis::domain::job::Job::ReadMail { mail: mail.into() };
    world.app.db.write(async |tx| parvis::domain::job::enqueue(tx, &read).await).await.expect("a job");
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Essai'").await, 0);
    assert_eq!(world.ledger().await, one("held", "not-member"));
}

#[actix_web::test]
async fn an_answer_with_nobody_on_its_envelope_is_an_answer_if_its_author_holds_the_letter_and_is_not_answered() {
    let world = World::settled().await;
    let early = answer(&world, FROM_CLAIRE, CLAIRE, "Sans lettre.\n").await.without_envelope();
    world.arrives(&early).await;
    assert_eq!(world.ledger().await, one("held", "unverified"));
    assert!(world.letters().await.is_empty(), "nothing answers what came from nobody");
    crate::deliveries::publish(&mut world.browser("hugo").await, "Presse 3", "Lundi ?").await;
    let letters = world.letters_to("claire@acier-duval.example").await;
    let threading = letters[0].threading.as_ref().expect("headers");
    let address = &threading.reply_to.as_ref().expect("where an answer goes").1;
    let answer = Message::new(FROM_CLAIRE, address).answers(&threading.message_id).says("Lundi convient.\n");
    world.arrives(&answer.without_envelope()).await;
    assert_eq!(comments(&world, "Lundi convient.").await, ["claire"]);
    assert_eq!(world.count("select count(*) from mailed where not is_proved").await, 1, "and it says so");
    assert!(world.letters_to("claire@acier-duval.example").await.is_empty());
}

#[actix_web::test]
async fn a_mail_that_says_it_is_from_an_address_of_ours_goes_round_and_is_put_aside() {
    let world = World::settled().await;
    let before = posts(&world).await;
    let (address, id) = world.reply_address(CLAIRE, BOBINES).await;
    for from in ["Parvis <parvis@localhost>", "ligne-4@localhost", &address, "x@LOCALHOST"] {
        for to in ["ligne-4", &address, "parvis"] {
            world.arrives(&Message::new(from, to).answers(&id).says("Bonjour.\n")).await;
        }
    }
    assert_eq!(world.ledger().await, vec![("dropped".to_owned(), "loop".to_owned()); 12]);
    assert_eq!((posts(&world).await, world.count("select count(*) from comments").await), (before, 1));
    assert!(world.letters().await.is_empty());
}

/// Scenario 56: two that write to each other stop at the third time.
#[actix_web::test]
async fn what_another_parvis_passes_on_goes_on_with_one_hop_more_and_stops_at_three() {
    let world = World::settled().await;
    let mail = |title: &str, origin: &str| {
        Message::new(FROM_CAMILLE, "ligne-4").subject(title).head("X-Parvis-Origin", origin).says("Bonjour.\n")
    };
    let hop = async |world: &World, title: &str| -> Option<String> {
        let letters = world.letters_to("claire@acier-duval.example").await;
        let letter = letters.into_iter().find(|letter| letter.subject.contains(title))?;
        let raw = String::from_utf8(world.app.mailer.formatted(&letter).expect("a letter")).expect("ASCII");
        let line = raw.lines().find_map(|line| line.strip_prefix("X-Parvis-Origin: ")).expect("an origin");
        Some(line.to_owned())
    };
    world.execute("insert into preferences (person_id, quiet) select id, false from people").await;
    world.arrives(&Message::new(FROM_CAMILLE, "ligne-4").subject("Zéro")).await;
    assert_eq!(hop(&world, "Zéro").await.as_deref(), Some("localhost; hop=1"));
    for (title, origin, out) in [
        ("Premier", "autre.example; hop=1", Some("localhost; hop=2")),
        ("Second", "autre.example; hop=2", Some("localhost; hop=3")),
        ("Sans nombre", "autre.example", Some("localhost; hop=2")),
        ("Troisième", "autre.example; hop=3", None),
        ("Dixième", "autre.example; hop=10", None),
        ("Infini", "autre.example; hop=99999999999999", None),
        ("De nous", "localhost; hop=1", None),
    ] {
        world.pass(Duration::minutes(61));
        world.arrives(&mail(title, origin)).await;
        assert_eq!(hop(&world, title).await.as_deref(), out, "{title}");
        let last = world.ledger().await.pop().expect("it is in the ledger");
        let settled = if out.is_some() { ("published", "") } else { ("dropped", "loop") };
        assert_eq!((&*last.0, &*last.1), settled, "{title}");
    }
    // What people here say of it is theirs, and begins anew.
    world.pass(Duration::minutes(61));
    let (path, mut hugo) = (path_of(&world, "Second").await, world.browser("hugo").await);
    let form = hugo.get(&path).await.form(&format!("{path}/comments")).fill("body", "Nous prenons.");
    hugo.submit(form).await.expect_status(200);
    assert_eq!(hop(&world, "Second").await.as_deref(), Some("localhost; hop=1"));
}

#[actix_web::test]
async fn who_lets_a_mail_through_decides_for_their_space_and_no_other() {
    let world = World::settled().await;
    world.arrives(&Message::new(FROM_CAMILLE, "vie-de-la-maison").subject("Ici").id("<y@brevent.example>")).await;
    // Nobody proves that it is Claire's: it waits where what it names stands.
    let price = Message::new(FROM_CLAIRE, "parvis").subject("Re: Ici").says("Nous acceptons le prix.\n").unproved();
    let price = price.head("In-Reply-To", "<x@brevent.example>").head("References", "<y@brevent.example>");
    world.arrives(&price).await;
    let held = "select s.slug from mail_recipients r join spaces s on s.id = r.space_id where r.state = 'held'";
    assert_eq!(world.query(held, &[]).await[0].get::<_, &str>(0), "vie-de-la-maison");
    world.arrives(&Message::new(FROM_CAMILLE, "ligne-4").subject("Là").id("<x@brevent.example>")).await;
    world.execute("update mail_recipients set state = 'new', as_id = person_id where state = 'held'").await;
    let mail: uuid::Uuid = world.query("select id from mails where subject = 'Re: Ici'", &[]).await[0].get(0);
    let read = parvis::domain::job::Job::ReadMail { mail: mail.into() };
    world.app.db.write(async |tx| parvis::domain::job::enqueue(tx, &read).await).await.expect("a job");
    world.work().await;
    assert!(comments(&world, "Nous acceptons le prix.").await.is_empty(), "neither there, nor where she is nobody");
    assert_eq!(world.query(held, &[]).await[0].get::<_, &str>(0), "vie-de-la-maison");
}

#[actix_web::test]
async fn a_link_to_a_file_that_an_answer_quotes_is_shown_to_nobody() {
    let world = World::settled().await;
    let addresses = parvis::mail::keys::addresses(&world.app).await.expect("keys");
    let (file, person) = (uuid::Uuid::now_v7().into(), uuid::Uuid::now_v7().into());
    let until = world.app.clock.now() + chrono::Duration::days(30);
    let token = addresses.link(&parvis::domain::delivery::Link { file, person, epoch: 1, until });
    let wrapped = format!("https://safe.example/?url=http%3A%2F%2Flocalhost%2Fmail%2Ffiles%2F{token}&x=1");
    let says =
        format!("Vu.\n\n> Le plan : http://localhost:8080/mail/files/{token}\n> {wrapped}\n\nEt {token} aussi.\n");
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, &says).await).await;
    let page = world.browser("hugo").await.get("/posts/0e000000-0000-7000-8000-000000000001").await;
    page.expect("Vu.");
    assert!(!page.body.contains(&token[..20]), "{}", page.text());
}
