//! What the letters about a contract say, read at the moment they are sent: one that is no longer due is not written.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::remind;
use crate::domain::db::{Db, Tx};
use crate::domain::house::{self, Front};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{EndReason, Language, PersonKind, TokenPurpose};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people, spaces};
use crate::domain::secret::Secret;
use crate::domain::token;
use crate::domain::words::Email;
use crate::error::{Error, Result};

/// The letter that invites.
pub struct InvitationLetter {
    /// To whom.
    pub name: String,
    /// The invited address.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// The house.
    pub house: Front,
    /// Who invites.
    pub by: String,
    /// Their word.
    pub word: Option<String>,
    /// The spaces, by name.
    pub spaces: Vec<String>,
    /// What for.
    pub purpose: String,
    /// The guest's organization: it will stand beside their name.
    pub organization: String,
    /// Who answers for them.
    pub sponsor: String,
    /// How many people read there too.
    pub readers: i64,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// The link's secret; it stands nowhere else.
    pub secret: Secret,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accesses)]
struct Row {
    name: String,
    email: Email,
    language: Language,
    proposed_by: PersonId,
    sponsor_id: PersonId,
    sponsor_flagged_at: Option<DateTime<Utc>>,
    person_id: Option<PersonId>,
    purpose: String,
    word: Option<String>,
    #[diesel(select_expression = organizations::name)]
    organization: String,
    ends_at: DateTime<Utc>,
    approved_at: Option<DateTime<Utc>>,
    accepted_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    end_reason: Option<EndReason>,
}

async fn row(db: &Db, access: AccessId) -> Result<Option<Row>> {
    let row = accesses::table
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(accesses::id.eq(access))
        .select(Row::as_select())
        .first(&mut db.conn())
        .await;
    Ok(row.optional()?)
}

async fn house_front(db: &Db) -> Result<Front> {
    house::front(db).await?.ok_or(Error::NotFound)
}

async fn space_names(db: &Db, access: AccessId) -> Result<Vec<String>> {
    let names = spaces::table
        .inner_join(access_spaces::table.on(access_spaces::space_id.eq(spaces::id)))
        .filter(access_spaces::access_id.eq(access).and(spaces::deletion_due_at.is_null()))
        .order((spaces::sort_name, spaces::id))
        .select(spaces::name);
    Ok(names.load(&mut db.conn()).await?)
}

async fn name_of(db: &Db, person: PersonId) -> Result<String> {
    Ok(people::table.find(person).select(people::name).first(&mut db.conn()).await?)
}

/// The invitation, if it is still to be sent: approved, neither accepted nor ended. Its link is made here, and earlier
/// ones stop working.
pub async fn invitation_letter(tx: &mut Tx, _: &Claimed, access: AccessId) -> Result<Option<InvitationLetter>> {
    let Some(row) = row(tx, access).await? else { return Ok(None) };
    let spaces = space_names(tx, access).await?;
    let waits = row.approved_at.is_some() && row.accepted_at.is_none() && row.ended_at.is_none();
    if !waits || row.ends_at <= tx.at() || spaces.is_empty() {
        return Ok(None);
    }
    let its_spaces = access_spaces::table.filter(access_spaces::access_id.eq(access)).select(access_spaces::space_id);
    let lives = memberships::expires_at.is_null().or(memberships::expires_at.assume_not_null().gt(tx.at()));
    let readers = people::table
        .filter(people::left_at.is_null())
        .filter(
            people::id.eq_any(
                memberships::table
                    .filter(memberships::space_id.eq_any(its_spaces))
                    .filter(lives)
                    .select(memberships::person_id),
            ),
        )
        .select(count_star())
        .first(&mut tx.conn())
        .await?;
    let letter = InvitationLetter {
        house: house_front(tx).await?,
        by: name_of(tx, row.proposed_by).await?,
        sponsor: name_of(tx, row.sponsor_id).await?,
        secret: token::issue(tx, TokenPurpose::GuestInvitation, access.uuid()).await?,
        name: row.name,
        email: row.email,
        language: row.language,
        word: row.word,
        spaces,
        purpose: row.purpose,
        organization: row.organization,
        readers,
        ends_at: row.ends_at,
    };
    Ok(Some(letter))
}

