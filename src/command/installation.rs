//! The database that a command works on, wherever it is.

use std::sync::Arc;

use anyhow::Context as _;
use parvis::app::App;
use parvis::config::{Config, Options};
use parvis::domain::db::{self, Server};
use parvis::postgres::{self, Cluster, Settings};
use tokio::task::spawn_blocking;

/// A database that is up to date, and the private cluster when this process is the one to run it.
pub struct Installation {
    url: String,
    cluster: Option<Cluster>,
}

impl Installation {
    /// For the server: a data folder belongs to one server alone.
    pub async fn serve(config: &Config) -> anyhow::Result<Self> {
        match &config.database_url {
            Some(url) => Self::migrated(config, url.reveal().to_owned(), None).await,
            None => Self::start(config).await,
        }
    }

    /// For a command beside the server: what the server already runs is used with it.
    pub async fn join(config: &Config) -> anyhow::Result<Self> {
        if config.database_url.is_none() {
            let data = config.data_dir.clone();
            if let Some(url) = spawn_blocking(move || postgres::running(&data)).await?? {
                return Self::migrated(config, url, None).await;
            }
        }
        Self::serve(config).await
    }

    async fn start(config: &Config) -> anyhow::Result<Self> {
        let data = config.data_dir.clone();
        let cluster = spawn_blocking(move || Cluster::start(&data, &Settings::default())).await??;
        Self::migrated(config, cluster.url().to_owned(), Some(cluster)).await
    }

    async fn migrated(config: &Config, url: String, cluster: Option<Cluster>) -> anyhow::Result<Self> {
        let server = Server::new(&url, config.database_ca.as_deref())?;
        db::migrate(&server).await.context("the database could not be brought up to date")?;
        Ok(Self { url, cluster })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub async fn stop(self) -> anyhow::Result<()> {
        if let Some(cluster) = self.cluster {
            spawn_blocking(move || cluster.stop()).await?;
        }
        Ok(())
    }
}

/// Settings, log, database, application: what every command but the server needs; then the work,
/// whose text is printed.
pub async fn with_app(
    options: Options,
    work: impl AsyncFnOnce(Arc<App>) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let config = options.check()?;
    parvis::log::start(&config.log);
    let installation = Installation::join(&config).await?;
    let worked = async {
        let app = App::start(config, installation.url()).await?;
        work(app).await
    };
    let text = worked.await;
    installation.stop().await?;
    println!("{}", text?);
    Ok(())
}
