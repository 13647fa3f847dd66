//! What somebody passes on: their own words, then the messages, each as its head claims. Nobody is taken for its author.

use serde::Serialize;

use super::body::Body;
use super::parse::Incoming;
use super::trim::words::{Field, field};
use super::trim::{self, Cut};
use super::{author, head};

/// A message that was passed on, as it claims to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// From whom, in the words of its head.
    pub author: String,
    /// Their address, when the head has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When, in the words of its head.
    pub date: String,
    /// What about.
    pub subject: String,
    /// Its words.
    pub words: String,
    /// Its id, when the message itself was passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A message with others in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forward {
    /// What the sender says to it.
    pub own: String,
    /// What is passed on, the newest first.
    pub messages: Vec<Passed>,
}

/// So many messages of a chain are told apart; the rest stays with the last.
const LONGEST: usize = 50;

/// The forward that a message is: by the mark of a forward, by a subject that says so above a printed head, or by
/// messages that hang on it.
pub fn of(incoming: &Incoming, body: &Body) -> Option<Forward> {
    let says = super::fold::says_forward(&incoming.subject);
    let answers = incoming.is_answer() && !says;
    if let Some(forward) = inline(body, says, answers) {
        return Some(forward);
    }
    let attached: Vec<Passed> =
        incoming.attachments.iter().filter_map(|part| part.message.as_deref()).map(attached).collect();
    (!attached.is_empty() && !answers).then(|| Forward { own: body.trimmed().kept(), messages: attached })
}

fn attached(message: &Incoming) -> Passed {
    let from = message.from.as_ref().ok();
    let words = Body::of(message).trimmed().kept();
    Passed {
        author: from.map(|from| from.name.clone().unwrap_or_else(|| from.address.clone())).unwrap_or_default(),
        address: from.map(|from| from.address.clone()),
        date: message.head.text("date").unwrap_or_default(),
        subject: message.subject.clone(),
        words,
        id: message.message_id.clone(),
    }
}

/// Words, then messages as a program prints them into a text.
fn inline(body: &Body, says: bool, answers: bool) -> Option<Forward> {
    let (at, cut) = trim::first_cut(&body.text, &body.hints)?;
    let lines: Vec<&str> = body.text.split_inclusive('\n').collect();
    let own = trim::reply(&lines[..at].concat());
    let own = if own.nothing_own { String::new() } else { own.kept() };
    // An answer may quote what was forwarded once; one without a word of its own passes it on.
    let marked = cut == Cut::Forwarded && (!answers || own.is_empty());
    if !(marked || says && matches!(cut, Cut::Head | Cut::Original)) {
        return None;
    }
    let messages = chain(&lines[at..].concat());
    (!messages.is_empty()).then_some(Forward { own, messages })
}

/// The messages of a chain.
fn chain(text: &str) -> Vec<Passed> {
    let mut messages = Vec::new();
    let mut rest = text.to_owned();
    while messages.len() < LONGEST {
        let (passed, after) = one(&rest, messages.len() + 1 == LONGEST);
        if passed != Passed::default() {
            messages.push(passed);
        }
        match after {
            Some(after) if after.len() < rest.len() => rest = after,
            _ => break,
        }
    }
    messages
}

/// The first message of a text that begins with a mark or a head, and what comes after it.
fn one(text: &str, last: bool) -> (Passed, Option<String>) {
    let text = unquoted(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = trim::head_end(&text);
    let mut passed = Passed::default();
    for line in lines[..start].iter().map(|line| trim::plain(line)) {
        let line = line.replace("**", "");
        let Some((kind, value)) = field(&line) else { continue };
        match kind {
            Field::From if passed.author.is_empty() => {
                let found = author::read(value).mailboxes.into_iter().next();
                passed.address = found.as_ref().map(|from| from.address.clone());
                passed.author = found.and_then(|from| from.name).unwrap_or_else(|| head::printable(value));
            }
            Field::Sent if passed.date.is_empty() => passed.date = head::printable(value),
            Field::Subject if passed.subject.is_empty() => passed.subject = head::printable(value),
            _ => {}
        }
    }
    let rest = unquoted(&lines[start..].concat());
    let cut = if last { None } else { trim::first_cut(&rest, &[]) };
    let rest_lines: Vec<&str> = rest.split_inclusive('\n').collect();
    let end = cut.map_or(rest_lines.len(), |(at, _)| at);
    rest_lines[..end].concat().trim().clone_into(&mut passed.words);
    let after = (end < rest_lines.len()).then(|| rest_lines[end..].concat());
    (passed, after)
}

/// A text all of whose lines are quoted, without the sign; a mark above them stays.
fn unquoted(text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = lines.iter().position(|line| line.trim_start().starts_with('>'));
    let words = |line: &&&str| !line.trim().is_empty();
    let Some(first) = first.filter(|first| lines[..*first].iter().filter(words).count() <= 1) else {
        return text.to_owned();
    };
    let quoted = lines[first..].iter().filter(words).filter(|line| line.trim_start().starts_with('>')).count();
    if quoted * 10 < lines[first..].iter().filter(words).count() * 9 {
        return text.to_owned();
    }
    let bare = |line: &&str| {
        let line = line.trim_start().strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_owned()
    };
    lines[..first].concat() + &lines[first..].iter().map(bare).collect::<String>()
}
