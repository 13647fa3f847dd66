//! What it means for an address that a letter to it came back: for good, for a while, or that somebody complained. First
//! what the report says in its fields, then the words.

use std::sync::LazyLock;

use regex::Regex;

use super::report::{About, Recipient};
use super::{Kind, Understood};
use crate::domain::kinds::Bounce;

impl Understood {
    /// What it means that this came to a bounce address; nothing for what is only late, was read, or is no bounce.
    pub fn bounce(&self) -> Option<Bounce> {
        let incoming = &self.incoming;
        match incoming.report.as_ref() {
            Some(report) if report.about == About::Complaint => {
                let part = incoming.attachments.iter().find(|part| part.media_type == "message/feedback-report")?;
                // Other kinds tell of what went well, or of what never was a letter of ours.
                ABUSE.is_match(&String::from_utf8_lossy(&part.content)).then_some(Bounce::Complaint)
            }
            Some(report) if report.about == About::Delivery && !report.recipients.is_empty() => {
                report.recipients.iter().filter_map(of_recipient).min()
            }
            Some(report) if report.about != About::Delivery => None,
            _ if self.kind != Kind::Bounce => None,
            _ => in_words(&format!("{}\n{}", incoming.subject, self.body.text)),
        }
    }
}

fn of_recipient(recipient: &Recipient) -> Option<Bounce> {
    match recipient.action.as_str() {
        "failed" => Some(judged(&recipient.status, &recipient.said)),
        // Some write no action: then only what is said to be final is.
        "" if recipient.status.starts_with('5') => Some(judged(&recipient.status, &recipient.said)),
        _ => None,
    }
}

/// What a mail system means by a status (RFC 3463) and its words, of a letter that it will not deliver.
pub fn judged(status: &str, said: &str) -> Bounce {
    let found = |text| STATUS.captures(text).and_then(|found| found.get(1)).map(|status| status.as_str());
    let status = found(status).filter(|status| !status.ends_with(".0.0"));
    match status.or_else(|| found(said)) {
        // The sender's address, not this one.
        Some("5.1.7" | "5.1.8") => Bounce::Soft,
        // No such address, one that is closed, no such domain, and how Exchange says the same.
        Some(status) if status.starts_with("5.1.") || matches!(status, "5.2.1" | "5.4.1" | "5.4.4" | "5.4.310") => {
            Bounce::Hard
        }
        // Full, too large, spam, policy, not now: of the letter or of the day, not of the address.
        Some(status) if !status.ends_with(".0.0") => Bounce::Soft,
        _ if FULL.is_match(said) || POLICY.is_match(said) => Bounce::Soft,
        _ if UNKNOWN.is_match(said) || CODE.is_match(said) => Bounce::Hard,
        _ => Bounce::Soft,
    }
}

/// What words say that have not the form of a report.
fn in_words(words: &str) -> Option<Bounce> {
    let words = words.get(..words.floor_char_boundary(8_000)).unwrap_or_default();
    (!LATE.is_match(words)).then(|| judged("", words))
}

fn regex(text: &str) -> Regex {
    Regex::new(text).expect("a good pattern")
}

static STATUS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|[\s(#<:-])([45]\.\d{1,3}\.\d{1,3})(?:[\s)>;,:]|$)"));
static CODE: LazyLock<Regex> = LazyLock::new(|| regex(r"\b55[013]\b"));
static ABUSE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?im)^feedback-type:\s*(?:abuse|fraud|virus|opt-out(?:-list)?|other)\s*$"));
static LATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)warning only|delayed mail|delivery (?:is )?delayed|delayed \d+ hours|still being retried|will (?:be re|continue to|keep )tr(?:ied|y)|remise (?:est )?(?:retardée|différée)|verzögert|retrasad|ritardo",
    )
});
static FULL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)mailbox (?:is )?full|(?:over|exceed\w*)[ -](?:the )?(?:disk )?quota|quota (?:is )?exceeded|insufficient (?:system )?storage|out of storage|boîte (?:aux lettres |de réception )?(?:est )?(?:pleine|saturée)|quota (?:est )?(?:dépassé|atteint)|postfach (?:ist )?voll|buzón lleno|casella (?:di posta )?piena",
    )
});
static POLICY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\bspam\b|blacklist|block(?:ed|list)|\bpolicy\b|reputation|\bdmarc\b|\bspf\b|greylist|rate limit|virus")
});
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)user unknown|unknown user|no such (?:user|recipient|address|mailbox|person)|no mailbox here|address not found|(?:does not|doesn't|doesn’t) exist|unrouteable address|(?:recipient|address|user|mailbox) (?:address )?(?:rejected|not found|unknown|unavailable|disabled)|invalid (?:recipient|address|mailbox)|not a valid (?:user|mailbox)|host (?:or domain name )?not found|domain (?:does not exist|not found)|account (?:has been |is )?(?:disabled|closed|suspended)|n[’']existe (?:pas|plus)|destinataire (?:inconnu|introuvable|refusé)|adresse (?:inconnue|introuvable)|utilisateur inconnu|unbekannt|nicht gefunden|no existe|desconocido|sconosciuto|inesistente|onbekend",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_says_more_than_the_code_and_words_say_it_where_there_is_none() {
        for (status, said, bounce) in [
            ("5.1.1", "", Bounce::Hard),
            ("5.2.2", "mailbox full", Bounce::Soft),
            ("5.7.1", "550 5.7.1 message refused as spam", Bounce::Soft),
            ("5.0.0", "550 5.1.10 recipient not found", Bounce::Hard),
            ("5.0.0", "550 user unknown", Bounce::Hard),
            ("4.4.7", "expired", Bounce::Soft),
            ("", "permanent error (550): 5.1.1 no such user", Bounce::Hard),
            ("", "permanent error (552): mailbox is full", Bounce::Soft),
            ("", "permanent error (550): requested action not taken", Bounce::Hard),
            ("", "permanent error (554): message rejected for policy reasons", Bounce::Soft),
            ("", "", Bounce::Soft),
        ] {
            assert_eq!(judged(status, said), bounce, "{status} {said}");
        }
    }
}
