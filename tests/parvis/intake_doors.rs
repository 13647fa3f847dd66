//! Handing mail over: what a mail server hears, and when.

use std::net::{SocketAddr, TcpListener};

use parvis::mail::address::Signed;
use parvis::mail::door::{self, Doorbell, Known, Protocol};
use parvis::stop::Stop;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::deliveries::{self, SETTINGS, publish};
use crate::support::World;
use crate::support::post::Message;

const CLAIRE: &str = "0b000000-0000-7000-8000-000000000006";
const BOBINES: &str = "0e000000-0000-7000-8000-000000000001";

/// A mail server, talking to ours.
struct Server {
    stream: TcpStream,
    heard: String,
}

fn open(world: &World, protocol: Protocol) -> (SocketAddr, Stop) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (address, stop) = (listener.local_addr().expect("an address"), Stop::new());
    actix_web::rt::spawn(door::serve(world.app.clone().into_inner(), listener, protocol, stop.clone()));
    (address, stop)
}

impl Server {
    async fn new(address: SocketAddr) -> Self {
        let mut server = Self { stream: TcpStream::connect(address).await.expect("a door"), heard: String::new() };
        assert!(server.hears().await.starts_with("220 "));
        server
    }

    /// The next whole answer.
    async fn hears(&mut self) -> String {
        loop {
            let mut end = 0;
            for line in self.heard.split_inclusive("\r\n") {
                end += line.len();
                if line.ends_with("\r\n") && line.as_bytes().get(3) == Some(&b' ') {
                    let rest = self.heard.split_off(end);
                    return std::mem::replace(&mut self.heard, rest);
                }
            }
            let mut piece = [0; 4096];
            let read = self.stream.read(&mut piece).await.expect("an answer");
            assert!(read > 0, "it hung up after {:?}", self.heard);
            self.heard.push_str(&String::from_utf8_lossy(&piece[..read]));
        }
    }

    async fn says(&mut self, words: &[u8]) {
        self.stream.write_all(words).await.expect("somebody listens");
    }

    async fn asks(&mut self, line: &str) -> String {
        self.says(format!("{line}\r\n").as_bytes()).await;
        self.hears().await
    }

    async fn begins(&mut self, hello: &str, to: &[&str]) {
        assert!(self.asks(&format!("{hello} mx.example")).await.contains("SIZE"));
        assert!(self.asks("MAIL FROM:<camille@brevent.example>").await.starts_with("250"));
        for to in to {
            assert!(self.asks(&format!("RCPT TO:<{to}>")).await.starts_with("250"), "{to}");
        }
    }
}

fn raw() -> Vec<u8> {
    Message::new("Camille <camille@brevent.example>", "ligne-4").subject("Par la porte").says("Bonjour.\n").raw()
}

#[actix_web::test]
async fn a_mail_is_kept_before_its_server_hears_so_and_each_recipient_gets_an_answer() {
    let world = World::settled().await;
    let (address, _stop) = open(&world, Protocol::Lmtp);
    let mut server = Server::new(address).await;
    server.asks("LHLO mx.example").await;
    server.asks("XFORWARD ADDR=192.0.2.1 HELO=mail.brevent.example").await;
    server.asks("MAIL FROM:<camille@brevent.example> SIZE=500 BODY=8BITMIME").await;
    assert!(server.asks("RCPT TO:<ligne-4@localhost>").await.starts_with("250 2.1.5"));
    assert!(server.asks("RCPT TO:<personne@localhost>").await.starts_with("550 5.1.1"));
    assert!(server.asks("RCPT TO:<x@ailleurs.example>").await.starts_with("550 5.7.1"));
    assert!(server.asks("RCPT TO:<Vie-De-La-Maison@LOCALHOST>").await.starts_with("250"));
    assert!(server.asks("DATA").await.starts_with("354"));
    server.says(&raw()).await;
    assert_eq!(world.count("select count(*) from mails").await, 0, "nothing is kept before its end");
    server.says(b"\r\n.\r\n").await;
    assert!(server.hears().await.starts_with("250") && server.hears().await.starts_with("250"), "one for each");
    assert_eq!(world.count("select count(*) from mails").await, 1);
    assert!(server.asks("QUIT").await.starts_with("221"));
    world.work().await;
    assert_eq!(world.count("select count(*) from posts where title = 'Par la porte'").await, 2, "proved by its server");
}

#[actix_web::test]
async fn a_signed_address_is_known_however_gateways_write_it_and_one_letter_changed_is_nobody() {
    let world = World::settled().await;
    let signed = Signed::Reply { post: BOBINES.parse().expect("an id"), person: CLAIRE.parse().expect("an id") };
    let right = world.addresses().await.sign(signed, 0);
    let flip = |c: char| if c == 'a' { 'b' } else { 'a' };
    let wrong: String = right.char_indices().map(|(n, c)| if n == 20 { flip(c) } else { c }).collect();
    let (address, _stop) = open(&world, Protocol::Smtp);
    let mut server = Server::new(address).await;
    server.begins("EHLO", &[&right, &right.to_uppercase(), "postmaster@localhost", "parvis@localhost"]).await;
    assert!(server.asks(&format!("RCPT TO:<{wrong}>")).await.starts_with("550"));
    assert!(server.asks("DATA").await.starts_with("354"));
    server.says(b".\r\n").await;
    assert!(server.hears().await.starts_with("250"), "an empty message ends too");
}

