//! Subscribing and leaving; only for oneself.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Endpoint, Keys};
use crate::domain::db::Tx;
use crate::domain::ids::SessionId;
use crate::domain::policy::Oneself;
use crate::domain::schema::{devices, sessions};
use crate::error::{Error, Result};

/// The browser of this session rings from now on. Where it rang for another session before, perhaps somebody else's, it
/// does so no longer: the address is the browser's secret, and whoever knows it sits before it.
pub async fn add(
    tx: &mut Tx,
    oneself: &Oneself<'_>,
    session: SessionId,
    endpoint: &Endpoint,
    keys: &Keys,
) -> Result<()> {
    let own = sessions::id.eq(session).and(sessions::person_id.eq(oneself.id()));
    let own = diesel::select(exists(sessions::table.filter(own)));
    if !own.get_result::<bool>(&mut tx.conn()).await? {
        return Err(Error::NotFound);
    }
    let address = endpoint.url().as_str();
    let before = devices::endpoint.eq(address).and(devices::session_id.ne(session));
    diesel::delete(devices::table.filter(before)).execute(&mut tx.conn()).await?;
    let device = (
        (devices::endpoint.eq(address), devices::p256dh.eq(&keys.public), devices::auth.eq(&keys.secret)),
        (devices::made_at.eq(tx.at()), devices::failures.eq(0)),
    );
    diesel::insert_into(devices::table)
        .values((devices::session_id.eq(session), device))
        .on_conflict(devices::session_id)
        .do_update()
        .set(device)
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// One of one's own devices rings no longer; ending what is over already is no error.
pub async fn remove(tx: &mut Tx, oneself: &Oneself<'_>, device: SessionId) -> Result<()> {
    let own = sessions::table.filter(sessions::person_id.eq(oneself.id())).select(sessions::id);
    let own = devices::session_id.eq(device).and(devices::session_id.eq_any(own));
    diesel::delete(devices::table.filter(own)).execute(&mut tx.conn()).await?;
    Ok(())
}
