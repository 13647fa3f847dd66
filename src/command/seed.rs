//! `parvis seed`

use clap::Args;
use parvis::config::Options;
use parvis::seed::{self, Size};

use super::installation::with_app;

#[derive(Args, Debug)]
pub struct Seed {
    /// How many people
    #[arg(long, default_value_t = 1_000)]
    people: u32,
    /// How many spaces
    #[arg(long, default_value_t = 100)]
    spaces: u32,
    /// How many posts
    #[arg(long, default_value_t = 10_000)]
    posts: u32,
    /// How many comments
    #[arg(long, default_value_t = 50_000)]
    comments: u32,
    #[command(flatten)]
    options: Options,
}

impl Seed {
    pub async fn run(self) -> anyhow::Result<()> {
        let Self { people, spaces, posts, comments, options } = self;
        let size = Size { people, spaces, posts, comments };
        with_app(options, async |app| seed::fill(&app, size).await).await
    }
}
