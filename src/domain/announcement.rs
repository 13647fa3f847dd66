//! Announcements: what an owner of a group asks its members to read. Each says so; the owners see who has and who has not.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{array, count_star, exists, not};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::PostId;
use super::kinds::PostKind;
use super::person::Face;
use super::policy::{Contribute, Grants, InPost, Own, Viewer, sight};
use super::schema::{acknowledgements, announcements, memberships, organizations, people, posts};
use super::sql::plain;
use crate::error::{Error, Late, Result, Why};

/// How far an announcement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Members who have said that they read it.
    pub done: i64,
    /// Members who are asked to; its author is not.
    pub asked: i64,
    /// Whether the reader has.
    pub is_mine: bool,
    /// By when it is to be read, where that is said.
    pub wished_by: Option<DateTime<Utc>>,
}

/// How far these announcements have come, as far as the viewer sees them.
pub async fn of_posts(db: &Db, viewer: &Viewer, ids: &[PostId]) -> Result<HashMap<PostId, Progress>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = posts::table
        .left_join(announcements::table)
        .filter(posts::id.eq_any(ids).and(posts::kind.eq(PostKind::Announcement)).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select((posts::id, announcements::wished_by.nullable()));
    let here = memberships::space_id.eq(posts::space_id).and(memberships::person_id.eq(acknowledgements::person_id));
    let done = acknowledgements::table
        .inner_join(posts::table)
        .inner_join(memberships::table.on(here))
        .inner_join(people::table.on(people::id.eq(acknowledgements::person_id)))
        .filter(acknowledgements::post_id.eq_any(ids).and(posts::author_id.ne(acknowledgements::person_id)))
        .filter(sight::present())
        .group_by(acknowledgements::post_id)
        .select((acknowledgements::post_id, count_star()));
    let asked = posts::table
        .inner_join(memberships::table.on(memberships::space_id.eq(posts::space_id)))
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(posts::id.eq_any(ids).and(posts::author_id.ne(memberships::person_id)))
        .filter(sight::present())
        .filter(sight::living(db.at()))
        .group_by(posts::id)
        .select((posts::id, count_star()));
    let mine = acknowledgements::table
        .filter(acknowledgements::post_id.eq_any(ids).and(acknowledgements::person_id.eq(viewer.id())))
        .select(acknowledgements::post_id);
    type Wished = (PostId, Option<DateTime<Utc>>);
    type Counts = Vec<(PostId, i64)>;
    let (found, done, asked, mine) = try_join!(
        async { Ok::<Vec<Wished>, Error>(found.load(&mut db.conn()).await?) },
        async { Ok::<Counts, Error>(done.load(&mut db.conn()).await?) },
        async { Ok::<Counts, Error>(asked.load(&mut db.conn()).await?) },
        async { Ok::<Vec<PostId>, Error>(mine.load(&mut db.conn()).await?) },
    )?;
    let (done, asked): (HashMap<_, _>, HashMap<_, _>) = (done.into_iter().collect(), asked.into_iter().collect());
    let mine: HashSet<PostId> = mine.into_iter().collect();
    let of = |counts: &HashMap<PostId, i64>, post: &PostId| counts.get(post).copied().unwrap_or_default();
    let progress = |(post, wished_by): Wished| {
        let (done, asked) = (of(&done, &post), of(&asked, &post));
        (post, Progress { done, asked, is_mine: mine.contains(&post), wished_by })
    };
    Ok(found.into_iter().map(progress).collect())
}

/// A post is published that is to be read by then.
pub(in crate::domain) async fn wish(tx: &mut Tx, post: PostId, by: DateTime<Utc>) -> Result<()> {
    let wished = (announcements::post_id.eq(post), announcements::wished_by.eq(by));
    diesel::insert_into(announcements::table).values(wished).execute(&mut tx.conn()).await?;
    Ok(())
}

