//! From text to settings that can only be right.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use tracing_subscriber::EnvFilter;

use super::problems::{Problems, given};
use super::{BaseUrl, Bucket, Config, Log, LogFormat, Network, Options, Secret};

const MOST_WORKERS: usize = 256;

/// Megabytes: what goes through a browser and a proxy in one piece has its end somewhere.
const HEAVIEST_OF_ALL: u64 = 10_000;

impl Options {
    /// The settings to work with.
    ///
    /// # Errors
    ///
    /// All that is wrong, at once; never the text of a secret.
    pub fn check(self) -> Result<Config, Problems> {
        let mut found = Problems::default();
        let bind = found.parsed("PARVIS_BIND", &self.bind, Self::BIND, "an address and a port, as 127.0.0.1:8080");
        let base_url: Option<BaseUrl> = found.parsed(
            "PARVIS_BASE_URL",
            &self.base_url,
            Self::BASE_URL,
            "http:// or https:// and a host, without a path",
        );
        let data_dir = found.data_dir(self.data_dir.as_deref());
        let bucket = found.bucket(self.files_url.as_deref(), self.files_key.as_deref(), self.files_secret.as_deref());
        let heaviest_file = found.heaviest_file(&self.heaviest_file);
        let database_url = found.database_url(self.database_url.as_deref());
        let database_ca = found.database_ca(self.database_ca.as_deref());
        let smtp_url = found.smtp_url(self.smtp_url.as_deref());
        let host = base_url.as_ref().map_or("localhost", BaseUrl::host);
        let mail_domain = found.mail_domain(self.mail_domain.as_deref(), host);
        let usual_sender = format!("Parvis <parvis@{mail_domain}>");
        let mail_from: Option<Mailbox> = found.parsed(
            "PARVIS_MAIL_FROM",
            self.mail_from.as_deref().unwrap_or_default(),
            &usual_sender,
            "an address, as Parvis <parvis@example.org>",
        );
        let has_domain = self.mail_domain.as_deref().and_then(given).is_some();
        let mail_in = self.mail_in.check(&mut found, has_domain);
        let log = found.log(&self.log, &self.log_format);
        let workers = found.workers(self.workers.as_deref());
        let time_zone = found.parsed("PARVIS_TIME_ZONE", &self.time_zone, Self::TIME_ZONE, "a name as Europe/Paris");
        let trusted_proxies = found.networks(&self.trusted_proxies);
        let limits = self.limits.check(&mut found);
        match (bind, base_url, data_dir, mail_from, time_zone) {
            (Some(bind), Some(base_url), Some(data_dir), Some(mail_from), Some(time_zone)) if found.is_empty() => {
                Ok(Config {
                    bind,
                    base_url,
                    data_dir,
                    bucket,
                    heaviest_file,
                    database_url,
                    database_ca,
                    smtp_url,
                    mail_domain,
                    mail_from,
                    mail_in,
                    log,
                    workers,
                    time_zone,
                    trusted_proxies,
                    limits,
                })
            }
            _ => Err(found),
        }
    }
}

impl Problems {
    fn parsed<T: FromStr>(&mut self, name: &'static str, value: &str, usual: &str, expected: &str) -> Option<T> {
        let parsed = given(value).unwrap_or(usual).parse().ok();
        if parsed.is_none() {
            self.add(name, value, expected);
        }
        parsed
    }

    fn data_dir(&mut self, value: Option<&str>) -> Option<PathBuf> {
        let is_root = rustix::process::geteuid().is_root();
        let folder = match value.and_then(given) {
            Some(folder) => Some(folder.into()),
            None => usual_data_dir(is_root, |name| std::env::var_os(name).map(PathBuf::from)),
        };
        if folder.is_none() {
            self.add("PARVIS_DATA_DIR", "", "a folder, because there is no home folder to put it in");
        }
        folder
    }

    fn bucket(&mut self, url: Option<&str>, key: Option<&str>, secret: Option<&str>) -> Option<Bucket> {
        let url = url.and_then(given)?;
        let expected =
            "s3://bucket?endpoint=https://s3.example.org or s3://bucket?region=eu-west-3, with a folder or not";
        let place = self.parsed("PARVIS_FILES_URL", url, "", expected);
        let (key, secret) = (key.and_then(given), secret.and_then(given));
        if key.is_none() {
            self.add("PARVIS_FILES_KEY", "", "the name of a key for the bucket of PARVIS_FILES_URL");
        }
        if secret.is_none() {
            self.add_secret("PARVIS_FILES_SECRET", "the secret of that key");
        }
        Some(Bucket { place: place?, key: key?.to_owned(), secret: Secret(secret?.to_owned()) })
    }

