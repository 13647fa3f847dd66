//! The queue of held mail: the space's address, pages, several at once, a refusal with a word, threads, blocked addresses, and the way
//! from a stranger to a guest.

use crate::support::World;
use crate::support::post::Message;

pub const QUEUE: &str = "/spaces/ligne-4/mail";
const HOUSE: &str = "/admin/mail/held";
pub const STRANGER: &str = "Nadège Roy <n.roy@inconnu.example>";
const BOBINES: &str = "0e000000-0000-7000-8000-000000000001";

/// A mail at its recipient, by what it is about.
pub async fn about(world: &World, subject: &str) -> String {
    let found = "select r.id from mail_recipients r join mails m on m.id = r.mail_id where m.subject = $1";
    world.query(found, &[&subject]).await[0].get::<_, uuid::Uuid>(0).to_string()
}

/// What became of it, and why.
pub async fn fate(world: &World, subject: &str) -> (String, String) {
    let found = "select r.state, coalesce(r.reason, '') from mail_recipients r join mails m on m.id = r.mail_id \
        where m.subject = $1";
    let row = &world.query(found, &[&subject]).await[0];
    (row.get(0), row.get(1))
}

pub fn decision(id: &str) -> String {
    format!("{QUEUE}/{id}/decision")
}

async fn sent(world: &World, from: &str, subject: &str) -> String {
    world.arrives(&Message::new(from, "ligne-4").subject(subject).says("Voici.\n")).await;
    about(world, subject).await
}

/// The same from a server that nobody vouches for.
async fn sent_unproved(world: &World, from: &str, subject: &str) -> String {
    world.arrives(&Message::new(from, "ligne-4").subject(subject).says("Voici.\n").unproved()).await;
    about(world, subject).await
}

#[actix_web::test]
async fn owners_find_their_space_s_address_before_any_mail_is_held_and_nobody_else_is_shown_the_way() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    assert!(hugo.get("/spaces/ligne-4").await.links().contains(&QUEUE.to_owned()));
    let page = hugo.get(QUEUE).await;
    page.expect("ligne-4@localhost");
    page.expect("Aucun mail n’attend");
    for who in ["camille", "thomas", "claire"] {
        let page = world.browser(who).await.get("/spaces/ligne-4").await;
        page.expect("Bobines décalées");
        assert!(!page.links().contains(&QUEUE.to_owned()), "{who} owns nothing here");
    }
    world.execute("update spaces set archived_at = '2026-11-23Z' where slug = 'ligne-4'").await;
    assert!(!hugo.get(QUEUE).await.says("ligne-4@localhost"), "there is nothing to write to");
}

#[actix_web::test]
async fn where_no_mail_can_come_in_there_is_no_tab_for_it() {
    let world = World::settled().await.without_a_door();
    let mut hugo = world.browser("hugo").await;
    assert!(!hugo.get("/spaces/ligne-4").await.links().contains(&QUEUE.to_owned()));
    assert!(!hugo.get(QUEUE).await.says("ligne-4@localhost"));
}

#[actix_web::test]
async fn a_long_queue_is_read_page_by_page_the_oldest_first() {
    let world = World::settled().await;
    for n in 1..=23 {
        world.take(&Message::new(STRANGER, "ligne-4").subject(&format!("Plateau {n:02}"))).await;
    }
    world.work().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(QUEUE).await;
    page.expect("23 mails attendent");
    assert!(page.says("Plateau 01") && page.says("Plateau 20") && !page.says("Plateau 21"));
    let next = page.links().into_iter().find(|link| link.contains("?after=")).expect("a link to the next page");
    let second = hugo.get(&next).await;
    assert!(second.says("Plateau 21") && second.says("Plateau 23") && !second.says("Plateau 20"));
    assert!(second.links().iter().all(|link| !link.contains("?after=")), "there is no third");
    // What is decided on a page leads back to it; when nothing is left there, to the first.
    let last = about(&world, "Plateau 23").await;
    let after = next.split_once('=').expect("a place").1;
    let back = hugo.post(&decision(&last), &[("decision", "drop"), ("after", after)]).await;
    assert_eq!(back.path, next);
    assert!(back.says("Plateau 22") && !back.says("Plateau 23"));
    let (one, other) = (about(&world, "Plateau 21").await, about(&world, "Plateau 22").await);
    let form =
        back.form(&format!("{QUEUE}/decisions")).tick("mail", &one).tick("mail", &other).tick("decision", "drop");
    let back = hugo.submit(form).await;
    assert!(back.says("Plateau 01") && back.says("2 mails sont écartés"), "{}", back.text());
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'held'").await, 20);
    for rubbish in ["?after=rien", "?after=", "?after=01900000-0000-7000-8000-000000000000"] {
        hugo.get(&format!("{QUEUE}{rubbish}")).await.expect("Plateau 01");
    }
}

