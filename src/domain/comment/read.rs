//! Comments as they are shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::array;
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PersonId, PostId};
use crate::domain::person::Face;
use crate::domain::policy::sight::{self, Seen};
use crate::domain::policy::{Contribute, Grants, InComment, Read, Viewer};
use crate::domain::position::Position;
use crate::domain::post::{Removal, Version};
use crate::domain::schema::{comment_versions, comments, organizations, people, posts};
use crate::error::{Error, Result, Why};

/// A comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Which.
    pub id: CommentId,
    /// Under which post.
    pub post: PostId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: Face,
    /// Whether this reader may open the author's profile.
    pub author_seen: bool,
    /// Its text; empty when it was removed.
    pub html: String,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Who removed it, if somebody did.
    pub removed: Option<Removal>,
    /// The answers to it, the first first.
    pub replies: Vec<Comment>,
}

impl Comment {
    /// Where it stands in its thread.
    pub fn position(&self) -> Position {
        Position::new(self.published_at, self.id.uuid())
    }
}

pub(super) type Row = (
    (CommentId, PostId, Option<CommentId>),
    Face,
    (String, DateTime<Utc>, Option<DateTime<Utc>>),
    (Option<DateTime<Utc>>, Option<PersonId>, bool, Option<String>),
);

/// The columns of a [`Row`], of any join of `comments`, `people` and `organizations`.
macro_rules! columns {
    () => {
        (
            (comments::id, comments::post_id, comments::parent_id),
            Face::as_select(),
            (comments::html, comments::published_at, comments::edited_at),
            (comments::deleted_at, comments::deleted_by, comments::hidden_at.is_not_null(), comments::removal_reason),
        )
    };
}
pub(super) use columns;

/// Rows as comments: who removed is named, and which authors the reader may know more of.
pub(super) async fn shown(db: &Db, viewer: &Viewer, rows: Vec<Row>) -> Result<Vec<Comment>> {
    let mut authors: Vec<PersonId> = rows.iter().map(|row| row.1.id).collect();
    authors.sort();
    authors.dedup();
    let removers: Vec<PersonId> = rows.iter().filter_map(|row| row.3.1).collect();
    let (seen, names) = futures_util::try_join!(sight::seen(db, viewer, &authors), names(db, &removers))?;
    let comments = rows.into_iter().map(|((id, post, parent), author, (html, published_at, edited_at), gone)| {
        let (deleted_at, deleted_by, is_hidden, reason) = gone;
        let by = deleted_by.and_then(|by| names.get(&by).cloned()).unwrap_or_default();
        let removed =
            deleted_at.map(|at| Removal { by, at, is_hidden, reason: reason.filter(|_| author.id == viewer.id()) });
        let html = if removed.is_some() { String::new() } else { html };
        let author_seen = seen.contains(&author.id);
        Comment { id, post, parent, author, author_seen, html, published_at, edited_at, removed, replies: Vec::new() }
    });
    Ok(comments.collect())
}

async fn names(db: &Db, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let named = people::table.filter(people::id.eq_any(people)).select((people::id, people::name));
    Ok(named.load(&mut db.conn()).await?.into_iter().collect())
}

diesel::alias! {
    const LATER: Alias<Later> = comments as later;
}

/// The last two answers of each of these posts, the earlier first: one query, in which each post looks up its two by the
/// index.
pub(in crate::domain) async fn last_of(db: &Db, posts: &Seen<'_>) -> Result<Vec<Comment>> {
    if posts.posts().is_empty() {
        return Ok(Vec::new());
    }
    let two = LATER
        .filter(LATER.field(comments::post_id).eq(posts::id))
        .filter(LATER.field(comments::deleted_at).is_null())
        .order((LATER.field(comments::published_at).desc(), LATER.field(comments::id).desc()))
        .select(LATER.field(comments::id))
        .limit(2);
    let mut rows: Vec<Row> = posts::table
        .inner_join(comments::table.on(comments::id.eq_any(array::<sql_types::Uuid, _>(two))))
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(posts::id.eq_any(posts.posts()))
        .select(columns!())
        .load(&mut db.conn())
        .await?;
    rows.sort_by_key(|row| (row.2.1, row.0.0));
    shown(db, posts.viewer(), rows).await
}

/// Where a comment is to be found.
#[derive(Debug)]
pub struct Place {
    /// Under this post.
    pub post: PostId,
    /// From where on the thread must be opened for it to be shown.
    pub from: Option<Position>,
}

/// Where a comment stands in its thread.
pub async fn place(db: &Db, comment: &InComment<impl Grants<Read>>) -> Result<Place> {
    let top = comment.parent().unwrap_or(comment.comment());
    let at: DateTime<Utc> = comments::table
        .filter(comments::id.eq(top).and(comments::post_id.eq(comment.post().post())))
        .select(comments::published_at)
        .first(&mut db.conn())
        .await?;
    let from = Position::new(at, top.uuid());
    let hidden = super::thread::hides(db, comment.post(), from).await?;
    Ok(Place { post: comment.post().post(), from: hidden.then_some(from) })
}

/// A comment's words as they were typed; for its author alone.
pub async fn source(db: &Db, comment: &InComment<impl Grants<Contribute>>) -> Result<String> {
    if !comment.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    let source = comments::table.find(comment.comment()).select(comments::body).first(&mut db.conn()).await;
    Ok(source?)
}

/// What a comment says, and what it said before each change, the latest first; nothing of a removed one, nor under a
/// removed post.
pub async fn versions(db: &Db, comment: &InComment<impl Grants<Read>>) -> Result<(Comment, Vec<Version>)> {
    let viewer = comment.post().viewer();
    let now: Option<Row> = comments::table
        .inner_join(posts::table)
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(comments::id.eq(comment.comment()).and(comments::deleted_at.is_null()))
        .filter(sight::of_comments(viewer.eyes(db.at())))
        .select(columns!())
        .first(&mut db.conn())
        .await
        .optional()?;
    let now = shown(db, viewer, now.into_iter().collect()).await?;
    let now = now.into_iter().next().ok_or(Error::NotFound)?;
    let before: Vec<(String, DateTime<Utc>)> = comment_versions::table
        .filter(comment_versions::comment_id.eq(comment.comment()))
        .order(comment_versions::number.desc())
        .select((comment_versions::html, comment_versions::written_at))
        .load(&mut db.conn())
        .await?;
    let before = before.into_iter().map(|(html, written_at)| Version { title: None, html, written_at });
    Ok((now, before.collect()))
}
