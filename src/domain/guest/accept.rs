//! Accepting an invitation. The link proves that its reader reads the invited mailbox, nothing else does; it is shown by
//! a GET as often as one likes, and used once, by a POST, in the transaction that lets the guest in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::contract::{self, hold, settle, spaces_of};
use super::remind;
use crate::domain::credential;
use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, OrganizationId, PersonId};
use crate::domain::kinds::{EndReason, Horizon, Language, PersonKind, TokenPurpose};
use crate::domain::password::Password;
use crate::domain::person::{self, Newcomer};
use crate::domain::policy::Viewer;
use crate::domain::problems::Problems;
use crate::domain::schema::{access_spaces, accesses, charter_acceptances, charters, organizations, people, spaces};
use crate::domain::token;
use crate::domain::words::{Email, Name};
use crate::error::{Error, Late, Result, Why};

/// What an invitation says to whom it invites.
#[derive(Debug)]
pub struct Invitation {
    /// The invited address.
    pub email: Email,
    /// As the inviter called them.
    pub name: String,
    /// Their organization: it will stand beside their name.
    pub organization: String,
    /// Who invites.
    pub by: String,
    /// Who answers for them.
    pub sponsor: String,
    /// The spaces, by name.
    pub spaces: Vec<String>,
    /// What for.
    pub purpose: String,
    /// A personal word.
    pub word: Option<String>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// How far back they will read.
    pub horizon: Horizon,
    /// From which day on, when the horizon is one.
    pub horizon_at: Option<DateTime<Utc>>,
    /// The charter to agree to: version and HTML.
    pub charter: Option<(i32, String)>,
    /// Who has the invited address today.
    pub comer: Comer,
}

/// Who has the invited address today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comer {
    /// Nobody yet: accepting makes an account.
    New,
    /// A guest who was here before and has no access now: accepting opens their account again.
    Back(PersonId),
    /// A guest who is here: they accept signed in, so that a forwarded link gives nobody their account's spaces.
    Here(PersonId),
}

impl Comer {
    /// Whether somebody who is signed in as `by` (or as nobody) may accept.
    pub fn is(self, by: Option<&Viewer>) -> bool {
        match (self, by) {
            (Self::New | Self::Back(_), by) => by.is_none(),
            (Self::Here(person), Some(by)) => by.looker().is_none() && by.id() == person,
            (Self::Here(_), None) => false,
        }
    }
}

/// What the invited person gives.
pub struct Acceptance {
    /// As they call themselves.
    pub name: Name,
    /// A password; without one they sign in by links sent to their address.
    pub password: Option<Password>,
    /// The version of the charter they agreed to.
    pub charter: Option<i32>,
    /// The language they read.
    pub language: Language,
}

fn gone() -> Error {
    Error::TooLate(Late::Link)
}

/// What the holder of this link is invited to. Looking uses nothing up.
///
/// # Errors
/// [`Error::NotFound`] for no link of ours, [`Late::Link`] for one that was used, replaced, taken back or has expired.
pub async fn invitation(db: &Db, presented: &str) -> Result<Invitation> {
    let access = AccessId::from(token::look(db, TokenPurpose::GuestInvitation, presented).await?);
    read(db, access).await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accesses)]
struct Row {
    email: Email,
    name: String,
    #[diesel(select_expression = organizations::name)]
    organization: String,
    proposed_by: PersonId,
    sponsor_id: PersonId,
    purpose: String,
    word: Option<String>,
    ends_at: DateTime<Utc>,
    horizon: Horizon,
    horizon_at: Option<DateTime<Utc>>,
}

async fn read(db: &Db, access: AccessId) -> Result<Invitation> {
    let row = async {
        let waits = accesses::approved_at.is_not_null().and(accesses::accepted_at.is_null());
        let row: Option<Row> = accesses::table
            .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
            .filter(accesses::id.eq(access).and(waits))
            .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at())))
            .select(Row::as_select())
            .first(&mut db.conn())
            .await
            .optional()?;
        row.ok_or_else(gone)
    };
    let spaces = async {
        let of_it = spaces::table
            .inner_join(access_spaces::table.on(access_spaces::space_id.eq(spaces::id)))
            .filter(access_spaces::access_id.eq(access).and(spaces::deletion_due_at.is_null()))
            .order((spaces::sort_name, spaces::id))
            .select(spaces::name);
        Ok(of_it.load::<String>(&mut db.conn()).await?)
    };
    let (row, spaces, charter) = try_join!(row, spaces, charter(db))?;
    if spaces.is_empty() {
        return Err(gone());
    }
    let ((by, sponsor), comer) =
        try_join!(async { try_join!(name(db, row.proposed_by), name(db, row.sponsor_id)) }, comer(db, &row.email))?;
    Ok(Invitation {
        email: row.email,
        name: row.name,
        organization: row.organization,
        by,
        sponsor,
        spaces,
        purpose: row.purpose,
        word: row.word,
        ends_at: row.ends_at,
        horizon: row.horizon,
        horizon_at: row.horizon_at,
        charter,
        comer,
    })
}

