//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod feeds;
mod licences;
mod server;
mod sign_in;
