//! Letters: written from events, at the moment they are sent, for one reader and in their language.

pub mod address;
pub mod folder;
pub mod incoming;
pub mod letters;
mod mailer;

pub use mailer::{Mailer, Written};
