//! When two messages are one: the same came to two spaces, or by a list and directly.

use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use super::body::Body;
use super::parse::Incoming;
use super::trim::Why;

/// What an answer or a forward puts before a subject, in the languages of mail programs.
static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:re|r|rép|rep|réf|ref|aw|antw|antwort|sv|vs|rv|res|odp|ha|vá|ynt|atb|答复|答覆|回复|回覆|回信|返信)(?:\s*\[\d+\]|\s*\(\d+\)|\^\d+)?\s?[:：]\s*",
    )
});
static PASSED_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\s*(?:tr|tr[ae]ns(?:f|fert)?|fw|fwd|wg|vb|vl|vsb|vid|vidb|i|enc|rv|rvf?|pd|fs|trs|doorst|doorgestuurd|转发|轉寄|轉發|転送)(?:\s*\[\d+\]|\s*\(\d+\))?\s?[:：]\s*",
    )
});
/// The tag of a list.
static TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*\[[^\]\[]{1,60}\]\s*"));
static AT_END: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\s*\((?:fwd|tr|transféré)\)\s*$"));

fn regex(text: &str) -> Regex {
    Regex::new(text).expect("a good pattern")
}

/// A subject without what programs and lists put around it.
pub fn subject(subject: &str) -> String {
    let mut rest = subject;
    for _ in 0..20 {
        let next = [&*ANSWER, &*PASSED_ON, &*TAG].into_iter().find_map(|prefix| prefix.find(rest));
        match next {
            Some(found) if found.end() < rest.len() => rest = &rest[found.end()..],
            _ => break,
        }
    }
    AT_END.replace(rest, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a subject says that something is answered.
pub fn says_answer(subject: &str) -> bool {
    ANSWER.is_match(&TAG.replace(subject, ""))
}

/// Whether a subject says that something is passed on.
pub fn says_forward(subject: &str) -> bool {
    let bare = TAG.replace(subject, "");
    PASSED_ON.is_match(&bare) || AT_END.is_match(subject)
}

/// What is the same in all copies of a message: author, date, subject, words without what a list put under them, files.
pub fn hash(incoming: &Incoming, body: &Body) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    add(incoming.from.as_ref().map_or("", |from| &*from.address));
    add(&incoming.sent.map(|sent| sent.timestamp().to_string()).unwrap_or_default());
    add(&subject(&incoming.subject).to_lowercase());
    let trimmed = body.trimmed();
    let words = trimmed
        .pieces
        .iter()
        .filter(|piece| piece.why != Some(Why::Footer))
        .flat_map(|piece| piece.text.split_whitespace());
    add(&words.filter(|word| word.chars().any(char::is_alphanumeric)).collect::<Vec<_>>().join(" "));
    let mut files: Vec<Vec<u8>> =
        incoming.attachments.iter().map(|part| Sha256::digest(&part.content).to_vec()).collect();
    files.sort();
    for file in files {
        hash.update(file);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The id of a message, or one made from what is in it.
pub fn id(incoming: &Incoming, hash: &str) -> String {
    incoming.message_id.clone().unwrap_or_else(|| format!("{}@without-id.invalid", &hash[..32]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_loses_what_programs_put_before_it_and_no_word_of_its_own() {
        for (long, short) in [
            ("Re: Réunion de jeudi", "Réunion de jeudi"),
            ("RE : TR: Rép : Réunion", "Réunion"),
            ("AW: WG: Sitzung", "Sitzung"),
            ("[chantier-gare] Re: [chantier-gare] Plans", "Plans"),
            ("Re[2]: Plans (fwd)", "Plans"),
            ("Réf : 2026-14", "2026-14"),
            ("Travaux : suite", "Travaux : suite"),
            ("Re:", "Re:"),
            ("回复：会议", "会议"),
        ] {
            assert_eq!(subject(long), short, "{long}");
        }
        assert!(says_forward("TR : Réunion") && says_forward("[liste] Fwd: x") && !says_forward("Re: Transfert"));
    }
}
