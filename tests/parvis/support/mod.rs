//! What tests stand on: a database of their own, a cast, a browser.

#![allow(dead_code)]

pub mod browser;
pub mod chromium;
pub mod cluster;
pub mod post;
pub mod process;
pub mod push_service;
pub mod s3;
pub mod smtp;
pub mod source;
pub mod world;

pub use browser::{Browser, Page};
pub use world::World;
