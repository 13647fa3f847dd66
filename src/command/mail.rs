//! `parvis mail`

use std::io::{Read as _, Write as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use parvis::mail::incoming::dns::Dns;
use parvis::mail::incoming::explain::{Explained, explain};
use parvis::mail::incoming::sender::{Envelope, House};
use parvis::mail::incoming::{Kind, Ours, Wish};

#[derive(Subcommand, Debug)]
pub enum Mail {
    /// Say what would become of messages, storing nothing
    Explain(Explain),
}

impl Mail {
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Explain(explain) => explain.run().await,
        }
    }
}

#[derive(Args, Debug)]
pub struct Explain {
    /// Raw messages, folders of them, or `-` for what is piped in
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// JSON; for several messages one line for each
    #[arg(long)]
    json: bool,
    /// Ask the DNS who the sender is
    #[arg(long)]
    dns: bool,
    /// The address of the server that handed the message over
    #[arg(long)]
    ip: Option<IpAddr>,
    /// What that server called itself
    #[arg(long, default_value = "")]
    helo: String,
    /// The sender on the envelope
    #[arg(long, default_value = "")]
    mail_from: String,
    /// A domain whose addresses are employees'
    #[arg(long)]
    own_domain: Vec<String>,
    /// A name under which our own mail system writes Authentication-Results
    #[arg(long)]
    authserv_id: Vec<String>,
}

impl Explain {
    async fn run(self) -> anyhow::Result<()> {
        let mut files = Vec::new();
        for path in &self.files {
            gather(path, &mut files)?;
        }
        let dns = match self.dns {
            true => Some(Dns::of_the_machine().context("this machine has no resolver")?),
            false => None,
        };
        let envelope = Envelope { ip: self.ip, helo: self.helo.clone(), from: self.mail_from.clone() };
        let house =
            House { domains: self.own_domain.clone(), authserv_ids: self.authserv_id.clone(), ..House::default() };
        let several = files.len() > 1 || self.files.iter().any(|path| path.is_dir());
        let mut out = std::io::stdout().lock();
        for file in files {
            let raw = read(&file)?;
            let explained = explain(&raw, &envelope, &house, &Ours::default(), dns.as_ref()).await;
            let line = match (self.json, several) {
                (true, true) => {
                    let mut value = serde_json::to_value(&explained)?;
                    value["file"] = file.display().to_string().into();
                    value.to_string()
                }
                (true, false) => serde_json::to_string_pretty(&explained)?,
                (false, _) => in_words(&file, &explained),
            };
            // Whoever reads may have read enough.
            if writeln!(out, "{line}").is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut inside: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| gather(path, files))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut raw = Vec::new();
        std::io::stdin().read_to_end(&mut raw).context("cannot read what is piped in")?;
        return Ok(raw);
    }
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

fn in_words(file: &Path, explained: &Explained) -> String {
    let mut lines = vec![format!("{}: {}", file.display(), named(explained.kind))];
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("  {name}: {value}"));
        }
    };
    add("reason", explained.reason.map(|reason| word(&reason)).unwrap_or_default());
    add("refused", explained.refusal.map(|refusal| word(&refusal)).unwrap_or_default());
    add("from", explained.from.as_ref().map(|from| from.address.clone()).unwrap_or_default());
    add(
        "sender",
        explained.sender.as_ref().map(|sender| format!("{:?}, {}", sender.level, sender.why)).unwrap_or_default(),
    );
    add("asks for", explained.wish.map(asked).unwrap_or_default());
    add("subject", explained.subject.clone());
    for recipient in explained.recipients() {
        add("about", format!("{} {} {}", recipient.address, recipient.action, recipient.status));
    }
    for file in &explained.attachments {
        add("file", format!("{} ({}, {} bytes)", file.name, file.media_type, file.size));
    }
    add("kept", format!("\n{}", indented(&explained.kept)));
    for piece in &explained.folded {
        add("folded", format!("{}\n{}", piece.why.map(|why| word(&why)).unwrap_or_default(), indented(&piece.text)));
    }
    for passed in &explained.passed_on {
        add(
            "passed on",
            format!("{}, {}, {}\n{}", passed.author, passed.date, passed.subject, indented(&passed.words)),
        );
    }
    lines.join("\n")
}

fn indented(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn asked(wish: Wish) -> String {
    match wish {
        Wish::Say(reaction) => format!("the word {}", word(&reaction)),
        Wish::Attend(attention) => format!("a thread {}", word(&attention)),
    }
}

fn named(kind: Kind) -> String {
    word(&kind)
}

/// A word of the program as it stands in JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
