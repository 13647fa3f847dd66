//! What waits: in a space, for its owners; and what belongs to no space, for the admins.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::row::{Choice, Desk, Row};
use super::wish::{Again, Undone};
use crate::domain::ids::RecipientId;
use crate::domain::kinds::Visibility;
use crate::domain::mail::{self, Judge, Waiting};
use crate::domain::policy::{InSpace, Own};
use crate::mail::keys;
use crate::web::answer::{Answer, see};
use crate::web::chrome::{self, About};
use crate::web::page::Page;
use crate::web::posts::id;
use crate::web::space_head::{Head, Tab, enter, head};
use crate::web::tabs;
use crate::web::urls;
use crate::web::visit::Visit;

/// Where the admins' queue is.
pub(super) const HOUSE: &str = "/admin/mail/held";

/// `held/index.html`
#[derive(Serialize)]
pub struct Index {
    head: Head,
    /// The space's address, where mail can come in.
    address: Option<String>,
    queue: Queue,
    threads: Vec<Choice>,
    blocked: Vec<Blocked>,
    release_url: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "held/index.html";
}

/// `held/of_house.html`
#[derive(Serialize)]
pub struct OfHouse {
    tabs: Vec<tabs::Tab>,
    queue: Queue,
}

impl Page for OfHouse {
    const TEMPLATE: &'static str = "held/of_house.html";
}

/// `held_queue` of `templates/part/held.html`
#[derive(Serialize)]
struct Queue {
    held: Vec<Row>,
    /// How many wait in all.
    total: i64,
    /// Where those that are ticked are decided together, and whether they can be published.
    together_url: String,
    publishes: bool,
    after: String,
    older: Option<String>,
    newer: Option<String>,
    done: usize,
    undone: Vec<Undone>,
    nothing_ticked: bool,
}

/// An address that is blocked.
#[derive(Serialize)]
struct Blocked {
    address: String,
    by: Option<String>,
    at: DateTime<Utc>,
}

/// From where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Opening {
    after: String,
}

/// The page that goes on after this mail, if it is one.
pub(super) fn place(base: &str, after: &str) -> String {
    match after.parse::<RecipientId>() {
        Ok(after) => format!("{base}?after={after}"),
        Err(_) => base.to_owned(),
    }
}

impl Queue {
    fn of(visit: &Visit, waiting: Waiting, total: i64, after: &str, desk: &Desk<'_>) -> Self {
        let again = desk.again;
        let held: Vec<Row> = waiting.list.into_iter().map(|held| Row::at(visit, held, desk)).collect();
        Self {
            total,
            together_url: format!("{}/decisions", desk.base),
            publishes: held.iter().any(Row::has_known_sender),
            held,
            after: after.to_owned(),
            older: waiting.next.map(|next| place(desk.base, &next.to_string())),
            newer: after.parse::<RecipientId>().is_ok().then(|| desk.base.to_owned()),
            done: again.done,
            undone: again.undone.clone(),
            nothing_ticked: again.is_empty,
        }
    }
}

/// The status of a page that says this.
fn status(again: &Again) -> StatusCode {
    if again.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// `GET /spaces/{slug}/mail`
pub async fn index(visit: Visit, slug: Path<String>, opening: Query<Opening>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &slug).await?;
    page(&visit, &space, &opening.after, &Again::default()).await
}

/// The page of a space, from there on.
pub(super) async fn page(visit: &Visit, space: &InSpace<Own>, after: &str, again: &Again) -> Answer {
    let judge = Judge::of_space(space);
    let (frame, head, waiting, threads, blocks) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        head(visit, space, Tab::Mail),
        mail::waiting(&visit.db, &judge, after.parse().ok()),
        mail::threads(&visit.db, space),
        mail::blocked(&visit.db, space),
    )?;
    let base = urls::space_part(head.slug(), "mail");
    if waiting.list.is_empty() && head.mails > 0 && !again.is_wrong() {
        return see(base);
    }
    let address = if visit.app.config.mail_in.is_open() && !space.is_archived() {
        let is_secret = space.visibility() == Visibility::Secret;
        Some(keys::addresses(&visit.app).await?.of_space(space.space(), head.slug(), is_secret))
    } else {
        None
    };
    let invites = space.is_opened_to_guests() && !space.is_archived();
    let propose_url = invites.then(|| urls::space_part(head.slug(), "guests/new"));
    let desk = Desk { base: &base, publishes: true, propose_url, again };
    let blocked = |one: mail::Blocked| Blocked { address: one.address, by: one.by, at: one.at };
    let page = Index {
        address,
        queue: Queue::of(visit, waiting, head.mails, after, &desk),
        threads: threads.into_iter().map(Choice::of).collect(),
        blocked: blocks.into_iter().map(blocked).collect(),
        release_url: format!("{base}/release"),
        head,
    };
    visit.page_with(status(again), frame.reaching(page.head.is_outside()), &page)
}

/// `GET /spaces/{slug}/mail/{mail}/original`
pub async fn original(visit: Visit, path: Path<(String, String)>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &path.0).await?;
    raw(mail::original(&visit.db, &Judge::of_space(&space), id(&path.1)?).await?)
}

/// `GET /admin/mail/held`
pub async fn of_house(visit: Visit, opening: Query<Opening>) -> Answer {
    page_of_house(&visit, &opening.after, &Again::default()).await
}

/// The admins' page, from there on.
pub(super) async fn page_of_house(visit: &Visit, after: &str, again: &Again) -> Answer {
    let admin = visit.viewer().admin()?;
    let judge = Judge::of_house(&admin);
    let (frame, waiting, total) = try_join!(
        chrome::frame(visit, About::Admin),
        mail::waiting(&visit.db, &judge, after.parse().ok()),
        mail::waiting_for(&visit.db, &judge),
    )?;
    if waiting.list.is_empty() && total > 0 && !again.is_wrong() {
        return see(HOUSE);
    }
    let desk = Desk { base: HOUSE, publishes: false, propose_url: None, again };
    let page = OfHouse {
        tabs: tabs::of_admin(visit.language, "/admin/mail"),
        queue: Queue::of(visit, waiting, total, after, &desk),
    };
    visit.page_with(status(again), frame, &page)
}

/// `GET /admin/mail/held/{mail}/original`
pub async fn original_of_house(visit: Visit, held: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    raw(mail::original(&visit.db, &Judge::of_house(&admin), id(&held)?).await?)
}

/// Kept as a file, never shown: it is a stranger's.
fn raw(bytes: Vec<u8>) -> Answer {
    let kept = (CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\"");
    Ok(HttpResponse::Ok().content_type("application/octet-stream").insert_header(kept).body(bytes))
}
