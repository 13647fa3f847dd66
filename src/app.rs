//! What a running Parvis holds: settings, clock, database, templates, mailer, limits.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::db::{Database, Server};
use crate::mail::Mailer;
use crate::web::page::Templates;
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
    /// How often is too often.
    pub rates: Rates,
}

/// Transactions at a time. More would only queue in PostgreSQL (measured on two cores).
const WRITERS: usize = 8;

impl App {
    /// Gets everything ready; nothing is connected yet.
    pub async fn start(config: Config, database_url: &str) -> anyhow::Result<Arc<Self>> {
        let clock = Clock::of_the_machine();
        let server = Server::new(database_url, config.database_ca.as_deref())?;
        let db = Database::new(server, 2 * config.workers, WRITERS, clock.clone())?;
        let templates = if cfg!(debug_assertions) { Templates::live()? } else { Templates::load()? };
        Ok(Arc::new(Self::with(config, clock, db, templates)?))
    }

    /// Puts given parts together.
    pub fn with(config: Config, clock: Clock, db: Database, templates: Templates) -> anyhow::Result<Self> {
        let mailer = Mailer::new(&config)?;
        let rates = Rates::new(&config.limits);
        Ok(Self { config, clock, db, templates, mailer, rates })
    }
}
