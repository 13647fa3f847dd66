//! The digest: what waited for it, and what is new in the spaces that one follows by it. Once for each period.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::item::{self, Item, Post, columns};
use super::plan::name;
use super::take::{Reader, Waiting, covered_until, gone, skip};
use crate::domain::db::Tx;
use crate::domain::feed;
use crate::domain::ids::{DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{Closeness, PersonKind, Reason};
use crate::domain::person::Face;
use crate::domain::policy::sight;
use crate::domain::preferences::{self, Preferences};
use crate::domain::schema::{deliveries, digests, memberships, organizations, people, posts, spaces, thread_marks};
use crate::domain::session;
use crate::error::Result;

/// The most new messages in one; the rest is on Parvis.
const MOST: i64 = 20;

/// How often the digests of the next while are planned, and how far that looks.
const AHEAD: Duration = Duration::minutes(70);

/// A digest.
#[derive(Debug)]
pub struct Digest {
    /// The deliveries that it makes good.
    pub deliveries: Vec<DeliveryId>,
    /// Its threads, those that wait for the reader first.
    pub topics: Vec<Topic>,
    /// Since when it tells.
    pub after: DateTime<Utc>,
}

/// A thread in a digest.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The message.
    pub post: Post,
    /// The weightiest reason; nothing of what is only new.
    pub reason: Option<Reason>,
    /// How many answers are told with it.
    pub answers: usize,
    /// Whether somebody from outside reads there.
    pub is_open: bool,
}

/// Since when a digest that is due now tells; nothing while none is due.
pub(super) async fn is_due(tx: &Tx, person: PersonId, wanted: &Preferences) -> Result<Option<DateTime<Utc>>> {
    let (covered, now) = (covered_until(tx, person).await?, tx.at());
    let next = wanted.digest.next(&wanted.hours, since(covered, now));
    Ok(next.filter(|next| *next <= now).map(|_| covered.unwrap_or(now - Duration::days(7))))
}

/// Nobody gets the digests of before they were here, nor of before there were any.
fn since(covered: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    covered.unwrap_or(now - AHEAD)
}

/// The digest of now; nothing when there is nothing to tell, and then the next period begins.
pub(super) async fn of(
    tx: &mut Tx,
    claimed: &Claimed,
    reader: &Reader,
    waiting: Vec<Waiting>,
    after: DateTime<Utc>,
) -> Result<Option<Digest>> {
    let told = item::of(tx, reader, &waiting).await?;
    skip(tx, &gone(&waiting, &told)).await?;
    let news = news(tx, reader, after).await?;
    if told.is_empty() && news.is_empty() {
        cover(tx, claimed, reader.viewer.id()).await?;
        return Ok(None);
    }
    let deliveries = told.iter().filter_map(|item| item.delivery).collect();
    let mut topics: Vec<Topic> = Vec::new();
    for item in told {
        gather(&mut topics, item);
    }
    for post in news {
        if !topics.iter().any(|topic| topic.post.id == post.id) {
            topics.push(Topic { post, reason: None, answers: 0, is_open: false });
        }
    }
    let places: Vec<SpaceId> = topics.iter().map(|topic| topic.post.space.id).collect();
    let hearings = feed::hearings(tx, &reader.viewer, &places).await?;
    for topic in &mut topics {
        topic.is_open = hearings.get(&topic.post.space.id).is_some_and(|hearing| hearing.guests > 0);
    }
    topics.sort_by_key(|topic| topic.reason.is_none());
    Ok(Some(Digest { deliveries, topics, after }))
}

fn gather(topics: &mut Vec<Topic>, item: Item) {
    let answers = usize::from(item.comment.is_some());
    match topics.iter_mut().find(|topic| topic.post.id == item.post.id) {
        Some(topic) => {
            topic.answers += answers;
            topic.reason = topic.reason.min(Some(item.reason));
        }
        None => topics.push(Topic { post: item.post, reason: Some(item.reason), answers, is_open: false }),
    }
}

/// What others wrote since then in the spaces that the reader follows by the digest, unread, and told by no letter.
async fn news(tx: &Tx, reader: &Reader, after: DateTime<Utc>) -> Result<Vec<Post>> {
    let me = reader.viewer.id();
    let mine = memberships::space_id.eq(posts::space_id).and(memberships::person_id.eq(me));
    let mark = thread_marks::post_id.eq(posts::id).and(thread_marks::person_id.eq(me));
    let usual = memberships::closeness.is_null().and(memberships::person_kind.eq(PersonKind::Employee));
    let by_digest = memberships::closeness.is_not_distinct_from(Some(Closeness::Digest)).or(usual);
    let told = deliveries::person_id.eq(me).and(deliveries::item_id.eq(posts::id));
    let read = thread_marks::read_at
        .nullable()
        .is_not_null()
        .and(thread_marks::read_at.nullable().assume_not_null().ge(posts::published_at));
    let new = posts::table
        .inner_join(memberships::table.on(mine))
        .inner_join(spaces::table.on(spaces::id.eq(posts::space_id)))
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .left_join(thread_marks::table.on(mark))
        .filter(sight::of_posts_as_member(reader.viewer.eyes(tx.at())))
        .filter(by_digest)
        .filter(posts::published_at.gt(after).and(posts::published_at.gt(memberships::read_at)))
        .filter(posts::deleted_at.is_null().and(posts::author_id.ne(me)).and(spaces::archived_at.is_null()))
        .filter(not(read))
        .filter(not(exists(deliveries::table.filter(told))))
        .order((posts::published_at.desc(), posts::id.desc()))
        .limit(MOST)
        .select(columns!());
    Ok(new.load(&mut tx.conn()).await?)
}

/// Somebody has been told until now.
pub(super) async fn cover(tx: &mut Tx, _: &Claimed, person: PersonId) -> Result<()> {
    let now = digests::covered_until.eq(tx.at());
    diesel::insert_into(digests::table)
        .values((digests::person_id.eq(person), now))
        .on_conflict(digests::person_id)
        .do_update()
        .set(now)
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Plans the digests of the next while, and those whose hour passed unseen.
pub async fn call(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let present: Vec<PersonId> =
        people::table.filter(session::may_sign_in(tx.at())).select(people::id).load(&mut tx.conn()).await?;
    let covered: Vec<(PersonId, DateTime<Utc>)> =
        digests::table.select((digests::person_id, digests::covered_until)).load(&mut tx.conn()).await?;
    let covered: HashMap<PersonId, DateTime<Utc>> = covered.into_iter().collect();
    let now = tx.at();
    let mut jobs = Vec::new();
    for (person, wanted) in preferences::of(tx, &present).await? {
        let due = wanted.digest.next(&wanted.hours, since(covered.get(&person).copied(), now));
        if let Some(due) = due.filter(|due| *due <= now + AHEAD) {
            jobs.push((Job::Deliver { person }, name(person, due), due));
        }
    }
    job::plan_all(tx, &jobs).await
}

/// The messages of a digest that no delivery names yet.
pub(super) fn unnamed(digest: &Digest) -> Vec<(PostId, SpaceId)> {
    let new = digest.topics.iter().filter(|topic| topic.reason.is_none());
    new.map(|topic| (topic.post.id, topic.post.space.id)).collect()
}
