//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod departures;
mod directory;
mod licences;
mod organizations;
mod people;
mod photos;
mod profiles;
mod server;
mod sign_in;
