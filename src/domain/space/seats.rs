//! Which colleagues are in a space. Their membership is written here, because a project's back room follows in the same
//! transaction: its members are, always, exactly the project's employees, with the same roles. A guest's membership
//! follows from their contract, and never reaches a back room.

use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::audience::grow_audience;
use crate::domain::db::Tx;
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::kinds::{PersonKind, Role, Visibility};
use crate::domain::presence;
use crate::domain::schema::{join_requests, memberships, spaces};
use crate::error::{Error, Result};

/// A space whose membership nobody else changes until this transaction ends.
pub(in crate::domain) struct Held {
    space: SpaceId,
    opened_to_guests: bool,
    visibility: Visibility,
}

/// Holds a space: of two who change its members at once, one waits. That is what keeps its last owner.
pub(in crate::domain) async fn hold(tx: &mut Tx, space: SpaceId) -> Result<Held> {
    let row = spaces::table
        .find(space)
        .for_no_key_update()
        .select((spaces::opened_to_guests, spaces::visibility))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let (opened_to_guests, visibility) = row.ok_or(Error::NotFound)?;
    Ok(Held { space, opened_to_guests, visibility })
}

/// A colleague is this in a space from now on, whatever they were; and in its back room.
pub(in crate::domain) async fn put(tx: &mut Tx, space: SpaceId, person: PersonId, role: Role) -> Result<()> {
    let held = hold(tx, space).await?;
    seat(tx, &held, person, role).await?;
    if let Some(room) = room_of(tx, space).await? {
        let room = hold(tx, room).await?;
        seat(tx, &room, person, role).await?;
    }
    Ok(())
}

/// Somebody is in a space no longer, nor in its back room. Tells whether they were.
pub(in crate::domain) async fn remove(tx: &mut Tx, space: SpaceId, person: PersonId) -> Result<bool> {
    hold(tx, space).await?;
    let was = presence::lose_space(tx, person, space).await?;
    if let Some(room) = room_of(tx, space).await? {
        hold(tx, room).await?;
        presence::lose_space(tx, person, room).await?;
    }
    Ok(was)
}

/// The back room of a project takes in everybody it should, for the first time.
pub(in crate::domain) async fn fill_room(tx: &mut Tx, project: SpaceId, room: SpaceId) -> Result<()> {
    let colleagues: Vec<(PersonId, Role)> = memberships::table
        .filter(memberships::space_id.eq(project).and(memberships::role.ne(Role::Guest)))
        .select((memberships::person_id, memberships::role))
        .load(&mut tx.conn())
        .await?;
    let at = tx.at();
    let seats: Vec<_> = colleagues
        .into_iter()
        .map(|(person, role)| {
            (
                memberships::space_id.eq(room),
                memberships::space_guests.eq(false),
                memberships::person_id.eq(person),
                memberships::person_kind.eq(PersonKind::Employee),
                memberships::role.eq(role),
                memberships::joined_at.eq(at),
                memberships::read_at.eq(at),
                memberships::visited_at.eq(at),
            )
        })
        .collect();
    diesel::insert_into(memberships::table).values(seats).execute(&mut tx.conn()).await?;
    Ok(())
}

async fn room_of(tx: &mut Tx, project: SpaceId) -> Result<Option<SpaceId>> {
    let room = spaces::table.filter(spaces::room_of.eq(project)).select(spaces::id);
    Ok(room.first(&mut tx.conn()).await.optional()?)
}

async fn seat(tx: &mut Tx, held: &Held, person: PersonId, role: Role) -> Result<()> {
    let seat = memberships::table.find((held.space, person));
    let was_in: bool = select(exists(seat)).get_result(&mut tx.conn()).await?;
    diesel::insert_into(memberships::table)
        .values((
            memberships::space_id.eq(held.space),
            memberships::space_guests.eq(held.opened_to_guests),
            memberships::person_id.eq(person),
            memberships::person_kind.eq(PersonKind::Employee),
            memberships::role.eq(role),
            memberships::joined_at.eq(tx.at()),
            memberships::read_at.eq(tx.at()),
            memberships::visited_at.eq(tx.at()),
        ))
        .on_conflict((memberships::space_id, memberships::person_id))
        .do_update()
        .set(memberships::role.eq(role))
        .execute(&mut tx.conn())
        .await?;
    diesel::delete(join_requests::table.find((held.space, person))).execute(&mut tx.conn()).await?;
    // In an open space that no guest reads, a colleague who joins could read it before.
    let could_read = held.visibility == Visibility::Open && !held.opened_to_guests;
    if was_in || could_read { Ok(()) } else { grow_audience(tx, held.space).await }
}
