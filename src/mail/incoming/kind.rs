//! What a message is, and whether it may become anything: by its form and marks, before anybody asks who sent it.

use serde::Serialize;

use super::author::NoAuthor;
use super::automatic;
use super::guard::Refusal;
use super::parse::Incoming;
use super::report::{self, About};
use crate::mail::address::{Addresses, Meant, Read, Signed};

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An answer in a thread.
    Reply,
    /// The first word of a thread.
    Post,
    /// Somebody else's words, passed on.
    Forward,
    /// Mail that could not be delivered, or a complaint about it.
    Bounce,
    /// What a program wrote: an absence, a receipt.
    Automatic,
    /// Nothing that may be published by itself.
    Held,
}

/// Why a message is held, or not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No author, or several.
    NoFrom,
    MultipleFrom,
    /// It cannot be read within bounds.
    Unparsable,
    TooBig,
    /// Nothing of its own is in it.
    Empty,
    AutoReply,
    Bounce,
    Receipt,
    Complaint,
    /// It is ours, or has been around too often.
    Loop,
    /// The mail system in front of us takes it for spam.
    Spam,
    /// It is addressed to none of ours.
    NoAddress,
}

/// Where a message says it belongs, as far as its addresses tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The thread of a signed address.
    Thread { post: String, person: String },
    /// A letter of ours that came back.
    Letter { letter: String },
    /// Somebody's wish to get no more mail.
    Unsubscribe { person: String, about: String },
    /// A held message, confirmed.
    Confirm { held: String },
    /// A letter of Parvis to itself.
    Test { test: String },
    /// A space, by the name in its address.
    Space { name: String },
    /// Whatever it answers: it came to the address that letters are sent from.
    Sender,
    /// The thread of a message of this id, which we know.
    Message { id: String },
}

/// What is known of us, to tell what is ours in a message.
#[derive(Default)]
pub struct Ours<'o> {
    /// The signed addresses.
    pub addresses: Option<&'o Addresses>,
    /// To whom the message was handed over, when the transport says; else its `To` and `Cc` are taken.
    pub recipients: &'o [String],
    /// Whether a message of this id was sent or taken in.
    pub knows: Option<&'o dyn Fn(&str) -> bool>,
}

/// More servers than any honest way has.
const MOST_HOPS: usize = 50;

/// So often one Parvis passes on what another wrote; then it goes round.
const MOST_PASSES: i16 = 3;

impl Incoming {
    /// The kind of a report, of what a program wrote or of what goes round in circles; nothing for what a person wrote.
    pub fn machine(&self, plain: &str) -> Option<(Kind, Reason)> {
        match self.report.as_ref().map(|report| report.about) {
            Some(About::Reading) => return Some((Kind::Automatic, Reason::Receipt)),
            Some(About::Complaint) => return Some((Kind::Bounce, Reason::Complaint)),
            Some(About::Delivery) => return Some((Kind::Bounce, Reason::Bounce)),
            Some(About::Other) => return Some((Kind::Automatic, Reason::AutoReply)),
            None => {}
        }
        let from = self.from.as_ref().ok().map(|from| &*from.address);
        if report::is_bounce(&self.head, from, plain) {
            return Some((Kind::Bounce, Reason::Bounce));
        }
        automatic::is_answer(&self.head).then_some((Kind::Automatic, Reason::AutoReply))
    }

    /// Why the message cannot be published whoever sent it, if so.
    pub fn obstacle(&self, ours: &Ours<'_>) -> Option<Reason> {
        match self.from {
            Err(NoAuthor::None) => return Some(Reason::NoFrom),
            Err(NoAuthor::Several) => return Some(Reason::MultipleFrom),
            Ok(_) => {}
        }
        let ours = ours.addresses.map(Addresses::domain);
        let is_ours = |domain: &str| ours.is_some_and(|ours| domain.eq_ignore_ascii_case(ours));
        let from_us = self.from.as_ref().is_ok_and(|from| is_ours(from.domain()));
        let hops = self.head.all("received").count() > MOST_HOPS;
        let round = self.hops() >= MOST_PASSES || self.origins().any(|(origin, _)| is_ours(origin));
        if from_us || hops || round {
            return Some(Reason::Loop);
        }
        None
    }

    /// Each Parvis that passed it on, and how often it had been passed on then.
    fn origins(&self) -> impl Iterator<Item = (&str, i16)> {
        self.head.all("x-parvis-origin").map(|value| {
            let (origin, rest) = value.split_once(';').unwrap_or((value, ""));
            let hop = rest.split_once("hop=").map_or("1", |(_, hop)| hop);
            let digits = hop.find(|c: char| !c.is_ascii_digit()).map_or(hop, |end| &hop[..end]);
            (origin.trim(), digits.parse().unwrap_or(i16::MAX))
        })
    }

    /// How often one Parvis has passed it on to another; never, for what people write.
    pub fn hops(&self) -> i16 {
        self.origins().map(|(_, hop)| hop).max().unwrap_or(0)
    }

    /// What the mail system in front of us says of spam. Only to be asked about fields that it wrote itself.
    pub fn is_marked_spam(&self) -> bool {
        let says = |name: &str, word: &str| {
            self.head.get(name).is_some_and(|value| value.trim().to_ascii_lowercase().starts_with(word))
        };
        says("x-spam-flag", "yes") || says("x-spam-status", "yes") || says("x-spam", "yes")
    }

    /// Where it belongs: a signed address first, then a thread that it answers, then a space.
    pub fn target(&self, ours: &Ours<'_>) -> Option<Target> {
        let written = || self.to.iter().chain(&self.cc).map(|mailbox| mailbox.address.clone()).collect::<Vec<_>>();
        let recipients = if ours.recipients.is_empty() { written() } else { ours.recipients.to_vec() };
        let signed = |address: &String| ours.addresses.and_then(|ours| ours.read(address));
        if let Some(read) = recipients.iter().find_map(signed) {
            return Some(read.into());
        }
        let knows = |id: &&String| ours.knows.is_some_and(|knows| knows(id));
        if let Some(id) = self.in_reply_to.iter().chain(self.references.iter().rev()).find(knows) {
            return Some(Target::Message { id: id.clone() });
        }
        let addresses = ours.addresses?;
        recipients.iter().find_map(|address| match addresses.meant(address) {
            Meant::Space { name, .. } => Some(Target::Space { name }),
            Meant::Sender => Some(Target::Sender),
            Meant::Signed(_) | Meant::Postmaster | Meant::Elsewhere => None,
        })
    }

    /// Whether it answers something, as far as it says.
    pub fn is_answer(&self) -> bool {
        !self.in_reply_to.is_empty() || !self.references.is_empty()
    }
}

impl From<Read> for Target {
    fn from(read: Read) -> Self {
        match read.signed {
            Signed::Reply { post, person } => Self::Thread { post: post.to_string(), person: person.to_string() },
            Signed::Bounce { letter } => Self::Letter { letter: letter.to_string() },
            Signed::Unsubscribe { person, about } => {
                Self::Unsubscribe { person: person.to_string(), about: about.to_string() }
            }
            Signed::Confirm { held } => Self::Confirm { held: held.to_string() },
            Signed::Test { test } => Self::Test { test: test.to_string() },
        }
    }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooLarge | Refusal::HeadTooLong => Self::TooBig,
            Refusal::TooDeep | Refusal::TooManyParts | Refusal::NoHead | Refusal::Unreadable => Self::Unparsable,
        }
    }
}
