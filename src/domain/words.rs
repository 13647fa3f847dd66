//! Values that can only be right: parsed at the door, then trusted.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use super::problems::Wrong;

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident = $parse:path;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
        #[diesel(sql_type = Text)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses what somebody typed.
            pub fn parse(text: &str) -> Result<Self, Wrong> {
                $parse(text).map(Self)
            }

            /// Parses what somebody typed into a field that may stay empty.
            pub fn parse_optional(text: &str) -> Result<Option<Self>, Wrong> {
                if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
            }

            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                Self::parse(&text).map_err(|wrong| wrong.key.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToSql<Text, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <String as ToSql<Text, Pg>>::to_sql(&self.0, out)
            }
        }

        impl FromSql<Text, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                <String as FromSql<Text, Pg>>::from_sql(value).map(Self)
            }
        }
    )+};
}

words! {
    /// An e-mail address, lower-cased whole: the house writes to mailboxes, not to RFC 5321's case-sensitive local parts.
    Email = email;
    /// What a person, a space or an organization is called: one line, at most 80 characters.
    Name = name;
    /// A short line: a title, a unit, a place, at most 80 characters.
    Line = name;
    /// The title of a post, at most 160 characters.
    Title = title;
    /// What a space is for, in one sentence of at most 200 characters.
    Purpose = purpose;
    /// What a picture shows, in a sentence or two of at most 300 characters.
    Alt = alt;
    /// The text of a post in Markdown, at most 50,000 characters.
    Body = body;
    /// The text of a comment in Markdown, at most 20,000 characters.
    Answer = answer;
    /// A few lines of plain words (a personal note, an "about"), at most 2,000 characters.
    Note = note;
    /// A space's name in its address.
    Slug = slug;
    /// A person's name in their address and in mentions.
    Handle = handle;
}

impl Body {
    /// The most letters of a post.
    pub const MOST: usize = 50_000;
}

impl Answer {
    /// The most letters of a comment.
    pub const MOST: usize = 20_000;
}

/// Without characters that print nothing or turn the reading direction, and without spaces around or in a row.
fn one_line(text: &str) -> String {
    let printable: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| prints(*c)).collect();
    printable.split(' ').filter(|word| !word.chars().all(joins)).collect::<Vec<_>>().join(" ")
}

/// The same, keeping the lines.
fn many_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| *c == '\n' || *c == '\t' || prints(*c)).collect::<String>().trim().to_owned()
}

/// Controls, the marks that reorder text (Unicode UAX 9; "Trojan Source", CVE-2021-42574), and letters that are blank.
fn prints(c: char) -> bool {
    let reorders = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let is_blank = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'
            | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    );
    !c.is_control() && !reorders && !is_blank
}

/// Joins letters or chooses their shape, and is nothing by itself.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn within(text: String, most: usize) -> Result<String, Wrong> {
    match text.chars().count() {
        0 => Err(Wrong::new("problem-empty")),
        n if n > most => Err(Wrong::with("problem-too-long", most)),
        _ => Ok(text),
    }
}

fn name(text: &str) -> Result<String, Wrong> {
    within(one_line(text), 80)
}

fn title(text: &str) -> Result<String, Wrong> {
    within(one_line(text), 160)
}

fn purpose(text: &str) -> Result<String, Wrong> {
    within(one_line(text), 200)
}

fn alt(text: &str) -> Result<String, Wrong> {
    within(one_line(text), 300)
}

fn body(text: &str) -> Result<String, Wrong> {
    within(many_lines(text), Body::MOST)
}

fn answer(text: &str) -> Result<String, Wrong> {
    within(many_lines(text), Answer::MOST)
}

fn note(text: &str) -> Result<String, Wrong> {
    within(many_lines(text), 2_000)
}