async fn name(db: &Db, person: PersonId) -> Result<String> {
    Ok(people::table.find(person).select(people::name).first(&mut db.conn()).await?)
}

async fn charter(db: &Db) -> Result<Option<(i32, String)>> {
    let newest = charters::table.order(charters::version.desc()).select((charters::version, charters::html));
    Ok(newest.first(&mut db.conn()).await.optional()?)
}

async fn comer(db: &Db, email: &Email) -> Result<Comer> {
    type Found = (PersonId, PersonKind, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let found: Option<Found> = people::table
        .filter(people::email.eq(email))
        .select((people::id, people::kind, people::left_at, people::suspended_at))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        None => Ok(Comer::New),
        // Whoever became a colleague, or is kept out, is no guest by an old letter.
        Some((_, PersonKind::Employee, ..) | (.., Some(_))) => Err(gone()),
        Some((person, PersonKind::Guest, Some(_), None)) => Ok(Comer::Back(person)),
        Some((person, PersonKind::Guest, None, None)) => Ok(Comer::Here(person)),
    }
}

/// Uses the link up and lets the guest in; who they are from now on.
///
/// # Errors
/// [`Late::Link`] as in [`invitation`]; [`Why::AnotherAccount`] when somebody else is signed in, or when the invited
/// guest has an account and is not; problems when the charter of today was not agreed to. The link is unused then.
pub async fn accept(tx: &mut Tx, presented: &str, by: Option<&Viewer>, acceptance: Acceptance) -> Result<PersonId> {
    let access = AccessId::from(token::redeem(tx, TokenPurpose::GuestInvitation, presented).await?);
    hold(tx, access).await.map_err(|_| gone())?;
    let invitation = read(tx, access).await?;
    if !invitation.comer.is(by) {
        return Err(Error::NotAllowed(Why::AnotherAccount));
    }
    let owed = invitation.charter.as_ref().map(|charter| charter.0);
    let Acceptance { name, password, charter, language } = acceptance;
    if owed.is_some() && owed != charter {
        return Err(Problems::one("charter", "problem-guest-charter").into());
    }
    let guest = match invitation.comer {
        Comer::New => arrive(tx, access, &invitation.email, &name, language).await?,
        Comer::Back(guest) => {
            let back = (people::left_at.eq(None::<DateTime<Utc>>), people::name.eq(&name));
            diesel::update(people::table.find(guest)).set(back).execute(&mut tx.conn()).await?;
            person::index(tx, guest).await?;
            guest
        }
        Comer::Here(guest) => guest,
    };
    if let (Comer::New | Comer::Back(_), Some(password)) = (invitation.comer, password) {
        credential::set(tx, guest, password).await?;
    }
    let accepted = (accesses::person_id.eq(guest), accesses::accepted_at.eq(tx.at()));
    diesel::update(accesses::table.find(access)).set(accepted).execute(&mut tx.conn()).await?;
    for space in spaces_of(tx, access).await? {
        settle(tx, guest, space).await?;
    }
    if let Some(version) = owed {
        agree(tx, guest, version).await?;
    }
    remind::pass_over(tx, access, invitation.ends_at).await?;
    event::record(tx, Some(guest), &Event::AccessAccepted { access, person: guest }).await?;
    Ok(guest)
}

async fn agree(tx: &mut Tx, guest: PersonId, version: i32) -> Result<()> {
    diesel::insert_into(charter_acceptances::table)
        .values((
            charter_acceptances::person_id.eq(guest),
            charter_acceptances::version.eq(version),
            charter_acceptances::accepted_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// A new guest, of the organization the contract names and of no other.
async fn arrive(tx: &mut Tx, access: AccessId, email: &Email, name: &Name, language: Language) -> Result<PersonId> {
    let organization: OrganizationId =
        accesses::table.find(access).select(accesses::organization_id).first(&mut tx.conn()).await?;
    let newcomer = Newcomer {
        kind: PersonKind::Guest,
        organization,
        name: name.clone(),
        email: email.clone(),
        language: Some(language),
        title: None,
        unit: None,
        is_admin: false,
    };
    let guest = person::join(tx, &newcomer).await?;
    person::index(tx, guest).await?;
    Ok(guest)
}

/// Says no, by the same link.
pub async fn decline(tx: &mut Tx, presented: &str) -> Result<()> {
    let access = AccessId::from(token::redeem(tx, TokenPurpose::GuestInvitation, presented).await?);
    if hold(tx, access).await.map_err(|_| gone())?.accepted_at.is_some() {
        return Err(gone());
    }
    contract::finish(tx, None, access, EndReason::Declined).await
}
