//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod admin_spaces;
mod assets;
mod charter;
mod expiry;
mod guest_access;
mod guest_invitations;
mod invitations;
mod letters;
mod licences;
mod members;
mod openings;
mod passwords;
mod rooms;
mod second_key;
mod server;
mod sessions;
mod setup;
mod sign_in;
mod space_settings;
mod spaces;
mod view_as;
