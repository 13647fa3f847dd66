//! Parvis: a self-hosted, minimal social network for one company and its guests. ARCHITECTURE.md is the map.

pub mod clock;
pub mod domain;
pub mod error;
