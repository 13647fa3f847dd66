//! Whom Parvis writes to because they wrote: once at first, and never too many.

use super::*;

/// Scenario 33.
#[actix_web::test]
async fn whoever_writes_for_the_first_time_learns_that_it_is_published_and_where_and_then_no_more() {
    let world = World::settled().await;
    let mail = |subject: &str| {
        Message::new(FROM_CAMILLE, "ligne-4").subject(subject).id(&format!("<{subject}@brevent.example>"))
    };
    world.arrives(&mail("Plan")).await;
    let letters = world.letters_to("camille@brevent.example").await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {letters:?}") };
    let link = format!("http://localhost:8080{}", path_of(&world, "Plan").await);
    assert!(letter.subject.contains("Publié") && letter.text.contains(&link) && letter.html.contains(&link));
    let answering = letter.answering.as_ref().and_then(|answering| answering.message_id.as_deref());
    assert_eq!(answering, Some("<Plan@brevent.example>"), "nothing answers it");
    world.arrives(&mail("Plan 2")).await;
    assert!(world.letters_to("camille@brevent.example").await.is_empty(), "never again");
    // A guest's first answer, likewise; two spaces are one mail.
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "Vu.\n").await).await;
    let letters = world.letters_to("claire@acier-duval.example").await;
    assert!(letters.iter().filter(|letter| letter.answering.is_some()).count() == 1, "{letters:?}");
    assert!(letters.iter().any(|letter| letter.answering.is_some() && letter.text.contains("/comments/")));
    let secret = "0c000000-0000-7000-8000-000000000005".parse().expect("an id");
    let secret = world.addresses().await.of_space(secret, "comite", true);
    let marc = Message::new("Marc <marc@brevent.example>", "vie-de-la-maison").and_for(&secret).subject("Deux");
    world.arrives(&marc).await;
    let published = "select count(*) from mail_recipients r join people p on p.id = r.person_id \
        where r.state = 'published' and p.handle = 'marc.brevent'";
    assert_eq!(world.count(published).await, 2);
    assert_eq!(world.letters_to("marc@brevent.example").await.len(), 1);
}

#[actix_web::test]
async fn no_receipt_goes_to_a_list_nor_where_letters_come_back_nor_to_who_confirmed() {
    let world = World::settled().await;
    let receipts = async |world: &World, to: &str| {
        world.letters_to(to).await.iter().filter(|letter| letter.subject.contains("Publié")).count()
    };
    world
        .arrives(&Message::new(FROM_CAMILLE, "ligne-4").subject("Liste").head("List-Id", "<atelier.brevent.example>"))
        .await;
    assert_eq!(world.ledger().await, one("published", ""));
    assert_eq!(receipts(&world, "camille@brevent.example").await, 0, "a list reads along");
    world
        .execute("insert into suppressions (address_lower, cause, since) values ('claire@acier-duval.example', 'hard', '2026-11-22Z')")
        .await;
    world.arrives(&answer(&world, FROM_CLAIRE, CLAIRE, "Vu.\n").await).await;
    assert_eq!(comments(&world, "Vu.").await, ["claire"]);
    assert_eq!(receipts(&world, "claire@acier-duval.example").await, 0);
    // Léa's is held, and an owner lets it through.
    world.arrives(&Message::new(FROM_LEA, "emballage").subject("Gabarit").unproved()).await;
    let held: uuid::Uuid = world.query("select id from mail_recipients where state = 'held'", &[]).await[0].get(0);
    let decision = format!("/spaces/emballage/mail/{held}/decision");
    world.browser("hugo").await.post(&decision, &[("decision", "sender")]).await.expect_status(200);
    assert_eq!(receipts(&world, "lea@pelican.example").await, 0);
    assert_eq!(world.count("select count(*) from posts where title = 'Gabarit'").await, 1);
}

#[actix_web::test]
async fn whoever_invents_senders_has_parvis_write_to_few_of_them_and_to_others_as_ever() {
    let world = World::settled().await;
    let stranger =
        |n: usize| Message::new(&format!("S <s{n}@inconnu.example>"), "ligne-4").subject(&format!("Offre {n}"));
    for n in 0..40 {
        world.take(&stranger(n)).await;
    }
    let told = world.letters().await.into_iter().filter(|letter| letter.to.1.ends_with("@inconnu.example")).count();
    assert_eq!(told, 30, "so many in an hour");
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'held'").await, 40, "none is lost");
    world.arrives(&Message::new(FROM_CAMILLE, "comite").subject("Refusé")).await;
    assert_eq!(world.letters_to("camille@brevent.example").await.len(), 1, "who is known is told");
    world.pass(Duration::minutes(61));
    world.arrives(&stranger(40)).await;
    assert_eq!(world.letters_to("s40@inconnu.example").await.len(), 1, "an hour later they are told again");
}

/// Scenario 58.
#[actix_web::test]
async fn what_no_person_would_read_is_not_answered() {
    let world = World::settled().await;
    let mail = |from: &str, n: u8| Message::new(from, "ligne-4").subject(&format!("Offre {n}"));
    let stranger = "X <x@inconnu.example>";
    for silent in [
        mail("No Reply <no-reply@inconnu.example>", 1),
        mail(stranger, 2).head("List-Id", "<ventes.inconnu.example>"),
        mail(stranger, 3).head("Precedence", "bulk"),
        mail(stranger, 4).without_envelope(),
        mail(stranger, 5).head("Return-Path", "<>"),
    ] {
        world.arrives(&silent).await;
        assert!(world.letters().await.is_empty(), "{silent:?}");
    }
    world.arrives(&mail(stranger, 6)).await;
    assert_eq!(world.letters_to("x@inconnu.example").await.len(), 1, "a person would be");
}
