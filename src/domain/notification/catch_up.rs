//! Telling what happened before anybody could be told: of an installation that was filled at once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{questions, write};
use crate::domain::bulk::Filled;
use crate::domain::db::Tx;
use crate::domain::event::{self, Told};
use crate::domain::ids::{EventId, PersonId};
use crate::domain::schema::{events, notifications};
use crate::error::Result;

/// Tells what happened since a moment, in its order and to whom it would have been told; what came before another moment
/// has been read.
pub async fn catch_up(tx: &mut Tx, _: &Filled, since: DateTime<Utc>, read_until: DateTime<Utc>) -> Result<()> {
    type Row = (EventId, DateTime<Utc>, Option<PersonId>, String, serde_json::Value);
    let rows: Vec<Row> = events::table
        .filter(events::at.ge(since))
        .order((events::at, events::id))
        .select((events::id, events::at, events::actor_id, events::kind, events::facts))
        .load(&mut tx.conn())
        .await?;
    for (id, at, by, kind, facts) in rows {
        write::tell_all(tx, &Told { id, at, by, event: event::read(kind, facts)? }).await?;
    }
    questions::tell(tx).await?;
    let read = notifications::table.filter(notifications::happened_at.le(read_until));
    diesel::update(read).set(notifications::read_at.eq(read_until)).execute(&mut tx.conn()).await?;
    Ok(())
}
