//! Hanging files into a message, in the transaction that publishes or changes it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::MOST;
use crate::domain::db::Tx;
use crate::domain::ids::{CommentId, FileId, PersonId, PostId};
use crate::domain::problems::Problems;
use crate::domain::schema::files;
use crate::error::Result;

/// Hangs files that wait for their uploader into a message of theirs; how many there were.
///
/// # Errors
/// `Invalid` on `files`: too many for one message, or some that are gone (or never were this person's).
pub(in crate::domain) async fn attach(
    tx: &mut Tx,
    uploader: PersonId,
    (post, comment): (PostId, Option<CommentId>),
    wanted: &[FileId],
) -> Result<usize> {
    if wanted.is_empty() {
        return Ok(0);
    }
    let mut once = wanted.to_vec();
    once.sort();
    once.dedup();
    let here = files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment));
    let hanging: i64 = files::table.filter(here).count().get_result(&mut tx.conn()).await?;
    if hanging as usize + once.len() > MOST {
        let mut problems = Problems::none();
        problems.add_with("files", "problem-files-many", MOST);
        return Err(problems.into());
    }
    let waiting = files::id.eq_any(&once).and(files::uploader_id.eq(uploader)).and(files::post_id.is_null());
    let hung = diesel::update(files::table.filter(waiting))
        .set((files::post_id.eq(post), files::comment_id.eq(comment)))
        .execute(&mut tx.conn())
        .await?;
    if hung == once.len() { Ok(hung) } else { Err(Problems::one("files", "problem-files-gone").into()) }
}

/// Takes files out of a message; how many there were. Their contents go when nothing else names them.
pub(in crate::domain) async fn detach(
    tx: &mut Tx,
    (post, comment): (PostId, Option<CommentId>),
    unwanted: &[FileId],
) -> Result<usize> {
    if unwanted.is_empty() {
        return Ok(0);
    }
    let here = files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment));
    Ok(diesel::delete(files::table.filter(here.and(files::id.eq_any(unwanted)))).execute(&mut tx.conn()).await?)
}
