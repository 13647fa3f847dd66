//! The files of a message as its letter takes them along: found through the reader's own sight when the letter is written,
//! as many as there is room for; of the others the letter says where they are.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::TryStreamExt as _;

use super::store::{Size, Store};
use crate::domain::db::Db;
use crate::domain::ids::{CommentId, FileId, PostId};
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{blobs, comments, files, posts};
use crate::error::{Error, Result};

/// A file of a message.
#[derive(Debug)]
pub struct Travelling {
    /// Which.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// As what it is sent.
    pub media_type: String,
    /// How many bytes.
    pub size: i64,
    /// Its content, where there is room.
    pub content: Option<Vec<u8>>,
}

type Row = (FileId, String, String, i64, Vec<u8>);

/// The files of a post itself, or of one of its comments; what they take of `room` is gone from it.
pub async fn carried(
    db: &Db,
    store: &Store,
    viewer: &Viewer,
    (post, comment): (PostId, Option<CommentId>),
    room: &mut u64,
) -> Result<Vec<Travelling>> {
    let rows: Vec<Row> = files::table
        .inner_join(blobs::table)
        .inner_join(posts::table)
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment)))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .order(files::id)
        .select((files::id, files::name, files::media_type, files::size, files::hash))
        .load(&mut db.conn())
        .await?;
    let mut all = Vec::new();
    for (id, name, media_type, size, hash) in rows {
        let weight = u64::try_from(size).map_err(Error::internal)?;
        let content = if weight <= *room { content(store, &hash, weight).await } else { None };
        *room -= content.as_ref().map_or(0, |_| weight);
        all.push(Travelling { id, name, media_type, size, content });
    }
    Ok(all)
}

/// A letter goes without a file that cannot be read now.
async fn content(store: &Store, hash: &[u8], weight: u64) -> Option<Vec<u8>> {
    let read = async {
        let pieces =
            store.read(hash, Size::Whole, 0..weight).await?.try_collect::<Vec<_>>().await.map_err(Error::internal)?;
        Ok::<_, Error>(pieces.concat())
    };
    read.await.inspect_err(|error| tracing::warn!("a file could not travel with a letter: {error}")).ok()
}
