//! Letters about a guest's access.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Reader, Sheet, write};
use crate::app::App;
use crate::domain::guest::{self, EndingLetter};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{EndReason, Topic};
use crate::domain::preferences;
use crate::error::Result;
use crate::mail::Written;

/// `mail/guest_invitation.txt` and `.html`: what they will see, what will be seen of them, until when, who answers.
#[derive(Serialize)]
struct Invitation {
    token: String,
    by: String,
    word: Option<String>,
    spaces: String,
    space_count: usize,
    purpose: String,
    organization: String,
    sponsor: String,
    readers: i64,
    ends_at: DateTime<Utc>,
}

impl Sheet for Invitation {
    const NAME: &'static str = "guest_invitation";
}

/// Asks an address to come in as a guest.
pub(super) async fn invitation(app: &App, claimed: &Claimed, access: AccessId) -> Result<Option<Written>> {
    let due = app.db.write(async |tx| guest::invitation_letter(tx, claimed, access).await).await?;
    let Some(due) = due else { return Ok(None) };
    let to = Reader { name: due.name, email: due.email, language: due.language };
    let sheet = Invitation {
        token: due.secret.reveal().to_owned(),
        by: due.by,
        word: due.word,
        space_count: due.spaces.len(),
        spaces: due.spaces.join(", "),
        purpose: due.purpose,
        organization: due.organization,
        sponsor: due.sponsor,
        readers: due.readers,
        ends_at: due.ends_at,
    };
    write(app, &due.house, to, &sheet).map(Some)
}

/// `mail/guest_ending.txt` and `.html`
#[derive(Serialize)]
struct Ending {
    to_sponsor: bool,
    access: AccessId,
    guest: String,
    organization: String,
    sponsor: String,
    spaces: String,
    ends_at: DateTime<Utc>,
}

impl Sheet for Ending {
    const NAME: &'static str = "guest_ending";
}

/// Tells guest or sponsor that an access ends in so many days.
pub(super) async fn ending(
    app: &App,
    claimed: &Claimed,
    access: AccessId,
    to: PersonId,
    days: i16,
) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some(due) = guest::ending_letter(&db, claimed, access, to, days).await? else { return Ok(None) };
    // A guest is told of their own end, whatever they chose; who answers for them finds it on Parvis as well.
    if due.to_sponsor && !preferences::wants(&db, claimed, to, Topic::Ending).await? {
        return Ok(None);
    }
    let (house, to, of) = apart(due);
    let sheet = Ending {
        to_sponsor: of.to_sponsor,
        access: of.access,
        guest: of.guest,
        organization: of.organization,
        sponsor: of.sponsor,
        spaces: of.spaces,
        ends_at: of.ends_at,
    };
    write(app, &house, to, &sheet).map(Some)
}

/// `mail/guest_ended.txt` and `.html`
#[derive(Serialize)]
struct Ended {
    to_sponsor: bool,
    guest: String,
    organization: String,
    sponsor: String,
    /// Its day had come; else somebody ended it.
    expired: bool,
}

impl Sheet for Ended {
    const NAME: &'static str = "guest_ended";
}

/// Tells guest or sponsor that an access has ended.
pub(super) async fn ended(app: &App, claimed: &Claimed, access: AccessId, to: PersonId) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some(due) = guest::ended_letter(&db, claimed, access, to).await? else { return Ok(None) };
    let expired = due.reason == EndReason::Expired;
    let (house, to, of) = apart(due.of);
    let sheet = Ended {
        to_sponsor: of.to_sponsor,
        guest: of.guest,
        organization: of.organization,
        sponsor: of.sponsor,
        expired,
    };
    write(app, &house, to, &sheet).map(Some)
}

/// `mail/guest_narrowed.txt` and `.html`
#[derive(Serialize)]
struct Narrowed {
    /// The space that closed.
    closed: String,
    /// Those that are left.
    spaces: String,
    sponsor: String,
    ends_at: DateTime<Utc>,
}

impl Sheet for Narrowed {
    const NAME: &'static str = "guest_narrowed";
}

/// Tells a guest that one of their spaces has closed to guests, and what is left.
pub(super) async fn narrowed(
    app: &App,
    claimed: &Claimed,
    access: AccessId,
    space: SpaceId,
) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some(due) = guest::narrowed_letter(&db, claimed, access, space).await? else { return Ok(None) };
    let (house, to, of) = apart(due.of);
    let sheet = Narrowed { closed: due.closed, spaces: of.spaces, sponsor: of.sponsor, ends_at: of.ends_at };
    write(app, &house, to, &sheet).map(Some)
}

/// `mail/guest_handed_over.txt` and `.html`
#[derive(Serialize)]
struct HandedOver {
    access: AccessId,
    guest: String,
    organization: String,
    spaces: String,
    ends_at: DateTime<Utc>,
    /// Put in by the program: to be confirmed.
    is_flagged: bool,
}

impl Sheet for HandedOver {
    const NAME: &'static str = "guest_handed_over";
}

/// Tells somebody that they answer for a guest from now on.
pub(super) async fn handed_over(
    app: &App,
    claimed: &Claimed,
    access: AccessId,
    to: PersonId,
) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some(due) = guest::handed_over_letter(&db, claimed, access, to).await? else { return Ok(None) };
    let (house, to, of) = apart(due.of);
    let sheet = HandedOver {
        access: of.access,
        guest: of.guest,
        organization: of.organization,
        spaces: of.spaces,
        ends_at: of.ends_at,
        is_flagged: due.is_flagged,
    };
    write(app, &house, to, &sheet).map(Some)
}

struct Terms {
    to_sponsor: bool,
    access: AccessId,
    guest: String,
    organization: String,
    sponsor: String,
    spaces: String,
    ends_at: DateTime<Utc>,
}

/// House, reader and what is told.
fn apart(due: EndingLetter) -> (crate::domain::house::Front, Reader, Terms) {
    let reader = Reader { name: due.name, email: due.email, language: due.language };
    let terms = Terms {
        to_sponsor: due.to_sponsor,
        access: due.access,
        guest: due.guest,
        organization: due.organization,
        sponsor: due.sponsor,
        spaces: due.spaces.join(", "),
        ends_at: due.ends_at,
    };
    (due.house, reader, terms)
}
