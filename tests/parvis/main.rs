//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod architecture;
mod assets;
mod licences;
mod server;
mod sign_in;
