//! Keeping order: removing, pinning, closing.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::policy::{Contribute, Grants, InPost, Moderate};
use crate::domain::schema::posts;
use crate::error::{Error, Result, Why};

/// Takes one's own post back; of others' words moderators judge (`report`). Who and when remains.
pub async fn delete(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>) -> Result<()> {
    if !post.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    let by = post.space().person();
    diesel::update(posts::table.find(post.post()))
        .set((
            posts::deleted_at.eq(tx.at()),
            posts::deleted_by.eq(by),
            posts::pinned_at.eq(None::<chrono::DateTime<chrono::Utc>>),
        ))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(by), &Event::PostDeleted { space: post.space().space(), post: post.post() }).await
}

/// Keeps a post on top of its space.
pub async fn pin(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>) -> Result<()> {
    let at = tx.at();
    let change = diesel::update(posts::table.find(post.post()).filter(posts::pinned_at.is_null()));
    let done = change.set(posts::pinned_at.eq(at)).execute(&mut tx.conn()).await?;
    told(tx, post, done, Event::PostPinned { space: post.space().space(), post: post.post() }).await
}

/// Lets it go its way again.
pub async fn unpin(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>) -> Result<()> {
    let change = diesel::update(posts::table.find(post.post()).filter(posts::pinned_at.is_not_null()));
    let done = change.set(posts::pinned_at.eq(None::<chrono::DateTime<chrono::Utc>>)).execute(&mut tx.conn()).await?;
    told(tx, post, done, Event::PostUnpinned { space: post.space().space(), post: post.post() }).await
}

/// Takes no more answers.
pub async fn close_comments(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>) -> Result<()> {
    let at = tx.at();
    let change = diesel::update(posts::table.find(post.post()).filter(posts::comments_closed_at.is_null()));
    let done = change.set(posts::comments_closed_at.eq(at)).execute(&mut tx.conn()).await?;
    told(tx, post, done, Event::CommentsClosed { space: post.space().space(), post: post.post() }).await
}

/// Takes answers again.
pub async fn reopen_comments(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>) -> Result<()> {
    let change = diesel::update(posts::table.find(post.post()).filter(posts::comments_closed_at.is_not_null()));
    let open = posts::comments_closed_at.eq(None::<chrono::DateTime<chrono::Utc>>);
    let done = change.set(open).execute(&mut tx.conn()).await?;
    told(tx, post, done, Event::CommentsReopened { space: post.space().space(), post: post.post() }).await
}

/// What was so already is not told again.
async fn told(tx: &mut Tx, post: &InPost<impl Grants<Moderate>>, done: usize, event: Event) -> Result<()> {
    if done == 0 { Ok(()) } else { event::record(tx, Some(post.space().person()), &event).await }
}
