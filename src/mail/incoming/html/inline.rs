//! What stands in a line: words, marks, links and pictures.

use super::super::head;
use super::tokens::Element;
use super::write::{Effect, Writer};

impl Writer {
    pub(super) fn end_link(&mut self, link: &str, from: usize) {
        self.sync();
        let Some(words) = self.line.get(from..).map(str::trim).filter(|words| !words.is_empty()) else { return };
        let says = |text: &str| text.trim_end_matches('/').replace('\\', "");
        let plain = link.strip_prefix("mailto:").unwrap_or(link);
        // A link that is its own words needs no second copy of them; one that shows another address must show both.
        if says(words) != says(plain)
            && says(words) != says(plain.trim_start_matches("https://").trim_start_matches("http://"))
        {
            let words = words.replace(['[', ']'], "");
            self.line.truncate(from);
            self.line.push_str(&format!("[{words}]({link})"));
        }
    }

    pub(super) fn image(&mut self, element: &Element) {
        let source = element.get("src").unwrap_or_default().trim();
        let tiny = |name: &str| {
            element.get(name).is_some_and(|size| matches!(size.trim_end_matches("px").trim(), "0" | "1" | "2"))
        };
        if self.has(&Effect::Hide) || tiny("width") || tiny("height") {
            return;
        }
        let alt: String =
            head::printable(element.get("alt").unwrap_or_default()).replace(['[', ']', '\\', '<', '>', '`'], "");
        let cid = source.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("cid:")).map(|_| &source[4..]);
        let is_plain = |cid: &&str| {
            !cid.is_empty() && cid.len() < 300 && cid.bytes().all(|b| b.is_ascii_graphic() && !b"()<>[]\\".contains(&b))
        };
        if let Some(cid) = cid.filter(is_plain) {
            self.shown.push(cid.to_owned());
            self.put(&format!("![{alt}](cid:{cid})"));
        } else if let Some(link) = safe_link(source).filter(|link| link.starts_with("http")) {
            let words = if alt.is_empty() { "image distante" } else { &alt };
            self.put(&format!("[{words}]({link})"));
        } else if !alt.is_empty() {
            self.words(&alt);
        }
    }

    pub(super) fn words(&mut self, words: &str) {
        if self.has(&Effect::Hide) {
            return;
        }
        if self.has(&Effect::Pre) {
            for (n, line) in words.split('\n').enumerate() {
                if n > 0 {
                    self.end_line();
                }
                self.line.push_str(&line.replace("```", "'''"));
            }
            return;
        }
        // Marks that turn the direction of reading, and what is nothing, hide words from whoever reads.
        let misleads = |c: char| {
            matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
                || c.is_control() && !c.is_whitespace()
        };
        let words: String = words.chars().filter(|c| !misleads(*c)).collect();
        let is_gap = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
        for (n, part) in words.split(is_gap).enumerate() {
            self.space |= n > 0;
            if !part.is_empty() {
                let first = self.line.is_empty() && !self.space;
                let code = self.has(&Effect::Code);
                self.put(&if code { part.replace('`', "'") } else { escaped(part, first) });
            }
        }
    }

    /// Puts something into the line, with the space and the marks before it.
    fn put(&mut self, text: &str) {
        self.begin();
        self.line.push_str(text);
    }

    /// Puts the space and the marks that come before what follows.
    pub(super) fn begin(&mut self) {
        self.sync();
        if std::mem::take(&mut self.space) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        for mark in self.wanted() {
            if !self.marks.contains(&mark) {
                self.line.push_str(mark);
                self.marks.push(mark);
            }
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let mut wanted = Vec::new();
        for open in &self.open {
            let mark = match open.effect {
                Effect::Bold => "**",
                Effect::Italic => "*",
                Effect::Struck => "~~",
                Effect::Code => "`",
                _ => continue,
            };
            // Inside code every mark would be words.
            if !wanted.contains(&mark) && !wanted.contains(&"`") {
                wanted.push(mark);
            }
        }
        wanted
    }

    /// Closes the marks that are open and no longer wanted.
    fn sync(&mut self) {
        let wanted = self.wanted();
        let keep = self.marks.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        while self.marks.len() > keep {
            let mark = self.marks.pop().unwrap_or_default();
            self.line.push_str(mark);
        }
    }
}

/// A link that may be shown: to the web or to a mailbox.
pub(super) fn safe_link(link: &str) -> Option<String> {
    let link: String = link.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = link.split_once(':')?.0.to_ascii_lowercase();
    let safe = matches!(&*scheme, "http" | "https" | "mailto") && link.len() <= 2_000;
    let spelt = |c: char| match c {
        ' ' => "%20".to_owned(),
        '(' => "%28".to_owned(),
        ')' => "%29".to_owned(),
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        c => c.to_string(),
    };
    safe.then(|| link.chars().map(spelt).collect())
}

/// Words that Markdown would take for marks, kept as words.
fn escaped(word: &str, first: bool) -> String {
    // An address is no place for marks.
    if word.contains("://") {
        return word.replace('<', "\\<");
    }
    let mut escaped = String::with_capacity(word.len());
    if first && (word.starts_with(['#', '+', '-', '=', '~', '|']) || is_number(word)) {
        if is_number(word) {
            let (number, dot) = word.split_at(word.len() - 1);
            return format!("{number}\\{dot}");
        }
        // `--` stands alone above a signature; and a `>` that somebody's program wrote quotes, as in any text.
        if word.trim_end_matches('\u{a0}') != "--" {
            escaped.push('\\');
        }
    }
    let letters: Vec<char> = word.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        let inside =
            n > 0 && letters[n - 1].is_alphanumeric() && letters.get(n + 1).is_some_and(|next| next.is_alphanumeric());
        match c {
            '*' | '`' | '<' | '[' | ']' | '\\' => escaped.push('\\'),
            '_' if !inside => escaped.push('\\'),
            _ => {}
        }
        escaped.push(*c);
    }
    escaped
}

fn is_number(word: &str) -> bool {
    word.len() > 1
        && word.len() < 11
        && word.ends_with(['.', ')'])
        && word[..word.len() - 1].bytes().all(|b| b.is_ascii_digit())
}
