//! Letters: written from events, at the moment they are sent, for one reader and in their language.

pub mod address;
pub mod folder;
mod headers;
pub mod incoming;
pub mod keys;
pub mod letters;
mod mailer;

pub use headers::{List, Threading};
pub use mailer::{Carried, Mailer, Written};
