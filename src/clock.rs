//! The only place that asks what time it is.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// Tells the time: the machine's, or one that a test moves by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    by_hand: Option<Arc<Mutex<DateTime<Utc>>>>,
}

impl Clock {
    /// The machine's clock.
    pub fn of_the_machine() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is moved.
    pub fn by_hand(start: DateTime<Utc>) -> Self {
        Self { by_hand: Some(Arc::new(Mutex::new(start))) }
    }

    /// Now, in whole microseconds: what PostgreSQL keeps, so that a value read back equals the value written.
    #[allow(clippy::disallowed_methods)]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.by_hand {
            Some(time) => *time.lock().expect("nobody panics while holding the clock"),
            None => Utc::now().trunc_subsecs(6),
        }
    }

    /// Moves a clock that is kept by hand; the machine's clock does not move for anybody.
    pub fn advance(&self, by: Duration) {
        if let Some(time) = &self.by_hand {
            let mut time = time.lock().expect("nobody panics while holding the clock");
            *time += by;
        }
    }
}
