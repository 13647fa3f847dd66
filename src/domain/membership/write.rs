//! Coming in, going out, and what one is there.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{not_a_room, not_archived, put, unseat};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::kinds::{PersonKind, Role, Visibility};
use crate::domain::policy::{Grants, InSpace, Listed, Own, Read, sight};
use crate::domain::problems::Problems;
use crate::domain::schema::{memberships, people};
use crate::domain::space::seats::hold;
use crate::error::{Error, Late, Result, Why};

/// Walks into an open space; who is in already stays what they are.
pub async fn join(tx: &mut Tx, listed: &Listed) -> Result<()> {
    if listed.is_archived() {
        return Err(Error::NotAllowed(Why::Archived));
    }
    hold(tx, listed.space()).await?;
    if role_of(tx, listed.space(), listed.person()).await?.is_some() {
        return Ok(());
    }
    match listed.visibility() {
        Visibility::Open => come_in(tx, listed.space(), listed.person(), listed.person()).await,
        Visibility::Closed => Err(Error::NotAllowed(Why::NotAMember)),
        Visibility::Secret => Err(Error::NotFound),
    }
}

/// Takes a colleague in, by their handle. A guest comes in by a contract, never this way.
pub async fn invite(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, handle: &str) -> Result<PersonId> {
    not_a_room(space)?;
    not_archived(space)?;
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    if handle.is_empty() {
        return Err(Problems::one("handle", "problem-empty").into());
    }
    let found: Option<PersonId> = people::table
        .filter(people::handle.eq(&handle).and(people::kind.eq(PersonKind::Employee)))
        .filter(sight::present())
        .select(people::id)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some(person) = found else {
        let mut problems = Problems::none();
        problems.add_with("handle", "problem-no-such-colleague", handle);
        return Err(problems.into());
    };
    hold_as_owner(tx, space).await?;
    if role_of(tx, space.space(), person).await?.is_some() {
        return Err(Problems::one("handle", "problem-already-member").into());
    }
    come_in(tx, space.space(), person, space.person()).await?;
    Ok(person)
}

/// Somebody is a member from now on, and it is told.
pub(super) async fn come_in(tx: &mut Tx, space: SpaceId, person: PersonId, by: PersonId) -> Result<()> {
    put(tx, space, person, Role::Member).await?;
    event::record(tx, Some(by), &Event::MemberJoined { space, person, role: Role::Member }).await
}

/// Somebody is something else there. A guest is a guest; the last owner stays one.
pub async fn change_role(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, person: PersonId, role: Role) -> Result<()> {
    not_a_room(space)?;
    hold_as_owner(tx, space).await?;
    let now = colleague(tx, space.space(), person).await?;
    if role == Role::Guest {
        return Err(Error::NotAllowed(Why::Guest));
    }
    if now == role {
        return Ok(());
    }
    if now == Role::Owner {
        not_the_last(tx, space.space(), person).await?;
    }
    put(tx, space.space(), person, role).await?;
    event::record(tx, Some(space.person()), &Event::RoleChanged { space: space.space(), person, role }).await
}

/// Somebody else answers for the space from now on, in the owner's stead.
pub async fn hand_over(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, to: PersonId) -> Result<()> {
    if to == space.person() {
        return Err(Error::NotAllowed(Why::LastOne));
    }
    change_role(tx, space, to, Role::Owner).await?;
    change_role(tx, space, space.person(), Role::Member).await
}

/// A colleague is in the space no longer. A guest's access ends by its contract.
pub async fn remove(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, person: PersonId) -> Result<()> {
    not_a_room(space)?;
    hold_as_owner(tx, space).await?;
    if colleague(tx, space.space(), person).await? == Role::Owner {
        not_the_last(tx, space.space(), person).await?;
    }
    unseat(tx, space.space(), person).await?;
    event::record(tx, Some(space.person()), &Event::MemberRemoved { space: space.space(), person }).await
}

/// One leaves. The last owner hands over first.
pub async fn leave(tx: &mut Tx, space: &InSpace<impl Grants<Read>>) -> Result<()> {
    not_a_room(space)?;
    if space.viewer().looker().is_some() {
        return Err(Error::NotAllowed(Why::LookingAs));
    }
    hold(tx, space.space()).await?;
    match role_of(tx, space.space(), space.person()).await? {
        None => return Err(Error::NotAllowed(Why::NotAMember)),
        Some(Role::Guest) => return Err(Error::NotAllowed(Why::Guest)),
        Some(Role::Owner) => not_the_last(tx, space.space(), space.person()).await?,
        Some(Role::Member | Role::Moderator) => {}
    }
    unseat(tx, space.space(), space.person()).await?;
    let left = Event::MemberLeft { space: space.space(), person: space.person() };
    event::record(tx, Some(space.person()), &left).await
}

/// Holds the space, and asks once more whether the proof holds: the owner may have been relieved while this act waited.
pub(in crate::domain) async fn hold_as_owner<R>(tx: &mut Tx, space: &InSpace<R>) -> Result<()> {
    hold(tx, space.space()).await?;
    match role_of(tx, space.space(), space.person()).await? {
        Some(Role::Owner) => Ok(()),
        _ => Err(Error::NotAllowed(Why::NotAnOwner)),
    }
}

pub(super) async fn role_of(tx: &mut Tx, space: SpaceId, person: PersonId) -> Result<Option<Role>> {
    let seat = memberships::table.find((space, person)).select(memberships::role);
    Ok(seat.first(&mut tx.conn()).await.optional()?)
}

/// What a colleague is there; somebody gone in the meantime is too late to be changed.
async fn colleague(tx: &mut Tx, space: SpaceId, person: PersonId) -> Result<Role> {
    match role_of(tx, space, person).await? {
        None => Err(Error::TooLate(Late::Done)),
        Some(Role::Guest) => Err(Error::NotAllowed(Why::Guest)),
        Some(role) => Ok(role),
    }
}

async fn not_the_last(tx: &mut Tx, space: SpaceId, person: PersonId) -> Result<()> {
    if other_owners(tx, space, person).await? == 0 { Err(Error::NotAllowed(Why::LastOne)) } else { Ok(()) }
}

/// How many others answer for a space and can: who left the house or may not sign in does not count.
pub(super) async fn other_owners(tx: &mut Tx, space: SpaceId, person: PersonId) -> Result<i64> {
    let others = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::space_id.eq(space).and(memberships::role.eq(Role::Owner)))
        .filter(memberships::person_id.ne(person))
        .filter(sight::present());
    Ok(others.select(count_star()).first(&mut tx.conn()).await?)
}
