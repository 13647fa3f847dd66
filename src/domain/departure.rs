//! Leaving the company: the thread is kept and the access is gone, in one transaction.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::{PersonId, SpaceId};
use super::kinds::{PersonKind, Role};
use super::person::standing_but_last_admin;
use super::policy::{Admin, sight};
use super::presence;
use super::schema::{credentials, memberships, people, spaces};
use crate::error::{Error, Late, Result, Why};

// Another owner of the same space, who could still act as one.
diesel::alias! {
    const OTHER: Alias<Other> = memberships as other;
    const OTHERS: Alias<Others> = people as others;
}

/// What a departure will do, in numbers: admins have no sight into spaces, so no space is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consequences {
    /// Spaces they are a member of.
    pub spaces: i64,
    /// Of these, those that get another owner, or none.
    pub handed_over: i64,
}

/// What will happen if they leave.
pub async fn consequences(db: &Db, _: &Admin<'_>, person: PersonId) -> Result<Consequences> {
    let spaces = memberships::table.filter(memberships::person_id.eq(person)).count();
    let (spaces, sole) =
        futures_util::try_join!(async { Ok::<_, Error>(spaces.get_result(&mut db.conn()).await?) }, sole(db, person))?;
    Ok(Consequences { spaces, handed_over: sole.len() as i64 })
}

/// They leave: memberships, sessions, links, password and what was asked for or begun end; their words stay. A space
/// that they alone owned goes to a moderator, else to the longest-standing colleague in it; its back room follows.
///
/// # Errors
/// Refused for the last admin, and for oneself.
pub async fn leave(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<()> {
    let person = standing_but_last_admin(tx, admin, handle).await?;
    if person.id == admin.id() {
        return Err(Error::NotAllowed(Why::Oneself));
    }
    if person.has_left {
        return Err(Error::TooLate(Late::Done));
    }
    for space in sole(tx, person.id).await? {
        hand_over(tx, admin, space, person.id).await?;
    }
    presence::lose_everything(tx, person.id).await?;
    diesel::delete(credentials::table.find(person.id)).execute(&mut tx.conn()).await?;
    event::record(tx, Some(admin.id()), &Event::PersonLeft { person: person.id }).await
}

/// The spaces that have no other owner who can act, back rooms left out: they follow their project.
async fn sole(db: &Db, person: PersonId) -> Result<Vec<SpaceId>> {
    let present = OTHERS.field(people::left_at).is_null().and(OTHERS.field(people::suspended_at).is_null());
    let other_owners = OTHER
        .inner_join(OTHERS.on(OTHERS.field(people::id).eq(OTHER.field(memberships::person_id))))
        .filter(OTHER.field(memberships::space_id).eq(memberships::space_id))
        .filter(OTHER.field(memberships::role).eq(Role::Owner).and(OTHER.field(memberships::person_id).ne(person)))
        .filter(present);
    let sole = memberships::table
        .inner_join(spaces::table.on(spaces::id.eq(memberships::space_id)))
        .filter(memberships::person_id.eq(person).and(memberships::role.eq(Role::Owner)))
        .filter(spaces::room_of.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(other_owners)))
        .order(spaces::id)
        .select(spaces::id);
    Ok(sole.load(&mut db.conn()).await?)
}

/// To a moderator, else to the colleague who has been there longest. A space where nobody else is stays without an
/// owner: an admin may enter it, visibly.
async fn hand_over(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId, from: PersonId) -> Result<()> {
    let successor: Option<PersonId> = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::space_id.eq(space).and(memberships::person_id.ne(from)))
        .filter(people::kind.eq(PersonKind::Employee))
        .filter(sight::present())
        .order((memberships::role.eq(Role::Moderator).desc(), memberships::joined_at, memberships::person_id))
        .select(memberships::person_id)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some(successor) = successor else { return Ok(()) };
    let with_room = spaces::table.filter(spaces::id.eq(space).or(spaces::room_of.eq(space))).select(spaces::id);
    diesel::update(memberships::table.filter(memberships::person_id.eq(successor)))
        .filter(memberships::space_id.eq_any(with_room))
        .set(memberships::role.eq(Role::Owner))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(admin.id()), &Event::RoleChanged { space, person: successor, role: Role::Owner }).await
}
