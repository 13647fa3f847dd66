//! The last lines of somebody's words. Under each of their messages the same, they are a signature that no mark announces;
//! which they are, only whoever knows their other messages can say.

use std::sync::LazyLock;

use regex::Regex;

use super::{Piece, Trimmed, Why};

/// So many lines are looked at.
const MOST: usize = 12;

/// A picture, whose name is another each time.
static PICTURE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"!\[[^\]]*\]\([^)\s]*\)").expect("a good pattern"));

/// The last lines, the last first: where each begins in its piece, and what it says, blanks aside.
#[derive(Debug, Default)]
pub struct Tail {
    piece: usize,
    lines: Vec<(usize, String)>,
}

impl Tail {
    /// What they say.
    pub fn lines(&self) -> Vec<String> {
        self.lines.iter().map(|(_, line)| line.clone()).collect()
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn is_quote(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

impl Trimmed {
    /// The last lines of the kept words, as far as words remain above them, and neither a quotation nor code.
    pub fn tail(&self) -> Tail {
        let own = |line: &str| has_words(line) && !is_quote(line);
        let is_own = |piece: &Piece| piece.why.is_none() && piece.text.lines().any(own);
        let Some(piece) = self.pieces.iter().rposition(is_own).filter(|_| !self.nothing_own) else {
            return Tail::default();
        };
        let more_above = self.pieces[..piece].iter().any(is_own);
        let (mut lines, mut first, mut at) = (Vec::new(), None, 0);
        for line in self.pieces[piece].text.split_inclusive('\n') {
            let words = PICTURE.replace_all(line, "").split_whitespace().collect::<Vec<_>>().join(" ");
            if is_fence(line) || is_quote(line) {
                lines.clear();
            } else if has_words(&words) {
                first.get_or_insert(at);
                lines.push((at, words));
            }
            at += line.len();
        }
        // A greeting says nothing by itself: what follows it stays too.
        let greets = lines.first().is_some_and(|(at, line)| first == Some(*at) && line.ends_with(','));
        let stay = if more_above || first != lines.first().map(|(at, _)| *at) { 0 } else { 1 + usize::from(greets) };
        let lines = lines.into_iter().skip(stay).rev().take(MOST).collect();
        Tail { piece, lines }
    }

    /// Folds so many of them: they are a signature.
    pub fn fold(&mut self, tail: &Tail, count: usize) {
        let Some((at, _)) = count.checked_sub(1).and_then(|last| tail.lines.get(last)) else { return };
        let text = self.pieces[tail.piece].text.split_off(*at);
        self.pieces.insert(tail.piece + 1, Piece { why: Some(Why::Signature), text });
    }
}

#[cfg(test)]
mod tests {
    use super::super::reply;

    fn folded(text: &str, count: usize) -> (String, String) {
        let mut trimmed = reply(text);
        let tail = trimmed.tail();
        trimmed.fold(&tail, count);
        let whole: String = trimmed.pieces.iter().map(|piece| &*piece.text).collect();
        assert_eq!(whole, text, "nothing is lost");
        (trimmed.kept(), tail.lines().join(" / "))
    }

    #[test]
    fn the_last_lines_are_told_without_blanks_and_never_the_first() {
        let text = "D’accord.\n\nHugo  Lambert\n\nAcheteur\n![logo](cid:a@b)\nTél.\u{a0}04 50\n\n> cité\n";
        assert_eq!(folded(text, 3), ("D’accord.".to_owned(), "Tél. 04 50 / Acheteur / Hugo Lambert".to_owned()));
        assert_eq!(folded("Hugo\nAcheteur\nTél.\n", 3).0, "Hugo\nAcheteur\nTél.");
        assert_eq!(folded("\n  Un\nDeux\n", 2).1, "Deux");
        assert_eq!(folded("Bonjour,\nOui.\nMerci\nHugo\n", 3).0, "Bonjour,\nOui.\nMerci\nHugo", "the answer stays");
        assert_eq!(folded("", 3), (String::new(), String::new()));
        let inline = "Oui.\n\n> Le prix ?\n\nHugo\nAcheteur\nTél.\n";
        assert_eq!(folded(inline, 3).1, "Tél. / Acheteur / Hugo");
        let only_name = "> Le prix ?\n\nHugo\nAcheteur\nTél.\n\n> Et ?\n";
        assert_eq!(folded(only_name, 3).1, "Tél. / Acheteur", "his name is all that he says, and stays above them");
        let code = "Voici :\n```\nHugo\nAcheteur\nTél.\n```\n";
        assert_eq!(folded(code, 3), (code.trim().to_owned(), String::new()));
    }
}
