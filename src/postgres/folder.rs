//! The data folder: where everything is, and who may use it.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::geteuid;
use sha2::{Digest as _, Sha256};

use super::owner::Owner;

/// The longest folder whose socket `/.s.PGSQL.5432` still fits into the 107 bytes of an address.
const LONGEST_SOCKET_FOLDER: usize = 107 - "/.s.PGSQL.5432".len();

/// A server that was killed just now may need a moment to be gone.
const PATIENCE: Duration = Duration::from_millis(500);

/// The data folder, by its real path.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// The folder is in use by this process for as long as this lives. The system frees it with the
/// process, however that ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Folder {
    /// Makes the folder if need be.
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        // As root, the database runs as another user, who must be able to pass through.
        let mode = if geteuid().is_root() { 0o711 } else { 0o700 };
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(data)
            .and_then(|()| data.canonicalize())
            .map(Self)
            .with_context(|| format!("cannot make or open the data folder {}", data.display()))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn pg(&self) -> PathBuf {
        self.0.join("pg")
    }

    pub fn log(&self) -> PathBuf {
        self.0.join("postgres.log")
    }

    pub fn has_cluster(&self) -> bool {
        self.pg().join("PG_VERSION").exists()
    }

    /// Takes the folder for this server, or says which one has it.
    pub fn lock(&self) -> anyhow::Result<Lock> {
        let mut file = self.lock_file()?;
        let began = Instant::now();
        let taken = loop {
            match try_lock(&file)? {
                false if began.elapsed() < PATIENCE => sleep(PATIENCE / 20),
                taken => break taken,
            }
        };
        if !taken {
            let mut holder = String::new();
            file.read_to_string(&mut holder)?;
            bail!(
                "another Parvis server (pid {}) is using the data folder {}. Stop it first, or give \
                 this one its own folder with PARVIS_DATA_DIR",
                holder.trim(),
                self.0.display()
            );
        }
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "{}", std::process::id())?;
        Ok(Lock { _file: file })
    }

    pub fn is_locked(&self) -> anyhow::Result<bool> {
        Ok(!try_lock(&self.lock_file()?)?)
    }

    fn lock_file(&self) -> anyhow::Result<File> {
        let path = self.0.join("parvis.lock");
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))
    }

    /// The folder of the socket: in the data folder, unless the path would be too long for one.
    pub fn socket(&self, owner: Option<Owner>) -> anyhow::Result<PathBuf> {
        let near = self.0.join("run");
        let socket = if near.as_os_str().len() <= LONGEST_SOCKET_FOLDER {
            near
        } else {
            std::env::temp_dir().join(format!("parvis-{}", fingerprint(&self.0)))
        };
        make_private(&socket, owner)?;
        Ok(socket)
    }
}

fn try_lock(file: &File) -> anyhow::Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error).context("cannot lock the data folder"),
    }
}

fn fingerprint(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A folder for the database alone. One that somebody else has put there is refused: the socket may
/// stand in the temporary folder, where everybody can write.
pub fn make_private(path: &Path, owner: Option<Owner>) -> anyhow::Result<()> {
    let us = geteuid().as_raw();
    if let Ok(found) = fs::symlink_metadata(path) {
        let ours = found.uid() == us || owner.is_some_and(|owner| found.uid() == owner.uid);
        if !found.is_dir() || !ours {
            bail!("{} is in the way and belongs to somebody else", path.display());
        }
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("cannot make {}", path.display()))?;
    if let Some(owner) = owner {
        std::os::unix::fs::chown(path, Some(owner.uid), Some(owner.gid))?;
    }
    fs::set_permissions(path, Permissions::from_mode(0o700))?;
    Ok(())
}
