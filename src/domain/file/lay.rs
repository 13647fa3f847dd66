//! A content in the store of an installation where nobody is yet: the demo company's. Its rows are loaded with all others.

use super::draw::keep_sizes;
use super::incoming::Incoming;
use super::store::Store;
use crate::domain::bulk::Load;
use crate::domain::kinds::FileKind;
use crate::domain::picture;
use crate::error::{Error, Result};

/// What is known of a content, for its rows.
#[derive(Debug)]
pub struct Laid {
    /// What it is known by.
    pub hash: Vec<u8>,
    /// How many bytes.
    pub size: i64,
    /// What it is,
    pub media_type: &'static str,
    /// and to those who look for it.
    pub kind: FileKind,
    /// Of a picture.
    pub sides: Option<(i32, i32)>,
    /// What its two sizes are.
    pub drawn_as: Option<&'static str>,
}

/// Lays a content into the store, a picture with its sizes.
pub async fn lay(_: &Load, store: &Store, name: &str, content: &[u8]) -> Result<Laid> {
    let mut incoming = Incoming::begin(store.incoming(), name).await?;
    incoming.take(content).await?;
    let (hash, size, (media_type, kind)) = (incoming.hash(), incoming.size(), incoming.kind());
    store.keep(&mut incoming).await?;
    let size = i64::try_from(size).map_err(Error::internal)?;
    let mut laid = Laid { hash, size, media_type, kind, sides: None, drawn_as: None };
    if kind == FileKind::Image
        && let Ok((width, height, _)) = picture::measure(incoming.opened().await?).await
    {
        laid.sides = i32::try_from(width).ok().zip(i32::try_from(height).ok());
        laid.drawn_as = keep_sizes(store, &laid.hash, content.to_vec()).await?;
    }
    Ok(laid)
}
