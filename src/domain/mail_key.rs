//! The keys that sign addresses and links in letters. They are made here, and stay in this database: a backup carries
//! them along, so that letters of before it still find their way.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::schema::mail_keys;
use crate::error::Result;

/// A key: its number, from 0 to 3, and its secret.
pub type Key = (u8, [u8; 32]);

/// All of them, the newest first: it signs, the others are still read.
pub async fn keys(db: &Db) -> Result<Vec<Key>> {
    let keys = mail_keys::table.order(mail_keys::made_at.desc()).select((mail_keys::number, mail_keys::secret));
    let keys: Vec<(i16, Vec<u8>)> = keys.load(&mut db.conn()).await?;
    let key = |(number, secret): (i16, Vec<u8>)| Some((number as u8, secret.try_into().ok()?));
    Ok(keys.into_iter().filter_map(key).collect())
}

/// The first, where there is none.
pub async fn begin(tx: &mut Tx) -> Result<()> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(crate::error::Error::internal)?;
    diesel::insert_into(mail_keys::table)
        .values((mail_keys::number.eq(0), mail_keys::secret.eq(secret.as_slice()), mail_keys::made_at.eq(tx.at())))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
