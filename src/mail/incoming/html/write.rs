//! Tokens to lines of Markdown.

use super::super::trim::Hint;
use super::inline::safe_link;
use super::tokens::{Element, Piece};
use super::{Written, marks};

/// So many elements may stand in each other; what is deeper stands at the deepest level.
const DEEPEST: usize = 100;

/// What an open element does to the words in it.
#[derive(Clone, PartialEq)]
pub(super) enum Effect {
    None,
    Hide,
    Quote,
    Bold,
    Italic,
    Struck,
    Code,
    Pre,
    Heading(usize),
    Link(String, usize),
    List(Option<u32>),
    Item,
    Hint(Hint),
}

pub(super) struct Open {
    name: String,
    pub effect: Effect,
}

#[derive(Default)]
pub(super) struct Writer {
    pub open: Vec<Open>,
    /// Elements that are too deep to be on the stack, by name.
    deeper: std::collections::HashMap<String, usize>,
    pub line: String,
    /// The marks that are open in this line.
    pub marks: Vec<&'static str>,
    pub space: bool,
    item: Option<String>,
    cells: usize,
    begins: bool,
    lines: Vec<(String, Hint)>,
    pub shown: Vec<String>,
}

pub(super) fn write(pieces: Vec<Piece>) -> Written {
    let mut writer = Writer::default();
    for piece in pieces {
        match piece {
            Piece::Open(element) => writer.open(&element),
            Piece::Close(name) => writer.close(&name),
            Piece::Words(words) => writer.words(&words),
        }
    }
    writer.flush();
    let (lines, hints): (Vec<String>, Vec<Hint>) = writer.lines.into_iter().unzip();
    Written { text: lines.concat(), hints, shown: writer.shown }
}

/// Elements that stand on lines of their own.
const BLOCKS: &str = " p div h1 h2 h3 h4 h5 h6 tr li table blockquote ul ol pre hr section article header footer center \
    address dl dt dd form fieldset tbody thead body html main figure caption ";

fn is_block(name: &str) -> bool {
    BLOCKS.split_ascii_whitespace().any(|block| block == name)
}

/// Around these stands an empty line.
fn is_apart(name: &str) -> bool {
    matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "pre" | "table")
}

impl Writer {
    pub fn has(&self, effect: &Effect) -> bool {
        self.open.iter().any(|open| open.effect == *effect)
    }

    fn open(&mut self, element: &Element) {
        let name = &*element.name;
        if is_block(name) {
            if self.open.last().is_some_and(|last| last.name == "p") {
                self.close("p");
            }
            self.flush();
            // A list in a list begins in the line under its item.
            if is_apart(name) && !(matches!(name, "ul" | "ol") && self.has(&Effect::Item)) {
                self.gap();
            }
        }
        let hint = marks::hint(element);
        if hint == Hint::QuoteBegins && !self.has(&Effect::Hide) && !self.has(&Effect::Quote) {
            self.flush();
            self.begins = true;
        }
        let hidden = marks::is_hidden(element);
        match name {
            "br" => return self.newline(),
            "hr" if !self.has(&Effect::Hide) => {
                self.line.push_str("* * *");
                return self.flush();
            }
            "img" => {
                if !hidden {
                    self.image(element);
                }
                return;
            }
            "hr" | "meta" | "link" | "input" | "base" | "area" | "col" | "wbr" | "source" | "param" => return,
            "td" | "th" => {
                if self.cells > 0 && !self.line.trim().is_empty() {
                    self.space = true;
                }
                self.cells += 1;
            }
            "tr" => self.cells = 0,
            _ => {}
        }
        let effect = match name {
            _ if hidden => Effect::Hide,
            _ if hint == Hint::Signature || hint == Hint::Announces => Effect::Hint(hint),
            "blockquote" if !marks::is_indent(element) => Effect::Quote,
            "b" | "strong" => Effect::Bold,
            "i" | "em" => Effect::Italic,
            "s" | "strike" | "del" => Effect::Struck,
            "code" | "tt" | "kbd" | "samp" if !self.has(&Effect::Pre) => Effect::Code,
            "pre" => Effect::Pre,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Effect::Heading(usize::from(name.as_bytes()[1] - b'0')),
            "ul" => Effect::List(None),
            "ol" => Effect::List(Some(element.get("start").and_then(|start| start.parse().ok()).unwrap_or(1))),
            "li" => self.begin_item(),
            "a" => match element.get("href").and_then(safe_link) {
                Some(link) => {
                    self.begin();
                    Effect::Link(link, self.line.len())
                }
                None => Effect::None,
            },
            _ => Effect::None,
        };
        if effect == Effect::Pre && !self.has(&Effect::Hide) {
            self.line.push_str("```");
            self.flush();
        }
        if self.open.len() < DEEPEST {
            self.open.push(Open { name: element.name.clone(), effect });
        } else {
            *self.deeper.entry(element.name.clone()).or_default() += 1;
        }
    }

