//! From notifications to letters that will go: written where they are told, for all whom they reach at once.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Timelike, Utc};
use diesel::dsl::{count, exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::db::Tx;
use crate::domain::ids::{CommentId, DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{DeliveryState, PersonKind, Reason, Way};
use crate::domain::preferences::{self, usual_closeness};
use crate::domain::schema::{deliveries, notifications, people};
use crate::error::Result;

/// After so many letters within an hour, what else comes is gathered into one.
const MANY: i64 = 3;

/// Rows in one statement: PostgreSQL takes 65,535 values.
const AT_ONCE: usize = 2000;

type Row = (PersonId, PersonKind, Uuid, SpaceId, PostId, Option<CommentId>, Option<PersonId>, Reason);

/// Plans the letters for what was told at this moment.
pub(in crate::domain) async fn plan(tx: &mut Tx, _: &Claimed, told_at: DateTime<Utc>) -> Result<()> {
    let planned =
        deliveries::person_id.eq(notifications::person_id).and(deliveries::item_id.eq(notifications::item_id));
    let told: Vec<Row> = notifications::table
        .inner_join(people::table.on(people::id.eq(notifications::person_id)))
        .filter(notifications::happened_at.eq(told_at).and(notifications::read_at.is_null()))
        .filter(notifications::space_id.is_not_null().and(notifications::post_id.is_not_null()))
        .filter(not(exists(deliveries::table.filter(planned))))
        .select((
            people::id,
            people::kind,
            notifications::item_id,
            notifications::space_id.assume_not_null(),
            notifications::post_id.assume_not_null(),
            notifications::comment_id,
            notifications::actor_id,
            notifications::reason,
        ))
        .load(&mut tx.conn())
        .await?;
    if told.is_empty() {
        return Ok(());
    }
    let people: Vec<PersonId> = told.iter().map(|row| row.0).collect();
    let wanted: HashMap<_, _> = preferences::of(tx, &people).await?.into_iter().collect();
    let spaces = told.iter().map(|row| row.3).collect();
    let (lately, closeness) = (lately(tx, &people).await?, preferences::chosen(tx, &people, spaces).await?);
    let (now, mut rows, mut jobs) = (tx.at(), Vec::new(), Vec::new());
    for (person, kind, item, space, post, comment, actor, reason) in told {
        let (Some(topic), Some(wanted)) = (reason.topic(), wanted.get(&person)) else { continue };
        let close = closeness.get(&(person, space)).copied().unwrap_or_else(|| usual_closeness(kind));
        let Some(mut due) = wanted.due(topic, close, now) else { continue };
        if due.way == Way::AtOnce && due.at == now && lately.get(&person).is_some_and(|letters| *letters >= MANY) {
            due.at = next_half_hour(now);
        }
        jobs.push((Job::Deliver { person }, name(person, due.at), due.at));
        rows.push((
            (deliveries::id.eq(DeliveryId::new()), deliveries::person_id.eq(person), deliveries::item_id.eq(item)),
            (deliveries::space_id.eq(space), deliveries::post_id.eq(post), deliveries::comment_id.eq(comment)),
            (deliveries::actor_id.eq(actor), deliveries::reason.eq(reason), deliveries::way.eq(due.way)),
            (deliveries::due_at.eq(due.at), deliveries::state.eq(DeliveryState::Waiting), deliveries::attempts.eq(0)),
        ));
    }
    for some in rows.chunks(AT_ONCE) {
        let insert = diesel::insert_into(deliveries::table).values(some.to_vec()).on_conflict_do_nothing();
        insert.execute(&mut tx.conn()).await?;
    }
    job::plan_all(tx, &jobs).await
}

/// What the job of somebody's letters of an hour is called: there is one, whatever their number.
pub(super) fn name(person: PersonId, due: DateTime<Utc>) -> String {
    format!("deliver-{person}-{}", due.timestamp_millis())
}

fn next_half_hour(now: DateTime<Utc>) -> DateTime<Utc> {
    let past = i64::from(now.minute() % 30) * 60 + i64::from(now.second());
    now - Duration::nanoseconds(now.nanosecond().into()) + Duration::seconds(30 * 60 - past)
}

/// How many letters each got within the last hour.
async fn lately(tx: &Tx, people: &[PersonId]) -> Result<HashMap<PersonId, i64>> {
    let sent = deliveries::table
        .filter(deliveries::person_id.eq_any(people).and(deliveries::way.eq(Way::AtOnce)))
        .filter(deliveries::sent_at.gt(tx.at() - Duration::hours(1)))
        .group_by(deliveries::person_id)
        .select((deliveries::person_id, count(deliveries::message_id).aggregate_distinct()));
    let sent: Vec<(PersonId, i64)> = sent.load(&mut tx.conn()).await?;
    Ok(sent.into_iter().collect())
}
