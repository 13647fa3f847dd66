//! What somebody typed into the field of search: words, "phrases", and -words that must not be there.

use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::sql::{lexemes, plain, tsvector_to_array};
use crate::error::Result;

/// Letters that are read; nobody seeks more.
const LONGEST: usize = 200;

/// Words and phrases that are read; each costs a look into the index.
const MOST: usize = 12;

/// A word of so few letters is sought whole: too many begin with it.
const BEGINNING: usize = 3;

/// What PostgreSQL's own list of French words that say nothing has forgotten.
const SAYS_NOTHING: &str = "les";

/// One of the things that are sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// One word, or those of a phrase in their order.
    pub words: Vec<String>,
    /// Whether it must not be there.
    pub unwanted: bool,
    /// Whether it may be only the beginning of a word.
    pub begins: bool,
    /// Whether it was quoted, and is meant as it stands.
    pub quoted: bool,
}

/// A search as it was understood.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// All of them.
    pub terms: Vec<Term>,
    /// Stems of their words, in both languages; none for words that say nothing (« le », "of").
    pub stems: Vec<String>,
}

impl Term {
    /// As PostgreSQL reads a query. Words hold letters and digits alone (see [`parts`]), so nothing has to be escaped.
    pub(super) fn as_query(&self) -> String {
        let words: Vec<String> = self.words.iter().map(|word| format!("'{}'", shortened(word))).collect();
        words.join(" <-> ") + if self.begins { ":*" } else { "" }
    }
}

impl Terms {
    /// Reads what was typed. The database takes accents and case away, as it did for what it will be compared with.
    pub(super) async fn read(db: &Db, typed: &str) -> Result<Self> {
        let typed: String = typed
            .chars()
            .map(|c| if matches!(c, '«' | '»' | '“' | '”' | '„') { '"' } else { c })
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(LONGEST)
            .collect();
        if typed.trim().is_empty() {
            return Ok(Self::default());
        }
        let (plain, stems): (String, Vec<String>) =
            diesel::select((plain(&typed), tsvector_to_array(lexemes(&typed)))).get_result(&mut db.conn()).await?;
        Ok(Self { terms: parse(&plain), stems })
    }

    /// Whether texts can be sought by them: something is wanted, and it is more than words that stand in every text.
    pub(super) fn find_texts(&self) -> bool {
        self.wanted().next().is_some() && self.wanted_stems().next().is_some()
    }

    /// The words that must be there.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter(|term| !term.unwanted).flat_map(|term| &term.words).map(String::as_str)
    }

    /// The stems that are not those of words that must not be there.
    fn wanted_stems(&self) -> impl Iterator<Item = &String> {
        let unwanted = || self.terms.iter().filter(|term| term.unwanted).flat_map(|term| &term.words);
        self.stems.iter().filter(move |stem| !unwanted().any(|word| word.starts_with(stem.as_str())))
    }

    /// What a reader would see of them in a text: beginnings of words.
    pub(super) fn marks(&self) -> Vec<String> {
        let mut marks: Vec<String> = self.wanted_stems().cloned().collect();
        // A stem is not always the beginning of its word (« company », "compani"). Words that say nothing stay unmarked.
        let says = |word: &&str| marks.iter().any(|mark| mark.chars().take(2).eq(word.chars().take(2)));
        let words: Vec<String> = self.wanted().filter(says).map(str::to_owned).collect();
        marks.extend(words);
        marks.sort();
        marks.dedup();
        marks
    }
}

/// As the database shortens the words of texts (`searchable`, in the migration of search).
fn shortened(word: &str) -> &str {
    let short = word.strip_suffix("ees").or_else(|| word.strip_suffix("ee"));
    let is_long = |short: &&str| {
        let end = short.as_bytes();
        end.len() >= 3 && end[end.len() - 3..].iter().all(u8::is_ascii_lowercase)
    };
    match short.filter(is_long) {
        Some(short) => &word[..=short.len()],
        None => word,
    }
}

/// What stands between words, for the database as for us.
fn is_between(c: char) -> bool {
    matches!(c, '\0'..='/' | ':'..='@' | '['..='`' | '{'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
}

fn parts(text: &str) -> Vec<String> {
    text.split(is_between).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Reads a search without accents or case. Quotes that never close are read as none.
fn parse(plain: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = plain.trim_start();
    while !rest.is_empty() && terms.len() < MOST {
        let unwanted = rest.starts_with('-');
        let bare = rest.trim_start_matches('-');
        let quoted = bare.strip_prefix('"').and_then(|quoted| quoted.split_once('"'));
        let (text, after) =
            quoted.unwrap_or_else(|| bare.split_at(bare.find(char::is_whitespace).unwrap_or(bare.len())));
        let words = parts(text);
        if !words.is_empty() && (quoted.is_some() || words != [SAYS_NOTHING]) {
            let is_last = after.is_empty() && quoted.is_none() && !unwanted;
            let begins = is_last && words.last().is_some_and(|word| word.chars().count() >= BEGINNING);
            terms.push(Term { words, unwanted, begins, quoted: quoted.is_some() });
        }
        rest = after.trim_start();
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> String {
        let said = |term: &Term| format!("{}{}", if term.unwanted { "!" } else { "" }, term.as_query());
        parse(typed).iter().map(said).collect::<Vec<_>>().join(" & ")
    }

    #[test]
    fn words_phrases_and_unwanted_words_are_told_apart() {
        for (typed, expected) in [
            ("bobines 304l", "'bobines' & '304l':*"),
            ("bobines 304l ", "'bobines' & '304l'"),
            ("\"acier inox\" -prix", "'acier' <-> 'inox' & !'prix'"),
            ("-\"deux mots\" un", "!'deux' <-> 'mots' & 'un'"),
            ("l'atelier", "'l' <-> 'atelier':*"),
            ("les gants \"les gants\"", "'gants' & 'les' <-> 'gants'"),
            ("1,5 mm", "'1' <-> '5' & 'mm'"),
            ("decalees employee fee", "'decale' & 'employe' & 'fee':*"),
            ("\"sans fin", "'sans' & 'fin':*"),
            ("\"\" - -- ' \\ :* & | ! ( <->", ""),
            ("a'); drop table posts; --", "'a' & 'drop' & 'table' & 'posts'"),
            ("", ""),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
        assert_eq!(parse(&"mot ".repeat(1000)).len(), MOST);
    }
}
