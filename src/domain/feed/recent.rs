//! What somebody wrote lately, as far as the reader sees it: for their profile.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::markup;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{comments, people, posts, spaces};
use crate::domain::sql::left;
use crate::error::{Error, Result};

/// So much is shown of it.
const SHOWN: usize = 10;

/// Letters of Markdown that are asked for, and letters of words that are shown.
const ENOUGH: i32 = 600;
const EXCERPT: usize = 160;

/// A post or a comment that somebody wrote.
#[derive(Debug)]
pub struct Recent {
    /// The post, or the one that the comment is on.
    pub post: PostId,
    /// The comment, if it is one.
    pub comment: Option<CommentId>,
    /// The post's title.
    pub title: Option<String>,
    /// How it begins, in plain words.
    pub words: String,
    /// The space's name.
    pub space: String,
    /// Since when it stands.
    pub at: DateTime<Utc>,
}

/// The last words of a person who is here, of what this reader sees: posts by the one filter of sight, and comments on
/// the posts that it lets through. For a guest that is what they share, from their horizon on.
pub async fn recent(db: &Db, viewer: &Viewer, handle: &str) -> Result<Vec<Recent>> {
    type Post = (PostId, Option<String>, String, String, DateTime<Utc>);
    type Comment = (PostId, CommentId, Option<String>, String, String, DateTime<Utc>);
    let theirs = people::handle.eq(handle).and(people::left_at.is_null());
    let written = posts::table
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(spaces::table.on(spaces::id.eq(posts::space_id)))
        .filter(theirs)
        .filter(sight::of_people(viewer.eyes(db.at())))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .filter(posts::deleted_at.is_null())
        .order((posts::published_at.desc(), posts::id.desc()))
        .limit(SHOWN as i64)
        .select((posts::id, posts::title, left(posts::body, ENOUGH), spaces::name, posts::published_at));
    let answered = comments::table
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(posts::table.on(posts::id.eq(comments::post_id)))
        .inner_join(spaces::table.on(spaces::id.eq(posts::space_id)))
        .filter(theirs)
        .filter(sight::of_people(viewer.eyes(db.at())))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .order((comments::published_at.desc(), comments::id.desc()))
        .limit(SHOWN as i64)
        .select((
            posts::id,
            comments::id,
            posts::title,
            left(comments::body, ENOUGH),
            spaces::name,
            comments::published_at,
        ));
    let (written, answered) =
        try_join!(async { Ok::<Vec<Post>, Error>(written.load(&mut db.conn()).await?) }, async {
            Ok::<Vec<Comment>, Error>(answered.load(&mut db.conn()).await?)
        },)?;
    let posts = written.into_iter().map(|(post, title, body, space, at)| Recent {
        post,
        comment: None,
        title,
        words: begun(&body),
        space,
        at,
    });
    let comments = answered.into_iter().map(|(post, comment, title, body, space, at)| Recent {
        post,
        comment: Some(comment),
        title,
        words: begun(&body),
        space,
        at,
    });
    let mut recent: Vec<Recent> = posts.chain(comments).collect();
    recent.sort_by_key(|one| std::cmp::Reverse(one.at));
    recent.truncate(SHOWN);
    Ok(recent)
}

/// The beginning of a text, on one line.
fn begun(markdown: &str) -> String {
    let words = markup::plain(markdown).split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(EXCERPT) {
        None => words,
        Some((end, _)) => format!("{}…", words[..end].rsplit_once(' ').map_or(&words[..end], |(whole, _)| whole)),
    }
}
