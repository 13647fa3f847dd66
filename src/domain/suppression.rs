//! Addresses that give letters back. Twice for good within a week, or again and again for a while, and no more letters
//! about what is written go there; whoever owns the address says when it works again. Everything stays on Parvis meanwhile,
//! and a link to sign in still goes out.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::ids::{DeliveryId, PersonId};
use super::job::Claimed;
use super::kinds::{Bounce, DeliveryState};
use super::policy::Oneself;
use super::schema::{bounces, deliveries, people, suppressions};
use super::words::Email;
use crate::error::Result;

/// So many letters within this time that will never arrive.
const HARD: usize = 2;
const HARD_WITHIN: Duration = Duration::days(7);

/// So much of what did not arrive this time, where each counts half as much after each week.
const SOFT: f64 = 8.0;
const SOFT_HALVED_AFTER: Duration = Duration::days(7);
/// For how long a mailbox that was full is left alone.
const SOFT_REST: Duration = Duration::days(14);

/// After so long, what came back counts no more.
const FORGOTTEN_AFTER: Duration = Duration::days(60);

/// Why nothing goes to an address.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Suppression {
    /// What came back.
    pub cause: Bounce,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What the server said, where it said it to us.
    pub last_reply: Option<String>,
}

/// What mail systems say afterwards of a letter, by its bounce address. Of a letter that nobody knows it counts for nobody.
pub async fn bounced(tx: &mut Tx, claimed: &Claimed, letter: DeliveryId, kind: Bounce) -> Result<()> {
    let found: Option<(PersonId, Option<String>)> = deliveries::table
        .find(letter)
        .select((deliveries::person_id, deliveries::message_id))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some((person, message_id)) = found else { return Ok(()) };
    let state = match kind {
        Bounce::Hard => Some(DeliveryState::Refused),
        Bounce::Soft => Some(DeliveryState::Failed),
        // It arrived.
        Bounce::Complaint => None,
    };
    if let Some(state) = state {
        let with_it = deliveries::person_id.eq(person).and(deliveries::message_id.is_not_distinct_from(message_id));
        let with_it = deliveries::table.filter(with_it.and(deliveries::state.eq(DeliveryState::Sent)));
        let came_back = (deliveries::state.eq(state), deliveries::sent_at.eq(None::<DateTime<Utc>>));
        diesel::update(with_it).set(came_back).execute(&mut tx.conn()).await?;
    }
    refused(tx, claimed, person, letter, kind, None).await
}

/// The same, said at once to whoever hands the letter over.
pub(in crate::domain) async fn refused(
    tx: &mut Tx,
    _: &Claimed,
    person: PersonId,
    letter: DeliveryId,
    kind: Bounce,
    reply: Option<&str>,
) -> Result<()> {
    let address: Email = people::table.find(person).select(people::email).first(&mut tx.conn()).await?;
    // One at a time: two that count at once would each see only themselves.
    let lock = diesel::sql_query("select pg_advisory_xact_lock(hashtextextended($1, 1))");
    lock.bind::<diesel::sql_types::Text, _>(address.as_str()).execute(&mut tx.conn()).await?;
    let counted = (bounces::letter.eq(letter.uuid()), bounces::address_lower.eq(address.as_str()));
    let new = diesel::insert_into(bounces::table)
        .values((counted, bounces::kind.eq(kind), bounces::happened_at.eq(tx.at())))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    if new == 0 {
        return Ok(());
    }
    let own = || bounces::table.filter(bounces::address_lower.eq(address.as_str()));
    let old = own().filter(bounces::happened_at.lt(tx.at() - FORGOTTEN_AFTER));
    diesel::delete(old).execute(&mut tx.conn()).await?;
    let all: Vec<(Bounce, DateTime<Utc>)> =
        own().select((bounces::kind, bounces::happened_at)).load(&mut tx.conn()).await?;
    match enough(&all, kind, tx.at()) {
        true => suppress(tx, &address, kind, reply).await,
        false => Ok(()),
    }
}

