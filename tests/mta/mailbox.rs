//! A mailbox that Parvis reads by IMAP.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use super::lane::Block;
use super::process::{parvis, until};
use super::town::{CAMILLE, HUGO, LIGNE_4, MAISON, Town};

/// The one mailbox that all mail for the house goes into.
const BOX: &str = "parvis@boxes.test";
const POSTS: &str = "select count(*) from posts where title like 'Courrier%'";

fn imap(url: String) -> Vec<(&'static str, String)> {
    vec![
        ("PARVIS_IMAP_URL", url),
        ("PARVIS_MAIL_FROM", format!("Parvis <{BOX}>")),
        ("PARVIS_LMTP_BIND", "none".to_owned()),
    ]
}

fn subject(n: usize) -> String {
    format!("Subject: Courrier {n}")
}

#[test]
fn what_comes_into_the_mailbox_is_taken_over_tls_and_moved_aside_unread() {
    let town = Town::with(|town| {
        let mut settings = imap(format!("imaps://parvis%40boxes.test:secret@localhost:{}", town.boxes.imaps));
        settings.push(("SSL_CERT_FILE", town.boxes.authority().display().to_string()));
        settings
    });
    // As a provider's catch-all does it: the envelope says one thing, the head another. It comes while the server waits.
    let proved = ["--local-interface", super::mx::PROVED];
    for (n, to, head) in [
        (0, BOX, format!("To: Ligne 4 <{LIGNE_4}>, {HUGO}")),
        (1, "parvis+vie-de-la-maison@boxes.test", "To: undisclosed-recipients:;".to_owned()),
    ] {
        town.swaks(CAMILLE, &[to], &[&proved[..], &["--header", &subject(n), "--header", &head]].concat());
        until("published", || town.count(POSTS) == n as i64 + 1);
    }
    let spaces = "select string_agg(s.slug, ' ' order by p.title) from posts p join spaces s on s.id = p.space_id
        where p.title like 'Courrier%'";
    assert_eq!(town.sql().text(spaces), "ligne-4 vie-de-la-maison");
    until("the box is empty", || town.boxes.messages(BOX, "INBOX").is_empty());
    assert_eq!(town.boxes.messages(BOX, "Parvis").len(), 2);
    assert!(town.boxes.says(BOX, "STATUS Parvis (UNSEEN)").contains("UNSEEN 2"), "nobody has read it for the people");
    // What is for nobody of the house waits for somebody who decides.
    town.swaks(
        CAMILLE,
        &[BOX],
        &[&proved[..], &["--header", &subject(2), "--header", "To: x@elsewhere.example"]].concat(),
    );
    until("held", || {
        town.count("select count(*) from mail_recipients where state = 'held' and reason = 'no-address'") == 1
    });
    assert_eq!(town.sql().text("select door from mails limit 1"), "imap");
}

#[test]
fn a_mailbox_that_takes_no_password_is_entered_with_a_token() {
    let town = Town::with(|town| {
        give_tokens(town.boxes.tokens);
        let mut settings = imap(format!("imap://parvis%40boxes.test:the-secret@127.0.0.1:{}", town.boxes.imap));
        let place = format!("http://a-client@127.0.0.1:{}/token?scope=mail", town.boxes.tokens);
        settings.push(("PARVIS_IMAP_TOKEN", place));
        settings
    });
    let head = format!("To: {MAISON}");
    town.swaks(CAMILLE, &[BOX], &["--local-interface", super::mx::PROVED, "--header", &subject(0), "--header", &head]);
    until("published", || town.count(POSTS) == 1);
}

