//! A held mail for the templates, and what is decided about it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::kinds::MailLevel;
use crate::domain::mail::{Decision, Held};
use crate::error::{Error, Result};
use crate::web::flash::Flash;
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
    url: String,
    original_url: String,
    /// Whether it can be published in its sender's name, and in the judge's.
    as_sender: bool,
    as_judge: bool,
}

impl Row {
    /// On a page whose decisions are sent below `base`.
    pub fn of(caller: &Caller, held: Held, base: &str, may_publish: bool) -> Self {
        let why = held.reason.map(|reason| caller.say(&format!("mail-reason-{}", reason.as_str())));
        let level = held.level.unwrap_or(MailLevel::D);
        Self {
            id: held.id.to_string(),
            subject: held
                .subject
                .filter(|subject| !subject.is_empty())
                .unwrap_or_else(|| caller.say("held-no-subject")),
            from_name: held.from_name,
            from_address: held.from_address.unwrap_or_else(|| caller.say("held-no-author")),
            to: held.address,
            at: held.received_at,
            why: why.unwrap_or_default(),
            proof: caller.say(&format!("held-level-{}", level.as_str().to_lowercase())),
            is_proved: level == MailLevel::A,
            is_forged: level == MailLevel::D,
            words: held.words.unwrap_or_default(),
            url: format!("{base}/{}/decision", held.id),
            original_url: format!("{base}/{}/original", held.id),
            as_sender: may_publish && held.person.is_some() && level != MailLevel::D,
            as_judge: may_publish,
        }
    }
}

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    decision: String,
}

impl Wish {
    /// What it means.
    pub fn parse(&self) -> Result<(Decision, Flash)> {
        match self.decision.as_str() {
            "sender" => Ok((Decision::AsSender, Flash::ok("flash-held-published"))),
            "judge" => Ok((Decision::AsJudge, Flash::ok("flash-held-published"))),
            "drop" => Ok((Decision::Drop, Flash::ok("flash-held-dropped"))),
            _ => Err(Error::NotFound),
        }
    }
}
