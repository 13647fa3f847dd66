//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod charter;
mod invitations;
mod letters;
mod licences;
mod passwords;
mod server;
mod sessions;
mod setup;
mod sign_in;
