//! What Parvis is. It knows nothing of HTTP, templates or SMTP.
//!
//! The slices stand in the order of their dependencies: each may use those above it, none below. A test reads this list.

mod schema;
mod sql;

pub mod account;
pub mod charter;
pub mod credential;
pub mod db;
pub mod departure;
pub mod event;
pub mod guest;
pub mod house;
pub mod ids;
pub mod invitation;
pub mod job;
pub mod kinds;
pub mod markup;
pub mod organization;
pub mod password;
pub mod person;
pub mod picture;
pub mod policy;
pub mod problems;
pub mod secret;
pub mod session;
pub mod setup;
pub mod space;
pub mod token;
pub mod words;

// The last one: it knows every event and every listener.
pub mod dispatch;
