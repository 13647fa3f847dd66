//! "Where is my mail?": one's own, with what became of it.

use actix_web::web::Query;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use crate::domain::kinds::{MailReason, MailState};
use crate::domain::mail;
use crate::web::answer::Answer;
use crate::web::chrome::{self, About};
use crate::web::page::Page;
use crate::web::tabs::{self, Tab};
use crate::web::urls;
use crate::web::visit::Visit;

/// `held/mine.html`
#[derive(Serialize)]
pub struct Mine {
    tabs: Vec<Tab>,
    q: String,
    mails: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    subject: String,
    address: String,
    at: DateTime<Utc>,
    state: &'static str,
    label: String,
    why: Option<String>,
    /// What was said to them when it was refused.
    word: Option<String>,
    url: Option<String>,
    times: i32,
}

impl Page for Mine {
    const TEMPLATE: &'static str = "held/mine.html";
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    q: String,
}

/// `GET /settings/mail`
pub async fn index(visit: Visit, sought: Query<Sought>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let q: String = sought.q.chars().filter(|c| *c != '\0').take(200).collect();
    let (frame, mails) = try_join!(chrome::frame(&visit, About::Settings), mail::mine(&visit.db, &oneself, &q))?;
    let mails = mails.into_iter().map(|mail| row(&visit, mail)).collect();
    visit.page(frame, &Mine { tabs: tabs::of_settings(visit.language, "/settings/mail"), q, mails })
}

fn row(visit: &Visit, mail: mail::Mine) -> Row {
    let stands = matches!(mail.state, MailState::Published | MailState::Folded);
    let url = match (mail.post, mail.comment) {
        (_, Some(comment)) if stands => Some(urls::comment(comment)),
        (Some(post), None) if stands => Some(urls::post(post)),
        _ => None,
    };
    let reason = mail.reason.filter(|_| mail.is_told);
    let refused = matches!(reason, Some(MailReason::Declined | MailReason::Blocked));
    let state = if refused { "refused" } else { mail.state.as_str() };
    Row {
        subject: mail.subject.filter(|subject| !subject.is_empty()).unwrap_or_else(|| visit.say("held-no-subject")),
        address: mail.address,
        at: mail.received_at,
        state,
        label: visit.say(&format!("mail-state-{state}")),
        word: mail.word,
        why: reason.map(|reason| visit.say(&format!("mail-reason-{}", reason.as_str()))),
        url,
        times: mail.times,
    }
}
