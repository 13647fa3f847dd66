//! What is looked at before a message is parsed: whether it can be, within bounds. One pass over the bytes.

use std::borrow::Cow;

use serde::Serialize;

use super::head;

/// The largest message that is parsed.
pub const LARGEST: usize = 25 * 1024 * 1024;
/// How deep parts may stand in each other.
pub const DEEPEST: usize = 10;
/// How many parts a message may have.
pub const MOST_PARTS: usize = 100;

/// Why a message is not parsed. It is kept, and held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// More than 25 MB.
    TooLarge,
    /// A head of more than 256 kB.
    HeadTooLong,
    /// Parts in parts in parts.
    TooDeep,
    /// More than a hundred parts.
    TooManyParts,
    /// No head at all.
    NoHead,
    /// The parser gave up.
    Unreadable,
}

/// What the parser may see: the message itself, or one in which nested messages that are encoded a second time are plain
/// attachments. RFC 2046 (5.2.1) forbids that encoding, and it would hide any depth from this count.
pub fn pass(raw: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    if raw.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    // Lines that end as on the oldest Macs.
    if !raw.contains(&b'\n') && raw.contains(&b'\r') {
        let ended: Vec<u8> = raw.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect();
        return pass(&ended).map(|passed| Cow::Owned(passed.into_owned()));
    }
    let (mut seen, mut containers) = (Cow::Borrowed(raw), 0);
    for (n, block) in blocks(raw).enumerate() {
        if n == 0 && block.len() > head::LONGEST {
            return Err(Refusal::HeadTooLong);
        }
        if !has_field(&raw[block.clone()]) {
            continue;
        }
        let lower = raw[block.clone()].to_ascii_lowercase();
        containers += count(&lower, b"multipart/") + count(&lower, b"message/");
        if containers > 3 * MOST_PARTS {
            return Err(Refusal::TooManyParts);
        }
        let is_encoded = count(&lower, b"base64") + count(&lower, b"quoted-printable") > 0;
        for at in places(&lower, b"message/").filter(|_| is_encoded) {
            let at = block.start + at;
            seen.to_mut()[at..at + 8].copy_from_slice(b"x-coded/");
        }
    }
    Ok(seen)
}

/// Runs of lines that are not empty, by their places.
fn blocks(raw: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        while at < raw.len() {
            let end = raw[at..].iter().position(|b| *b == b'\n').map_or(raw.len(), |n| at + n + 1);
            let is_empty = matches!(&raw[at..end], b"\n" | b"\r\n" | b"\r");
            let before = at;
            at = end;
            if is_empty {
                return Some(start..before);
            }
        }
        (start < raw.len()).then_some(start..raw.len())
    })
}

fn has_field(block: &[u8]) -> bool {
    block.split(|b| *b == b'\n').any(|line| line.len() > 12 && line[..12].eq_ignore_ascii_case(b"content-type"))
}

fn places<'t>(text: &'t [u8], word: &'static [u8]) -> impl Iterator<Item = usize> + 't {
    text.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
}

fn count(text: &[u8], word: &'static [u8]) -> usize {
    places(text, word).count()
}