fn email(text: &str) -> Result<String, Wrong> {
    let text = text.trim().to_lowercase();
    let wrong = || Wrong::with("problem-email", &text);
    let (local, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
    let fits = text.len() <= 254 && !local.is_empty() && local.len() <= 64 && domain.contains('.');
    let address = lettre::Address::new(local, domain).map_err(|_| wrong())?;
    // A quoted local part is legal and belongs to nobody we write to.
    if fits && text.is_ascii() && !local.contains('"') { Ok(address.to_string()) } else { Err(wrong()) }
}

/// The largest a slug or handle may be; the database says the same.
const LONGEST: usize = 60;

fn is_joined(text: &str, joints: &[char]) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text
            .split(joints)
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn slug(text: &str) -> Result<String, Wrong> {
    if is_joined(text, &['-']) { Ok(text.to_owned()) } else { Err(Wrong::new("problem-slug")) }
}

fn handle(text: &str) -> Result<String, Wrong> {
    if is_joined(text, &['.', '-']) { Ok(text.to_owned()) } else { Err(Wrong::new("problem-handle")) }
}

/// The letters and digits of a name, without accents, parts joined by `joint`: the beginning of a slug or a handle.
/// Empty when nothing of the name can be written so.
fn reduced(name: &str, joint: char) -> String {
    let plain: String = name.chars().flat_map(without_accent).collect();
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut joined = String::new();
    for part in parts {
        if joined.len() + part.len() + 1 > LONGEST - 6 {
            break;
        }
        if !joined.is_empty() {
            joined.push(joint);
        }
        joined.push_str(part);
    }
    joined
}

/// A letter as it is compared, without accent or case; a combining accent is nothing by itself.
pub fn folded(c: char) -> impl Iterator<Item = char> {
    let accent = ('\u{300}'..='\u{36f}').contains(&c);
    without_accent(c).flat_map(char::to_lowercase).filter(move |_| !accent)
}

fn without_accent(c: char) -> impl Iterator<Item = char> {
    let plain = match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => "a",
        'ç' | 'č' | 'ć' => "c",
        'é' | 'è' | 'ê' | 'ë' | 'ě' => "e",
        'î' | 'ï' | 'í' | 'ì' | 'ı' => "i",
        'ñ' | 'ń' => "n",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ÿ' | 'ý' => "y",
        'ş' | 'š' | 'ś' => "s",
        'ğ' => "g",
        'ž' | 'ź' | 'ż' => "z",
        'ł' => "l",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        '’' | '\'' => " ",
        c => return c.to_string().chars().collect::<Vec<_>>().into_iter(),
    };
    plain.chars().collect::<Vec<_>>().into_iter()
}

impl Slug {
    /// From a space's name; `n` tells apart spaces of the same name (0 for the first).
    pub fn from_name(name: &Name, n: u32) -> Self {
        Self(numbered(reduced(name.as_str(), '-'), "espace", '-', n))
    }
}

impl Handle {
    /// From a person's name; `n` tells apart people of the same name (0 for the first).
    pub fn from_name(name: &Name, n: u32) -> Self {
        Self(numbered(reduced(name.as_str(), '.'), "personne", '.', n))
    }
}

fn numbered(reduced: String, fallback: &str, joint: char, n: u32) -> String {
    let base = if reduced.is_empty() { fallback.to_owned() } else { reduced };
    if n == 0 { base } else { format!("{base}{joint}{}", n + 1) }
}

impl Email {
    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// A shared mailbox by its name (RFC 2142 and what companies really use): an invitation is personal.
    pub fn is_shared_mailbox(&self) -> bool {
        const SHARED: [&str; 18] = [
            "accueil",
            "achats",
            "admin",
            "administration",
            "commandes",
            "commercial",
            "compta",
            "comptabilite",
            "contact",
            "direction",
            "factures",
            "hello",
            "info",
            "infos",
            "noreply",
            "no-reply",
            "sales",
            "support",
        ];
        self.0.split_once('@').is_some_and(|(local, _)| SHARED.contains(&local))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_name(text: &str) -> Name {
        Name::parse(text).expect("a good name")
    }

    #[test]
    fn a_name_loses_what_would_mislead_its_reader() {
        assert_eq!(a_name("  Claire\u{202e}  Morel\n").as_str(), "Claire Morel");
        for blank in ["\u{200b}", "\u{61c}", "\u{ad}", "\u{3164}", "\u{2800} \u{115f}", "\u{200d}", "\u{e0041}"] {
            assert_eq!(Name::parse(blank).unwrap_err().key, "problem-empty", "{blank:?}");
        }
        assert_eq!(a_name("Zoé 👩\u{200d}🔧").as_str(), "Zoé 👩\u{200d}🔧");
        assert_eq!(Name::parse(&"x".repeat(81)).unwrap_err(), Wrong::with("problem-too-long", 80));
    }

    #[test]
    fn addresses_are_lower_cased_and_must_be_able_to_receive() {
        assert_eq!(Email::parse(" Camille@Brevent.Example ").expect("good").as_str(), "camille@brevent.example");
        for bad in
            ["", "camille", "camille@", "@brevent.example", "a@b", "a b@c.example", "\"a b\"@c.example", "é@c.example"]
        {
            assert!(Email::parse(bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn slugs_and_handles_come_from_names_in_any_script() {
        assert_eq!(
            Slug::from_name(&a_name("Qualité & sécurité : l’essentiel"), 0).as_str(),
            "qualite-securite-l-essentiel"
        );
        assert_eq!(Slug::from_name(&a_name("Ligne 4"), 1).as_str(), "ligne-4-2");
        assert_eq!(Slug::from_name(&a_name("東京"), 0).as_str(), "espace");
        assert_eq!(Handle::from_name(&a_name("Aïcha N’Diaye-Œuvrard"), 0).as_str(), "aicha.n.diaye.oeuvrard");
        let long = Slug::from_name(&a_name(&"mot ".repeat(20)), 99);
        assert!(Slug::parse(long.as_str()).is_ok(), "{long}");
    }
}
