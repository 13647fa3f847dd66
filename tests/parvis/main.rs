//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod charter;
mod departures;
mod directory;
mod expiry;
mod guest_access;
mod guest_invitations;
mod invitations;
mod letters;
mod licences;
mod openings;
mod organizations;
mod passwords;
mod people;
mod photos;
mod profiles;
mod second_key;
mod server;
mod sessions;
mod setup;
mod sign_in;
mod view_as;
