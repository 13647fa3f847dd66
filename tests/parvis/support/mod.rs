//! The tools of the tests.

pub mod cluster;
pub mod process;
