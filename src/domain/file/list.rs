//! All files of a space, the newest first.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::read::{Attached, columns};
use crate::domain::db::Db;
use crate::domain::ids::{FileId, PersonId, PostId};
use crate::domain::kinds::FileKind;
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InSpace, Read, Viewer, sight};
use crate::domain::position::Position;
use crate::domain::schema::{blobs, comments, files, organizations, people, posts, spaces};
use crate::domain::sql::unless;
use crate::error::{Error, Result};

/// So many on a page.
const PAGE: i64 = 30;

/// Which of them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<FileKind>,
    /// Brought by whoever is called so in addresses.
    pub handle: Option<String>,
    /// After this one.
    pub before: Option<Position>,
}

/// A file of a space.
#[derive(Debug)]
pub struct Row {
    /// The file.
    pub file: Attached,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Who brought it.
    pub uploader: Face,
    /// Whether this reader may open their profile.
    pub uploader_seen: bool,
    /// The title of its post, if that has one.
    pub title: Option<String>,
    /// Whether the message that it hangs in came by mail.
    pub by_mail: bool,
}

/// Some of them.
#[derive(Debug)]
pub struct Page {
    /// In order.
    pub rows: Vec<Row>,
    /// How many there are with those on other pages.
    pub count: i64,
    /// Where it goes on.
    pub next: Option<Position>,
}

/// Whether the message of a file came by mail.
const BY_MAIL: &str = "exists (select 1 from mailed where mailed.post_id = files.post_id \
     and mailed.comment_id is not distinct from files.comment_id)";

/// The files of a space that its reader sees: those of the posts that they see, and of what stands under them.
pub async fn of_space(db: &Db, space: &InSpace<impl Grants<Read>>, filter: &Filter) -> Result<Page> {
    let seen = || {
        let all = files::table
            .inner_join(blobs::table)
            .inner_join(posts::table)
            .inner_join(people::table.on(people::id.eq(files::uploader_id)))
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
            .filter(posts::space_id.eq(space.space()))
            .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
            .filter(sight::of_posts(space.viewer().eyes(db.at())));
        let kind = files::kind.eq(filter.kind.unwrap_or(FileKind::Other));
        let handle = people::handle.eq(filter.handle.clone().unwrap_or_default());
        all.filter(unless(filter.kind.is_none(), kind)).filter(unless(filter.handle.is_none(), handle))
    };
    let mut query = seen()
        .order((files::created_at.desc(), files::id.desc()))
        .limit(PAGE + 1)
        .select((columns!(), files::created_at, Face::as_select(), posts::title, sql::<Bool>(BY_MAIL)))
        .into_boxed();
    if let Some(before) = filter.before {
        let same = files::created_at.eq(before.at()).and(files::id.lt(FileId::from(before.id())));
        query = query.filter(files::created_at.lt(before.at()).or(same));
    }
    type Found = (Attached, DateTime<Utc>, Face, Option<String>, bool);
    let found = async { Ok::<Vec<Found>, Error>(query.load(&mut db.conn()).await?) };
    let count = async { Ok(seen().select(count_star()).first(&mut db.conn()).await?) };
    let (mut found, count) = try_join!(found, count)?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| Position::new(last.1, last.0.id.uuid()));
    let people: Vec<PersonId> = found.iter().map(|row| row.2.id).collect();
    let seen = sight::seen(db, space.viewer(), &people).await?;
    let rows = found.into_iter().map(|(file, at, uploader, title, by_mail)| {
        let uploader_seen = seen.contains(&uploader.id);
        Row { file, at, uploader, uploader_seen, title, by_mail }
    });
    Ok(Page { rows: rows.collect(), count, next })
}

/// A file that was found by its name.
#[derive(Debug, Queryable)]
pub struct Named {
    /// The file.
    pub file: Attached,
    /// In which post, or under which.
    pub post: PostId,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Who brought it.
    pub uploader: Face,
    /// The title of its post, if that has one.
    pub title: Option<String>,
    /// The space: in addresses, its name, and whether guests may be let in there.
    pub place: (String, String, bool),
}

/// These files, as far as the viewer sees what they hang in.
pub(in crate::domain) async fn named(db: &Db, viewer: &Viewer, ids: &[FileId]) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = files::table
        .inner_join(blobs::table)
        .inner_join(posts::table.inner_join(spaces::table))
        .inner_join(people::table.on(people::id.eq(files::uploader_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(files::id.eq_any(ids))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select((
            columns!(),
            posts::id,
            files::created_at,
            Face::as_select(),
            posts::title,
            (spaces::slug, spaces::name, spaces::opened_to_guests),
        ))
        .load(&mut db.conn())
        .await?;
    Ok(found)
}

/// Somebody who brought files.
#[derive(Debug, Queryable)]
pub struct Uploader {
    /// In addresses.
    pub handle: String,
    /// As they are called.
    pub name: String,
}

/// Those who brought the files that the reader sees, by name, at most a hundred.
pub async fn uploaders(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Vec<Uploader>> {
    let found = files::table
        .inner_join(posts::table)
        .inner_join(people::table.on(people::id.eq(files::uploader_id)))
        .left_join(comments::table.on(files::comment_id.eq(comments::id.nullable())))
        .filter(posts::space_id.eq(space.space()))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .filter(sight::of_posts(space.viewer().eyes(db.at())))
        .order((people::name, people::handle))
        .distinct()
        .limit(100)
        .select((people::handle, people::name))
        .load(&mut db.conn())
        .await?;
    Ok(found)
}
