//! Tests from outside: sentences about people, over pages, letters and time.

mod support;

mod access;
mod agreement;
mod architecture;
mod assets;
mod belt;
mod browser;
mod demo;
mod leaks;
mod letters;
mod licences;
mod seed;
mod server;
mod sign_in;
mod words;
