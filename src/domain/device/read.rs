//! One's own devices.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::SessionId;
use crate::domain::policy::Oneself;
use crate::domain::schema::{devices, sessions};
use crate::error::Result;

/// A device, as its owner knows it.
#[derive(Debug, Queryable)]
pub struct Device {
    /// The session that it hangs on.
    pub session: SessionId,
    /// What the browser called itself.
    pub agent: String,
    /// Since when it rings.
    pub made_at: DateTime<Utc>,
}

/// Those that ring, the newest first.
pub async fn of(db: &Db, oneself: &Oneself<'_>) -> Result<Vec<Device>> {
    let devices = devices::table
        .inner_join(sessions::table.on(sessions::id.eq(devices::session_id)))
        .filter(sessions::person_id.eq(oneself.id()).and(sessions::expires_at.gt(db.at())))
        .order((devices::made_at.desc(), devices::session_id))
        .select((devices::session_id, sessions::agent, devices::made_at));
    Ok(devices.load(&mut db.conn()).await?)
}
