//! Single-use links. A link is shown by a GET and used by a POST alone, so that a mail scanner that follows it uses
//! nothing up (CVE-2019-1020018).

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::db::{Db, Tx};
use super::ids::PersonId;
use super::kinds::TokenPurpose;
use super::schema::tokens;
use super::secret::Secret;
use crate::error::{Error, Late, Result};

impl TokenPurpose {
    /// How long such a link may be used.
    pub fn lifetime(self) -> Duration {
        match self {
            Self::PasswordReset | Self::SignIn => Duration::hours(1),
            Self::ColleagueInvitation | Self::GuestInvitation => Duration::days(14),
        }
    }
}

/// A new link for this subject; earlier ones of the same purpose stop working.
pub async fn issue(tx: &mut Tx, purpose: TokenPurpose, subject: Uuid) -> Result<Secret> {
    revoke(tx, purpose, subject).await?;
    let secret = Secret::new();
    diesel::insert_into(tokens::table)
        .values((
            tokens::hash.eq(secret.hash()),
            tokens::purpose.eq(purpose),
            tokens::subject_id.eq(subject),
            tokens::created_at.eq(tx.at()),
            tokens::expires_at.eq(tx.at() + purpose.lifetime()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(secret)
}

/// Stops all links of this purpose for this subject.
pub async fn revoke(tx: &mut Tx, purpose: TokenPurpose, subject: Uuid) -> Result<()> {
    diesel::delete(tokens::table.filter(tokens::subject_id.eq(subject)).filter(tokens::purpose.eq(purpose)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Writes a link for nobody and takes it back: whoever asks at the door waits for a commit, whether there is somebody
/// to write to or not.
pub(in crate::domain) async fn issue_for_nobody(tx: &mut Tx) -> Result<()> {
    let nobody = PersonId::new().uuid();
    issue(tx, TokenPurpose::SignIn, nobody).await?;
    revoke(tx, TokenPurpose::SignIn, nobody).await
}

/// Whom or what a link is about, as long as it can be used. Looking uses nothing up.
pub async fn look(db: &Db, purpose: TokenPurpose, presented: &str) -> Result<Uuid> {
    let secret = Secret::presented(presented).ok_or(Error::NotFound)?;
    let found: Option<(Uuid, DateTime<Utc>, Option<DateTime<Utc>>)> = tokens::table
        .find(secret.hash())
        .filter(tokens::purpose.eq(purpose))
        .select((tokens::subject_id, tokens::expires_at, tokens::used_at))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        None => Err(Error::NotFound),
        Some((subject, expires_at, None)) if expires_at > db.at() => Ok(subject),
        Some(_) => Err(Error::TooLate(Late::Link)),
    }
}

/// Uses a link up, for good: of two at once, one comes too late.
pub async fn redeem(tx: &mut Tx, purpose: TokenPurpose, presented: &str) -> Result<Uuid> {
    let subject = look(tx, purpose, presented).await?;
    let secret = Secret::presented(presented).ok_or(Error::NotFound)?;
    let used = diesel::update(tokens::table.find(secret.hash()).filter(tokens::used_at.is_null()))
        .set(tokens::used_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    if used == 1 { Ok(subject) } else { Err(Error::TooLate(Late::Link)) }
}