    fn begin_item(&mut self) -> Effect {
        if let Some(at) = self.open.iter().rposition(|open| matches!(open.effect, Effect::List(_)))
            && let Some(item) = self.open[at..].iter().position(|open| open.effect == Effect::Item)
        {
            self.open.truncate(at + item);
        }
        let level = self.open.iter().filter(|open| matches!(open.effect, Effect::List(_))).count().clamp(1, 8);
        let list = self.open.iter_mut().rev().find_map(|open| match &mut open.effect {
            Effect::List(number) => Some(number),
            _ => None,
        });
        let mark = match list {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.item = Some(format!("{}{mark}", "   ".repeat(level - 1)));
        Effect::Item
    }

    fn close(&mut self, name: &str) {
        if let Some(count) = self.deeper.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return self.end_block(name);
        }
        if name == "p" && !self.open.iter().any(|open| open.name == "p") || name == "br" {
            return self.newline();
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return self.end_block(name) };
        while self.open.len() > at {
            let Some(open) = self.open.last() else { break };
            match open.effect.clone() {
                Effect::Link(link, from) => self.end_link(&link, from),
                Effect::Pre if !self.has(&Effect::Hide) => {
                    self.flush();
                    self.line.push_str("```");
                    self.flush();
                }
                _ => {}
            }
            if is_block(&open_name(&self.open)) {
                self.flush();
            }
            self.open.pop();
        }
        self.end_block(name);
    }

    fn end_block(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
            if is_apart(name) && !self.has(&Effect::Item) {
                self.gap();
            }
        }
    }

    /// Ends a line that the sender ended.
    pub fn newline(&mut self) {
        if !self.has(&Effect::Hide) {
            self.end_line();
        }
    }

    /// Ends the line, if anything is in it.
    fn flush(&mut self) {
        if !self.line.trim().is_empty() {
            self.end_line();
        }
        self.line.clear();
        self.marks.clear();
        self.space = false;
    }

    /// One empty line, and not two.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|(line, _)| !line.trim_matches(['>', ' ', '\n']).is_empty()) {
            self.end_line();
        }
    }

    pub fn end_line(&mut self) {
        while let Some(mark) = self.marks.pop() {
            self.line.push_str(mark);
        }
        // A link that goes on in the next line begins there again.
        for open in &mut self.open {
            if let Effect::Link(_, from) = &mut open.effect {
                *from = 0;
            }
        }
        let quotes = self.open.iter().filter(|open| open.effect == Effect::Quote).count().min(20);
        let heading = self.open.iter().find_map(|open| match open.effect {
            Effect::Heading(level) if !self.line.trim().is_empty() => Some(level),
            _ => None,
        });
        let mut line = "> ".repeat(quotes);
        let is_pre = self.has(&Effect::Pre);
        if let Some(item) = self.item.take_if(|_| !self.line.trim().is_empty()) {
            line.push_str(&item);
        }
        if let Some(level) = heading {
            line.push_str(&"#".repeat((level + 2).min(6)));
            line.push(' ');
        }
        line.push_str(if is_pre { self.line.trim_end() } else { self.line.trim() });
        let mut line = line.trim_end().to_owned();
        line.push('\n');
        let hint = self.open.iter().rev().find_map(|open| match open.effect {
            Effect::Hint(hint) => Some(hint),
            _ => None,
        });
        let hint = if std::mem::take(&mut self.begins) { Hint::QuoteBegins } else { hint.unwrap_or_default() };
        self.lines.push((line, hint));
        self.line.clear();
        self.space = false;
    }
}

fn open_name(open: &[Open]) -> String {
    open.last().map(|open| open.name.clone()).unwrap_or_default()
}
