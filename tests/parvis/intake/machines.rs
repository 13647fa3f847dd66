//! What machines send, what fails, and what there is too much of.

use super::*;

#[actix_web::test]
async fn what_a_machine_wrote_is_no_message_and_gets_no_answer() {
    let world = World::settled().await;
    let (before, letters) = (posts(&world).await, world.letters().await.len());
    let (address, id) = world.reply_address(CLAIRE, BOBINES).await;
    let bounce = world.addresses().await.sign(Signed::Bounce { letter: uuid::Uuid::now_v7() }, 0);
    let report = "--b\nContent-Type: text/plain\n\nUndeliverable.\n--b\nContent-Type: message/delivery-status\n\n\
                  Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\n--b--\n";
    let mails = [
        Message::new(FROM_CLAIRE, &address).subject("Absence").answers(&id).head("Auto-Submitted", "auto-replied"),
        Message::new("Mail Delivery System <mailer-daemon@mx.example>", &bounce)
            .without_envelope()
            .head("Content-Type", "multipart/report; report-type=delivery-status; boundary=b")
            .says(report),
        Message::new("Mail Delivery System <mailer-daemon@mx.example>", "ligne-4")
            .without_envelope()
            .head("Content-Type", "multipart/report; report-type=delivery-status; boundary=b")
            .says(report),
    ];
    for mail in &mails {
        world.arrives(mail).await;
    }
    assert_eq!(posts(&world).await, before);
    assert_eq!(world.count("select count(*) from comments").await, 1);
    assert_eq!(world.letters().await.len(), letters.saturating_sub(letters), "no letter at all");
    let states: Vec<String> = world.ledger().await.into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, ["dropped", "done", "held"]);
}

#[actix_web::test]
async fn when_the_dns_is_away_a_mail_waits_and_is_not_judged() {
    let world = World::settled().await;
    let app = world.app.clone().into_inner();
    let World { app: shared, .. } = &world;
    assert_eq!(Arc::strong_count(shared), Arc::strong_count(&app), "the same app");
    let away = Data::new(App { dns: Dns::away(), ..server(&world) });
    world.take(&Message::new(FROM_CAMILLE, "ligne-4").subject("Patience")).await;
    parvis::work::round(&away).await.expect("work");
    assert_eq!(world.ledger().await, one("new", ""));
    world.pass(Duration::minutes(11));
    world.work().await;
    assert_eq!(world.ledger().await, one("published", ""));
    // After four hours nobody waits any more: it is not proved.
    world.take(&Message::new(FROM_CAMILLE, "ligne-4").subject("Plus de patience")).await;
    parvis::work::round(&away).await.expect("work");
    world.pass(Duration::hours(4) + Duration::minutes(1));
    parvis::work::round(&away).await.expect("work");
    assert_eq!(world.ledger().await[1].0, "held");
}

fn server(world: &World) -> App {
    let Ok(app) = Arc::try_unwrap(world.second_server().into_inner()) else { panic!("nobody else has it") };
    app
}

#[actix_web::test]
async fn a_mail_that_kills_its_reader_is_held_and_the_others_go_on() {
    let world = World::settled().await;
    world.take(&Message::new(FROM_CAMILLE, "ligne-4").subject("Poison")).await;
    for _ in 0..3 {
        // Whoever takes it never comes back.
        let held = parvis::domain::job::claim(&world.app.db).await.expect("a claim");
        assert!(held.is_some(), "somebody takes it");
        world.pass(Duration::minutes(6));
    }
    world.take(&Message::new(FROM_CAMILLE, "ligne-4").subject("Après")).await;
    world.work().await;
    assert_eq!(
        world.ledger().await,
        [("held".to_owned(), "crash".to_owned()), ("published".to_owned(), String::new())]
    );
}

