//! Reporting: a reason, a word, and whom it is for.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::Item;
use crate::domain::kinds::{Desk, Grievance};
use crate::domain::policy::{self, Read};
use crate::domain::problems::Problems;
use crate::domain::report::{self, Report};
use crate::error::{Error, Why};
use crate::web::answer::{Answer, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::flash::Flash;
use crate::web::form::{Form, Shown};
use crate::web::page::Page;
use crate::web::posts::Link;
use crate::web::refusal::Refusal;
use crate::web::visit::Visit;

/// `report/new.html`
#[derive(Serialize)]
pub struct New {
    back: Link,
    action: String,
    reasons: Vec<Choice>,
    desks: Vec<Choice>,
    word: String,
    /// Whether the reader has reported it before.
    is_reported: bool,
    problems: Shown,
    problem_count: usize,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
    hint: Option<String>,
    chosen: bool,
}

impl Page for New {
    const TEMPLATE: &'static str = "report/new.html";
}

/// What was chosen and written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
    word: String,
    desk: String,
}

/// `GET /posts/{id}/reports/new`
pub async fn new(visit: Visit, post: Path<String>) -> Answer {
    let item = Item::post(&visit, &post).await?;
    page(&visit, &item, StatusCode::OK, Typed::default(), &Problems::none()).await
}

/// `GET /comments/{id}/reports/new`
pub async fn new_of_comment(visit: Visit, comment: Path<String>) -> Answer {
    let item = Item::comment(&visit, &comment).await?;
    page(&visit, &item, StatusCode::OK, Typed::default(), &Problems::none()).await
}

async fn page(visit: &Visit, item: &Item<Read>, status: StatusCode, typed: Typed, wrong: &Problems) -> Answer {
    let oneself = visit.viewer().oneself()?;
    if item.author() == oneself.id() {
        return Err(Error::NotAllowed(Why::OwnWords).into());
    }
    if !item.stands() {
        return Err(Error::NotAllowed(Why::Deleted).into());
    }
    let comment = if let Item::Comment(comment) = item { Some(comment.comment()) } else { None };
    let (frame, is_reported) = futures_util::try_join!(
        chrome::frame(visit, About::Space(item.space().space())),
        report::has_reported(&visit.db, item.in_post(), comment),
    )?;
    let reason = |reason: &Grievance| Choice {
        value: reason.as_str(),
        label: visit.say(&format!("report-reason-{}", reason.as_str().replace('_', "-"))),
        hint: None,
        chosen: reason.as_str() == typed.reason,
    };
    let chosen = Desk::parse(&typed.desk).unwrap_or(Desk::Space);
    let desk = |desk: &Desk| Choice {
        value: desk.as_str(),
        label: visit.say(&format!("report-desk-{}", desk.as_str())),
        hint: Some(visit.say(&format!("report-desk-hint-{}", desk.as_str()))),
        chosen: *desk == chosen,
    };
    let page = New {
        back: item.back(visit),
        action: item.part("reports"),
        reasons: Grievance::ALL.iter().map(reason).collect(),
        desks: Desk::ALL.iter().map(desk).collect(),
        word: typed.word,
        is_reported,
        problems: Shown::new(wrong, visit.language),
        problem_count: wrong.len(),
    };
    visit.page_with(status, frame, &page)
}

/// `POST /posts/{id}/reports`
pub async fn create(visit: Visit, post: Path<String>, form: Form<Typed>) -> Answer {
    let item = Item::post(&visit, &post).await?;
    take(visit, item, form.0).await
}

/// `POST /comments/{id}/reports`
pub async fn create_of_comment(visit: Visit, comment: Path<String>, form: Form<Typed>) -> Answer {
    let item = Item::comment(&visit, &comment).await?;
    take(visit, item, form.0).await
}

async fn take(visit: Visit, item: Item<Read>, typed: Typed) -> Answer {
    let by = visit.viewer().oneself()?;
    let parsed = match Report::parse(&typed.reason, &typed.word, &typed.desk) {
        Ok(parsed) => parsed,
        Err(wrong) => return page(&visit, &item, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await,
    };
    if !visit.app.rates.may_report(by.id()) {
        return Err(Refusal::TooMany);
    }
    let done = visit.app.db.write(async |tx| match &item {
        Item::Post(post) => {
            let post = policy::post::<Read>(tx, visit.viewer(), post.post()).await?;
            report::report_post(tx, &by, &post, &parsed).await
        }
        Item::Comment(comment) => {
            let comment = policy::comment::<Read>(tx, visit.viewer(), comment.comment()).await?;
            report::report_comment(tx, &by, &comment, &parsed).await
        }
    });
    done.await?;
    see_and_read(item.url(), Flash::ok("flash-reported"))
}
