//! What a person proves their identity with.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Database, Tx};
use super::ids::PersonId;
use super::password::{self, Match, Password};
use super::schema::{credentials, people};
use super::session;
use super::words::Email;
use crate::error::Result;

/// Who has this address and this password, if anybody may sign in with them. It takes the same time and gives the same
/// answer for an unknown address and for a wrong password.
pub async fn verify(db: &Database, email: &str, given: &str) -> Result<Option<PersonId>> {
    let on_file: Option<(PersonId, String)> = match Email::parse(email) {
        Ok(email) => on_file(db, &email).await?,
        Err(_) => None,
    };
    let (person, hash) = on_file.unzip();
    let matched = password::compare(given.to_owned(), hash).await?;
    match (person, matched) {
        (Some(person), Match::Yes) => Ok(Some(person)),
        (Some(person), Match::Outdated) => {
            let hash = password::hash_again(given.to_owned()).await?;
            db.write(async |tx| set_hash(tx, person, &hash).await).await?;
            Ok(Some(person))
        }
        _ => Ok(None),
    }
}

async fn on_file(db: &Database, email: &Email) -> Result<Option<(PersonId, String)>> {
    let db = db.read().await?;
    let found = credentials::table
        .inner_join(people::table)
        .filter(people::email.eq(email))
        .filter(session::may_sign_in(db.at()))
        .select((people::id, credentials::password_hash))
        .first(&mut db.conn())
        .await;
    Ok(found.optional()?)
}

/// Sets a password that was chosen.
pub(in crate::domain) async fn set(tx: &mut Tx, person: PersonId, chosen: Password) -> Result<()> {
    let hash = chosen.hash().await?;
    set_hash(tx, person, &hash).await
}

pub(in crate::domain) async fn set_hash(tx: &mut Tx, person: PersonId, hash: &str) -> Result<()> {
    diesel::insert_into(credentials::table)
        .values((
            credentials::person_id.eq(person),
            credentials::password_hash.eq(hash),
            credentials::changed_at.eq(tx.at()),
        ))
        .on_conflict(credentials::person_id)
        .do_update()
        .set((credentials::password_hash.eq(hash), credentials::changed_at.eq(tx.at())))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
