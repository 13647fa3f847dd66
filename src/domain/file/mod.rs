//! Files: what hangs in a post or a comment. A content is kept once, by its hash; a file is one use of it. It is reached
//! through the gate of its post, or by those who judge its words (`report`), and no other way; one that hangs nowhere yet is seen by its uploader alone, for a day.

mod attach;
mod carry;
mod clean;
mod draw;
mod incoming;
mod keep;
mod lay;
mod list;
mod name;
mod read;
mod sniff;
mod store;
mod sweep;

pub use attach::Change;
pub(in crate::domain) use attach::change;
pub use carry::{Travelling, carried};
pub use draw::draw;
pub use incoming::Incoming;
pub use keep::keep;
pub use lay::{Laid, lay};
pub(in crate::domain) use list::named;
pub use list::{Filter, Named, Page, Row, Uploader, of_space, uploaders};
pub use name::safe as safe_name;
pub use read::{Attached, Reached, of_thread, reach, waiting};
pub(in crate::domain) use read::{judged, of_judged, of_posts};
pub use sniff::is_safe_picture;
pub use store::{Bytes, Size, Store};
pub use sweep::{sweep, tidy};

/// So many files hang in one message at the most.
pub const MOST: usize = 10;

/// The files of one form may weigh together so many times what one of them may.
pub const HEAVIEST_TOGETHER: u64 = 2;
