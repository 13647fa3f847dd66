//! The subcommands, one file each.

mod admin;
mod demo;
mod installation;
mod mail;
mod mail_in;
mod migrate;
mod seed;
mod serve;
mod signals;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A social network for one company and its guests.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Run the server: pages, background work, and the database unless you have one
    Serve(serve::Serve),
    /// Bring the database up to date; `serve` does it by itself when it starts
    Migrate(migrate::Migrate),
    /// Fill an empty installation with the demo company, and print its accounts
    Demo(demo::Demo),
    /// Fill an empty installation with a large synthetic company, for measuring
    Seed(seed::Seed),
    /// Look after the administrators
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Look into mail
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Take a mail in from a pipe
    MailIn(mail_in::MailIn),
}

/// Does what the command line says.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let done = match cli.verb {
        Verb::Serve(serve) => serve.run().await,
        Verb::Migrate(migrate) => migrate.run().await,
        Verb::Demo(demo) => demo.run().await,
        Verb::Seed(seed) => seed.run().await,
        Verb::Admin(admin) => admin.run().await,
        Verb::Mail(mail) => mail.run().await,
        Verb::MailIn(mail) => return Ok(mail.run().await),
    };
    done.map(|()| ExitCode::SUCCESS)
}
