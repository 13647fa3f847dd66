//! How far it is proved that a message comes from whom it says: levels A to D.

use std::net::IpAddr;

use mail_auth::common::verify::VerifySignature as _;
use mail_auth::dmarc::Policy;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{AuthenticatedMessage, DkimResult, DmarcResult, Parameters, SpfOutput, SpfResult};
use serde::Serialize;

use super::author;
use super::dns::Dns;
use super::head::Head;
use super::parse::Incoming;

/// How far the sender is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Level {
    /// Verified: the domain of the address vouches for this message.
    A,
    /// Plausible: nothing speaks against it, and they hold a letter that only they were sent.
    B,
    /// Unknown: nothing to go by.
    C,
    /// Contradicted: the domain says that it is not theirs.
    D,
}

/// Who took part in handing the message over.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// The address of the server that handed it to our mail system.
    pub ip: Option<IpAddr>,
    /// What it called itself.
    pub helo: String,
    /// The envelope's sender; empty for bounces.
    pub from: String,
}

/// What the house says of its own mail.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// The domains whose addresses are employees'.
    pub domains: Vec<String>,
    /// The names under which our own mail system writes `Authentication-Results`.
    pub authserv_ids: Vec<String>,
    /// Relays of the house that let only its own people send.
    pub relays: Vec<IpAddr>,
    /// The hosts of our own mail system, as it names itself in `Received`.
    pub hosts: Vec<String>,
    /// Who may vouch for a message that they changed on the way (ARC).
    pub sealers: Vec<String>,
}

/// What was found out, in words that can be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// `pass`, `fail`, `softfail`, `neutral`, `none`, `temperror`, `permerror`
    pub spf: String,
    /// The domains that signed, and whether the signature holds.
    pub dkim: Vec<(String, bool)>,
    /// `pass`, `fail`, `none`
    pub dmarc: String,
    /// What the domain asks to be done with what fails: `none`, `quarantine`, `reject`, or nothing.
    pub policy: String,
    /// Whether somebody who is trusted vouches for what passed before them (ARC).
    pub sealed: bool,
    /// The DNS did not answer: ask again later.
    pub trouble: bool,
    /// Who found it out: `self`, `authserv` or `relay`.
    pub by: String,
}

/// Checks signatures and records. Only a pass is one: a broken body makes mail-auth say neutral, and a name server that is
/// away says nothing about the sender.
pub async fn check(raw: &[u8], envelope: &Envelope, house: &House, dns: &Dns) -> Verdict {
    let mut verdict = Verdict { spf: "none".into(), dmarc: "none".into(), by: "self".into(), ..Verdict::default() };
    if is_relayed(envelope, house) {
        return Verdict { by: "relay".into(), ..verdict };
    }
    let head = Head::read(raw);
    if author::of(&head).is_ok_and(|from| of_our_system(&head, from.domain(), house).is_some()) {
        return Verdict { by: "authserv".into(), ..verdict };
    }
    let Some(message) = AuthenticatedMessage::parse(raw) else { return verdict };
    let dkim = dns.authenticator.verify_dkim(Parameters::new(&message).with_txt_cache(&dns.records)).await;
    for signature in &dkim {
        let domain = signature.signature().map(|signature| signature.domain().to_ascii_lowercase());
        verdict.trouble |= matches!(signature.result(), DkimResult::TempError(_));
        verdict.dkim.extend(domain.map(|domain| (domain, *signature.result() == DkimResult::Pass)));
    }
    let spf = match envelope.ip {
        Some(ip) => {
            let ask = SpfParameters::verify_mail_from(ip, &envelope.helo, "localhost", &envelope.from);
            dns.authenticator.verify_spf(Parameters::new(ask).with_txt_cache(&dns.records)).await
        }
        None => SpfOutput::new(String::new()).with_result(SpfResult::None),
    };
    verdict.trouble |= spf.result() == SpfResult::TempError;
    verdict.spf = format!("{:?}", spf.result()).to_lowercase();
    let domain = envelope.from.rsplit_once('@').map_or(&*envelope.helo, |(_, domain)| domain);
    let ask = DmarcParameters::new(&message, &dkim, domain, &spf);
    let dmarc = dns.authenticator.verify_dmarc(Parameters::new(ask).with_txt_cache(&dns.records)).await;
    verdict.trouble |= matches!(dmarc.dkim_result(), DmarcResult::TempError(_))
        || matches!(dmarc.spf_result(), DmarcResult::TempError(_));
    verdict.dmarc = match dmarc.result() {
        DmarcResult::Pass => "pass",
        DmarcResult::Fail(_) => "fail",
        _ => "none",
    }
    .into();
    if dmarc.dmarc_record().is_some() {
        verdict.policy = match dmarc.policy() {
            Policy::Quarantine => "quarantine",
            Policy::Reject => "reject",
            _ => "none",
        }
        .into();
    }
    let arc = dns.authenticator.verify_arc(Parameters::new(&message).with_txt_cache(&dns.records)).await;
    if *arc.result() == DkimResult::Pass
        && let Some(newest) = arc.sets().last()
    {
        let sealer = newest.seal.header.domain();
        let trusted = house.sealers.iter().any(|known| known.eq_ignore_ascii_case(sealer));
        verdict.sealed = trusted && sealed_results_say(&message, arc.sets().len(), "dmarc=pass");
    }
    verdict
}