#[actix_web::test]
async fn a_forward_is_one_post_with_its_chain_and_nobody_speaks_in_it_but_who_sent_it() {
    let world = World::settled().await;
    let body = "À lire avant jeudi.\n\n---------- Forwarded message ---------\nDe : Paul Girard <paul@brevent.example>\n\
                Date: ven. 20 nov. 2026 à 10:12\nSubject: Budget presse\nTo: <camille@brevent.example>\n\nIl reste 12 000 euros.\n";
    let message = Message::new(FROM_CAMILLE, "ligne-4").subject("Tr : Budget presse").says(body);
    world.arrives(&message).await;
    assert_eq!(world.ledger().await, one("published", ""));
    let row = &world
        .query(
            "select p.title, p.body, split_part(a.email, '@', 1), m.passed::text from mailed m \
        join posts p on p.id = m.post_id join people a on a.id = p.author_id",
            &[],
        )
        .await[0];
    let (title, body, author, passed): (String, String, String, String) =
        (row.get(0), row.get(1), row.get(2), row.get(3));
    assert_eq!((&*title, &*author), ("Budget presse", "camille"));
    assert!(body.starts_with("À lire avant jeudi.") && body.contains("> Il reste 12 000 euros."), "{body}");
    assert!(passed.contains("Paul Girard"));
    let mut claire = world.browser("claire").await;
    let path = path_of(&world, "Budget presse").await;
    let page = claire.get(&path).await;
    page.expect("Il reste 12 000 euros.");
    page.expect("Paul Girard");
}

#[actix_web::test]
async fn the_link_to_be_left_alone_works_by_mail_too() {
    let world = World::settled().await;
    let space = "0c000000-0000-7000-8000-000000000001".parse().expect("an id");
    let signed = Signed::Unsubscribe { person: CLAIRE.parse().expect("an id"), about: space };
    let address = world.addresses().await.sign(signed, 0);
    assert_eq!(world.count("select count(*) from memberships where closeness = 'nothing'").await, 0);
    world.arrives(&Message::new(FROM_CLAIRE, &address).says("stop\n").unproved()).await;
    assert_eq!(world.ledger().await, one("done", ""));
    assert_eq!(world.count("select count(*) from memberships where closeness = 'nothing'").await, 1);
}

#[actix_web::test]
async fn an_answer_to_a_digest_or_to_nothing_is_kept_told_and_found_again_by_who_sent_it() {
    let world = World::settled().await;
    let digest = world.addresses().await.digest_id(CAMILLE.parse().expect("an id"), world.now());
    world
        .arrives(&Message::new(FROM_CAMILLE, "parvis").subject("Re: Votre résumé").answers(&digest).says("Oui.\n"))
        .await;
    world.arrives(&Message::new(FROM_CAMILLE, "parvis").subject("Bonjour Parvis").says("Il y a quelqu’un ?\n")).await;
    let reasons: Vec<String> = world.ledger().await.into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["digest", "no-address"]);
    assert_eq!(world.letters_to("camille@brevent.example").await.len(), 2);
    let mine = world.browser("camille").await.get("/settings/mail").await;
    mine.expect("Votre résumé");
    mine.expect("Bonjour Parvis");
}

#[actix_web::test]
async fn somebody_who_sends_too_many_is_held_and_what_came_before_stays() {
    let world = World::settled().await;
    for n in 0..31 {
        world.take(&Message::new(FROM_CAMILLE, "ligne-4").subject(&format!("Note {n}"))).await;
    }
    world.work().await;
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'published'").await, 30);
    assert_eq!(world.count("select count(*) from mail_recipients where reason = 'too-many'").await, 1);
}

#[actix_web::test]
async fn what_a_quoted_letter_held_for_its_reader_alone_is_not_shown_to_others() {
    let world = World::settled().await;
    let (address, _) = world.reply_address(CLAIRE, BOBINES).await;
    let local = address.split('@').next().expect("a local part").to_owned();
    let words = format!("Vu.\n\nLe 20 nov. 2026 à 08:00, Parvis <{address}> a écrit :\n> Répondre : {address}\n");
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, &words).await).await;
    let folded: String = world.query("select folded from mailed", &[]).await[0].get(0);
    assert!(folded.contains("Répondre") && !folded.contains(&local), "{folded}");
}
