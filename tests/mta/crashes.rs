//! `kill -9` at each moment between a mail server and a mailbox: nothing is lost, and nothing is there twice.

use super::boxes::field;
use super::lane::Block;
use super::process::until;
use super::town::{CAMILLE, CLAIRE, LIGNE_4, MAISON, Town};

const POSTS: &str = "select count(*) from posts where title = 'Une fois'";
const READING: &str = "select count(*) from jobs where kind = 'read_mail'";
const ONCE: &[&str] = &["--header", "Subject: Une fois", "--body", "Une fois, et pas deux.\n"];

fn is_published(town: &Town) -> bool {
    town.later();
    town.count(POSTS) == 1
}

#[test]
fn the_listener_is_killed_while_it_listens_and_after_it_has_kept_a_mail() {
    let mut town = Town::new();
    town.inward.set(Block::Within);
    town.swaks(CAMILLE, &[MAISON], ONCE);
    until("half of it has come", || town.inward.caught() == 1);
    assert_eq!(town.count("select count(*) from mails"), 0, "half a mail is none");
    town.kill();
    town.inward.set(Block::Unanswered);
    town.start();
    let is_kept = |town: &Town| {
        town.postfix.queue();
        town.count("select count(*) from mails") == 1
    };
    until("it is kept", || is_kept(&town));
    town.kill();
    town.inward.set(Block::Open);
    town.start();
    until("the queue is empty", || town.postfix.is_empty());
    until("it is published", || is_published(&town));
    until("it is done", || town.count(READING) == 0);
    assert!(town.count("select times::bigint from mails") > 1, "it came again, and is the same");
    assert_eq!(town.count("select count(*) from mail_recipients"), 1);
    assert_eq!(town.count(POSTS), 1, "and is published once");
}

#[test]
fn the_worker_is_killed_while_it_publishes() {
    let mut town = Town::new();
    // Whoever comes to write down that a message came by mail waits here; whoever reads does not.
    let gate = town.sql();
    gate.run("begin; lock table mailed in share mode");
    town.swaks(CAMILLE, &[MAISON], ONCE);
    let waits = "select count(*) from pg_locks where not granted and relation = 'mailed'::regclass";
    until("the worker is in the middle of it", || town.count(waits) > 0);
    town.kill();
    drop(gate);
    town.start();
    assert_eq!(town.count(POSTS), 0, "nothing stays of half a transaction");
    until("it is published", || is_published(&town));
    until("it is done", || town.count(READING) == 0);
    assert_eq!(town.count("select count(*) from mail_recipients where state = 'published'"), 1);
    assert_eq!(town.count(POSTS), 1);
}

#[test]
fn the_sender_is_killed_after_a_letter_was_taken_and_before_it_hears_so() {
    let mut town = Town::new();
    town.outward.set(Block::Unanswered);
    town.swaks(CAMILLE, &[LIGNE_4], ONCE);
    let letters_to = |town: &Town, reader| -> Vec<String> {
        let letters = town.boxes.messages(reader, "INBOX").into_iter();
        letters.filter(|letter| field(letter, "Subject").contains("Une fois")).collect()
    };
    until("some letter is on its way", || town.outward.caught() > 0);
    town.kill();
    town.outward.set(Block::Open);
    town.start();
    until("nobody is left without", || {
        town.later();
        let waiting = "select count(*) from deliveries where way = 'at_once' and state = 'waiting'";
        town.count(POSTS) == 1 && town.count(waiting) == 0
    });
    until("Claire has hers", || !letters_to(&town, CLAIRE).is_empty() && town.postfix.is_empty());
    // Which of the readers' letters was on its way is not said; whoever has it twice has the same.
    for reader in [CLAIRE, "b.keller@acier-duval.example", "s.duval@acier-duval.example"] {
        let letters = letters_to(&town, reader);
        assert!(matches!(letters.len(), 1..=2), "{reader}: {}", letters.len());
        let ids: std::collections::HashSet<String> = letters.iter().map(|letter| field(letter, "Message-ID")).collect();
        assert_eq!(ids.len(), 1, "{reader}: one more copy at the most, under the same id");
    }
}
