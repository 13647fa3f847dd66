//! How the doors are: for whoever looks after the house.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

/// What keeps mail from coming in, as far as a word says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The mailbox's server cannot be reached.
    Connection,
    /// It cannot be spoken to in secret.
    Tls,
    /// It, or who gives tokens for it, does not let us in.
    Entry,
    /// It does not answer.
    Silence,
    /// It went away in the middle.
    Lost,
    /// A folder of the mailbox is not there, and cannot be made.
    Folder,
    /// What came could not be kept: the database is away, or the disk is nearly full.
    Keeping,
    /// Something else.
    Other,
}

impl Trouble {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Entry => "entry",
            Self::Silence => "silence",
            Self::Lost => "lost",
            Self::Folder => "folder",
            Self::Keeping => "keeping",
            Self::Other => "other",
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Connection => "no connection",
            Self::Tls => "no TLS",
            Self::Entry => "it does not let us in",
            Self::Silence => "the server does not answer",
            Self::Lost => "the connection was lost",
            Self::Folder => "a folder is not there",
            Self::Keeping => "a mail could not be kept",
            Self::Other => "it does not go on",
        })
    }
}

/// What the doors remember since the start.
#[derive(Debug, Default)]
pub struct Health(Mutex<Seen>);

/// What was seen last.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// When a mail was kept.
    pub last_in: Option<DateTime<Utc>>,
    /// When the mailbox was last looked through, to its end.
    pub last_look: Option<DateTime<Utc>>,
    /// What went wrong the last time.
    pub last_error: Option<Failed>,
}

/// A mail could not be kept, or the mailbox not be read.
#[derive(Clone, Debug)]
pub struct Failed {
    /// When.
    pub at: DateTime<Utc>,
    /// In a word.
    pub trouble: Trouble,
    /// Why; nothing of a message stands in it.
    pub why: String,
}

impl Health {
    /// How it is now.
    pub fn now(&self) -> Seen {
        self.seen().clone()
    }

    pub(super) fn arrived(&self, at: DateTime<Utc>) {
        self.seen().last_in = Some(at);
    }

    pub(super) fn looked(&self, at: DateTime<Utc>) {
        self.seen().last_look = Some(at);
    }

    pub(super) fn failed(&self, at: DateTime<Utc>, trouble: Trouble, why: &str) {
        tracing::warn!("no mail comes in: {why}");
        self.seen().last_error = Some(Failed { at, trouble, why: why.to_owned() });
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
