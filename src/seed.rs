//! A large synthetic company, for measuring.

use crate::app::App;

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many people.
    pub people: u32,
    /// How many spaces.
    pub spaces: u32,
    /// How many posts.
    pub posts: u32,
    /// How many comments.
    pub comments: u32,
}

/// Fills an empty installation.
pub async fn fill(_app: &App, _size: Size) -> anyhow::Result<String> {
    anyhow::bail!("not built yet")
}
