//! `parvis demo`

use clap::Args;
use parvis::config::Options;

use super::installation::with_app;

#[derive(Args, Debug)]
pub struct Demo {
    #[command(flatten)]
    options: Options,
}

impl Demo {
    pub async fn run(self) -> anyhow::Result<()> {
        with_app(self.options, async |app| parvis::demo::fill(&app).await).await
    }
}
