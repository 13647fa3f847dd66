//! Spaces: where posts live. Groups for the house alone, projects that may be opened to guests, and each project's back
//! room.

mod host;
mod mine;

pub use host::{Host, host};
pub use mine::{Mine, companies, mine};
