//! What came by mail, as it goes on by mail: every mailbox knows it by the Message-ID that its sender's program gave it,
//! and whoever it was also written to has it already.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::take::{Reader, Waiting};
use crate::domain::db::Tx;
use crate::domain::ids::{CommentId, DeliveryId, PostId};
use crate::domain::kinds::Reason;
use crate::domain::schema::{mail_copies, mailed};
use crate::error::Result;

/// How something came by mail.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// Under which Message-ID; nothing where that cannot go on.
    pub message_id: Option<String>,
    /// How often one Parvis had passed it on to another.
    pub hops: i16,
}

/// How what is told of came by mail.
#[derive(Debug, Default)]
pub struct Names {
    came: HashMap<Uuid, Came>,
    elders: HashMap<PostId, Vec<CommentId>>,
}

impl Names {
    /// A post or a comment.
    pub fn of(&self, object: Uuid) -> Option<&Came> {
        self.came.get(&object)
    }

    /// What a post answers, though it came before: the eldest first. They stand before it in each mailbox.
    pub fn elders(&self, post: PostId) -> &[CommentId] {
        self.elders.get(&post).map_or(&[], Vec::as_slice)
    }
}

/// The longest that goes on; a longer one is a stranger's joke.
const LONGEST: usize = 250;

/// Those of these posts and comments.
pub(super) async fn names(tx: &Tx, posts: &[PostId], comments: &[CommentId]) -> Result<Names> {
    type Row = (PostId, Option<CommentId>, Option<i16>, String, i16);
    let of_post = mailed::comment_id.is_null().or(mailed::elder.is_not_null());
    let rows: Vec<Row> = mailed::table
        .filter(mailed::post_id.eq_any(posts))
        .filter(of_post.or(mailed::comment_id.assume_not_null().eq_any(comments)))
        .order((mailed::elder.desc(), mailed::comment_id))
        .select((mailed::post_id, mailed::comment_id, mailed::elder, mailed::message_id, mailed::hops))
        .load(&mut tx.conn())
        .await?;
    let mut names = Names::default();
    for (post, comment, elder, id, hops) in rows {
        if let (Some(comment), Some(_)) = (comment, elder) {
            names.elders.entry(post).or_default().push(comment);
        }
        let came = Came { message_id: bracketed(&id), hops };
        names.came.insert(comment.map_or(post.uuid(), CommentId::uuid), came);
    }
    Ok(names)
}

/// An id as it stands in a header; nothing for what could be more than one.
fn bracketed(id: &str) -> Option<String> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let is_one = !id.is_empty() && id.len() <= LONGEST && id.chars().all(|c| c.is_ascii_graphic() && !"<>".contains(c));
    is_one.then(|| format!("<{id}>"))
}

/// Those of them that the reader was written to directly. What others did with it meanwhile is news to them still.
pub(super) async fn in_hand(tx: &Tx, reader: &Reader, waiting: &[Waiting]) -> Result<Vec<DeliveryId>> {
    let is_it = |row: &&Waiting| !matches!(row.reason, Reason::Reaction | Reason::Kept | Reason::Question);
    let posts: Vec<PostId> = waiting.iter().filter(is_it).map(|row| row.post_id).collect();
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let copies: Vec<(PostId, Option<CommentId>)> = mail_copies::table
        .inner_join(mailed::table)
        .filter(mail_copies::address.eq(reader.email.as_str()).and(mailed::post_id.eq_any(posts)))
        .select((mailed::post_id, mailed::comment_id))
        .load(&mut tx.conn())
        .await?;
    let has = |row: &&Waiting| copies.contains(&(row.post_id, row.comment_id));
    Ok(waiting.iter().filter(is_it).filter(has).map(|row| row.id).collect())
}
