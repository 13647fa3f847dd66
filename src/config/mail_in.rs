//! By which doors mail comes in, and whom to believe about it.

use std::net::{IpAddr, SocketAddr};

use clap::Args;

use super::imap::{self, ImapBox, TokenPlace};
use super::network::Network;
use super::problems::{Problems, given};

/// The doors as they are written.
#[derive(Args, Clone, Debug, Default)]
pub struct MailInOptions {
    /// Address and port where a mail server hands mail over by LMTP, or none
    #[arg(long, env = "PARVIS_LMTP_BIND", default_value = MailInOptions::LMTP, value_name = "ADDRESS:PORT")]
    pub lmtp_bind: String,

    /// Address and port where a mail server hands mail over by SMTP, or none
    #[arg(long, env = "PARVIS_MAIL_BIND", default_value = MailInOptions::SMTP, value_name = "ADDRESS:PORT")]
    pub mail_bind: String,

    /// Mail servers that may hand mail over there: addresses or networks, with commas
    #[arg(long, env = "PARVIS_MAIL_PEERS", default_value = MailInOptions::PEERS, value_name = "NETWORKS")]
    pub mail_peers: String,

    /// Mailbox to read, where no mail server hands mail over, as imaps://user:password@host/INBOX; an @ in the name is %40
    #[arg(long, env = "PARVIS_IMAP_URL", hide_env_values = true, value_name = "URL")]
    pub imap_url: Option<String>,

    /// Where the password of that mailbox is a client's secret, and gives a token to come in with (OAuth 2.0), as
    /// https://client@login.example.org/token?scope=mail
    #[arg(long, env = "PARVIS_IMAP_TOKEN", value_name = "URL")]
    pub imap_token: Option<String>,

    /// Folder of that mailbox into which mail is moved once Parvis has it; it is made when it is missing
    #[arg(long, env = "PARVIS_IMAP_DONE", default_value = MailInOptions::IMAP_DONE, value_name = "FOLDER")]
    pub imap_done: String,

    /// The most that one mail may weigh, in megabytes; the mail server in front must allow as much
    #[arg(long, env = "PARVIS_HEAVIEST_MAIL", default_value = MailInOptions::HEAVIEST, value_name = "MEGABYTES")]
    pub heaviest_mail: String,

    /// Names under which your own mail system writes Authentication-Results, with commas
    #[arg(long, env = "PARVIS_MAIL_AUTHSERV_IDS", default_value = "", value_name = "NAMES")]
    pub mail_authserv_ids: String,

    /// Hosts of your own mail system, as it names itself in Received, with commas
    #[arg(long, env = "PARVIS_MAIL_HOSTS", default_value = "", value_name = "NAMES")]
    pub mail_hosts: String,

    /// Addresses of relays that let only your own people send, with commas
    #[arg(long, env = "PARVIS_MAIL_RELAYS", default_value = "", value_name = "ADDRESSES")]
    pub mail_relays: String,

    /// Domains that may vouch for mail they forward (ARC), with commas
    #[arg(long, env = "PARVIS_MAIL_SEALERS", default_value = "", value_name = "DOMAINS")]
    pub mail_sealers: String,
}

/// The doors, checked.
#[derive(Clone, Debug)]
pub struct MailIn {
    /// Where LMTP is listened for.
    pub lmtp: Option<SocketAddr>,
    /// Where SMTP is.
    pub smtp: Option<SocketAddr>,
    /// Who may hand mail over there.
    pub peers: Vec<Network>,
    /// The mailbox that is read.
    pub imap: Option<ImapBox>,
    /// Where its password gives a token.
    pub imap_token: Option<TokenPlace>,
    /// Its folder for what has been taken.
    pub imap_done: String,
    /// The most that one mail may weigh, in bytes.
    pub heaviest: usize,
    /// The names under which our own mail system writes `Authentication-Results`.
    pub authserv_ids: Vec<String>,
    /// Its hosts.
    pub hosts: Vec<String>,
    /// Relays that let only our own people send.
    pub relays: Vec<IpAddr>,
    /// Who may vouch for what they forward.
    pub sealers: Vec<String>,
    /// Whether a mail domain was chosen: only then does a mailbox or a pipe get what is written to any address of it.
    pub has_domain: bool,
}

impl MailIn {
    /// Whether mail to any address of Parvis comes in: a letter asks for no answer that would go nowhere. An answer to the
    /// mailbox itself is understood all the same.
    pub fn is_open(&self) -> bool {
        self.lmtp.is_some() || self.smtp.is_some() || self.has_domain
    }
}

