//! Hanging files into a message, in the transaction that publishes or changes it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::MOST;
use crate::domain::db::Tx;
use crate::domain::ids::{CommentId, FileId, PersonId, PostId};
use crate::domain::kinds::FileKind;
use crate::domain::problems::Problems;
use crate::domain::schema::files;
use crate::domain::words::Alt;
use crate::error::Result;

/// What becomes of the files of a message.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Files that wait for it.
    pub wanted: Vec<FileId>,
    /// Files of it that are taken out.
    pub unwanted: Vec<FileId>,
    /// What its pictures show, for those who do not see them.
    pub described: Vec<(FileId, Option<Alt>)>,
}

/// Where files hang.
type Place = (PostId, Option<CommentId>);

/// Changes the files of a message of `uploader`'s; how many were touched.
///
/// # Errors
/// `Invalid` on `files`: too many for one message, or some that are gone (or never were this person's).
pub(in crate::domain) async fn change(tx: &mut Tx, uploader: PersonId, place: Place, change: &Change) -> Result<usize> {
    let gone = detach(tx, place, &change.unwanted).await?;
    let came = attach(tx, uploader, place, &change.wanted).await?;
    Ok(gone + came + describe(tx, place, &change.described).await?)
}

/// Hangs files that wait for their uploader into a message of theirs; how many there were.
async fn attach(tx: &mut Tx, uploader: PersonId, (post, comment): Place, wanted: &[FileId]) -> Result<usize> {
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
async fn detach(tx: &mut Tx, (post, comment): Place, unwanted: &[FileId]) -> Result<usize> {
    if unwanted.is_empty() {
        return Ok(0);
    }
    let here = files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment));
    Ok(diesel::delete(files::table.filter(here.and(files::id.eq_any(unwanted)))).execute(&mut tx.conn()).await?)
}

/// Says what pictures of a message show; how many are described otherwise than before.
async fn describe(tx: &mut Tx, (post, comment): Place, described: &[(FileId, Option<Alt>)]) -> Result<usize> {
    let mut changed = 0;
    for (file, alt) in described.iter().take(MOST) {
        let here = files::post_id.eq(post).and(files::comment_id.is_not_distinct_from(comment));
        let picture = files::id.eq(file).and(files::kind.eq(FileKind::Image));
        let other = files::alt.is_distinct_from(alt.as_ref().map(Alt::as_str));
        let row = diesel::update(files::table.filter(here.and(picture).and(other)));
        changed += row.set(files::alt.eq(alt)).execute(&mut tx.conn()).await?;
    }
    Ok(changed)
}
