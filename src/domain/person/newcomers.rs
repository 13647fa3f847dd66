//! Who came lately.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Face;
use crate::domain::db::Db;
use crate::domain::policy::Employee;
use crate::domain::schema::{organizations, people};
use crate::error::Result;

/// One is new for so long.
const NEW: Duration = Duration::days(21);

/// So many are welcomed at a time.
const WELCOMED: i64 = 3;

/// The colleagues who came last, oneself left out.
pub async fn newcomers(db: &Db, employee: &Employee<'_>) -> Result<Vec<Face>> {
    let lately = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::kind.eq("employee").and(people::left_at.is_null()).and(people::suspended_at.is_null()))
        .filter(people::created_at.gt(db.at() - NEW).and(people::id.ne(employee.id())))
        .order((people::created_at.desc(), people::id))
        .limit(WELCOMED)
        .select(Face::as_select());
    Ok(lately.load(&mut db.conn()).await?)
}