/// Whether the results that the sealer of this number wrote down say this. The number counts and not the place, which no
/// seal protects.
fn sealed_results_say(message: &AuthenticatedMessage<'_>, number: usize, says: &str) -> bool {
    message.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(b"arc-authentication-results")).any(
        |(_, value)| {
            let value: String = String::from_utf8_lossy(value).to_lowercase().split_whitespace().collect();
            value.starts_with(&format!("i={number};")) && value.contains(says)
        },
    )
}

/// Whether it was handed over by a relay that lets only our own people send.
fn is_relayed(envelope: &Envelope, house: &House) -> bool {
    envelope.ip.is_some_and(|ip| house.relays.contains(&ip))
}

/// The name under which Exchange, which writes no other, is one's own mail system.
const EXCHANGE: &str = "exchange";

/// Whether Exchange let its author in as one of its own people. It keeps this field for itself, takes it out of whatever comes
/// from outside, and signs nothing that people of one house write to one another.
fn is_of_exchange(head: &Head) -> bool {
    head.all("x-ms-exchange-organization-authas").eq(["Internal"])
}

/// What our own mail system has found out about an author of this domain, if it has.
fn of_our_system(head: &Head, domain: &str, house: &House) -> Option<(Level, &'static str)> {
    if house.authserv_ids.iter().any(|id| id == EXCHANGE) && is_of_exchange(head) {
        return Some((Level::A, "exchange-internal"));
    }
    let results = results(head, house)?.to_lowercase();
    let says_pass = results.split(';').any(|result| {
        result.trim().starts_with("dmarc=pass") && named(result, "header.from").is_none_or(|from| aligned(from, domain))
    });
    if says_pass {
        return Some((Level::A, "authentication-results"));
    }
    let is_refused = results.contains("dmarc=fail") && ["p=reject", "p=quarantine"].iter().any(|p| results.contains(p));
    is_refused.then_some((Level::D, "dmarc-fails"))
}

/// What our own mail system wrote into the message: the newest results under one of its names, above every `Received` that is
/// not its own. Below such a line anybody can have written anything.
fn results<'h>(head: &'h Head, house: &House) -> Option<&'h str> {
    for (name, value) in head.fields() {
        match name {
            "received" => {
                let by =
                    value.to_lowercase().split_whitespace().skip_while(|word| *word != "by").nth(1).map(str::to_owned);
                let own = by.is_some_and(|by| {
                    house.hosts.iter().any(|host| host.eq_ignore_ascii_case(by.trim_end_matches(';')))
                });
                if !own {
                    return None;
                }
            }
            "authentication-results" => {
                let id = value.split([';', ' ']).next().unwrap_or_default();
                if house.authserv_ids.iter().any(|known| known.eq_ignore_ascii_case(id)) {
                    return Some(value);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether two domains belong together, as relaxed alignment has it: one is the other, or stands under it.
fn aligned(one: &str, other: &str) -> bool {
    let under = |long: &str, short: &str| {
        short.contains('.') && long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    under(one, other) || under(other, one)
}

/// The level of a sender, and a line that says why.
pub fn level(
    incoming: &Incoming,
    verdict: &Verdict,
    envelope: &Envelope,
    house: &House,
    owns_letter: bool,
) -> (Level, &'static str) {
    let Ok(from) = &incoming.from else { return (Level::D, "no-single-author") };
    let domain = from.domain();
    let internal = house.domains.iter().any(|own| aligned(domain, own));
    if is_relayed(envelope, house) {
        return (Level::A, "trusted-relay");
    }
    if let Some(level) = of_our_system(&incoming.head, domain, house) {
        return level;
    }
    if verdict.dmarc == "pass" {
        return (Level::A, "dmarc");
    }
    let signed = verdict.dkim.iter().any(|(signer, holds)| *holds && aligned(signer, domain));
    let sent = verdict.spf == "pass"
        && envelope.from.rsplit_once('@').is_some_and(|(_, sender)| aligned(&sender.to_ascii_lowercase(), domain));
    if verdict.policy.is_empty() && (signed || sent) {
        return (Level::A, if signed { "signed-by-domain" } else { "sent-by-domain" });
    }
    if verdict.sealed {
        return (Level::A, "trusted-forwarder");
    }
    if verdict.trouble {
        return (Level::C, "dns-away");
    }
    if verdict.dmarc == "fail" && matches!(&*verdict.policy, "quarantine" | "reject") {
        return (Level::D, "dmarc-fails");
    }
    if internal {
        return (Level::D, "own-domain-not-proved");
    }
    let broken = verdict.dkim.iter().any(|(signer, holds)| !*holds && aligned(signer, domain));
    if broken && verdict.spf == "fail" {
        return (Level::D, "signature-and-server-fail");
    }
    if owns_letter && verdict.policy.is_empty() && !broken && !matches!(&*verdict.spf, "fail" | "softfail") {
        return (Level::B, "holds-our-letter");
    }
    (Level::C, "nothing-to-go-by")
}

fn named<'r>(result: &'r str, name: &str) -> Option<&'r str> {
    let value = result.split_whitespace().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))?;
    Some(value.rsplit_once('@').map_or(value, |(_, domain)| domain))
}
