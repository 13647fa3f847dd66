//! Membership: who is in a space and what they are there; joining, asking, inviting, leaving, handing over. A project's
//! back room has no membership of its own: it follows the project's (see `space::seats`), and whoever tries to change
//! it is told so.

mod admin;
mod read;
mod request;
mod write;

pub use admin::{enter, take_charge};
pub use read::{Candidate, Member, Members, Sought, candidates, members};
pub use request::{Request, accept, ask, refuse, requests, take_back};
pub(in crate::domain) use write::hold_as_owner;
pub use write::{change_role, hand_over, invite, join, leave, remove};

pub(in crate::domain) use super::space::seats::{put, remove as unseat};

use super::policy::InSpace;
use crate::error::{Error, Result, Why};

/// A back room's members are its project's: there is nothing to decide here.
fn not_a_room<R>(space: &InSpace<R>) -> Result<()> {
    if space.room_of().is_some() { Err(Error::NotAllowed(Why::BackRoom)) } else { Ok(()) }
}

/// Nobody new comes into an archived space.
fn not_archived<R>(space: &InSpace<R>) -> Result<()> {
    if space.is_archived() { Err(Error::NotAllowed(Why::Archived)) } else { Ok(()) }
}
