//! What Parvis is. It knows nothing of HTTP, templates or SMTP.
//!
//! The slices stand in the order of their dependencies: each may use those above it, none below. A test reads this list.

pub mod ids;
pub mod kinds;
pub mod problems;
pub mod words;
pub mod markup;
pub mod secret;
pub mod password;

mod schema;
mod sql;
pub mod db;
pub mod position;
pub mod policy;
pub mod job;
pub mod event;

pub mod picture;
pub mod house;
pub mod charter;
pub mod token;
pub mod session;
pub mod credential;
pub mod person;
pub mod organization;
pub mod space;
pub mod membership;
pub mod invitation;
pub mod setup;
pub mod account;
pub mod guest;
pub mod draft;
pub mod mention;
pub mod post;
pub mod comment;
pub mod feed;
pub mod departure;
pub mod bulk;

// The last one: it knows every event and every listener.
pub mod dispatch;
