//! How the words of mail programs stand in a line.

use std::sync::LazyLock;

use regex::Regex;

use super::tongues::{BEGINS_FORWARD, FIELDS, FORWARDED, OPENS, ORIGINAL, OUR_MARK, PHONES, WROTE};

/// What a field of a message's head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    From,
    Sent,
    To,
    Copy,
    Subject,
    Other,
}

fn any(words: &str) -> String {
    format!("(?x:{words})")
}

fn regex(text: &str) -> Regex {
    Regex::new(text).expect("a good pattern")
}

pub(super) static WROTE_AT_END: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)(?:^|[\s,>»)\]:”’\d]|[^\x00-\x7f])(?:{})\s*[.:：>*_\s\-–—]*$", any(WROTE))));
pub(super) static SPOKEN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:said|says|writes|nous\s+a\s+dit|scrive|pisze|пишет|пише)\s*[.:：\s]*$"));
pub(super) static WROTE_INSIDE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)\b(?:{})\b.{{0,200}}[:：][\s*_>]*$", any(WROTE))));
pub(super) static OPENING: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^[\s<>*_\-–—]*(?:{})[\s:,]", any(OPENS))));
pub(super) static HAS_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:19|20)\d\d\b|\d{4}[年/]|\b\d{1,2}\s?[:hH.]\s?\d{2}\b|\b\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?\b|\b\d{1,2}\s+\p{L}{3,9}\b",
    )
});
pub(super) static HAS_YEAR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b"));
pub(super) static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[\p{L}\d._%+\-=/]+@[\p{L}\d.\-]+\.\p{L}{2,}|<[^<>@\s]+@[^<>\s]+>|\(mailto:"));
/// A date, a name and an address alone on a line, as Gmail in some languages.
pub(super) static DATE_NAME_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\s>*_]*(?:\p{L}{1,9}\.?,?\s+)?(?:\d{4}[\-/年.]\s?\d{1,2}[\-/月.]\s?\d{1,2}|\d{1,2}\.?\s+\p{L}{2,9}\.?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},\s+\d{4}).{1,120}<\s*[^<>@\s]+@[^<>\s]+\s*>\s*[:：]?\s*$",
    )
});
pub(super) static ISO_DATE_NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[\s>]*20\d\d-\d\d-\d\d \d\d?:\d\d GMT[+\-]\d\d:\d\d\s+[\p{L}\s.'\-]{2,60}:?$"));
pub(super) static NAME_VIA: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^.{{1,80}} via .{{1,80}} (?:{})\s*[:：]?\s*$", any(WROTE))));
/// "---- Camille Royer a écrit ----", as telephones.
pub(super) static NAME_WROTE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^\s*-{{2,}}\s?.{{2,80}}\s(?:{})\s?-{{2,}}\s*$", any(WROTE))));
pub(super) static POSTED_BY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^[\s>]*(?:posted by|publié par) .{1,80} (?:on|le) \d{1,2}/\d{1,2}/\d{4}\s*$"));
pub(super) static ORIGINAL_MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^[\s>*]*(?:[-_=–—+*]\s?){{2,}}[\s*]*(?:{})(?:\s+de\s+.{{1,60}})?[\s:*]*(?:[-_=–—+*]\s?){{2,}}[\s*]*$",
        any(ORIGINAL)
    ))
});
pub(super) static FORWARD_MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^[\s>*]*(?:(?:[-_=–—+*]\s?){{2,}}[\s*]*(?:{})[\s:*]*(?:(?:[-_=–—+*]\s?){{2,}}|$)[\s*]*|(?:{})\s*[:：.]?[\s*]*)$",
        any(FORWARDED),
        any(BEGINS_FORWARD)
    ))
});
pub(super) static PHONE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^[\s*_\[(<]*(?:{})[\s.*_\])>]*$", any(PHONES))));
pub(super) static MARK: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^[\s>\-–—#*=_]*(?:{})[\s>\-–—#*=_.]*$", any(OUR_MARK))));
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    let groups = FIELDS.iter().map(|(_, names)| format!("({})", any(names))).collect::<Vec<_>>().join("|");
    regex(&format!(r"(?i)^[\s>*_]*(?:{groups})\s?[*_]*\s*[:：][*_]*(?:\s*(.*))?$"))
});

/// A line without the addresses of its Markdown links.
pub(super) fn unlinked(line: &str) -> std::borrow::Cow<'_, str> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[([^\]]{1,80})\]\([^)]{1,300}\)"));
    LINK.replace_all(line, "$1")
}

/// The field that a line prints, and its value.
pub fn field(line: &str) -> Option<(Field, &str)> {
    let found = FIELD.captures(line)?;
    let place = (1..=FIELDS.len()).find(|n| found.get(*n).is_some())?;
    let value = found.get(FIELDS.len() + 1).map_or("", |value| value.as_str());
    Some((FIELDS[place - 1].0, value.trim().trim_matches(['*', '_']).trim()))
}
