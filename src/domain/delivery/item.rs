//! What a letter says of an item: read when it goes, through the reader's own eyes. What was edited goes as it was edited;
//! what was removed, muted, read meanwhile or lost from sight does not go.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::take::{Reader, Waiting};
use crate::domain::db::Tx;
use crate::domain::ids::{CommentId, DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Attention, Reason, Visibility};
use crate::domain::notification;
use crate::domain::person::Face;
use crate::domain::policy::sight;
use crate::domain::schema::{comments, follows, organizations, people, posts, spaces};
use crate::error::Result;

/// An item of a letter.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which delivery; none of what only a digest tells.
    pub delivery: Option<DeliveryId>,
    /// Why they are told.
    pub reason: Reason,
    /// Who did it, where that is not who wrote it: who kept the answer, who reacted.
    pub actor: Option<Face>,
    /// The message.
    pub post: Post,
    /// The answer, if that is what it is about.
    pub comment: Option<Comment>,
    /// What was said just before it, where it goes in a letter of its own.
    pub before: Option<Before>,
}

/// What an answer comes after.
#[derive(Clone, Debug)]
pub struct Before {
    /// Its text in Markdown.
    pub body: String,
    /// Who wrote it.
    pub author: Face,
}

/// A message, as far as letters need it.
#[derive(Clone, Debug, Queryable)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// Its title.
    pub title: Option<String>,
    /// Its text in Markdown.
    pub body: String,
    /// The same, safe to show.
    pub html: String,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// Living answers.
    pub comment_count: i32,
    /// Where.
    pub space: Space,
    /// Who wrote it.
    pub author: Face,
}

/// Its space.
#[derive(Clone, Debug, Queryable)]
pub struct Space {
    /// Which.
    pub id: SpaceId,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Whether letters say nothing of what was written there.
    pub discreet: bool,
    /// What employees see of it who are not in it.
    pub visibility: Visibility,
}

/// An answer.
#[derive(Clone, Debug, Queryable)]
pub struct Comment {
    /// Which.
    pub id: CommentId,
    /// The answer it answers.
    pub parent: Option<CommentId>,
    /// Its text in Markdown.
    pub body: String,
    /// The same, safe to show.
    pub html: String,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// Who wrote it.
    pub author: Face,
}

impl Item {
    /// Who wrote what it is about.
    pub fn author(&self) -> &Face {
        self.comment.as_ref().map_or(&self.post.author, |comment| &comment.author)
    }

    /// Since when it stands.
    pub fn published_at(&self) -> DateTime<Utc> {
        self.comment.as_ref().map_or(self.post.published_at, |comment| comment.published_at)
    }
}

/// The columns of a [`Post`], of any join of `posts`, `spaces`, `people` and `organizations`.
macro_rules! columns {
    () => {
        (
            posts::id,
            posts::title,
            posts::body,
            posts::html,
            posts::published_at,
            posts::comment_count,
            (spaces::id, spaces::name, spaces::slug, spaces::discreet, spaces::visibility),
            Face::as_select(),
        )
    };
}
pub(super) use columns;

