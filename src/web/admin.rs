//! The admins' pages: where they begin, and the letters.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::answer::Answer;
use super::chrome::{self, About};
use super::page::Page;
use super::tabs::{self, Tab};
use super::visit::Visit;
use crate::domain::job;
use crate::domain::mail;
use crate::domain::organization;
use crate::domain::person::roster;
use crate::domain::report;
use crate::error::{Error, Result};
use crate::mail::folder;

/// The most letters that are listed.
const LETTERS: usize = 50;

/// `admin/index.html`
#[derive(Serialize)]
pub struct Index {
    active: i64,
    suspended: i64,
    admins: i64,
    partners: usize,
    given_up: usize,
    reports: i64,
}

impl Page for Index {
    const TEMPLATE: &'static str = "admin/index.html";
}

/// `GET /admin`
pub async fn index(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, numbers, organizations, given_up, reports) = try_join!(
        chrome::frame(&visit, About::Admin),
        roster::numbers(&visit.db, &admin),
        organization::all(&visit.db, &admin),
        job::given_up(&visit.db, &admin),
        report::waiting_for_house(&visit.db, &admin),
    )?;
    let page = Index {
        active: numbers.active,
        suspended: numbers.suspended,
        admins: numbers.admins,
        partners: organizations.len().saturating_sub(1),
        given_up: given_up.len(),
        reports,
    };
    visit.page(frame, &page)
}

/// `admin/mail.html`
#[derive(Serialize)]
pub struct Mail {
    tabs: Vec<Tab>,
    held: i64,
    is_folder: bool,
    server: String,
    letters: Vec<Letter>,
    given_up: Vec<GivenUp>,
}

#[derive(Serialize)]
struct Letter {
    url: String,
    at: DateTime<Utc>,
    to: String,
    subject: String,
}

#[derive(Serialize)]
struct GivenUp {
    kind: String,
    attempts: i16,
    error: Option<String>,
    at: DateTime<Utc>,
}

impl Page for Mail {
    const TEMPLATE: &'static str = "admin/mail.html";
}

/// `GET /admin/mail`
pub async fn mail(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let folder = visit.app.mailer.folder();
    let letters = async {
        match folder {
            Some(folder) => folder::newest(folder, LETTERS).await,
            None => Ok(Vec::new()),
        }
    };
    let judge = mail::Judge::of_house(&admin);
    let (frame, letters, given_up, held) = try_join!(
        chrome::frame(&visit, About::Admin),
        letters,
        job::given_up(&visit.db, &admin),
        mail::waiting_for(&visit.db, &judge),
    )?;
    let letter = |letter: folder::Laid| Letter {
        url: format!("/admin/mail/{}", letter.id),
        at: letter.at,
        to: letter.to,
        subject: letter.subject,
    };
    let job = |job: job::GivenUp| GivenUp {
        kind: job.letter.unwrap_or(job.kind).replace('_', " "),
        attempts: job.attempts,
        error: job.last_error,
        at: job.enqueued_at,
    };
    let page = Mail {
        tabs: tabs::of_admin(visit.language, "/admin/mail"),
        held,
        is_folder: folder.is_some(),
        server: visit.app.config.smtp_host().unwrap_or_default(),
        letters: letters.into_iter().map(letter).collect(),
        given_up: given_up.into_iter().map(job).collect(),
    };
    visit.page(frame, &page)
}

/// `admin/letter.html`
#[derive(Serialize)]
pub struct Show {
    at: DateTime<Utc>,
    to: String,
    subject: String,
    text: String,
}

impl Page for Show {
    const TEMPLATE: &'static str = "admin/letter.html";
}

/// `GET /admin/mail/{letter}`
pub async fn letter(visit: Visit, id: Path<String>) -> Answer {
    visit.viewer().admin()?;
    let (frame, letter) = try_join!(chrome::frame(&visit, About::Admin), laid(&visit, &id))?;
    visit.page(frame, &Show { at: letter.at, to: letter.to, subject: letter.subject, text: letter.text })
}

async fn laid(visit: &Visit, id: &str) -> Result<folder::Laid> {
    match visit.app.mailer.folder() {
        Some(folder) => folder::read(folder, id).await?.ok_or(Error::NotFound),
        None => Err(Error::NotFound),
    }
}
