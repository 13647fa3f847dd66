//! The digest.

use serde::Serialize;

use super::super::{Reader, Sheet, write as fill};
use super::Desk;
use super::words::title;
use crate::domain::delivery::{Digest, Told};
use crate::domain::kinds::{Reason, Rhythm};
use crate::error::Result;
use crate::mail::Written;
use crate::mail::headers::Threading;
use crate::web::dates::{self, Style};
use crate::web::urls;

/// `mail/digest.txt` and `.html`
#[derive(Serialize)]
struct Sections {
    subject: String,
    day: String,
    greeting: String,
    lead: String,
    awaited: Vec<Line>,
    outside: Vec<Line>,
    inside: Vec<Line>,
    enter_url: String,
    why: String,
    settings_url: String,
    stop_url: String,
}

impl Sheet for Sections {
    const NAME: &'static str = "digest";
}

/// A thread.
#[derive(Serialize)]
struct Line {
    title: String,
    about: String,
    url: String,
    /// Where the reader answers by mail, if they may: a letter to this address belongs to this thread.
    reply_url: Option<String>,
}

/// Writes it.
pub(super) fn write(desk: &Desk<'_>, digest: &Digest) -> Result<Written> {
    let now = desk.app.clock.now();
    let is_awaited = |topic: &&Told| topic.reason.is_some_and(awaits);
    let lines =
        |which: &dyn Fn(&&Told) -> bool| digest.topics.iter().filter(which).map(|topic| line(desk, topic)).collect();
    let awaited: Vec<Line> = lines(&is_awaited);
    let first_name = desk.reader.name.split_whitespace().next().unwrap_or_default().to_owned();
    let at = dates::clock(desk.reader.preferences.digest.minute, desk.reader.language);
    let why = match desk.reader.preferences.digest.rhythm {
        Rhythm::Daily => "letter-digest-why-daily",
        Rhythm::Weekly | Rhythm::Never => "letter-digest-why-weekly",
    };
    let lead = [
        ("since", desk.time(digest.after, Style::Since)),
        ("threads", desk.count("letter-digest-threads", digest.topics.len())),
        (
            "awaited",
            if awaited.is_empty() { String::new() } else { desk.count("letter-digest-awaited", awaited.len()) },
        ),
    ];
    let sheet = Sections {
        subject: desk.tell("letter-digest-subject", [("day", desk.time(now, Style::Day))]),
        day: desk.time(now, Style::Day),
        greeting: desk.tell("letter-digest-greeting", [("name", first_name)]),
        lead: desk.tell("letter-digest-lead", lead),
        outside: lines(&|topic| !is_awaited(topic) && topic.is_open),
        inside: lines(&|topic| !is_awaited(topic) && !topic.is_open),
        awaited,
        enter_url: desk.url("/"),
        why: desk.tell(why, [("at", at)]),
        settings_url: desk.url("/settings/notifications"),
        stop_url: desk.stop(desk.reader.viewer.id().uuid()),
    };
    let to =
        Reader { name: desk.reader.name.clone(), email: desk.reader.email.clone(), language: desk.reader.language };
    let written = fill(desk.app, desk.house, to, &sheet)?;
    let threading = Threading {
        message_id: desk.addresses.digest_id(desk.reader.viewer.id(), digest.after),
        unsubscribe: desk.stop(desk.reader.viewer.id().uuid()),
        unsubscribe_mail: desk.stop_address(desk.reader.viewer.id().uuid()),
        reason: "digest",
        ..desk.threading(digest.letter, &desk.house.name)
    };
    Ok(Written { threading: Some(threading), ..written })
}

/// Whether somebody waits for the reader there.
fn awaits(reason: Reason) -> bool {
    matches!(reason, Reason::Mention | Reason::Announcement | Reason::Question)
}

fn line(desk: &Desk<'_>, topic: &Told) -> Line {
    let (post, space) = (&topic.post, &topic.post.space);
    let mut about = vec![post.author.name.clone()];
    about.extend(super::words::company(&post.author));
    match topic.reason.is_some_and(awaits) {
        true => about.push(desk.tell("letter-digest-in", [("space", space.name.clone())])),
        false => about.insert(0, space.name.clone()),
    }
    if topic.answers > 0 {
        about.push(desk.count("letter-digest-answers", topic.answers));
    }
    let discreet = desk.is_discreet(space.discreet);
    let title = if discreet { desk.say("letter-digest-discreet") } else { title(post.title.as_deref(), &post.body) };
    let reply_url = (topic.may_answer && desk.is_answered()).then(|| {
        let subject = encoded(&format!("Re: [{}] {title}", space.name));
        format!("mailto:{}?subject={subject}", desk.reply(post.id))
    });
    Line { title, about: about.join(", "), url: desk.url(&urls::post(post.id)), reply_url }
}

/// Words as they may stand in an address.
fn encoded(words: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let encode = |byte: u8| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    words.bytes().map(encode).collect()
}
