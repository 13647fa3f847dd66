//! Questions: the answer that the asker or a moderator keeps, shown first.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::CommentId;
use super::kinds::PostKind;
use super::policy::{Contribute, Grants, InComment, InPost, Moderate, Read};
use super::schema::posts;
use crate::error::{Error, Result, Why};

/// A question, and what was kept of its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The answer that was kept.
    pub kept: Option<CommentId>,
}

/// Whether a post is a question, and its kept answer.
pub async fn asked(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Option<Asked>> {
    let found: Option<Option<CommentId>> = posts::table
        .filter(posts::id.eq(post.post()).and(posts::kind.eq(PostKind::Question)))
        .select(posts::answer_id)
        .first(&mut db.conn())
        .await
        .optional()?;
    Ok(found.map(|kept| Asked { kept }))
}

/// Keeps an answer, in place of the one that was kept before: the asker does, or a moderator.
pub async fn keep(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>) -> Result<()> {
    may_choose(comment)?;
    let question = posts::table.find(comment.post().post()).filter(posts::kind.eq(PostKind::Question));
    let kept = diesel::update(question).set(posts::answer_id.eq(comment.comment())).execute(&mut tx.conn()).await?;
    if kept == 0 {
        return Err(Error::NotFound);
    }
    let (space, post) = (comment.post().space().space(), comment.post().post());
    let by = comment.post().space().person();
    event::record(tx, Some(by), &Event::AnswerKept { space, post, comment: comment.comment() }).await
}

/// It is no longer the kept one.
pub async fn release(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>) -> Result<()> {
    may_choose(comment)?;
    let question = posts::table.find(comment.post().post()).filter(posts::answer_id.eq(comment.comment()));
    let none = posts::answer_id.eq(None::<CommentId>);
    if diesel::update(question).set(none).execute(&mut tx.conn()).await? == 0 {
        return Ok(());
    }
    let (space, post) = (comment.post().space().space(), comment.post().post());
    let by = comment.post().space().person();
    event::record(tx, Some(by), &Event::AnswerReleased { space, post, comment: comment.comment() }).await
}

fn may_choose(comment: &InComment<impl Grants<Contribute>>) -> Result<()> {
    let post = comment.post();
    if post.is_own() || post.space().could::<Moderate>() { Ok(()) } else { Err(Error::NotAllowed(Why::NotAModerator)) }
}
