//! The end of a space: an admin's act, with a day to think better of it. From the first moment it is gone for everybody.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::event::{self, Event};
use super::guest;
use super::ids::SpaceId;
use super::job::{self, Claimed, Job};
use super::kinds::{MailReason, MailState};
use super::policy::Admin;
use super::problems::Problems;
use super::schema::{mail_recipients, spaces};
use crate::error::{Error, Result};

/// How long a deletion can be undone.
pub const GRACE: Duration = Duration::days(1);

/// Asks for the deletion of a space and its back room; the name is typed, so that it is meant.
pub async fn ask(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId, typed: &str) -> Result<()> {
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
pub async fn finish_due(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let due: Vec<(SpaceId, String)> = spaces::table
        .filter(spaces::deletion_due_at.is_not_null().and(spaces::deletion_due_at.assume_not_null().le(tx.at())))
        .order((spaces::room_of.is_null(), spaces::id))
        .for_update()
        .select((spaces::id, spaces::name))
        .load(&mut tx.conn())
        .await?;
    for (space, name) in due {
        guest::leave_all(tx, None, space).await?;
        // Held mail of a space is its owners' to read: without the space it is nobody's.
        let held = mail_recipients::state.eq(MailState::Held).and(mail_recipients::space_id.eq(space));
        diesel::update(mail_recipients::table.filter(held))
            .set((
                mail_recipients::state.eq(MailState::Dropped),
                mail_recipients::reason.eq(MailReason::Removed),
                mail_recipients::settled_at.eq(tx.at()),
            ))
            .execute(&mut tx.conn())
            .await?;
        diesel::delete(spaces::table.find(space)).execute(&mut tx.conn()).await?;
        event::record(tx, None, &Event::SpaceDeleted { space, name }).await?;
    }
    Ok(())
}
