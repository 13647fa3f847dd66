//! People: employees of the house and guests of partners.

mod face;
mod index;
mod join;

pub use face::Face;
pub(in crate::domain) use index::{index, index_all_of};
pub(in crate::domain) use join::{Newcomer, join};
