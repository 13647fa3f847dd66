//! From notifications to devices that will ring: written where they are told, for all whom they reach at once.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::{due, name};
use crate::domain::db::Tx;
use crate::domain::ids::{PersonId, PostId, SessionId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{PersonKind, Reason};
use crate::domain::preferences::{self, usual_closeness};
use crate::domain::schema::{devices, notifications, people, pushes, sessions};
use crate::error::Result;

/// A device rings at most so often: what comes meanwhile is told together.
const PAUSE: Duration = Duration::minutes(1);

/// What a device rang for is known for so long, so that it does not ring for it again.
const KNOWN: Duration = Duration::days(180);

/// Rows in one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 10_000;

type Row =
    ((PersonId, PersonKind), (SessionId, Option<DateTime<Utc>>), (Uuid, Reason, Option<SpaceId>, Option<PostId>));

/// Plans the rings for what was told at this moment.
pub(in crate::domain) async fn plan(tx: &mut Tx, _: &Claimed, told_at: DateTime<Utc>) -> Result<()> {
    let told: Vec<Row> = notifications::table
        .inner_join(people::table.on(people::id.eq(notifications::person_id)))
        .inner_join(sessions::table.on(sessions::person_id.eq(people::id)))
        .inner_join(devices::table.on(devices::session_id.eq(sessions::id)))
        .filter(notifications::happened_at.eq(told_at).and(notifications::read_at.is_null()))
        .select((
            (people::id, people::kind),
            (devices::session_id, devices::rang_at),
            (notifications::item_id, notifications::reason, notifications::space_id, notifications::post_id),
        ))
        .load(&mut tx.conn())
        .await?;
    if told.is_empty() {
        return Ok(());
    }
    let people: Vec<PersonId> = told.iter().map(|(whose, ..)| whose.0).collect();
    let spaces = told.iter().filter_map(|(.., item)| item.2).collect();
    let closeness = preferences::chosen(tx, &people, spaces).await?;
    let wanted: HashMap<_, _> = preferences::of(tx, &people).await?.into_iter().collect();
    let (mut rows, mut jobs) = (Vec::new(), Vec::new());
    for ((person, kind), (device, rang_at), (item, reason, space, _)) in &told {
        let close = space.and_then(|space| closeness.get(&(*person, space)).copied());
        let close = close.unwrap_or_else(|| usual_closeness(*kind));
        let Some(due) = wanted.get(person).and_then(|wanted| due(wanted, *reason, close, tx.at())) else { continue };
        let due = rang_at.map_or(due, |rang_at| due.max(rang_at + PAUSE));
        jobs.push((Job::Push { device: *device }, name(*device, due), due));
        rows.push((pushes::session_id.eq(*device), pushes::item_id.eq(*item), pushes::due_at.eq(due)));
    }
    // Of words one is told once. A place or an access is told of again, and rings again, when it changes again.
    let again = told.iter().filter(|(.., item)| item.3.is_none());
    let (devices, items): (Vec<SessionId>, Vec<Uuid>) = again.map(|(_, device, item)| (device.0, item.0)).unzip();
    let again = pushes::session_id.eq_any(devices).and(pushes::item_id.eq_any(items));
    diesel::delete(pushes::table.filter(again)).execute(&mut tx.conn()).await?;
    for some in rows.chunks(AT_ONCE) {
        let insert = diesel::insert_into(pushes::table).values(some.to_vec()).on_conflict_do_nothing();
        insert.execute(&mut tx.conn()).await?;
    }
    job::plan_all(tx, &jobs).await
}

/// Forgets what rang long ago.
pub async fn tend(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let old = pushes::table.filter(pushes::due_at.lt(tx.at() - KNOWN));
    diesel::delete(old).execute(&mut tx.conn()).await?;
    Ok(())
}
