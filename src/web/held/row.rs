//! A held mail for the templates, and what may be done about it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::wish::Again;
use crate::domain::kinds::MailLevel;
use crate::domain::mail::{Held, Thread};
use crate::web::visit::Caller;

/// `templates/part/held.html`
#[derive(Serialize)]
pub struct Row {
    id: String,
    subject: String,
    from_name: Option<String>,
    from_address: String,
    to: String,
    at: DateTime<Utc>,
    why: String,
    proof: String,
    is_proved: bool,
    /// Whether its sender only uses somebody's name.
    is_forged: bool,
    words: String,
    /// Whether there are so many that they are scrolled: then the keyboard reaches them.
    is_long: bool,
    /// What whoever decides may do with it.
    offer: Option<Offer>,
}

/// What is shown of a mail's words without scrolling, at least.
const LINES: usize = 8;
const LETTERS: usize = 300;

/// What may be done with a mail.
#[derive(Serialize)]
pub struct Offer {
    url: String,
    original_url: String,
    /// Whether it can be published in its sender's name, and in the judge's.
    as_sender: bool,
    as_judge: bool,
    /// Whether its sender can be told why it is refused.
    may_refuse: bool,
    may_block: bool,
    /// Where its sender is proposed as a guest.
    propose_url: Option<String>,
    is_ticked: bool,
    /// What was typed, and what is wrong with it.
    word: String,
    into: String,
    problem: Option<String>,
}

/// On whose page, and what they may do there.
pub struct Desk<'a> {
    /// Its address; decisions are sent below it.
    pub base: &'a str,
    /// Whether mail is published here: in a space.
    pub publishes: bool,
    /// Where guests are proposed, if they are let in here.
    pub propose_url: Option<String>,
    /// What is said when the page comes back.
    pub again: &'a Again,
}

impl Row {
    /// For whoever only looks.
    pub fn of(caller: &Caller, held: Held) -> Self {
        let why = held.reason.map(|reason| caller.say(&format!("mail-reason-{}", reason.as_str())));
        let level = held.level.unwrap_or(MailLevel::D);
        let words = held.words.unwrap_or_default();
        Self {
            id: held.id.to_string(),
            subject: subject(caller, held.subject),
            from_name: held.from_name,
            from_address: held.from_address.unwrap_or_else(|| caller.say("held-no-author")),
            to: held.address,
            at: held.received_at,
            why: why.unwrap_or_default(),
            proof: caller.say(&format!("held-level-{}", level.as_str().to_lowercase())),
            is_proved: level == MailLevel::A,
            is_forged: level == MailLevel::D,
            is_long: words.lines().count() > LINES || words.chars().count() > LETTERS,
            words,
            offer: None,
        }
    }

    /// For whoever decides, at their desk.
    pub fn at(caller: &Caller, held: Held, desk: &Desk<'_>) -> Self {
        let offer = Offer::of(caller, &held, desk);
        Self { offer: Some(offer), ..Self::of(caller, held) }
    }

    /// Whether it can be published in its sender's name.
    pub fn has_known_sender(&self) -> bool {
        self.offer.as_ref().is_some_and(|offer| offer.as_sender)
    }
}

impl Offer {
    fn of(caller: &Caller, held: &Held, desk: &Desk<'_>) -> Self {
        let typed = desk.again.of_one(held.id);
        let is_forged = held.level.is_none_or(|level| level == MailLevel::D);
        let stranger = held.from_address.as_deref().filter(|_| held.is_proved && held.person.is_none());
        let propose_url = desk.propose_url.as_ref().zip(stranger).map(|(url, address)| {
            let guests = invited(held.from_name.as_deref().unwrap_or_default(), address);
            format!("{url}?{}", serde_html_form::to_string([("guests", guests)]).unwrap_or_default())
        });
        Self {
            url: format!("{}/{}/decision", desk.base, held.id),
            original_url: format!("{}/{}/original", desk.base, held.id),
            as_sender: desk.publishes && held.person.is_some() && !is_forged,
            as_judge: desk.publishes,
            may_refuse: held.may_be_told(),
            may_block: desk.publishes && held.is_proved && !held.is_spared,
            propose_url,
            is_ticked: desk.again.is_ticked(held.id),
            word: typed.map(|(wish, _)| wish.word.clone()).unwrap_or_default(),
            into: typed.map(|(wish, _)| wish.into.clone()).unwrap_or_default(),
            problem: typed.and_then(|(_, wrong)| wrong.shown(caller.language)),
        }
    }
}

/// What a mail is about, in words.
pub fn subject(caller: &Caller, subject: Option<String>) -> String {
    subject.filter(|subject| !subject.is_empty()).unwrap_or_else(|| caller.say("held-no-subject"))
}

/// As the form for guests takes somebody, whatever they call themselves.
fn invited(name: &str, address: &str) -> String {
    let name: String = name.chars().filter(|c| !";<>\"".contains(*c) && !c.is_control()).take(80).collect();
    match name.trim() {
        "" => address.to_owned(),
        name if name.contains('@') => address.to_owned(),
        name => format!("{name} <{address}>"),
    }
}

/// A thread that a mail may be published into, for the list.
#[derive(Serialize)]
pub struct Choice {
    id: String,
    label: String,
}

impl Choice {
    /// By its title, or by how it begins.
    pub fn of(thread: Thread) -> Self {
        let label = thread.title.unwrap_or_else(|| thread.beginning.split_whitespace().collect::<Vec<_>>().join(" "));
        Self { id: thread.post.to_string(), label }
    }
}
