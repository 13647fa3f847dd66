//! Letters as they travel, read by parsers that are not ours, and what comes back when somebody answers one.

use mail_parser::{Address, Message, MessageParser, MimeHeaders as _};
use parvis::mail::address::{Addresses, Signed};
use parvis::mail::incoming::{Ours, understood};
use parvis::mail::{Written, keys};

use super::{CAMILLE, CLAIRE, COMMENTS, THREAD, answer, publish, says};
use crate::support::World;

const POST: &str = "0e000000-0000-7000-8000-000000000001";
const MARK: &str = "-- Écrivez votre réponse au-dessus de cette ligne --";

fn raw(world: &World, letter: &Written) -> Vec<u8> {
    world.app.mailer.formatted(letter).expect("a letter that can travel")
}

fn parsed(raw: &[u8]) -> Message<'_> {
    MessageParser::default().parse(raw).expect("a message")
}

fn field<'x>(message: &Message<'x>, name: &'x str) -> String {
    let value = message.header_raw(name).unwrap_or_else(|| panic!("no {name}"));
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn addresses(world: &World) -> Addresses {
    keys::addresses(&world.app).await.expect("keys")
}

#[actix_web::test]
async fn a_letter_says_to_every_program_where_it_belongs() {
    let world = World::settled().await;
    answer(&mut world.browser("hugo").await, "Vendredi convient.").await;
    let letters = world.letters_to(CLAIRE).await;
    let raw = raw(&world, &letters[0]);
    for line in raw.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 999, "{} bytes: {}", line.len(), String::from_utf8_lossy(line));
    }
    let message = parsed(&raw);
    let (ours, domain) = (addresses(&world).await, "localhost");
    let Some(Address::List(reply)) = message.reply_to() else { panic!("no Reply-To") };
    assert_eq!(reply[0].name(), Some("Ligne 4"));
    let claire: uuid::Uuid = world.query("select id from people where handle = 'claire.morel'", &[]).await[0].get(0);
    let read = ours.read(reply[0].address().expect("an address")).expect("ours");
    assert_eq!(read.signed, Signed::Reply { post: POST.parse().expect("an id"), person: claire.into() });
    assert_eq!(message.from().and_then(|from| from.first()).and_then(|from| from.address()), Some("parvis@localhost"));
    assert_eq!(message.subject(), Some("Re: [Ligne 4] Bobines décalées"));
    for (name, value) in [
        ("List-Post", format!("<mailto:ligne-4@{domain}>")),
        ("List-Owner", format!("<mailto:postmaster@{domain}>")),
        ("List-Help", "<http://localhost:8080/settings/notifications>".to_owned()),
        ("List-Archive", "<http://localhost:8080/spaces/ligne-4>".to_owned()),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("Precedence", "list".to_owned()),
        ("X-Parvis-Origin", format!("{domain}; hop=1")),
        ("X-Parvis-Thread", POST.to_owned()),
        ("X-Parvis-Reason", "space".to_owned()),
    ] {
        assert_eq!(field(&message, name), value, "{name}");
    }
    for name in ["Message-ID", "In-Reply-To", "References", "Date", "List-Id", "Archived-At", "List-Unsubscribe"] {
        field(&message, name);
    }
    assert!(message.body_text(0).expect("a text").trim_start().starts_with(MARK));
    let html = message.body_html(0).expect("HTML");
    assert!(html.contains("<div id=\"parvis-cut\">") && html.contains(MARK));
}

#[actix_web::test]
async fn where_one_may_not_answer_no_letter_asks_to() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    answer(&mut hugo, "Vendredi convient.").await;
    world.execute(&format!("update posts set comments_closed_at = published_at where id = '{POST}'")).await;
    let letters = world.letters_to(CLAIRE).await;
    let threading = letters[0].threading.as_ref().expect("headers");
    assert!(threading.reply_to.is_none() && !says(&letters[0], MARK) && !letters[0].html.contains("parvis-cut"));
    assert_eq!(threading.list.as_ref().expect("a list").post.as_deref(), Some("ligne-4@localhost"));
    // Thomas reads an open group, and is no member of it.
    let mut marc = world.browser("marc").await;
    let feed = marc.get("/spaces/vie-de-la-maison").await;
    let form =
        feed.form("/spaces/vie-de-la-maison/posts").fill("title", "Fête").fill("body", "@thomas.perrin, venez !");
    marc.submit(form).await.expect("Fête");
    let letters = world.letters_to("thomas@brevent.example").await;
    let letter = letters.iter().find(|letter| letter.subject.contains("Fête")).expect("he is called");
    let raw = raw(&world, letter);
    let message = parsed(&raw);
    assert_eq!(field(&message, "List-Post"), "NO");
    assert!(message.reply_to().is_none());
}

