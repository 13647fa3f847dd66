//! How one's own message went out: `templates/part/delivery.html`. Nobody else's page says it.

use std::collections::HashMap;

use serde::Serialize;
use uuid::Uuid;

use super::audience::listing;
use super::dates::{self, Style};
use super::entry::{Comment, Entry};
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::comment::{self, Piece};
use crate::domain::delivery::{self, Missed, Sent, Those};
use crate::domain::policy::{InPost, Read};
use crate::domain::{post, space};
use crate::error::Result;

/// How a message went out.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    /// In a line: to how many, and how.
    told: String,
    /// To how many it never arrives.
    missed: Option<String>,
    lines: Vec<Line>,
}

/// A way it went, or did not.
#[derive(Clone, Debug, Serialize)]
struct Line {
    sign: &'static str,
    tone: &'static str,
    words: String,
    note: String,
    at: Option<chrono::DateTime<chrono::Utc>>,
    /// Where one finds another way to reach them.
    url: Option<String>,
}

/// How the messages of a thread went out, by post or comment.
pub type Deliveries = HashMap<String, Delivery>;

/// So many are named of those whom it reached.
const NAMED: usize = 2;

/// Whether anything in a thread is the reader's own.
pub fn is_theirs(post: &InPost<Read>, thread: &comment::Thread) -> bool {
    let me = post.viewer().id();
    let is_own = |comment: &comment::Comment| comment.author.id == me;
    post.is_own()
        || thread.pieces.iter().any(|piece| match piece {
            Piece::Comment(comment) => is_own(comment) || comment.replies.iter().any(is_own),
            Piece::Gap(_) => false,
        })
}

/// How the reader's own went out; asked only where there is something of theirs.
pub async fn sent(visit: &Visit, post: &InPost<Read>, is_theirs: bool) -> Result<HashMap<Uuid, Sent>> {
    if is_theirs { delivery::sent(&visit.db, post).await } else { Ok(HashMap::new()) }
}

/// As it is shown, to one of so many readers.
pub fn shown(visit: &Visit, sent: HashMap<Uuid, Sent>, readers: &post::Readers, of: &space::Audience) -> Deliveries {
    // The page names the guests who read this post; only where they are too many, it counts those of the space.
    let named = readers.guests.len() as i64;
    let guests = if named < post::GUESTS { named } else { of.guests };
    // Without the author.
    let all = of.colleagues + guests - 1;
    sent.into_iter().map(|(item, sent)| (item.to_string(), one(visit, &sent, all))).collect()
}

fn one(visit: &Visit, sent: &Sent, readers: i64) -> Delivery {
    let missed: i64 = sent.missed.values().map(|those| those.count).sum();
    let on_parvis = (readers - sent.taken.count - sent.waiting.count - missed).max(0);
    let count = |key: &str, n: i64| translate(visit.language, key, &Args::from([("n".into(), n.into())]));
    let also = |key: &str, n: i64| if n > 0 { count(key, n) } else { String::new() };
    let told = [
        count("delivery-told", on_parvis + sent.taken.count),
        also("delivery-told-mail", sent.taken.count),
        also("delivery-told-waiting", sent.waiting.count),
    ];
    let mut lines = Vec::new();
    if on_parvis > 0 {
        lines.push(Line { sign: "check-check", words: count("delivery-on-parvis", on_parvis), ..Line::empty() });
    }
    if sent.taken.count > 0 {
        let names: Vec<&str> = sent.taken.some.iter().take(NAMED).map(|(name, _, _)| name.as_str()).collect();
        let key = if names.len() as i64 == sent.taken.count { "delivery-all" } else { "delivery-among" };
        let names = listing(visit.language, &names);
        let note = translate(visit.language, key, &Args::from([("names".into(), names.into())]));
        let (words, at) = (count("delivery-by-mail", sent.taken.count), sent.taken.sent_at);
        lines.push(Line { sign: "mail-check", words, note, at, ..Line::empty() });
    }
    let setting = visit.setting();
    lines.extend(sent.waiting.some.iter().map(|(name, _, due)| {
        let at = dates::tell(*due, setting.now, setting.zone, visit.language, Style::Relative);
        let note = translate(visit.language, "delivery-waiting", &Args::from([("at".into(), at.into())]));
        Line { sign: "clock", tone: "wait", words: name.clone(), note, ..Line::empty() }
    }));
    let others =
        |those, sign, tone| more(those).map(|n| Line { sign, tone, words: count("delivery-more", n), ..Line::empty() });
    lines.extend(others(&sent.waiting, "clock", "wait"));
    for (why, those) in &sent.missed {
        let note = visit.say(&format!("delivery-{}", why.as_str()));
        lines.extend(those.some.iter().map(|(name, handle, _)| {
            let (note, url) = (note.clone(), Some(urls::person(handle)));
            Line { sign: "circle-alert", tone: "bad", words: name.clone(), note, url, ..Line::empty() }
        }));
        lines.extend(others(those, "circle-alert", "bad"));
    }
    let refused = sent.missed.get(&Missed::Refused).map_or(0, |those| those.count);
    let told_missed = [("delivery-told-refused", refused), ("delivery-told-missed", missed - refused)];
    let told_missed: Vec<String> =
        told_missed.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| count(key, n)).collect();
    let missed = (!told_missed.is_empty()).then(|| told_missed.join(", "));
    Delivery { told: told.concat(), missed, lines }
}

/// How many there are besides those who are named.
fn more(those: &Those) -> Option<i64> {
    Some(those.count - those.some.len() as i64).filter(|more| *more > 0)
}

impl Line {
    fn empty() -> Self {
        Self { sign: "", tone: "", words: String::new(), note: String::new(), at: None, url: None }
    }
}

impl Entry {
    /// With how it went out.
    pub fn told(self, deliveries: &mut Deliveries) -> Self {
        Self { delivery: deliveries.remove(&self.id), ..self }
    }
}

impl Comment {
    /// With how it and the answers to it went out.
    pub fn told(self, deliveries: &mut Deliveries) -> Self {
        let replies = self.replies.into_iter().map(|reply| reply.told(deliveries)).collect();
        Self { delivery: deliveries.remove(&self.id), replies, ..self }
    }
}
