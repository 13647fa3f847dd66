//! Lists of people to invite, as they are pasted or come out of a spreadsheet: every line that cannot be used is told,
//! with its number and its reason, before anything is sent.

use std::collections::HashSet;

use super::Invitee;
use crate::domain::problems::Wrong;
use crate::domain::words::{Email, Line, Name};

/// The most people on one list.
pub const LONGEST: usize = 2_000;

/// A list, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Who can be invited.
    pub good: Vec<Invitee>,
    /// The lines that cannot be used.
    pub bad: Vec<Bad>,
}

/// A line that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad {
    /// Which, counted from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// Why not.
    pub wrong: Wrong,
}

impl List {
    fn add(&mut self, seen: &mut HashSet<Email>, line: usize, text: &str, parsed: Result<Invitee, Wrong>) {
        let wrong = match parsed {
            Ok(_) if self.good.len() >= LONGEST => Wrong::with("problem-list-long", LONGEST),
            Ok(invitee) if seen.insert(invitee.email.clone()) => return self.good.push(invitee),
            Ok(_) => Wrong::new("problem-list-twice"),
            Err(wrong) => wrong,
        };
        self.bad.push(Bad { line, text: text.chars().take(120).collect(), wrong });
    }
}

/// Addresses one below the other, or with commas or semicolons between: `Name <address>` is understood as well.
pub fn addresses(text: &str) -> List {
    let (mut list, mut seen) = (List::default(), HashSet::new());
    for (at, line) in text.lines().enumerate() {
        for entry in line.split([',', ';']).map(str::trim).filter(|entry| !entry.is_empty()) {
            list.add(&mut seen, at + 1, entry, address(entry));
        }
    }
    list
}

fn address(entry: &str) -> Result<Invitee, Wrong> {
    let (name, email) = match entry.strip_suffix('>').and_then(|entry| entry.rsplit_once('<')) {
        Some((name, email)) => (Name::parse_optional(name.trim().trim_matches('"'))?, email),
        None => (None, entry),
    };
    Ok(Invitee { email: Email::parse(email)?, name, title: None, unit: None })
}

/// A table of name, address, title and unit, separated by semicolons or commas, in UTF-8 or windows-1252, with a line of
/// headings or without. Headings may put the columns in any order.
pub fn csv(bytes: &[u8]) -> List {
    let text = decoded(bytes);
    let first = text.lines().next().unwrap_or_default();
    let separator = if first.matches(';').count() >= first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(separator).has_headers(false).flexible(true);
    let (mut list, mut seen, mut columns) = (List::default(), HashSet::new(), Columns::usual());
    for (at, record) in reader.from_reader(text.as_bytes()).records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(_) => {
                list.add(&mut seen, at + 1, "", Err(Wrong::new("problem-list-garbled")));
                continue;
            }
        };
        let line = record.position().map_or(at + 1, |position| position.line() as usize);
        if at == 0
            && let Some(named) = Columns::named(&record)
        {
            columns = named;
            continue;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let text = record.iter().collect::<Vec<_>>().join(" · ");
        list.add(&mut seen, line, &text, columns.read(&record));
    }
    list
}

/// Where each thing stands in a line.
struct Columns {
    name: usize,
    email: usize,
    title: usize,
    unit: usize,
}

/// No such column: no line is so long.
const NOWHERE: usize = usize::MAX;

impl Columns {
    fn usual() -> Self {
        Self { name: 0, email: 1, title: 2, unit: 3 }
    }

    /// From a line of headings; nothing when it is none, because an address stands in it or no heading of one.
    fn named(record: &csv::StringRecord) -> Option<Self> {
        let heads: Vec<String> = record.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let at = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
        if heads.iter().any(|head| head.contains('@')) {
            return None;
        }
        let email = at(&["email", "e-mail", "mail", "adresse", "adresse mail", "courriel", "address"])?;
        Some(Self {
            email,
            name: at(&["name", "nom", "nom complet", "full name"]).unwrap_or(NOWHERE),
            title: at(&["title", "titre", "fonction", "poste", "job"]).unwrap_or(NOWHERE),
            unit: at(&["unit", "unité", "unite", "service", "department"]).unwrap_or(NOWHERE),
        })
    }

    fn read(&self, record: &csv::StringRecord) -> Result<Invitee, Wrong> {
        let cell = |at: usize| record.get(at).unwrap_or_default();
        Ok(Invitee {
            email: Email::parse(cell(self.email))?,
            name: Name::parse_optional(cell(self.name))?,
            title: Line::parse_optional(cell(self.title))?,
            unit: Line::parse_optional(cell(self.unit))?,
        })
    }
}

/// UTF-8, or else windows-1252, which spreadsheets in French still write.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

/// The code page as the Encoding Standard has it; the five bytes that mean nothing stay controls.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(list: &List) -> Vec<(usize, &str)> {
        list.bad.iter().map(|bad| (bad.line, bad.wrong.key)).collect()
    }

    fn who(list: &List) -> Vec<(&str, &str)> {
        let name = |invitee: &Invitee| invitee.name.as_ref().map_or("", |name| name.as_str()).to_owned();
        let names: Vec<_> = list.good.iter().map(name).collect();
        let leaked: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
        list.good.iter().zip(leaked).map(|(invitee, name)| (invitee.email.as_str(), name)).collect()
    }

    #[test]
    fn pasted_addresses_are_taken_apart() {
        let list = addresses("a@b.example, Léa Petit <lea@b.example>;\n\nnobody\nA@B.example\n");
        assert_eq!(who(&list), [("a@b.example", ""), ("lea@b.example", "Léa Petit")]);
        assert_eq!(told(&list), [(3, "problem-email"), (4, "problem-list-twice")]);
    }

    #[test]
    fn a_spreadsheet_is_read_with_headings_or_without_in_either_encoding() {
        let with = "Service;Adresse mail;Nom\nTôlerie;eloise@b.example;Éloïse Roux\n;bad;Someone\n";
        let list = csv(with.as_bytes());
        assert_eq!(who(&list), [("eloise@b.example", "Éloïse Roux")]);
        assert_eq!(list.good[0].unit.as_ref().map(|unit| unit.as_str()), Some("Tôlerie"));
        assert_eq!(told(&list), [(3, "problem-email")]);
        let without = b"\xc9lo\xefse Roux,eloise@b.example,\"Cheffe, atelier\",T\xf4lerie\r\n";
        let list = csv(without);
        assert_eq!(who(&list), [("eloise@b.example", "Éloïse Roux")]);
        assert_eq!(list.good[0].title.as_ref().map(|title| title.as_str()), Some("Cheffe, atelier"));
    }
}
