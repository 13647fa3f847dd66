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
mod feeds;
mod invitations;
mod leaks;
mod letters;
mod licences;
mod passwords;
mod seed;
mod server;
mod sessions;
mod setup;
mod sign_in;
mod words;
