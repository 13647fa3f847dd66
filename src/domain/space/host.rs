//! Who answers for a guest here, and until when: what a guest's frame says on every page.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::policy::Viewer;
use crate::domain::schema::{accesses, people};
use crate::error::Result;

/// A guest's host.
#[derive(Debug, Queryable)]
pub struct Host {
    /// The sponsor's name.
    pub sponsor: String,
    /// The end of the longest access.
    pub until: DateTime<Utc>,
}

/// The host of a guest; nobody for an employee.
pub async fn host(db: &Db, viewer: &Viewer) -> Result<Option<Host>> {
    let host = accesses::table
        .inner_join(people::table.on(people::id.eq(accesses::sponsor_id)))
        .filter(accesses::person_id.eq(viewer.id()).and(accesses::accepted_at.is_not_null()))
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at())))
        .order(accesses::ends_at.desc())
        .select((people::name, accesses::ends_at))
        .first(&mut db.conn())
        .await;
    Ok(host.optional()?)
}
