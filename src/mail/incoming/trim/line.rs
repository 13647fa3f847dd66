//! What each line of a text is: somebody's words, a quotation, what announces one, a signature's mark.

use super::words::{self, Field};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Empty,
    Own,
    /// Begins with `>`.
    Quote,
    /// "Le … a écrit :", in up to three lines.
    Attribution,
    /// "----- Message d’origine -----"
    Original,
    /// "---------- Forwarded message ---------"
    Forwarded,
    /// A line of a head printed above what is quoted; three and more of them are one.
    Head(Field),
    /// `-- `
    SignatureMark,
    /// A line of dashes, stars or underscores.
    Rule,
    /// "Envoyé de mon iPhone"
    Phone,
    /// The line above which our letters ask to answer.
    Mark,
}

/// Lines longer than this are words, whatever they begin with.
const LONGEST: usize = 500;

/// A line as it is compared: with plain spaces and apostrophes.
pub fn plain(line: &str) -> String {
    // What Markdown keeps from being a mark is the sign itself.
    let unescaped = line
        .char_indices()
        .filter(|(at, c)| *c != '\\' || !line[at + 1..].starts_with(|next: char| next.is_ascii_punctuation()));
    let line: String = unescaped.map(|(_, c)| c).collect();
    let plain = line.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\r' | '\n'));
    let plain = plain.map(|c| match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\t' => ' ',
        '\u{2019}' | '\u{2018}' => '\'',
        c => c,
    });
    plain.collect()
}

/// What each line is.
pub(super) fn kinds(lines: &[String]) -> Vec<Line> {
    let mut kinds: Vec<Line> = lines.iter().map(|line| alone(line)).collect();
    for n in 1..lines.len().saturating_sub(1) {
        // A long address in what is quoted was broken, and its rest has no sign before it.
        let between = kinds[n] == Line::Own && kinds[n - 1] == Line::Quote && kinds[n + 1] == Line::Quote;
        if between
            && (lines[n].contains("http")
                || lines[n - 1]
                    .rsplit("http")
                    .next()
                    .is_some_and(|rest| rest.len() < lines[n - 1].len() && !rest.contains([')', '>', ' '])))
        {
            kinds[n] = Line::Quote;
        }
    }
    let mut at = 0;
    while at < lines.len() {
        at += match attribution(&lines[at..], &kinds[at..]) {
            Some(long) => {
                kinds[at..at + long].fill(Line::Attribution);
                long
            }
            None => 1,
        };
    }
    kinds
}

fn alone(line: &str) -> Line {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Line::Empty;
    }
    if line.len() > LONGEST {
        return if is_quote(line) { Line::Quote } else { Line::Own };
    }
    if trimmed == "--" {
        return Line::SignatureMark;
    }
    if is_quote(line) {
        return Line::Quote;
    }
    if words::MARK.is_match(line) {
        return Line::Mark;
    }
    if words::ORIGINAL_MARK.is_match(line) {
        return Line::Original;
    }
    if words::NAME_WROTE.is_match(line) {
        return Line::Attribution;
    }
    if words::FORWARD_MARK.is_match(line) {
        return Line::Forwarded;
    }
    let long = trimmed.chars().count() > 2 || trimmed.chars().all(|c| "ᐧ_—–".contains(c));
    if long && trimmed.chars().all(|c| "-_,=+~#*ᐧ—– ".contains(c)) {
        return Line::Rule;
    }
    if words::PHONE.is_match(&words::unlinked(trimmed)) {
        return Line::Phone;
    }
    match words::field(line) {
        Some((field, _)) => Line::Head(field),
        None => Line::Own,
    }
}

/// `>`, `| ` and initials before it (`MD>`), as old programs quote.
pub(super) fn is_quote(line: &str) -> bool {
    let line = line.trim_start();
    let initials = line.chars().take_while(char::is_ascii_alphabetic).count();
    line.starts_with('>')
        || (1..=3).contains(&initials) && (line[initials..].starts_with("> ") || line[initials..].trim_end() == ">")
}

/// How many lines the attribution that begins here takes, if one does. Programs break it where they like, and some put
/// empty lines between.
fn attribution(lines: &[String], kinds: &[Line]) -> Option<usize> {
    // A quoted one announces what somebody else quoted; only what the sender's own program wrote counts.
    let may_begin = |kind: Line| matches!(kind, Line::Own | Line::Head(_));
    if !may_begin(*kinds.first()?) || lines[0].len() > LONGEST {
        return None;
    }
    let opens = words::OPENING.is_match(&lines[0]) && words::HAS_DATE.is_match(&lines[0]);
    let may_go_on = opens
        || words::OPENING.is_match(&lines[0])
        || words::ADDRESS.is_match(&lines[0])
        || words::HAS_YEAR.is_match(&lines[0]);
    let mut joined = String::new();
    let (mut folds, mut found) = (0, None);
    for (n, line) in lines.iter().enumerate().take(if opens { 7 } else { 3 }) {
        if n > 0 && !may_go_on {
            break;
        }
        match kinds[n] {
            Line::Empty if opens => continue,
            // "> wrote:", where the address stood in angles of its own.
            Line::Quote if opens && (words::WROTE_AT_END.is_match(line) || line.trim() == ">:") => {}
            kind if may_begin(kind) => {}
            _ => break,
        }
        if n > 0 {
            joined.push(' ');
            folds += 1;
        }
        joined.push_str(line.trim());
        if joined.len() > LONGEST {
            break;
        }
        if is_attribution(&joined, folds) {
            found = Some(n + 1);
            if joined.trim_end().ends_with([':', '：']) {
                break;
            }
        }
    }
    found
}

fn is_attribution(line: &str, folds: usize) -> bool {
    let opens = words::OPENING.is_match(line);
    let dated = words::HAS_DATE.is_match(line);
    let addressed = words::ADDRESS.is_match(line);
    // Whom an address does not follow may be talked about.
    if !addressed && words::SPOKEN.is_match(line) {
        return false;
    }
    if words::WROTE_AT_END.is_match(line)
        && (opens && (dated || addressed) || dated && addressed && folds < 2 || addressed && folds == 0)
    {
        return true;
    }
    let colon = line.trim_end().ends_with([':', '：']);
    colon && dated && words::WROTE_INSIDE.is_match(line) && (opens || addressed || folds == 0)
        || folds == 0
            && (words::NAME_VIA.is_match(line)
                || words::POSTED_BY.is_match(line)
                || words::ISO_DATE_NAME.is_match(line))
        || folds < 2 && words::DATE_NAME_ADDRESS.is_match(line)
        || colon && opens && addressed && QUOTING.iter().any(|word| line.starts_with(word))
}

const QUOTING: [&str; 4] = ["Quoting", "Zitat von", "Citando", "Citation de"];
