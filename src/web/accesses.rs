//! A guest's access: the contract, its history, and what those in charge may do with it.

use actix_web::web::Path;
use chrono::{DateTime, Duration, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, see_and_read};
use super::chrome::{self, About};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::guest_rows::Row;
use super::guests::end_of;
use super::page::Page;
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::guest::{self, Contract, State, Told};
use crate::domain::ids::AccessId;
use crate::domain::kinds::Horizon;
use crate::domain::policy::{self, Charge};
use crate::domain::problems::Problems;
use crate::error::{Error, Late, Result};

/// A colleague to choose.
#[derive(Debug, Serialize)]
pub struct Sponsor {
    handle: String,
    name: String,
    chosen: bool,
}

/// A line of the history.
#[derive(Debug, Serialize)]
pub struct Line {
    at: DateTime<Utc>,
    by: Option<Face>,
    what: String,
}

/// `guest/access.html`
#[derive(Serialize)]
pub struct Show {
    /// The contract as lists show it.
    pub row: Row,
    /// What for.
    pub purpose: String,
    /// The inviter's word.
    pub word: Option<String>,
    /// How far back the guest reads.
    pub horizon: &'static str,
    /// From which day on.
    pub horizon_at: Option<DateTime<Utc>>,
    /// When the guest came in.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub end_reason: Option<&'static str>,
    /// Where it is extended.
    pub extend_url: Option<String>,
    /// Where its sponsor is chosen.
    pub sponsor_url: Option<String>,
    /// Where it is ended.
    pub end_url: Option<String>,
    /// The end that the form proposes.
    pub ends_on: String,
    /// The latest.
    pub last_day: String,
    /// Who could answer for the guest.
    pub sponsors: Vec<Sponsor>,
    /// Its history.
    pub history: Vec<Line>,
    /// What is wrong.
    pub problems: Shown,
}

impl Page for Show {
    const TEMPLATE: &'static str = "guest/access.html";
}

/// `GET /accesses/{id}`
pub async fn show(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    page(&visit, &charge, None, &Problems::none()).await
}

/// To the contract that a URL names. What cannot be an id is not found.
pub(super) async fn charge(visit: &Visit, id: &str) -> Result<Charge> {
    let access: AccessId = id.parse().map_err(|_| Error::NotFound)?;
    policy::charge(&visit.db, visit.viewer(), access).await
}

async fn page(visit: &Visit, charge: &Charge, typed: Option<String>, problems: &Problems) -> Answer {
    let (frame, contract) = try_join!(chrome::frame(visit, About::Nothing), guest::contract(&visit.db, charge))?;
    let page = Show::new(visit, contract, typed, problems);
    if problems.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

impl Show {
    fn new(visit: &Visit, contract: Contract, typed: Option<String>, problems: &Problems) -> Self {
        let Contract { entry, ended, history, .. } = contract;
        let zone = visit.setting().zone;
        let lives = ended.is_none() && entry.ends_at > visit.db.at();
        let part = |part: &str, may: bool| may.then(|| urls::access_part(entry.id, part));
        let is_here = entry.state == State::Here;
        let (extend_url, sponsor_url) = (part("extension", lives && is_here), part("sponsor", lives));
        let end_url = part("end", lives && is_here);
        let ends_on = typed.unwrap_or_else(|| entry.ends_at.with_timezone(&zone).date_naive().to_string());
        let last_day = visit.db.at() + Duration::days(i64::from(contract.longest_days));
        let sponsor = entry.sponsor.id;
        let mut row = Row::new(visit, entry);
        if !lives {
            row.approve_url = None;
            row.refuse_url = None;
            row.letter_url = None;
            row.withdraw_url = None;
            row.view_url = None;
        }
        Self {
            row,
            purpose: contract.purpose,
            word: contract.word,
            horizon: contract.horizon.as_str(),
            horizon_at: contract.horizon_at.filter(|_| contract.horizon == Horizon::Date),
            accepted_at: contract.accepted_at,
            ended_at: ended.map(|ended| ended.0),
            end_reason: ended.map(|ended| ended.1.as_str()),
            extend_url,
            sponsor_url,
            end_url,
            ends_on,
            last_day: last_day.with_timezone(&zone).date_naive().to_string(),
            sponsors: contract
                .sponsors
                .into_iter()
                .map(|face| Sponsor { chosen: face.id == sponsor, handle: face.handle, name: face.name })
                .collect(),
            history: history.into_iter().map(|line| told(visit, line)).collect(),
            problems: Shown::new(problems, visit.language),
        }
    }
}

fn told(visit: &Visit, line: guest::Line) -> Line {
    let setting = visit.setting();
    let date = |at: DateTime<Utc>| {
        super::dates::tell(at, setting.now, setting.zone, setting.language, super::dates::Style::Date)
    };
    let (key, name) = match line.what {
        Told::Proposed => ("guest-told-proposed", String::new()),
        Told::Approved => ("guest-told-approved", String::new()),
        Told::Accepted => ("guest-told-accepted", String::new()),
        Told::Extended(ends_at) => ("guest-told-extended", date(ends_at)),
        Told::Sponsor(_) => {
            ("guest-told-sponsor", line.about.as_ref().map(|face| face.name.clone()).unwrap_or_default())
        }
        Told::Narrowed => ("guest-told-narrowed", String::new()),
        Told::Ended(reason) => {
            ("guest-told-ended", visit.say(&format!("guest-ended-{}", reason.as_str().replace('_', "-"))))
        }
        Told::Looked => ("guest-told-looked", String::new()),
    };
    let what = translate(visit.language, key, &Args::from([("name".into(), name.into())]));
    Line { at: line.at, by: line.by.as_ref().map(Face::of), what }
}

/// What extends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Extension {
    ends_on: String,
}