#[actix_web::test]
async fn nothing_is_smuggled_in_behind_a_message() {
    let world = World::settled().await;
    let (address, _stop) = open(&world, Protocol::Smtp);
    for end in ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r.\r\n", "\0\r\n.\0\r\n"] {
        let mut server = Server::new(address).await;
        server.begins("EHLO", &["ligne-4@localhost"]).await;
        server.asks("DATA").await;
        let mut bytes = raw();
        bytes.extend(end.as_bytes());
        bytes.extend(b"MAIL FROM:<x@evil.example>\r\nRCPT TO:<comite@localhost>\r\nDATA\r\nFrom: x@evil.example\r\n\r\nx\r\n.\r\n");
        server.says(&bytes).await;
        assert!(server.hears().await.starts_with("250"), "{end:?}");
        assert!(server.asks("NOOP").await.starts_with("250 2.0.0 Ok"), "{end:?}: it is one message");
        let stray = world.count("select count(*) from mail_recipients where address like 'comite%'").await;
        assert_eq!(stray, 0, "{end:?}");
    }
}

#[actix_web::test]
async fn what_is_too_big_is_refused_before_and_after_it_came_and_the_conversation_goes_on() {
    let world = World::settled().await;
    let (address, _stop) = open(&world, Protocol::Lmtp);
    let mut server = Server::new(address).await;
    server.asks("LHLO mx.example").await;
    assert!(server.asks("MAIL FROM:<a@b.example> SIZE=99999999").await.starts_with("552 5.3.4"));
    server.asks("MAIL FROM:<a@b.example>").await;
    server.asks("RCPT TO:<ligne-4@localhost>").await;
    server.asks("DATA").await;
    let line = [b"x".repeat(998), b"\r\n".to_vec()].concat();
    for _ in 0..27_000 {
        server.says(&line).await;
    }
    server.says(b".\r\n").await;
    assert!(server.hears().await.starts_with("552 5.3.4"));
    assert_eq!(world.count("select count(*) from mails").await, 0);
    // In pieces (RFC 3030), and together with what comes next.
    server.begins("LHLO", &["ligne-4@localhost"]).await;
    let raw = raw();
    let (head, tail) = raw.split_at(20);
    let said = [format!("BDAT {}\r\n", head.len()).into_bytes(), head.to_vec()].concat();
    server.says(&said).await;
    assert!(server.hears().await.starts_with("250"));
    let said = [format!("BDAT {} LAST\r\n", tail.len()).into_bytes(), tail.to_vec(), b"NOOP\r\n".to_vec()].concat();
    server.says(&said).await;
    assert!(server.hears().await.starts_with("250 2.0.0 Kept") && server.hears().await.starts_with("250 2.0.0 Ok"));
    let kept: Vec<u8> = world.query("select raw from mails", &[]).await[0].get(0);
    assert_eq!(kept, raw, "byte by byte");
}

#[actix_web::test]
async fn rubbish_and_the_wrong_order_end_the_conversation_and_nothing_else() {
    let world = World::settled().await;
    let (address, _stop) = open(&world, Protocol::Smtp);
    let mut server = Server::new(address).await;
    for (said, code) in [
        ("RCPT TO:<ligne-4@localhost>", "503"),
        ("DATA", "503"),
        ("LHLO mx.example", "500"),
        ("MAIL FROM:<a@b.example>", "503"),
        ("HELO mx.example", "250"),
        ("MAIL FROM:a b c", "5"),
        ("MAIL FROM:<>", "250"),
        ("DATA", "503"),
        ("VRFY camille", "252"),
        ("RSET", "250"),
        ("\u{0}\u{1}\u{2}", "500"),
    ] {
        let heard = server.asks(said).await;
        assert!(heard.starts_with(code), "{said:?}: {heard}");
    }
    server.says(&b"a".repeat(100_000)).await;
    for _ in 0..30 {
        server.stream.write_all(b"WHO\r\n").await.ok();
    }
    let mut rest = Vec::new();
    server.stream.read_to_end(&mut rest).await.ok();
    assert!(String::from_utf8_lossy(&rest).contains("421"), "whoever goes on guessing is sent away");
    assert!(Server::new(address).await.asks("NOOP").await.starts_with("250"), "others are served");
}