/// A member has read it.
pub async fn acknowledge(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>) -> Result<()> {
    let (id, person) = (post.post(), post.space().person());
    announced(tx, id).await?;
    let done = diesel::insert_into(acknowledgements::table)
        .values((
            acknowledgements::post_id.eq(id),
            acknowledgements::person_id.eq(person),
            acknowledgements::acknowledged_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    if done == 0 {
        return Ok(());
    }
    event::record(tx, Some(person), &Event::Acknowledged { space: post.space().space(), post: id }).await
}

/// What is no announcement has nothing to acknowledge.
async fn announced(db: &Db, post: PostId) -> Result<()> {
    let found = posts::table.filter(posts::id.eq(post).and(posts::kind.eq(PostKind::Announcement)));
    let is_one: bool = diesel::select(exists(found)).get_result(&mut db.conn()).await?;
    if is_one { Ok(()) } else { Err(Error::NotFound) }
}

/// Who has read an announcement, and who has not.
#[derive(Debug)]
pub struct Roll {
    /// Those who said so.
    pub done: Vec<Face>,
    /// Those who have not yet.
    pub waiting: Vec<Face>,
    /// When its author last reminded them.
    pub reminded_at: Option<DateTime<Utc>>,
    /// Whether the reader may do so now.
    pub may_remind: bool,
}

/// So many are named on each side.
const NAMED: i64 = 1000;

/// Who has read it and who has not, among the members; for its space's owners.
pub async fn roll(db: &Db, post: &InPost<impl Grants<Own>>) -> Result<Roll> {
    announced(db, post.post()).await?;
    let author = posts::table.filter(posts::id.eq(post.post())).select(posts::author_id);
    let has = || {
        let mine = acknowledgements::person_id.eq(people::id).and(acknowledgements::post_id.eq(post.post()));
        exists(acknowledgements::table.filter(mine))
    };
    let members = || {
        memberships::table
            .inner_join(people::table.on(people::id.eq(memberships::person_id)))
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .filter(memberships::space_id.eq(post.space().space()))
            .filter(memberships::person_id.ne_all(array::<sql_types::Uuid, _>(author)))
            .filter(sight::present())
            .filter(sight::living(db.at()))
            .order((plain(people::name), people::id))
            .limit(NAMED)
            .select(Face::as_select())
    };
    let (done, waiting) = (members().filter(has()), members().filter(not(has())));
    let told = announcements::table.find(post.post()).select(announcements::reminded_at);
    let (done, waiting, told) = try_join!(
        async { Ok::<Vec<Face>, Error>(done.load(&mut db.conn()).await?) },
        async { Ok::<Vec<Face>, Error>(waiting.load(&mut db.conn()).await?) },
        async { Ok(told.first::<Option<DateTime<Utc>>>(&mut db.conn()).await.optional()?) },
    )?;
    let reminded_at = told.flatten();
    let rested = reminded_at.is_none_or(|at| at <= db.at() - REST);
    Ok(Roll { may_remind: post.is_own() && rested && !waiting.is_empty(), done, waiting, reminded_at })
}

/// Nobody is reminded of the same more often.
const REST: Duration = Duration::days(1);

/// Its author reminds those who have not read it yet.
///
/// # Errors
/// [`Late::Done`] when they have been reminded within a day.
pub async fn remind(tx: &mut Tx, post: &InPost<impl Grants<Own>>) -> Result<()> {
    let id = post.post();
    announced(tx, id).await?;
    if !post.is_own() {
        return Err(Error::NotAllowed(Why::NotTheAuthor));
    }
    let row = diesel::insert_into(announcements::table).values(announcements::post_id.eq(id));
    row.on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    let last = announcements::reminded_at;
    let rested = last.is_null().or(last.assume_not_null().le(tx.at() - REST));
    let reminded = diesel::update(announcements::table.find(id).filter(rested))
        .set(last.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    if reminded == 0 {
        return Err(Error::TooLate(Late::Done));
    }
    event::record(
        tx,
        Some(post.space().person()),
        &Event::AnnouncementReminded { space: post.space().space(), post: id },
    )
    .await
}
