//! Files: what hangs in a post or a comment. A content is kept once, by its hash; a file is one use of it. It is reached
//! through the gate of its post and no other way; one that hangs nowhere yet is seen by its uploader alone, for a day.

mod attach;
mod draw;
mod incoming;
mod keep;
mod list;
mod name;
mod read;
mod sniff;
mod store;
mod sweep;

pub(in crate::domain) use attach::{attach, detach};
pub use draw::draw;
pub use incoming::Incoming;
pub use keep::keep;
pub use list::{Filter, Page, Row, Uploader, of_space, uploaders};
pub use name::safe as safe_name;
pub(in crate::domain) use read::of_posts;
pub use read::{Attached, Reached, of_thread, reach, waiting};
pub use sniff::is_safe_picture;
pub use store::{Bytes, Size, Store};
pub use sweep::sweep;

/// So many files hang in one message at the most.
pub const MOST: usize = 10;

/// The most that one may weigh, in bytes.
pub const HEAVIEST: u64 = 50 * 1024 * 1024;

/// The most that those of one form may weigh together.
pub const HEAVIEST_TOGETHER: u64 = 100 * 1024 * 1024;
