//! What judging does to words: a post or a comment is hidden, comes back, or goes for good. Its post is held.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::Event;
use crate::domain::ids::{CommentId, PersonId, PostId, SpaceId};
use crate::domain::kinds::Desk;
use crate::domain::policy::{InComment, InPost};
use crate::domain::schema::{comments, posts};
use crate::error::Result;

/// Somebody's post, or a comment of theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub space: SpaceId,
    pub post: PostId,
    pub comment: Option<CommentId>,
    pub author: PersonId,
}

/// Whether words can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// They can.
    There,
    /// Not until somebody decides.
    Hidden,
    /// They never will again: their author took them back, or they were removed.
    Gone,
}

const NEVER: Option<DateTime<Utc>> = None;

impl Item {
    /// Of a post.
    pub(super) fn of_post<R>(post: &InPost<R>) -> Self {
        Self { space: post.space().space(), post: post.post(), comment: None, author: post.author() }
    }

    /// Of a comment.
    pub(super) fn of_comment<R>(comment: &InComment<R>) -> Self {
        let author = comment.author();
        Self { comment: Some(comment.comment()), author, ..Self::of_post(comment.post()) }
    }

    pub(super) fn reported(self, desk: Desk) -> Event {
        let Self { space, post, comment, author } = self;
        Event::Reported { space, post, comment, author, desk }
    }

    pub(super) fn hidden(self) -> Event {
        let Self { space, post, comment, author } = self;
        Event::WordsHidden { space, post, comment, author }
    }

    pub(super) fn restored(self) -> Event {
        let Self { space, post, comment, author } = self;
        Event::WordsRestored { space, post, comment, author }
    }

    pub(super) fn removed(self) -> Event {
        let Self { space, post, comment, author } = self;
        Event::WordsRemoved { space, post, comment, author }
    }

    pub(super) fn dismissed(self) -> Event {
        let Self { space, post, comment, author } = self;
        Event::ReportsDismissed { space, post, comment, author }
    }

    /// Holds the post, so that nobody else judges any of its words meanwhile.
    pub(super) async fn hold(self, tx: &mut Tx) -> Result<Standing> {
        type Mark = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);
        let post = posts::table.find(self.post).for_no_key_update().select((posts::deleted_at, posts::hidden_at));
        let post: Mark = post.first(&mut tx.conn()).await?;
        let (deleted, hidden) = match self.comment {
            None => post,
            Some(comment) => {
                let mark = comments::table.find(comment).select((comments::deleted_at, comments::hidden_at));
                mark.first(&mut tx.conn()).await?
            }
        };
        Ok(match (deleted, hidden) {
            (None, _) => Standing::There,
            (Some(_), Some(_)) => Standing::Hidden,
            (Some(_), None) => Standing::Gone,
        })
    }

    /// Nobody reads it until somebody decides. Tells whether it was the kept answer of its question.
    pub(super) async fn hide(self, tx: &mut Tx) -> Result<bool> {
        let at = tx.at();
        match self.comment {
            None => {
                let hidden = (posts::deleted_at.eq(at), posts::hidden_at.eq(at));
                diesel::update(posts::table.find(self.post)).set(hidden).execute(&mut tx.conn()).await?;
                Ok(false)
            }
            Some(comment) => {
                let hidden = (comments::deleted_at.eq(at), comments::hidden_at.eq(at));
                diesel::update(comments::table.find(comment)).set(hidden).execute(&mut tx.conn()).await?;
                self.count(tx, -1).await?;
                self.release(tx, comment).await
            }
        }
    }

    /// It is as it was before it was hidden.
    pub(super) async fn restore(self, tx: &mut Tx, was_answer: bool) -> Result<()> {
        let Some(comment) = self.comment else {
            let back = (posts::deleted_at.eq(NEVER), posts::hidden_at.eq(NEVER));
            diesel::update(posts::table.find(self.post)).set(back).execute(&mut tx.conn()).await?;
            return Ok(());
        };
        let back = (comments::deleted_at.eq(NEVER), comments::hidden_at.eq(NEVER));
        diesel::update(comments::table.find(comment)).set(back).execute(&mut tx.conn()).await?;
        self.count(tx, 1).await?;
        if was_answer {
            // Unless another answer was kept meanwhile.
            let unanswered = posts::table.find(self.post).filter(posts::answer_id.is_null());
            diesel::update(unanswered).set(posts::answer_id.eq(comment)).execute(&mut tx.conn()).await?;
        }
        Ok(())
    }

    /// It goes for good; its author reads why. `by` is nobody when the house decides.
    pub(super) async fn remove(self, tx: &mut Tx, was: Standing, by: Option<PersonId>, why: &str) -> Result<()> {
        let at = tx.at();
        let Some(comment) = self.comment else {
            diesel::update(posts::table.find(self.post))
                .set((
                    posts::deleted_at.eq(at),
                    posts::deleted_by.eq(by),
                    posts::hidden_at.eq(NEVER),
                    posts::removal_reason.eq(why),
                    posts::pinned_at.eq(NEVER),
                ))
                .execute(&mut tx.conn())
                .await?;
            return Ok(());
        };
        diesel::update(comments::table.find(comment))
            .set((
                comments::deleted_at.eq(at),
                comments::deleted_by.eq(by),
                comments::hidden_at.eq(NEVER),
                comments::removal_reason.eq(why),
            ))
            .execute(&mut tx.conn())
            .await?;
        if was == Standing::There {
            self.count(tx, -1).await?;
        }
        self.release(tx, comment).await?;
        Ok(())
    }

    async fn count(self, tx: &mut Tx, change: i32) -> Result<()> {
        diesel::update(posts::table.find(self.post).filter((posts::comment_count + change).ge(0)))
            .set(posts::comment_count.eq(posts::comment_count + change))
            .execute(&mut tx.conn())
            .await?;
        Ok(())
    }

    async fn release(self, tx: &mut Tx, comment: CommentId) -> Result<bool> {
        let kept = posts::table.find(self.post).filter(posts::answer_id.eq(comment));
        let released = diesel::update(kept).set(posts::answer_id.eq(None::<CommentId>));
        Ok(released.execute(&mut tx.conn()).await? > 0)
    }
}
