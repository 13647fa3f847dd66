//! Files as they are shown, and one on its way out. Each follows its post: seen with it, gone with it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::sniff;
use super::store::{Bytes, Size, Store};
use crate::domain::db::Db;
use crate::domain::ids::{CommentId, FileId, PersonId, PostId};
use crate::domain::kinds::FileKind;
use crate::domain::policy::sight::Seen;
use crate::domain::policy::{self, Grants, InPost, Read, Viewer};
use crate::domain::schema::{blobs, comments, files, posts};
use crate::error::{Error, Result};

/// A file under its message.
#[derive(Clone, Debug, Queryable)]
pub struct Attached {
    /// Which.
    pub id: FileId,
    /// In which post; none yet while it waits.
    pub post: Option<PostId>,
    /// In which comment of it.
    pub comment: Option<CommentId>,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes.
    pub size: i64,
    /// Of a picture.
    pub width: Option<i32>,
    /// Of a picture.
    pub height: Option<i32>,
    /// What a picture shows, for those who do not see it.
    pub alt: Option<String>,
    /// Whether the sizes of a picture are there to be shown.
    pub is_drawn: bool,
}

/// The columns of an [`Attached`], of `files` joined with `blobs`.
macro_rules! columns {
    () => {
        (
            files::id,
            files::post_id,
            files::comment_id,
            files::name,
            files::kind,
            files::size,
            files::width,
            files::height,
            files::alt,
            blobs::drawn_as.is_not_null(),
        )
    };
}
pub(super) use columns;

/// The files of these posts, without those of their comments: one query.
pub(in crate::domain) async fn of_posts(db: &Db, posts: &Seen<'_>) -> Result<Vec<Attached>> {
    let found = files::table
        .inner_join(blobs::table)
        .filter(files::post_id.eq_any(posts.posts()).and(files::comment_id.is_null()))
        .order(files::id)
        .select(columns!())
        .load(&mut db.conn())
        .await?;
    Ok(found)
}

/// The files of a post and of its comments; none of what was removed.
pub async fn of_thread(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Attached>> {
    let found = files::table
        .inner_join(blobs::table)
        .inner_join(posts::table)
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(files::post_id.eq(post.post()))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .order(files::id)
        .select(columns!())
        .load(&mut db.conn())
        .await?;
    Ok(found)
}

/// Those of these files that still wait for a message of this viewer's own.
pub async fn waiting(db: &Db, viewer: &Viewer, ids: &[FileId]) -> Result<Vec<Attached>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let me = viewer.oneself()?.id();
    let found = files::table
        .inner_join(blobs::table)
        .filter(files::id.eq_any(ids).and(files::uploader_id.eq(me)).and(files::post_id.is_null()))
        .order(files::id)
        .select(columns!())
        .load(&mut db.conn())
        .await?;
    Ok(found)
}

/// A file that a viewer may have.
#[derive(Debug)]
pub struct Reached {
    /// What it is called.
    pub name: String,
    hash: Vec<u8>,
    media_type: String,
    size: u64,
    drawn_as: Option<String>,
}

/// The files of these posts and of their comments, whatever became of the words: for those who judge them.
pub(in crate::domain) async fn of_judged(db: &Db, posts: &[PostId]) -> Result<Vec<Attached>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let found = files::table
        .inner_join(blobs::table)
        .filter(files::post_id.eq_any(posts.iter().map(|post| Some(*post))))
        .order(files::id)
        .select(columns!())
        .load(&mut db.conn())
        .await?;
    Ok(found)
}

/// One of them, where it hangs.
pub(in crate::domain) async fn judged(
    db: &Db,
    (post, comment): (PostId, Option<CommentId>),
    file: FileId,
) -> Result<Reached> {
    let here = files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment));
    let found: Option<Sent> = files::table
        .inner_join(blobs::table)
        .filter(files::id.eq(file).and(here))
        .select((files::name, files::hash, files::media_type, files::size, blobs::drawn_as))
        .first(&mut db.conn())
        .await
        .optional()?;
    Reached::of(found.ok_or(Error::NotFound)?)
}

type Sent = (String, Vec<u8>, String, i64, Option<String>);
type Row = ((Option<PostId>, Option<CommentId>, PersonId), Sent);

/// To a file: through the gate of its post, and while it stands there; one that waits, by whoever brought it.
pub async fn reach(db: &Db, viewer: &Viewer, file: FileId) -> Result<Reached> {
    let found: Option<Row> = files::table
        .inner_join(blobs::table)
        .left_join(posts::table)
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(files::id.eq(file))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .select((
            (files::post_id, files::comment_id, files::uploader_id),
            (files::name, files::hash, files::media_type, files::size, blobs::drawn_as),
        ))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some(((post, _, uploader), sent)) = found else {
        return Err(Error::NotFound);
    };
    match post {
        Some(post) => {
            let _seen: InPost<Read> = policy::post(db, viewer, post).await?;
        }
        None if uploader == viewer.id() && viewer.looker().is_none() => {}
        None => return Err(Error::NotFound),
    }
    Reached::of(sent)
}

impl Reached {
    fn of((name, hash, media_type, size, drawn_as): Sent) -> Result<Self> {
        Ok(Self { name, hash, media_type, size: u64::try_from(size).map_err(Error::internal)?, drawn_as })
    }

    /// As what it is sent.
    pub fn media_type(&self, size: Size) -> &str {
        match (size, &self.drawn_as) {
            (Size::Whole, _) | (_, None) => &self.media_type,
            (_, Some(drawn_as)) => drawn_as,
        }
    }

    /// Whether a browser may show it by itself.
    pub fn is_safe_picture(&self, size: Size) -> bool {
        sniff::is_safe_picture(self.media_type(size))
    }

    /// What names its content, and changes with it.
    pub fn tag(&self, size: Size) -> String {
        let hash: String = self.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hash}{}", size.as_str())
    }

    /// How many bytes it has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the size of a picture that is not there.
    pub async fn weight(&self, store: &Store, size: Size) -> Result<u64> {
        match (size, &self.drawn_as) {
            (Size::Whole, _) => Ok(self.size),
            (_, None) => Err(Error::NotFound),
            (size, Some(_)) => store.weight(&self.hash, size).await,
        }
    }

    /// A part of it, as a stream.
    pub async fn part(&self, store: &Store, size: Size, range: std::ops::Range<u64>) -> Result<Bytes> {
        store.read(&self.hash, size, range).await
    }
}
