//! A case in a queue, and what a judge says of it: `templates/part/report.html`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::db::Tx;
use crate::domain::ids::CaseId;
use crate::domain::kinds::Verdict;
use crate::domain::problems::Problems;
use crate::domain::report::{self, Case, Judge, Reason, State};
use crate::error::Result;
use crate::web::face::Face;
use crate::web::files::File;
use crate::web::flash::Flash;
use crate::web::form::Shown;
use crate::web::translate::{Args, translate};
use crate::web::urls;
use crate::web::visit::Visit;

/// A case.
#[derive(Serialize)]
pub struct Row {
    id: String,
    /// What it is, by whom; where, for the house.
    label: String,
    author: Face,
    space: Option<String>,
    url: Option<String>,
    title: Option<String>,
    excerpt: Option<String>,
    whole: Option<String>,
    files: Vec<File>,
    is_hidden: bool,
    is_gone: bool,
    at: DateTime<Utc>,
    complaints: Vec<Complaint>,
    /// How it ended.
    verdict: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    /// Where an admin asks to read it.
    reading_url: Option<String>,
    /// Where it is judged.
    ruling_url: Option<String>,
    /// What was typed as the reason, and what is wrong with it.
    reason: String,
    problem: Option<String>,
}

#[derive(Serialize)]
struct Complaint {
    by: Face,
    reason: String,
    word: Option<String>,
    at: DateTime<Utc>,
}

/// What a judge says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ruling {
    act: String,
    reason: String,
}

/// What is to be done.
pub enum Act {
    Hide,
    Uphold,
    Remove(Reason),
}

impl Ruling {
    /// What it asks for.
    pub fn parse(&self) -> Result<Act, Problems> {
        match self.act.as_str() {
            "hide" => Ok(Act::Hide),
            "uphold" => Ok(Act::Uphold),
            "remove" => Reason::parse(&self.reason).map(Act::Remove),
            _ => Err(Problems::one("reason", "problem-choose")),
        }
    }
}

impl Act {
    /// Does it.
    pub async fn carry_out(&self, tx: &mut Tx, judge: &Judge<'_>, case: CaseId) -> Result<()> {
        match self {
            Self::Hide => report::hide(tx, judge, case).await,
            Self::Uphold => report::uphold(tx, judge, case).await,
            Self::Remove(why) => report::remove(tx, judge, case, why).await,
        }
    }

    /// What is said of it.
    pub fn flash(&self) -> Flash {
        Flash::ok(match self {
            Self::Hide => "flash-words-hidden",
            Self::Uphold => "flash-words-upheld",
            Self::Remove(_) => "flash-words-removed",
        })
    }
}

/// A ruling that did not go through: of which case, what was typed, what is wrong.
pub type Again<'a> = Option<(CaseId, &'a Ruling, &'a Problems)>;

impl Row {
    /// A case as its judge sees it; `base` is the address of the queue.
    pub fn of(visit: &Visit, case: Case, base: &str, of_house: bool, again: &Again<'_>) -> Self {
        let is_open = case.settled.is_none();
        let again = again.as_ref().filter(|(id, _, _)| *id == case.id);
        let part = |part: &str| format!("{base}/{}/{part}", case.id);
        let is_read = case.excerpt.is_some();
        let url = match case.comment {
            Some(comment) => urls::comment(comment),
            None => urls::post(case.post),
        };
        let what = if case.comment.is_some() { "report-of-comment" } else { "report-of-post" };
        let verdict = case.settled.as_ref().map(|(verdict, _, by)| said(visit, *verdict, by.clone()));
        let place = format!("{base}/{}", case.id);
        let complaint = |one: report::Complaint| Complaint {
            by: Face::of(&one.by),
            reason: visit.say(&format!("report-reason-{}", one.reason.as_str().replace('_', "-"))),
            word: one.word,
            at: one.at,
        };
        Self {
            id: case.id.to_string(),
            label: translate(visit.language, what, &Args::from([("name".into(), case.author.name.clone().into())])),
            author: Face::of(&case.author),
            space: of_house.then_some(case.space.0),
            url: (!of_house && case.state != State::Gone).then_some(url),
            title: case.title,
            excerpt: case.excerpt,
            whole: case.whole,
            files: case.files.into_iter().map(|file| File::of(visit.language, file).under(&place)).collect(),
            is_hidden: case.state == State::Hidden,
            is_gone: case.state == State::Gone,
            at: case.opened_at,
            complaints: case.complaints.into_iter().map(complaint).collect(),
            verdict,
            settled_at: case.settled.map(|(_, at, _)| at),
            reading_url: (is_open && !is_read).then(|| part("reading")),
            ruling_url: (is_open && is_read).then(|| part("ruling")),
            reason: again.map(|(_, ruling, _)| ruling.reason.clone()).unwrap_or_default(),
            problem: again.and_then(|(_, _, wrong)| Shown::new(wrong, visit.language).of("reason")),
        }
    }
}

fn said(visit: &Visit, verdict: Verdict, by: Option<String>) -> String {
    let key = match verdict {
        Verdict::Stands => "report-verdict-stands",
        Verdict::Removed => "report-verdict-removed",
    };
    let by = by.unwrap_or_else(|| visit.say("report-by-house"));
    translate(visit.language, key, &Args::from([("by".into(), by.into())]))
}
