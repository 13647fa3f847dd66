//! Somebody's own words, apart from what their mail program put around them.
//!
//! Nothing is thrown away: the pieces, joined, are the whole text, and what is folded says why. Where in doubt, words
//! are kept: an answer that vanishes is worse than a quotation that shows.

mod block;
mod line;
mod own;
mod tail;
mod tongues;
pub(super) mod words;

use serde::Serialize;

use line::Line;
pub use tail::Tail;

/// Why a piece is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// Somebody else's words, which are in the thread already.
    Quote,
    /// Who the sender is, under every message.
    Signature,
    /// What a list, a company or a virus scanner puts under messages.
    Footer,
    /// The line above which our letters ask to answer.
    Mark,
    /// Beyond the measure of a message.
    Length,
}

/// Some lines of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Why they are folded; nothing when they are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// The lines, as they came.
    pub text: String,
}

/// A text in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trimmed {
    /// In their order; joined, they are the text.
    pub pieces: Vec<Piece>,
    /// Nothing of the text was the sender's own, so all of it is kept.
    pub nothing_own: bool,
}

impl Trimmed {
    /// The words that are kept.
    pub fn kept(&self) -> String {
        let kept: String = self.pieces.iter().filter(|piece| piece.why.is_none()).map(|piece| &*piece.text).collect();
        kept.trim_matches(['\n', '\r', ' ', '\t', '\u{a0}']).to_owned()
    }
}

/// What a program knew of a line before its words were looked at: HTML says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    None,
    /// From here on, all is quoted.
    QuoteBegins,
    /// This line announces a quotation.
    Announces,
    /// A signature.
    Signature,
}

/// So much of a text is looked at; the rest is folded.
pub const MOST_BYTES: usize = 500_000;
/// So many lines of it.
pub const MOST_LINES: usize = 10_000;

/// Tells a reply's own words from the rest.
pub fn reply(text: &str) -> Trimmed {
    hinted(text, &[])
}

/// The same, with what HTML said of each line.
pub fn hinted(text: &str, hints: &[Hint]) -> Trimmed {
    let (text, rest) = measured(text);
    let raw: Vec<&str> = text.split_inclusive('\n').collect();
    let (lines, mut kinds) = looked_at(text);
    for (kind, _) in
        kinds.iter_mut().zip(hints).filter(|(kind, hint)| **hint == Hint::Announces && **kind != Line::Empty)
    {
        *kind = Line::Attribution;
    }
    let mut folds = block::folds(&lines, &kinds, hints);
    let is_word = |n: usize| lines[n].chars().any(char::is_alphanumeric);
    let says = |n: usize| folds[n].is_none() && !matches!(kinds[n], Line::Empty | Line::Rule | Line::SignatureMark);
    let nothing_own = (0..raw.len()).any(is_word) && !(0..raw.len()).any(says);
    if nothing_own {
        folds.fill(None);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (line, why) in raw.iter().zip(&folds) {
        match pieces.last_mut() {
            Some(piece) if piece.why == *why => piece.text.push_str(line),
            _ => pieces.push(Piece { why: *why, text: (*line).to_owned() }),
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece { why: Some(Why::Length), text: rest.to_owned() });
    }
    Trimmed { pieces, nothing_own }
}

/// How a quotation of a whole message begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// With the mark of a forward.
    Forwarded,
    /// With the mark of an original.
    Original,
    /// With a printed head.
    Head,
    /// With "… wrote:", or where HTML says so.
    Other,
}

/// The first line of what is quoted as a whole.
pub(super) fn first_cut(text: &str, hints: &[Hint]) -> Option<(usize, Cut)> {
    let (lines, kinds) = looked_at(measured(text).0);
    let at = block::whole_quote(&lines, &kinds, hints)?;
    // What HTML marks says less than the head or the mark that stands in one of the next lines.
    let next =
        (at..kinds.len().min(at + 6)).find(|n| matches!(kinds[*n], Line::Forwarded | Line::Original | Line::Head(_)));
    let cut = match next.map(|n| kinds[n]) {
        Some(Line::Forwarded) => Cut::Forwarded,
        Some(Line::Original) => Cut::Original,
        Some(Line::Head(_)) if kinds[at] != Line::Attribution => Cut::Head,
        _ => Cut::Other,
    };
    Some((at, cut))
}

/// How many lines a mark, a printed head or an attribution take at the start of a text.
pub(super) fn head_end(text: &str) -> usize {
    let (_, kinds) = looked_at(measured(text).0);
    let mut at = 0;
    while at < kinds.len()
        && matches!(
            kinds[at],
            Line::Empty | Line::Rule | Line::Forwarded | Line::Original | Line::Attribution | Line::Mark
        )
    {
        at += 1;
    }
    let end = match kinds.get(at) {
        Some(Line::Head(_)) => block::fields_end(&kinds, at),
        _ => at,
    };
    end.max(usize::from(!kinds.is_empty() && at == 0 && matches!(kinds[0], Line::Head(_))))
}

pub(super) use line::plain;

fn looked_at(text: &str) -> (Vec<String>, Vec<Line>) {
    let lines: Vec<String> = text.split_inclusive('\n').map(line::plain).collect();
    let mut kinds = line::kinds(&lines);
    own::protect_code(&lines, &mut kinds);
    (lines, kinds)
}

/// What is looked at, and the rest.
fn measured(text: &str) -> (&str, &str) {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if let Some((at, _)) = text[..end].match_indices('\n').nth(MOST_LINES - 1) {
        end = at + 1;
    }
    text.split_at(end)
}
