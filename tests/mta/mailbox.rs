//! A mailbox that Parvis reads by IMAP.

use std::process::{Child, Command, Stdio};

use super::lane::Block;
use super::process::{parvis, until};
use super::town::{CAMILLE, HUGO, LIGNE_4, MAISON, Town};

/// The one mailbox that all mail for the house goes into.
const BOX: &str = "parvis@boxes.test";
const POSTS: &str = "select count(*) from posts where title like 'Relève%'";

fn imap(url: String) -> Vec<(&'static str, String)> {
    vec![("PARVIS_IMAP_URL", url), ("PARVIS_MAIL_FROM", format!("Parvis <{BOX}>")), ("PARVIS_LMTP_BIND", "none".to_owned())]
}

fn subject(n: usize) -> String {
    format!("Subject: Relève {n}")
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
        where p.title like 'Relève%'";
    assert_eq!(town.sql().text(spaces), "ligne-4 vie-de-la-maison");
    until("the box is empty", || town.boxes.messages(BOX, "INBOX").is_empty());
    assert_eq!(town.boxes.messages(BOX, "Parvis").len(), 2);
    assert!(town.boxes.says(BOX, "STATUS Parvis (UNSEEN)").contains("UNSEEN 2"), "nobody has read it for the people");
    // What is for nobody of the house waits for somebody who decides.
    town.swaks(CAMILLE, &[BOX], &[&proved[..], &["--header", &subject(2), "--header", "To: x@elsewhere.example"]].concat());
    until("held", || town.count("select count(*) from mail_recipients where state = 'held' and reason = 'no_address'") == 1);
    assert_eq!(town.sql().text("select door from mails limit 1"), "imap");
}

#[test]
fn killed_between_keeping_and_moving_it_is_taken_again_and_is_the_same() {
    let mut town = Town::with(|town| imap(format!("imap://parvis%40boxes.test:secret@127.0.0.1:{}", town.reading.port)));
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
    town.later();
    until("published", || town.count(POSTS) == 1);
    assert_eq!(town.count("select times::bigint from mails"), 2, "it was taken twice");
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
