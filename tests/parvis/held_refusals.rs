//! Saying no to a mail: with a word to its sender, where they may be told at all; and to all that an address sends to a space.

use crate::held_queue::{QUEUE, STRANGER, about, decision, fate};
use crate::support::World;
use crate::support::post::Message;

fn is(state: &str, reason: &str) -> (String, String) {
    (state.to_owned(), reason.to_owned())
}

async fn arrived(world: &World, message: Message, subject: &str) -> String {
    world.arrives(&message.subject(subject).says("Voici.\n")).await;
    about(world, subject).await
}

#[actix_web::test]
async fn whoever_refuses_a_mail_says_why_and_its_sender_reads_it_once() {
    let world = World::settled().await;
    let id = arrived(&world, Message::new(STRANGER, "ligne-4"), "Une offre").await;
    world.letters().await;
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get(QUEUE).await.form(&decision(&id)).fill("word", "   ").tick("decision", "refuse");
    let page = hugo.submit(form).await;
    page.expect_status(422);
    assert!(page.says("Une offre") && page.body.contains("aria-invalid=\"true\""));
    let long = format!("Nous avons déjà {}", "x".repeat(500));
    let page = hugo.post(&decision(&id), &[("decision", "refuse"), ("word", &long)]).await;
    page.expect_status(422);
    assert_eq!(page.form(&decision(&id)).value("word"), Some(&*long), "nothing that was typed is lost");
    assert!(world.letters().await.is_empty());
    let word = "Nous avons déjà un transporteur.\nMerci <b>tout</b> de même.";
    let form = page.form(&decision(&id)).fill("word", word).tick("decision", "refuse");
    hugo.submit(form).await.expect("son expéditeur va lire pourquoi");
    let [letter] = world.letters().await.try_into().expect("one letter");
    assert_eq!(letter.to.1, "n.roy@inconnu.example");
    assert!(letter.subject.starts_with("Pas publié") && letter.text.contains(word), "{}", letter.text);
    assert!(letter.html.contains("Merci &lt;b&gt;tout") && letter.answering.is_some(), "{}", letter.html);
    for secret in ["Bobines", "Voici.", "Hugo", "hugo@"] {
        assert!(!letter.text.contains(secret) && !letter.html.contains(secret), "{secret} is none of theirs");
    }
    assert_eq!(fate(&world, "Une offre").await, is("dropped", "declined"));
    let by = "select count(*) from mail_recipients r join people p on p.id = r.settled_by where p.email like 'hugo@%'";
    assert_eq!(world.count(by).await, 1, "the ledger knows who decided");
    hugo.post(&decision(&id), &[("decision", "refuse"), ("word", "Encore.")]).await.expect_status(409);
    assert!(world.letters().await.is_empty(), "once");
}

#[actix_web::test]
async fn a_refusal_is_told_in_its_sender_s_language_and_stands_on_their_own_page() {
    let world = World::settled().await;
    world.execute("update people set language = 'en' where handle = 'lea.fontaine'").await;
    let lea = Message::new("Léa <lea@pelican.example>", "ligne-4").unproved();
    let id = arrived(&world, lea, "A format").await;
    world.letters().await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&decision(&id), &[("decision", "refuse"), ("word", "Not this year.")]).await.expect_status(200);
    let [letter] = world.letters_to("lea@pelican.example").await.try_into().expect("one letter");
    assert!(letter.subject.starts_with("Not published") && letter.text.contains("Not this year."), "{}", letter.text);
    let mine = world.browser("lea").await.get("/settings/mail").await;
    mine.expect("refused");
    mine.expect("Not this year.");
    for who in ["camille", "marc", "claire"] {
        assert!(!world.browser(who).await.get("/settings/mail").await.says("Not this year."), "{who}");
    }
}

