//! Posts: what is said in a space, its history, and what keeping order does with it.

mod keep;
mod read;
mod write;

pub use keep::{close_comments, delete, pin, reopen_comments, unpin};
pub use read::{GUESTS, Readers, Removal, Source, Version, Whole, readers, source, versions, whole};
pub use write::{Draft, Edit, Published, edit, publish};
