//! The key that signs what devices are sent. It is made here, and never leaves this database but to sign.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

use super::db::{Db, Tx};
use super::schema::push_key;
use crate::error::{Error, Result};

/// The key, as PKCS#8 has it, when there is one.
pub async fn key(db: &Db) -> Result<Option<Vec<u8>>> {
    Ok(push_key::table.find(true).select(push_key::pkcs8).first(&mut db.conn()).await.optional()?)
}

/// The first, where there is none.
pub async fn begin(tx: &mut Tx) -> Result<()> {
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    let made = made.map_err(|_| Error::internal(anyhow::anyhow!("no key can be made")))?;
    diesel::insert_into(push_key::table)
        .values((push_key::id.eq(true), push_key::pkcs8.eq(made.as_ref()), push_key::made_at.eq(tx.at())))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
