//! `parvis migrate`

use clap::Args;
use parvis::config::Options;

use super::installation::Installation;

#[derive(Args, Debug)]
pub struct Migrate {
    #[command(flatten)]
    options: Options,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<()> {
        let config = self.options.check()?;
        parvis::log::start(&config.log);
        Installation::join(&config).await?.stop().await
    }
}
