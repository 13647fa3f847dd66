//! What Parvis is. It knows nothing of HTTP, templates or SMTP.
//!
//! The slices stand in the order of their dependencies: each may use those above it, none below. A test reads this list.

mod sql;
mod schema;

pub mod problems;
pub mod words;
pub mod kinds;
pub mod ids;
pub mod hours;
pub mod position;
pub mod markup;
pub mod db;
pub mod secret;
pub mod password;
pub mod policy;
pub mod job;
pub mod event;
pub mod bulk;
pub mod token;
pub mod mail_key;
pub mod push_key;
pub mod picture;
pub mod house;
pub mod charter;
pub mod session;
pub mod presence;
pub mod person;
pub mod organization;
pub mod credential;
pub mod account;
pub mod setup;
pub mod invitation;
pub mod space;
pub mod membership;
pub mod preferences;
pub mod suppression;
pub mod guest;
pub mod file;
pub mod deletion;
pub mod follow;
pub mod mention;
pub mod draft;
pub mod poll;
pub mod announcement;
pub mod reaction;
pub mod saved;
pub mod post;
pub mod comment;
pub mod mail;
pub mod report;
pub mod question;
pub mod feed;
pub mod search;
pub mod departure;
pub mod notification;
pub mod delivery;
pub mod device;
pub mod audit;
pub mod live;

// The last one: it knows every event and every listener.
pub mod dispatch;
