//! The admins' page of doors: what is open, what came through, what is wrong, and what to write to open another.

use std::net::SocketAddr;

use chrono::Duration;
use parvis::config::Options;
use parvis::mail::door;
use parvis::stop::Stop;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::deliveries::publish;
use crate::support::World;
use crate::support::browser::Page;
use crate::support::post::Message;

const DOORS: &str = "/admin/mail/doors";

async fn doors(world: &World) -> Page {
    world.browser("marc").await.get(DOORS).await
}

/// What stands in the row of a door.
fn row(page: &Page, door: &str) -> String {
    let rows = page.body.split("<li class=\"row mail-door\">");
    let row = rows.skip(1).find(|row| row.contains(&format!("<b>{door}</b>"))).expect("a row");
    row.split("</li>").next().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

#[actix_web::test]
async fn each_door_says_where_it_is_and_when_a_mail_last_came_through() {
    let world = World::settled().await;
    let page = doors(&world).await;
    assert!(row(&page, "LMTP").contains("127.0.0.1:8024") && row(&page, "LMTP").contains("rien encore"));
    assert!(row(&page, "IMAP").contains("fermée"));
    let mail =
        Message::new("Camille <camille@brevent.example>", "ligne-4@localhost").subject("Bobines").says("Vendredi.");
    world.arrives(&mail).await;
    world.letters().await;
    world.pass(Duration::hours(1));
    let page = doors(&world).await;
    assert!(
        row(&page, "LMTP").contains("Dernier mail reçu") && row(&page, "LMTP").contains("10 h 00"),
        "{}",
        page.body
    );
    assert!(row(&page, "SMTP").contains("rien encore"));
    assert!(row(&page, "Sortie").contains("Dernière lettre partie"), "{}", row(&page, "Sortie"));
}

/// A mailbox with nothing in it, whose server lets nobody in the first time.
async fn mailbox(listener: TcpListener) {
    let mut is_shut = true;
    while let Ok((stream, _)) = listener.accept().await {
        if talk(stream, is_shut).await.is_err() {
            continue;
        }
        is_shut = false;
    }
}

async fn talk(stream: TcpStream, is_shut: bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"* OK ready\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let (tag, verb) = line.trim_end().split_once(' ').unwrap_or_default();
        let answer = match verb.split(' ').next().unwrap_or_default() {
            "LOGIN" if is_shut => format!("{tag} NO [AUTHENTICATIONFAILED] Wrong.\r\n"),
            "CAPABILITY" => format!("* CAPABILITY IMAP4rev1 MOVE\r\n{tag} OK done\r\n"),
            "STATUS" => format!("* STATUS \"Parvis\" (MESSAGES 0)\r\n{tag} OK done\r\n"),
            "SELECT" => format!("* FLAGS (\\Seen)\r\n* 0 EXISTS\r\n* 0 RECENT\r\n{tag} OK [READ-WRITE] done\r\n"),
            "UID" => format!("* SEARCH\r\n{tag} OK done\r\n"),
            _ => format!("{tag} OK done\r\n"),
        };
        stream.write_all(answer.as_bytes()).await?;
        line.clear();
    }
    Ok(())
}

/// Reads the mailbox until that much was seen of it.
async fn watch(world: &World, seen: impl Fn(&door::Seen) -> bool) {
    let stop = Stop::new();
    let reader = tokio::spawn(door::watch(world.app.clone().into_inner(), stop.clone()));
    while !seen(&world.app.mail_health.now()) {
        world.count("select 1::bigint").await;
    }
    stop.request();
    reader.await.expect("a reader").expect("its end");
}

