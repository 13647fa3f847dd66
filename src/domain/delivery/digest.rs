//! The digest: what waited for it, and what is new in the spaces that one follows by it. Once for each period.

use std::collections::{HashMap, HashSet};

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
use crate::domain::schema::{
    deliveries, digests, mail_copies, mailed, memberships, organizations, people, posts, spaces, thread_marks,
};
use crate::domain::session;
use crate::error::Result;

/// The most new messages in one; the rest is on Parvis.
const MOST: i64 = 20;

/// How often the digests of the next while are planned, and how far that looks.
const AHEAD: Duration = Duration::minutes(70);

/// A digest.
#[derive(Debug)]
pub struct Digest {
    /// The delivery that stands for the letter, where mail systems speak of it.
    pub letter: DeliveryId,
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
    /// Whether the reader may answer.
    pub may_answer: bool,
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
    let deliveries: Vec<DeliveryId> = told.iter().filter_map(|item| item.delivery).collect();
    let mut topics: Vec<Topic> = Vec::new();
    for item in told {
        gather(&mut topics, item);
    }
    for post in news {
        if !topics.iter().any(|topic| topic.post.id == post.id) {
            topics.push(Topic { post, reason: None, answers: 0, is_open: false, may_answer: false });
        }
    }
    let places: Vec<SpaceId> = topics.iter().map(|topic| topic.post.space.id).collect();
    let hearings = feed::hearings(tx, &reader.viewer, &places).await?;
    let answered = answered(tx, reader, &topics).await?;
    for topic in &mut topics {
        topic.may_answer = answered.contains(&topic.post.id);
        topic.is_open = hearings.get(&topic.post.space.id).is_some_and(|hearing| hearing.guests > 0);
    }
    topics.sort_by_key(|topic| topic.reason.is_none());
    let letter = deliveries.iter().copied().next().unwrap_or_else(DeliveryId::new);
    Ok(Some(Digest { letter, deliveries, topics, after }))
}

/// In which of these threads the reader may answer: as a member, where nothing is closed.
async fn answered(tx: &Tx, reader: &Reader, topics: &[Topic]) -> Result<HashSet<PostId>> {
    let mine = memberships::space_id.eq(posts::space_id).and(memberships::person_id.eq(reader.viewer.id()));
    let ids: Vec<PostId> = topics.iter().map(|topic| topic.post.id).collect();
    let answered: Vec<PostId> = posts::table
        .inner_join(spaces::table)
        .inner_join(memberships::table.on(mine))
        .filter(sight::of_posts_as_member(reader.viewer.eyes(tx.at())))
        .filter(posts::id.eq_any(ids).and(posts::comments_closed_at.is_null()).and(spaces::archived_at.is_null()))
        .select(posts::id)
        .load(&mut tx.conn())
        .await?;
    Ok(answered.into_iter().collect())
}

fn gather(topics: &mut Vec<Topic>, item: Item) {
    let answers = usize::from(item.comment.is_some());
    match topics.iter_mut().find(|topic| topic.post.id == item.post.id) {
        Some(topic) => {
            topic.answers += answers;
            topic.reason = topic.reason.min(Some(item.reason));
        }
        None => topics.push(Topic {
            post: item.post,
            reason: Some(item.reason),
            answers,
            is_open: false,
            may_answer: false,
        }),
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
    let copies = mail_copies::table.filter(mail_copies::address.eq(reader.email.as_str()));
    let in_hand = mailed::post_id.eq(posts::id).and(mailed::comment_id.is_null());
    let in_hand = in_hand.and(mailed::id.eq_any(copies.select(mail_copies::mailed_id)));
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
        .filter(not(exists(mailed::table.filter(in_hand))))
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

/// The messages of a digest that no delivery names yet, and what will: where it has no other, the first stands for it.
pub(super) fn unnamed(digest: &Digest) -> Vec<(DeliveryId, PostId, SpaceId)> {
    let mut own = digest.deliveries.is_empty().then_some(digest.letter);
    let new = digest.topics.iter().filter(|topic| topic.reason.is_none());
    let named = |topic: &Topic| (own.take().unwrap_or_else(DeliveryId::new), topic.post.id, topic.post.space.id);
    new.map(named).collect()
}
