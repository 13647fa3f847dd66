//! Bytes to a message: who, to whom, what about, and its parts in the order in which they are read.

use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser, PartType};

use super::author::{self, Mailbox, NoAuthor};
use super::guard::{self, Refusal};
use super::head::{self, Head};
use super::parts;
use super::report::Report;

/// A message as it came, understood as far as its form goes.
#[derive(Debug)]
pub struct Incoming {
    /// Every field, from the top.
    pub head: Head,
    /// Who it says it is from.
    pub from: Result<Mailbox, NoAuthor>,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// And in copy.
    pub cc: Vec<Mailbox>,
    /// What about.
    pub subject: String,
    /// When it says it was sent.
    pub sent: Option<DateTime<Utc>>,
    /// Its own id.
    pub message_id: Option<String>,
    /// The ids it answers.
    pub in_reply_to: Vec<String>,
    /// The ids of its thread, the oldest first.
    pub references: Vec<String>,
    /// What is read, in its order.
    pub body: Vec<Segment>,
    /// What hangs on it.
    pub attachments: Vec<Attachment>,
    /// What a mail system reports, when it does.
    pub report: Option<Report>,
}

/// A piece of what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Plain text, its lines joined again where the program said that it broke them (RFC 3676).
    Text(String),
    /// HTML, and the same as plain text where the sender's program wrote both.
    Html { html: String, plain: Option<String> },
    /// The attachment of this number, shown here.
    Shown(usize),
}

/// A part that is kept as a file.
#[derive(Debug)]
pub struct Attachment {
    /// Its name, or one made for it.
    pub name: String,
    /// What it says it is.
    pub media_type: String,
    /// The name by which the text shows it.
    pub cid: Option<String>,
    /// Whether it was meant to be seen in the text.
    pub inline: bool,
    /// The content.
    pub content: Vec<u8>,
    /// The message in it, when it is one.
    pub message: Option<Box<Incoming>>,
}

/// The stack for parsing and taking apart: trees that strangers make are walked by recursion in places. Only what is used
/// of it costs memory.
const STACK: usize = 256 * 1024 * 1024;

/// Does something with a message's parts on a stack of its own; a panic there is a message that cannot be read.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> Result<T, Refusal> + Send) -> Result<T, Refusal> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("mail".to_owned()).stack_size(STACK).spawn_scoped(scope, work);
        thread.ok().and_then(|thread| thread.join().ok()).unwrap_or(Err(Refusal::Unreadable))
    })
}

/// Reads a message. Whatever comes in, this ends soon and never panics; what cannot be read is refused, to be held.
pub fn parse(raw: &[u8]) -> Result<Incoming, Refusal> {
    on_large_stack(|| parse_here(raw))
}

/// The same, for those who have a large stack already.
pub(super) fn parse_here(raw: &[u8]) -> Result<Incoming, Refusal> {
    let raw = guard::pass(raw)?;
    let head = Head::read(&raw);
    if head.is_empty() {
        return Err(Refusal::NoHead);
    }
    let message = MessageParser::default().parse(&*raw).ok_or(Refusal::NoHead)?;
    let mut count = 0;
    measure(&message, 0, 0, &mut count)?;
    Ok(of(head, &message, &raw))
}

/// Counts parts and how deep they stand.
fn measure(message: &Message<'_>, part: u32, depth: usize, count: &mut usize) -> Result<(), Refusal> {
    *count += 1;
    if depth > guard::DEEPEST {
        return Err(Refusal::TooDeep);
    }
    if *count > guard::MOST_PARTS {
        return Err(Refusal::TooManyParts);
    }
    match message.parts.get(part as usize).map(|part| &part.body) {
        Some(PartType::Multipart(parts)) => parts.iter().try_for_each(|part| measure(message, *part, depth + 1, count)),
        Some(PartType::Message(inner)) => measure(inner, 0, depth + 1, count),
        _ => Ok(()),
    }
}

/// A message in the tree of its parts; `raw` is what the offsets of its parts count in.
pub(super) fn of(head: Head, message: &Message<'_>, raw: &[u8]) -> Incoming {
    let (body, attachments) = parts::in_order(message, raw);
    Incoming {
        from: author::of(&head),
        to: author::all(&head, "to"),
        cc: author::all(&head, "cc"),
        subject: head.text("subject").unwrap_or_default(),
        sent: message
            .date()
            .filter(|date| date.is_valid())
            .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        message_id: head.get("message-id").and_then(|value| head::ids(value).into_iter().next()),
        in_reply_to: head.all("in-reply-to").flat_map(head::ids).take(50).collect(),
        references: head.all("references").flat_map(head::ids).take(500).collect(),
        report: Report::of(&head, &attachments),
        head,
        body,
        attachments,
    }
}
