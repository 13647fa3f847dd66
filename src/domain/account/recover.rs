//! The ways back in: a new password, or a link that signs in.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::job::{self, Job, Letter};
use crate::domain::kinds::{PersonKind, TokenPurpose};
use crate::domain::password::Password;
use crate::domain::person::{self, Newcomer};
use crate::domain::schema::{house, people};
use crate::domain::secret::Secret;
use crate::domain::words::{Email, Name};
use crate::domain::{credential, session, token};
use crate::error::{Error, Late, Result};

/// Whose link it is.
#[derive(Debug, Queryable)]
pub struct Owner {
    /// Who.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// Somebody says that they have forgotten their password. If the address may sign in, a letter follows.
pub async fn forgotten(tx: &mut Tx, email: &str) -> Result<()> {
    match known(tx, email).await? {
        Some(person) => event::record(tx, Some(person), &Event::PasswordForgotten { person }).await,
        None => token::issue_for_nobody(tx).await,
    }
}

/// Somebody asks for a link to sign in. If the address may sign in, a letter follows.
pub async fn ask_link(tx: &mut Tx, email: &str) -> Result<()> {
    match known(tx, email).await? {
        Some(person) => job::enqueue(tx, &Job::SendLetter { letter: Letter::SignInLink { person } }).await,
        None => token::issue_for_nobody(tx).await,
    }
}

async fn known(tx: &mut Tx, email: &str) -> Result<Option<PersonId>> {
    let Ok(email) = Email::parse(email) else { return Ok(None) };
    let found = people::table
        .filter(people::email.eq(email))
        .filter(session::may_sign_in(tx.at()))
        .select(people::id)
        .first(&mut tx.conn())
        .await;
    Ok(found.optional()?)
}

/// Whose link this is, as long as it can be used and its owner may sign in. Looking uses nothing up.
pub async fn of_link(db: &Db, purpose: TokenPurpose, presented: &str) -> Result<Owner> {
    let person = token::look(db, purpose, presented).await?;
    let found = people::table
        .find(PersonId::from(person))
        .filter(session::may_sign_in(db.at()))
        .select((people::id, people::name, people::email))
        .first(&mut db.conn())
        .await
        .optional()?;
    found.ok_or(Error::TooLate(Late::Link))
}

/// Chooses a new password by a link; every session ends, and whoever holds an older link holds nothing.
pub async fn choose_password(tx: &mut Tx, presented: &str, chosen: Password) -> Result<PersonId> {
    let person = of_link(tx, TokenPurpose::PasswordReset, presented).await?.id;
    token::redeem(tx, TokenPurpose::PasswordReset, presented).await?;
    token::revoke(tx, TokenPurpose::SignIn, person.uuid()).await?;
    credential::set(tx, person, chosen).await?;
    session::end_all(tx, person, None).await?;
    event::record(tx, Some(person), &Event::PasswordChanged { person }).await?;
    Ok(person)
}

/// Signs in by a link.
pub async fn enter_by_link(tx: &mut Tx, presented: &str) -> Result<PersonId> {
    let person = of_link(tx, TokenPurpose::SignIn, presented).await?.id;
    token::redeem(tx, TokenPurpose::SignIn, presented).await?;
    Ok(person)
}

/// A new administrator, made by whoever runs the machine: the command line. They choose their password by the link.
///
/// # Errors
/// Too late, when the address has an account; not found, before the house is set up.
pub async fn create_admin(tx: &mut Tx, name: &Name, email: &Email) -> Result<Secret> {
    let organization: Option<OrganizationId> =
        house::table.select(house::organization_id).first(&mut tx.conn()).await.optional()?;
    let newcomer = Newcomer {
        kind: PersonKind::Employee,
        organization: organization.ok_or(Error::NotFound)?,
        name: name.clone(),
        email: email.clone(),
        language: None,
        title: None,
        unit: None,
        is_admin: true,
    };
    let joined = person::join(tx, &newcomer).await;
    let person = joined.map_err(|error| match error.is_duplicate_of("people_email") {
        true => Error::TooLate(Late::Done),
        false => error,
    })?;
    event::record(tx, None, &Event::ColleagueJoined { person }).await?;
    event::record(tx, None, &Event::AdminNamed { person }).await?;
    token::issue(tx, TokenPurpose::PasswordReset, person.uuid()).await
}

/// A link to choose a password, made by whoever runs the machine: the command line. Nothing when no administrator who
/// may sign in has this address.
pub async fn issue_reset(tx: &mut Tx, admin: &Email) -> Result<Option<Secret>> {
    let person: Option<PersonId> = people::table
        .filter(people::email.eq(admin).and(people::is_admin))
        .filter(session::may_sign_in(tx.at()))
        .select(people::id)
        .first(&mut tx.conn())
        .await
        .optional()?;
    match person {
        Some(person) => token::issue(tx, TokenPurpose::PasswordReset, person.uuid()).await.map(Some),
        None => Ok(None),
    }
}
