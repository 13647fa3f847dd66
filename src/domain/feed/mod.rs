//! Feeds: what happens in the reader's spaces, or in one, and where they left off.

mod entry;
mod fresh;
mod list;
mod near;
mod recent;
mod visits;

pub use entry::{Entry, Hearing, companions, entries, hearings};
pub use fresh::{fresh, fresh_in};
pub use list::{Decision, Order, Page, Scope, decisions, home, pinned, space, unanswered_in};
pub use recent::{Recent, recent};
pub use visits::{Left, left, left_in, mark, visit};