#[actix_web::test]
async fn a_mail_to_a_hundred_forms_of_one_address_is_kept_once() {
    let world = World::settled().await;
    let (address, _stop) = open(&world, Protocol::Lmtp);
    let mut server = Server::new(address).await;
    let stranger = Message::new("X <x@inconnu.example>", "ligne-4").subject("Offre").says("Une.\n").raw();
    server.asks("LHLO mx.example").await;
    let forms: Vec<String> = (1..=99).map(|n| format!("ligne-4+{n}@localhost")).collect();
    // All in one conversation; and the same bytes once more, to yet another.
    for to in [forms, vec!["Ligne-4.brouillon@LOCALHOST".to_owned()]] {
        server.asks("MAIL FROM:<x@inconnu.example>").await;
        for to in &to {
            assert!(server.asks(&format!("RCPT TO:<{to}>")).await.starts_with("250"), "{to}");
        }
        assert!(server.asks("DATA").await.starts_with("354"));
        server.says(&stranger).await;
        server.says(b"\r\n.\r\n").await;
        for to in &to {
            assert!(server.hears().await.starts_with("250"), "an answer for {to}");
        }
    }
    world.work().await;
    assert_eq!(world.ledger().await, [("held".to_owned(), "unknown-sender".to_owned())]);
    let kept =
        world.query("select r.address, m.times from mail_recipients r join mails m on m.id = r.mail_id", &[]).await;
    assert_eq!((kept[0].get::<_, &str>(0), kept[0].get::<_, i32>(1)), ("ligne-4@localhost", 2));
}

#[actix_web::test]
async fn each_way_to_write_an_address_is_the_place_that_it_means() {
    let world = World::settled().await;
    let ours = world.addresses().await;
    let signed = Signed::Reply { post: BOBINES.parse().expect("an id"), person: CLAIRE.parse().expect("an id") };
    let right = ours.sign(signed, 3);
    let secret = ours.of_space("0c000000-0000-7000-8000-000000000005".parse().expect("an id"), "comite", true);
    world.execute("update spaces set slug = 'ligne-5' where slug = 'ligne-4'; insert into old_slugs select 'ligne-4', id from spaces where slug = 'ligne-5'").await;
    let bell = Doorbell::new(&world.app).await.expect("a doorbell");
    for (written, place) in [
        (right.to_uppercase(), &*right),
        (right.replacen('.', "+", 1), &*right),
        (format!("prvs=1234abcd={right}"), &*right),
        (secret.to_uppercase().replace('.', "+"), &*secret),
        ("ligne-4.vieux.nom@localhost".to_owned(), "ligne-5@localhost"),
        (" Postmaster@LocalHost".to_owned(), "postmaster@localhost"),
        ("Parvis@localhost".to_owned(), "parvis@localhost"),
    ] {
        assert_eq!(bell.ask(&written).await.expect("an answer"), Known::Ours(place.to_owned()), "{written}");
    }
    for nobody in ["comite@localhost", "comite+x@localhost", "personne+1@localhost"] {
        assert_eq!(bell.ask(nobody).await.expect("an answer"), Known::Nobody, "{nobody}");
    }
}

/// Scenario 51, from the wire to the page of whoever's letters come back.
#[actix_web::test]
async fn two_reports_of_a_mail_system_stop_letters_and_their_reader_is_told_on_the_page() {
    let world = World::settled().await;
    let (mut hugo, mut claire) = (world.browser("hugo").await, world.browser("claire").await);
    let (door, _stop) = open(&world, Protocol::Smtp);
    let mut server = Server::new(door).await;
    server.asks("EHLO mx.acier-duval.example").await;
    for title in ["Un", "Deux"] {
        publish(&mut hugo, title, "Lundi.").await;
        let letters = world.letters_to(deliveries::CLAIRE).await;
        let bounce = letters[0].threading.as_ref().and_then(|threading| threading.bounce.clone()).expect("an address");
        assert!(!claire.get(SETTINGS).await.says("Vos mails reviennent"));
        let report = format!(
            "From: Mail Delivery System <MAILER-DAEMON@mx.acier-duval.example>\r\nTo: {bounce}\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nI'm sorry: {title}.\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acier-duval.example\r\n\r\n\
             Final-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
             Diagnostic-Code: smtp; 550 5.1.1 <{to}>: Recipient address rejected: User unknown\r\n\r\n--b--\r\n",
            to = deliveries::CLAIRE,
        );
        assert!(server.asks("MAIL FROM:<>").await.starts_with("250"));
        assert!(server.asks(&format!("RCPT TO:<{bounce}>")).await.starts_with("250"));
        assert!(server.asks("DATA").await.starts_with("354"));
        server.says(report.as_bytes()).await;
        server.says(b".\r\n").await;
        assert!(server.hears().await.starts_with("250"));
        assert!(world.letters().await.is_empty(), "nobody answers it");
    }
    assert_eq!(world.ledger().await, vec![("done".to_owned(), "bounce".to_owned()); 2]);
    assert_eq!(world.count("select count(*) from posts where title like 'Undelivered%'").await, 0);
    let settings = claire.get(SETTINGS).await;
    settings.expect("Vos mails reviennent");
    settings.expect("dit qu’elle n’existe pas");
    publish(&mut hugo, "Trois", "Lundi.").await;
    assert!(world.letters_to(deliveries::CLAIRE).await.is_empty());
    claire.get("/spaces/ligne-4").await.expect("Trois");
}