/// The letter that says that an access ends soon.
pub struct EndingLetter {
    /// To whom.
    pub name: String,
    /// Where they read.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// The house.
    pub house: Front,
    /// Whether the reader is the sponsor; else the guest.
    pub to_sponsor: bool,
    /// Which contract.
    pub access: AccessId,
    /// The guest's name.
    pub guest: String,
    /// And organization.
    pub organization: String,
    /// The sponsor's name.
    pub sponsor: String,
    /// The spaces, by name.
    pub spaces: Vec<String>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

/// The letter that says that an access has ended.
pub struct EndedLetter {
    /// To whom, and about what.
    pub of: EndingLetter,
    /// Why it ended.
    pub reason: EndReason,
}

/// Guest or sponsor, if they are still one of them and may be written to.
async fn addressed(db: &Db, access: AccessId, row: Row, to: PersonId) -> Result<Option<EndingLetter>> {
    let to_sponsor = row.sponsor_id == to;
    if !to_sponsor && row.person_id != Some(to) {
        return Ok(None);
    }
    type Reader = (String, Email, Option<Language>, PersonKind, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let reader: Option<Reader> = people::table
        .find(to)
        .select((people::name, people::email, people::language, people::kind, people::left_at, people::suspended_at))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some((name, email, language, kind, left_at, suspended_at)) = reader else { return Ok(None) };
    // A guest has left by the end of their access, and is told of it; a colleague who left is not written to.
    if suspended_at.is_some() || (kind == PersonKind::Employee && left_at.is_some()) {
        return Ok(None);
    }
    let house = house_front(db).await?;
    let guest = match row.person_id {
        Some(guest) => name_of(db, guest).await?,
        None => row.name,
    };
    Ok(Some(EndingLetter {
        name,
        email,
        language: language.unwrap_or(if to_sponsor { house.language } else { row.language }),
        house,
        to_sponsor,
        access,
        guest,
        organization: row.organization,
        sponsor: name_of(db, row.sponsor_id).await?,
        spaces: space_names(db, access).await?,
        ends_at: row.ends_at,
    }))
}

/// The reminder, if it is still due: the access lives, and was not extended in the meantime.
pub async fn ending_letter(
    db: &Db,
    _: &Claimed,
    access: AccessId,
    to: PersonId,
    days: i16,
) -> Result<Option<EndingLetter>> {
    let Some(row) = row(db, access).await? else { return Ok(None) };
    let lives = row.accepted_at.is_some() && row.ended_at.is_none() && row.ends_at > db.at();
    if !lives || remind::due_at(row.ends_at, days) > db.at() {
        return Ok(None);
    }
    addressed(db, access, row, to).await
}

/// The letter that says that one of several spaces has closed to guests.
pub struct NarrowedLetter {
    /// To the guest, and what is left.
    pub of: EndingLetter,
    /// The space that closed, by name.
    pub closed: String,
}

/// What is told to a guest of a space that closed to them, if it is still due: their access lives in other spaces, and
/// no contract has brought them back meanwhile.
pub async fn narrowed_letter(db: &Db, _: &Claimed, access: AccessId, space: SpaceId) -> Result<Option<NarrowedLetter>> {
    let Some(row) = row(db, access).await? else { return Ok(None) };
    let lives = row.accepted_at.is_some() && row.ended_at.is_none() && row.ends_at > db.at();
    let Some(guest) = row.person_id.filter(|_| lives) else { return Ok(None) };
    let back = memberships::table.find((space, guest));
    if diesel::select(exists(back)).get_result(&mut db.conn()).await? {
        return Ok(None);
    }
    let closed: Option<String> =
        spaces::table.find(space).select(spaces::name).first(&mut db.conn()).await.optional()?;
    let letter = addressed(db, access, row, guest).await?;
    Ok(letter.filter(|of| !of.spaces.is_empty()).zip(closed).map(|(of, closed)| NarrowedLetter { of, closed }))
}

/// The letter that says that one answers for a guest from now on.
pub struct HandedOverLetter {
    /// To the new sponsor, about what.
    pub of: EndingLetter,
    /// The program put them in, because somebody left: they are asked to confirm.
    pub is_flagged: bool,
}

/// What is told to a new sponsor, if they still are that of a living contract.
pub async fn handed_over_letter(
    db: &Db,
    _: &Claimed,
    access: AccessId,
    to: PersonId,
) -> Result<Option<HandedOverLetter>> {
    let Some(row) = row(db, access).await? else { return Ok(None) };
    if row.sponsor_id != to || row.ended_at.is_some() || row.ends_at <= db.at() {
        return Ok(None);
    }
    let is_flagged = row.sponsor_flagged_at.is_some();
    Ok(addressed(db, access, row, to).await?.map(|of| HandedOverLetter { of, is_flagged }))
}

/// The end, told to somebody who was in, or who answered for them.
pub async fn ended_letter(db: &Db, _: &Claimed, access: AccessId, to: PersonId) -> Result<Option<EndedLetter>> {
    let Some(row) = row(db, access).await? else { return Ok(None) };
    let (Some(_), Some(reason)) = (row.accepted_at, row.end_reason) else { return Ok(None) };
    let letter = addressed(db, access, row, to).await?;
    Ok(letter.map(|of| EndedLetter { of, reason }))
}
