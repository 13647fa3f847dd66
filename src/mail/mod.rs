//! Letters: written from events, at the moment they are sent, for one reader and in their language. And mail that comes in:
//! `door` keeps it, `incoming` understands it, `intake` does what it asks.

pub mod address;
pub mod door;
pub mod folder;
mod headers;
pub mod incoming;
pub mod intake;
pub mod keys;
pub mod letters;
mod mailer;

pub use headers::{Answering, List, Threading};
pub use mailer::{Carried, Mailer, Written};
