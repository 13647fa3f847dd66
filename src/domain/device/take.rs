//! What a device rings for now. Everything is asked again.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::{Endpoint, Keys, due, name};
use crate::domain::db::Tx;
use crate::domain::ids::{PersonId, SessionId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{Language, PersonKind};
use crate::domain::notification::{self, Told};
use crate::domain::preferences::{self, usual_closeness};
use crate::domain::schema::{devices, pushes, sessions};
use crate::domain::{delivery, house};
use crate::error::Result;

/// What a device rang for is told again with what is new for so long, while it is not read; and what could not be told for
/// so long is left to the bell.
pub(super) const FRESH: Duration = Duration::days(1);

/// What a device rings for, once.
pub struct Batch {
    /// Which device.
    pub device: SessionId,
    /// Where its service takes messages.
    pub endpoint: Endpoint,
    /// What they are sealed with.
    pub keys: Keys,
    /// In which language its owner reads.
    pub language: Language,
    /// The weightiest of what is new; of the same weight, the newest.
    pub first: Told,
    /// How much more is new, or was told lately and is not read.
    pub others: usize,
    /// What is told now.
    pub(super) items: Vec<Uuid>,
    /// Since when the first of it waits.
    pub(super) since: DateTime<Utc>,
}

#[derive(Queryable)]
struct Row {
    item: Uuid,
    due_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
}

/// Takes what a device rings for; nothing when its owner is not here any more, or nothing is left to tell. It is taken once:
/// rather not told by a device than told twice.
pub async fn take(tx: &mut Tx, _: &Claimed, device: SessionId) -> Result<Option<Batch>> {
    let found: Option<(PersonId, String, Vec<u8>, Vec<u8>)> = devices::table
        .inner_join(sessions::table.on(sessions::id.eq(devices::session_id)))
        .filter(devices::session_id.eq(device).and(sessions::expires_at.gt(tx.at())))
        .select((sessions::person_id, devices::endpoint, devices::p256dh, devices::auth))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some((person, endpoint, public, secret)) = found else { return Ok(None) };
    let Some(house) = house::front(tx).await? else { return Ok(None) };
    let Some(reader) = delivery::reader(tx, person, &house).await? else { return Ok(None) };
    let Ok(endpoint) = Endpoint::parse(&endpoint) else { return Ok(None) };
    let (now, viewer) = (tx.at(), &reader.viewer);
    let lately = pushes::sent_at.is_null().or(pushes::sent_at.assume_not_null().gt(now - FRESH));
    let rows: Vec<Row> = pushes::table
        .filter(pushes::session_id.eq(device).and(lately))
        .for_update()
        .select((pushes::item_id, pushes::due_at, pushes::sent_at))
        .load(&mut tx.conn())
        .await?;
    let told = notification::told(tx, viewer, &rows.iter().map(|row| row.item).collect::<Vec<_>>()).await?;
    let spaces: Vec<SpaceId> = told.iter().filter_map(|told| told.place.as_ref().map(|place| place.id)).collect();
    let closeness = preferences::chosen(tx, &[person], spaces).await?;
    let usual = usual_closeness(if viewer.is_guest() { PersonKind::Guest } else { PersonKind::Employee });
    // When each may be told: nothing for what is read, out of sight, or wanted no more.
    let may = |item: Uuid| {
        let told = told.iter().find(|told| told.item == item)?;
        let close = told.place.as_ref().and_then(|place| closeness.get(&(person, place.id)).copied());
        due(&reader.preferences, told.reason, close.unwrap_or(usual), now)
    };
    let (waiting, sent): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.sent_at.is_none());
    let (mut items, mut gone, mut held, mut since) = (Vec::new(), Vec::new(), None, now);
    for row in waiting {
        // The hours may have changed since it was planned.
        match may(row.item).map(|at| at.max(row.due_at)) {
            None => gone.push(row.item),
            Some(at) if at > now => held = Some(held.map_or(at, |held| at.min(held))),
            Some(_) => {
                since = since.min(row.due_at);
                items.push(row.item);
            }
        }
    }
    forget(tx, device, &gone).await?;
    if let Some(next) = held {
        job::plan(tx, &Job::Push { device }, &name(device, next), next).await?;
    }
    let before = sent.iter().filter(|row| told.iter().any(|told| told.item == row.item)).count();
    let others = items.len().saturating_sub(1) + before;
    let new = told.into_iter().filter(|told| items.contains(&told.item));
    let Some(first) = new.min_by_key(|told| (told.reason, std::cmp::Reverse(told.happened_at))) else {
        return Ok(None);
    };
    ring(tx, device, &items).await?;
    let keys = Keys { public, secret };
    Ok(Some(Batch { device, endpoint, keys, language: reader.language, first, others, items, since }))
}

async fn forget(tx: &mut Tx, device: SessionId, items: &[Uuid]) -> Result<()> {
    let gone = pushes::session_id.eq(device).and(pushes::item_id.eq_any(items));
    diesel::delete(pushes::table.filter(gone)).execute(&mut tx.conn()).await?;
    Ok(())
}

async fn ring(tx: &mut Tx, device: SessionId, items: &[Uuid]) -> Result<()> {
    let told = pushes::table.filter(pushes::session_id.eq(device).and(pushes::item_id.eq_any(items)));
    diesel::update(told).set(pushes::sent_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    let device = devices::table.find(device);
    diesel::update(device).set(devices::rang_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    Ok(())
}
