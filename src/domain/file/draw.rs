//! The sizes of a picture, made by a job: turned as the camera held it, and without what the camera wrote into it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::store::{Size, Store};
use crate::domain::db::Database;
use crate::domain::ids::FileId;
use crate::domain::job::Claimed;
use crate::domain::picture;
use crate::domain::schema::{blobs, files};
use crate::error::Result;

/// The longest sides, in pixels: a row of pictures on a fine screen, and a whole one.
const SIDES: [u32; 2] = [640, 1920];

/// A picture is read whole to be drawn: of what weighs more, in bytes, there are no sizes.
const HEAVIEST_DRAWN: i64 = 64 * 1024 * 1024;

/// Makes both sizes of a picture; nothing when they are there, or it is gone. One that cannot be read has none: it is
/// offered as a file, and not tried again.
pub async fn draw(db: &Database, store: &Store, _: &Claimed, file: FileId) -> Result<()> {
    let drawable = blobs::drawn_as.is_null().and(blobs::size.le(HEAVIEST_DRAWN));
    let found = files::table.inner_join(blobs::table).filter(files::id.eq(file).and(drawable));
    let asked = db.read().await?;
    let hash: Option<Vec<u8>> = found.select(files::hash).first(&mut asked.conn()).await.optional()?;
    let Some(hash) = hash else { return Ok(()) };
    let Some(media_type) = keep_sizes(store, &hash, store.bytes(&hash).await?).await? else { return Ok(()) };
    db.write(async |tx| {
        diesel::update(blobs::table.find(&hash)).set(blobs::drawn_as.eq(media_type)).execute(&mut tx.conn()).await?;
        Ok(())
    })
    .await
}

/// Makes both sizes and keeps them; tells what they are, when there are any.
pub(super) async fn keep_sizes(store: &Store, hash: &[u8], picture: Vec<u8>) -> Result<Option<&'static str>> {
    let (media_type, [small, large]) = match picture::within(picture, SIDES).await {
        Ok(made) => made,
        Err(wrong) => {
            tracing::info!("a picture has no smaller sizes: {}", wrong.key);
            return Ok(None);
        }
    };
    store.keep_size(hash, Size::Small, small).await?;
    store.keep_size(hash, Size::Large, large).await?;
    Ok(Some(media_type))
}
