//! Inviting colleagues: one address, many, or a spreadsheet, which is read aloud before anything is sent.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Shown};
use super::page::Page;
use super::tabs::{self, Tab};
use super::translate;
use super::upload::Upload;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::InvitationId;
use crate::domain::invitation::list::{self, List};
use crate::domain::invitation::{self, Invitee};
use crate::domain::problems::Problems;
use crate::domain::words::{Email, Line, Name};
use crate::error::{Error, Result};

/// `invitation/index.html`
#[derive(Debug, Serialize)]
pub struct Index {
    /// The pages of administration.
    pub tabs: Vec<Tab>,
    /// What was typed for one colleague.
    pub form: One,
    /// What was pasted.
    pub addresses: String,
    /// What is wrong.
    pub problems: Shown,
    /// Who has not answered yet.
    pub waiting: Vec<Row>,
}

/// An invitation that waits.
#[derive(Debug, Serialize)]
pub struct Row {
    email: String,
    name: Option<String>,
    by: Option<String>,
    invited_at: DateTime<Utc>,
    letters: String,
    revocation: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "invitation/index.html";
}

/// What the form for one colleague sends.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct One {
    name: String,
    email: String,
    title: String,
    unit: String,
}

/// `GET /admin/invitations`
pub async fn index(visit: Visit) -> Answer {
    show(&visit, One::default(), String::new(), &Problems::none()).await
}

async fn show(visit: &Visit, form: One, addresses: String, wrong: &Problems) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, waiting) =
        futures_util::try_join!(chrome::frame(visit, About::Admin), invitation::waiting(&visit.db, &admin))?;
    let row = |waiting: invitation::Waiting| Row {
        email: waiting.email,
        name: waiting.name,
        by: waiting.by,
        invited_at: waiting.invited_at,
        letters: urls::admin_invitation_part(waiting.id, "letters"),
        revocation: urls::admin_invitation_part(waiting.id, "revocation"),
    };
    let page = Index {
        tabs: tabs::of_admin(visit.language, "/admin/invitations"),
        form,
        addresses,
        problems: Shown::new(wrong, visit.language),
        waiting: waiting.into_iter().map(row).collect(),
    };
    if wrong.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

/// `invitation/preview.html`
#[derive(Debug, Serialize)]
pub struct Preview {
    /// Who would be invited.
    pub good: Vec<Good>,
    /// Who has an account already.
    pub known: Vec<String>,
    /// The lines that cannot be used.
    pub bad: Vec<Bad>,
    /// Those who would be invited, to be sent back by the form.
    pub list: String,
}

/// Somebody who would be invited.
#[derive(Debug, Serialize)]
pub struct Good {
    email: String,
    name: Option<Name>,
    title: Option<Line>,
    unit: Option<Line>,
}

/// A line that cannot be used.
#[derive(Debug, Serialize)]
pub struct Bad {
    line: usize,
    text: String,
    why: String,
}

impl Page for Preview {
    const TEMPLATE: &'static str = "invitation/preview.html";
}

/// What the form for many addresses sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pasted {
    addresses: String,
}

/// `POST /admin/invitations/preview`
pub async fn preview(visit: Visit, form: Form<Pasted>) -> Answer {
    visit.viewer().admin()?;
    if form.0.addresses.trim().is_empty() {
        let wrong = Problems::one("addresses", "problem-empty");
        return show(&visit, One::default(), form.0.addresses, &wrong).await;
    }
    read_aloud(&visit, list::addresses(&form.0.addresses)).await
}

/// The most that a spreadsheet may weigh, in bytes: 2,000 lines of a directory are about 200 kB.
const HEAVIEST_SHEET: u64 = 1024 * 1024;

/// `POST /admin/invitations/file`
pub async fn file(visit: Visit, upload: Upload) -> Answer {
    visit.viewer().admin()?;
    match upload.one(HEAVIEST_SHEET).await {
        Ok(Some(bytes)) => read_aloud(&visit, list::csv(&bytes)).await,
        Err(()) => refused_file(&visit, "problem-list-heavy").await,
        Ok(None) => refused_file(&visit, "problem-empty").await,
    }
}

async fn refused_file(visit: &Visit, key: &'static str) -> Answer {
    show(visit, One::default(), String::new(), &Problems::one("file", key)).await
}