#[actix_web::test]
async fn a_mailbox_is_named_without_its_password_and_says_in_words_why_it_is_not_read() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address: SocketAddr = listener.local_addr().expect("an address");
    tokio::spawn(mailbox(listener));
    let place = format!("imap://parvis:quatre%20chevaux@{address}/INBOX");
    let world = World::settled().await.reading(place.parse().expect("a mailbox"));
    let page = doors(&world).await;
    let imap = row(&page, "IMAP");
    assert!(imap.contains(&format!("parvis · {address} · dossier INBOX, rangés ensuite dans Parvis")), "{imap}");
    assert!(imap.contains("Boîte pas encore parcourue par ce serveur"), "{imap}");
    watch(&world, |seen| seen.last_error.is_some()).await;
    let page = doors(&world).await;
    let imap = row(&page, "IMAP");
    assert!(imap.contains("refuse le nom, le mot de passe ou le jeton") && imap.contains("Wrong."), "{imap}");
    assert!(imap.contains("data-lasts") && !page.body.contains("chevaux"), "{imap}");
    world.pass(Duration::minutes(5));
    watch(&world, |seen| seen.last_look.is_some()).await;
    let page = doors(&world).await;
    let imap = row(&page, "IMAP");
    assert!(imap.contains("Boîte parcourue") && imap.contains("10 h 05"), "{imap}");
    assert!(imap.contains("Passé :") && !imap.contains("data-lasts"), "{imap}");
    assert!(!page.body.contains("chevaux"));
}

#[actix_web::test]
async fn letters_that_wait_a_quarter_of_an_hour_are_an_alarm() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
    let options = Options { smtp_url: Some(format!("smtp://{nobody}")), ..Options::default() };
    let relay = options.check().expect("settings that can be used").smtp_url.expect("a server");
    let world = World::settled().await.sending_by(relay);
    publish(&mut world.browser("hugo").await, "Presse 3", "Lundi.").await;
    for minutes in [0, 1, 5] {
        world.pass(Duration::minutes(minutes));
        world.work().await;
        assert!(!doors(&world).await.says("plus d’un quart d’heure"), "after {minutes} minutes more");
    }
    assert_eq!(world.count("select attempts::bigint from deliveries where last_reply is not null").await, 3);
    world.pass(Duration::minutes(10));
    let page = doors(&world).await;
    page.expect("Une lettre attend depuis plus d’un quart d’heure");
    page.expect("Connection error");
    // Nobody who sends them is an alarm as well, and says so.
    world.execute("update deliveries set attempts = 0, last_reply = null, due_at = '2026-11-23 09:00Z'").await;
    doors(&world).await.expect("personne ne l’envoie");
    world.execute("update deliveries set state = 'sent', sent_at = '2026-11-23 09:20Z'").await;
    assert!(!doors(&world).await.says("plus d’un quart d’heure"));
}

#[actix_web::test]
async fn three_cards_say_which_door_is_for_whom_and_what_to_write() {
    let world = World::settled().await;
    let page = doors(&world).await;
    for line in [
        "PARVIS_LMTP_BIND=127.0.0.1:8024",
        "PARVIS_SMTP_URL=smtp://127.0.0.1:25",
        "PARVIS_IMAP_URL=imaps://parvis%40localhost:APP-PASSWORD@imap.gmail.com/INBOX",
        "PARVIS_IMAP_TOKEN=https://CLIENT-ID@login.microsoftonline.com/TENANT-ID/oauth2/v2.0/token",
        "PARVIS_MAIL_BIND=none",
    ] {
        page.expect(line);
    }
    let marked = |page: &Page| {
        let cards = page.body.split("<article class=\"sheet sheet-pad stack\"").skip(1);
        let is_open = cards.map(|card| card.contains(">ouverte<")).collect::<Vec<_>>();
        <[bool; 3]>::try_from(is_open).expect("three cards")
    };
    assert_eq!(marked(&page), [true, false, false]);
    assert_eq!(marked(&doors(&world.without_a_door()).await), [false, false, true]);
    let mailbox = "imaps://parvis:secret@imap.example.org/INBOX".parse().expect("a mailbox");
    let world = World::settled().await.without_a_door().reading(mailbox);
    assert_eq!(marked(&doors(&world).await), [false, true, false]);
}
