//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod charter;
mod departures;
mod directory;
mod invitations;
mod letters;
mod licences;
mod organizations;
mod passwords;
mod people;
mod photos;
mod profiles;
mod server;
mod sessions;
mod setup;
mod sign_in;
