//! What became of a letter.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::digest::{Digest, cover, unnamed};
use super::plan::name;
use super::take::Waiting;
use crate::domain::db::Tx;
use crate::domain::ids::{DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{Bounce, DeliveryState, Reason, Way};
use crate::domain::schema::deliveries;
use crate::domain::suppression;
use crate::error::Result;

/// How long each further attempt waits, in minutes; the last of them again and again.
const PATIENCE: [i64; 5] = [1, 5, 15, 60, 240];

/// After so many attempts a letter is given up: two days have passed.
const MOST_ATTEMPTS: i16 = 16;

/// What became of it.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// Handed over, under this name.
    Sent {
        /// Its Message-ID.
        message_id: &'a str,
    },
    /// Not now: it is tried again, for a while.
    Failed {
        /// What was said.
        reply: &'a str,
    },
    /// Never: the server will not have it.
    Refused {
        /// What was said.
        reply: &'a str,
        /// What that means for the address.
        kind: Bounce,
    },
}

/// Writes down what became of a letter about these; of a digest, that it told until now, and of what.
pub async fn settle(
    tx: &mut Tx,
    claimed: &Claimed,
    person: PersonId,
    told: &[DeliveryId],
    digest: Option<&Digest>,
    outcome: Outcome<'_>,
) -> Result<()> {
    let these = deliveries::table.filter(deliveries::id.eq_any(told));
    let these = these.filter(deliveries::state.eq(DeliveryState::Waiting));
    match outcome {
        Outcome::Sent { message_id } => {
            let sent = (deliveries::sent_at.eq(tx.at()), deliveries::message_id.eq(message_id));
            let sent = (deliveries::state.eq(DeliveryState::Sent), sent, deliveries::last_reply.eq(None::<String>));
            diesel::update(these).set(sent).execute(&mut tx.conn()).await?;
        }
        Outcome::Failed { reply } => return put_off(tx, person, told, reply).await,
        Outcome::Refused { reply, kind } => {
            let refused = (deliveries::state.eq(DeliveryState::Refused), deliveries::last_reply.eq(reply));
            diesel::update(these).set(refused).execute(&mut tx.conn()).await?;
            if let Some(letter) = told.first().copied().or(digest.map(|digest| digest.letter)) {
                suppression::refused(tx, claimed, person, letter, kind, Some(reply)).await?;
            }
        }
    }
    let Some(digest) = digest else { return Ok(()) };
    if let Outcome::Sent { message_id } = outcome {
        name_all(tx, person, digest, message_id).await?;
    }
    cover(tx, claimed, person).await
}

/// Not now: each is tried again later, and later each time, until it has been tried often enough.
async fn put_off(tx: &mut Tx, person: PersonId, told: &[DeliveryId], reply: &str) -> Result<()> {
    let these = || {
        let waiting = deliveries::state.eq(DeliveryState::Waiting);
        deliveries::table.filter(deliveries::id.eq_any(told).and(waiting))
    };
    diesel::update(these()).set(deliveries::last_reply.eq(reply)).execute(&mut tx.conn()).await?;
    let enough = these().filter(deliveries::attempts.ge(MOST_ATTEMPTS));
    diesel::update(enough).set(deliveries::state.eq(DeliveryState::Failed)).execute(&mut tx.conn()).await?;
    let tried: Option<i16> = these().select(diesel::dsl::max(deliveries::attempts)).first(&mut tx.conn()).await?;
    // A digest that tells of nothing else is called again by the hour.
    let Some(tried) = tried else { return Ok(()) };
    let wait = PATIENCE[usize::from(tried.clamp(1, PATIENCE.len() as i16) as u16) - 1];
    let due = tx.at() + Duration::minutes(wait);
    diesel::update(these()).set(deliveries::due_at.eq(due)).execute(&mut tx.conn()).await?;
    job::plan(tx, &Job::Deliver { person }, &name(person, due), due).await
}

/// These never go: their reader's address gives letters back.
pub(super) async fn give_up(tx: &mut Tx, waiting: &[Waiting], reply: Option<&str>) -> Result<()> {
    let ids: Vec<DeliveryId> = waiting.iter().map(|row| row.id).collect();
    let refused = (deliveries::state.eq(DeliveryState::Refused), deliveries::last_reply.eq(reply));
    let these = deliveries::table.filter(deliveries::id.eq_any(ids));
    diesel::update(these).set(refused).execute(&mut tx.conn()).await?;
    Ok(())
}

/// What a digest told besides is told: no letter says it again.
async fn name_all(tx: &mut Tx, person: PersonId, digest: &Digest, message_id: &str) -> Result<()> {
    let row = |(id, post, space): (DeliveryId, PostId, SpaceId)| {
        (
            (deliveries::id.eq(id), deliveries::person_id.eq(person)),
            (deliveries::item_id.eq(post.uuid()), deliveries::post_id.eq(post), deliveries::space_id.eq(space)),
            (deliveries::reason.eq(Reason::Space), deliveries::way.eq(Way::Digest), deliveries::due_at.eq(tx.at())),
            (deliveries::state.eq(DeliveryState::Sent), deliveries::sent_at.eq(tx.at()), deliveries::attempts.eq(1)),
            deliveries::message_id.eq(message_id),
        )
    };
    let rows: Vec<_> = unnamed(digest).into_iter().map(row).collect();
    diesel::insert_into(deliveries::table).values(rows).on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    Ok(())
}
