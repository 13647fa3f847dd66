//! The command line of Parvis: one binary, whose subcommands are verbs.

mod command;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;

use command::Cli;

/// A page is thousands of small pieces of text: the system's own allocator was a fifth of its cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("parvis: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // Exactly one provider of cryptography, chosen before anybody needs one.
    rustls::crypto::ring::default_provider().install_default().ok();
    // Migrations block their thread for a moment, which only this kind of runtime allows.
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start")?
        .block_on(command::run(cli))
}
