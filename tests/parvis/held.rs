//! Mail that is held: who decides about it, what their decision does, and where one's own mail is.

use crate::support::World;
use crate::support::post::Message;

const QUEUE: &str = "/spaces/ligne-4/mail";
const FROM_STRANGER: &str = "Nadège Roy <n.roy@inconnu.example>";

async fn held(world: &World) -> String {
    let id: uuid::Uuid =
        world.query("select id from mail_recipients where state = 'held' order by id desc limit 1", &[]).await[0]
            .get(0);
    id.to_string()
}

async fn stranger_writes(world: &World, words: &str) -> String {
    world.arrives(&Message::new(FROM_STRANGER, "ligne-4").subject("Plateau de jeudi").says(words)).await;
    held(world).await
}

#[actix_web::test]
async fn owners_publish_in_their_own_name_what_a_stranger_sent_and_nobody_else_decides() {
    let world = World::settled().await;
    let id = stranger_writes(&world, "Départ 7 h 30.\n").await;
    let path = format!("{QUEUE}/{id}/decision");
    for (who, status) in
        [("camille", 403), ("thomas", 403), ("claire", 403), ("lea", 404), ("paul", 404), ("marc", 404)]
    {
        let mut browser = world.browser(who).await;
        browser.get(QUEUE).await.expect_status(status);
        browser.get(&format!("{QUEUE}/{id}/original")).await.expect_status(status);
        browser.post(&path, &[("decision", "judge")]).await.expect_status(status);
        browser.post(&path, &[("decision", "drop")]).await.expect_status(status);
    }
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(QUEUE).await;
    page.expect("Plateau de jeudi");
    page.expect("Départ 7 h 30.");
    page.expect("n.roy@inconnu.example");
    let original = hugo.get(&format!("{QUEUE}/{id}/original")).await;
    assert!(original.body.starts_with("From: Nadège Roy"), "byte by byte");
    assert!(
        original
            .headers
            .get("content-disposition")
            .expect("a header")
            .to_str()
            .expect("text")
            .starts_with("attachment")
    );
    hugo.post(&path, &[("decision", "sender")]).await.expect_status(403);
    hugo.post(&path, &[("decision", "judge")]).await.expect_status(200);
    world.work().await;
    let row = &world
        .query(
            "select p.body, split_part(a.email, '@', 1) from posts p join people a on a.id = p.author_id \
        where p.title = 'Plateau de jeudi'",
            &[],
        )
        .await[0];
    let (body, author): (String, String) = (row.get(0), row.get(1));
    assert_eq!(author, "hugo", "under the name of who answers for it");
    assert!(body.contains("Nadège Roy") && body.contains("Départ 7 h 30."), "{body}");
    // Somebody else decides at the same moment, and comes too late.
    hugo.post(&path, &[("decision", "drop")]).await.expect_status(409);
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Plateau de jeudi'").await, 1);
}

#[actix_web::test]
async fn a_mail_published_in_its_sender_s_name_passes_the_sender_s_own_gate() {
    let world = World::settled().await;
    let from_lea =
        Message::new("Léa <lea@pelican.example>", "emballage").subject("Gabarit").says("Voici.\n").unproved();
    world.arrives(&from_lea).await;
    let id = held(&world).await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(&format!("/spaces/emballage/mail/{id}/decision"), &[("decision", "sender")]).await.expect_status(200);
    world.work().await;
    let by = "select count(*) from posts p join people a on a.id = p.author_id where p.title = 'Gabarit' and a.email = 'lea@pelican.example'";
    assert_eq!(world.count(by).await, 1);
    // In a space where she may not write, an owner's word does not make her a member.
    world.arrives(&Message::new("Léa <lea@pelican.example>", "ligne-4").subject("Ailleurs").unproved()).await;
    let id = held(&world).await;
    hugo.post(&format!("{QUEUE}/{id}/decision"), &[("decision", "sender")]).await.expect_status(200);
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Ailleurs'").await, 0);
    let ledger = world.ledger().await;
    assert_eq!(ledger.last().map(|(state, reason)| (&**state, &**reason)), Some(("held", "not-member")));
}

#[actix_web::test]
async fn nobody_lends_a_name_to_a_mail_that_only_uses_it() {
    let world = World::settled().await;
    let forged =
        Message::new("Camille <camille@brevent.example>", "ligne-4").subject("Virement").says("Vite.\n").unproved();
    world.arrives(&forged).await;
    let id = held(&world).await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(QUEUE).await;
    page.expect("Virement");
    assert!(!page.says("Publier en son nom"), "it is not offered");
    hugo.post(&format!("{QUEUE}/{id}/decision"), &[("decision", "sender")]).await.expect_status(403);
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Virement'").await, 0);
}

