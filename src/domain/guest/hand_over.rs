//! When a sponsor goes: no guest is left without somebody who answers for them. Listeners of `PersonLeft`, `MemberLeft`
//! and `MemberRemoved`.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract;
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{EndReason, Role};
use crate::domain::policy::sight;
use crate::domain::schema::{access_spaces, accesses, memberships, people};
use crate::error::Result;

/// Somebody left: the guests they answered for are handed to an owner of their space, flagged; a guest who left has no
/// access any more.
pub async fn hear_left(tx: &mut Tx, _: &Claimed, person: PersonId) -> Result<()> {
    let living = accesses::table.filter(accesses::ended_at.is_null()).order(accesses::id).select(accesses::id);
    let own: Vec<AccessId> = living.filter(accesses::person_id.eq(person)).load(&mut tx.conn()).await?;
    for access in own {
        contract::finish(tx, None, access, EndReason::Left).await?;
    }
    let answered_for: Vec<AccessId> = living.filter(accesses::sponsor_id.eq(person)).load(&mut tx.conn()).await?;
    for access in answered_for {
        hand_over(tx, access, person).await?;
    }
    Ok(())
}

/// Somebody left a space, or was removed from it: the guests they answered for there, unless they still share another
/// space with them.
pub async fn hear_left_space(tx: &mut Tx, _: &Claimed, space: SpaceId, person: PersonId) -> Result<()> {
    let of_this_space = access_spaces::table.filter(access_spaces::space_id.eq(space)).select(access_spaces::access_id);
    let still_shared = access_spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(access_spaces::space_id)))
        .filter(access_spaces::access_id.eq(accesses::id))
        .filter(memberships::person_id.eq(person));
    let shared: Vec<(AccessId, bool)> = accesses::table
        .filter(accesses::ended_at.is_null().and(accesses::sponsor_id.eq(person)))
        .filter(accesses::id.eq_any(of_this_space))
        .select((accesses::id, exists(still_shared)))
        .load(&mut tx.conn())
        .await?;
    for (access, _) in shared.into_iter().filter(|(_, still_shared)| !still_shared) {
        hand_over(tx, access, person).await?;
    }
    Ok(())
}

/// To the owner who has been there longest. Where there is none, the contract keeps its sponsor's name, flagged: an
/// admin sees it among the house's guests.
async fn hand_over(tx: &mut Tx, access: AccessId, from: PersonId) -> Result<()> {
    let works_here = sight::present();
    let owner: Option<PersonId> = access_spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(access_spaces::space_id)))
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(access_spaces::access_id.eq(access))
        .filter(memberships::role.eq(Role::Owner).and(memberships::person_id.ne(from)))
        .filter(works_here)
        .order((memberships::joined_at, memberships::person_id))
        .select(memberships::person_id)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let sponsor = owner.unwrap_or(from);
    let handed = (accesses::sponsor_id.eq(sponsor), accesses::sponsor_flagged_at.eq(tx.at()));
    diesel::update(accesses::table.find(access)).set(handed).execute(&mut tx.conn()).await?;
    match owner {
        Some(sponsor) => event::record(tx, None, &Event::SponsorChanged { access, sponsor, from: Some(from) }).await,
        None => Ok(()),
    }
}
