//! Parvis.
pub mod demo;
