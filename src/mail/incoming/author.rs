//! Who a message says it is from: exactly one field with exactly one address, or nobody.

use serde::Serialize;

use super::head::{self, Head};

/// An address and the name beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mailbox {
    /// Lower-cased, its domain in ASCII.
    pub address: String,
    /// What the sender calls it. Nothing that looks like an address: it would be believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Mailbox {
    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Why nobody can be taken for the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoAuthor {
    /// No field `From`, or one without an address.
    None,
    /// Several fields, several addresses, or a group.
    Several,
}

/// The one author.
pub fn of(head: &Head) -> Result<Mailbox, NoAuthor> {
    let mut fields = head.all("from");
    let (Some(field), None) = (fields.next(), fields.next()) else {
        return Err(if head.get("from").is_none() { NoAuthor::None } else { NoAuthor::Several });
    };
    let found = read(field);
    match (<[Mailbox; 1]>::try_from(found.mailboxes), found.odd) {
        (Ok([mailbox]), false) => Ok(mailbox),
        (Err(none), false) if none.is_empty() => Err(NoAuthor::None),
        _ => Err(NoAuthor::Several),
    }
}

/// The addresses of all fields of this name.
pub fn all(head: &Head, name: &str) -> Vec<Mailbox> {
    head.all(name).flat_map(|field| read(field).mailboxes).take(MOST).collect()
}

/// So many addresses are read.
const MOST: usize = 500;

/// What a field of addresses holds.
pub struct Found {
    /// Its addresses, in order.
    pub mailboxes: Vec<Mailbox>,
    /// Two addresses where one may stand, or a group: no honest program writes that into `From`.
    pub odd: bool,
}

/// Reads a field of addresses (RFC 5322, 3.4), letter by letter: what stands in quotation marks or parentheses is never
/// an address.
pub fn read(field: &str) -> Found {
    let mut found = Found { mailboxes: Vec::new(), odd: false };
    let mut one = One::default();
    let (mut in_quotes, mut comments, mut in_angles) = (false, 0_u32, false);
    let mut letters = field.chars();
    while let Some(c) = letters.next() {
        if c == '\\' && (in_quotes || comments > 0) {
            if let (Some(next), 0) = (letters.next(), comments) {
                one.words.push(next);
            }
            continue;
        }
        match c {
            '"' if comments == 0 => {
                in_quotes = !in_quotes;
                one.quoted = true;
                if in_angles {
                    one.angled.push(c);
                }
            }
            _ if in_quotes && in_angles => one.angled.push(c),
            _ if in_quotes => one.words.push(c),
            '(' => comments += 1,
            ')' => comments = comments.saturating_sub(1),
            _ if comments > 0 => {}
            '<' => {
                found.odd |= in_angles || one.has_angles;
                (in_angles, one.has_angles) = (true, true);
            }
            '>' => in_angles = false,
            ',' if !in_angles => found.take(std::mem::take(&mut one)),
            ':' | ';' if !in_angles => found.odd = true,
            _ if in_angles => one.angled.push(c),
            _ => {
                one.bare.push(c);
                one.words.push(c);
            }
        }
        if found.mailboxes.len() >= MOST {
            break;
        }
    }
    found.take(one);
    found
}

/// A mailbox that is being read.
#[derive(Default)]
struct One {
    words: String,
    bare: String,
    angled: String,
    has_angles: bool,
    quoted: bool,
}

impl Found {
    fn take(&mut self, one: One) {
        let Some(found) = address(if one.has_angles { &one.angled } else { &one.bare }) else { return };
        let beside = address(&one.bare).filter(|_| one.has_angles && !one.quoted);
        if beside.is_some_and(|beside| beside != found) {
            // `boss@corp.example <x@evil.example>`: only one of them may be believed, and it is not for us to choose.
            self.odd = true;
        }
        let name = head::words(&one.words);
        let name = (one.has_angles && !name.is_empty() && !name.contains(['@', '＠', '﹫'])).then_some(name);
        self.mailboxes.push(Mailbox { address: found, name });
    }
}

/// An address as it is compared: lower case, an international domain in ASCII.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>(),;:\"\\".contains(c);
    if local.is_empty() || local.contains(is_odd) || local.contains('@') || text.len() > 320 {
        return None;
    }
    let domain = host(domain.trim_end_matches('.'))?;
    Some(format!("{}@{domain}", local.to_lowercase()))
}

fn host(domain: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._[]:".contains(c);
    let domain = idna::domain_to_ascii(domain).ok()?.to_lowercase();
    (!domain.is_empty() && domain.chars().all(fits)).then_some(domain)
}
