//! Answering, and changing or removing one's answer.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::draft::{self, Form};
use crate::domain::event::{self, Event};
use crate::domain::file;
use crate::domain::follow;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::mention::{self, Text};
use crate::domain::policy::{Contribute, Grants, InComment, InPost};
use crate::domain::post::Published;
use crate::domain::schema::{comment_versions, comments, posts};
use crate::domain::space::hold_audience;
use crate::domain::words::Answer;
use crate::error::{Error, Late, Result, Why};

/// A comment to be published.
#[derive(Debug)]
pub struct Draft {
    /// The form it was written in: the same twice is one comment.
    pub form: Form,
    /// The comment it answers, if it answers one.
    pub parent: Option<CommentId>,
    /// Its text.
    pub body: Answer,
    /// The audience its writer was told of.
    pub audience_version: i32,
    /// The files that hang in it.
    pub files: file::Change,
}

/// Other words for a comment.
#[derive(Debug)]
pub struct Edit {
    /// Its text.
    pub body: Answer,
    /// The audience its writer was told of.
    pub audience_version: i32,
    /// What becomes of its files.
    pub files: file::Change,
}

/// Answers a post, or a comment of it. An answer to an answer goes where that one went: one level is enough.
///
/// # Errors
/// [`Late::Audience`] when somebody came in since the writer was told who reads.
pub async fn answer(
    tx: &mut Tx,
    post: &InPost<impl Grants<Contribute>>,
    draft: &Draft,
) -> Result<Published<CommentId>> {
    let space = post.space();
    if post.comments_closed() {
        return Err(Error::NotAllowed(Why::CommentsClosed));
    }
    if draft.audience_version != hold_audience(tx, space.space()).await? {
        return first(tx, post, draft.form).await?.ok_or(Error::TooLate(Late::Audience));
    }
    let parent = match draft.parent {
        Some(parent) => Some(top(tx, post.post(), parent).await?),
        None => None,
    };
    // One answer at a time, each later than what stands there: the order of their moments is the order in which they
    // appeared, so that whoever has read until a moment has missed none before it.
    let (published_at, active_at): (DateTime<Utc>, DateTime<Utc>) = posts::table
        .find(post.post())
        .select((posts::published_at, posts::active_at))
        .for_no_key_update()
        .first(&mut tx.conn())
        .await?;
    let at = tx.at().max(active_at + Duration::microseconds(1));
    let text = mention::resolve(tx, space.viewer(), space.space(), published_at, draft.body.as_str()).await?;
    let id = CommentId::new();
    if !insert(tx, post, id, parent, draft, &text, at).await? {
        return first(tx, post, draft.form).await?.ok_or(Error::NotFound);
    }
    diesel::update(posts::table.find(post.post()))
        .set((
            posts::comment_count.eq(posts::comment_count + 1),
            posts::active_at.eq(at),
            posts::last_author_id.eq(space.person()),
        ))
        .execute(&mut tx.conn())
        .await?;
    follow::begin(tx, post.post(), &[space.person()]).await?;
    mention::note(tx, post.post(), Some(id), &text).await?;
    file::change(tx, space.person(), (post.post(), Some(id)), &draft.files).await?;
    draft::end_answer(tx, post, draft.form).await?;
    let event = Event::CommentPublished { space: space.space(), post: post.post(), comment: id };
    event::record(tx, Some(space.person()), &event).await?;
    Ok(Published { id, unreached: text.unreached })
}

/// The comment to stand under.
async fn top(tx: &mut Tx, post: PostId, parent: CommentId) -> Result<CommentId> {
    let here = comments::id.eq(parent).and(comments::post_id.eq(post));
    let above: Option<Option<CommentId>> =
        comments::table.filter(here).select(comments::parent_id).first(&mut tx.conn()).await.optional()?;
    above.map(|above| above.unwrap_or(parent)).ok_or(Error::NotFound)
}

async fn insert(
    tx: &mut Tx,
    post: &InPost<impl Grants<Contribute>>,
    id: CommentId,
    parent: Option<CommentId>,
    draft: &Draft,
    text: &Text,
    at: DateTime<Utc>,
) -> Result<bool> {
    let inserted = diesel::insert_into(comments::table)
        .values((
            comments::id.eq(id),
            comments::post_id.eq(post.post()),
            comments::parent_id.eq(parent),
            comments::author_id.eq(post.space().person()),
            comments::form_id.eq(draft.form.id),
            comments::body.eq(draft.body.as_str()),
            comments::html.eq(&text.html),
            comments::published_at.eq(at),
        ))
        .on_conflict((comments::author_id, comments::form_id, comments::post_id))
        .do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(inserted == 1)
}