#[actix_web::test]
async fn whoever_is_told_after_a_click_learns_what_is_in_the_way_now_and_a_deleted_space_shows_its_mail_to_nobody() {
    let world = World::settled().await;
    let lea = Message::new("Léa <lea@pelican.example>", "emballage").subject("Encore").says("Secret.\n").unproved();
    world.arrives(&lea).await;
    let [letter] = world.letters_to("lea@pelican.example").await.try_into().expect("one letter");
    let link = letter.text.split_whitespace().find(|word| word.contains("/mail/confirmations/")).expect("a link");
    world.execute("update spaces set archived_at = '2026-11-23Z' where slug = 'emballage'").await;
    world.nobody().await.post(&link.replace("http://localhost:8080", ""), &[]).await.expect_status(200);
    let letters = world.letters_to("lea@pelican.example").await;
    assert_eq!(letters.len(), 1, "she is told what is in the way now");
    world.execute("update spaces set deletion_due_at = '2026-11-23Z' where slug = 'emballage'").await;
    world.pass(chrono::Duration::hours(2));
    world.work().await;
    assert_eq!(world.count("select count(*) from spaces where slug = 'emballage'").await, 0);
    let page = world.browser("marc").await.get("/admin/mail/held").await;
    assert!(!page.says("Encore") && !page.says("Secret."), "it was its owners' to read");
}

#[actix_web::test]
async fn what_was_sent_to_a_space_is_not_the_admins_to_read_and_what_belongs_to_none_is_theirs() {
    let world = World::settled().await;
    stranger_writes(&world, "Le prix est de 41 euros.\n").await;
    world.arrives(&Message::new(FROM_STRANGER, "postmaster").subject("À qui de droit").says("Rien.\n")).await;
    let id = held(&world).await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/mail/held").await;
    page.expect("À qui de droit");
    assert!(!page.says("41 euros") && !page.says("Plateau de jeudi"), "an admin has no sight into spaces");
    let queue = world.browser("hugo").await.get(QUEUE).await;
    queue.expect("41 euros");
    assert!(!queue.says("À qui de droit"));
    marc.post(&format!("/admin/mail/held/{id}/decision"), &[("decision", "judge")]).await.expect_status(404);
    marc.post(&format!("/admin/mail/held/{id}/decision"), &[("decision", "drop")]).await.expect_status(200);
    assert_eq!(world.count("select count(*) from mail_recipients where state = 'dropped'").await, 1);
    assert_eq!(world.count("select count(*) from mails").await, 2, "the ledger keeps it");
}

#[actix_web::test]
async fn everybody_finds_their_own_mail_again_and_nobody_else_s() {
    let world = World::settled().await;
    let camille = "Camille <camille@brevent.example>";
    world.arrives(&Message::new(camille, "ligne-4").subject("Publié tel quel").says("Un.\n")).await;
    world.arrives(&Message::new(camille, "comite").subject("Refusé au comité").says("Deux.\n")).await;
    world.arrives(&Message::new(camille, "ligne-4").subject("Pas de moi").says("Trois.\n").unproved()).await;
    let mine = world.browser("camille").await.get("/settings/mail").await;
    mine.expect("Publié tel quel");
    mine.expect("Refusé au comité");
    mine.expect("Il n’y a rien à cette adresse où son expéditeur puisse écrire.");
    mine.expect("Pas de moi");
    assert!(mine.links().iter().any(|link| link.starts_with("/posts/")), "what stands is a link");
    let found = world.browser("camille").await.get("/settings/mail?q=comit").await;
    assert!(found.says("Refusé au comité") && !found.says("Publié tel quel"));
    world.browser("camille").await.get("/settings/mail?q=%25_'").await.expect_status(200);
    for who in ["hugo", "marc", "claire"] {
        assert!(!world.browser(who).await.get("/settings/mail").await.says("Publié tel quel"), "{who}");
    }
}

