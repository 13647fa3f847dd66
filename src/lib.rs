//! Parvis: a self-hosted, minimal social network for one company and its guests. ARCHITECTURE.md is the map.

pub mod admin;
pub mod app;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod error;
pub mod log;
pub mod mail;
pub mod postgres;
pub mod push;
pub mod seed;
pub mod stop;
pub mod web;
pub mod work;
