//! People: employees of the house and guests of partners.

pub mod directory;
mod edit;
mod face;
mod join;
mod index;
mod newcomers;
mod profile;
pub mod roster;
mod standing;

pub use edit::{Draft, Own, Typed, change_photo, edit, own};
pub use face::Face;
pub(in crate::domain) use index::{index, index_all_of};
pub(in crate::domain) use join::{Newcomer, join};
pub use newcomers::newcomers;
pub use profile::{Details, Profile, Shared, Stay, Told, photo, profile};
pub(in crate::domain) use standing::standing_but_last_admin;
pub use standing::{name_admin, reinstate, release_admin, suspend};
