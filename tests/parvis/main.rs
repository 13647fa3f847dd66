//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod access;
mod agreement;
mod architecture;
mod assets;
mod belt;
mod browser;
mod charter;
mod demo;
mod expiry;
mod feeds;
mod guest_access;
mod guest_invitations;
mod invitations;
mod leaks;
mod letters;
mod licences;
mod openings;
mod passwords;
mod second_key;
mod seed;
mod server;
mod sessions;
mod setup;
mod sign_in;
mod view_as;
mod words;
