//! HTML to Markdown, with what the markup says of quotations and signatures.
//!
//! Nothing is built from what strangers nest: the tokens of the HTML pass once, with the names of the open elements on a
//! stack of a hundred. What comes out is only words, the marks of Markdown, and links to the web and to mailboxes; it is
//! rendered and cleaned as what people type. So there is no tree to take the square of, none to overflow a stack,
//! and no second sanitiser to keep in step.

mod inline;
mod marks;
mod tokens;
mod write;

use super::trim::Hint;

/// Larger HTML is read as plain words.
const LARGEST: usize = 2 * 1024 * 1024;
/// HTML with more tags as well.
const MOST_TAGS: usize = 100_000;

/// Markdown, and what is known of each line.
#[derive(Debug, Default)]
pub struct Written {
    /// The lines.
    pub text: String,
    /// For each, what the HTML said.
    pub hints: Vec<Hint>,
    /// The pictures it shows, by their content ids.
    pub shown: Vec<String>,
}

/// Writes HTML as Markdown.
pub fn read(html: &str) -> Written {
    let tokens = (html.len() <= LARGEST).then(|| tokens::of(html, MOST_TAGS)).flatten();
    match tokens {
        Some(tokens) => write::write(tokens),
        None => {
            let text = mail_parser::decoders::html::html_to_text(html);
            Written { text, hints: Vec::new(), shown: Vec::new() }
        }
    }
}
