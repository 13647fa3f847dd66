//! Mail that comes in, as far as it can be understood without asking anybody: no database, no network but the DNS.
//!
//! `parse` makes a message of bytes; `kind` says what it is, `sender` how far its author is proved; `body` is what is
//! read, `trim` the sender's own words, `forward` what was passed on, `fold` what makes two copies one. `understood` is all
//! of it together. What becomes of a message is decided by whoever asks, through the same gate as everything.

pub(super) mod author;
mod automatic;
mod body;
pub mod bounced;
mod charset;
pub mod dns;
pub mod explain;
pub mod fold;
pub mod forward;
mod guard;
pub(super) mod head;
mod html;
pub mod kind;
pub mod parse;
mod parts;
mod report;
pub mod sender;
pub mod trim;
mod wish;

pub use author::{Mailbox, NoAuthor};
pub use body::Body;
pub use guard::Refusal;
pub use kind::{Kind, Ours, Reason, Target};
pub use parse::Incoming;
pub use report::{About, Recipient, Report};
pub use wish::Wish;

use std::collections::HashSet;

use forward::Forward;
use parse::Attachment;
use trim::{Piece, Trimmed};

/// Whether a program may write to whoever sent it: never to a program.
pub fn may_be_answered(understood: &Understood) -> bool {
    let incoming = &understood.incoming;
    !automatic::must_not_be_answered(&incoming.head)
        && incoming.report.is_none()
        && incoming.from.is_ok()
        && matches!(understood.kind, Kind::Reply | Kind::Post | Kind::Forward | Kind::Held)
}

/// All that a message says by itself.
#[derive(Debug)]
pub struct Understood {
    /// The message.
    pub incoming: Incoming,
    /// What it is.
    pub kind: Kind,
    /// Why it is nothing more, if it is not.
    pub reason: Option<Reason>,
    /// Where it says it belongs.
    pub target: Option<Target>,
    /// What is read of it.
    pub body: Body,
    /// Its own words and the rest.
    pub trimmed: Trimmed,
    /// What it passes on.
    pub forward: Option<Forward>,
    /// What is the same in all its copies.
    pub fold: String,
}

/// Understands a message, on a stack of its own.
pub fn understood(raw: &[u8], ours: &Ours<'_>) -> Result<Understood, Refusal> {
    let (incoming, body, trimmed, forward, fold) = parse::on_large_stack(|| {
        let incoming = parse::parse_here(raw)?;
        let body = Body::of(&incoming);
        let trimmed = body.trimmed();
        let forward = forward::of(&incoming, &body);
        let fold = fold::hash(&incoming, &body);
        Ok((incoming, body, trimmed, forward, fold))
    })?;
    let target = incoming.target(ours);
    let (kind, reason) = decided(&incoming, &body, &trimmed, forward.as_ref(), target.as_ref(), ours);
    Ok(Understood { incoming, kind, reason, target, body, trimmed, forward, fold })
}

fn decided(
    incoming: &Incoming,
    body: &Body,
    trimmed: &Trimmed,
    forward: Option<&Forward>,
    target: Option<&Target>,
    ours: &Ours<'_>,
) -> (Kind, Option<Reason>) {
    if let Some((kind, reason)) = incoming.machine(&body.text) {
        return (kind, Some(reason));
    }
    // Somebody's program passed a bounce on to us.
    let bounced = |passed: &forward::Passed| {
        passed.address.as_deref().is_some_and(report::is_system) || report::is_surely_bounce(&passed.subject)
    };
    let title = fold::subject(&incoming.subject);
    if forward.is_some_and(|forward| report::is_surely_bounce(&title) || forward.messages.iter().any(bounced)) {
        return (Kind::Bounce, Some(Reason::Bounce));
    }
    if let Some(reason) = incoming.obstacle(ours) {
        return (Kind::Held, Some(reason));
    }
    // Where nothing is known of us, a subject may say as much as an id.
    let says = || ours.addresses.is_none() && fold::says_answer(&incoming.subject);
    let answers =
        matches!(target, Some(Target::Thread { .. } | Target::Message { .. })) || incoming.is_answer() || says();
    let kind = match forward {
        Some(_) => Kind::Forward,
        None if answers => Kind::Reply,
        None => Kind::Post,
    };
    let wordless = trimmed.kept().is_empty() || kind == Kind::Reply && trimmed.nothing_own;
    let files = incoming.attachments.iter().any(|part| !body.shown.is_empty() || !part.inline);
    if wordless && forward.is_none() && !files {
        return (Kind::Held, Some(Reason::Empty));
    }
    match ours.addresses {
        Some(_) if target.is_none() => (Kind::Held, Some(Reason::NoAddress)),
        _ => (kind, None),
    }
}

/// A picture that weighs less and stands in what is folded is a signature's.
const ORNAMENT: usize = 20_000;

impl Understood {
    /// The words that are kept: the sender's own, above what they pass on.
    pub fn kept(&self) -> String {
        match &self.forward {
            Some(forward) => forward.own.clone(),
            None => self.trimmed.kept(),
        }
    }

    /// What an answer of one word asks for, where nothing hangs on it: no message.
    pub fn wish(&self) -> Option<Wish> {
        let answers = self.kind == Kind::Reply && self.reason.is_none();
        let wish = answers.then(|| wish::of(&self.kept())).flatten()?;
        let mut files = self.incoming.attachments.iter().enumerate();
        (!files.any(|(n, part)| self.belongs(n, part, &HashSet::new()))).then_some(wish)
    }

    /// Whether a part is a file of the message: not the logo under it, which only what is folded shows. `kept` are the
    /// pictures that the kept words show.
    pub fn belongs(&self, number: usize, part: &Attachment, kept: &HashSet<&str>) -> bool {
        if self.forward.is_some() && part.message.is_some() {
            return false; // its words stand in the post, its files come by themselves
        }
        let by_number = format!("part:{number}");
        let by_cid = part.cid.as_ref().map(|cid| format!("cid:{cid}"));
        let shown = |place: &str| {
            let bare = place.strip_prefix("cid:").unwrap_or(place);
            self.body.shown.iter().any(|shown| shown == bare || shown == place)
        };
        let is_kept = kept.contains(&*by_number) || by_cid.as_deref().is_some_and(|cid| kept.contains(cid));
        let is_shown = shown(&by_number) || by_cid.as_deref().is_some_and(shown);
        let is_ornament = part.media_type.starts_with("image/") && part.content.len() < ORNAMENT;
        is_kept || !(is_shown || part.inline && is_ornament && part.cid.is_some())
    }

    /// What is folded, and why.
    pub fn folded(&self) -> impl Iterator<Item = &Piece> {
        self.trimmed.pieces.iter().filter(|piece| piece.why.is_some() && !piece.text.trim().is_empty())
    }
}
