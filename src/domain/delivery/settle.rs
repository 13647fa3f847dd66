//! What became of a letter.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::digest::{Digest, cover, unnamed};
use crate::domain::db::Tx;
use crate::domain::ids::{DeliveryId, PersonId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{DeliveryState, Reason, Way};
use crate::domain::schema::deliveries;
use crate::error::Result;

/// After so many attempts a letter is given up.
const MOST_ATTEMPTS: i16 = 10;

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
        Outcome::Failed { reply } => {
            let enough = deliveries::attempts.ge(MOST_ATTEMPTS);
            let failed = deliveries::state.eq(DeliveryState::Failed);
            diesel::update(these.filter(enough)).set(failed).execute(&mut tx.conn()).await?;
            // At once again, as far as the job's own patience goes.
            let again = (deliveries::due_at.eq(tx.at()), deliveries::last_reply.eq(reply));
            let still = deliveries::table.filter(deliveries::id.eq_any(told));
            diesel::update(still).set(again).execute(&mut tx.conn()).await?;
            return Ok(());
        }
        Outcome::Refused { reply } => {
            let refused = (deliveries::state.eq(DeliveryState::Refused), deliveries::last_reply.eq(reply));
            diesel::update(these).set(refused).execute(&mut tx.conn()).await?;
        }
    }
    let Some(digest) = digest else { return Ok(()) };
    if let Outcome::Sent { message_id } = outcome {
        name_all(tx, person, digest, message_id).await?;
    }
    cover(tx, claimed, person).await
}

/// What a digest told besides is told: no letter says it again.
async fn name_all(tx: &mut Tx, person: PersonId, digest: &Digest, message_id: &str) -> Result<()> {
    let row = |(post, space): (crate::domain::ids::PostId, crate::domain::ids::SpaceId)| {
        (
            (deliveries::id.eq(DeliveryId::new()), deliveries::person_id.eq(person)),
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