/// Gives a token to who knows the secret, and knows it again.
fn give_tokens(port: u16) {
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (mut asked, mut piece) = (String::new(), [0; 4096]);
            let is_whole = |asked: &str| {
                asked.split_once("\r\n\r\n").is_some_and(|(head, body)| {
                    let length = head.to_lowercase().split_once("content-length:").map(|(_, rest)| rest.to_owned());
                    let length = length.and_then(|rest| rest.lines().next()?.trim().parse().ok());
                    body.len() >= length.unwrap_or(0)
                })
            };
            while !is_whole(&asked) {
                match stream.read(&mut piece) {
                    Ok(read @ 1..) => asked.push_str(&String::from_utf8_lossy(&piece[..read])),
                    _ => break,
                }
            }
            let is_right =
                ["grant_type=client_credentials", "client_id=a-client", "client_secret=the-secret", "scope=mail"];
            let (status, body) = if asked.starts_with("POST /token") && is_right.iter().all(|part| asked.contains(part))
            {
                ("200 OK", "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"a-token\"}".to_owned())
            } else if asked.contains("/introspect") && asked.contains("a-token") {
                ("200 OK", format!("{{\"active\":true,\"username\":\"{BOX}\"}}"))
            } else {
                ("401 Unauthorized", "{}".to_owned())
            };
            let length = body.len();
            let head = format!("content-type: application/json\r\ncontent-length: {length}\r\nconnection: close");
            write!(stream, "HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}").ok();
        }
    });
}

#[test]
fn killed_between_keeping_and_moving_it_is_taken_again_and_is_the_same() {
    let mut town =
        Town::with(|town| imap(format!("imap://parvis%40boxes.test:secret@127.0.0.1:{}", town.reading.port)));
    town.reading.set(Block::Before("UID MOVE"));
    let head = format!("To: {MAISON}");
    let words = ["--local-interface", super::mx::PROVED, "--header", &subject(0), "--header", &head];
    // Who listens already was connected before the lane was blocked, and is caught all the same.
    town.swaks(CAMILLE, &[BOX], &words);
    until("kept, not moved", || town.reading.caught() > 0);
    assert_eq!(town.count("select count(*) from mails"), 1);
    town.kill();
    assert_eq!(town.boxes.messages(BOX, "INBOX").len(), 1, "it is there still");
    town.reading.set(Block::Open);
    town.start();
    until("moved", || town.boxes.messages(BOX, "INBOX").is_empty());
    until("published", || {
        town.later();
        town.count(POSTS) == 1
    });
    assert!(town.count("select times::bigint from mails") > 1, "it was taken again");
    assert_eq!(town.boxes.messages(BOX, "Parvis").len(), 1);
    assert_eq!(town.count(POSTS), 1);
}

#[test]
fn two_servers_that_read_the_same_mailbox_make_no_doubles() {
    let town = Town::with(|town| imap(format!("imap://parvis%40boxes.test:secret@127.0.0.1:{}", town.boxes.imap)));
    let _second = Second::start(&town);
    for n in 0..20 {
        let (writer, head) = ([CAMILLE, HUGO][n % 2], format!("To: {MAISON}"));
        let words = ["--local-interface", super::mx::PROVED, "--header", &subject(n), "--header", &head];
        town.swaks(writer, &[BOX], &words);
    }
    until("all are published", || town.count(POSTS) == 20);
    until("the box is empty", || town.boxes.messages(BOX, "INBOX").is_empty());
    assert_eq!(town.count("select count(*) from mails"), 20);
    assert_eq!(town.count(POSTS), 20);
    assert_eq!(town.boxes.messages(BOX, "Parvis").len(), 20);
}

/// Another server for mail alone, on the same database.
struct Second(Child);

impl Second {
    fn start(town: &Town) -> Self {
        let socket = town.data.socket().display().to_string().replace('/', "%2F");
        let database = format!("postgres://parvis@{socket}/parvis");
        let settings: Vec<(&str, &str)> = town.settings().collect();
        let mut command: Command = parvis(&["serve", "--only", "mail"], &settings);
        let folder = town.data.path().join("second");
        command.env("PARVIS_DATABASE_URL", database).env("PARVIS_DATA_DIR", folder);
        Self(command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
