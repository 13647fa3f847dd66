//! The end of a space: an admin's act, with a day to think better of it. From the first moment it is gone for everybody.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{exists, not, select};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{EndReason, TokenPurpose};
use crate::domain::policy::Admin;
use crate::domain::problems::Problems;
use crate::domain::schema::{access_spaces, accesses, people, spaces};
use crate::domain::{session, token};
use crate::error::{Error, Result};

/// How long a deletion can be undone.
pub const GRACE: Duration = Duration::days(1);

/// Asks for the deletion of a space and its back room; the name is typed, so that it is meant.
pub async fn ask_deletion(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId, typed: &str) -> Result<()> {
    let name: Option<String> = spaces::table
        .find(space)
        .filter(spaces::deletion_due_at.is_null())
        .for_no_key_update()
        .select(spaces::name)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let name = name.ok_or(Error::NotFound)?;
    if typed.trim() != name {
        return Err(Problems::one("name", "problem-not-the-name").into());
    }
    let due = tx.at() + GRACE;
    let both = spaces::id.eq(space).or(spaces::room_of.assume_not_null().eq(space));
    diesel::update(spaces::table.filter(both).filter(spaces::deletion_due_at.is_null()))
        .set(spaces::deletion_due_at.eq(due))
        .execute(&mut tx.conn())
        .await?;
    job::plan(tx, &Job::DeleteSpaces, &format!("delete-space-{space}-{}", due.timestamp()), due).await?;
    event::record(tx, Some(admin.viewer().id()), &Event::SpaceDeletionAsked { space }).await
}

/// Keeps a space that was to be deleted, and the back room that was to go with it.
pub async fn keep(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId) -> Result<()> {
    let due: Option<Option<DateTime<Utc>>> = spaces::table
        .find(space)
        .for_no_key_update()
        .select(spaces::deletion_due_at)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let due = due.flatten().ok_or(Error::NotFound)?;
    let both = spaces::id.eq(space).or(spaces::room_of.assume_not_null().eq(space));
    diesel::update(spaces::table.filter(both).filter(spaces::deletion_due_at.eq(due)))
        .set(spaces::deletion_due_at.eq(None::<DateTime<Utc>>))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(admin.viewer().id()), &Event::SpaceDeletionCancelled { space }).await
}

/// Deletes the spaces whose day is over, with everything in them. A guest's access that was for them alone ends.
pub async fn delete_due(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let due: Vec<(SpaceId, String)> = spaces::table
        .filter(spaces::deletion_due_at.is_not_null().and(spaces::deletion_due_at.assume_not_null().le(tx.at())))
        .order((spaces::room_of.is_null(), spaces::id))
        .for_update()
        .select((spaces::id, spaces::name))
        .load(&mut tx.conn())
        .await?;
    for (space, name) in due {
        end_accesses(tx, space).await?;
        diesel::delete(spaces::table.find(space)).execute(&mut tx.conn()).await?;
        event::record(tx, None, &Event::SpaceDeleted { space, name }).await?;
    }
    Ok(())
}

diesel::alias! {
    const OTHER: Alias<Other> = access_spaces as other_space;
}

async fn end_accesses(tx: &mut Tx, space: SpaceId) -> Result<()> {
    let here =
        access_spaces::table.filter(access_spaces::access_id.eq(accesses::id).and(access_spaces::space_id.eq(space)));
    let elsewhere = OTHER.filter(
        OTHER.field(access_spaces::access_id).eq(accesses::id).and(OTHER.field(access_spaces::space_id).ne(space)),
    );
    let only_here = accesses::table
        .filter(accesses::ended_at.is_null())
        .filter(exists(here))
        .filter(not(exists(elsewhere)))
        .select((accesses::id, accesses::person_id));
    let ended: Vec<(AccessId, Option<PersonId>)> = only_here.load(&mut tx.conn()).await?;
    for (access, guest) in ended {
        diesel::update(accesses::table.find(access))
            .set((accesses::ended_at.eq(tx.at()), accesses::end_reason.eq(EndReason::SpaceClosed)))
            .execute(&mut tx.conn())
            .await?;
        token::revoke(tx, TokenPurpose::GuestInvitation, access.uuid()).await?;
        if let Some(guest) = guest {
            see_out(tx, guest).await?;
        }
        event::record(tx, None, &Event::AccessEnded { access, reason: EndReason::SpaceClosed }).await?;
    }
    Ok(())
}

/// A guest who is left without any access is no longer here: sessions and links end with the last one.
async fn see_out(tx: &mut Tx, guest: PersonId) -> Result<()> {
    let accepted = accesses::person_id.eq(guest).and(accesses::accepted_at.is_not_null());
    let living = accepted.and(accesses::ended_at.is_null()).and(accesses::ends_at.gt(tx.at()));
    if select(exists(accesses::table.filter(living))).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    session::end_all(tx, guest, None).await?;
    token::revoke(tx, TokenPurpose::SignIn, guest.uuid()).await?;
    token::revoke(tx, TokenPurpose::PasswordReset, guest.uuid()).await?;
    diesel::update(people::table.find(guest)).set(people::left_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    Ok(())
}
