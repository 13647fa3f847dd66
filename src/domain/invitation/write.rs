use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Invitee, read};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::house::{self, Front};
use crate::domain::ids::{InvitationId, OrganizationId, PersonId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{Language, PersonKind, TokenPurpose};
use crate::domain::password::Password;
use crate::domain::person::{self, Newcomer};
use crate::domain::policy::Admin;
use crate::domain::schema::{colleague_invitations, house as houses, people};
use crate::domain::secret::Secret;
use crate::domain::words::{Email, Line, Name};
use crate::domain::{credential, token};
use crate::error::{Error, Late, Result, Why};

/// What became of a list of addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// How many were invited, or asked once more.
    pub invited: usize,
    /// How many have an account already.
    pub known: usize,
}

/// Asks addresses in. One that waits already is asked again; one that has an account is left alone.
pub async fn invite(tx: &mut Tx, admin: &Admin<'_>, invitees: &[Invitee]) -> Result<Invited> {
    let language = house::front(tx).await?.map_or(Language::French, |house| house.language);
    let emails: Vec<Email> = invitees.iter().map(|invitee| invitee.email.clone()).collect();
    let known = read::known(tx, admin, &emails).await?;
    let mut outcome = Invited::default();
    for invitee in invitees {
        if known.contains(&invitee.email) {
            outcome.known += 1;
        } else {
            ask(tx, Some(admin.id()), invitee, language).await?;
            outcome.invited += 1;
        }
    }
    Ok(outcome)
}

/// Somebody asks for an account with an address of the house's own domains. The answer is the same for every address;
/// the letter goes only where it may.
///
/// # Errors
/// Not allowed, when the house does not want it at all.
pub async fn sign_up(tx: &mut Tx, email: &Email, language: Language) -> Result<()> {
    let rule: Option<(bool, Vec<String>)> =
        houses::table.select((houses::sign_up, houses::domains)).first(&mut tx.conn()).await.optional()?;
    let Some((true, domains)) = rule else { return Err(Error::NotAllowed(Why::House)) };
    let own = domains.iter().any(|domain| domain == email.domain());
    let known = diesel::select(diesel::dsl::exists(people::table.filter(people::email.eq(email))));
    if own && !known.get_result::<bool>(&mut tx.conn()).await? {
        let invitee = Invitee { email: email.clone(), name: None, title: None, unit: None };
        return ask(tx, None, &invitee, language).await;
    }
    token::issue_for_nobody(tx).await
}

/// Writes the invitation, or the newer wish on the one that waits.
async fn ask(tx: &mut Tx, by: Option<PersonId>, invitee: &Invitee, language: Language) -> Result<()> {
    let waits = colleague_invitations::table
        .filter(colleague_invitations::email.eq(&invitee.email))
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()));
    let found: Option<InvitationId> =
        waits.select(colleague_invitations::id).for_update().first(&mut tx.conn()).await.optional()?;
    let id = match found {
        Some(id) => {
            let again = diesel::update(colleague_invitations::table.find(id));
            again.set(colleague_invitations::invited_at.eq(tx.at())).execute(&mut tx.conn()).await?;
            if by.is_some() {
                // Somebody who asked for themselves cannot change what an admin wrote.
                let written = (
                    colleague_invitations::name.eq(invitee.name.as_ref()),
                    colleague_invitations::title.eq(invitee.title.as_ref()),
                    colleague_invitations::unit.eq(invitee.unit.as_ref()),
                    colleague_invitations::invited_by.eq(by),
                );
                diesel::update(colleague_invitations::table.find(id)).set(written).execute(&mut tx.conn()).await?;
            }
            id
        }
        None => insert(tx, by, invitee, language).await?,
    };
    event::record(tx, by, &Event::ColleagueInvited { invitation: id }).await
}

