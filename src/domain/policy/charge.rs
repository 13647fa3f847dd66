//! Who has charge of a guest's access: an owner of one of its spaces, its sponsor, an admin. For everybody else the
//! contract does not exist, the guest among them: what it says of them stands in their invitation and in their frame.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Viewer;
use crate::domain::db::Db;
use crate::domain::ids::{AccessId, PersonId};
use crate::domain::kinds::Role;
use crate::domain::schema::{access_spaces, accesses, memberships, people};
use crate::error::{Error, Result, Why};

/// Proof that a viewer has charge of a guest's access.
#[derive(Debug)]
pub struct Charge {
    viewer: Viewer,
    access: AccessId,
    owns: bool,
    sponsors: bool,
    admin: bool,
    proposed: bool,
}

impl Charge {
    /// Which access.
    pub fn access(&self) -> AccessId {
        self.access
    }

    /// Who has charge of it.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The same, by id.
    pub fn person(&self) -> PersonId {
        self.viewer.id()
    }

    /// Whether they may turn the second key: an owner or an admin, and never the one who proposed.
    pub fn may_approve(&self) -> Result<()> {
        match self {
            Self { proposed: true, .. } => Err(Error::NotAllowed(Why::OwnProposal)),
            Self { owns: true, .. } => Ok(()),
            Self { admin: true, .. } => Ok(()),
            _ => Err(Error::NotAllowed(Why::NotAnOwner)),
        }
    }

    /// Whether they may look as this guest: an owner or the sponsor. Admins have no sight into spaces, nor by this way.
    pub fn may_look(&self) -> Result<()> {
        if self.owns || self.sponsors { Ok(()) } else { Err(Error::NotAllowed(Why::NotAnOwner)) }
    }
}

/// To the contract of a guest's access. What they are is read anew: an act asks this again in its own transaction.
pub async fn charge(db: &Db, viewer: &Viewer, access: AccessId) -> Result<Charge> {
    viewer.employee()?;
    let owner = memberships::person_id.eq(viewer.id()).and(memberships::role.eq(Role::Owner));
    let of_its_spaces = access_spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(access_spaces::space_id)))
        .filter(access_spaces::access_id.eq(accesses::id))
        .filter(owner);
    let themselves = people::table
        .find(viewer.id())
        .filter(people::left_at.is_null().and(people::suspended_at.is_null()))
        .select(people::is_admin)
        .single_value();
    let found: Option<(PersonId, PersonId, bool, Option<bool>)> = accesses::table
        .find(access)
        .select((accesses::sponsor_id, accesses::proposed_by, exists(of_its_spaces), themselves))
        .first(&mut db.conn())
        .await
        .optional()?;
    let (sponsor, proposer, owns, admin) = found.ok_or(Error::NotFound)?;
    let admin = admin.ok_or(Error::NotFound)?;
    let sponsors = sponsor == viewer.id();
    if !(owns || sponsors || admin) {
        return Err(Error::NotFound);
    }
    Ok(Charge { viewer: viewer.carried(), access, owns, sponsors, admin, proposed: proposer == viewer.id() })
}
