//! What one is told: the page, the panel that the bell opens over any page, and what has been read.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::answer::{Answer, see, wants_fragment};
use super::chrome::{self, About};
use super::form::Form;
use super::notices::Notice;
use super::page::Page;
use super::posts::id;
use super::tabs::Tab;
use super::urls;
use super::visit::Visit;
use crate::domain::notification::{self, Notices, Unread};
use crate::domain::position::{Position, moment};
use crate::error::Result;

/// `notification/index.html`
#[derive(Serialize)]
pub struct Index {
    notices: Vec<Notice>,
    filters: Vec<Tab>,
    /// Until when all is read, by its button; nothing when all is read already.
    until: Option<String>,
    only_unread: bool,
    older: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "notification/index.html";
}

/// `notification/live.html`: the panel's list and the bell, for a page that is there already.
#[derive(Serialize)]
pub struct Live {
    notices: Vec<Notice>,
    until: Option<String>,
    news: usize,
    more: bool,
    /// Since or until when one is left in peace.
    quiet: Option<String>,
}

impl Page for Live {
    const TEMPLATE: &'static str = "notification/live.html";
}

/// How to open the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Opening {
    only: String,
    before: String,
}

/// The panel holds so many.
const PANEL: usize = 8;

/// `GET /notifications`: the page; for the bell, the panel.
pub async fn index(visit: Visit, opening: Query<Opening>, request: HttpRequest) -> Answer {
    if wants_fragment(&request) {
        return live(&visit).await;
    }
    let only_unread = opening.only == "unread";
    let (frame, found) = try_join!(
        chrome::frame(&visit, About::Notifications),
        notification::notices(&visit.db, visit.viewer(), only_unread, Position::parse(&opening.before)),
    )?;
    let filter = |word: &str, url: &'static str, current| Tab {
        label: visit.say(&format!("notice-filter-{word}")),
        url,
        count: None,
        current,
    };
    let only = if only_unread { "only=unread&" } else { "" };
    let page = Index {
        filters: vec![
            filter("all", urls::NOTIFICATIONS, !only_unread),
            filter("unread", "/notifications?only=unread", only_unread),
        ],
        until: until(&visit, frame.news()),
        only_unread,
        older: found.older.map(|older| format!("/notifications?{only}before={older}")),
        notices: found.list.into_iter().map(|notice| Notice::new(&visit, notice)).collect(),
    };
    visit.page(frame, &page)
}

fn until(visit: &Visit, news: usize) -> Option<String> {
    (news > 0).then(|| visit.db.at().to_rfc3339_opts(SecondsFormat::Micros, true))
}

/// The panel as it is now.
pub async fn live(visit: &Visit) -> Answer {
    let db = visit.app.db.read().await?;
    let (found, unread): (Notices, Unread) =
        try_join!(notification::notices(&db, visit.viewer(), false, None), notification::unread(&db, visit.viewer()))?;
    let more = found.older.is_some() || found.list.len() > PANEL;
    let notices = found.list.into_iter().take(PANEL).map(|notice| Notice::new(visit, notice)).collect();
    let page =
        Live { notices, until: until(visit, unread.count()), news: unread.count(), more, quiet: chrome::quiet(visit) };
    visit.updates(StatusCode::OK, &page)
}

/// `GET /notifications/{item}`: to what it is about. Whoever goes there has read it.
pub async fn show(visit: Visit, item: Path<String>) -> Answer {
    let item: Uuid = id(&item)?;
    let notice = notification::one(&visit.db, visit.viewer(), item).await?;
    visit.app.db.write(async |tx| notification::read_bundle(tx, &visit.viewer().oneself()?, item).await).await?;
    see(super::notices::place(&notice))
}

/// What is read: one of them, by its item; or all that were told until a moment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reading {
    item: String,
    until: String,
}

impl Reading {
    fn until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        moment(&self.until).map_or(now, |until| until.min(now))
    }
}

/// `POST /notifications/reading`
pub async fn update(visit: Visit, reading: Form<Reading>, request: HttpRequest) -> Answer {
    let reading = reading.0;
    let item: Option<Uuid> = if reading.item.is_empty() { None } else { Some(id(&reading.item)?) };
    let done = visit.app.db.write(async |tx| -> Result<()> {
        let oneself = visit.viewer().oneself()?;
        match item {
            Some(item) => notification::read_bundle(tx, &oneself, item).await,
            None => {
                let until = reading.until(tx.at());
                notification::read_all(tx, &oneself, until).await
            }
        }
    });
    done.await?;
    if wants_fragment(&request) { live(&visit).await } else { see(urls::NOTIFICATIONS) }
}
