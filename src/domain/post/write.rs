//! Publishing a post, and changing one's own.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::announcement;
use crate::domain::db::Tx;
use crate::domain::draft::{self, Form};
use crate::domain::event::{self, Event};
use crate::domain::file;
use crate::domain::follow;
use crate::domain::ids::PostId;
use crate::domain::kinds::{PostKind, SpaceKind};
use crate::domain::mention::{self, Text};
use crate::domain::policy::{Contribute, Grants, InPost, InSpace, Own};
use crate::domain::poll;
use crate::domain::problems::Problems;
use crate::domain::schema::{post_versions, posts, spaces};
use crate::domain::space::hold_audience;
use crate::domain::words::{Body, Title};
use crate::error::{Error, Late, Result, Why};

/// A post to be published.
#[derive(Debug)]
pub struct Draft {
    /// The form it was written in: the same twice is one post.
    pub form: Form,
    /// Its title, if it has one.
    pub title: Option<Title>,
    /// Its text.
    pub body: Body,
    /// What it is for.
    pub kind: PostKind,
    /// What it lets people choose, when it is a poll.
    pub poll: Option<poll::Draft>,
    /// By when it is to be read, when it is an announcement that says so.
    pub wished_by: Option<DateTime<Utc>>,
    /// The audience its writer was told of.
    pub audience_version: i32,
    /// The files that hang in it.
    pub files: file::Change,
}

/// What became of what was written.
#[derive(Debug)]
pub struct Published<Id> {
    /// Which it is now.
    pub id: Id,
    /// The handles nobody was reached by.
    pub unreached: Vec<String>,
}

/// Publishes a post.
///
/// # Errors
/// [`Late::Audience`] when somebody came in since the writer was told who reads.
pub async fn publish(
    tx: &mut Tx,
    space: &InSpace<impl Grants<Contribute>>,
    draft: &Draft,
) -> Result<Published<PostId>> {
    may_publish(tx, space, draft.kind).await?;
    if draft.audience_version != hold_audience(tx, space.space()).await? {
        // The same form once more, after its post was published: no matter who has come since.
        return first(tx, space, draft.form).await?.ok_or(Error::TooLate(Late::Audience));
    }
    let text = mention::resolve(tx, space.viewer(), space.space(), tx.at(), draft.body.as_str()).await?;
    let id = PostId::new();
    if !insert(tx, space, id, draft, &text).await? {
        return first(tx, space, draft.form).await?.ok_or(Error::NotFound);
    }
    if let Some(poll) = &draft.poll {
        poll::attach(tx, id, poll).await?;
    }
    follow::begin(tx, id, &[space.person()]).await?;
    if let Some(by) = draft.wished_by.filter(|_| draft.kind == PostKind::Announcement) {
        announcement::wish(tx, id, by).await?;
    }
    mention::note(tx, id, None, &text).await?;
    file::change(tx, space.person(), (id, None), &draft.files).await?;
    draft::end_post(tx, space, draft.form).await?;
    event::record(tx, Some(space.person()), &Event::PostPublished { space: space.space(), post: id }).await?;
    Ok(Published { id, unreached: text.unreached })
}

/// A guest decides nothing for the house; only the owners of a group announce.
async fn may_publish(tx: &mut Tx, space: &InSpace<impl Grants<Contribute>>, kind: PostKind) -> Result<()> {
    match kind {
        PostKind::Message | PostKind::Question | PostKind::Poll => Ok(()),
        PostKind::Decision if space.viewer().is_guest() => Err(Error::NotAllowed(Why::Guest)),
        PostKind::Decision => Ok(()),
        PostKind::Announcement if !space.could::<Own>() => Err(Error::NotAllowed(Why::NotAnOwner)),
        PostKind::Announcement => {
            let of = spaces::table.find(space.space()).select(spaces::kind);
            let of: SpaceKind = of.first(&mut tx.conn()).await?;
            if of == SpaceKind::Group { Ok(()) } else { Err(Problems::one("kind", "problem-announcement").into()) }
        }
    }
}

