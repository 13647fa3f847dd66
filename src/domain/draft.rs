//! Drafts: what somebody is writing, kept on the server as they type, one for each space and each thread.

use chrono::{DateTime, Utc};
use diesel::dsl::{auto_type, exists};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::ids::{DraftId, FormId, PersonId, PostId, SpaceId};
use super::policy::{Contribute, Grants, InPost, InSpace, Oneself, Viewer, sight};
use super::schema::{comments, drafts, memberships, posts, spaces};
use crate::error::{Error, Result};

/// What is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Words {
    /// The title, maybe empty.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
}

/// The form somebody writes in. Two pages may be open at the same place: what one publishes is not what the other says.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its own id.
    pub id: FormId,
    /// The draft with which it was drawn.
    pub from: Option<Saving>,
}

/// A draft as it was kept once: by which form, and when. It stands in a form as `FORM.MICROSECONDS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct Saving {
    form: FormId,
    at: DateTime<Utc>,
}

impl std::fmt::Display for Saving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.form, self.at.timestamp_micros())
    }
}

impl Saving {
    /// As it stands in a form; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (form, micros) = text.split_once('.')?;
        // Of a year with four digits, as the database knows them all.
        let micros = micros.parse().ok().filter(|micros| (0..253_402_300_800_000_000).contains(micros))?;
        Some(Self { form: form.parse().ok()?, at: DateTime::from_timestamp_micros(micros)? })
    }
}

/// Words that wait.
#[derive(Debug, Queryable)]
pub struct Kept {
    /// Since which saving.
    pub saving: Saving,
    /// What they are.
    pub words: Words,
}

/// Where a draft is kept, and whose it is.
#[derive(Clone, Copy)]
struct Place {
    person: PersonId,
    space: SpaceId,
    post: Option<PostId>,
}

impl Place {
    fn of_space(space: &InSpace<impl Grants<Contribute>>) -> Self {
        Self { person: space.person(), space: space.space(), post: None }
    }

    fn of_post(post: &InPost<impl Grants<Contribute>>) -> Self {
        Self { post: Some(post.post()), ..Self::of_space(post.space()) }
    }
}

/// Keeps what is being written for a space. Nothing written is nothing kept.
pub async fn keep(tx: &mut Tx, space: &InSpace<impl Grants<Contribute>>, form: Form, words: Words) -> Result<()> {
    put(tx, Place::of_space(space), form, words).await
}

/// Keeps what is being written under a post.
pub async fn keep_answer(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, form: Form, words: Words) -> Result<()> {
    put(tx, Place::of_post(post), form, words).await
}

async fn put(tx: &mut Tx, place: Place, form: Form, words: Words) -> Result<()> {
    let is_empty = words.title.trim().is_empty() && words.body.trim().is_empty();
    // What was on its way while its form was published comes too late to be a draft.
    if is_empty || is_published(tx, place.person, form.id).await? {
        return end(tx, place, form).await;
    }
    // A draft is no message yet: what is too long for one is kept as far as it goes.
    let title: String = words.title.chars().take(160).collect();
    let body: String = words.body.chars().take(50_000).collect();
    diesel::insert_into(drafts::table)
        .values((
            drafts::id.eq(DraftId::new()),
            drafts::person_id.eq(place.person),
            drafts::space_id.eq(place.space),
            drafts::post_id.eq(place.post),
            drafts::form_id.eq(form.id),
            drafts::title.eq(&title),
            drafts::body.eq(&body),
            drafts::saved_at.eq(tx.at()),
        ))
        .on_conflict((drafts::person_id, drafts::space_id, drafts::post_id))
        .do_update()
        .set((
            drafts::form_id.eq(form.id),
            drafts::title.eq(&title),
            drafts::body.eq(&body),
            drafts::saved_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whether what was written in a form of one's own has become a message: a device that kept it may forget it.
pub async fn has_arrived(db: &Db, oneself: &Oneself<'_>, form: FormId) -> Result<bool> {
    let is_one = diesel::select(messages(oneself.id(), form));
    Ok(is_one.get_result(&mut db.conn()).await?)
}

async fn is_published(tx: &mut Tx, person: PersonId, form: FormId) -> Result<bool> {
    Ok(diesel::select(messages(person, form)).get_result(&mut tx.conn()).await?)
}

/// Condition: this person's form has become a message.
#[auto_type]
fn messages(person: PersonId, form: FormId) -> _ {
    let message = posts::table.filter(posts::author_id.eq(person).and(posts::form_id.eq(form)));
    let answer = comments::table.filter(comments::author_id.eq(person).and(comments::form_id.eq(form)));
    exists(message).or(exists(answer))
}

/// Ends the draft of a post that has been published; what another form has kept since stays.
pub(in crate::domain) async fn end_post(
    tx: &mut Tx,
    space: &InSpace<impl Grants<Contribute>>,
    form: Form,
) -> Result<()> {
    end(tx, Place::of_space(space), form).await
}

/// Ends the draft of an answer that has been published.
pub(in crate::domain) async fn end_answer(
    tx: &mut Tx,
    post: &InPost<impl Grants<Contribute>>,
    form: Form,
) -> Result<()> {
    end(tx, Place::of_post(post), form).await
}

async fn end(tx: &mut Tx, place: Place, form: Form) -> Result<()> {
    let mine = drafts::person_id.eq(place.person).and(drafts::space_id.eq(place.space));
    let here = mine.and(drafts::post_id.is_not_distinct_from(place.post));
    let own = drafts::form_id.eq(form.id);
    let deleted = match form.from {
        Some(Saving { form: before, at }) => {
            let drawn = drafts::form_id.eq(before).and(drafts::saved_at.eq(at));
            diesel::delete(drafts::table.filter(here.and(own.or(drawn)))).execute(&mut tx.conn()).await
        }
        None => diesel::delete(drafts::table.filter(here.and(own))).execute(&mut tx.conn()).await,
    };
    deleted?;
    Ok(())
}

/// What the reader was writing for a space.
pub async fn of_space(db: &Db, space: &InSpace<impl super::policy::Right>) -> Result<Option<Kept>> {
    if !space.could::<Contribute>() {
        return Ok(None);
    }
    let mine = drafts::person_id.eq(space.person()).and(drafts::space_id.eq(space.space()));
    let words = drafts::table
        .filter(mine.and(drafts::post_id.is_null()))
        .select(((drafts::form_id, drafts::saved_at), (drafts::title, drafts::body)));
    Ok(words.first(&mut db.conn()).await.optional()?)
}

/// What the reader was writing under a post.
pub async fn of_post(db: &Db, post: &InPost<impl super::policy::Right>) -> Result<Option<Kept>> {
    if !post.space().could::<Contribute>() || post.comments_closed() {
        return Ok(None);
    }
    let mine = drafts::person_id.eq(post.space().person()).and(drafts::post_id.eq(post.post()));
    let words = drafts::table.filter(mine).select(((drafts::form_id, drafts::saved_at), (drafts::title, drafts::body)));
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
