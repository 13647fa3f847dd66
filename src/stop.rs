//! The wish that the server stops, heard by everything that runs.

use tokio::sync::watch;

/// A wish that can be waited for; clones hear the same one.
#[derive(Clone, Debug)]
pub struct Stop {
    wish: watch::Sender<bool>,
}

impl Stop {
    /// Nobody wishes anything yet.
    #[must_use]
    pub fn new() -> Self {
        Self { wish: watch::Sender::new(false) }
    }

    /// Asks everything to end what it is doing, and to begin nothing more.
    pub fn request(&self) {
        self.wish.send_replace(true);
    }

    /// Whether it has been asked.
    pub fn is_requested(&self) -> bool {
        *self.wish.borrow()
    }

    /// Waits until it is asked.
    pub async fn requested(&self) {
        // This sender keeps the channel open, so waiting cannot fail.
        self.wish.subscribe().wait_for(|asked| *asked).await.ok();
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}
