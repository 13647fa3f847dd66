//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod comments;
mod drafts;
mod feeds;
mod history;
mod home;
mod licences;
mod mentions;
mod posts;
mod server;
mod sign_in;
