//! The charter: read and accepted by everybody, published by the admins.

use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Sent, Shown};
use super::page::Page;
use super::refusal::{Refusal, safe_next};
use super::sign_in::Kept;
use super::tabs::{self, Tab};
use super::visit::{Caller, Visit};
use crate::domain::charter;
use crate::domain::db::Db;
use crate::domain::markup;
use crate::domain::problems::Problems;
use crate::domain::session::Resumed;
use crate::domain::words::Answer as Words;
use crate::error::{Error, Result};

/// `charter/show.html`
#[derive(Debug, Serialize)]
pub struct Show {
    /// Which version.
    pub version: i32,
    /// Its words.
    pub html: String,
    /// Since when.
    pub published_at: DateTime<Utc>,
    /// Whether it is still to be accepted.
    pub owes: bool,
    /// Where to go afterwards.
    pub next: String,
    /// What was sent before it was accepted: it is shown again afterwards.
    pub kept: Vec<(String, String)>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "charter/show.html";
}

/// Where somebody wanted to go.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    next: String,
}

/// Whoever is signed in, whether they owe the charter or not: a [`Visit`] would lead them back here.
fn resumed(caller: &Caller) -> Result<&Resumed, Refusal> {
    match (&caller.house, &caller.resumed) {
        (None, _) => Err(Refusal::see_other("/setup")),
        (_, None) => Err(Refusal::SignedOut { path: "/charter".to_owned(), kept: None }),
        (_, Some(resumed)) => Ok(resumed),
    }
}

impl Show {
    async fn of(db: &Db, owes: bool, next: &str, kept: Vec<(String, String)>) -> Result<Self> {
        let charter = charter::current(db).await?.ok_or(Error::NotFound)?;
        let next = safe_next(next).to_owned();
        let (version, html, published_at) = (charter.version, charter.html, charter.published_at);
        Ok(Self { version, html, published_at, owes, next, kept })
    }

    /// For somebody who wrote while a new version was published.
    pub async fn keeping(db: &Db, path: &str, kept: &Sent) -> Result<Self> {
        Self::of(db, true, path, kept.fields()).await
    }
}

/// `GET /charter`
pub async fn show(caller: Caller, wish: Query<Wish>) -> Answer {
    let owes = resumed(&caller)?.owes_charter;
    let page = Show::of(&caller.db, owes, &wish.next, Vec::new()).await?;
    caller.page_at_door(StatusCode::OK, &page)
}

/// What the form sends; the fields of a form that was kept have `kept.` before their names.
#[derive(Debug, Default)]
struct Accept {
    version: i32,
    next: String,
    kept: Vec<(String, String)>,
}

impl Accept {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match (name.as_str(), name.strip_prefix("kept.")) {
                ("version", _) => form.version = value.parse().unwrap_or_default(),
                ("next", _) => form.next = value,
                (_, Some(name)) => form.kept.push((name.to_owned(), value)),
                _ => {}
            }
        }
        form
    }
}

/// `POST /charter`
pub async fn accept(caller: Caller, form: Form<Vec<(String, String)>>) -> Answer {
    let oneself = resumed(&caller)?.viewer.oneself()?;
    let Accept { version, next, kept } = Accept::of(form.0);
    caller.app.db.write(async |tx| charter::accept(tx, &oneself, version).await).await?;
    let next = safe_next(&next);
    if kept.is_empty() || next == "/" {
        return Err(Refusal::see_other(next));
    }
    caller.page_at_door(StatusCode::OK, &Kept::new(next, kept))
}

/// `charter/edit.html`
#[derive(Debug, Serialize)]
pub struct Edit {
    /// The pages of administration.
    pub tabs: Vec<Tab>,
    /// The version of today.
    pub current: Option<Current>,
    /// What is written, in Markdown.
    pub body: String,
    /// As it would be shown.
    pub preview: Option<String>,
    /// What is wrong.
    pub problems: Shown,
}

/// The version of today, and who has accepted it: two numbers, no names.
#[derive(Debug, Serialize)]
pub struct Current {
    version: i32,
    published_at: DateTime<Utc>,
    accepted: i64,
    all: i64,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "charter/edit.html";
}

/// `GET /admin/charter`
pub async fn edit(visit: Visit) -> Answer {
    editor(&visit, None, None, &Problems::none()).await
}

async fn editor(visit: &Visit, body: Option<String>, preview: Option<String>, wrong: &Problems) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, charter) = futures_util::try_join!(chrome::frame(visit, About::Admin), charter::current(&visit.db))?;
    let current = match &charter {
        Some(charter) => {
            let (accepted, all) = charter::accepted(&visit.db, &admin, charter.version).await?;
            Some(Current { version: charter.version, published_at: charter.published_at, accepted, all })
        }
        None => None,
    };
    let page = Edit {
        tabs: tabs::of_admin(visit.language, "/admin/charter"),
        current,
        body: body.or(charter.map(|charter| charter.body)).unwrap_or_default(),
        preview,
        problems: Shown::new(wrong, visit.language),
    };
    if wrong.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

/// What the form sends; the button says whether to show or to publish.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Draft {
    body: String,
    publish: String,
}

/// `POST /admin/charter`
pub async fn create(visit: Visit, form: Form<Draft>) -> Answer {
    let admin = visit.viewer().admin()?;
    let Draft { body, publish } = form.0;
    let mut wrong = Problems::none();
    let Some(words) = wrong.take("body", Words::parse(&body)) else {
        return editor(&visit, Some(body), None, &wrong).await;
    };
    if publish.is_empty() {
        let preview = markup::render(words.as_str());
        return editor(&visit, Some(body), Some(preview), &wrong).await;
    }
    visit.app.db.write(async |tx| charter::publish(tx, &admin, &words).await).await?;
    see_and_read("/admin/charter", Flash::ok("flash-charter-published"))
}
