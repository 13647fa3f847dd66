//! `parvis mail-in`: a mail from a pipe, as Postfix's pipe(8) and aliases hand it over. The codes are those of sysexits(3),
//! which mail servers read: 0 once it is durable, 75 to come again, 67 for an address that nobody has.

use std::io::Read as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use parvis::app::App;
use parvis::config::Options;
use parvis::domain::kinds::MailDoor;
use parvis::domain::mail::Arrival;
use parvis::mail::door::{self, Doorbell, Known};

use super::installation::Installation;

/// It is too big to be taken.
const DATA: u8 = 65;
/// Nobody has this address.
const NOBODY: u8 = 67;
/// Come again.
const AGAIN: u8 = 75;

#[derive(Args, Debug)]
pub struct MailIn {
    /// The sender on the envelope; empty for a bounce
    #[arg(short = 'f', long = "sender", default_value = "", value_name = "ADDRESS")]
    sender: String,
    /// The recipients on the envelope
    #[arg(required = true, value_name = "RECIPIENT")]
    recipients: Vec<String>,
    #[command(flatten)]
    options: Options,
}

impl MailIn {
    /// Whatever goes wrong, whoever has the mail keeps it.
    pub async fn run(self) -> ExitCode {
        match self.take().await {
            Ok(code) => code,
            Err(error) => {
                eprintln!("parvis: {error:#}");
                ExitCode::from(AGAIN)
            }
        }
    }

    async fn take(self) -> anyhow::Result<ExitCode> {
        let config = self.options.check()?;
        parvis::log::start(&config.log);
        let mut raw = Vec::new();
        let most = config.mail_in.heaviest as u64;
        std::io::stdin().take(most + 1).read_to_end(&mut raw).context("the mail cannot be read")?;
        if raw.len() as u64 > most {
            eprintln!("parvis: the message is too big");
            return Ok(ExitCode::from(DATA));
        }
        let installation = Installation::join(&config).await?;
        let kept = async {
            let app = App::start(config, installation.url()).await?;
            keep(&app, &self.sender, &self.recipients, &raw).await
        };
        let kept = kept.await;
        installation.stop().await?;
        kept
    }
}

async fn keep(app: &App, sender: &str, recipients: &[String], raw: &[u8]) -> anyhow::Result<ExitCode> {
    let bell = Doorbell::new(app).await?;
    // One code answers for all: an address that nobody has does not keep the mail from the others.
    let mut ours = Vec::new();
    for recipient in recipients {
        match bell.ask(recipient).await? {
            Known::Ours(address) => ours.push(address),
            Known::Nobody | Known::Elsewhere => eprintln!("parvis: nobody has the address {recipient}"),
        }
    }
    if ours.is_empty() {
        return Ok(ExitCode::from(NOBODY));
    }
    let arrival = Arrival { door: MailDoor::Pipe, envelope_from: sender, peer: None, helo: "", recipients: &ours, raw };
    door::keep(app, &arrival).await?;
    Ok(ExitCode::SUCCESS)
}
