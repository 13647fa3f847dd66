//! A database of its own for each test, in a moment: copied from a template that has been migrated once.
//!
//! All tests of this machine's user share one throw-away cluster in memory, that trades safety for
//! speed. The first test that finds none starts it, and hands it to `keeper.sh`, which stops and
//! removes it when no test has used it for a minute. So it is the same under `cargo test`, under
//! runners with a process for each test, and for one test alone; and a second run starts at once.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use parvis::domain::db::{self, Server};
use parvis::postgres::{Cluster, Settings};
use rustix::fs::{FlockOperation, flock};
use sha2::{Digest as _, Sha256};
use tokio_postgres::{Client, NoTls};

use super::process::fast_folder;

const DEADLINE: Duration = Duration::from_secs(60);

/// The name of the template; the lock that says that this process uses the cluster.
static READY: OnceLock<(String, File)> = OnceLock::new();

/// An empty database with the schema of today. It goes when this is dropped, also by a test that fails.
pub struct TestDatabase {
    name: String,
    url: String,
}

impl TestDatabase {
    pub async fn new() -> Self {
        let (template, _) = READY.get_or_init(|| apart(make_ready()));
        let name = format!("test_{}", uuid::Uuid::now_v7().simple());
        let copy = format!("create database {name} template {template} strategy file_copy");
        connect("postgres").await.unwrap().batch_execute(&copy).await.unwrap();
        Self { url: url(&name), name }
    }

    /// The address of the database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address as the program takes it.
    pub fn server(&self) -> Server {
        Server::new(&self.url, None).unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let name = self.name.clone();
        apart(async move {
            if let Ok(client) = connect("postgres").await {
                remove(&client, &name).await.ok();
            }
        });
    }
}

/// `with (force)` looks only every 100 ms whether the connections of the test are gone.
async fn remove(client: &Client, name: &str) -> Result<(), tokio_postgres::Error> {
    let end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
    let began = Instant::now();
    while !client.query(end, &[&name]).await?.is_empty() && began.elapsed() < DEADLINE {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    client.batch_execute(&format!("drop database if exists {name} with (force)")).await
}

/// Runs it on a runtime of its own: migrations want several threads, and tests have one.
fn apart<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let run = || {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.worker_threads(1).enable_all().build().unwrap().block_on(work)
    };
    std::thread::spawn(run).join().unwrap()
}

async fn make_ready() -> (String, File) {
    DirBuilder::new().recursive(true).mode(0o711).create(folder()).unwrap();
    let in_use = lock("in-use", FlockOperation::LockShared);
    let template = format!("template_{}", fingerprint());
    if !has_database(&template).await {
        let _alone = lock("setup", FlockOperation::LockExclusive);
        if connect("postgres").await.is_err() {
            tokio::task::spawn_blocking(start).await.unwrap();
        }
        if !has_database(&template).await {
            make_template(&template).await;
        }
    }
    (template, in_use)
}

/// Made under another name: a half migrated template must not be taken for a whole one.
async fn make_template(name: &str) {
    let admin = reached().await;
    let new = format!("{name}_new");
    admin.batch_execute(&format!("drop database if exists {new} with (force)")).await.unwrap();
    admin.batch_execute(&format!("create database {new}")).await.unwrap();
    db::migrate(&Server::new(&url(&new), None).unwrap()).await.unwrap();
    admin.batch_execute(&format!("alter database {new} rename to {name}")).await.unwrap();
}

/// The program itself makes the cluster and starts it once, so that the keeper finds with which command.
#[expect(clippy::zombie_processes, reason = "the keeper outlives this process")]
fn start() {
    let data = folder().join("cluster");
    fs::remove_dir_all(&data).ok();
    let settings = [
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
        ("autovacuum", "off"),
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("max_connections", "200"),
        ("shared_buffers", "128MB"),
    ];
    let settings = settings.iter().fold(Settings::default(), |all, (name, value)| all.with(name, value));
    Cluster::start(&data, &settings).unwrap().stop();
    let owner = fs::metadata(data.join("pg")).unwrap();
    for removed_by_the_keeper in [&folder(), &data] {
        chown(removed_by_the_keeper, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
    Command::new("sh")
        .args(["-c", include_str!("keeper.sh"), "keeper"])
        .arg(folder())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(folder().join("keeper.log")).unwrap())
        .uid(owner.uid())
        .gid(owner.gid())
        .process_group(0)
        .spawn()
        .unwrap();
}

async fn reached() -> Client {
    let began = Instant::now();
    loop {
        match connect("postgres").await {
            Ok(client) => return client,
            Err(error) if began.elapsed() > DEADLINE => {
                let told = fs::read_to_string(folder().join("keeper.log")).unwrap_or_default();
                panic!("the tests' database does not start: {error}\n{told}");
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn has_database(name: &str) -> bool {
    let Ok(client) = connect("postgres").await else {
        return false;
    };
    let found = client.query_opt("select 1 from pg_database where datname = $1", &[&name]).await;
    found.is_ok_and(|row| row.is_some())
}

async fn connect(name: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(&url(name), NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

fn url(name: &str) -> String {
    let socket = folder().join("cluster/run").display().to_string();
    format!("postgres://parvis@{}/{name}", socket.replace('/', "%2F"))
}

fn folder() -> PathBuf {
    fast_folder().join(format!("parvis-tests-{}", rustix::process::getuid().as_raw()))
}

fn lock(name: &str, operation: FlockOperation) -> File {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(folder().join(name)).unwrap();
    flock(&file, operation).unwrap();
    file
}

/// Another schema, another template.
fn fingerprint() -> String {
    let mut files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations"));
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.as_os_str().as_encoded_bytes());
        hash.update(fs::read(&file).unwrap());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.into()];
    }
    fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect()
}
