//! The records by which a domain says what mail is its own, asked from the DNS and kept for a while.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::Instant;

use mail_auth::common::parse::TxtRecordParser as _;
use mail_auth::common::resolver::ToFqdn;
use mail_auth::common::verify::DomainKey;
use mail_auth::dmarc::Dmarc;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::proto::op::ResponseCode;
use mail_auth::spf::Spf;
use mail_auth::{DnsError, Error, MX, MessageAuthenticator, RecordSet, ResolverCache, Txt};

/// Asks for records.
pub struct Dns {
    pub(super) authenticator: MessageAuthenticator,
    pub(super) records: Records,
}

/// Text records that were seen, by name.
#[derive(Default)]
pub(super) struct Records {
    known: Mutex<HashMap<Box<str>, (Txt, Instant)>>,
    /// Nothing else exists, and nobody is asked.
    closed: bool,
}

/// So many records are kept; then all are asked again.
const MOST: usize = 10_000;

impl Dns {
    /// The machine's own resolver.
    pub fn of_the_machine() -> Option<Self> {
        MessageAuthenticator::new_system_conf()
            .ok()
            .map(|authenticator| Self { authenticator, records: Records::default() })
    }

    /// Knows these records and asks nobody: every other name does not exist.
    pub fn knowing(records: &[(&str, &str)]) -> Self {
        let far = Instant::now() + std::time::Duration::from_secs(86_400);
        let known =
            records.iter().map(|(name, text)| (name.to_fqdn().into_owned().into_boxed_str(), (record(text), far)));
        let records = Records { known: Mutex::new(known.collect()), closed: true };
        Self { authenticator: nobody(), records }
    }

    /// Knows nothing and reaches nobody.
    pub fn away() -> Self {
        Self { authenticator: nobody(), records: Records::default() }
    }
}

/// What the DNS says of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// This stands there.
    Found(String),
    /// Nothing of the kind does.
    Missing,
    /// It did not answer.
    Away,
}

/// How long a question may take, for somebody who waits for the answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(4);

impl Dns {
    /// Who takes mail for a domain.
    pub async fn exchanges(&self, domain: &str) -> Published {
        if self.records.closed {
            return Published::Missing;
        }
        let asked = self.authenticator.mx_lookup(domain, None::<&NoExchanges>);
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(found)) if !found.rrset.is_empty() => {
                let hosts = found.rrset.iter().flat_map(|mx| mx.exchanges.iter());
                Published::Found(hosts.map(|host| host.trim_end_matches('.')).collect::<Vec<_>>().join(", "))
            }
            Ok(Ok(_)) => Published::Missing,
            Ok(Err(error)) => missing_or_away(&error),
            Err(_) => Published::Away,
        }
    }

    /// A text record that begins like this.
    pub async fn text(&self, name: &str, begins: &str) -> Published {
        if self.records.closed {
            return Published::Missing;
        }
        match tokio::time::timeout(PATIENCE, self.authenticator.txt_raw_lookup(name)).await {
            Ok(Ok(found)) => {
                let text = String::from_utf8_lossy(&found).into_owned();
                match text.find(begins) {
                    Some(at) => Published::Found(text[at..].chars().take(300).collect()),
                    None => Published::Missing,
                }
            }
            Ok(Err(error)) => missing_or_away(&error),
            Err(_) => Published::Away,
        }
    }
}

fn missing_or_away(error: &Error) -> Published {
    match error {
        Error::Dns(DnsError::RecordNotFound(_)) => Published::Missing,
        _ => Published::Away,
    }
}

/// Nothing is remembered: whoever asks has just changed a record.
struct NoExchanges;

impl ResolverCache<Box<str>, RecordSet<MX>> for NoExchanges {
    fn get<Q>(&self, _: &Q) -> Option<RecordSet<MX>>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn remove<Q>(&self, _: &Q) -> Option<RecordSet<MX>>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: Box<str>, _: RecordSet<MX>, _: Instant) {}
}

/// A text record by what it begins with.
fn record(text: &str) -> Txt {
    let bytes = text.as_bytes();
    match text.split([';', ' ']).next() {
        Some("v=spf1") => Spf::parse(bytes).into(),
        Some("v=DMARC1") => Dmarc::parse(bytes).into(),
        _ => DomainKey::parse(bytes).into(),
    }
}

/// A resolver without a server.
fn nobody() -> MessageAuthenticator {
    MessageAuthenticator::new(ResolverConfig::default(), ResolverOpts::default())
        .expect("a resolver needs no server to be made")
}

impl ResolverCache<Box<str>, Txt> for Records {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let found = known.get(name).filter(|(_, until)| *until > Instant::now()).map(|(record, _)| record.clone());
        found
            .or_else(|| self.closed.then_some(Txt::Error(Error::Dns(DnsError::RecordNotFound(ResponseCode::NXDomain)))))
    }

    fn remove<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(name).map(|(record, _)| record)
    }

    fn insert(&self, name: Box<str>, record: Txt, until: Instant) {
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(name, (record, until));
    }
}
