//! Addresses that stand in a text as they were pasted: links, without anybody drawing them.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::calls::Apart;

/// The addresses in a text, without the punctuation that ends their sentence.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("http") {
        let rest = &text[at..];
        let Some(after) = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://")) else { continue };
        let inside = found.last().is_some_and(|last| at < last.end);
        let begun = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        if inside || begun || !after.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"«»“”`".contains(c);
        let mut address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        while let Some(last) = address.chars().next_back() {
            let opened = |open: char, close: char| address.matches(open).count() < address.matches(close).count();
            let closes = (last == ')' && opened('(', ')')) || (last == ']' && opened('[', ']'));
            if !closes && !".,;:!?'’…*_~".contains(last) {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        found.push(at..at + address.len());
    }
    found
}

/// A text's events, in which addresses are links; those in code and in links are left as they are.
pub(super) struct Linked<'a, I> {
    events: I,
    apart: Apart,
    ready: VecDeque<Event<'a>>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Linked<'a, I> {
    pub(super) fn new(events: I) -> Self {
        Self { events, apart: Apart::default(), ready: VecDeque::new() }
    }

    fn split(&mut self, text: &str) {
        let words = |words: &str| Event::Text(CowStr::from(words.to_owned()));
        let mut from = 0;
        for range in addresses(text) {
            let address = &text[range.clone()];
            self.ready.push_back(words(&text[from..range.start]));
            self.ready.push_back(Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                dest_url: CowStr::from(address.to_owned()),
                title: CowStr::from(""),
                id: CowStr::from(""),
            }));
            self.ready.push_back(words(address));
            self.ready.push_back(Event::End(TagEnd::Link));
            from = range.end;
        }
        self.ready.push_back(words(&text[from..]));
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Linked<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.ready.pop_front() {
            return Some(event);
        }
        let event = self.events.next()?;
        self.apart.pass(&event);
        match event {
            Event::Text(text) if !self.apart.holds() && text.contains("://") => {
                self.split(&text);
                self.ready.pop_front()
            }
            event => Some(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn an_address_that_was_pasted_is_a_link_up_to_the_end_of_its_sentence() {
        for (text, address) in [
            ("Voir https://a.example/b?c=d&e=f.", "https://a.example/b?c=d&amp;e=f"),
            ("(http://a.example/x_(y))", "http://a.example/x_(y)"),
            ("**https://a.example/a_b_c**", "https://a.example/a_b_c"),
            ("« https://a.example » ?", "https://a.example"),
        ] {
            let html = render(text);
            assert!(html.contains(&format!("<a href=\"{address}\"")), "{html}");
            assert!(html.contains(&format!(">{address}</a>")), "{html}");
        }
        let html = render("`https://a.example` [mot](https://b.example) xhttps://c.example https:// https://.d");
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
    }

    #[test]
    fn ten_thousand_addresses_are_read_in_time() {
        let html = render(&"https://a.example/((((".repeat(2_000));
        assert!(html.matches("<a ").count() <= 2_000);
    }
}
