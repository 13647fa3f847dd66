//! Notifications: what happened, told to those whom it concerns. [`recipients`] says who hears of what; `write` keeps it,
//! at most once for each person and item; `read` draws it. A row holds ids and a reason: whether it may still be seen, and
//! what it says, is asked when it is shown.

mod catch_up;
mod questions;
mod read;
mod recipients;
mod told;
mod visible;
mod write;

pub use catch_up::catch_up;
pub use questions::tend;
pub use read::{Actor, Contract, Notice, Notices, Place, Unread, notices, one, unread};
pub use told::{Spot, Told};
pub(in crate::domain) use told::{still_unread, told};
pub(in crate::domain) use write::hear;
pub use write::{read_all, read_bundle, read_item, read_thread};
