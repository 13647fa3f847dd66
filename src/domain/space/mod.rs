//! Spaces: where posts live. Groups for the house alone, projects that may be opened to guests, and each project's back
//! room.

mod about;
mod audience;
mod door;
mod emblem;
mod host;
mod index;
mod mine;
pub(in crate::domain) mod seats;
mod write;

pub use about::{Link, Row, Space, about};
pub use audience::{Audience, Company, audience};
pub(in crate::domain) use audience::{grow_audience, hold_audience};
pub use door::{Door, door};
pub use emblem::{change_picture, picture};
pub use host::{Host, host};
pub use index::{Entry, Known, Listing, Which, all, index};
pub use mine::{Mine, Near, companies, mine, near, unread};
pub use write::{Edit, Founding, archive, create, edit, open_room, reopen};
