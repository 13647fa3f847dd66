//! A private PostgreSQL in the data folder, for an installation that configures no database.
//!
//! The programs are those of the system; the data, the socket and the life are ours:
//!
//! ```text
//! DATA/parvis.lock    held by the one server that uses the folder
//! DATA/pg             the cluster, made beside and then renamed, so that it is whole or absent
//! DATA/run            its Unix socket, closed to other users; there is no port
//! DATA/postgres.log   what it says
//! ```
//!
//! One thread starts the database, watches it, and starts it again when it dies. The database ends
//! with the server, even when the server is killed.

mod find;
mod folder;
mod init;
mod leftover;
mod owner;
mod programs;
mod server;
mod supervise;

use std::path::Path;

use anyhow::Context as _;

use folder::{Folder, Lock};
use leftover::Postmaster;
use programs::Programs;
use server::Server;
use supervise::Supervisor;

/// The role that owns the cluster, and the name of the one database in it.
const NAME: &str = "parvis";

/// What PostgreSQL is told when it starts; later entries win over earlier ones.
#[derive(Clone, Debug)]
pub struct Settings(Vec<(String, String)>);

impl Settings {
    /// The same settings with one more, or another value for one.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn arguments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().flat_map(|(name, value)| ["-c".to_owned(), format!("{name}={value}")])
    }
}

impl Default for Settings {
    /// What suits one company on one machine. The log stays free of what people wrote: neither
    /// statements nor the details of a violated constraint.
    fn default() -> Self {
        let fixed = [
            ("listen_addresses", ""),
            ("unix_socket_permissions", "0700"),
            ("max_connections", "60"),
            ("shared_buffers", "256MB"),
            ("jit", "off"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_line_prefix", "%m [%p] "),
            ("log_error_verbosity", "terse"),
            ("log_min_error_statement", "panic"),
        ];
        Self(fixed.map(|(name, value)| (name.into(), value.into())).into())
    }
}

/// A running private database. It stops when it is dropped; [`Cluster::stop`] says so aloud.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    supervisor: Supervisor,
    _lock: Lock,
}

impl Cluster {
    /// Starts the database of the data folder, after making both if need be.
    ///
    /// Returns when it accepts connections, which after a crash includes the recovery. This blocks:
    /// call it outside the asynchronous runtime's own threads.
    ///
    /// # Errors
    ///
    /// When another server uses the folder, when PostgreSQL is missing or of another version, or
    /// when the folder cannot be used; each with a sentence that says what to do.
    pub fn start(data: &Path, settings: &Settings) -> anyhow::Result<Self> {
        let folder = Folder::open(data)?;
        let lock = folder.lock()?;
        let owner = owner::of_cluster(&folder.pg())?;
        if let Some(owner) = owner {
            owner.must_reach(folder.path())?;
        }
        let programs = Programs::new(find::programs(&folder.pg())?, owner);
        init::remove_unfinished(&folder)?;
        if !folder.has_cluster() {
            init::create(&folder, &programs)?;
        }
        let socket = folder.socket(owner)?;
        let url = url(&socket)?;
        let supervisor = Supervisor::start(Server::new(folder, programs, socket, settings))?;
        Ok(Self { url, supervisor, _lock: lock })
    }

    /// The address of the database, through its Unix socket.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends all connections and stops the database, having written everything down.
    pub fn stop(mut self) {
        self.supervisor.stop();
    }
}

/// The address of the database that a server is running in this folder right now, if there is one.
///
/// It lets a command reach the installation while the server works.
///
/// # Errors
///
/// When the folder is in use and its database is not ready.
pub fn running(data: &Path) -> anyhow::Result<Option<String>> {
    if !data.exists() {
        return Ok(None);
    }
    let folder = Folder::open(data)?;
    if !folder.is_locked()? {
        return Ok(None);
    }
    let postmaster = Postmaster::read(&folder.pg()).filter(Postmaster::is_ready).with_context(|| {
        format!("the server that uses {} is starting or stopping: try again in a moment", folder.path().display())
    })?;
    url(&postmaster.socket).map(Some)
}

fn url(socket: &Path) -> anyhow::Result<String> {
    let host = socket.to_str().with_context(|| format!("the path {} is not UTF-8", socket.display()))?;
    let host: String = host.bytes().map(encoded).collect();
    Ok(format!("postgres://{NAME}@{host}/{NAME}"))
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_in_any_folder_can_be_written_as_an_address() {
        assert_eq!(
            url(Path::new("/srv/l'été/run")).unwrap(),
            "postgres://parvis@%2Fsrv%2Fl%27%C3%A9t%C3%A9%2Frun/parvis"
        );
    }
}
