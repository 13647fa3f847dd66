//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod assets;
mod demo;
mod licences;
mod seed;
mod server;
mod sign_in;
