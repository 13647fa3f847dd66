//! A guest's access is a small contract: person, organization, spaces, sponsor, purpose, end, horizon.
//!
//! It is *proposed* by an owner of all its spaces, *approved* (at once, or by a second key), *accepted* by the invited
//! address alone, perhaps *extended*, and it *ends*: there is no access without an end. What a guest is in a space is
//! never written by hand: [`contract::settle`] derives each membership from the contracts that live, so that two of
//! them on one space cannot contradict each other and the end of one cannot take away what the other grants.

mod accept;
mod answered;
mod approve;
mod contract;
mod end;
mod extend;
mod hand_over;
mod history;
mod letters;
mod list;
mod look;
mod opening;
mod preview;
mod propose;
mod remind;
mod rules;

pub use accept::{Acceptance, Comer, Invitation, accept, decline, invitation};
pub use answered::{Answered, answered};
pub use approve::{approve, refuse};
pub use end::{end, end_organization, withdraw};
pub use extend::{change_sponsor, extend, resend};
pub use hand_over::{hear_left, hear_left_space};
pub use history::{Contract, Line, Told, contract};
pub use letters::{
    EndedLetter, EndingLetter, HandedOverLetter, InvitationLetter, NarrowedLetter, ended_letter, ending_letter,
    handed_over_letter, invitation_letter, narrowed_letter,
};
pub use list::{Entry, House, Place, State, of_house, of_space};
pub use look::{look_as, stop_looking};
pub(in crate::domain) use opening::leave_all;
pub use opening::{Exposure, close, exposure, open};
pub use preview::{Glimpse, Seen, preview};
pub use propose::{Invited, Partner, Proposal, propose};
pub use remind::tend;
pub use rules::{Choices, Company, Rules, choices, rules};
