//! Spaces: where posts live. Groups for the house alone, projects that may be opened to guests, and each project's back
//! room.

mod mine;

pub use mine::{Mine, companies, mine};
