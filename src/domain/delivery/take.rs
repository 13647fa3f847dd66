//! What is due to somebody now. Everything is asked again.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::digest::{self, Digest};
use super::item::{self, Item};
use super::mailed::{self, Names};
use super::plan::name;
use super::settle;
use crate::domain::db::Tx;
use crate::domain::house::{self, Front};
use crate::domain::ids::{CommentId, DeliveryId, PersonId, PostId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{Closeness, DeliveryState, Language, PersonKind, Reason, Way};
use crate::domain::policy::Viewer;
use crate::domain::preferences::{self, Preferences, usual_closeness};
use crate::domain::schema::{deliveries, digests, memberships, people};
use crate::domain::session;
use crate::domain::suppression;
use crate::domain::words::Email;
use crate::error::{Error, Result};

/// How long a letter may take to go; after that its rows are taken again.
const LEASE: Duration = Duration::minutes(5);

/// Who gets the letters.
pub struct Reader {
    /// Their eyes.
    pub viewer: Viewer,
    /// As they are called.
    pub name: String,
    /// Their address.
    pub email: Email,
    /// In which language they read.
    pub language: Language,
    /// Of which time their addresses are.
    pub epoch: u8,
    /// What they want.
    pub preferences: Preferences,
}

/// What is due: one letter of what goes at once, one digest, or both.
pub struct Batch {
    /// Who.
    pub reader: Reader,
    /// The house.
    pub house: Front,
    /// What goes at once, the first first.
    pub at_once: Vec<Item>,
    /// The digest, when its hour has come and it has something to tell.
    pub digest: Option<Digest>,
    /// What of it came by mail, and how every mailbox knows it.
    pub names: Names,
}

/// What waits.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub(super) struct Waiting {
    pub id: DeliveryId,
    pub space_id: SpaceId,
    pub post_id: PostId,
    pub comment_id: Option<CommentId>,
    pub actor_id: Option<PersonId>,
    pub item_id: uuid::Uuid,
    pub reason: Reason,
    pub way: Way,
    pub due_at: DateTime<Utc>,
}

type Found = (PersonId, PersonKind, bool, String, Email, Option<Language>, i16);

