//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod admin_spaces;
mod assets;
mod licences;
mod members;
mod rooms;
mod server;
mod sign_in;
mod space_settings;
mod spaces;