/// Whether what came back is enough, the last of this kind among it.
fn enough(all: &[(Bounce, DateTime<Utc>)], last: Bounce, now: DateTime<Utc>) -> bool {
    let of = |kind: Bounce| all.iter().filter(move |(one, _)| *one == kind).map(|(_, at)| *at);
    match last {
        Bounce::Complaint => true,
        Bounce::Hard => of(Bounce::Hard).filter(|at| now - *at <= HARD_WITHIN).count() >= HARD,
        Bounce::Soft => {
            let halved = |at: DateTime<Utc>| (now - at).as_seconds_f64() / SOFT_HALVED_AFTER.as_seconds_f64();
            of(Bounce::Soft).map(|at| 0.5_f64.powf(halved(at))).sum::<f64>() >= SOFT
        }
    }
}

async fn suppress(tx: &mut Tx, address: &Email, cause: Bounce, reply: Option<&str>) -> Result<()> {
    let until = (cause == Bounce::Soft).then(|| tx.at() + SOFT_REST);
    let now = (
        (suppressions::cause.eq(cause), suppressions::since.eq(tx.at())),
        (suppressions::until.eq(until), suppressions::last_reply.eq(reply)),
    );
    diesel::insert_into(suppressions::table)
        .values((suppressions::address_lower.eq(address.as_str()), now))
        .on_conflict(suppressions::address_lower)
        .do_update()
        .set(now)
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Why nothing goes to an address now, if so.
pub(in crate::domain) async fn of(db: &Db, address: &Email) -> Result<Option<Suppression>> {
    let holds = suppressions::until.is_null().or(suppressions::until.assume_not_null().gt(db.at()));
    let found = suppressions::table
        .find(address.as_str())
        .filter(holds)
        .select((suppressions::cause, suppressions::since, suppressions::last_reply))
        .first(&mut db.conn())
        .await;
    Ok(found.optional()?)
}

/// Why nothing goes to one's own address, if so.
pub async fn mine(db: &Db, oneself: &Oneself<'_>) -> Result<Option<Suppression>> {
    let address: Email = people::table.find(oneself.id()).select(people::email).first(&mut db.conn()).await?;
    of(db, &address).await
}

/// One's address works again: what came back before counts no more.
pub async fn lift(tx: &mut Tx, oneself: &Oneself<'_>) -> Result<()> {
    let address: Email = people::table.find(oneself.id()).select(people::email).first(&mut tx.conn()).await?;
    diesel::delete(suppressions::table.find(address.as_str())).execute(&mut tx.conn()).await?;
    let counted = bounces::table.filter(bounces::address_lower.eq(address.as_str()));
    diesel::delete(counted).execute(&mut tx.conn()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_for_good_within_a_week_or_eight_times_for_a_while_are_enough() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().expect("a moment");
        let ago = |kind, days| (kind, now - Duration::days(days));
        assert!(!enough(&[ago(Bounce::Hard, 0)], Bounce::Hard, now));
        assert!(enough(&[ago(Bounce::Hard, 7), ago(Bounce::Hard, 0)], Bounce::Hard, now));
        assert!(!enough(&[ago(Bounce::Hard, 8), ago(Bounce::Hard, 0)], Bounce::Hard, now));
        assert!(!enough(&[ago(Bounce::Hard, 0), ago(Bounce::Soft, 0)], Bounce::Soft, now));
        assert!(enough(&[ago(Bounce::Soft, 0); 8], Bounce::Soft, now));
        let halved: Vec<_> = (0..7).map(|_| ago(Bounce::Soft, 0)).chain([ago(Bounce::Soft, 7)]).collect();
        assert!(!enough(&halved, Bounce::Soft, now), "a week later it counts half");
        assert!(enough(&[ago(Bounce::Complaint, 0)], Bounce::Complaint, now));
    }
}
