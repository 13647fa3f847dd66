//! What a killed server leaves behind: a database that is still ending, or only its pid file.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};

const POLL: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_secs(5);
const LIMIT: Duration = Duration::from_secs(60);

/// What `postmaster.pid` says of a database server, running or not.
#[derive(Debug, PartialEq, Eq)]
pub struct Postmaster {
    pub pid: i32,
    pub socket: PathBuf,
    segment: Option<String>,
    status: String,
}

impl Postmaster {
    pub fn read(pg: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(file(pg)).ok()?)
    }

    /// The lines are: pid, data folder, start time, port, socket folder, address, memory, status.
    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let line = |at: usize| lines.get(at).copied().unwrap_or_default();
        Some(Self {
            pid: line(0).parse().ok()?,
            socket: line(4).into(),
            segment: line(6).split_whitespace().nth(1).map(str::to_owned),
            status: line(7).to_owned(),
        })
    }

    /// Whether it accepts connections: known without asking it, and so without a client library.
    pub fn is_ready(&self) -> bool {
        self.status == "ready"
    }

    /// A pid alone proves nothing, it may have been given to another process since. The command
    /// line names the folder, and everybody may read it.
    fn serves(&self, pg: &Path) -> bool {
        let told = fs::read(self.process().join("cmdline")).unwrap_or_default();
        told.split(|byte| *byte == 0).any(|argument| argument == pg.as_os_str().as_encoded_bytes())
    }

    /// A process that is being taken down has no command line any more. Once it is a zombie it
    /// holds nothing but its pid, and may keep that for as long as its new parent likes.
    fn is_ending(&self) -> bool {
        let told = |name| fs::read_to_string(self.process().join(name));
        told("cmdline").is_ok_and(|line| line.is_empty()) && told("stat").is_ok_and(|stat| !stat.contains(") Z "))
    }

    /// Whether a process still holds the shared memory: PostgreSQL's own sign that a server, or a
    /// connection that outlived it, is at work on these files.
    fn is_attached(&self) -> bool {
        let Some(segment) = &self.segment else {
            return false;
        };
        let all = fs::read_to_string("/proc/sysvipc/shm").unwrap_or_default();
        all.lines().any(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            fields.get(1) == Some(&segment.as_str()) && fields.get(6).is_some_and(|count| *count != "0")
        })
    }

    fn process(&self) -> PathBuf {
        Path::new("/proc").join(self.pid.to_string())
    }

    /// The death of its server told it to stop; it is reminded when that takes long.
    fn wait_for_end(&self, pg: &Path) -> anyhow::Result<()> {
        let began = Instant::now();
        let mut reminded = false;
        while self.serves(pg) || self.is_attached() || self.is_ending() {
            if began.elapsed() > LIMIT {
                bail!("a database process (pid {}) left over in {} does not stop", self.pid, pg.display());
            }
            if began.elapsed() > PATIENCE && !reminded && self.serves(pg) {
                let pid = Pid::from_raw(self.pid).context("postmaster.pid holds no pid")?;
                kill_process(pid, Signal::INT).ok();
                reminded = true;
            }
            sleep(POLL);
        }
        if began.elapsed() > POLL {
            let seconds = began.elapsed().as_secs_f32();
            tracing::info!(seconds, "the database of a killed server has ended");
        }
        Ok(())
    }
}

/// Makes way for a new start: waits for the end of a left-over database, and removes the files
/// that PostgreSQL would wrongly take for those of a living one.
pub fn clear(pg: &Path) -> anyhow::Result<()> {
    let path = file(pg);
    let Some(left) = Postmaster::read(pg) else {
        if fs::metadata(&path).is_ok_and(|found| found.len() == 0) {
            fs::remove_file(&path)?;
        }
        return Ok(());
    };
    left.wait_for_end(pg)?;
    if path.exists() && left.process().exists() {
        tracing::info!(pid = left.pid, "removing the pid file of a database that is gone");
        fs::remove_file(left.socket.join(".s.PGSQL.5432.lock")).ok();
        fs::remove_file(&path)?;
    }
    Ok(())
}

fn file(pg: &Path) -> PathBuf {
    pg.join("postmaster.pid")
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: &str = "4711\n/d/pg\n1700000000\n5432\n/d/run\n\n  8389 32771\nready   \n";

    #[test]
    fn the_pid_file_is_read_as_postgres_writes_it() {
        let found = Postmaster::parse(READY).unwrap();
        assert_eq!((found.pid, found.socket.as_path()), (4711, Path::new("/d/run")));
        assert_eq!(found.segment.as_deref(), Some("32771"));
        assert!(found.is_ready());
    }

    #[test]
    fn a_pid_file_that_is_being_written_is_not_ready() {
        assert!(!Postmaster::parse("4711\n/d/pg\n").unwrap().is_ready());
        assert_eq!(Postmaster::parse(""), None);
    }

    #[test]
    fn a_pid_that_now_belongs_to_another_program_is_not_the_database() {
        let us = Postmaster { pid: std::process::id().cast_signed(), ..Postmaster::parse(READY).unwrap() };
        assert!(!us.serves(Path::new("/d/pg")));
    }
}
