//! What time does to contracts: reminders on the way, and the end. Sight refuses at the very minute by itself; what runs
//! here tidies up after it and tells.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract;
use crate::domain::db::{Database, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::AccessId;
use crate::domain::job::Claimed;
use crate::domain::kinds::EndReason;
use crate::domain::schema::{access_reminders, accesses};
use crate::error::{Error, Late, Result};

/// How many days before the end somebody is reminded (product.md).
const REMINDERS: [i16; 3] = [14, 5, 0];

/// When a reminder is due. An end falls late in the evening, so that the last one comes on the morning of the day.
pub(super) fn due_at(ends_at: DateTime<Utc>, days: i16) -> DateTime<Utc> {
    match days {
        0 => ends_at - Duration::hours(16),
        days => ends_at - Duration::days(i64::from(days)),
    }
}

/// Ends the accesses whose minute has come and reminds of those that end soon; each in a transaction of its own, so that
/// one that fails does not hold up the others.
pub async fn tend(db: &Database, claimed: &Claimed) -> Result<()> {
    let read = db.read().await?;
    let living = accesses::table.filter(accesses::ended_at.is_null());
    let over: Vec<AccessId> = living
        .filter(accesses::ends_at.le(read.at()))
        .order((accesses::ends_at, accesses::id))
        .select(accesses::id)
        .load(&mut read.conn())
        .await?;
    for access in over {
        match db.write(async |tx| contract::finish(tx, None, access, EndReason::Expired).await).await {
            Ok(()) | Err(Error::TooLate(Late::Done)) => {}
            Err(error) => return Err(error),
        }
    }
    let soon: Vec<AccessId> = living
        .filter(accesses::accepted_at.is_not_null())
        .filter(accesses::ends_at.gt(read.at()))
        .filter(accesses::ends_at.le(read.at() + Duration::days(i64::from(REMINDERS[0]))))
        .order((accesses::ends_at, accesses::id))
        .select(accesses::id)
        .load(&mut read.conn())
        .await?;
    for access in soon {
        db.write(async |tx| remind(tx, claimed, access).await).await?;
    }
    Ok(())
}

async fn remind(tx: &mut Tx, _: &Claimed, access: AccessId) -> Result<()> {
    let ends_at: Option<DateTime<Utc>> = accesses::table
        .find(access)
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(tx.at())))
        .select(accesses::ends_at)
        .for_update()
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some(ends_at) = ends_at else { return Ok(()) };
    // After an idle week two may be due at once: the nearer one says it all.
    match pass_over(tx, access, ends_at).await?.into_iter().min() {
        Some(days) => event::record(tx, None, &Event::AccessEnding { access, days }).await,
        None => Ok(()),
    }
}

/// Notes the reminders whose time has come for this end, and tells which were new. On a new contract or a new end they
/// are noted without a letter: nobody is reminded of what was said this minute.
pub(super) async fn pass_over(tx: &mut Tx, access: AccessId, ends_at: DateTime<Utc>) -> Result<Vec<i16>> {
    let mut noted = Vec::new();
    for days in REMINDERS.into_iter().filter(|days| due_at(ends_at, *days) <= tx.at()) {
        let new = diesel::insert_into(access_reminders::table)
            .values((
                access_reminders::access_id.eq(access),
                access_reminders::days_before.eq(days),
                access_reminders::ends_at.eq(ends_at),
                access_reminders::sent_at.eq(tx.at()),
            ))
            .on_conflict_do_nothing()
            .execute(&mut tx.conn())
            .await?;
        if new == 1 {
            noted.push(days);
        }
    }
    Ok(noted)
}
