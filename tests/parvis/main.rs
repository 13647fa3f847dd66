//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod access;
mod agreement;
mod architecture;
mod admin_spaces;
mod assets;
mod belt;
mod demo;
mod leaks;
mod charter;
mod departures;
mod directory;
mod invitations;
mod letters;
mod licences;
mod seed;
mod organizations;
mod passwords;
mod members;
mod rooms;
mod people;
mod photos;
mod profiles;
mod server;
mod sessions;
mod setup;
mod sign_in;
mod words;
mod space_settings;
mod spaces;
