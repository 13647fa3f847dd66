//! Devices: browsers that ring though no page of Parvis is open in them. One hangs on a session, and ends with it. It rings
//! for what its owner is told at once, in their hours, once for each item; several together ring once. What is due is a row
//! with ids; whether it may still be told is asked when it rings.

mod address;
mod plan;
mod read;
mod settle;
mod take;
mod write;

pub use address::{Endpoint, Keys};
pub(in crate::domain) use plan::plan;
pub use plan::tend;
pub use read::{Device, of};
pub use settle::{Outcome, settle};
pub use take::{Batch, take};
pub use write::{add, remove};

use chrono::{DateTime, Utc};

use super::ids::SessionId;
use super::kinds::{Closeness, Reason, Way};
use super::preferences::Preferences;

/// When a device rings for this: as a letter of it would go at once. What the settings do not name (an entry, a request, an
/// access) is rare and one's own: it rings.
fn due(wanted: &Preferences, reason: Reason, closeness: Closeness, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match reason.topic() {
        Some(topic) => wanted.due(topic, closeness, at).filter(|due| due.way == Way::AtOnce).map(|due| due.at),
        None => wanted.hours.next(at),
    }
}

/// What the job of a device at an hour is called: there is one, whatever it rings for.
fn name(device: SessionId, due: DateTime<Utc>) -> String {
    format!("push-{device}-{}", due.timestamp_millis())
}
