//! What became of a message to a device.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::take::FRESH;
use super::{Batch, name};
use crate::domain::db::Tx;
use crate::domain::job::{self, Claimed, Job};
use crate::domain::schema::{devices, pushes};
use crate::error::Result;

/// A device whose service would not have so many messages in a row is given up.
const PATIENCE: i16 = 5;

/// What a push service made of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It carries it.
    Taken,
    /// The browser is there no longer.
    Gone,
    /// It will not have it.
    Refused,
    /// It could not be asked, or cannot now.
    Later,
}

/// Writes down what became of it. What did not go waits again, each time twice as long, an hour at the most, for a day.
pub async fn settle(tx: &mut Tx, _: &Claimed, batch: &Batch, outcome: Outcome) -> Result<()> {
    // Meanwhile the browser may have got another address.
    let (device, address) = (batch.device, batch.endpoint.url().as_str());
    let this = || devices::table.find(device).filter(devices::endpoint.eq(address));
    match outcome {
        Outcome::Taken => {
            diesel::update(this()).set(devices::failures.eq(0)).execute(&mut tx.conn()).await?;
        }
        Outcome::Gone => {
            diesel::delete(this()).execute(&mut tx.conn()).await?;
        }
        Outcome::Refused => {
            diesel::delete(this().filter(devices::failures.ge(PATIENCE - 1))).execute(&mut tx.conn()).await?;
            let counted = devices::failures.eq(devices::failures + 1);
            diesel::update(this()).set(counted).execute(&mut tx.conn()).await?;
        }
        Outcome::Later => {
            let untold =
                || pushes::table.filter(pushes::session_id.eq(device)).filter(pushes::item_id.eq_any(&batch.items));
            let old = untold().filter(pushes::due_at.lt(tx.at() - FRESH));
            diesel::delete(old).execute(&mut tx.conn()).await?;
            let waits = pushes::sent_at.eq(None::<DateTime<Utc>>);
            if diesel::update(untold()).set(waits).execute(&mut tx.conn()).await? > 0 {
                let again = tx.at() + (tx.at() - batch.since).clamp(Duration::seconds(10), Duration::hours(1));
                job::plan(tx, &Job::Push { device }, &name(device, again), again).await?;
            }
        }
    }
    Ok(())
}
