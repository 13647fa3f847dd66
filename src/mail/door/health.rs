//! How the doors are: for whoever looks after the house.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

/// What the doors remember since the start.
#[derive(Debug, Default)]
pub struct Health(Mutex<Seen>);

/// What was seen last.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// When a mail was kept.
    pub last_in: Option<DateTime<Utc>>,
    /// When one could not be kept, or a mailbox not be read, and why; nothing of a message stands in it.
    pub last_error: Option<(DateTime<Utc>, String)>,
}

impl Health {
    /// How it is now.
    pub fn now(&self) -> Seen {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn arrived(&self, at: DateTime<Utc>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last_in = Some(at);
    }

    pub(super) fn failed(&self, at: DateTime<Utc>, why: &str) {
        tracing::warn!("no mail comes in: {why}");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last_error = Some((at, why.to_owned()));
    }
}
