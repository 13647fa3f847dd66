//! `@handle` in a text: who is called, and how the call is shown.

use std::collections::VecDeque;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, TextMergeStream};

use super::{OPTIONS, harmless, links};

/// Somebody whom a text calls, and who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// As they are addressed.
    pub handle: String,
    /// As they are called.
    pub name: String,
    /// A guest's organization: their name is never alone.
    pub company: Option<String>,
}

/// The handles that a text calls, each once, in the order of the text. What stands in code or in a link calls nobody.
pub fn handles(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut apart = Apart::default();
    let events = TextMergeStream::new(Parser::new_ext(markdown, OPTIONS).map(harmless));
    for event in links::Linked::new(events) {
        apart.pass(&event);
        if let (Event::Text(text), false) = (&event, apart.holds()) {
            for (_, handle) in calls(text) {
                if !found.contains(&handle) {
                    found.push(handle);
                }
            }
        }
    }
    found
}

/// How deep in code and links.
#[derive(Default)]
pub(super) struct Apart(usize);

impl Apart {
    pub(super) fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => self.0 += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => self.0 = self.0.saturating_sub(1),
            _ => {}
        }
    }

    pub(super) fn holds(&self) -> bool {
        self.0 > 0
    }
}

/// The calls in a text: where each stands, from its `@` on, and whom it names in small letters.
fn calls(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().next_back();
        // An address is no call, and neither is what comes after one.
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '/' | '+')) {
            continue;
        }
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
        let handle = rest[..end].trim_end_matches(['.', '-']);
        let goes_on = rest[handle.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@'));
        if !handle.is_empty() && !goes_on {
            found.push((at..at + 1 + handle.len(), handle.to_ascii_lowercase()));
        }
    }
    found
}

/// A text's events, in which calls of those who are known are links.
pub(super) struct Linked<'a, I> {
    events: I,
    called: &'a [Called],
    apart: Apart,
    ready: VecDeque<Event<'a>>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Linked<'a, I> {
    pub(super) fn new(events: I, called: &'a [Called]) -> Self {
        Self { events, called, apart: Apart::default(), ready: VecDeque::new() }
    }

    fn split(&mut self, text: &str) {
        let mut from = 0;
        for (range, handle) in calls(text) {
            let Some(called) = self.called.iter().find(|called| called.handle == handle) else { continue };
            self.ready.push_back(Event::Text(CowStr::from(text[from..range.start].to_owned())));
            self.ready.push_back(Event::InlineHtml(CowStr::from(called.link())));
            from = range.end;
        }
        self.ready.push_back(Event::Text(CowStr::from(text[from..].to_owned())));
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
            Event::Text(text) if !self.called.is_empty() && !self.apart.holds() && text.contains('@') => {
                self.split(&text);
                self.ready.pop_front()
            }
            event => Some(event),
        }
    }
}

impl Called {
    fn link(&self) -> String {
        let name = ammonia::clean_text(&self.name);
        match &self.company {
            Some(company) => {
                let company = ammonia::clean_text(company);
                format!(r#"<a class="mention" data-guest="" href="/people/{}">@{name}, {company}</a>"#, self.handle)
            }
            None => format!(r#"<a class="mention" href="/people/{}">@{name}</a>"#, self.handle),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::render_calling;
    use super::*;

    fn claire() -> Called {
        Called {
            handle: "claire.morel".to_owned(),
            name: "Claire <b>Morel".to_owned(),
            company: Some("Acier & Duval".to_owned()),
        }
    }

    #[test]
    fn a_call_is_found_where_people_write_it() {
        assert_eq!(
            handles("Bonjour @claire.morel, et @Hugo.Lambert. (@camille) a@b.example @@x"),
            ["claire.morel", "hugo.lambert", "camille"]
        );
        assert!(
            handles("`@claire.morel` et [@hugo](https://a.example) https://a.example?q=@hugo\n\n    @camille")
                .is_empty()
        );
    }

    #[test]
    fn a_call_is_a_link_and_its_name_is_only_words() {
        let html = render_calling("Vu avec @claire.morel et @personne.", &[claire()]);
        assert!(html.contains(r#"href="/people/claire.morel""#) && html.contains(r#"class="mention""#), "{html}");
        assert!(html.contains("@Claire &lt;b&gt;Morel") && html.contains("Acier &amp; Duval</a>"), "{html}");
        assert!(html.contains("et @personne."), "{html}");
    }

    #[test]
    fn a_writer_cannot_draw_a_call_by_hand() {
        let html = render_calling(r#"<a class="mention" href="/people/x">@Marc</a>"#, &[claire()]);
        assert!(!html.contains("<a"), "{html}");
    }
}