/// What these say now, in their order.
pub(super) async fn of(tx: &Tx, reader: &Reader, due: &[Waiting]) -> Result<Vec<Item>> {
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let (me, eyes) = (reader.viewer.id(), reader.viewer.eyes(tx.at()));
    let ids: Vec<PostId> = due.iter().map(|row| row.post_id).collect();
    let found: Vec<Post> = posts::table
        .inner_join(spaces::table)
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(posts::id.eq_any(&ids).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(eyes))
        .select(columns!())
        .load(&mut tx.conn())
        .await?;
    let posts_by_id: HashMap<PostId, Post> = found.into_iter().map(|post| (post.id, post)).collect();
    let answers = comments(tx, reader, &due.iter().filter_map(|row| row.comment_id).collect::<Vec<_>>()).await?;
    let items: Vec<uuid::Uuid> = due.iter().map(|row| row.item_id).collect();
    let unread = notification::still_unread(tx, &reader.viewer, &items).await?;
    let muted = follows::table.filter(follows::person_id.eq(me).and(follows::attention.eq(Attention::Muted)));
    let muted = muted.filter(follows::post_id.eq_any(&ids)).select(follows::post_id);
    let muted: HashSet<PostId> = muted.load::<PostId>(&mut tx.conn()).await?.into_iter().collect();
    let actors = actors(tx, due).await?;
    let authors = posts_by_id.values().map(|post| &post.author).chain(answers.values().map(|comment| &comment.author));
    let met = authors.chain(actors.values()).map(|face| face.id).collect::<Vec<_>>();
    // Of whom the reader may know no more than a name, a letter says no more.
    let met = sight::seen(tx, &reader.viewer, &met).await?;
    let face = |face: Face| if met.contains(&face.id) { face } else { Face { title: None, ..face } };
    let with = |comment: Comment| Comment { author: face(comment.author), ..comment };
    let item = |row: &Waiting| {
        let is_muted = muted.contains(&row.post_id) && row.reason != Reason::Mention;
        if is_muted || !unread.contains(&row.item_id) {
            return None;
        }
        let comment = match row.comment_id {
            Some(comment) => answers.get(&comment).map(|comment| Some(with(comment.clone())))?,
            None => None,
        };
        let post = posts_by_id.get(&row.post_id)?.clone();
        let post = Post { author: face(post.author), ..post };
        let actor = row.actor_id.and_then(|actor| actors.get(&actor).cloned()).map(face);
        Some(Item { delivery: Some(row.id), reason: row.reason, actor, post, comment, before: None })
    };
    Ok(due.iter().filter_map(item).collect())
}

/// What was said just before an answer: the answer it answers, else the last one that stood then, else the message. Nothing
/// where that was removed, and nothing before what somebody did with words that stood already.
pub(super) async fn before(tx: &Tx, reader: &Reader, item: &Item) -> Result<Option<Before>> {
    let Some(comment) = &item.comment else { return Ok(None) };
    if matches!(item.reason, Reason::Reaction | Reason::Kept) {
        return Ok(None);
    }
    let last = match comment.parent {
        Some(parent) => Some(parent),
        None => last_before(tx, item.post.id, comment).await?,
    };
    let before = |body: &str, author: &Face| Before { body: body.to_owned(), author: author.clone() };
    match last {
        Some(last) => {
            let found = comments(tx, reader, &[last]).await?;
            Ok(found.get(&last).map(|comment| before(&comment.body, &comment.author)))
        }
        None => Ok(Some(before(&item.post.body, &item.post.author))),
    }
}

async fn last_before(tx: &Tx, post: PostId, comment: &Comment) -> Result<Option<CommentId>> {
    let earlier = comments::post_id.eq(post).and(comments::published_at.lt(comment.published_at));
    let last = comments::table
        .filter(earlier.and(comments::deleted_at.is_null()))
        .order((comments::published_at.desc(), comments::id.desc()))
        .select(comments::id);
    Ok(last.first(&mut tx.conn()).await.optional()?)
}

async fn comments(tx: &Tx, reader: &Reader, ids: &[CommentId]) -> Result<HashMap<CommentId, Comment>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<Comment> = comments::table
        .inner_join(posts::table)
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(comments::id.eq_any(ids).and(comments::deleted_at.is_null()))
        .filter(sight::of_comments(reader.viewer.eyes(tx.at())))
        .select((
            comments::id,
            comments::parent_id,
            comments::body,
            comments::html,
            comments::published_at,
            Face::as_select(),
        ))
        .load(&mut tx.conn())
        .await?;
    Ok(found.into_iter().map(|comment| (comment.id, comment)).collect())
}

/// Who kept, and who reacted; everybody else is the author of what they are in the letter for.
async fn actors(tx: &Tx, due: &[Waiting]) -> Result<HashMap<PersonId, Face>> {
    let acts = due.iter().filter(|row| matches!(row.reason, Reason::Kept | Reason::Reaction));
    let ids: Vec<PersonId> = acts.filter_map(|row| row.actor_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let faces: Vec<Face> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::id.eq_any(ids))
        .select(Face::as_select())
        .load(&mut tx.conn())
        .await?;
    Ok(faces.into_iter().map(|face| (face.id, face)).collect())
}
