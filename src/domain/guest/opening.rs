//! Opening a project to guests, and closing it again: explicit acts of its owner.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract::{self, settle};
use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, PersonId, SpaceId};
use crate::domain::kinds::{EndReason, PersonKind, Role, SpaceKind};
use crate::domain::membership::hold_as_owner;
use crate::domain::policy::{Grants, InSpace, Own};
use crate::domain::schema::{access_spaces, accesses, comments, memberships, people, posts, spaces};
use crate::error::{Error, Result, Why};

/// What opening makes readable, and what closing ends: said before it is done.
#[derive(Debug)]
pub struct Exposure {
    /// The space's name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Whether it may be opened at all: a project, and not archived.
    pub may_open: bool,
    /// Posts a guest with no horizon would read.
    pub posts: i64,
    /// Answers likewise.
    pub comments: i64,
    /// Colleagues whom guests would see by name.
    pub colleagues: i64,
    /// Guests whose accesses closing would end or narrow.
    pub guests: i64,
    /// Invitations that closing would take back.
    pub invited: i64,
}

/// What opening or closing means for this space, today.
pub async fn exposure(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Exposure> {
    let id = space.space();
    let here = posts::table.filter(posts::space_id.eq(id).and(posts::deleted_at.is_null()));
    let answers = comments::table
        .inner_join(posts::table)
        .filter(posts::space_id.eq(id).and(posts::deleted_at.is_null()).and(comments::deleted_at.is_null()));
    let colleagues = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::space_id.eq(id).and(people::left_at.is_null()))
        .filter(memberships::person_kind.eq(PersonKind::Employee));
    let living = accesses::table
        .inner_join(access_spaces::table)
        .filter(access_spaces::space_id.eq(id).and(accesses::ended_at.is_null()));
    let row: (String, String, SpaceKind, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>) =
        spaces::table
            .find(id)
            .select((
                spaces::name,
                spaces::slug,
                spaces::kind,
                here.select(count_star()).single_value(),
                answers.select(count_star()).single_value(),
                colleagues.select(count_star()).single_value(),
                living.filter(accesses::accepted_at.is_not_null()).select(count_star()).single_value(),
                living.filter(accesses::accepted_at.is_null()).select(count_star()).single_value(),
            ))
            .first(&mut db.conn())
            .await?;
    let (name, slug, kind, posts, comments, colleagues, guests, invited) = row;
    Ok(Exposure {
        name,
        slug,
        may_open: kind == SpaceKind::Project && !space.is_archived(),
        posts: posts.unwrap_or_default(),
        comments: comments.unwrap_or_default(),
        colleagues: colleagues.unwrap_or_default(),
        guests: guests.unwrap_or_default(),
        invited: invited.unwrap_or_default(),
    })
}

/// Opens a project to guests: from now on they may be invited. Nobody new reads it yet, so its audience has not grown.
///
/// # Errors
/// [`Why::House`] for a group or a back room: guests never come in there, and the database would refuse it too.
pub async fn open(tx: &mut Tx, space: &InSpace<impl Grants<Own>>) -> Result<()> {
    hold_as_owner(tx, space).await?;
    let project = spaces::table.find(space.space()).filter(spaces::kind.eq(SpaceKind::Project));
    let kind: Option<SpaceId> = project.select(spaces::id).for_update().first(&mut tx.conn()).await.optional()?;
    if kind.is_none() {
        return Err(Error::NotAllowed(Why::House));
    }
    if space.is_archived() {
        return Err(Error::NotAllowed(Why::Archived));
    }
    let opened = diesel::update(spaces::table.find(space.space()))
        .filter(spaces::opened_to_guests.eq(false))
        .set(spaces::opened_to_guests.eq(true))
        .execute(&mut tx.conn())
        .await?;
    match opened {
        0 => Ok(()),
        _ => event::record(tx, Some(space.person()), &Event::SpaceOpenedToGuests { space: space.space() }).await,
    }
}

/// Closes a project to guests, in one transaction: its guests are out, a contract that has no other space ends, and only
/// then is the space marked as closed (the database holds that order).
pub async fn close(tx: &mut Tx, space: &InSpace<impl Grants<Own>>) -> Result<()> {
    let (id, by) = (space.space(), Some(space.person()));
    hold_as_owner(tx, space).await?;
    // New contracts wait at this row, and find the space closed.
    spaces::table.find(id).select(spaces::id).for_update().first::<SpaceId>(&mut tx.conn()).await?;
    leave_all(tx, by, id).await?;
    let closed = diesel::update(spaces::table.find(id))
        .filter(spaces::opened_to_guests)
        .set(spaces::opened_to_guests.eq(false))
        .execute(&mut tx.conn())
        .await?;
    match closed {
        0 => Ok(()),
        _ => event::record(tx, by, &Event::SpaceClosedToGuests { space: id }).await,
    }
}

/// The guests of a space are out of it, and a contract that has no other space ends.
pub(in crate::domain) async fn leave_all(tx: &mut Tx, by: Option<PersonId>, space: SpaceId) -> Result<()> {
    let living: Vec<(AccessId, Option<PersonId>)> = accesses::table
        .inner_join(access_spaces::table)
        .filter(access_spaces::space_id.eq(space).and(accesses::ended_at.is_null()))
        .order(accesses::id)
        .select((accesses::id, accesses::person_id))
        .load(&mut tx.conn())
        .await?;
    diesel::delete(access_spaces::table.filter(access_spaces::space_id.eq(space))).execute(&mut tx.conn()).await?;
    for (access, guest) in living {
        if let Some(guest) = guest {
            settle(tx, guest, space).await?;
        }
        if contract::spaces_of(tx, access).await?.is_empty() {
            contract::finish(tx, by, access, EndReason::SpaceClosed).await?;
        } else {
            event::record(tx, by, &Event::AccessNarrowed { access, space }).await?;
        }
    }
    let guests = memberships::space_id.eq(space).and(memberships::role.eq(Role::Guest));
    diesel::delete(memberships::table.filter(guests)).execute(&mut tx.conn()).await?;
    Ok(())
}
