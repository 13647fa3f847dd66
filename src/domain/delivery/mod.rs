//! Delivery by mail: which of what somebody is told goes to them by letter, when, and what became of it. A row is written
//! in the transaction that tells; when its hour comes, everything is asked again: whether they are still here, still see
//! it, have not read it meanwhile, still want it so. One item, one letter: at once or in the digest.

mod digest;
mod item;
mod link;
mod mailed;
mod plan;
mod sent;
mod settle;
mod stop;
mod take;

pub use digest::{Digest, Topic as Told, call};
pub use item::{Before, Item};
pub use link::{LINKS_HOLD, Link, linked};
pub use mailed::Names;
pub(in crate::domain) use plan::plan;
pub use sent::{Missed, Sent, Those, sent};
pub use settle::{Outcome, settle};
pub use stop::{Kind, Stop, kind, stop};
pub(in crate::domain) use take::reader;
pub use take::{Batch, Reader, take};

use super::kinds::{Reason, Topic};

impl Reason {
    /// As what the settings know it; nothing for what has letters of its own, or none.
    pub fn topic(self) -> Option<Topic> {
        match self {
            Self::Mention | Self::Kept | Self::Question => Some(Topic::Addressed),
            Self::Reply | Self::Thread => Some(Topic::Answered),
            Self::Outside => Some(Topic::GuestWrote),
            Self::Announcement => Some(Topic::Announced),
            Self::Space => Some(Topic::News),
            Self::Reaction => Some(Topic::Reacted),
            Self::Request
            | Self::Refusal
            | Self::Entry
            | Self::Role
            | Self::Approval
            | Self::Accepted
            | Self::Sponsor
            | Self::Ending
            | Self::Ended
            | Self::Report
            | Self::Hidden
            | Self::Restored
            | Self::Removed => None,
        }
    }
}
