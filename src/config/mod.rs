//! Every setting of Parvis: its name, its default, its meaning; read once, at the start.
//!
//! [`Options`] is what was written on the command line or in the environment, as text; checking it
//! gives the [`Config`] that the program works with, or all the [`Problems`] at once.

mod bucket;
mod check;
mod imap;
mod limits;
mod mail_in;
mod network;
mod options;
mod place;
mod problems;

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use lettre::message::Mailbox;

pub use bucket::{Bucket, BucketPlace};
pub use imap::{ImapBox, TokenPlace};
pub use limits::{LimitOptions, Limits};
pub use mail_in::{MailIn, MailInOptions};
pub use network::Network;
pub use options::Options;
pub use place::BaseUrl;
pub use problems::{Problem, Problems};

/// Settings that have been checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the server listens.
    pub bind: SocketAddr,
    /// Where people find it.
    pub base_url: BaseUrl,
    /// Where its own database and the files are kept.
    pub data_dir: PathBuf,
    /// Where files are kept; without it, in the data folder.
    pub bucket: Option<Bucket>,
    /// The most that one attached file may weigh, in bytes.
    pub heaviest_file: u64,
    /// The database of somebody else's server; without it, Parvis runs its own.
    pub database_url: Option<Secret>,
    /// The certificate authority of that server, besides those of the system.
    pub database_ca: Option<PathBuf>,
    /// Where letters are handed in; without it they are kept in a folder.
    pub smtp_url: Option<Secret>,
    /// The domain of the addresses that Parvis makes.
    pub mail_domain: String,
    /// The sender of its letters.
    pub mail_from: Mailbox,
    /// By which doors mail comes in.
    pub mail_in: MailIn,
    /// What is written to the log, and how.
    pub log: Log,
    /// How many threads serve pages.
    pub workers: usize,
    /// The time zone of the house: of digests, quiet hours and dates without an hour.
    pub time_zone: Tz,
    /// The proxies that are believed when they say who is asking.
    pub trusted_proxies: Vec<Network>,
    /// How often things may be tried.
    pub limits: Limits,
}

impl Config {
    /// The server that takes letters away, without the name and the password it is used with.
    pub fn smtp_host(&self) -> Option<String> {
        let url = self.smtp_url.as_ref()?.reveal();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        rest.split(['/', '?']).next().map(str::to_owned)
    }
}

/// What is written to the log, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// In the language of `tracing`, as `info,parvis=debug`.
    pub filter: String,
    /// For whom it is written.
    pub format: LogFormat,
}

/// For whom the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people when they look at it in a terminal, else for programs.
    Auto,
    /// For people.
    Human,
    /// For programs: one JSON object a line.
    Json,
}

/// Text that must not be shown: not in the log, not in a message, not by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one who needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(not shown)")
    }
}
