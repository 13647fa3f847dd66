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
pub struct Sought {
    words: Vec<Vec<char>>,
    /// Whether they are beginnings of words, and the whole word is the hit.
    begin: bool,
}

impl Sought {
    /// Each word for itself, as the directory takes them.
    pub fn words(typed: &str) -> Self {
        let words = typed.split_whitespace().map(|word| word.chars().flat_map(folded).collect());
        Self { words: words.collect(), begin: false }
    }

    /// Whole words that begin so, as the search of texts finds them.
    pub fn beginnings(stems: &[String]) -> Self {
        Self { words: stems.iter().map(|stem| stem.chars().collect()).collect(), begin: true }
    }

    /// The part of a long text where most of it was found, about `most` letters, cut between words.
    pub fn around(&self, text: &str, most: usize) -> Vec<Part> {
        let parts = self.parts(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let starts: Vec<usize> = parts
            .iter()
            .scan(0, |at, part| {
                let here = *at;
                *at += part.text.chars().count();
                Some(here)
            })
            .collect();
        let hits: Vec<usize> = parts.iter().zip(&starts).filter(|(part, _)| part.hit).map(|(_, at)| *at).collect();
        let within = |from: usize| hits.iter().filter(|at| (from..from + most).contains(*at)).count();
        // The first of the best places, with a few words before it.
        let best = hits.iter().rev().max_by_key(|at| within(**at)).copied().unwrap_or(0);
        let from = if best < most / 3 { 0 } else { best - most / 6 };
        cut(parts, from, most)
    }

    /// A text with its hits, accents and case ignored. Pieces joined again are the text as it was.
    pub fn parts(&self, text: &str) -> Vec<Part> {
        // One letter may fold to two (œ) or to none (a combining accent): each remembers the letter that it came from.
        let letters: Vec<char> = text.chars().collect();
        let plain: Vec<(usize, char)> =
            letters.iter().enumerate().flat_map(|(at, c)| folded(*c).map(move |plain| (at, plain))).collect();
        let mut hit = vec![false; letters.len()];
        if self.begin {
            for word in plain.split(|(_, c)| !c.is_alphanumeric()) {
                let begins = |stem: &&Vec<char>| {
                    let short = stem.len() < 3 && stem.len() != word.len();
                    !short && word.len() >= stem.len() && word.iter().map(|(_, c)| c).zip(*stem).all(|(a, b)| a == b)
                };
                if self.words.iter().filter(|stem| !stem.is_empty()).any(|stem| begins(&stem)) {
                    word.iter().for_each(|(at, _)| hit[*at] = true);
                }
            }
        } else {
            for word in self.words.iter().filter(|word| !word.is_empty()) {
                for window in plain.windows(word.len()) {
                    if window.iter().map(|(_, c)| c).eq(word) {
                        window.iter().for_each(|(at, _)| hit[*at] = true);
                    }
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

/// A piece of parts, from a letter on, cut between words, with dots where something is left out.
fn cut(parts: Vec<Part>, from: usize, most: usize) -> Vec<Part> {
    let letters: Vec<(char, bool)> =
        parts.iter().flat_map(|part| part.text.chars().map(|c| (c, part.hit)).collect::<Vec<_>>()).collect();
    let is_gap = |at: &usize| letters[*at].0.is_whitespace();
    let begin = if from == 0 { 0 } else { (from..letters.len()).find(is_gap).map_or(from, |gap| gap + 1) };
    let far = begin + most;
    let end = if far >= letters.len() { letters.len() } else { (begin + 1..far).rev().find(is_gap).unwrap_or(far) };
    let dots = |is: bool| is.then_some(('…', false));
    let piece = dots(begin > 0).into_iter().chain(letters[begin..end].iter().copied()).chain(dots(end < letters.len()));
    let mut cut: Vec<Part> = Vec::new();
    for (c, hit) in piece {
        match cut.last_mut() {
            Some(part) if part.hit == hit => part.text.push(c),
            _ => cut.push(Part { text: c.into(), hit }),
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(parts: Vec<Part>) -> String {
        let part = |part: Part| if part.hit { format!("[{}]", part.text) } else { part.text };
        parts.into_iter().map(part).collect()
    }

    fn marked(text: &str, typed: &str) -> String {
        joined(Sought::words(typed).parts(text))
    }

    #[test]
    fn a_long_text_is_shown_where_most_was_found() {
        let stems = ["bobin", "decal", "a"].map(str::to_owned);
        let sought = Sought::beginnings(&stems);
        assert_eq!(
            joined(sought.parts("À Abobine, deux bobinés Décalées.")),
            "[À] Abobine, deux [bobinés] [Décalées]."
        );
        let text =
            format!("{} une bobine {}huit bobines décalées jeudi.\n\nFin.", "mot ".repeat(100), "puis ".repeat(100));
        let piece = joined(sought.around(&text, 60));
        assert!(piece.starts_with('…') && piece.contains("huit [bobines] [décalées] jeudi. Fin."), "{piece}");
        assert_eq!(joined(sought.around("Court.", 60)), "Court.");
        assert_eq!(joined(sought.around("", 60)), "");
        assert_eq!(joined(sought.around(&"é".repeat(100), 10)), format!("{}…", "é".repeat(10)));
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