#[actix_web::test]
async fn of_several_that_are_ticked_each_is_decided_by_the_same_rules_and_those_that_cannot_be_are_named() {
    let world = World::settled().await;
    let claire = sent_unproved(&world, "Claire <claire@acier-duval.example>", "De Claire").await;
    let stranger = sent(&world, STRANGER, "D’une inconnue").await;
    let forged = sent_unproved(&world, "Camille <camille@brevent.example>", "D’un faussaire").await;
    world.arrives(&Message::new(STRANGER, "postmaster").subject("À la maison")).await;
    let of_house = about(&world, "À la maison").await;
    let mut hugo = world.browser("hugo").await;
    let path = format!("{QUEUE}/decisions");
    let form = hugo.get(QUEUE).await.form(&path).tick("decision", "sender");
    let nothing = hugo.submit(form).await;
    nothing.expect_status(422);
    assert!(nothing.says("Aucun mail n’est coché."));
    let mut form = nothing.form(&path).tick("decision", "sender");
    for id in [&claire, &stranger, &forged, &of_house] {
        form = form.tick("mail", id);
    }
    let page = hugo.submit(form).await;
    page.expect_status(422);
    for words in
        ["Un mail est traité", "D’une inconnue", "aucun compte ici", "D’un faussaire", "Rien ne prouve qu’il est de"]
    {
        assert!(page.says(words), "{words} is not in {}", page.text());
    }
    assert!(!page.says("À la maison"), "what is not theirs is not named");
    for id in [&stranger, &forged] {
        let ticked = format!("name=\"mail\" value=\"{id}\"");
        let rest = page.body.split_once(&ticked).expect("its box").1;
        assert!(rest.split('>').next().is_some_and(|rest| rest.contains("checked")), "it stays ticked");
    }
    world.work().await;
    let by = "select count(*) from posts p join people a on a.id = p.author_id \
        where p.title = 'De Claire' and a.email like 'claire@%'";
    assert_eq!(world.count(by).await, 1);
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'held'").await, 3);
    // Somebody was faster.
    hugo.post(&decision(&stranger), &[("decision", "drop")]).await.expect_status(200);
    let page = hugo.post(&path, &[("decision", "drop"), ("mail", &stranger), ("mail", &forged)]).await;
    assert!(page.says("Quelqu’un en a décidé entre-temps.") && page.says("Un mail est traité"), "{}", page.text());
    assert_eq!(fate(&world, "D’un faussaire").await, ("dropped".to_owned(), "judged".to_owned()));
    for (who, status) in [("camille", 403), ("thomas", 403), ("claire", 403), ("lea", 404), ("marc", 404)] {
        let mut browser = world.browser(who).await;
        browser.post(&path, &[("decision", "drop"), ("mail", &of_house)]).await.expect_status(status);
    }
    hugo.post(&path, &[("decision", "judge"), ("mail", &stranger)]).await.expect_status(404);
    assert_eq!(fate(&world, "À la maison").await.0, "held");
}

#[actix_web::test]
async fn the_house_throws_away_together_what_belongs_to_no_space_and_nothing_else() {
    let world = World::settled().await;
    let in_space = sent(&world, STRANGER, "Dans l’espace").await;
    for subject in ["Un", "Deux", "Trois"] {
        world.arrives(&Message::new(STRANGER, "postmaster").subject(subject)).await;
    }
    let (one, two) = (about(&world, "Un").await, about(&world, "Deux").await);
    let path = format!("{HOUSE}/decisions");
    let mut marc = world.browser("marc").await;
    let page = marc.get(HOUSE).await;
    assert!(!page.says("Publier au nom de leur expéditeur"));
    marc.post(&path, &[("decision", "sender"), ("mail", &one)]).await.expect_status(404);
    let form = page.form(&path).tick("mail", &one).tick("mail", &two).tick("mail", &in_space).tick("decision", "drop");
    marc.submit(form).await;
    assert_eq!(fate(&world, "Un").await.0, "dropped");
    assert_eq!(fate(&world, "Deux").await.0, "dropped");
    assert_eq!(fate(&world, "Trois").await.0, "held");
    assert_eq!(fate(&world, "Dans l’espace").await.0, "held", "it is its owners' to decide");
    world.browser("hugo").await.post(&path, &[("decision", "drop"), ("mail", &one)]).await.expect_status(403);
}

