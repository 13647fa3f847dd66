//! `parvis admin`

use clap::{Args, Subcommand};
use parvis::admin;
use parvis::config::Options;

use super::installation::with_app;

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an administrator, and print the link by which they choose their password
    Create(Create),
    /// Print a link by which an administrator chooses a new password
    Reset(Reset),
}

#[derive(Args, Debug)]
pub struct Create {
    /// Their name, as colleagues will read it
    #[arg(long)]
    name: String,
    /// Their mail address
    #[arg(long)]
    email: String,
    #[command(flatten)]
    options: Options,
}

#[derive(Args, Debug)]
pub struct Reset {
    /// Their mail address
    #[arg(long)]
    email: String,
    #[command(flatten)]
    options: Options,
}

impl Admin {
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Create(Create { name, email, options }) => {
                with_app(options, async |app| admin::create(&app, &name, &email).await).await
            }
            Self::Reset(Reset { email, options }) => {
                with_app(options, async |app| admin::reset(&app, &email).await).await
            }
        }
    }
}
