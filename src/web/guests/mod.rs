//! The guests of a space: who has an access, and letting somebody in.

mod preview;
mod propose;

pub use preview::{Preview, preview};
pub use propose::{New, create, new};

use actix_web::web::Path;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use futures_util::try_join;
use serde::Serialize;

use crate::domain::guest::{self};
use crate::domain::policy::{Own, Read};
use crate::web::answer::Answer;
use crate::web::chrome::{self, About};
use crate::web::guest_rows::Row;
use crate::web::page::Page;
use crate::web::space_head::{self, Head, Tab, enter};
use crate::web::urls;
use crate::web::visit::Visit;

/// `guest/index.html`
#[derive(Serialize)]
pub struct Index {
    /// What stands over each tab.
    pub head: Head,
    /// Contracts that live.
    pub rows: Vec<Row>,
    /// How many guests are in.
    pub here: usize,
    /// How many invitations are out or wait.
    pub waiting: usize,
    /// Where an owner lets somebody in.
    pub new_url: Option<String>,
    /// Where an owner opens the space to guests, or closes it.
    pub opening_url: Option<String>,
    /// Whether it is open.
    pub is_open: bool,
}

impl Page for Index {
    const TEMPLATE: &'static str = "guest/index.html";
}

/// `GET /spaces/{slug}/guests`
pub async fn index(visit: Visit, slug: Path<String>) -> Answer {
    let space = enter::<Read>(&visit, &slug).await?;
    let entries = guest::of_space(&visit.db, &space).await?;
    let (frame, head) =
        try_join!(chrome::frame(&visit, About::Space(space.space())), space_head::head(&visit, &space, Tab::Guests))?;
    let (owns, is_open) = (space.could::<Own>(), space.is_opened_to_guests());
    let rows: Vec<Row> = entries.into_iter().map(|entry| Row::new(&visit, entry)).collect();
    let waiting = rows.iter().filter(|row| row.is_proposed || row.is_invited).count();
    let page = Index {
        here: rows.len() - waiting,
        waiting,
        new_url: (owns && is_open && !space.is_archived()).then(|| urls::space_part(head.slug(), "guests/new")),
        opening_url: owns.then(|| urls::space_part(head.slug(), "opening")),
        is_open,
        rows,
        head,
    };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}

fn start_of(visit: &Visit, day: &str) -> Option<DateTime<Utc>> {
    at(visit, day, NaiveTime::MIN)
}

fn at(visit: &Visit, day: &str, time: NaiveTime) -> Option<DateTime<Utc>> {
    let day: NaiveDate = day.trim().parse().ok().filter(|day: &NaiveDate| (1970..=9999).contains(&day.year()))?;
    let local = visit.setting().zone.from_local_datetime(&day.and_time(time));
    local.latest().map(|at| at.with_timezone(&Utc))
}

/// The last minute of a day by the house's clock.
pub(super) fn end_of(visit: &Visit, day: &str) -> Option<DateTime<Utc>> {
    at(visit, day, NaiveTime::from_hms_opt(23, 59, 0)?)
}