async fn insert(
    tx: &mut Tx,
    space: &InSpace<impl Grants<Contribute>>,
    id: PostId,
    draft: &Draft,
    text: &Text,
) -> Result<bool> {
    let inserted = diesel::insert_into(posts::table)
        .values((
            posts::id.eq(id),
            posts::space_id.eq(space.space()),
            posts::author_id.eq(space.person()),
            posts::form_id.eq(draft.form.id),
            posts::kind.eq(draft.kind),
            posts::title.eq(draft.title.as_ref().map(Title::as_str)),
            posts::body.eq(draft.body.as_str()),
            posts::html.eq(&text.html),
            posts::published_at.eq(tx.at()),
            posts::comment_count.eq(0),
            posts::active_at.eq(tx.at()),
            posts::last_author_id.eq(space.person()),
        ))
        .on_conflict((posts::author_id, posts::form_id, posts::space_id))
        .do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(inserted == 1)
}

/// What this author's form became in this space, when it was sent before.
async fn first(tx: &mut Tx, space: &InSpace<impl Grants<Contribute>>, form: Form) -> Result<Option<Published<PostId>>> {
    let mine = posts::author_id.eq(space.person()).and(posts::form_id.eq(form.id));
    let here = posts::table.filter(mine.and(posts::space_id.eq(space.space())));
    let id: Option<PostId> = here.select(posts::id).first(&mut tx.conn()).await.optional()?;
    Ok(id.map(|id| Published { id, unreached: Vec::new() }))
}

/// Other words for a post.
#[derive(Debug)]
pub struct Edit {
    /// Its title, if it keeps or gets one.
    pub title: Option<Title>,
    /// Its text.
    pub body: Body,
    /// The audience its writer was told of.
    pub audience_version: i32,
    /// What becomes of its files.
    pub files: file::Change,
}

type Before = (Option<String>, String, String, DateTime<Utc>, Option<DateTime<Utc>>);

/// Changes one's own post; what it said is kept, and its readers can see it.
pub async fn edit(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, edit: &Edit) -> Result<Published<PostId>> {
    if !post.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    if edit.audience_version != hold_audience(tx, post.space().space()).await? {
        return Err(Error::TooLate(Late::Audience));
    }
    let (title, html, body, published_at, edited_at): Before = posts::table
        .find(post.post())
        .select((posts::title, posts::html, posts::body, posts::published_at, posts::edited_at))
        .for_update()
        .first(&mut tx.conn())
        .await?;
    let (space, by) = (post.space().space(), post.space().person());
    let moved = file::change(tx, by, (post.post(), None), &edit.files).await?;
    let new_title = edit.title.as_ref().map(Title::as_str);
    if title.as_deref() == new_title && body == edit.body.as_str() {
        if moved > 0 {
            let row = diesel::update(posts::table.find(post.post()));
            row.set(posts::edited_at.eq(tx.at())).execute(&mut tx.conn()).await?;
            event::record(tx, Some(by), &Event::PostEdited { space, post: post.post() }).await?;
        }
        return Ok(Published { id: post.post(), unreached: Vec::new() });
    }
    let text =
        mention::resolve(tx, post.space().viewer(), post.space().space(), published_at, edit.body.as_str()).await?;
    let of_post = post_versions::table.filter(post_versions::post_id.eq(post.post()));
    let last: Option<i32> = of_post.select(diesel::dsl::max(post_versions::number)).first(&mut tx.conn()).await?;
    diesel::insert_into(post_versions::table)
        .values((
            post_versions::post_id.eq(post.post()),
            post_versions::number.eq(last.unwrap_or(0) + 1),
            post_versions::title.eq(title),
            post_versions::html.eq(html),
            post_versions::body.eq(body),
            post_versions::written_at.eq(edited_at.unwrap_or(published_at)),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::update(posts::table.find(post.post()))
        .set((
            posts::title.eq(new_title),
            posts::body.eq(edit.body.as_str()),
            posts::html.eq(&text.html),
            posts::edited_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    mention::keep(tx, post.post(), None, &text).await?;
    event::record(tx, Some(by), &Event::PostEdited { space, post: post.post() }).await?;
    Ok(Published { id: post.post(), unreached: text.unreached })
}
