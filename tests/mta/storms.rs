//! The database is away while mail comes in.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::process::until;
use super::town::{MAISON, Town};

/// Some of the house, each of whom writes ten mails.
const WRITERS: [&str; 5] = [
    "c.vasseur@brevent.example",
    "h.lambert@brevent.example",
    "t.perrin@brevent.example",
    "n.benali@brevent.example",
    "y.legoff@brevent.example",
];

#[test]
fn the_database_is_killed_again_and_again_and_of_fifty_mails_none_is_lost_or_doubled() {
    let town = Town::new();
    let known = WRITERS.map(|writer| format!("'{writer}'")).join(", ");
    assert_eq!(town.count(&format!("select count(*) from people where email in ({known})")), 5);
    let server = format!("127.0.0.1:{}", town.postfix.port);
    std::thread::scope(|scope| {
        for writer in WRITERS {
            let server = &server;
            scope.spawn(move || (0..10).for_each(|n| write(server, writer, n)));
        }
        for _ in 0..3 {
            let killed = town.data.postmaster();
            kill_process(killed, Signal::KILL).unwrap();
            until("another one serves", || is_another(town.data.path(), killed));
        }
    });
    until("the queue is empty", || town.postfix.is_empty());
    let published = "select count(*) from posts where title like 'Tempête %'";
    until("all are published", || {
        town.later();
        town.count(published) == 50
    });
    assert_eq!(town.count("select count(distinct title) from posts where title like 'Tempête %'"), 50);
    assert_eq!(town.count("select count(*) from mail_recipients where state <> 'published'"), 0);
    assert_eq!(town.count("select count(*) from mails"), 50);
}

fn write(server: &str, writer: &str, n: usize) {
    let subject = format!("Subject: Tempête {writer} {n}");
    let mut command = Command::new("swaks");
    command.args(["--server", server, "--from", writer, "--to", MAISON, "--header", &subject]);
    assert!(command.stdin(Stdio::null()).output().unwrap().status.success());
}

fn is_another(data: &Path, killed: Pid) -> bool {
    let file = fs::read_to_string(data.join("pg/postmaster.pid")).unwrap_or_default();
    let is_ready = file.lines().nth(7).is_some_and(|state| state.trim() == "ready");
    is_ready && file.lines().next().and_then(|pid| pid.trim().parse().ok()).and_then(Pid::from_raw) != Some(killed)
}

#[test]
fn a_database_that_says_nothing_is_one_that_is_away_and_the_mail_server_keeps_its_mail() {
    let town = Town::new();
    let family = family(town.data.postmaster());
    assert!(family.len() > 3, "the database has its processes");
    family.iter().for_each(|process| kill_process(*process, Signal::STOP).unwrap());
    town.swaks(WRITERS[0], &[MAISON], &["--header", "Subject: Patience"]);
    let began = Instant::now();
    let told = loop {
        let queue = town.postfix.queue();
        if queue.contains("451 4.3.0") || began.elapsed() > Duration::from_secs(100) {
            break queue;
        }
        std::thread::yield_now();
    };
    family.iter().for_each(|process| kill_process(*process, Signal::CONT).unwrap());
    assert!(told.contains("451 4.3.0"), "{told}");
    until("the queue is empty", || town.postfix.is_empty());
    until("it is published", || town.count("select count(*) from posts where title = 'Patience'") == 1);
}

/// A process and its children.
fn family(first: Pid) -> Vec<Pid> {
    let mut family = vec![first];
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        let own = entry.file_name().to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw);
        if parent == Some(first.as_raw_nonzero().get()) {
            family.extend(own);
        }
    }
    family
}
