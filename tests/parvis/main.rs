//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod admin_spaces;
mod assets;
mod comments;
mod drafts;
mod feeds;
mod history;
mod home;
mod licences;
mod members;
mod mentions;
mod posts;
mod rooms;
mod server;
mod sign_in;
mod space_settings;
mod spaces;