#[actix_web::test]
async fn an_owner_chooses_the_thread_of_a_held_mail_and_the_same_rules_hold_there() {
    let world = World::settled().await;
    let stranger = sent(&world, STRANGER, "Le camion").await;
    let claire = sent_unproved(&world, "Claire <claire@acier-duval.example>", "Trop tôt").await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(QUEUE).await;
    assert!(page.says("Bobines décalées") && page.says("Avant l’horizon"));
    assert!(!page.says("Entre nous") && !page.says("Trois formats"), "threads of other spaces are not offered");
    for (elsewhere, status) in [
        ("0e000000-0000-7000-8000-000000000003", 404),
        ("0e000000-0000-7000-8000-000000000004", 404),
        ("0e000000-0000-7000-8000-000000000006", 404),
        ("rien", 404),
    ] {
        let sent = [("decision", "judge"), ("into", elsewhere)];
        hugo.post(&decision(&stranger), &sent).await.expect_status(status);
    }
    let form = page.form(&decision(&stranger)).fill("into", BOBINES).tick("decision", "judge");
    hugo.submit(form).await.expect("publié dans un instant");
    // Claire does not read that far back, whoever lets her mail through.
    let horizon = "0e000000-0000-7000-8000-000000000002";
    hugo.post(&decision(&claire), &[("decision", "sender"), ("into", horizon)]).await.expect_status(200);
    world.work().await;
    let under = format!(
        "select count(*) from comments c join people a on a.id = c.author_id where c.post_id = '{BOBINES}' \
        and a.email like 'hugo@%' and c.body like '%Nadège Roy%'"
    );
    assert_eq!(world.count(&under).await, 1, "an answer, in the name of who passes it on");
    assert_eq!(world.count("select count(*) from posts where title = 'Le camion'").await, 0);
    assert_eq!(fate(&world, "Trop tôt").await, ("held".to_owned(), "not-member".to_owned()));
    hugo.post(&decision(&claire), &[("decision", "sender"), ("into", BOBINES)]).await.expect_status(200);
    world.work().await;
    let by_claire = format!("select count(*) from comments where post_id = '{BOBINES}' and body = 'Voici.'");
    assert_eq!(world.count(&by_claire).await, 1);
    world.execute("update posts set comments_closed_at = '2026-11-23Z' where title = 'Bobines décalées'").await;
    let late = sent(&world, STRANGER, "Trop tard").await;
    assert!(!hugo.get(QUEUE).await.says("Bobines décalées"), "it takes no answers");
    hugo.post(&decision(&late), &[("decision", "judge"), ("into", BOBINES)]).await.expect_status(403);
    assert_eq!(fate(&world, "Trop tard").await.0, "held");
}

#[actix_web::test]
async fn a_proved_stranger_is_a_guest_in_two_clicks_and_their_mail_can_then_bear_their_name() {
    let world = World::settled().await;
    sent_unproved(&world, STRANGER, "Sans preuve").await;
    let mut hugo = world.browser("hugo").await;
    assert!(hugo.get(QUEUE).await.links().iter().all(|link| !link.contains("guests/new?")), "who knows who that is");
    let id = sent(&world, "\"Roy; Nadège\" <n.roy@inconnu.example>", "Avec preuve").await;
    let page = hugo.get(QUEUE).await;
    let propose = page.links().into_iter().find(|link| link.contains("guests/new?")).expect("a link to propose her");
    let form = hugo.get(&propose).await.form("/spaces/ligne-4/guests");
    assert_eq!(form.value("guests"), Some("Roy Nadège <n.roy@inconnu.example>"));
    hugo.post(&decision(&id), &[("decision", "sender")]).await.expect_status(403);
    // Once somebody here has the address, the mail that waited can be theirs.
    world.execute("update people set email = 'n.roy@inconnu.example' where handle = 'claire.morel'").await;
    hugo.post(&decision(&id), &[("decision", "sender")]).await.expect_status(200);
    world.work().await;
    let by = "select count(*) from posts p join people a on a.id = p.author_id \
        where p.title = 'Avec preuve' and a.handle = 'claire.morel'";
    assert_eq!(world.count(by).await, 1);
    // A space that lets no guests in offers none.
    world.arrives(&Message::new(STRANGER, "vie-de-la-maison").subject("Au groupe")).await;
    let page = world.browser("marc").await.get("/spaces/vie-de-la-maison/mail").await;
    page.expect("Au groupe");
    assert!(page.links().iter().all(|link| !link.contains("guests/new?")));
}