    fn heaviest_file(&mut self, value: &str) -> u64 {
        match given(value).unwrap_or(Options::HEAVIEST_FILE).parse() {
            Ok(megabytes @ 1..=HEAVIEST_OF_ALL) => megabytes * 1024 * 1024,
            _ => {
                self.add("PARVIS_HEAVIEST_FILE", value, format!("a number of megabytes from 1 to {HEAVIEST_OF_ALL}"));
                0
            }
        }
    }

    fn database_url(&mut self, value: Option<&str>) -> Option<Secret> {
        let url = value.and_then(given)?;
        let usable = tokio_postgres::Config::from_str(url)
            .is_ok_and(|config| config.get_dbname().is_some() && !config.get_hosts().is_empty());
        if !usable {
            self.add_secret("PARVIS_DATABASE_URL", "postgres://user:password@host/database");
        }
        Some(Secret(url.to_owned()))
    }

    fn database_ca(&mut self, value: Option<&str>) -> Option<PathBuf> {
        let path = value.and_then(given)?;
        let is_pem = std::fs::read_to_string(path).is_ok_and(|text| text.contains("-----BEGIN CERTIFICATE-----"));
        if !is_pem {
            self.add("PARVIS_DATABASE_CA", path, "a readable PEM file with a certificate");
        }
        Some(path.into())
    }

    fn smtp_url(&mut self, value: Option<&str>) -> Option<Secret> {
        let url = value.and_then(given)?;
        if AsyncSmtpTransport::<Tokio1Executor>::from_url(url).is_err() {
            self.add_secret(
                "PARVIS_SMTP_URL",
                "smtps://user:password@host, smtp://user:password@host?tls=required or smtp://host:25",
            );
        }
        Some(Secret(url.to_owned()))
    }

    fn mail_domain(&mut self, value: Option<&str>, usual: &str) -> String {
        let domain = value.and_then(given).unwrap_or(usual);
        if format!("parvis@{domain}").parse::<lettre::Address>().is_err() {
            self.add("PARVIS_MAIL_DOMAIN", domain, "a domain, as parvis.example.org");
        }
        domain.to_owned()
    }

    fn log(&mut self, filter: &str, format: &str) -> Log {
        let filter = given(filter).unwrap_or(Options::LOG);
        if EnvFilter::builder().parse(filter).is_err() {
            self.add("PARVIS_LOG", filter, "a level, as info, or a list as info,parvis=debug");
        }
        let format = match given(format).unwrap_or(Options::LOG_FORMAT) {
            "human" => LogFormat::Human,
            "json" => LogFormat::Json,
            "auto" => LogFormat::Auto,
            other => {
                self.add("PARVIS_LOG_FORMAT", other, "auto, human or json");
                LogFormat::Auto
            }
        };
        Log { filter: filter.to_owned(), format }
    }

    fn workers(&mut self, value: Option<&str>) -> usize {
        let usual = std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS);
        let Some(value) = value.and_then(given) else {
            return usual;
        };
        match value.parse() {
            Ok(number @ 1..=MOST_WORKERS) => number,
            _ => {
                self.add("PARVIS_WORKERS", value, format!("a number from 1 to {MOST_WORKERS}"));
                usual
            }
        }
    }

    fn networks(&mut self, value: &str) -> Vec<Network> {
        let value = given(value).unwrap_or(Options::TRUSTED_PROXIES);
        let networks: Result<_, ()> = value.split(',').map(|one| one.trim().parse()).collect();
        networks.unwrap_or_else(|()| {
            self.add("PARVIS_TRUSTED_PROXIES", value, "addresses or networks, as 127.0.0.1,10.0.0.0/8");
            Vec::new()
        })
    }
}

fn usual_data_dir(is_root: bool, variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if is_root {
        return Some(PathBuf::from("/var/lib/parvis"));
    }
    // The convention asks to ignore a relative one.
    let absolute = |name| variable(name).filter(|path: &PathBuf| Path::is_absolute(path));
    let base = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(base.join("parvis"))
}

#[cfg(test)]
mod tests;
