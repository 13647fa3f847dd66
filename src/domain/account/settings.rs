//! What people settle for themselves.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::SessionId;
use crate::domain::kinds::{Language, Theme, TokenPurpose};
use crate::domain::password::{self, Match, Password};
use crate::domain::policy::Oneself;
use crate::domain::problems::Problems;
use crate::domain::schema::{credentials, people};
use crate::domain::{credential, session, token};
use crate::error::Result;

/// Whether one has a password, or enters by links alone.
pub async fn has_password(db: &Db, oneself: &Oneself<'_>) -> Result<bool> {
    Ok(hash(db, oneself).await?.is_some())
}

async fn hash(db: &Db, oneself: &Oneself<'_>) -> Result<Option<String>> {
    let hash = credentials::table.find(oneself.id()).select(credentials::password_hash).first(&mut db.conn()).await;
    Ok(hash.optional()?)
}

/// Changes one's password; all other sessions end. Who has none yet needs not prove it.
///
/// # Errors
/// A problem of the field `old`, when that is not the password.
pub async fn change_password(
    tx: &mut Tx,
    oneself: &Oneself<'_>,
    kept: SessionId,
    old: &str,
    chosen: Password,
) -> Result<()> {
    if let Some(hash) = hash(tx, oneself).await?
        && password::compare(old.to_owned(), Some(hash)).await? == Match::No
    {
        return Err(Problems::one("old", "problem-password-wrong").into());
    }
    credential::set(tx, oneself.id(), chosen).await?;
    session::end_all(tx, oneself.id(), Some(kept)).await?;
    token::revoke(tx, TokenPurpose::PasswordReset, oneself.id().uuid()).await?;
    token::revoke(tx, TokenPurpose::SignIn, oneself.id().uuid()).await?;
    event::record(tx, Some(oneself.id()), &Event::PasswordChanged { person: oneself.id() }).await
}

/// Chooses one's language, light or dark; none is what the browser says.
pub async fn set_display(
    tx: &mut Tx,
    oneself: &Oneself<'_>,
    language: Option<Language>,
    theme: Option<Theme>,
) -> Result<()> {
    diesel::update(people::table.find(oneself.id()))
        .set((people::language.eq(language), people::theme.eq(theme)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whether a single key is a shortcut for oneself.
pub async fn set_single_keys(tx: &mut Tx, oneself: &Oneself<'_>, on: bool) -> Result<()> {
    let me = diesel::update(people::table.find(oneself.id()));
    me.set(people::single_keys.eq(on)).execute(&mut tx.conn()).await?;
    Ok(())
}
