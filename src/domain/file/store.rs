//! Where contents are kept, by their hash: in the data folder. What they belong to, and who may see it, the database knows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::incoming::Incoming;
use crate::error::{Error, Result};

/// A piece of a content on its way out.
pub type Bytes = BoxStream<'static, std::io::Result<bytes::Bytes>>;

/// What is written at a time; a store that takes parts takes none smaller.
const PART: usize = 5 * 1024 * 1024;

/// A picture as it is shown; a file as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As it came.
    Whole,
    /// To be looked at.
    Large,
    /// In a row with others.
    Small,
}

impl Size {
    /// The word in addresses; nothing for the whole.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Large => "large",
            Self::Small => "small",
        }
    }

    /// The one of this word; what is none is the whole.
    pub fn parse(word: &str) -> Self {
        match word {
            "large" => Self::Large,
            "small" => Self::Small,
            _ => Self::Whole,
        }
    }
}

/// The contents of all files.
#[derive(Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    incoming: PathBuf,
}

impl Store {
    /// In a folder of the data folder.
    pub fn in_folder(data: &Path) -> Result<Self> {
        let folder = data.join("files");
        std::fs::create_dir_all(&folder).map_err(Error::internal)?;
        let objects = LocalFileSystem::new_with_prefix(&folder).map_err(Error::internal)?.with_automatic_cleanup(true);
        Ok(Self { objects: Arc::new(objects), incoming: data.join("incoming") })
    }

    /// Where a file waits while it comes in.
    pub fn incoming(&self) -> &Path {
        &self.incoming
    }

    fn key(hash: &[u8], size: Size) -> Key {
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = &name[..2];
        match size {
            Size::Whole => Key::from(format!("{folder}/{name}")),
            size => Key::from(format!("{folder}/{name}.{}", size.as_str())),
        }
    }

    /// Keeps what has come, unless the same content is here already.
    pub(super) async fn keep(&self, incoming: &mut Incoming) -> Result<()> {
        let key = Self::key(&incoming.hash(), Size::Whole);
        match self.objects.head(&key).await {
            Ok(found) if found.size == incoming.size() => return Ok(()),
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Error::internal(error)),
        }
        let mut to = BufWriter::with_capacity(self.objects.clone(), key, PART);
        let from = incoming.rewound().await?;
        let mut chunk = vec![0; 256 * 1024];
        loop {
            let read = from.read(&mut chunk).await.map_err(Error::internal)?;
            if read == 0 {
                break;
            }
            to.write_all(&chunk[..read]).await.map_err(Error::internal)?;
        }
        to.shutdown().await.map_err(Error::internal)
    }

    /// Keeps a picture made of a content.
    pub(super) async fn keep_size(&self, hash: &[u8], size: Size, bytes: Vec<u8>) -> Result<()> {
        self.objects.put(&Self::key(hash, size), PutPayload::from(bytes)).await.map_err(Error::internal)?;
        Ok(())
    }

    /// How many bytes a picture made of a content has.
    pub(super) async fn weight(&self, hash: &[u8], size: Size) -> Result<u64> {
        match self.objects.head(&Self::key(hash, size)).await {
            Ok(found) => Ok(found.size),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// A part of a content, as a stream.
    pub(super) async fn read(&self, hash: &[u8], size: Size, range: std::ops::Range<u64>) -> Result<Bytes> {
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        match self.objects.get_opts(&Self::key(hash, size), options).await {
            Ok(found) => Ok(found.into_stream().map_err(std::io::Error::other).boxed()),
            Err(object_store::Error::NotFound { .. }) => Err(Error::NotFound),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// All of a content, for what must be read at once.
    pub(super) async fn bytes(&self, hash: &[u8]) -> Result<Vec<u8>> {
        let found = self.objects.get(&Self::key(hash, Size::Whole)).await.map_err(Error::internal)?;
        Ok(found.bytes().await.map_err(Error::internal)?.to_vec())
    }

    /// Deletes a content and what was made of it; what is not there is deleted.
    pub(super) async fn forget(&self, hash: &[u8]) -> Result<()> {
        for size in [Size::Small, Size::Large, Size::Whole] {
            match self.objects.delete(&Self::key(hash, size)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(Error::internal(error)),
            }
        }
        Ok(())
    }
}
