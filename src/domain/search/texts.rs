//! Posts, comments and files as a result shows them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use uuid::Uuid;

use crate::domain::db::Db;
use crate::domain::file::{self, Attached, Named};
use crate::domain::ids::{CommentId, FileId, PersonId, PostId};
use crate::domain::markup;
use crate::domain::person::Face;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{comments, organizations, people, posts, spaces};
use crate::error::Result;

/// A post, a comment or a file that was found.
#[derive(Debug)]
pub struct Text {
    /// The post, or the post of the comment or the file.
    pub post: PostId,
    /// The file, if it is one.
    pub file: Option<Attached>,
    /// The comment, if it is one, or that in which the file hangs.
    pub comment: Option<CommentId>,
    /// The title of the post.
    pub title: Option<String>,
    /// What it says, in plain words; what a file is called.
    pub words: String,
    /// Who wrote it.
    pub author: Face,
    /// Whether this reader may open the author's profile.
    pub author_seen: bool,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// The space's name in addresses.
    pub slug: String,
    /// The space's name.
    pub space: String,
    /// Whether guests may be let in there.
    pub opened_to_guests: bool,
    /// Living answers to a post.
    pub comment_count: i32,
}

impl Text {
    pub(super) fn id(&self) -> Uuid {
        match (&self.file, self.comment) {
            (Some(file), _) => file.id.uuid(),
            (None, Some(comment)) => comment.uuid(),
            (None, None) => self.post.uuid(),
        }
    }
}

type Row = (PostId, Option<String>, String, DateTime<Utc>, i32, (String, String, bool), Face);
type CommentRow = (PostId, CommentId, Option<String>, String, DateTime<Utc>, (String, String, bool), Face);

/// These posts and comments, as far as the viewer sees them: what was found an instant ago may be gone.
pub async fn shown(
    db: &Db,
    viewer: &Viewer,
    post_ids: &[PostId],
    comment_ids: &[CommentId],
    file_ids: &[FileId],
) -> Result<Vec<Text>> {
    let (found_posts, found_comments, found_files) = try_join!(
        of_posts(db, viewer, post_ids),
        of_comments(db, viewer, comment_ids),
        file::named(db, viewer, file_ids)
    )?;
    let found_files = found_files.into_iter().map(of_file);
    let mut texts: Vec<Text> = found_posts.into_iter().chain(found_comments).chain(found_files).collect();
    let authors: Vec<PersonId> = texts.iter().map(|text| text.author.id).collect();
    let seen = sight::seen(db, viewer, &authors).await?;
    texts.iter_mut().for_each(|text| text.author_seen = seen.contains(&text.author.id));
    Ok(texts)
}

async fn of_posts(db: &Db, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<Text>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = posts::table
        .inner_join(spaces::table)
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(posts::id.eq_any(ids).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select((
            posts::id,
            posts::title,
            posts::body,
            posts::published_at,
            posts::comment_count,
            (spaces::slug, spaces::name, spaces::opened_to_guests),
            Face::as_select(),
        ))
        .load(&mut db.conn())
        .await?;
    let text = |(post, title, body, published_at, comment_count, (slug, space, opened_to_guests), author): Row| Text {
        post,
        file: None,
        comment: None,
        title,
        words: markup::plain(&body),
        author,
        author_seen: false,
        published_at,
        slug,
        space,
        opened_to_guests,
        comment_count,
    };
    Ok(rows.into_iter().map(text).collect())
}

async fn of_comments(db: &Db, viewer: &Viewer, ids: &[CommentId]) -> Result<Vec<Text>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<CommentRow> = comments::table
        .inner_join(posts::table.inner_join(spaces::table))
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(comments::id.eq_any(ids))
        .filter(comments::deleted_at.is_null().and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select((
            posts::id,
            comments::id,
            posts::title,
            comments::body,
            comments::published_at,
            (spaces::slug, spaces::name, spaces::opened_to_guests),
            Face::as_select(),
        ))
        .load(&mut db.conn())
        .await?;
    let text = |(post, comment, title, body, published_at, (slug, space, opened_to_guests), author): CommentRow| Text {
        post,
        file: None,
        comment: Some(comment),
        title,
        words: markup::plain(&body),
        author,
        author_seen: false,
        published_at,
        slug,
        space,
        opened_to_guests,
        comment_count: 0,
    };
    Ok(rows.into_iter().map(text).collect())
}

fn of_file(found: Named) -> Text {
    let Named { file, post, at, uploader, title, place: (slug, space, opened_to_guests) } = found;
    Text {
        post,
        comment: file.comment,
        title,
        words: file.name.clone(),
        author: uploader,
        author_seen: false,
        published_at: at,
        slug,
        space,
        opened_to_guests,
        comment_count: 0,
        file: Some(file),
    }
}
