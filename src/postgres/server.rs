//! One start of the database server: the command, its log, its readiness.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::OpenOptionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::Context as _;
use rustix::process::{Pid, Signal, getpid, getppid, set_parent_process_death_signal};

use super::Settings;
use super::folder::Folder;
use super::leftover::{self, Postmaster};
use super::programs::Programs;

/// Past this size the log is set aside when the database starts.
const LARGEST_LOG: u64 = 16 << 20;

/// Everything that a start needs.
#[derive(Debug)]
pub struct Server {
    folder: Folder,
    programs: Programs,
    socket: PathBuf,
    arguments: Vec<String>,
}

impl Server {
    pub fn new(folder: Folder, programs: Programs, socket: PathBuf, settings: &Settings) -> Self {
        let arguments = settings.arguments().collect();
        Self { folder, programs, socket, arguments }
    }

    /// Nothing of an earlier start is in the way of the next one.
    pub fn make_way(&self) -> anyhow::Result<()> {
        leftover::clear(&self.folder.pg())
    }

    pub fn spawn(&self) -> anyhow::Result<Child> {
        let log = self.open_log()?;
        let mut command = self.programs.command("postgres");
        command
            .arg("-D")
            .arg(self.folder.pg())
            .arg("-c")
            .arg(format!("unix_socket_directories={}", listed(&self.socket)))
            .args(&self.arguments)
            .stdout(log.try_clone()?)
            .stderr(log)
            // Ctrl-C in the terminal is for the server, which has pages to finish first.
            .process_group(0);
        end_with_this_thread(&mut command);
        command.spawn().context("cannot start the database")
    }

    pub fn is_ready(&self, pid: Pid) -> bool {
        Postmaster::read(&self.folder.pg())
            .is_some_and(|found| found.pid == pid.as_raw_nonzero().get() && found.is_ready())
    }

    /// Where the log ends now: what follows was said later.
    pub fn log_end(&self) -> u64 {
        fs::metadata(self.folder.log()).map_or(0, |found| found.len())
    }

    pub fn log_since(&self, position: u64) -> String {
        let read = || -> std::io::Result<String> {
            let mut log = File::open(self.folder.log())?;
            log.seek(SeekFrom::Start(position))?;
            let mut text = Vec::new();
            log.read_to_end(&mut text)?;
            Ok(String::from_utf8_lossy(&text).trim().to_owned())
        };
        read().unwrap_or_default()
    }

    fn open_log(&self) -> anyhow::Result<File> {
        let path = self.folder.log();
        if self.log_end() > LARGEST_LOG {
            fs::rename(&path, path.with_extension("log.1"))?;
        }
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o640)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The setting is a list: in quotes, a folder may have a comma in its name.
fn listed(folder: &Path) -> String {
    let name = folder.display().to_string();
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The system sends SIGINT, PostgreSQL's fast shutdown, when the *thread* that starts the database
/// ends, in whatever way: hence a thread that lives as long as the database.
#[allow(unsafe_code, reason = "std offers no safe way to run code between fork and exec")]
fn end_with_this_thread(command: &mut Command) {
    let server = getpid();
    // SAFETY: between fork and exec only two system calls are made; nothing is allocated or locked.
    // Here and not before: a change of user, which comes first, would forget the signal.
    unsafe {
        command.pre_exec(move || {
            set_parent_process_death_signal(Some(Signal::INT))?;
            if getppid() != Some(server) {
                return Err(std::io::ErrorKind::BrokenPipe.into());
            }
            Ok(())
        });
    }
}
