//! What is asked of held mail, of one or of several, and what is said when that did not go through.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{PostId, RecipientId};
use crate::domain::kinds::Language;
use crate::domain::mail::{self, Decision, Word};
use crate::domain::policy::{InPost, Own};
use crate::domain::problems::Problems;
use crate::error::{Error, Late, Result, Why};
use crate::web::flash::Flash;
use crate::web::form::Shown;
use crate::web::posts::id;

/// What a button beside a mail sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    pub(super) decision: String,
    pub(super) into: String,
    pub(super) word: String,
    pub(super) after: String,
}

impl Wish {
    /// Into which thread, where that is asked.
    pub fn thread(&self) -> Result<Option<PostId>> {
        let publishes = matches!(&*self.decision, "sender" | "judge");
        if self.into.is_empty() || !publishes { Ok(None) } else { id(&self.into).map(Some) }
    }

    /// What it means.
    pub fn parse<'a>(&self, into: Option<&'a InPost<Own>>) -> Result<Decision<'a>> {
        Ok(match &*self.decision {
            "sender" => Decision::AsSender(into),
            "judge" => Decision::AsJudge(into),
            "drop" => Decision::Drop,
            "refuse" => Decision::Refuse(Word::parse(&self.word)?),
            "block" => Decision::Block,
            _ => return Err(Error::NotFound),
        })
    }

    /// What is said of it.
    pub fn flash(&self) -> Flash {
        Flash::ok(match &*self.decision {
            "sender" | "judge" => "flash-held-published",
            "refuse" => "flash-held-refused",
            "block" => "flash-held-blocked",
            _ => "flash-held-dropped",
        })
    }
}

/// What a button over all of them sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    decision: String,
    mail: Vec<String>,
    pub(super) after: String,
}

impl Ticked {
    /// Which, and no more than a page holds.
    pub fn ids(&self) -> Vec<RecipientId> {
        self.mail.iter().filter_map(|mail| mail.parse().ok()).take(mail::PAGE).collect()
    }

    /// What it means: of several, only what needs no word.
    pub fn parse(&self) -> Result<Decision<'static>> {
        match &*self.decision {
            "sender" => Ok(Decision::AsSender(None)),
            "drop" => Ok(Decision::Drop),
            _ => Err(Error::NotFound),
        }
    }

    /// What is said when all of it is done.
    pub fn flash(&self, done: usize) -> Flash {
        Flash::ok(match (&*self.decision, done) {
            ("sender", 1) => "flash-held-published",
            ("sender", _) => "flash-held-published-several",
            (_, 1) => "flash-held-dropped",
            (_, _) => "flash-held-dropped-several",
        })
        .naming(done)
    }
}

/// What could not be done of several, with the key of its reason; what nobody can name stays an error.
pub fn undone(error: Error) -> Result<&'static str> {
    match error {
        Error::NotAllowed(Why::NotAMember) => Ok("held-undone-nobody"),
        Error::NotAllowed(Why::AnotherAccount) => Ok("held-undone-forged"),
        Error::TooLate(Late::Done) => Ok("held-undone-late"),
        other => Err(other),
    }
}

/// What is wrong with one of them.
#[derive(Clone, Debug)]
pub struct Wrong(pub Problems);

impl Wrong {
    /// In the reader's language.
    pub fn shown(&self, language: Language) -> Option<String> {
        Shown::new(&self.0, language).of("word")
    }
}

/// One of several that could not be done.
#[derive(Clone, Debug, Serialize)]
pub struct Undone {
    pub(super) subject: String,
    pub(super) from: String,
    pub(super) why: String,
}

/// What is said when the page comes back.
#[derive(Default)]
pub struct Again {
    /// Of one: what was typed, and what is wrong with it.
    pub one: Option<(RecipientId, Wish, Wrong)>,
    /// Of several: what was done.
    pub done: usize,
    /// What was not, and why.
    pub undone: Vec<Undone>,
    /// What stays ticked.
    pub ticked: Vec<RecipientId>,
    /// Whether nothing was ticked at all.
    pub is_empty: bool,
}

impl Again {
    pub(super) fn of_one(&self, mail: RecipientId) -> Option<(&Wish, &Wrong)> {
        self.one.as_ref().filter(|(id, _, _)| *id == mail).map(|(_, wish, wrong)| (wish, wrong))
    }

    pub(super) fn is_ticked(&self, mail: RecipientId) -> bool {
        self.ticked.contains(&mail)
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        self.one.is_some() || self.is_empty || !self.undone.is_empty()
    }
}
