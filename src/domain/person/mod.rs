//! People: employees of the house and guests of partners.

mod face;
mod join;

pub use face::Face;
pub(in crate::domain) use join::{Newcomer, join};
