//! The server that is measured: one that runs already, or our own on a company that is seeded once.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::time::Instant;

use rustix::process::{Pid, Signal, kill_process};

use crate::Outcome;
use crate::processes::Processes;

/// A server, and what to look at to know what it spends.
pub struct Server {
    pub address: SocketAddr,
    pub processes: Processes,
    ours: Option<Child>,
}

/// `PARVIS_BENCH_…`, or what is usual.
pub fn setting<T: FromStr>(name: &str, usual: T) -> Outcome<T> {
    match std::env::var(format!("PARVIS_BENCH_{name}")) {
        Ok(text) => text.parse().map_err(|_| format!("PARVIS_BENCH_{name}={text} cannot be used").into()),
        Err(_) => Ok(usual),
    }
}

impl Server {
    pub fn start() -> Outcome<Self> {
        match std::env::var("PARVIS_URL") {
            Ok(url) => Self::running(&url),
            Err(_) => Self::own(&[]),
        }
    }

    fn running(url: &str) -> Outcome<Self> {
        let address = url.trim_start_matches("http://").trim_end_matches('/').replace("localhost", "127.0.0.1");
        let server = std::env::var("PARVIS_PID").ok().and_then(|pid| pid.parse().ok());
        let data = std::env::var("PARVIS_BENCH_DATA").ok().map(PathBuf::from);
        let postmaster = data.map(|data| data.join("pg/postmaster.pid"));
        Ok(Self { address: address.parse()?, processes: Processes { server, postmaster }, ours: None })
    }

    /// Our own, with these settings.
    pub fn own(settings: &[(&str, String)]) -> Outcome<Self> {
        let size = setting("SIZE", "1000,100,10000,50000".to_owned())?;
        let [people, spaces, posts, comments] = size.split(',').collect::<Vec<_>>()[..] else {
            return Err("PARVIS_BENCH_SIZE wants four numbers: people, spaces, posts, comments".into());
        };
        let usual = std::env::temp_dir().join(format!("parvis-bench-{}", size.replace(',', "-")));
        let data = setting("DATA", usual.display().to_string())?;
        let data = Path::new(&data);
        if !data.join("pg").is_dir() {
            std::fs::DirBuilder::new().recursive(true).mode(0o711).create(data)?;
            let began = Instant::now();
            let sizes = ["seed", "--people", people, "--spaces", spaces, "--posts", posts, "--comments", comments];
            let seeded = parvis(data).args(sizes).output()?;
            if !seeded.status.success() {
                return Err(String::from_utf8_lossy(&seeded.stderr).into_owned().into());
            }
            println!(
                "seeded in {:.1} s: {}",
                began.elapsed().as_secs_f64(),
                String::from_utf8_lossy(&seeded.stdout).trim()
            );
        }
        Self::on(data, settings)
    }

    fn on(data: &Path, settings: &[(&str, String)]) -> Outcome<Self> {
        let began = Instant::now();
        let mut child = parvis(data)
            .args(["serve", "--log-format", "json"])
            .envs(settings.iter().map(|(name, value)| (*name, value)))
            .stderr(Stdio::piped())
            .spawn()?;
        let mut log = BufReader::new(child.stderr.take().ok_or("no log")?).lines();
        let mut told = Vec::new();
        let ready = log.by_ref().map_while(Result::ok).find_map(|line| {
            let ready = line.contains("Parvis is ready").then(|| line.split_once("\"address\":\"")).flatten();
            let address = ready.and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
            told.push(line);
            address
        });
        let Some(address) = ready else {
            child.wait()?;
            return Err(format!("the server did not start:\n{}", told.join("\n")).into());
        };
        println!("ready {:.2} s after the start, the database's included", began.elapsed().as_secs_f64());
        std::thread::spawn(move || log.for_each(drop));
        let processes = Processes { server: Some(child.id()), postmaster: Some(data.join("pg/postmaster.pid")) };
        Ok(Self { address, processes, ours: Some(child) })
    }

    /// Stops what was started here.
    pub fn stop(mut self) -> Outcome<()> {
        if let Some(mut child) = self.ours.take() {
            end(&child)?;
            child.wait()?;
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.ours.take() {
            end(&child).ok();
            child.wait().ok();
        }
    }
}

fn end(child: &Child) -> Outcome<()> {
    Ok(kill_process(Pid::from_child(child), Signal::TERM)?)
}

/// The program on a folder, as it is installed; only the limits on writing are out of the way.
fn parvis(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .env("PARVIS_DATA_DIR", data)
        .env("PARVIS_BIND", "127.0.0.1:0")
        .env("PARVIS_WRITES_PER_MINUTE", "10000000")
        .env("PARVIS_SIGN_IN_ATTEMPTS_PER_ADDRESS", "10000");
    command
}
