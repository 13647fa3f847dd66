//! Comments: answers to a post, and answers to an answer, one level deep.

mod read;
mod thread;
mod write;

pub use read::{Comment, Place, last_of, place, source, versions};
pub use thread::{Gap, News, Piece, Thread, kept, news, one, thread};
pub use write::{Draft, Edit, answer, delete, edit};
