//! Mail that comes out of its order: an answer that was faster than what it answers. What a mail names and nobody knows is
//! remembered for a while; when that comes itself, to the same space, it joins the thread that is there.

use chrono::Duration;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel_async::RunQueryDsl;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::thread::Answered;
use crate::domain::db::{Db, Tx};
use crate::domain::ids::{CommentId, PostId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::schema::{mail_elders, mailed, posts};
use crate::error::Result;

/// What comes later than this is a message of its own.
pub(super) const PATIENCE: Duration = Duration::days(30);

/// Among these: to whom a mail was written, and by whom.
const KNOWN: &str = " in (select c.address from mail_copies c where c.mailed_id = mailed.id union all \
    select m.from_address from mail_recipients r join mails m on m.id = r.mail_id where r.id = mailed.recipient_id)";

/// A mail that may be expected.
#[derive(Debug)]
pub struct Comer<'a> {
    /// Its id.
    pub message_id: &'a str,
    /// What it names, the nearest first.
    pub named: &'a [String],
    /// Who it is from.
    pub from: &'a str,
}

fn hash(id: &str) -> Vec<u8> {
    Sha256::digest(id).to_vec()
}

/// The thread of this space that expects it, if one does: a mail there names it, or names what it names, and was written by
/// its author or to them. Whoever only guesses an id catches nobody's mail. This is no permission: whoever writes asks the gate.
pub async fn expected(db: &Db, _: &Claimed, space: SpaceId, comer: &Comer<'_>) -> Result<Option<Answered>> {
    let own = hash(comer.message_id);
    let hashes: Vec<Vec<u8>> = comer.named.iter().map(|id| hash(id)).chain([own.clone()]).collect();
    let is_known_there = sql::<Bool>("").bind::<Text, _>(comer.from).sql(KNOWN);
    let named: Vec<(Vec<u8>, i16, PostId, Option<CommentId>)> = mail_elders::table
        .inner_join(mailed::table.inner_join(posts::table))
        .filter(mail_elders::hash.eq_any(hashes).and(mail_elders::named_at.gt(db.at() - PATIENCE)))
        .filter(posts::space_id.eq(space).and(posts::deleted_at.is_null()).and(posts::comments_closed_at.is_null()))
        .filter(is_known_there)
        .order((mailed::post_id, mailed::id))
        .select((mail_elders::hash, mail_elders::distance, mailed::post_id, mailed::comment_id))
        .load(&mut db.conn())
        .await?;
    let by_post = named.iter().find(|(hash, _, _, comment)| *hash == own && comment.is_none());
    let any = by_post.or_else(|| named.iter().find(|row| row.0 == own)).or(named.as_slice().first());
    Ok(any.map(|(_, distance, post, _)| {
        let elder = by_post.is_some().then_some(*distance);
        Answered { post: *post, comment: None, space, elder }
    }))
}

/// Remembers what a mail names that nobody in its space knows yet.
pub(super) async fn remember(tx: &mut Tx, mail: Uuid, space: SpaceId, named: &[String]) -> Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    let known = mailed::table
        .inner_join(posts::table)
        .filter(posts::space_id.eq(space).and(mailed::message_id.eq_any(named)))
        .select(mailed::message_id);
    let known: Vec<String> = known.load(&mut tx.conn()).await?;
    let named_at = mail_elders::named_at.eq(tx.at());
    let rows: Vec<_> = (1..)
        .zip(named)
        .filter(|(_, id)| !known.contains(id))
        .map(|(distance, id): (i16, _)| {
            (
                mail_elders::mailed_id.eq(mail),
                mail_elders::hash.eq(hash(id)),
                mail_elders::distance.eq(distance),
                named_at,
            )
        })
        .collect();
    diesel::insert_into(mail_elders::table).values(rows).on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    Ok(())
}

/// It has come: its thread expects it no more, nor another under its id.
pub(super) async fn arrived(tx: &mut Tx, post: PostId, message_id: &str) -> Result<()> {
    let here = mailed::table.filter(mailed::post_id.eq(post)).select(mailed::id);
    let expected = mail_elders::hash.eq(hash(message_id)).and(mail_elders::mailed_id.eq_any(here));
    diesel::delete(mail_elders::table.filter(expected)).execute(&mut tx.conn()).await?;
    Ok(())
}
