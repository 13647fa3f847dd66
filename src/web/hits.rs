//! What was found of what was sought: texts cut where words begin and end that somebody looked for. The template marks
//! and escapes them (`templates/part/hits.html`).

use serde::Serialize;

use crate::domain::words::folded;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    text: String,
    hit: bool,
}

/// What somebody looks for, ready to be found.
#[derive(Debug, Default)]
pub struct Sought(Vec<Vec<char>>);

impl Sought {
    /// Each word for itself, as the directory takes them.
    pub fn words(typed: &str) -> Self {
        Self(typed.split_whitespace().map(|word| word.chars().flat_map(folded).collect()).collect())
    }

    /// A text with its hits, accents and case ignored. Pieces joined again are the text as it was.
    pub fn parts(&self, text: &str) -> Vec<Part> {
        // One letter may fold to two (œ) or to none (a combining accent): each remembers the letter that it came from.
        let letters: Vec<char> = text.chars().collect();
        let plain: Vec<(usize, char)> =
            letters.iter().enumerate().flat_map(|(at, c)| folded(*c).map(move |plain| (at, plain))).collect();
        let mut hit = vec![false; letters.len()];
        for word in self.0.iter().filter(|word| !word.is_empty()) {
            for window in plain.windows(word.len()) {
                if window.iter().map(|(_, c)| c).eq(word) {
                    window.iter().for_each(|(at, _)| hit[*at] = true);
                }
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for (c, mut hit) in letters.into_iter().zip(hit) {
            // A combining accent belongs to its letter.
            if let Some(last) = parts.last().filter(|_| folded(c).next().is_none()) {
                hit = last.hit;
            }
            match parts.last_mut() {
                Some(part) if part.hit == hit => part.text.push(c),
                _ => parts.push(Part { text: c.into(), hit }),
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, typed: &str) -> String {
        let part = |part: Part| if part.hit { format!("[{}]", part.text) } else { part.text };
        Sought::words(typed).parts(text).into_iter().map(part).collect()
    }

    #[test]
    fn what_was_sought_is_found_whatever_its_accents_and_case() {
        for (text, typed, expected) in [
            ("Élodie Lefèvre", "elo FEVRE", "[Élo]die Le[fèvre]"),
            ("Cheffe d’atelier", "atelier chef", "[Chef]fe d’[atelier]"),
            ("Sœur Œuvrard", "oeu", "S[œu]r [Œu]vrard"),
            ("Lefe\u{300}vre", "fev", "Le[fe\u{300}v]re"),
            ("anananas", "ana nas", "[anananas]"),
            ("Paul", "", "Paul"),
            ("Paul", "zoé", "Paul"),
            ("", "a", ""),
        ] {
            assert_eq!(marked(text, typed), expected, "{typed} in {text}");
        }
    }
}