/// Megabytes: what mail servers carry has its end somewhere.
const HEAVIEST_OF_ALL: usize = 200;

impl MailInOptions {
    const LMTP: &str = "127.0.0.1:8024";
    const SMTP: &str = "127.0.0.1:8025";
    const PEERS: &str = "127.0.0.0/8,::1";
    const IMAP_DONE: &str = "Parvis";
    const HEAVIEST: &str = "25";

    /// Whether nobody chose this address: when it is taken, Parvis goes on without that door.
    pub fn is_usual(address: SocketAddr) -> bool {
        [Self::LMTP, Self::SMTP].iter().any(|usual| usual.parse() == Ok(address))
    }

    pub(super) fn check(&self, problems: &mut Problems, has_domain: bool) -> MailIn {
        let heaviest = match given(&self.heaviest_mail).unwrap_or(Self::HEAVIEST).parse() {
            Ok(megabytes @ 1..=HEAVIEST_OF_ALL) => megabytes * 1024 * 1024,
            _ => {
                let expected = format!("a number of megabytes from 1 to {HEAVIEST_OF_ALL}");
                problems.add("PARVIS_HEAVIEST_MAIL", &self.heaviest_mail, expected);
                0
            }
        };
        let mut door = |name, value: &str, usual: &str| match given(value).unwrap_or(usual) {
            "none" => None,
            value => {
                let address = value.parse().ok();
                if address.is_none() {
                    problems.add(name, value, "an address and a port, as 127.0.0.1:8024, or none");
                }
                address
            }
        };
        let lmtp = door("PARVIS_LMTP_BIND", &self.lmtp_bind, Self::LMTP);
        let smtp = door("PARVIS_MAIL_BIND", &self.mail_bind, Self::SMTP);
        let peers = given(&self.mail_peers).unwrap_or(Self::PEERS);
        let peers = problems.list("PARVIS_MAIL_PEERS", peers, "addresses or networks, as 127.0.0.1,10.0.0.0/8");
        let relays = problems.list("PARVIS_MAIL_RELAYS", &self.mail_relays, "addresses, as 10.0.0.25,10.0.0.26");
        let (imap, imap_token, imap_done) = self.mailbox(problems);
        MailIn {
            lmtp,
            smtp,
            peers,
            imap,
            imap_token,
            imap_done,
            heaviest,
            authserv_ids: names(&self.mail_authserv_ids),
            hosts: names(&self.mail_hosts),
            relays,
            sealers: names(&self.mail_sealers),
            has_domain,
        }
    }

    fn mailbox(&self, problems: &mut Problems) -> (Option<ImapBox>, Option<TokenPlace>, String) {
        let url = self.imap_url.as_deref().and_then(given);
        let mailbox = url.and_then(|url| url.parse().ok());
        if url.is_some() && mailbox.is_none() {
            let expected =
                "imaps://user:password@host/INBOX, with %40 for an @ in the name; imap:// only on this machine";
            problems.add_secret("PARVIS_IMAP_URL", expected);
        }
        let place = self.imap_token.as_deref().and_then(given);
        let token = place.and_then(|place| place.parse().ok());
        if let Some(place) = place.filter(|_| token.is_none()) {
            problems.add("PARVIS_IMAP_TOKEN", place, "https://client@host/path?scope=…, with no secret in it");
        }
        let done = given(&self.imap_done).unwrap_or(Self::IMAP_DONE);
        if !imap::is_name(done) {
            problems.add("PARVIS_IMAP_DONE", done, "the name of a folder, in plain letters");
        }
        if mailbox.as_ref().is_some_and(|mailbox: &ImapBox| mailbox.folder == done) {
            problems.add("PARVIS_IMAP_DONE", done, "another folder than the one of PARVIS_IMAP_URL");
        }
        (mailbox, token, done.to_owned())
    }
}

impl Problems {
    /// What stands in a list, one after a comma.
    fn list<T: std::str::FromStr>(&mut self, name: &'static str, value: &str, expected: &str) -> Vec<T> {
        let parsed: Result<Vec<T>, T::Err> = names(value).iter().map(|one| one.parse()).collect();
        parsed.unwrap_or_else(|_| {
            self.add(name, value, expected);
            Vec::new()
        })
    }
}

fn names(value: &str) -> Vec<String> {
    value.split(',').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
}
