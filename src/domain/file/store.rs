//! Where contents are kept, by their hash: in the data folder, or in a bucket. What they belong to, and who may see it, the
//! database knows.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::incoming::Incoming;
use crate::error::{Error, Result};

/// A piece of a content on its way out.
pub type Bytes = BoxStream<'static, std::io::Result<bytes::Bytes>>;

/// What is written at a time; a store that takes parts takes none smaller.
const PART: usize = 5 * 1024 * 1024;

/// Parts that are on their way at a time.
const PARTS_AT_ONCE: usize = 2;

/// What is read of a file at a time.
const CHUNK: usize = 128 * 1024;

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
    /// The folder, when it is one.
    folder: Option<PathBuf>,
    incoming: PathBuf,
}

impl Store {
    /// In a folder of the data folder.
    pub fn in_folder(data: &Path) -> Result<Self> {
        let folder = data.join("files");
        std::fs::create_dir_all(&folder).map_err(Error::internal)?;
        let objects = LocalFileSystem::new_with_prefix(&folder).map_err(Error::internal)?.with_automatic_cleanup(true);
        Ok(Self { objects: Arc::new(objects), folder: Some(folder), incoming: data.join("incoming") })
    }

    /// In a bucket, or what else stores objects. What comes in waits in the data folder until it is whole.
    pub fn in_bucket(objects: impl ObjectStore, data: &Path) -> Self {
        Self { objects: Arc::new(objects), folder: None, incoming: data.join("incoming") }
    }

    /// Whether it is there and lets us in: asked once, at the start.
    pub async fn reach(&self) -> object_store::Result<()> {
        self.objects.list(Some(&Key::from("nothing-is-called-so"))).try_next().await.map(drop)
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
        let to = BufWriter::with_capacity(self.objects.clone(), key, PART);
        let mut to = to.with_max_concurrency(PARTS_AT_ONCE);
        match pour(incoming.rewound().await?, &mut to).await {
            Ok(()) => to.shutdown().await.map_err(Error::internal),
            Err(error) => {
                // Parts that nobody puts together are kept, and paid for.
                to.abort().await.ok();
                Err(Error::internal(error))
            }
        }
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
            Ok(found) => match found.payload {
                GetResultPayload::File(file, _) => from_disk(file, found.range).await,
                GetResultPayload::Stream(stream) => Ok(stream.map_err(std::io::Error::other).boxed()),
            },
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

    /// Every content that is kept, by its hash, with its weight and when it was laid there.
    pub(super) fn all(&self) -> BoxStream<'static, Result<(Vec<u8>, u64, DateTime<Utc>)>> {
        let known = |found: object_store::ObjectMeta| {
            let name = found.location.filename()?;
            Some((hash_in(name.split('.').next()?)?, found.size, found.last_modified))
        };
        let all = self.objects.list(None).map_err(Error::internal);
        all.try_filter_map(move |found| std::future::ready(Ok(known(found)))).boxed()
    }

    /// Deletes what somebody began to lay into the folder before that day, and never ended: the program was killed. A
    /// bucket does that itself, when it is told to.
    pub(super) async fn forget_unfinished(&self, before: DateTime<Utc>) -> Result<()> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        let swept = tokio::task::spawn_blocking(move || unfinished(&folder, before.into()));
        swept.await.map_err(Error::internal)?.map_err(Error::internal)
    }
}

async fn pour(from: &mut File, to: &mut BufWriter) -> std::io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        match from.read(&mut chunk).await? {
            0 => return Ok(()),
            read => to.write_all(&chunk[..read]).await?,
        }
    }
}

/// A part of a file: in pieces that are worth a trip to the disk.
async fn from_disk(file: std::fs::File, range: std::ops::Range<u64>) -> Result<Bytes> {
    let mut file = File::from_std(file);
    file.seek(std::io::SeekFrom::Start(range.start)).await.map_err(Error::internal)?;
    let rest = file.take(range.end - range.start);
    let pieces = stream::try_unfold(rest, |mut rest| async {
        let mut chunk = bytes::BytesMut::with_capacity(CHUNK);
        let read = rest.read_buf(&mut chunk).await?;
        Ok((read > 0).then(|| (chunk.freeze(), rest)))
    });
    Ok(pieces.boxed())
}

/// The hash that a name says, if it says one.
fn hash_in(name: &str) -> Option<Vec<u8>> {
    let is_one = name.len() == 64 && name.is_ascii();
    let byte = |at: usize| u8::from_str_radix(&name[2 * at..2 * at + 2], 16).ok();
    is_one.then(|| (0..32).map(byte).collect()).flatten()
}

/// The store calls what is not whole yet `NAME#1`.
fn unfinished(folder: &Path, before: SystemTime) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            unfinished(&entry.path(), before)?;
        } else if entry.file_name().to_string_lossy().contains('#') && entry.metadata()?.modified()? < before {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
