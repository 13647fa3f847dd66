//! What all acts on a contract share: deriving memberships from it, and ending it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::kinds::{EndReason, Horizon, PersonKind, Role, TokenPurpose};
use crate::domain::policy::{self, Charge};
use crate::domain::presence;
use crate::domain::schema::{access_spaces, accesses, memberships};
use crate::domain::space::seats;
use crate::domain::token;
use crate::error::{Error, Late, Result};

/// The spaces of a contract.
pub(super) async fn spaces_of(db: &Db, access: AccessId) -> Result<Vec<SpaceId>> {
    let of_it = access_spaces::table.filter(access_spaces::access_id.eq(access));
    Ok(of_it.order(access_spaces::space_id).select(access_spaces::space_id).load(&mut db.conn()).await?)
}

/// Locks a contract that lives until the transaction ends, so that two acts on it happen one after the other.
pub(super) async fn hold(tx: &Tx, access: AccessId) -> Result<Held> {
    let held: Option<Held> = accesses::table
        .find(access)
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(tx.at())))
        .select(Held::as_select())
        .for_update()
        .first(&mut tx.conn())
        .await
        .optional()?;
    held.ok_or(Error::TooLate(Late::Done))
}

/// The same, and asks once more who has charge of it: they may have been relieved since the proof was made. Its spaces
/// are held first, as everywhere: whoever relieves an owner holds them too.
pub(super) async fn hold_in_charge(tx: &mut Tx, charge: &Charge) -> Result<(Held, Charge)> {
    for space in spaces_of(tx, charge.access()).await? {
        seats::hold(tx, space).await?;
    }
    let held = hold(tx, charge.access()).await;
    let charge = policy::charge(tx, charge.viewer(), charge.access()).await?;
    Ok((held?, charge))
}

/// A living contract, held by this transaction.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = accesses)]
pub(super) struct Held {
    pub person_id: Option<PersonId>,
    pub sponsor_id: PersonId,
    pub approved_at: Option<DateTime<Utc>>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub ends_at: DateTime<Utc>,
}

/// Makes a guest's membership of a space what their living contracts say: until the latest end, from the earliest
/// horizon; none when no contract covers the space any more, and then what they left lying there goes too.
pub(super) async fn settle(tx: &mut Tx, guest: PersonId, space: SpaceId) -> Result<()> {
    type Terms = (Horizon, Option<DateTime<Utc>>, Option<DateTime<Utc>>, DateTime<Utc>);
    let living =
        accesses::accepted_at.is_not_null().and(accesses::ended_at.is_null()).and(accesses::ends_at.gt(tx.at()));
    let contracts: Vec<Terms> = accesses::table
        .inner_join(access_spaces::table)
        .filter(accesses::person_id.eq(guest).and(access_spaces::space_id.eq(space)))
        .filter(living)
        .select((accesses::horizon, accesses::horizon_at, accesses::accepted_at, accesses::ends_at))
        .load(&mut tx.conn())
        .await?;
    let Some(until) = contracts.iter().map(|terms| terms.3).max() else {
        presence::lose_space(tx, guest, space).await?;
        return Ok(());
    };
    // Nothing is before everything: a contract without a horizon shows all there is.
    let from = contracts.iter().map(|(horizon, from_day, accepted_at, _)| match horizon {
        Horizon::Start => None,
        Horizon::Now => *accepted_at,
        Horizon::Date => *from_day,
    });
    let (sees_from, expires_at) = (from.min().flatten(), Some(until));
    diesel::insert_into(memberships::table)
        .values((
            (memberships::space_id.eq(space), memberships::space_guests.eq(true)),
            (memberships::person_id.eq(guest), memberships::person_kind.eq(PersonKind::Guest)),
            (memberships::role.eq(Role::Guest), memberships::sees_from.eq(sees_from)),
            (memberships::expires_at.eq(expires_at), memberships::joined_at.eq(tx.at())),
            (memberships::read_at.eq(tx.at()), memberships::visited_at.eq(tx.at())),
        ))
        .on_conflict((memberships::space_id, memberships::person_id))
        .do_update()
        .set((memberships::sees_from.eq(sees_from), memberships::expires_at.eq(expires_at)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Ends a contract, in this one transaction: the memberships it alone granted, its link, whoever looks as its guest; and
/// with the guest's last contract their sessions, links and drafts, and their place in Parvis. What they wrote stays.
///
/// # Errors
/// [`Late::Done`] when it has ended already.
pub(super) async fn finish(tx: &mut Tx, by: Option<PersonId>, access: AccessId, reason: EndReason) -> Result<()> {
    let ended = (accesses::ended_at.eq(tx.at()), accesses::ended_by.eq(by), accesses::end_reason.eq(reason));
    let guest: Option<Option<PersonId>> = diesel::update(accesses::table.find(access))
        .filter(accesses::ended_at.is_null())
        .set(ended)
        .returning(accesses::person_id)
        .get_result(&mut tx.conn())
        .await
        .optional()?;
    let guest = guest.ok_or(Error::TooLate(Late::Done))?;
    token::revoke(tx, TokenPurpose::GuestInvitation, access.uuid()).await?;
    if let Some(guest) = guest {
        for space in spaces_of(tx, access).await? {
            settle(tx, guest, space).await?;
        }
        see_out(tx, guest).await?;
    }
    event::record(tx, by, &Event::AccessEnded { access, reason }).await
}

/// Nobody looks through a guest's eyes past the end of an access; and who has none left is no longer here.
async fn see_out(tx: &mut Tx, guest: PersonId) -> Result<()> {
    presence::look_away(tx, guest).await?;
    let living =
        accesses::accepted_at.is_not_null().and(accesses::ended_at.is_null()).and(accesses::ends_at.gt(tx.at()));
    let left: i64 =
        accesses::table.filter(accesses::person_id.eq(guest).and(living)).count().get_result(&mut tx.conn()).await?;
    if left > 0 { Ok(()) } else { presence::lose_everything(tx, guest).await }
}
