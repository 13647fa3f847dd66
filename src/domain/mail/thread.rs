//! What a mail answers, by the ids it names.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PersonId, PostId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::schema::{comments, deliveries, mailed, posts};
use crate::error::Result;

/// Something that stands here and is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The thread.
    pub post: PostId,
    /// The answer in it, when that is what is answered.
    pub comment: Option<CommentId>,
    /// Its space.
    pub space: SpaceId,
    /// How far before the post it stands: what was faster than it opened the thread.
    pub elder: Option<i16>,
}

/// An id that a mail names: one of ours, which says what it is about, or anybody's.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// Of a letter of ours, about this.
    Ours(Uuid),
    /// Of a mail that may have come in.
    Theirs(&'a str),
}

/// What it is the id of. This is no permission: whoever answers asks the gate.
/// `within` is the space that it must be in, where the mail says which.
pub async fn answered(db: &Db, _: &Claimed, named: Named<'_>, within: Option<SpaceId>) -> Result<Option<Answered>> {
    let place: Option<(PostId, Option<CommentId>)> = match named {
        Named::Ours(id) => {
            let post = posts::table.find(PostId::from(id)).select(posts::id);
            let post: Option<PostId> = post.first(&mut db.conn()).await.optional()?;
            match post {
                Some(post) => Some((post, None)),
                None => {
                    let comment = comments::table.find(CommentId::from(id)).select((comments::post_id, comments::id));
                    let comment: Option<(PostId, CommentId)> = comment.first(&mut db.conn()).await.optional()?;
                    match comment {
                        Some((post, comment)) => Some((post, Some(comment))),
                        // Several in one letter are named by the first of its deliveries.
                        None => {
                            let of = deliveries::table.filter(deliveries::id.eq(id)).select(deliveries::post_id);
                            let post: Option<PostId> = of.first(&mut db.conn()).await.optional()?;
                            post.map(|post| (post, None))
                        }
                    }
                }
            }
        }
        Named::Theirs(id) => {
            // The same mail may stand in several spaces.
            let known = mailed::table
                .inner_join(posts::table)
                .filter(mailed::message_id.eq(id))
                .order(mailed::id)
                .select((posts::space_id, mailed::post_id, mailed::comment_id));
            let known: Vec<(SpaceId, PostId, Option<CommentId>)> = known.load(&mut db.conn()).await?;
            let known = known.into_iter().find(|(space, ..)| within.is_none_or(|within| within == *space));
            known.map(|(_, post, comment)| (post, comment))
        }
    };
    let Some((post, comment)) = place else { return Ok(None) };
    let space: Option<SpaceId> =
        posts::table.find(post).select(posts::space_id).first(&mut db.conn()).await.optional()?;
    let space = space.filter(|space| within.is_none_or(|within| within == *space));
    Ok(space.map(|space| Answered { post, comment, space, elder: None }))
}

/// Whether somebody was sent a letter of one of these ids.
pub async fn was_sent(db: &Db, _: &Claimed, person: PersonId, ids: &[String]) -> Result<bool> {
    let sent = deliveries::person_id.eq(person).and(deliveries::sent_at.is_not_null());
    let sent = deliveries::table.filter(sent.and(deliveries::message_id.eq_any(ids)));
    Ok(diesel::select(exists(sent)).get_result(&mut db.conn()).await?)
}

/// How long the address in a letter takes answers. An address that was left lying about does not speak for ever.
const LIFE: Duration = Duration::days(400);

/// Whether the last letter that carried somebody's address in a thread is too old to be answered.
pub async fn is_address_old(db: &Db, _: &Claimed, post: PostId, person: PersonId) -> Result<bool> {
    let last: Option<DateTime<Utc>> = deliveries::table
        .filter(deliveries::post_id.eq(post).and(deliveries::person_id.eq(person)))
        .select(max(deliveries::sent_at))
        .first(&mut db.conn())
        .await?;
    Ok(last.is_some_and(|last| last < db.at() - LIFE))
}
