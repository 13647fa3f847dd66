//! Whom an employee answers for, and until when: the soonest end first.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::AccessId;
use crate::domain::policy::Employee;
use crate::domain::schema::{accesses, organizations};
use crate::error::Result;

/// So many are told on the home page; the pages of the spaces tell them all.
const TOLD: i64 = 4;

/// A contract, as its sponsor is reminded of it.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = accesses)]
pub struct Answered {
    /// Which.
    pub id: AccessId,
    /// As the invitation calls the guest.
    pub name: String,
    /// Their organization.
    #[diesel(select_expression = organizations::name)]
    pub organization: String,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// When they came in; nobody yet, while the invitation waits.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// The living contracts whose sponsor this employee is.
pub async fn answered(db: &Db, employee: &Employee<'_>) -> Result<Vec<Answered>> {
    let mine = accesses::table
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(accesses::sponsor_id.eq(employee.id()))
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at())))
        .order((accesses::ends_at, accesses::id))
        .limit(TOLD)
        .select(Answered::as_select());
    Ok(mine.load(&mut db.conn()).await?)
}
