//! What somebody keeps to read again. It is theirs alone: nobody else sees or counts it, and it is no event. What they may
//! read no longer is not listed, and goes when their access does.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::ids::PostId;
use super::policy::{Grants, InPost, Read, Viewer, sight};
use super::schema::{posts, saved_posts};
use crate::error::Result;

/// The most that are listed.
const LISTED: i64 = 100;

/// Keeps a post to read again.
pub async fn save(tx: &mut Tx, post: &InPost<impl Grants<Read>>) -> Result<()> {
    let oneself = post.viewer().oneself()?;
    diesel::insert_into(saved_posts::table)
        .values((
            saved_posts::person_id.eq(oneself.id()),
            saved_posts::post_id.eq(post.post()),
            saved_posts::saved_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Keeps it no longer.
pub async fn release(tx: &mut Tx, post: &InPost<impl Grants<Read>>) -> Result<()> {
    let oneself = post.viewer().oneself()?;
    diesel::delete(saved_posts::table.find((oneself.id(), post.post()))).execute(&mut tx.conn()).await?;
    Ok(())
}

/// What one keeps, the latest first.
pub async fn mine(db: &Db, viewer: &Viewer) -> Result<Vec<PostId>> {
    let oneself = viewer.oneself()?;
    let saved = saved_posts::table
        .inner_join(posts::table)
        .filter(saved_posts::person_id.eq(oneself.id()).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .order((saved_posts::saved_at.desc(), saved_posts::post_id.desc()))
        .limit(LISTED)
        .select(saved_posts::post_id);
    Ok(saved.load(&mut db.conn()).await?)
}
