//! A file on its way in: written to a temporary file as it comes, its hash taken on the way, never whole in memory.

use std::io::{BufReader, SeekFrom};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::clean::{self, Piece};
use super::name;
use super::sniff::{self, ENOUGH};
use crate::domain::kinds::FileKind;
use crate::error::{Error, Result};

/// What is copied at a time.
const CHUNK: usize = 128 * 1024;

/// A file that has come, and that nothing names yet; forgotten, it is gone.
#[derive(Debug)]
pub struct Incoming {
    name: String,
    size: u64,
    hash: Sha256,
    beginning: Vec<u8>,
    file: File,
}

impl Incoming {
    /// Nothing of it yet. The temporary file has no name on the disk and goes with this.
    pub async fn begin(folder: &Path, given_name: &str) -> Result<Self> {
        tokio::fs::create_dir_all(folder).await.map_err(Error::internal)?;
        let file = File::from_std(tempfile::tempfile_in(folder).map_err(Error::internal)?);
        Ok(Self { name: name::safe(given_name), size: 0, hash: Sha256::new(), beginning: Vec::new(), file })
    }

    /// Some more of it.
    pub async fn take(&mut self, chunk: &[u8]) -> Result<()> {
        self.size += chunk.len() as u64;
        self.hash.update(chunk);
        let wanted = ENOUGH.saturating_sub(self.beginning.len()).min(chunk.len());
        self.beginning.extend_from_slice(&chunk[..wanted]);
        self.file.write_all(chunk).await.map_err(Error::internal)
    }

    /// Its name, made safe.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes have come.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What its content says that it is.
    pub fn kind(&self) -> (&'static str, FileKind) {
        sniff::tell(&self.beginning)
    }

    /// What its content is known by.
    pub(super) fn hash(&self) -> Vec<u8> {
        self.hash.clone().finalize().to_vec()
    }

    /// To be read, from its beginning.
    pub(super) async fn rewound(&mut self) -> Result<&mut File> {
        self.file.flush().await.map_err(Error::internal)?;
        self.file.seek(SeekFrom::Start(0)).await.map_err(Error::internal)?;
        Ok(&mut self.file)
    }

    /// Another hand on the same bytes, for what reads them its own way.
    pub(super) async fn opened(&mut self) -> Result<std::fs::File> {
        let file = self.rewound().await?;
        Ok(file.try_clone().await.map_err(Error::internal)?.into_std().await)
    }

    /// The same picture without what was written into it besides; as it came, when there is nothing to leave out or it
    /// is not built as it says.
    pub(super) async fn cleaned(mut self, folder: &Path, media_type: &'static str, orientation: u8) -> Result<Self> {
        let mut file = BufReader::new(self.opened().await?);
        let found = tokio::task::spawn_blocking(move || clean::pieces(&mut file, media_type, orientation)).await;
        let Some(pieces) = found.map_err(Error::internal)?.ok().flatten() else { return Ok(self) };
        let mut other = Self::begin(folder, &self.name).await?;
        for piece in pieces {
            match piece {
                Piece::Own(own) => other.take(&own).await?,
                Piece::Part(part) => {
                    self.file.seek(SeekFrom::Start(part.start)).await.map_err(Error::internal)?;
                    let mut rest = (&mut self.file).take(part.end - part.start);
                    let mut chunk = vec![0; CHUNK];
                    loop {
                        match rest.read(&mut chunk).await.map_err(Error::internal)? {
                            0 => break,
                            read => other.take(&chunk[..read]).await?,
                        }
                    }
                }
            }
        }
        Ok(other)
    }

    /// All of it, for what must be read at once: whoever asks has looked at its size.
    pub async fn bytes(mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.size).unwrap_or_default());
        self.rewound().await?.read_to_end(&mut bytes).await.map_err(Error::internal)?;
        Ok(bytes)
    }
}