#[actix_web::test]
async fn whoever_may_not_be_written_to_is_not_told_and_their_mail_still_waits() {
    let world = World::settled().await;
    let forged = Message::new("Camille <camille@brevent.example>", "ligne-4").unproved();
    let listed = Message::new(STRANGER, "ligne-4").head("List-Id", "<nouvelles.inconnu.example>");
    let ids = [
        ("Faux", arrived(&world, forged, "Faux").await),
        ("De la liste", arrived(&world, listed, "De la liste").await),
        ("Qui revient", arrived(&world, Message::new(STRANGER, "ligne-4"), "Qui revient").await),
    ];
    world.execute(
        "insert into suppressions (address_lower, cause, since) values ('n.roy@inconnu.example', 'hard', '2026-11-22Z')",
    )
    .await;
    world.letters().await;
    let mut hugo = world.browser("hugo").await;
    for (subject, id) in &ids {
        let page = hugo.post(&decision(id), &[("decision", "refuse"), ("word", "Non merci.")]).await;
        page.expect_status(422);
        assert_eq!(fate(&world, subject).await.0, "held", "{subject}");
    }
    let page = hugo.get(QUEUE).await;
    assert_eq!(page.body.matches("value=\"refuse\"").count(), 1, "it is not offered where it can never be told");
    // As often as anybody is told of a held mail in a day.
    world.execute("delete from suppressions").await;
    for n in 0..5 {
        arrived(&world, Message::new(STRANGER, "ligne-4"), &format!("Autre {n}")).await;
    }
    world
        .execute(
            "update mail_recipients r set told_at = '2026-11-23 08:00Z' from mails m \
         where m.id = r.mail_id and m.subject like 'Autre %'",
        )
        .await;
    let path = decision(&ids[2].1);
    let page = hugo.post(&path, &[("decision", "refuse"), ("word", "Non merci.")]).await;
    assert!(page.status == 422 && page.says("cinq lettres"), "{}", page.text());
    assert!(world.letters().await.is_empty());
    world.pass(chrono::Duration::days(1));
    hugo.post(&path, &[("decision", "refuse"), ("word", "Non merci.")]).await.expect_status(200);
    assert_eq!(world.letters_to("n.roy@inconnu.example").await.len(), 1);
}

#[actix_web::test]
async fn a_space_takes_no_more_mail_of_an_address_that_its_owner_blocked_until_they_take_it_back() {
    let world = World::settled().await;
    let unproved = arrived(&world, Message::new(STRANGER, "ligne-4").unproved(), "Sans preuve").await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&decision(&unproved), &[("decision", "block")]).await.expect_status(403);
    assert_eq!(hugo.get(QUEUE).await.body.matches("value=\"block\"").count(), 0);
    let id = arrived(&world, Message::new(STRANGER, "ligne-4"), "Une offre").await;
    for (who, status) in [("thomas", 403), ("claire", 403), ("lea", 404), ("marc", 404)] {
        world.browser(who).await.post(&decision(&id), &[("decision", "block")]).await.expect_status(status);
    }
    let form = hugo.get(QUEUE).await.form(&decision(&id)).tick("decision", "block");
    let page = hugo.submit(form).await;
    page.expect("Adresses bloquées");
    page.expect("par Hugo Lambert");
    assert_eq!(fate(&world, "Une offre").await, is("dropped", "blocked"));
    world.letters().await;
    arrived(&world, Message::new(STRANGER, "ligne-4"), "Une autre").await;
    assert_eq!(fate(&world, "Une autre").await, is("dropped", "blocked"));
    assert!(world.letters().await.is_empty(), "a stranger is told nothing");
    world.arrives(&Message::new(STRANGER, "emballage").subject("Ailleurs")).await;
    assert_eq!(fate(&world, "Ailleurs").await, is("held", "unknown-sender"), "another space decides for itself");
    let journal = hugo.get("/spaces/ligne-4/journal").await;
    journal.expect("Hugo Lambert a bloqué une adresse de mail dans Ligne 4.");
    assert!(!journal.says("n.roy@"), "the log names nobody's address for ever");
    let release = format!("{QUEUE}/release");
    let address = [("address", "n.roy@inconnu.example")];
    for (who, status) in [("thomas", 403), ("claire", 403), ("lea", 404), ("marc", 404)] {
        world.browser(who).await.post(&release, &address).await.expect_status(status);
    }
    let page = hugo.get(QUEUE).await;
    let page = hugo.submit(page.form(&release)).await;
    assert!(!page.says("Adresses bloquées"));
    hugo.post(&release, &[("address", "personne@nulle.part")]).await.expect_status(200);
    arrived(&world, Message::new(STRANGER, "ligne-4"), "De nouveau").await;
    assert_eq!(fate(&world, "De nouveau").await, is("held", "unknown-sender"));
    let events = "select count(*) from events where kind in ('sender_blocked', 'sender_released')";
    assert_eq!(world.count(events).await, 2);
}