/// Takes what is due to somebody, under a lease; nothing when they are not here any more, or nothing is left to tell.
pub async fn take(tx: &mut Tx, claimed: &Claimed, person: PersonId) -> Result<Option<Batch>> {
    let waiting: Vec<Waiting> = deliveries::table
        .filter(deliveries::person_id.eq(person).and(deliveries::state.eq(DeliveryState::Waiting)))
        .order((deliveries::due_at, deliveries::id))
        .for_update()
        .select(Waiting::as_select())
        .load(&mut tx.conn())
        .await?;
    let Some(house) = house::front(tx).await? else { return Ok(None) };
    let Some(reader) = reader(tx, person, &house).await? else {
        skip(tx, &waiting.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        return Ok(None);
    };
    if let Some(stopped) = suppression::of(tx, &reader.email).await? {
        settle::give_up(tx, &waiting, stopped.last_reply.as_deref()).await?;
        digest::cover(tx, claimed, person).await?;
        return Ok(None);
    }
    let now = tx.at();
    let in_hand = mailed::in_hand(tx, &reader, &waiting).await?;
    skip(tx, &in_hand).await?;
    let waiting = waiting.into_iter().filter(|row| !in_hand.contains(&row.id)).collect();
    let (at_once, digested) = asked_again(tx, &reader, waiting).await?;
    let (due, later): (Vec<_>, Vec<_>) = at_once.into_iter().partition(|row| row.due_at <= now);
    // The hours may have changed since it was planned.
    let held = match reader.preferences.hours.next(now) {
        Some(next) if next > now && !due.is_empty() => Some(next),
        _ => None,
    };
    let (due, mut later) = match held {
        Some(next) => (Vec::new(), due.into_iter().map(|row| Waiting { due_at: next, ..row }).chain(later).collect()),
        None => (due, later),
    };
    if let Some(next) = held {
        put_off(tx, &later, next).await?;
    }
    let mut at_once = item::of(tx, &reader, &due).await?;
    if let [alone] = at_once.as_mut_slice() {
        alone.before = item::before(tx, &reader, alone).await?;
    }
    skip(tx, &gone(&due, &at_once)).await?;
    let digest = match digest::is_due(tx, person, &reader.preferences).await? {
        Some(after) => digest::of(tx, claimed, &reader, digested, after).await?,
        None => None,
    };
    lease(tx, &at_once, digest.as_ref()).await?;
    later.sort_by_key(|row| row.due_at);
    if let [next, ..] = later.as_slice() {
        job::plan(tx, &Job::Deliver { person }, &name(person, next.due_at), next.due_at).await?;
    }
    let posts: Vec<PostId> = at_once.iter().map(|item| item.post.id).collect();
    let comments = at_once.iter().filter_map(|item| item.comment.as_ref());
    let comments: Vec<CommentId> = comments.flat_map(|comment| [Some(comment.id), comment.parent]).flatten().collect();
    let names = mailed::names(tx, &posts, &comments).await?;
    let batch = Batch { reader, house, at_once, digest, names };
    Ok((!batch.at_once.is_empty() || batch.digest.is_some()).then_some(batch))
}

/// Who somebody is now, and what they want; nothing for one who is not here any more.
pub(in crate::domain) async fn reader(tx: &mut Tx, person: PersonId, house: &Front) -> Result<Option<Reader>> {
    let found: Option<Found> = people::table
        .find(person)
        .filter(session::may_sign_in(tx.at()))
        .select((
            people::id,
            people::kind,
            people::is_admin,
            people::name,
            people::email,
            people::language,
            people::mail_epoch,
        ))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some((id, kind, is_admin, name, email, language, epoch)) = found else { return Ok(None) };
    let preferences = preferences::of(tx, &[person]).await?.into_iter().next().ok_or(Error::NotFound)?.1;
    let (viewer, language) = (Viewer::new(id, kind, is_admin), language.unwrap_or(house.language));
    Ok(Some(Reader { viewer, name, email, language, epoch: (epoch % 16) as u8, preferences }))
}

/// What goes at once and what in the digest, as they want it now; what they want no more is skipped.
async fn asked_again(tx: &mut Tx, reader: &Reader, waiting: Vec<Waiting>) -> Result<(Vec<Waiting>, Vec<Waiting>)> {
    let me = reader.viewer.id();
    let usual = usual_closeness(if reader.viewer.is_guest() { PersonKind::Guest } else { PersonKind::Employee });
    let chosen = memberships::table.filter(memberships::person_id.eq(me));
    let chosen: Vec<(SpaceId, Option<Closeness>)> =
        chosen.select((memberships::space_id, memberships::closeness)).load(&mut tx.conn()).await?;
    let (mut at_once, mut digest, mut unwanted) = (Vec::new(), Vec::new(), Vec::new());
    for row in waiting {
        let close = chosen.iter().find(|(space, _)| *space == row.space_id).and_then(|(_, close)| *close);
        let due = row.reason.topic().and_then(|topic| reader.preferences.due(topic, close.unwrap_or(usual), tx.at()));
        match due.map(|due| due.way) {
            // What was planned for the digest stays there, whatever they chose meanwhile.
            Some(Way::AtOnce) if row.way == Way::AtOnce => at_once.push(row),
            Some(Way::AtOnce | Way::Digest) => digest.push(row),
            Some(Way::Never) | None => unwanted.push(row.id),
        }
    }
    let moved: Vec<DeliveryId> = digest.iter().filter(|row| row.way == Way::AtOnce).map(|row| row.id).collect();
    let moved = deliveries::table.filter(deliveries::id.eq_any(moved));
    diesel::update(moved).set(deliveries::way.eq(Way::Digest)).execute(&mut tx.conn()).await?;
    skip(tx, &unwanted).await?;
    Ok((at_once, digest))
}

/// Those of which nothing was found: removed, out of sight, or read meanwhile.
pub(super) fn gone(due: &[Waiting], found: &[Item]) -> Vec<DeliveryId> {
    let is_gone = |row: &&Waiting| !found.iter().any(|item| item.delivery == Some(row.id));
    due.iter().filter(is_gone).map(|row| row.id).collect()
}

/// They are not told by mail.
pub(super) async fn skip(tx: &mut Tx, rows: &[DeliveryId]) -> Result<()> {
    let rows = deliveries::table.filter(deliveries::id.eq_any(rows));
    diesel::update(rows).set(deliveries::state.eq(DeliveryState::Skipped)).execute(&mut tx.conn()).await?;
    Ok(())
}

async fn put_off(tx: &mut Tx, rows: &[Waiting], until: DateTime<Utc>) -> Result<()> {
    let ids: Vec<DeliveryId> = rows.iter().map(|row| row.id).collect();
    let early = deliveries::table.filter(deliveries::id.eq_any(ids).and(deliveries::due_at.lt(until)));
    diesel::update(early).set(deliveries::due_at.eq(until)).execute(&mut tx.conn()).await?;
    Ok(())
}

async fn lease(tx: &mut Tx, at_once: &[Item], digest: Option<&Digest>) -> Result<()> {
    let digested = digest.into_iter().flat_map(|digest| digest.deliveries.iter().copied());
    let taken: Vec<DeliveryId> = at_once.iter().filter_map(|item| item.delivery).chain(digested).collect();
    let leased = (deliveries::due_at.eq(tx.at() + LEASE), deliveries::attempts.eq(deliveries::attempts + 1));
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(taken))).set(leased).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Until when the last digest told.
pub(super) async fn covered_until(tx: &Tx, person: PersonId) -> Result<Option<DateTime<Utc>>> {
    let covered = digests::table.find(person).select(digests::covered_until);
    Ok(covered.first(&mut tx.conn()).await.optional()?)
}
