//! The head of a message as it came: every field in its order, however often. The parser of the parts keeps the last of
//! several equal fields; who sent a message must not depend on which of two a program happens to look at.

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::charset;

/// The fields, from the top.
#[derive(Clone, Debug, Default)]
pub struct Head(Vec<(String, String)>);

/// So much of a head is read. Longer ones are held.
pub const LONGEST: usize = 256 * 1024;

impl Head {
    /// Reads up to the first empty line.
    pub fn read(raw: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines(&raw[..raw.len().min(LONGEST)]) {
            if line.is_empty() {
                break;
            }
            let text = charset::decode(line, None);
            match text.split_once(':') {
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push(' ');
                        value.push_str(text.trim());
                    }
                }
                Some((name, value)) if is_name(name) => {
                    fields.push((name.trim_end().to_ascii_lowercase(), value.trim().to_owned()))
                }
                // The line that mbox files begin with, and rubbish.
                _ => {}
            }
        }
        Self(fields)
    }

    /// Whether there is any field at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All fields of this name (lower case), from the top.
    pub fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h str> {
        self.0.iter().filter(move |field| field.0 == name).map(|field| &*field.1)
    }

    /// The first.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The first, with what is encoded in it decoded, on one line without controls.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(words)
    }

    /// Every field with its place.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

fn is_name(name: &str) -> bool {
    let name = name.trim_end();
    !name.is_empty() && name.len() < 100 && name.bytes().all(|b| b.is_ascii_graphic())
}

fn lines(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    raw.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// The words of a field (RFC 2047), without anything that is no letter.
pub fn words(value: &str) -> String {
    let line = format!("{}\n", value.replace(['\r', '\n'], " "));
    let words = match MessageStream::new(line.as_bytes()).parse_unstructured() {
        HeaderValue::Text(text) => text.into_owned(),
        _ => value.to_owned(),
    };
    printable(&words)
}

/// On one line, without controls and without marks that turn the direction of reading.
pub fn printable(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let text: String = text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ids in a field of ids, whether blanks or commas part them.
pub fn ids(value: &str) -> Vec<String> {
    let angled = value.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(id, _)| id));
    let mut ids: Vec<String> =
        angled.map(|id| id.split_whitespace().collect::<String>()).filter(|id| !id.is_empty()).collect();
    if ids.is_empty() {
        ids = value
            .split([' ', ',', '\t', ';'])
            .filter(|id| id.contains('@'))
            .map(|id| id.trim_matches(['<', '>']).to_owned())
            .collect();
    }
    ids.retain(|id| id.len() <= 998);
    ids
}