/// What this author's form became under this post, when it was sent before.
async fn first(
    tx: &mut Tx,
    post: &InPost<impl Grants<Contribute>>,
    form: Form,
) -> Result<Option<Published<CommentId>>> {
    let mine = comments::author_id.eq(post.space().person()).and(comments::form_id.eq(form.id));
    let here = comments::table.filter(mine.and(comments::post_id.eq(post.post())));
    let id: Option<CommentId> = here.select(comments::id).first(&mut tx.conn()).await.optional()?;
    Ok(id.map(|id| Published { id, unreached: Vec::new() }))
}

type Before = (String, String, DateTime<Utc>, Option<DateTime<Utc>>, DateTime<Utc>);

/// Changes one's own comment; what it said is kept, and its readers can see it. Gives the handles nobody was reached by.
pub async fn edit(
    tx: &mut Tx,
    comment: &InComment<impl Grants<Contribute>>,
    edit: &Edit,
) -> Result<Published<CommentId>> {
    let (id, post, space) = (comment.comment(), comment.post().post(), comment.post().space());
    if !comment.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    if edit.audience_version != hold_audience(tx, space.space()).await? {
        return Err(Error::TooLate(Late::Audience));
    }
    let (html, before, published_at, edited_at, post_published_at): Before = comments::table
        .inner_join(posts::table)
        .filter(comments::id.eq(id))
        .select((comments::html, comments::body, comments::published_at, comments::edited_at, posts::published_at))
        .for_update()
        .first(&mut tx.conn())
        .await?;
    let moved = file::change(tx, space.person(), (post, Some(id)), &edit.files).await?;
    let event = Event::CommentEdited { space: space.space(), post, comment: id };
    if before == edit.body.as_str() {
        if moved > 0 {
            let row = diesel::update(comments::table.find(id));
            row.set(comments::edited_at.eq(tx.at())).execute(&mut tx.conn()).await?;
            event::record(tx, Some(space.person()), &event).await?;
        }
        return Ok(Published { id, unreached: Vec::new() });
    }
    let text = mention::resolve(tx, space.viewer(), space.space(), post_published_at, edit.body.as_str()).await?;
    let of_comment = comment_versions::table.filter(comment_versions::comment_id.eq(id));
    let last: Option<i32> = of_comment.select(diesel::dsl::max(comment_versions::number)).first(&mut tx.conn()).await?;
    diesel::insert_into(comment_versions::table)
        .values((
            comment_versions::comment_id.eq(id),
            comment_versions::number.eq(last.unwrap_or(0) + 1),
            comment_versions::html.eq(html),
            comment_versions::body.eq(before),
            comment_versions::written_at.eq(edited_at.unwrap_or(published_at)),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::update(comments::table.find(id))
        .set((comments::body.eq(edit.body.as_str()), comments::html.eq(&text.html), comments::edited_at.eq(tx.at())))
        .execute(&mut tx.conn())
        .await?;
    mention::keep(tx, post, Some(id), &text).await?;
    event::record(tx, Some(space.person()), &event).await?;
    Ok(Published { id, unreached: text.unreached })
}

/// Takes one's own comment back; of others' words moderators judge (`report`). Who and when remains.
pub async fn delete(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>) -> Result<()> {
    let (post, space) = (comment.post().post(), comment.post().space());
    if !comment.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    // The post before its comment, as whoever judges takes them.
    let held = posts::table.find(post).for_no_key_update().select(posts::id);
    held.execute(&mut tx.conn()).await?;
    let living = comments::table.find(comment.comment()).filter(comments::deleted_at.is_null());
    let gone = diesel::update(living)
        .set((comments::deleted_at.eq(tx.at()), comments::deleted_by.eq(space.person())))
        .execute(&mut tx.conn())
        .await?;
    if gone == 0 {
        return Ok(());
    }
    diesel::update(posts::table.find(post).filter(posts::comment_count.gt(0)))
        .set(posts::comment_count.eq(posts::comment_count - 1))
        .execute(&mut tx.conn())
        .await?;
    let kept = posts::table.find(post).filter(posts::answer_id.eq(comment.comment()));
    diesel::update(kept).set(posts::answer_id.eq(None::<CommentId>)).execute(&mut tx.conn()).await?;
    let event = Event::CommentDeleted { space: space.space(), post, comment: comment.comment() };
    event::record(tx, Some(space.person()), &event).await
}
