//! Events that nobody has heard of yet.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Event, read};
use crate::domain::db::Tx;
use crate::domain::ids::{EventId, PersonId};
use crate::domain::job::Claimed;
use crate::domain::schema::{events, untold};
use crate::error::{Error, Result};

/// An event on its way to those who listen.
#[derive(Debug)]
pub struct Told {
    /// Which it is, for what must follow from it once.
    pub id: EventId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: Option<PersonId>,
    /// What happened.
    pub event: Event,
}

/// An event that nobody has heard of yet, held by this transaction.
pub(in crate::domain) struct Untold {
    id: EventId,
    attempts: i16,
    /// What is to be told; an error when another version wrote it.
    pub told: Result<Told>,
}

/// The next events that nobody has heard of yet. Rows that another worker holds are passed over, never "greater than the
/// last id": transactions commit in any order.
pub(in crate::domain) async fn take(tx: &mut Tx, _: &Claimed, most: i64) -> Result<Vec<Untold>> {
    let held: Vec<(EventId, i16)> = untold::table
        .filter(untold::tell_at.le(tx.at()))
        .order((untold::tell_at, untold::event_id))
        .limit(most)
        .for_update()
        .skip_locked()
        .select((untold::event_id, untold::attempts))
        .load(&mut tx.conn())
        .await?;
    type Row = (EventId, DateTime<Utc>, Option<PersonId>, String, serde_json::Value);
    let rows: Vec<Row> = events::table
        .filter(events::id.eq_any(held.iter().map(|held| held.0)))
        .select((events::id, events::at, events::actor_id, events::kind, events::facts))
        .load(&mut tx.conn())
        .await?;
    let mut rows: HashMap<EventId, Row> = rows.into_iter().map(|row| (row.0, row)).collect();
    let untold = held.into_iter().filter_map(|(id, attempts)| {
        let (_, at, by, kind, facts) = rows.remove(&id)?;
        Some(Untold { id, attempts, told: read(kind, facts).map(|event| Told { id, at, by, event }) })
    });
    Ok(untold.collect())
}

/// All who listen have heard of it.
pub(in crate::domain) async fn heard(tx: &mut Tx, untold: &Untold) -> Result<()> {
    diesel::delete(untold::table.find(untold.id)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// It could not be told: again later, each time twice as late, and never given up. It holds nobody up.
pub(in crate::domain) async fn put_off(tx: &mut Tx, untold: &Untold, error: &Error) -> Result<()> {
    tracing::error!("event {} could not be told: {error}", untold.id);
    let attempts = untold.attempts.saturating_add(1);
    let again = tx.at() + Duration::seconds(1 << attempts.clamp(1, 12));
    let later = (untold::attempts.eq(attempts), untold::tell_at.eq(again), untold::last_error.eq(error.to_string()));
    diesel::update(untold::table.find(untold.id)).set(later).execute(&mut tx.conn()).await?;
    Ok(())
}
