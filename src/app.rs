//! What a running Parvis holds: settings, clock, database, templates, mailer, limits.

use std::sync::Arc;

use anyhow::Context as _;
use serde::Serialize;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::db::{Database, Server};
use crate::domain::file::Store;
use crate::domain::house::Front;
use crate::domain::kinds::Language;
use crate::error::Result;
use crate::mail::Mailer;
use crate::mail::door::Health;
use crate::mail::incoming::dns::Dns;
use crate::push::Poster;
use crate::web::live::Hub;
use crate::web::page::{Setting, Templates};
use crate::web::rate::Rates;

/// A running Parvis.
pub struct App {
    /// Every setting.
    pub config: Config,
    /// What time it is.
    pub clock: Clock,
    /// Where everything is kept.
    pub db: Database,
    /// What pages and letters are made of.
    pub templates: Templates,
    /// Who takes letters away.
    pub mailer: Mailer,
    /// Who hands messages over to devices.
    pub poster: Poster,
    /// Where files are kept.
    pub files: Store,
    /// How often is too often.
    pub rates: Rates,
    /// Who is asked whether a mail's sender is who they say.
    pub dns: Dns,
    /// How the doors are that mail comes in by.
    pub mail_health: Health,
    /// Pages that are open and hear what moves.
    pub live: Hub,
}

/// Transactions at a time. More would only queue in PostgreSQL (measured on two cores).
const WRITERS: usize = 8;

impl App {
    /// Gets everything ready; of what is elsewhere, only the files' store is asked whether it is there.
    pub async fn start(config: Config, database_url: &str) -> anyhow::Result<Arc<Self>> {
        let clock = Clock::of_the_machine();
        let server = Server::new(database_url, config.database_ca.as_deref())?;
        let db = Database::new(server, config.workers, WRITERS, clock.clone())?;
        let templates = if cfg!(debug_assertions) { Templates::live()? } else { Templates::load()? };
        let app = Self::with(config, clock, db, templates)?;
        app.files.reach().await.context("files cannot be kept where PARVIS_FILES_URL says")?;
        Ok(Arc::new(app))
    }

    /// Puts given parts together.
    pub fn with(config: Config, clock: Clock, db: Database, templates: Templates) -> anyhow::Result<Self> {
        let mailer = Mailer::new(&config)?;
        let files = match &config.bucket {
            None => Store::in_folder(&config.data_dir)?,
            Some(bucket) => Store::in_bucket(bucket.objects()?, &config.data_dir),
        };
        let rates = Rates::new(&config.limits);
        let dns = Dns::of_the_machine().unwrap_or_else(Dns::away);
        let (poster, live, mail_health) = (Poster::new(), Hub::default(), Health::default());
        Ok(Self { config, clock, db, templates, mailer, poster, files, rates, dns, mail_health, live })
    }

    /// Fills the two templates of a letter, `mail/NAME.txt` and `mail/NAME.html`, for a reader of this language.
    pub fn fill_letter(
        &self,
        name: &str,
        house: &Front,
        language: Language,
        letter: &impl Serialize,
    ) -> Result<(String, String)> {
        let zone = house.time_zone.parse().unwrap_or(self.config.time_zone);
        let setting = Setting { language, zone, now: self.clock.now() };
        let frame = LetterFrame { house: &house.name, url: self.config.base_url.as_str() };
        self.templates.fill_letter(name, &frame, letter, setting)
    }
}

/// What every letter shows besides its own.
#[derive(Serialize)]
struct LetterFrame<'a> {
    house: &'a str,
    url: &'a str,
}