/// `POST /accesses/{id}/extension`
pub async fn extend(visit: Visit, id: Path<String>, form: Form<Extension>) -> Answer {
    let charge = charge(&visit, &id).await?;
    let Some(ends_at) = end_of(&visit, &form.0.ends_on) else {
        return page(&visit, &charge, Some(form.0.ends_on), &Problems::one("ends_on", "problem-guest-date")).await;
    };
    let extended = visit.app.db.write(async |tx| guest::extend(tx, &charge, ends_at).await).await;
    match problems(extended)? {
        Ok(()) => see_and_read(urls::access(charge.access()), Flash::ok("flash-guest-extended")),
        Err(problems) => page(&visit, &charge, Some(form.0.ends_on), &problems).await,
    }
}

/// Who answers from now on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answering {
    sponsor: String,
}

/// `POST /accesses/{id}/sponsor`
pub async fn change_sponsor(visit: Visit, id: Path<String>, form: Form<Answering>) -> Answer {
    let charge = charge(&visit, &id).await?;
    let contract = guest::contract(&visit.db, &charge).await?;
    let Some(sponsor) = contract.sponsors.iter().find(|face| face.handle == form.0.sponsor) else {
        return page(&visit, &charge, None, &Problems::one("sponsor", "problem-guest-sponsor")).await;
    };
    let changed = visit.app.db.write(async |tx| guest::change_sponsor(tx, &charge, sponsor.id).await).await;
    match problems(changed)? {
        Ok(()) => see_and_read(
            still_in_charge(&visit, &charge).await?,
            Flash::ok("flash-guest-sponsor").naming(&sponsor.name),
        ),
        Err(problems) => page(&visit, &charge, None, &problems).await,
    }
}

/// The contract, or home for a sponsor who has just handed it on.
async fn still_in_charge(visit: &Visit, charge: &Charge) -> Result<String> {
    match policy::charge(&visit.app.db.read().await?, visit.viewer(), charge.access()).await {
        Ok(_) => Ok(urls::access(charge.access())),
        Err(Error::NotFound) => Ok("/".to_owned()),
        Err(error) => Err(error),
    }
}

/// `POST /accesses/{id}/letter`
pub async fn resend(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    match visit.app.db.write(async |tx| guest::resend(tx, &charge).await).await {
        Ok(()) => see_and_read(urls::access(charge.access()), Flash::ok("flash-guest-resent")),
        Err(Error::TooLate(Late::Done)) => {
            see_and_read(urls::access(charge.access()), Flash::warn("flash-guest-not-resent"))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /accesses/{id}/approval`
pub async fn approve(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    visit.app.db.write(async |tx| guest::approve(tx, &charge).await).await?;
    see_and_read(urls::access(charge.access()), Flash::ok("flash-guest-approved"))
}

/// `POST /accesses/{id}/refusal`
pub async fn refuse(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    visit.app.db.write(async |tx| guest::refuse(tx, &charge).await).await?;
    see_and_read(urls::access(charge.access()), Flash::ok("flash-guest-refused"))
}

/// `POST /accesses/{id}/end`: ends an access, or takes an invitation back.
pub async fn end(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    match visit.app.db.write(async |tx| guest::end(tx, &charge).await).await {
        Ok(()) => see_and_read(urls::access(charge.access()), Flash::ok("flash-guest-ended")),
        // Twice the same wish: it is done.
        Err(Error::TooLate(Late::Done)) => see(urls::access(charge.access())),
        Err(error) => Err(error.into()),
    }
}
