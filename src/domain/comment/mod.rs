//! Comments: answers to a post, and answers to an answer, one level deep.

mod read;
mod thread;
mod write;

pub(in crate::domain) use read::last_of;
pub use read::{Comment, Place, place, source, versions};
pub use thread::{Gap, News, Piece, Thread, kept, news, one, thread};
pub use write::{Draft, Edit, answer, delete, edit};
