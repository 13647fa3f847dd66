//! What is read of a message, as one text, with what its form says of each line.

use std::collections::HashSet;

use super::html;
use super::parse::{Incoming, Segment};
use super::trim::{self, Hint, Trimmed};

/// The text of a message, Markdown where it came as HTML.
#[derive(Debug, Default)]
pub struct Body {
    /// The lines.
    pub text: String,
    /// What HTML said of each.
    pub hints: Vec<Hint>,
    /// The pictures that the text shows, by content id, or `part:N` for those that have none.
    pub shown: Vec<String>,
    /// Whether any of it came as HTML, and is Markdown already.
    pub is_markdown: bool,
}

impl Body {
    /// Puts the pieces of a message together, in their order.
    pub fn of(incoming: &Incoming) -> Self {
        let mut body = Self::default();
        for segment in &incoming.body {
            match segment {
                Segment::Text(text) => body.add(text, &[]),
                Segment::Html { html, plain } => {
                    let written = html::read(html);
                    match plain {
                        Some(plain) if lacks(&written.text, plain) => body.add(plain, &[]),
                        _ => {
                            body.is_markdown = true;
                            body.add(&written.text, &written.hints);
                            body.shown.extend(written.shown);
                        }
                    }
                }
                Segment::Shown(number) => {
                    let name =
                        incoming.attachments.get(*number).map_or("", |part| &*part.name).replace(['[', ']', '\\'], "");
                    body.add(&format!("![{name}](part:{number})"), &[]);
                    body.shown.push(format!("part:{number}"));
                }
            }
        }
        body
    }

    fn add(&mut self, text: &str, hints: &[Hint]) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let lines = self.text.matches('\n').count();
        self.hints.resize(lines, Hint::None);
        self.hints.extend_from_slice(hints);
        self.text.push_str(text);
    }

    /// The sender's own words, and the rest.
    pub fn trimmed(&self) -> Trimmed {
        trim::hinted(&self.text, &self.hints)
    }

    /// Kept words as they are to be stored: Markdown, in which lines stay lines.
    pub fn markdown(&self, kept: &str) -> String {
        let mut fenced = false;
        let lines: Vec<&str> = kept.lines().collect();
        let patch = if self.is_markdown {
            None
        } else {
            lines.iter().position(|line| line.starts_with("diff --git ") || line.starts_with("@@ -"))
        };
        let mut markdown = String::with_capacity(kept.len() + 64);
        for (n, line) in lines.iter().enumerate() {
            if patch == Some(n) {
                markdown.push_str("```diff\n");
                fenced = true;
            }
            fenced ^= line.starts_with("```") && patch.is_none_or(|at| n < at);
            markdown.push_str(line.trim_end_matches('\r'));
            // The next line would run on behind this one.
            let next = lines.get(n + 1).is_some_and(|next| !next.trim().is_empty());
            if next && !fenced && !line.trim().is_empty() && !line.ends_with("  ") && !line.starts_with('|') {
                markdown.push_str("  ");
            }
            markdown.push('\n');
        }
        if patch.is_some() {
            markdown.push_str("```\n");
        }
        markdown.trim_end().to_owned()
    }
}

/// Whether HTML says much less than the plain words beside it, so that these are what was meant.
fn lacks(html: &str, plain: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 2)
            .take(5_000)
            .map(str::to_lowercase)
            .collect()
    };
    let (html, plain) = (words(html), words(plain));
    let missing = plain.iter().filter(|word| !html.contains(*word)).count();
    !plain.is_empty() && missing * 2 > plain.len()
}
