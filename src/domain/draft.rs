//! Drafts: what somebody is writing, kept on the server as they type, one for each space and each thread.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::ids::{DraftId, PersonId, PostId, SpaceId};
use super::policy::{Contribute, Grants, InPost, InSpace, Oneself, Viewer, sight};
use super::schema::{drafts, memberships, posts, spaces};
use crate::error::{Error, Result};

/// What is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Words {
    /// The title, maybe empty.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
}

/// Keeps what is being written for a space. Nothing written is nothing kept.
pub async fn keep(tx: &mut Tx, space: &InSpace<impl Grants<Contribute>>, words: Words) -> Result<()> {
    put(tx, space.person(), space.space(), None, words).await
}

/// Keeps what is being written under a post.
pub async fn keep_answer(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, words: Words) -> Result<()> {
    put(tx, post.space().person(), post.space().space(), Some(post.post()), words).await
}

async fn put(tx: &mut Tx, person: PersonId, space: SpaceId, post: Option<PostId>, words: Words) -> Result<()> {
    if words.title.trim().is_empty() && words.body.trim().is_empty() {
        return forget(tx, person, space, post).await;
    }
    // A draft is no message yet: what is too long for one is kept as far as it goes.
    let title: String = words.title.chars().take(160).collect();
    let body: String = words.body.chars().take(50_000).collect();
    diesel::insert_into(drafts::table)
        .values((
            drafts::id.eq(DraftId::new()),
            drafts::person_id.eq(person),
            drafts::space_id.eq(space),
            drafts::post_id.eq(post),
            drafts::title.eq(&title),
            drafts::body.eq(&body),
            drafts::saved_at.eq(tx.at()),
        ))
        .on_conflict((drafts::person_id, drafts::space_id, drafts::post_id))
        .do_update()
        .set((drafts::title.eq(&title), drafts::body.eq(&body), drafts::saved_at.eq(tx.at())))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Forgets what has been published.
pub(in crate::domain) async fn forget(
    tx: &mut Tx,
    person: PersonId,
    space: SpaceId,
    post: Option<PostId>,
) -> Result<()> {
    let mine = drafts::person_id.eq(person).and(drafts::space_id.eq(space));
    let here = mine.and(drafts::post_id.is_not_distinct_from(post));
    diesel::delete(drafts::table.filter(here)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// What the reader was writing for a space.
pub async fn of_space(db: &Db, space: &InSpace<impl super::policy::Right>) -> Result<Option<Words>> {
    if !space.could::<Contribute>() {
        return Ok(None);
    }
    let mine = drafts::person_id.eq(space.person()).and(drafts::space_id.eq(space.space()));
    let words = drafts::table.filter(mine.and(drafts::post_id.is_null())).select((drafts::title, drafts::body));
    Ok(words.first(&mut db.conn()).await.optional()?)
}

/// What the reader was writing under a post.
pub async fn of_post(db: &Db, post: &InPost<impl super::policy::Right>) -> Result<Option<Words>> {
    if !post.space().could::<Contribute>() || post.comments_closed() {
        return Ok(None);
    }
    let mine = drafts::person_id.eq(post.space().person()).and(drafts::post_id.eq(post.post()));
    let words = drafts::table.filter(mine).select((drafts::title, drafts::body));
    Ok(words.first(&mut db.conn()).await.optional()?)
}

/// A draft in the list of one's own.
#[derive(Debug, Queryable)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// For which space: its name in addresses.
    pub slug: String,
    /// And its name.
    pub space: String,
    /// Under which post.
    pub post: Option<PostId>,
    /// That post's title.
    pub post_title: Option<String>,
    /// The title, maybe empty.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// When it was last kept.
    pub saved_at: DateTime<Utc>,
}

/// One's own drafts, the latest first, where one can still write: a space that one left, that is archived, or a thread
/// that was closed or removed shows none. Who looks as a guest would does not read what that guest has not said yet.
pub async fn mine(db: &Db, viewer: &Viewer) -> Result<Vec<Draft>> {
    viewer.oneself()?;
    let me = memberships::space_id.eq(drafts::space_id).and(memberships::person_id.eq(viewer.id()));
    let open = posts::deleted_at.is_null().and(posts::comments_closed_at.is_null());
    let columns = (
        drafts::id,
        spaces::slug,
        spaces::name,
        drafts::post_id,
        posts::title.nullable(),
        drafts::title,
        drafts::body,
        drafts::saved_at,
    );
    let drafts = drafts::table
        .inner_join(spaces::table.on(spaces::id.eq(drafts::space_id)))
        .inner_join(memberships::table.on(me.and(sight::living(db.at()))))
        .left_join(posts::table.on(drafts::post_id.eq(posts::id.nullable())))
        .filter(drafts::person_id.eq(viewer.id()).and(spaces::archived_at.is_null()))
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .filter(drafts::post_id.is_null().or(open.and(sight::of_posts(viewer.eyes(db.at())))))
        .order((drafts::saved_at.desc(), drafts::id))
        .limit(100)
        .select(columns)
        .load(&mut db.conn())
        .await?;
    Ok(drafts)
}

/// Throws one of one's own drafts away.
pub async fn discard(tx: &mut Tx, oneself: &Oneself<'_>, draft: DraftId) -> Result<()> {
    let mine = drafts::id.eq(draft).and(drafts::person_id.eq(oneself.id()));
    let gone = diesel::delete(drafts::table.filter(mine)).execute(&mut tx.conn()).await?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}