#[actix_web::test]
async fn nobody_blocks_who_owns_the_space_or_runs_the_house_whatever_they_become_later() {
    let world = World::settled().await;
    let marc = arrived(&world, Message::new("Marc <marc@brevent.example>", "ligne-4"), "De Marc").await;
    let paul = arrived(&world, Message::new("Paul <paul@brevent.example>", "ligne-4"), "De Paul").await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&decision(&marc), &[("decision", "block")]).await.expect_status(403);
    assert_eq!(fate(&world, "De Marc").await.0, "held");
    hugo.post(&decision(&paul), &[("decision", "block")]).await.expect_status(200);
    arrived(&world, Message::new("Paul <paul@brevent.example>", "ligne-4"), "Encore Paul").await;
    assert_eq!(fate(&world, "Encore Paul").await, is("dropped", "blocked"));
    let page = world.browser("paul").await.get("/settings/mail").await;
    page.expect("Encore Paul");
    assert!(!page.says("refusé") && !page.says("n’accepte pas"), "he is not of the space");
    world.execute("update people set is_admin = true where handle = 'paul.girard'").await;
    arrived(&world, Message::new("Paul <paul@brevent.example>", "ligne-4"), "Paul admin").await;
    assert_eq!(fate(&world, "Paul admin").await, is("held", "not-member"));
    // Who only uses a blocked name is told apart from who bears it.
    world.execute("update people set is_admin = false where handle = 'paul.girard'").await;
    arrived(&world, Message::new("Paul <paul@brevent.example>", "ligne-4").unproved(), "Faux Paul").await;
    assert_eq!(fate(&world, "Faux Paul").await, is("held", "forged"));
}

#[actix_web::test]
async fn a_member_who_is_blocked_reads_so_where_their_mail_is_and_a_block_ends_with_its_space() {
    let world = World::settled().await;
    let claire = "Claire <claire@acier-duval.example>";
    world.arrives(&Message::new(claire, "ligne-4").subject("Vide").says("\n")).await;
    let id = about(&world, "Vide").await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&decision(&id), &[("decision", "block")]).await.expect_status(200);
    arrived(&world, Message::new(claire, "ligne-4"), "Le lendemain").await;
    assert_eq!(fate(&world, "Le lendemain").await, is("dropped", "blocked"));
    assert_eq!(world.count("select count(*) from posts where title = 'Le lendemain'").await, 0);
    let mine = world.browser("claire").await.get("/settings/mail").await;
    mine.expect("refusé");
    mine.expect("L’espace n’accepte pas de mail de cette adresse.");
    let seat = "delete from memberships where person_id = '0b000000-0000-7000-8000-000000000006' \
        and space_id = '0c000000-0000-7000-8000-000000000001'";
    world.execute(seat).await;
    let mine = world.browser("claire").await.get("/settings/mail").await;
    mine.expect("Le lendemain");
    assert!(!mine.says("n’accepte pas") && !mine.says("refusé"), "she is not of the space any more");
    assert_eq!(world.count("select count(*) from mail_blocks").await, 1);
    world.execute("update spaces set deletion_due_at = '2026-11-23Z' where slug like 'ligne-4%'").await;
    world.pass(chrono::Duration::hours(2));
    world.work().await;
    assert_eq!(world.count("select count(*) from mail_blocks").await, 0);
}
