//! One post, whole: as its page shows it, as its author edits it, as it was.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PersonId};
use crate::domain::kinds::{Attention, PersonKind, PostKind, Role};
use crate::domain::person::Face;
use crate::domain::policy::{Contribute, Grants, InPost, Read, sight};
use crate::domain::schema::{
    follows, memberships, organizations, people, post_versions, posts, saved_posts, spaces, thread_marks,
};
use crate::error::{Error, Result, Why};

/// Who removed something, and when: all that remains of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The name of who did; nobody's when the house did, or when it is hidden.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether moderators may bring it back: it waits for what they say.
    pub is_hidden: bool,
    /// Why, for its author alone.
    pub reason: Option<String>,
}

/// A post on its own page.
#[derive(Debug)]
pub struct Whole {
    /// The space's name in addresses.
    pub slug: String,
    /// The space's name.
    pub space: String,
    /// Who wrote it.
    pub author: Face,
    /// Whether this reader may open the author's profile.
    pub author_seen: bool,
    /// What it is for.
    pub kind: PostKind,
    /// The answer that was kept, of a question.
    pub answer: Option<CommentId>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its text; empty when it was removed.
    pub html: String,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Whether it stays on top of its space.
    pub is_pinned: bool,
    /// Living answers.
    pub comment_count: i32,
    /// When it was last moved, by itself or by an answer.
    pub active_at: DateTime<Utc>,
    /// Whether it was moved after the reader was last here.
    pub is_news: bool,
    /// Whether the reader keeps it; nothing where somebody only looks as they would.
    pub is_saved: Option<bool>,
    /// What the reader wants to hear of its thread.
    pub attention: Option<Attention>,
    /// Who removed it, if somebody did.
    pub removed: Option<Removal>,
}

type Row = (
    (String, String),
    (PostKind, Option<CommentId>, Option<Attention>),
    Face,
    (Option<String>, String, DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    (i32, DateTime<Utc>, Option<DateTime<Utc>>, bool),
    (Option<DateTime<Utc>>, Option<PersonId>, bool, Option<String>),
);

/// A post as its page shows it.
pub async fn whole(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Whole> {
    let mark = thread_marks::post_id.eq(posts::id).and(thread_marks::person_id.eq(post.space().person()));
    let follow = follows::post_id.eq(posts::id).and(follows::person_id.eq(post.space().person()));
    let (
        (slug, space),
        (kind, answer, attention),
        author,
        (title, html, published_at, edited_at, pinned_at),
        moved,
        gone,
    ): Row = posts::table
        .inner_join(spaces::table)
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .left_join(thread_marks::table.on(mark))
        .left_join(follows::table.on(follow))
        .filter(posts::id.eq(post.post()))
        .select((
            (spaces::slug, spaces::name),
            (posts::kind, posts::answer_id, follows::attention.nullable()),
            Face::as_select(),
            (posts::title, posts::html, posts::published_at, posts::edited_at, posts::pinned_at),
            (
                posts::comment_count,
                posts::active_at,
                thread_marks::read_at.nullable(),
                exists(saved_posts::table.find((post.space().person(), post.post()))),
            ),
            (posts::deleted_at, posts::deleted_by, posts::hidden_at.is_not_null(), posts::removal_reason),
        ))
        .first(&mut db.conn())
        .await
        .optional()?
        .ok_or(Error::NotFound)?;
    let (comment_count, active_at, read_at, is_saved) = moved;
    let (deleted_at, deleted_by, is_hidden, reason) = gone;
    let author_seen = sight::seen(db, post.space().viewer(), &[author.id]).await?.contains(&author.id);
    let removed = match deleted_at {
        Some(at) => {
            let reason = reason.filter(|_| post.is_own());
            Some(Removal { by: name(db, deleted_by).await?, at, is_hidden, reason })
        }
        None => None,
    };
    let (title, html) = if removed.is_some() { (None, String::new()) } else { (title, html) };
    Ok(Whole {
        slug,
        space,
        author,
        author_seen,
        kind,
        answer,
        title,
        html,
        published_at,
        edited_at,
        is_pinned: pinned_at.is_some(),
        comment_count,
        active_at,
        is_news: read_at.is_none_or(|read_at| read_at < active_at),
        is_saved: post.viewer().looker().is_none().then_some(is_saved),
        attention,
        removed,
    })
}

async fn name(db: &Db, person: Option<PersonId>) -> Result<String> {
    let Some(person) = person else { return Ok(String::new()) };
    Ok(people::table.find(person).select(people::name).first(&mut db.conn()).await.optional()?.unwrap_or_default())
}

/// What its author wrote, to be changed.
#[derive(Debug, Queryable)]
pub struct Source {
    /// The title, if there is one.
    pub title: Option<String>,
    /// The text, in Markdown.
    pub body: String,
}

/// A post's words as they were typed; for its author alone.
pub async fn source(db: &Db, post: &InPost<impl Grants<Contribute>>) -> Result<Source> {
    if !post.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    let source = posts::table.find(post.post()).select((posts::title, posts::body)).first(&mut db.conn()).await;
    Ok(source?)
}

/// What something said, from a moment on.
#[derive(Debug, Queryable)]
pub struct Version {
    /// The title, if it had one.
    pub title: Option<String>,
    /// The text.
    pub html: String,
    /// Since when it said so.
    pub written_at: DateTime<Utc>,
}

/// What a post said before each change, the latest first; nothing of a removed one.
pub async fn versions(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Version>> {
    let versions = post_versions::table
        .inner_join(posts::table)
        .filter(post_versions::post_id.eq(post.post()).and(posts::deleted_at.is_null()))
        .order(post_versions::number.desc())
        .select((post_versions::title, post_versions::html, post_versions::written_at))
        .load(&mut db.conn())
        .await?;
    Ok(versions)
}

/// Some of those who read a post, for its page to show.
#[derive(Debug)]
pub struct Readers {
    /// A few of the house, members of the space.
    pub colleagues: Vec<Face>,
    /// From outside: those before whose horizon the post does not lie.
    pub guests: Vec<Face>,
}

/// So many faces stand in a row.
const FACES: i64 = 5;

/// So many guests are named one by one.
pub const GUESTS: i64 = 24;

/// Some of those who read a post.
pub async fn readers(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Readers> {
    let members = || {
        memberships::table
            .inner_join(people::table.on(people::id.eq(memberships::person_id)))
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .filter(memberships::space_id.eq(post.space().space()))
            .filter(sight::readers(post.space().space(), post.published_at(), db.at()))
            // By key: among ten thousand members, five are found without sorting.
            .order(memberships::person_id)
            .select(Face::as_select())
    };
    let colleagues = members().filter(memberships::role.ne(Role::Guest)).limit(FACES);
    let guests = members().filter(memberships::expires_at.is_not_null()).limit(GUESTS);
    let readers: Vec<Face> = colleagues.union_all(guests).load(&mut db.conn()).await?;
    let (colleagues, guests) = readers.into_iter().partition(|face| face.kind == PersonKind::Employee);
    Ok(Readers { colleagues, guests })
}
