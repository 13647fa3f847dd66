//! Following a thread, and hearing no more of it. Whoever takes part follows by themselves; what somebody chose stands. It
//! is theirs alone: nobody else sees or counts it, and it is no event.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::ids::{PersonId, PostId};
use super::kinds::Attention;
use super::policy::{Grants, InPost, Read};
use super::schema::follows;
use crate::error::Result;

/// These people take part in a thread, and hear of it from now on, unless they have muted it.
pub(in crate::domain) async fn begin(tx: &mut Tx, post: PostId, people: &[PersonId]) -> Result<()> {
    let row = |person: &PersonId| {
        (
            follows::person_id.eq(*person),
            follows::post_id.eq(post),
            follows::attention.eq(Attention::Following),
            follows::since.eq(tx.at()),
        )
    };
    let rows: Vec<_> = people.iter().map(row).collect();
    diesel::insert_into(follows::table).values(rows).on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    Ok(())
}

/// Follows a thread or mutes it, by choice; nothing is neither.
pub async fn choose(tx: &mut Tx, post: &InPost<impl Grants<Read>>, attention: Option<Attention>) -> Result<()> {
    let oneself = post.viewer().oneself()?;
    let Some(attention) = attention else {
        diesel::delete(follows::table.find((oneself.id(), post.post()))).execute(&mut tx.conn()).await?;
        return Ok(());
    };
    let chosen = (follows::attention.eq(attention), follows::since.eq(tx.at()));
    diesel::insert_into(follows::table)
        .values((follows::person_id.eq(oneself.id()), follows::post_id.eq(post.post()), chosen))
        .on_conflict((follows::person_id, follows::post_id))
        .do_update()
        .set(chosen)
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