#[actix_web::test]
async fn the_mark_is_in_the_reader_s_language_and_a_letter_of_several_threads_has_none() {
    let world = World::settled().await;
    world.execute("update people set language = 'en' where handle = 'claire.morel'").await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Un", "Un.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(letters[0].text.starts_with("-- Write your reply above this line --"), "{}", letters[0].text);
    publish(&mut hugo, "Deux", "Deux.").await;
    publish(&mut hugo, "Trois", "Trois.").await;
    let letters = world.letters_to(CLAIRE).await;
    assert_eq!(letters.len(), 1, "both in one");
    let threading = letters[0].threading.as_ref().expect("headers");
    assert!(threading.reply_to.is_none() && threading.thread.is_none() && !letters[0].text.contains("above this line"));
}

#[actix_web::test]
async fn each_thread_of_a_digest_is_answered_at_an_address_of_its_own() {
    let world = World::settled().await;
    publish(&mut world.browser("hugo").await, "Du nouveau", "Lundi.").await;
    world.pass(chrono::Duration::days(6) + chrono::Duration::hours(22));
    let letters = world.letters_to(CAMILLE).await;
    let digest = letters.iter().find(|letter| letter.text.contains("Du nouveau")).expect("a digest");
    assert!(digest.threading.as_ref().expect("headers").reply_to.is_none(), "an answer to all would belong nowhere");
    let link = digest.text.split("mailto:").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    let (address, subject) = link.split_once("?subject=").expect("a subject");
    assert_eq!(subject, "Re%3A%20%5BLigne%204%5D%20Du%20nouveau");
    let post: uuid::Uuid = world.query("select id from posts where title = 'Du nouveau'", &[]).await[0].get(0);
    let read = addresses(&world).await.read(address).expect("ours");
    assert!(matches!(read.signed, Signed::Reply { post: of, .. } if of.uuid() == post));
    let bounce = digest.threading.as_ref().and_then(|threading| threading.bounce.clone()).expect("a bounce address");
    let Signed::Bounce { letter } = addresses(&world).await.read(&bounce).expect("ours").signed else {
        panic!("not a bounce address")
    };
    let known = world.query("select count(*) from deliveries where id = $1", &[&letter]).await;
    assert_eq!(known[0].get::<_, i64>(0), 1, "the letter is known by it");
}

/// What came by mail: as the door writes it down.
async fn came_by_mail(world: &World, title: &str, id: &str, copies: &[&str]) {
    let mailed = format!(
        "insert into mailed (id, post_id, message_id, is_proved) select gen_random_uuid(), id, '{id}', true from posts where title = '{title}'"
    );
    world.execute(&mailed).await;
    for copy in copies {
        let copy = format!(
            "insert into mail_copies (mailed_id, address) select id, '{copy}' from mailed where message_id = '{id}'"
        );
        world.execute(&copy).await;
    }
}

#[actix_web::test]
async fn what_came_by_mail_keeps_its_name_and_nobody_gets_it_twice() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Par mail", "Lundi.").await;
    came_by_mail(&world, "Par mail", "abc.1@acier-duval.example", &[]).await;
    let letters = world.letters_to(CLAIRE).await;
    assert_eq!(letters[0].threading.as_ref().expect("headers").message_id, "<abc.1@acier-duval.example>");
    let path = publish(&mut hugo, "En copie", "Mardi.").await;
    came_by_mail(&world, "En copie", "abc.2@acier-duval.example", &[CLAIRE]).await;
    assert!(world.letters_to(CLAIRE).await.is_empty(), "she has it from its author");
    let skipped = "select count(*) from deliveries where state = 'skipped'";
    assert_eq!(world.count(skipped).await, 1);
    world.browser("claire").await.get("/notifications").await.expect("En copie");
    let comments = format!("{path}/comments");
    let thread = hugo.get(&path).await;
    hugo.submit(thread.form(&comments).fill("body", "Et mercredi.")).await.expect("Et mercredi.");
    world.execute("update notifications set read_at = null").await;
    let letters = world.letters_to(CLAIRE).await;
    let threading = letters[0].threading.as_ref().expect("headers");
    assert_eq!(threading.in_reply_to.as_deref(), Some("<abc.2@acier-duval.example>"));
    assert_eq!(threading.references, ["<abc.2@acier-duval.example>"]);
    // Nobody names a message as if it were another of ours, nor puts more into a header than a name.
    for (n, id) in ["m.aaaa@localhost", "a@b.example> <c@d.example", "x\r\nBcc: y@z.example", ""].iter().enumerate() {
        let title = format!("Ruse {n}");
        publish(&mut hugo, &title, "Rien.").await;
        let id = id.replace('\'', "");
        came_by_mail(&world, &title, &id, &[]).await;
        world.pass(chrono::Duration::minutes(31));
        let letters = world.letters_to(CLAIRE).await;
        let own = letters[0].threading.as_ref().expect("headers").message_id.clone();
        assert!(own.starts_with("<m.") && own != "<m.aaaa@localhost>" && own.ends_with("@localhost>"), "{own}");
    }
}

