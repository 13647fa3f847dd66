//! Colleagues' invitations: an admin asks an address in, or an address of the house's own domains asks itself. The
//! account is made when the link in the letter is accepted, never before.

pub mod list;
mod read;
mod write;

pub use read::{Offer, Waiting, known, offered, waiting};
pub use write::{Due, Invited, accept, invite, letter, resend, revoke, sign_up};

use super::words::{Email, Line, Name};

/// Somebody to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// Where the letter goes.
    pub email: Email,
    /// As they are called, when that is known.
    pub name: Option<Name>,
    /// What they do.
    pub title: Option<Line>,
    /// Where in the house.
    pub unit: Option<Line>,
}
