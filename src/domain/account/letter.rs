//! What letters about an account need, read at the moment they are sent; and what the night sweeps away.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::house::{self, Front};
use crate::domain::ids::PersonId;
use crate::domain::job::Claimed;
use crate::domain::kinds::{Language, TokenPurpose};
use crate::domain::policy::sight;
use crate::domain::schema::{people, sessions, tokens};
use crate::domain::secret::Secret;
use crate::domain::token;
use crate::domain::words::Email;
use crate::error::Result;

/// How long a link that can no longer be used is remembered, so that its page can say so.
const REMEMBERED: Duration = Duration::days(30);

/// Somebody with an account, as a letter's reader.
pub struct Reader {
    /// As they are called.
    pub name: String,
    /// Where the letter goes.
    pub email: Email,
    /// Their language, or the house's.
    pub language: Language,
    /// The house.
    pub house: Front,
}

/// A link to choose a new password, made now; nothing for somebody who may no longer sign in.
pub async fn reset_letter(tx: &mut Tx, _: &Claimed, person: PersonId) -> Result<Option<(Reader, Secret)>> {
    linked(tx, TokenPurpose::PasswordReset, person).await
}

/// A link to sign in, made now; nothing for somebody who may no longer sign in.
pub async fn link_letter(tx: &mut Tx, _: &Claimed, person: PersonId) -> Result<Option<(Reader, Secret)>> {
    linked(tx, TokenPurpose::SignIn, person).await
}

async fn linked(tx: &mut Tx, purpose: TokenPurpose, person: PersonId) -> Result<Option<(Reader, Secret)>> {
    let found: Option<(String, Email, Option<Language>)> = people::table
        .find(person)
        .filter(sight::present())
        .select((people::name, people::email, people::language))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let (Some((name, email, language)), Some(house)) = (found, house::front(tx).await?) else { return Ok(None) };
    let secret = token::issue(tx, purpose, person.uuid()).await?;
    let language = language.unwrap_or(house.language);
    Ok(Some((Reader { name, email, language, house }, secret)))
}

/// Forgets sessions that are over, and links that could be used no more for a month.
pub async fn sweep(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let over = sessions::table.filter(sessions::expires_at.le(tx.at()));
    diesel::delete(over).execute(&mut tx.conn()).await?;
    let forgotten = tokens::table.filter(tokens::expires_at.le(tx.at() - REMEMBERED));
    diesel::delete(forgotten).execute(&mut tx.conn()).await?;
    Ok(())
}
