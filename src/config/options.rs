//! The settings as they are written: one field, one flag, one variable, one sentence each.

use clap::Args;

use super::limits::LimitOptions;
use super::mail_in::MailInOptions;

/// Every value is text here, so that all that is wrong can be told at once. An empty value is the
/// same as none.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Options {
    /// Address and port to listen on; keep it local when a reverse proxy stands in front
    #[arg(long, env = "PARVIS_BIND", default_value = Options::BIND, value_name = "ADDRESS:PORT")]
    pub bind: String,

    /// Where people find Parvis, as they type it; links in letters start with it
    #[arg(long, env = "PARVIS_BASE_URL", default_value = Options::BASE_URL, value_name = "URL")]
    pub base_url: String,

    /// Folder for the database and the files [default: /var/lib/parvis for root, else
    /// $XDG_DATA_HOME/parvis or ~/.local/share/parvis]
    #[arg(long, env = "PARVIS_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<String>,

    /// Bucket of an S3-compatible store for the files, as
    /// s3://bucket/folder?endpoint=https://s3.example.org&region=eu [default: the folder `files` of the data folder]
    #[arg(long, env = "PARVIS_FILES_URL", value_name = "URL")]
    pub files_url: Option<String>,

    /// Name of the key for that bucket
    #[arg(long, env = "PARVIS_FILES_KEY", value_name = "KEY")]
    pub files_key: Option<String>,

    /// Secret of the key for that bucket
    #[arg(long, env = "PARVIS_FILES_SECRET", hide_env_values = true, value_name = "SECRET")]
    pub files_secret: Option<String>,

    /// The most that one attached file may weigh, in megabytes
    #[arg(long, env = "PARVIS_HEAVIEST_FILE", default_value = Options::HEAVIEST_FILE, value_name = "MEGABYTES")]
    pub heaviest_file: String,

    /// A PostgreSQL that you run, as postgres://user:password@host/database [default: Parvis runs
    /// its own in the data folder]
    #[arg(long, env = "PARVIS_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,

    /// PEM file of the authority that signed that server's certificate, when the system does not
    /// know it
    #[arg(long, env = "PARVIS_DATABASE_CA", value_name = "FILE")]
    pub database_ca: Option<String>,

    /// Mail server to hand letters to, as smtps://user:password@host or
    /// smtp://host:25 [default: letters are written into the folder `mail` of the data folder]
    #[arg(long, env = "PARVIS_SMTP_URL", hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,

    /// Domain of the mail addresses that Parvis makes [default: the host of the base URL]
    #[arg(long, env = "PARVIS_MAIL_DOMAIN", value_name = "DOMAIN")]
    pub mail_domain: Option<String>,

    /// Sender of its letters [default: Parvis <parvis@MAIL_DOMAIN>]
    #[arg(long, env = "PARVIS_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,

    /// By which doors mail comes in.
    #[command(flatten)]
    pub mail_in: MailInOptions,

    /// What to write to the log: error, warn, info, debug or trace, for all or for one part
    #[arg(long, env = "PARVIS_LOG", default_value = Options::LOG, value_name = "FILTER")]
    pub log: String,

    /// For whom: human, json, or auto (human in a terminal, else json)
    #[arg(long, env = "PARVIS_LOG_FORMAT", default_value = Options::LOG_FORMAT, value_name = "FORMAT")]
    pub log_format: String,

    /// How many threads serve pages [default: one for each processor]
    #[arg(long, env = "PARVIS_WORKERS", value_name = "NUMBER")]
    pub workers: Option<String>,

    /// Time zone of the house, for digests and quiet hours
    #[arg(long, env = "PARVIS_TIME_ZONE", default_value = Options::TIME_ZONE, value_name = "ZONE")]
    pub time_zone: String,

    /// Reverse proxies to believe when they say who asks: addresses or networks, with commas
    #[arg(long, env = "PARVIS_TRUSTED_PROXIES", default_value = Options::TRUSTED_PROXIES, value_name = "NETWORKS")]
    pub trusted_proxies: String,

    /// How often things may be tried.
    #[command(flatten)]
    pub limits: LimitOptions,
}

impl Options {
    pub(super) const BIND: &str = "127.0.0.1:8080";
    pub(super) const BASE_URL: &str = "http://localhost:8080";
    pub(super) const HEAVIEST_FILE: &str = "50";
    pub(super) const LOG: &str = "info,actix_server=warn,tokio_postgres=warn";
    pub(super) const LOG_FORMAT: &str = "auto";
    pub(super) const TIME_ZONE: &str = "Europe/Paris";
    pub(super) const TRUSTED_PROXIES: &str = "127.0.0.0/8,::1";
}
