//! Connecting: to a server of one's own over TLS, or to the private cluster over its socket.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use diesel::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_postgres::{AsyncMessage, Client};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{Error, Result};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// Plans are made once and kept: measured 2.3 times cheaper than planning each call (see docs/performance.md). Compiling
/// queries to machine code never pays for pages. What pages read is in memory, where a row by its key costs little more than
/// the next one: PostgreSQL's own 4 is for turning disks, and has it read whole tables to find five people. A search of common
/// words remembers which of 100,000 rows it found; in the usual 4 MB it forgets, and reads thrice as many again.
const OPTIONS: &str = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c work_mem=32MB -c jit=off -c timezone=UTC \
     -c idle_in_transaction_session_timeout=60s";

/// Where a PostgreSQL server is, and whom to trust there.
#[derive(Clone)]
pub struct Server {
    config: tokio_postgres::Config,
    tls: MakeRustlsConnect,
}

impl Server {
    /// From a connection URL, and the authority that signed the server's certificate when the machine does not know it.
    pub fn new(url: &str, authority: Option<&std::path::Path>) -> anyhow::Result<Self> {
        let mut config: tokio_postgres::Config = url.parse().context("this is not a PostgreSQL URL")?;
        config.options(OPTIONS).application_name("parvis");
        Ok(Self { config, tls: MakeRustlsConnect::new(tls(authority)?) })
    }

    /// The same server, another database of it.
    pub fn with_database(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.config.dbname(name);
        other
    }

    /// A connection that any number of reads use at once.
    pub(super) async fn share(&self) -> Result<Shared> {
        self.connect().await.map_err(|error| Error::Connection(error.to_string()))
    }

    /// Connections for transactions.
    pub(super) fn pool(&self, most: usize) -> Result<Pool<AsyncPgConnection>> {
        let mut config = ManagerConfig::default();
        // A broken connection is noticed by its own end; asking before each use would cost a flight.
        config.recycling_method = RecyclingMethod::Fast;
        let server = self.clone();
        config.custom_setup = Box::new(move |_| {
            let server = server.clone();
            Box::pin(async move { server.connect().await.map(|shared| shared.conn) })
        });
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config("", config);
        Pool::builder(manager).max_size(most).build().map_err(Error::internal)
    }

    /// Listens to what the database notifies on a channel, over a connection of its own.
    pub async fn listen(&self, channel: &str) -> Result<Ear> {
        let bad = |error: tokio_postgres::Error| Error::Connection(error.to_string());
        let (client, mut connection) = self.config.connect(self.tls.clone()).await.map_err(bad)?;
        let (tell, heard) = unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(notification) = message
                    && tell.send(notification.payload().to_owned()).is_err()
                {
                    break;
                }
            }
        });
        client.batch_execute(&format!("listen \"{channel}\"")).await.map_err(bad)?;
        Ok(Ear { _client: client, heard })
    }

    /// A connection without diesel, to load many rows (diesel does not know COPY).
    pub(in crate::domain) async fn client(&self) -> Result<Client> {
        let (client, _) = self.open().await.map_err(|error| Error::Connection(error.to_string()))?;
        Ok(client)
    }

    async fn connect(&self) -> ConnectionResult<Shared> {
        let (client, open) = self.open().await?;
        Ok(Shared { conn: AsyncPgConnection::try_from(client).await?, open })
    }

    async fn open(&self) -> ConnectionResult<(Client, Arc<AtomicBool>)> {
        let bad =
            |error: tokio_postgres::Error| ConnectionError::BadConnection(format!("{:#}", anyhow::Error::from(error)));
        let (client, connection) = self.config.connect(self.tls.clone()).await.map_err(bad)?;
        let open = Arc::new(AtomicBool::new(true));
        let closing = open.clone();
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!("a connection to the database ended: {error}");
            }
            closing.store(false, Ordering::Relaxed);
        });
        Ok((client, open))
    }
}

fn tls(authority: Option<&std::path::Path>) -> anyhow::Result<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    if let Some(path) = authority {
        for certificate in
            CertificateDer::pem_file_iter(path).with_context(|| format!("cannot read {}", path.display()))?
        {
            roots.add(certificate.with_context(|| format!("{} holds no certificate", path.display()))?)?;
        }
    } else {
        for certificate in rustls_native_certs::load_native_certs().certs {
            roots.add(certificate).ok();
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

/// A connection that only listens. It ends when it is dropped.
pub struct Ear {
    _client: tokio_postgres::Client,
    heard: UnboundedReceiver<String>,
}

impl Ear {
    /// Waits until something is notified, or was since the last time: everything that was. Nothing when the connection has
    /// ended.
    pub async fn heard(&mut self) -> Option<Vec<String>> {
        let mut all = vec![self.heard.recv().await?];
        while let Ok(more) = self.heard.try_recv() {
            all.push(more);
        }
        Some(all)
    }
}

/// A connection that knows when it has ended.
pub(super) struct Shared {
    conn: AsyncPgConnection,
    open: Arc<AtomicBool>,
}

impl Shared {
    pub(super) fn conn(&self) -> &AsyncPgConnection {
        &self.conn
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }
}

/// A connection that serves one transaction, and is thrown away when that transaction was abandoned half-way (a caller
/// who hung up): it must not go back to the pool with work undone in it.
pub(super) struct Own {
    object: Option<Object<AsyncPgConnection>>,
    in_transaction: AtomicBool,
}

impl Own {
    pub(super) fn new(object: Object<AsyncPgConnection>) -> Self {
        Self { object: Some(object), in_transaction: AtomicBool::new(false) }
    }

    pub(super) fn conn(&self) -> &AsyncPgConnection {
        self.object.as_ref().expect("the connection is there until it is dropped")
    }

    pub(super) async fn begin(&self) -> Result<()> {
        self.in_transaction.store(true, Ordering::Relaxed);
        Ok((&mut self.conn()).batch_execute("begin").await?)
    }

    pub(super) async fn end(&self, keep: bool) -> Result<()> {
        (&mut self.conn()).batch_execute(if keep { "commit" } else { "rollback" }).await?;
        self.in_transaction.store(false, Ordering::Relaxed);
        Ok(())
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if *self.in_transaction.get_mut()
            && let Some(object) = self.object.take()
        {
            drop(Object::take(object));
        }
    }
}

/// Brings the schema up to date; tells how many migrations were run.
///
/// # Panics
/// On a runtime with a single thread: the harness blocks in place.
pub async fn migrate(server: &Server) -> anyhow::Result<usize> {
    let shared = server.connect().await.context("cannot reach the database")?;
    let mut harness = AsyncMigrationHarness::new(shared.conn);
    let done = harness.run_pending_migrations(MIGRATIONS).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(done.len())
}

/// Makes a database on a server that has none of that name.
pub async fn create(server: &Server, name: &str) -> anyhow::Result<()> {
    let shared = server.with_database("postgres").connect().await?;
    (&mut shared.conn()).batch_execute(&format!("create database \"{name}\"")).await?;
    Ok(())
}
