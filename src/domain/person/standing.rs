//! Whether somebody may come in, and whether they run the network: the admins' acts. There is always an admin who can
//! sign in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::kinds::PersonKind;
use crate::domain::policy::{Admin, sight};
use crate::domain::presence;
use crate::domain::schema::people;
use crate::error::{Error, Late, Result, Why};

/// An employee whose standing an admin is about to change, locked until that is done.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub(in crate::domain) struct Standing {
    pub id: PersonId,
    pub is_admin: bool,
    #[diesel(select_expression = people::suspended_at.is_not_null())]
    pub is_suspended: bool,
    #[diesel(select_expression = people::left_at.is_not_null())]
    pub has_left: bool,
}

/// The employee of this handle, for somebody who still is an admin: they may have been released since they asked.
async fn standing(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<Standing> {
    let person = found(tx, handle).await?;
    let still = people::table
        .find(admin.id())
        .filter(people::is_admin.and(people::suspended_at.is_null()).and(people::left_at.is_null()))
        .select(people::id)
        .first::<PersonId>(&mut tx.conn())
        .await
        .optional()?;
    still.ok_or(Error::NotAllowed(Why::NotAnAdmin)).map(|_| person)
}

/// The employee of this handle. Guests end with their access, by the owners of their spaces: not here.
async fn found(tx: &mut Tx, handle: &str) -> Result<Standing> {
    let found = people::table
        .filter(people::handle.eq(handle).and(people::kind.eq(PersonKind::Employee)))
        .select(Standing::as_select())
        .for_update()
        .first(&mut tx.conn())
        .await;
    found.optional()?.ok_or(Error::NotFound)
}

/// The same, unless it is the last admin who can sign in. All admins are locked first, always in the same order, so that
/// two who release each other at once do not both succeed.
pub(in crate::domain) async fn standing_but_last_admin(
    tx: &mut Tx,
    admin: &Admin<'_>,
    handle: &str,
) -> Result<Standing> {
    let admins: Vec<(PersonId, String)> = people::table
        .filter(people::is_admin.and(sight::present()))
        .order(people::id)
        .select((people::id, people::handle))
        .for_update()
        .load(&mut tx.conn())
        .await?;
    match admins.as_slice() {
        [(_, last)] if last == handle => Err(Error::NotAllowed(Why::LastOne)),
        admins if admins.iter().any(|(id, _)| *id == admin.id()) => found(tx, handle).await,
        _ => Err(Error::NotAllowed(Why::NotAnAdmin)),
    }
}

/// Closes signing in to them for now; their sessions and links end. Words and memberships stay as they are.
pub async fn suspend(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<()> {
    let person = standing_but_last_admin(tx, admin, handle).await?;
    if person.id == admin.id() {
        return Err(Error::NotAllowed(Why::Oneself));
    }
    if person.has_left || person.is_suspended {
        return Err(Error::TooLate(Late::Done));
    }
    diesel::update(people::table.find(person.id)).set(people::suspended_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    presence::interrupt(tx, person.id).await?;
    event::record(tx, Some(admin.id()), &Event::PersonSuspended { person: person.id }).await
}

/// Opens the door again, after a suspension or to somebody who comes back to the company.
pub async fn reinstate(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<()> {
    let person = standing(tx, admin, handle).await?;
    if !person.has_left && !person.is_suspended {
        return Err(Error::TooLate(Late::Done));
    }
    let never = None::<DateTime<Utc>>;
    let open = (people::suspended_at.eq(never), people::left_at.eq(never));
    diesel::update(people::table.find(person.id)).set(open).execute(&mut tx.conn()).await?;
    event::record(tx, Some(admin.id()), &Event::PersonReinstated { person: person.id }).await
}

/// Makes an admin of them.
pub async fn name_admin(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<()> {
    let person = standing(tx, admin, handle).await?;
    if person.is_admin || person.has_left || person.is_suspended {
        return Err(Error::TooLate(Late::Done));
    }
    diesel::update(people::table.find(person.id)).set(people::is_admin.eq(true)).execute(&mut tx.conn()).await?;
    event::record(tx, Some(admin.id()), &Event::AdminNamed { person: person.id }).await
}

/// They run the network no longer. One may release oneself, as long as another admin remains.
pub async fn release_admin(tx: &mut Tx, admin: &Admin<'_>, handle: &str) -> Result<()> {
    let person = standing_but_last_admin(tx, admin, handle).await?;
    if !person.is_admin {
        return Err(Error::TooLate(Late::Done));
    }
    diesel::update(people::table.find(person.id)).set(people::is_admin.eq(false)).execute(&mut tx.conn()).await?;
    event::record(tx, Some(admin.id()), &Event::AdminReleased { person: person.id }).await
}