async fn read_aloud(visit: &Visit, list: List) -> Answer {
    let admin = visit.viewer().admin()?;
    let emails: Vec<Email> = list.good.iter().map(|invitee| invitee.email.clone()).collect();
    let (frame, known) =
        futures_util::try_join!(chrome::frame(visit, About::Admin), invitation::known(&visit.db, &admin, &emails))?;
    let (known, new): (Vec<Invitee>, Vec<Invitee>) =
        list.good.into_iter().partition(|invitee| known.contains(&invitee.email));
    let bad = list.bad.into_iter().map(|bad| Bad {
        line: bad.line,
        text: bad.text,
        why: translate::say_with(visit.language, bad.wrong.key, "detail", bad.wrong.detail),
    });
    let page = Preview {
        known: known.into_iter().map(|invitee| invitee.email.to_string()).collect(),
        bad: bad.collect(),
        list: written(&new)?,
        good: new.into_iter().map(good).collect(),
    };
    visit.page(frame, &page)
}

fn good(invitee: Invitee) -> Good {
    Good { email: invitee.email.to_string(), name: invitee.name, title: invitee.title, unit: invitee.unit }
}

/// The list once more, as `list::csv` reads it.
fn written(invitees: &[Invitee]) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let heads = writer.write_record(["name", "email", "title", "unit"]);
    heads.map_err(Error::internal)?;
    for invitee in invitees {
        let name = invitee.name.as_ref().map_or("", Name::as_str);
        let line = |line: &Option<Line>| line.as_ref().map_or(String::new(), |line| line.as_str().to_owned());
        let cells = [name, invitee.email.as_str(), &line(&invitee.title), &line(&invitee.unit)];
        writer.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// What sends invitations: one colleague's form, or a list that was read aloud.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Create {
    name: String,
    email: String,
    title: String,
    unit: String,
    list: String,
}

/// `POST /admin/invitations`
pub async fn create(visit: Visit, form: Form<Create>) -> Answer {
    let admin = visit.viewer().admin()?;
    let Create { name, email, title, unit, list } = form.0;
    if !list.is_empty() {
        let list = list::csv(list.as_bytes());
        let outcome = visit.app.db.write(async |tx| invitation::invite(tx, &admin, &list.good).await).await?;
        return see_and_read("/admin/invitations", Flash::ok("flash-invitations-sent").naming(outcome.invited));
    }
    let form = One { name, email, title, unit };
    let mut wrong = Problems::none();
    let Some(invitee) = form.parse(&mut wrong) else { return show(&visit, form, String::new(), &wrong).await };
    let outcome =
        visit.app.db.write(async |tx| invitation::invite(tx, &admin, std::slice::from_ref(&invitee)).await).await?;
    if outcome.known > 0 {
        return show(&visit, form, String::new(), &Problems::one("email", "problem-known-address")).await;
    }
    see_and_read("/admin/invitations", Flash::ok("flash-invitation-sent").naming(&invitee.email))
}

impl One {
    fn parse(&self, wrong: &mut Problems) -> Option<Invitee> {
        let email = wrong.take("email", Email::parse(&self.email));
        let name = wrong.take("name", Name::parse_optional(&self.name));
        let title = wrong.take("title", Line::parse_optional(&self.title));
        let unit = wrong.take("unit", Line::parse_optional(&self.unit));
        Some(Invitee { email: email?, name: name?, title: title?, unit: unit? })
    }
}

fn id(path: &Path<String>) -> Result<InvitationId> {
    path.parse().map_err(|_| Error::NotFound)
}

/// `POST /admin/invitations/{id}/letters`
pub async fn resend(visit: Visit, path: Path<String>) -> Answer {
    let (admin, id) = (visit.viewer().admin()?, id(&path)?);
    visit.app.db.write(async |tx| invitation::resend(tx, &admin, id).await).await?;
    see_and_read("/admin/invitations", Flash::ok("flash-invitation-resent"))
}

/// `POST /admin/invitations/{id}/revocation`
pub async fn revoke(visit: Visit, path: Path<String>) -> Answer {
    let (admin, id) = (visit.viewer().admin()?, id(&path)?);
    visit.app.db.write(async |tx| invitation::revoke(tx, &admin, id).await).await?;
    see_and_read("/admin/invitations", Flash::ok("flash-invitation-revoked"))
}