#[actix_web::test]
async fn people_in_copy_are_named_and_an_owner_may_propose_them_as_guests() {
    let world = World::settled().await;
    let copy = "Gus Nold <gus@nosig.example>, anonyme@nosig.example, claire@acier-duval.example";
    let message = Message::new("Camille <camille@brevent.example>", "ligne-4").subject("En copie").head("Cc", copy);
    world.arrives(&message).await;
    let id: uuid::Uuid = world.query("select id from posts where title = 'En copie'", &[]).await[0].get(0);
    let path = format!("/posts/{id}");
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(&path).await;
    page.expect("Gus Nold");
    page.expect("anonyme@nosig.example");
    let propose = page
        .links()
        .into_iter()
        .find(|link| link.contains("guests/new?") && link.contains("Gus"))
        .expect("a link to propose");
    let form = hugo.get(&propose).await.form("/spaces/ligne-4/guests");
    assert_eq!(form.value("guests"), Some("Gus Nold <gus@nosig.example>"));
    let claire = world.browser("claire").await.get(&path).await;
    claire.expect("Gus Nold");
    assert!(!claire.body.contains("nosig.example"), "a guest is told no address");
    let camille = world.browser("camille").await.get(&path).await;
    assert!(!camille.links().iter().any(|link| link.contains("guests/new")), "she owns nothing here");
    assert_eq!(world.count("select count(*) from people where email like '%nosig%'").await, 0, "nobody is registered");
}

#[actix_web::test]
async fn a_letter_of_parvis_to_itself_shows_each_step() {
    let world = World::settled().await;
    let mut marc = world.browser("marc").await;
    let page = marc.get("/admin/mail/doors").await;
    page.expect("127.0.0.1:8024");
    marc.submit(page.form("/admin/mail/tests")).await.expect_status(200);
    let letters = world.letters().await;
    let [letter] = letters.as_slice() else { panic!("one letter, not {letters:?}") };
    let page = marc.get("/admin/mail/doors").await;
    page.expect("Pris par le serveur de mail");
    assert_eq!(world.count("select count(*) from mail_tests where sent_at is not null and read_at is null").await, 1);
    world.arrives(&Message::new("Parvis <parvis@localhost>", &letter.to.1).subject(&letter.subject)).await;
    assert_eq!(world.count("select count(*) from mail_tests where read_at is not null and door = 'lmtp'").await, 1);
    assert_eq!(world.count("select count(*) from posts where title like 'Parvis%'").await, 0);
    marc.get("/admin/mail/doors?dns=true").await.expect("absent");
    world.browser("camille").await.get("/admin/mail/doors").await.expect_status(403);
    world.browser("claire").await.post("/admin/mail/tests", &[]).await.expect_status(404);
}

/// Scenario 17: an account's owner hears of it in Parvis, whoever used their name hears nothing.
#[actix_web::test]
async fn whoever_s_name_a_mail_uses_is_told_once_a_day_and_reads_nothing_of_it_in_the_notice() {
    let world = World::settled().await;
    let (leaked, id) =
        world.reply_address("0b000000-0000-7000-8000-000000000001", "0e000000-0000-7000-8000-000000000001").await;
    let forged = |n: usize| {
        let to = if n == 0 { &leaked } else { "ligne-4" };
        let mail = Message::new("Camille Vasseur <camille@brevent.example>", to).subject(&format!("Virement {n}"));
        mail.answers(&id).says("Changez l’IBAN.\n").unproved()
    };
    for n in 0..6 {
        world.arrives(&forged(n)).await;
    }
    assert_eq!(world.ledger().await, vec![("held".to_owned(), "forged".to_owned()); 6]);
    assert!(world.letters().await.is_empty(), "neither she nor its sender is written to");
    let told = "select count(*) from notifications where reason = 'forged'";
    let unread = "select count(*) from notifications where reason = 'forged' and read_at is null";
    assert_eq!((world.count(told).await, world.count(unread).await), (1, 1));
    let mut camille = world.browser("camille").await;
    let page = camille.get("/notifications").await;
    page.expect("Un mail qui se dit de vous a été gardé");
    assert!(!page.says("Virement") && !page.says("IBAN"), "nothing of what it says");
    let links = page.links();
    let link = links.iter().find(|link| link.starts_with("/notifications/0b00")).expect("a link");
    let mine = camille.get(link).await;
    assert_eq!(mine.path, "/settings/mail");
    mine.expect("Virement 5");
    for who in ["hugo", "marc", "claire"] {
        assert!(!world.browser(who).await.get("/notifications").await.says("se dit de"), "{who}");
    }
    assert_eq!(world.count(unread).await, 0, "she went there");
    world.arrives(&forged(6)).await;
    assert_eq!(world.count(unread).await, 0, "once a day");
    world.pass(chrono::Duration::days(1) + chrono::Duration::minutes(1));
    world.arrives(&forged(7)).await;
    assert_eq!((world.count(told).await, world.count(unread).await), (1, 1), "and again the next day");
    // The log says that it happened; of a name that nobody has, nobody is told.
    world
        .browser("marc")
        .await
        .get("/admin/audit")
        .await
        .expect("Un mail qui se disait de Camille Vasseur a été gardé");
    world.arrives(&Message::new("Faux <faux@brevent.example>", "ligne-4").unproved()).await;
    assert_eq!(world.count(told).await, 1);
}
