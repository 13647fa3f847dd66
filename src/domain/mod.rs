//! What Parvis is. It knows nothing of HTTP, templates or SMTP.
//!
//! The slices stand in the order of their dependencies: each may use those above it, none below. A test reads this list.

mod schema;
mod sql;

pub mod comment;
pub mod credential;
pub mod db;
pub mod draft;
pub mod event;
pub mod feed;
pub mod house;
pub mod ids;
pub mod job;
pub mod kinds;
pub mod markup;
pub mod membership;
pub mod mention;
pub mod password;
pub mod person;
pub mod policy;
pub mod position;
pub mod post;
pub mod problems;
pub mod secret;
pub mod session;
pub mod space;
pub mod token;
pub mod words;
