//! Admins have no sight into spaces. They come in as everybody does, visibly, and it is told.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::put;
use super::write::{other_owners, role_of};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::SpaceId;
use crate::domain::kinds::Role;
use crate::domain::policy::Admin;
use crate::domain::schema::spaces;
use crate::domain::space::seats::hold;
use crate::error::{Error, Result, Why};

/// An admin comes in as a member; who is in already stays what they are.
pub async fn enter(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId) -> Result<()> {
    standing(tx, space).await?;
    hold(tx, space).await?;
    if role_of(tx, space, admin.id()).await?.is_some() {
        return Ok(());
    }
    put(tx, space, admin.id(), Role::Member).await?;
    event::record(tx, Some(admin.id()), &Event::AdminEntered { space, person: admin.id() }).await
}

/// An admin answers for a space that nobody answers for any more.
pub async fn take_charge(tx: &mut Tx, admin: &Admin<'_>, space: SpaceId) -> Result<()> {
    standing(tx, space).await?;
    hold(tx, space).await?;
    if other_owners(tx, space, admin.id()).await? > 0 {
        return Err(Error::NotAllowed(Why::NotAnOwner));
    }
    enter(tx, admin, space).await?;
    put(tx, space, admin.id(), Role::Owner).await?;
    let now = Event::RoleChanged { space, person: admin.id(), role: Role::Owner };
    event::record(tx, Some(admin.id()), &now).await
}

/// Not into a back room, which follows its project; not into a space that waits for its deletion.
async fn standing(tx: &mut Tx, space: SpaceId) -> Result<()> {
    let row: Option<Option<SpaceId>> = spaces::table
        .find(space)
        .filter(spaces::deletion_due_at.is_null())
        .select(spaces::room_of)
        .first(&mut tx.conn())
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound),
        Some(Some(_)) => Err(Error::NotAllowed(Why::BackRoom)),
        Some(None) => Ok(()),
    }
}
