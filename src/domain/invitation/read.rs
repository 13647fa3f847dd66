use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::InvitationId;
use crate::domain::kinds::TokenPurpose;
use crate::domain::policy::Admin;
use crate::domain::schema::{colleague_invitations, people};
use crate::domain::token;
use crate::domain::words::Email;
use crate::error::{Error, Late, Result};

/// An invitation that waits for its answer.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = colleague_invitations)]
pub struct Waiting {
    /// Which.
    pub id: InvitationId,
    /// Whom.
    pub email: String,
    /// As they are called.
    pub name: Option<String>,
    /// When they were last asked.
    pub invited_at: DateTime<Utc>,
    /// Who asked; nobody when they did themselves.
    #[diesel(select_expression = people::name.nullable())]
    pub by: Option<String>,
}

/// All that wait, the latest first.
pub async fn waiting(db: &Db, _: &Admin<'_>) -> Result<Vec<Waiting>> {
    let waiting = colleague_invitations::table
        .left_join(people::table)
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .order((colleague_invitations::invited_at.desc(), colleague_invitations::email))
        .select(Waiting::as_select())
        .load(&mut db.conn())
        .await?;
    Ok(waiting)
}

/// Which of these addresses have an account already.
pub async fn known(db: &Db, _: &Admin<'_>, emails: &[Email]) -> Result<HashSet<Email>> {
    let known: Vec<Email> = people::table
        .filter(people::email.eq_any(emails.iter().map(Email::as_str).collect::<Vec<_>>()))
        .select(people::email)
        .load(&mut db.conn())
        .await?;
    Ok(known.into_iter().collect())
}

/// What somebody with a link is offered.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = colleague_invitations)]
pub struct Offer {
    /// Which invitation.
    pub id: InvitationId,
    /// The address it went to.
    pub email: String,
    /// As they are called, when the one who invited knew.
    pub name: Option<String>,
    /// Who invites; nobody when the address asked itself.
    #[diesel(select_expression = people::name.nullable())]
    pub by: Option<String>,
}

/// What this link offers, as long as it does. Looking uses nothing up.
pub async fn offered(db: &Db, presented: &str) -> Result<Offer> {
    let id = token::look(db, TokenPurpose::ColleagueInvitation, presented).await?;
    let offer = colleague_invitations::table
        .left_join(people::table)
        .filter(colleague_invitations::id.eq(InvitationId::from(id)))
        .filter(colleague_invitations::accepted_at.is_null().and(colleague_invitations::revoked_at.is_null()))
        .select(Offer::as_select())
        .first(&mut db.conn())
        .await
        .optional()?;
    offer.ok_or(Error::TooLate(Late::Link))
}
