//! Chance against the readers of what strangers send: the messages of `tests/mail`, broken in every way that comes to
//! mind. A second each among the other tests; `FUZZ_SECONDS=60 cargo test --test parvis fuzz::` for longer. What fails is
//! kept in `target/fuzz`.

use std::time::{Duration, Instant};

use parvis::mail::incoming::{Ours, Refusal, trim, understood};

use crate::incoming::{LINES, messages};

/// Chance that can be had again (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most.max(1)
    }
}

/// What readers of mail stumble over.
const PIECES: &[&str] = &[
    "\r\n",
    "\n\n",
    "\r",
    "\0",
    "--b1",
    "--b1--\r\n",
    "Content-Type: multipart/mixed; boundary=b1\r\n\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "From: <a@b> <c@d>\r\n",
    "=?utf-8?B?",
    "=?utf-8?Q?=C3?=",
    "filename*0*=utf-8''%C3",
    "boundary=\"\"",
    "<div><blockquote>",
    "</div>",
    "<a href=\"javascript:x\">",
    "<table><tr><td>",
    "<!--",
    "<![CDATA[",
    "&#x0;",
    "=\r\n",
    "=C3",
    "\u{feff}",
    "charset=utf-16le",
    "charset=iso-2022-jp",
    "\x1b$B",
    ">>>>>>>>",
    "(((((((",
    "\"\"\"",
    ",,,,",
    ";;;;",
    "<<<<<",
];

fn broken(chance: &mut Chance, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut raw = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(8) {
        let at = chance.below(raw.len() + 1);
        match chance.below(7) {
            0 if at < raw.len() => raw[at] = chance.below(256) as u8,
            1 => raw.truncate(at),
            2 => drop(raw.splice(at..at, PIECES[chance.below(PIECES.len())].bytes())),
            3 => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len());
                drop(raw.splice(at.., other[from..].iter().copied()));
            }
            4 => {
                let end = at + chance.below((raw.len() - at).min(200));
                let again = raw[at..end].repeat(chance.below(20));
                drop(raw.splice(at..at, again));
            }
            5 => drop(raw.drain(at..at + chance.below((raw.len() - at).min(50)))),
            _ => drop(raw.splice(at..at, LINES[chance.below(LINES.len())].bytes())),
        }
        raw.truncate(1 << 20);
    }
    raw
}

/// Tries as long as there is time; what fails is kept, and said.
fn tried(name: &str, seeds: &[Vec<u8>], fails: impl Fn(&[u8]) -> Option<String>) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(1);
    let (began, mut number) = (Instant::now(), 0_u64);
    while began.elapsed() < Duration::from_secs(seconds) {
        number += 1;
        let mut chance = Chance(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let input = broken(&mut chance, seeds);
        let one = Instant::now();
        let failure = fails(&input)
            .or_else(|| (one.elapsed() > Duration::from_secs(10)).then(|| format!("it took {:?}", one.elapsed())));
        if let Some(failure) = failure {
            std::fs::create_dir_all("target/fuzz").expect("a folder");
            let kept = format!("target/fuzz/{name}-{number}");
            std::fs::write(&kept, &input).expect("written");
            panic!("{kept}: {failure}");
        }
    }
    println!("{name}: {number} tries");
}

#[test]
fn whatever_comes_in_is_read_or_refused() {
    let seeds: Vec<Vec<u8>> = messages().into_iter().map(|(_, raw)| raw).collect();
    tried("message", &seeds, |raw| match understood(raw, &Ours::default()) {
        // The reader fell over.
        Err(Refusal::Unreadable) => Some("it cannot be read".to_owned()),
        _ => None,
    });
}

#[test]
fn whatever_is_written_is_kept_or_folded() {
    let mut seeds: Vec<Vec<u8>> = messages().into_iter().map(|(_, raw)| raw).collect();
    seeds.push(LINES.join("\n").into_bytes());
    tried("text", &seeds, |raw| {
        let text = String::from_utf8_lossy(raw);
        let trimmed = trim::reply(&text);
        let whole: String = trimmed.pieces.iter().map(|piece| &*piece.text).collect();
        if whole != text {
            return Some("the pieces are not the text".to_owned());
        }
        let words = text.chars().take(10_000).any(char::is_alphanumeric);
        (words && trimmed.kept().is_empty()).then(|| "the words were cut to nothing".to_owned())
    });
}