async fn insert(tx: &mut Tx, by: Option<PersonId>, invitee: &Invitee, language: Language) -> Result<InvitationId> {
    let id = InvitationId::new();
    diesel::insert_into(colleague_invitations::table)
        .values((
            colleague_invitations::id.eq(id),
            colleague_invitations::email.eq(&invitee.email),
            colleague_invitations::name.eq(invitee.name.as_ref()),
            colleague_invitations::title.eq(invitee.title.as_ref()),
            colleague_invitations::unit.eq(invitee.unit.as_ref()),
            colleague_invitations::language.eq(language),
            colleague_invitations::invited_by.eq(by),
            colleague_invitations::invited_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(id)
}

/// Asks again: a new letter, and the link of the old one stops working.
pub async fn resend(tx: &mut Tx, admin: &Admin<'_>, id: InvitationId) -> Result<()> {
    let asked = diesel::update(colleague_invitations::table.find(id))
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .set(colleague_invitations::invited_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    changed(tx, id, asked).await?;
    event::record(tx, Some(admin.id()), &Event::ColleagueInvited { invitation: id }).await
}

/// Takes an invitation back: its link stops working at once.
pub async fn revoke(tx: &mut Tx, admin: &Admin<'_>, id: InvitationId) -> Result<()> {
    let revoked = diesel::update(colleague_invitations::table.find(id))
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .set(colleague_invitations::revoked_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    changed(tx, id, revoked).await?;
    token::revoke(tx, TokenPurpose::ColleagueInvitation, id.uuid()).await?;
    event::record(tx, Some(admin.id()), &Event::ColleagueInvitationRevoked { invitation: id }).await
}

async fn changed(tx: &mut Tx, id: InvitationId, rows: usize) -> Result<()> {
    if rows == 1 {
        return Ok(());
    }
    let is_there = diesel::select(diesel::dsl::exists(colleague_invitations::table.find(id)));
    let is_there: bool = is_there.get_result(&mut tx.conn()).await?;
    Err(if is_there { Error::TooLate(Late::Done) } else { Error::NotFound })
}

/// What the letter of an invitation needs.
pub struct Due {
    /// Whom it goes to, when the one who invited knew.
    pub name: Option<String>,
    /// Where.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// Who invites; nobody when they asked themselves.
    pub by: Option<String>,
    /// The house.
    pub house: Front,
    /// What opens the door, once.
    pub secret: Secret,
}

/// The letter of an invitation, with a link made now; nothing when it was accepted or taken back, or has an account by
/// another way.
pub async fn letter(tx: &mut Tx, _: &Claimed, id: InvitationId) -> Result<Option<Due>> {
    type Row = (Option<String>, Email, Language, Option<String>);
    let row: Option<Row> = colleague_invitations::table
        .left_join(people::table)
        .filter(colleague_invitations::id.eq(id))
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .select((
            colleague_invitations::name,
            colleague_invitations::email,
            colleague_invitations::language,
            people::name.nullable(),
        ))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let (Some((name, email, language, by)), Some(house)) = (row, house::front(tx).await?) else { return Ok(None) };
    let known = diesel::select(diesel::dsl::exists(people::table.filter(people::email.eq(&email))));
    if known.get_result::<bool>(&mut tx.conn()).await? {
        return Ok(None);
    }
    let secret = token::issue(tx, TokenPurpose::ColleagueInvitation, id.uuid()).await?;
    Ok(Some(Due { name, email, language, by, house, secret }))
}

/// Accepts: the invited address gets its account, in the house and nowhere else.
pub async fn accept(
    tx: &mut Tx,
    presented: &str,
    name: &Name,
    chosen: Password,
    language: Language,
) -> Result<PersonId> {
    let id = InvitationId::from(token::redeem(tx, TokenPurpose::ColleagueInvitation, presented).await?);
    let row: Option<(Email, Option<Line>, Option<Line>)> = colleague_invitations::table
        .find(id)
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .select((colleague_invitations::email, colleague_invitations::title, colleague_invitations::unit))
        .for_update()
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some((email, title, unit)) = row else { return Err(Error::TooLate(Late::Link)) };
    let organization: OrganizationId = houses::table.select(houses::organization_id).first(&mut tx.conn()).await?;
    let newcomer = Newcomer {
        kind: PersonKind::Employee,
        organization,
        name: name.clone(),
        email,
        language: Some(language),
        title,
        unit,
        is_admin: false,
    };
    let joined = person::join(tx, &newcomer).await;
    let person = joined.map_err(|error| match error.is_duplicate_of("people_email") {
        true => Error::TooLate(Late::Done),
        false => error,
    })?;
    credential::set(tx, person, chosen).await?;
    diesel::update(colleague_invitations::table.find(id))
        .set(colleague_invitations::accepted_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(person), &Event::ColleagueJoined { person }).await?;
    Ok(person)
}
