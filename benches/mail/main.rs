//! What mail costs: how long a mail server waits for its 250, what pages cost meanwhile, and how many letters leave in a second.
//!
//! `cargo bench --bench mail` seeds a company in a folder of its own (once), as `--bench load` does, and takes the same
//! `PARVIS_BENCH_SIZE` and `PARVIS_BENCH_DATA`. What else may be set:
//!
//! - `PARVIS_BENCH_MAILS`: how many come in (1500), `PARVIS_BENCH_RATE`: how many in a second (50);
//! - `PARVIS_BENCH_LETTERS`: how many go out at least (50000);
//! - `PARVIS_BENCH_ONLY=in` or `out`.
//!
//! The folder should lie on the disk that a real one would lie on: every 250 waits for it.

#[path = "../load/http.rs"]
#[allow(dead_code)]
mod http;
mod inward;
#[path = "../load/install.rs"]
#[allow(dead_code)]
mod install;
mod outward;
#[path = "../load/processes.rs"]
#[allow(dead_code)]
mod processes;
mod sink;

use std::error::Error;
use std::path::PathBuf;

use install::{Server, setting};
use sink::Sink;
use tokio_postgres::{Client, NoTls};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    // `cargo test --benches` only wants to know that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let (sink, lmtp) = (Sink::open()?, free_port()?);
    let settings = [
        ("PARVIS_SMTP_URL", format!("smtp://127.0.0.1:{}", sink.port)),
        ("PARVIS_LMTP_BIND", format!("127.0.0.1:{lmtp}")),
        ("PARVIS_MAIL_BIND", "none".to_owned()),
        ("PARVIS_MAIL_RELAYS", "127.0.0.1".to_owned()),
    ];
    let server = Server::own(&settings)?;
    let database = Database::of(&server)?;
    let only: String = setting("ONLY", String::new())?;
    if only != "out" {
        inward::measure(&server, &database, lmtp)?;
    }
    if only != "in" {
        outward::measure(&server, &database, &sink, lmtp)?;
    }
    server.stop()
}

fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The server's database.
struct Database {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Database {
    fn of(server: &Server) -> Outcome<Self> {
        let file = server.processes.postmaster.clone().ok_or("no database of its own")?;
        let socket: PathBuf = std::fs::read_to_string(file)?.lines().nth(4).ok_or("no socket")?.into();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let client = runtime.block_on(async {
            let mut config = tokio_postgres::Config::new();
            let (client, connection) = config.host_path(socket).user("parvis").dbname("parvis").connect(NoTls).await?;
            tokio::spawn(connection);
            Ok::<_, tokio_postgres::Error>(client)
        })?;
        Ok(Self { runtime, client })
    }

    fn run(&self, sql: &str) -> Outcome<()> {
        Ok(self.runtime.block_on(self.client.batch_execute(sql))?)
    }

    fn count(&self, sql: &str) -> Outcome<i64> {
        Ok(self.runtime.block_on(self.client.query_one(sql, &[]))?.get(0))
    }

    fn texts(&self, sql: &str) -> Outcome<Vec<String>> {
        Ok(self.runtime.block_on(self.client.query(sql, &[]))?.iter().map(|row| row.get(0)).collect())
    }
}

/// A line of milliseconds: the middle, and what one in twenty and one in a hundred waits at least.
fn told(name: &str, mut micros: Vec<u32>) -> f64 {
    micros.sort_unstable();
    let at = |share: f64| {
        micros.get((micros.len() as f64 * share) as usize).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    };
    println!("| {name} | {} | {:.1} | {:.1} | {:.1} |", micros.len(), at(0.5), at(0.95), at(0.99));
    at(0.95)
}