/// As mail programs send an answer with our letter under it.
fn replies(letter: &Message<'_>) -> Vec<(&'static str, String)> {
    let text = letter.body_text(0).expect("a text").replace("\r\n", "\n");
    let html = letter.body_html(0).expect("HTML").into_owned();
    let body = html.split_once("<body").and_then(|(_, rest)| rest.split_once('>')).expect("a body").1;
    let body = body.split("</body>").next().expect("its end");
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    let wrote = "Le lun. 23 nov. 2026 à 10:00, Hugo Lambert (via Parvis) <parvis@localhost> a écrit :";
    let plain = |body: String| ("text/plain", body);
    let of_html = |body: String| ("text/html", body);
    let all = [
        ("gmail, plain", plain(format!("C’est noté.\n\n{wrote}\n\n{quoted}"))),
        ("thunderbird, below", plain(format!("{wrote}\n{quoted}\nC’est noté.\n"))),
        (
            "outlook, plain",
            plain(format!(
                "C’est noté.\n\n-----Message d’origine-----\nDe : Hugo Lambert (via Parvis) <parvis@localhost>\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : Claire Morel\nObjet : [Ligne 4] Presse 3\n\n{text}"
            )),
        ),
        (
            "gmail",
            of_html(format!(
                "<div dir=\"ltr\">C’est noté.</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{wrote}<br></div><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex\">{}</blockquote></div>",
                body.replace("id=\"parvis-cut\"", "id=\"m_-123parvis-cut\"")
            )),
        ),
        (
            "outlook",
            of_html(format!(
                "<div><p>C’est noté.</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p><b>De :</b> Hugo Lambert (via Parvis) &lt;parvis@localhost&gt;<br><b>Envoyé :</b> lundi 23 novembre 2026 10:00<br><b>À :</b> Claire Morel<br><b>Objet :</b> [Ligne 4] Presse 3</p></div>{body}</div>"
            )),
        ),
        (
            "apple mail",
            of_html(format!(
                "C’est noté.<br><div><blockquote type=\"cite\"><div>{wrote}</div><br>{body}</blockquote></div>"
            )),
        ),
        // A program that only puts the letter under the answer: what we left in it is all there is.
        ("a webmail", of_html(format!("<p>C’est noté.</p>{body}"))),
    ];
    let head = |kind: &str| {
        format!(
            "From: Claire <claire@acier-duval.example>\r\nTo: r.x@localhost\r\nSubject: Re: x\r\nIn-Reply-To: <m@localhost>\r\n\
             MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        )
    };
    all.into_iter().map(|(name, (kind, body))| (name, head(kind) + &body)).collect()
}

#[actix_web::test]
async fn of_an_answer_to_our_letter_only_the_answer_is_kept() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Presse 3", "Elle **tourne** lundi.\n\n- matin : Amine\n- soir : Mathis\n\nEt mardi ?").await;
    let letters = world.letters_to(CLAIRE).await;
    let raw = raw(&world, &letters[0]);
    for (program, reply) in replies(&parsed(&raw)) {
        let understood = understood(reply.as_bytes(), &Ours::default()).expect("a reply that can be read");
        assert_eq!(understood.kept().trim(), "C’est noté.", "{program}");
        assert!(
            understood.folded().any(|piece| piece.text.contains("tourne")),
            "{program}: the rest is folded, not lost"
        );
    }
}

#[actix_web::test]
async fn files_travel_with_their_message_as_far_as_there_is_room() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    publish(&mut hugo, "Plan", "Voici.").await;
    let hang = |name: &str, size: i64| {
        format!(
            "insert into files (id, hash, name, kind, media_type, size, uploader_id, post_id, created_at) \
             select overlay(gen_random_uuid()::text placing '7' from 15)::uuid, hash, '{name}', 'document', 'text/plain', {size}, uploader_id, \
             (select id from posts where title = 'Plan'), '2026-11-23Z' from files where name = 'plan-ligne-4.txt'"
        )
    };
    world.execute(&hang("coupe été.txt", 19)).await;
    world.execute(&hang("lourd.txt", 10_000_001)).await;
    let letters = world.letters_to(CLAIRE).await;
    let raw = raw(&world, &letters[0]);
    let message = parsed(&raw);
    let files: Vec<_> = message.attachments().collect();
    let [file] = files.as_slice() else { panic!("one file, not {}", files.len()) };
    assert_eq!((file.attachment_name(), file.contents()), (Some("coupe été.txt"), "Plan de la ligne 4.".as_bytes()));
    assert!(says(&letters[0], "coupe été.txt, 1 Ko, en pièce jointe") && says(&letters[0], "lourd.txt, 10 Mo"));
    assert!(letters[0].html.contains("lourd.txt</a>") && letters[0].html.matches("/mail/files/").count() == 1);
    // Without content, without files.
    world.execute("update spaces set discreet = true where slug = 'ligne-4'").await;
    let thread = hugo.get(THREAD).await;
    hugo.submit(thread.form(COMMENTS).fill("body", "Rien.")).await.expect("Rien.");
    let quiet = "update files set comment_id = (select id from comments where body = 'Rien.'), post_id = '0e000000-0000-7000-8000-000000000001' where name = 'coupe été.txt'";
    world.execute(quiet).await;
    let letters = world.letters_to(CLAIRE).await;
    assert!(letters[0].files.is_empty() && !says(&letters[0], "coupe"));
}
