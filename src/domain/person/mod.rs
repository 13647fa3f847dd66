//! People: employees of the house and guests of partners.

mod face;

pub use face::Face;
