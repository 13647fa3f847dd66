//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod expiry;
mod guest_access;
mod guest_invitations;
mod letters;
mod licences;
mod openings;
mod second_key;
mod server;
mod sign_in;
mod view_as;
