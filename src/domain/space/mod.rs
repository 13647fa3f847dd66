//! Spaces: where posts live. Groups for the house alone, projects that may be opened to guests, and each project's back
//! room.

mod about;
mod audience;
mod door;
mod host;
mod mine;

pub use about::{Link, Row, Space, about, member_count};
pub(in crate::domain) use audience::grow_audience;
pub use audience::{Audience, Company, audience};
pub use door::{Door, door};
pub use host::{Host, host};
pub use mine::{Mine, companies, mine};
