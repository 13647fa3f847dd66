//! Markdown to safe HTML, once, when it is written. What is stored can be shown as it is.

mod calls;
mod code;
mod excerpt;
mod links;

use std::collections::HashSet;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};

pub use calls::{Called, handles};
pub use excerpt::excerpt;

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// CommonMark with tables, strike-through and task lists. Raw HTML is shown as text; images come by upload alone, so an
/// image becomes a link: nothing in a page asks another host for anything.
pub fn render(markdown: &str) -> String {
    render_calling(markdown, &[])
}

/// The same, with those who are called by `@handle` named and linked; whoever is not among them stays plain text.
pub fn render_calling(markdown: &str, called: &[Called]) -> String {
    let events = narrow(Parser::new_ext(markdown, OPTIONS).into_offset_iter());
    let events = TextMergeStream::new(code::Coloured::new(shallow(events.map(harmless))));
    let events = calls::Linked::new(links::Linked::new(events), called);
    let mut unsafe_html = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events);
    CLEANER.clean(&unsafe_html).to_string()
}

/// How deep quotations, lists and emphasis may stand in each other. Nobody writes deeper; the tree that the second net
/// builds takes the square of the depth, and a browser gives up long before.
const DEEPEST: usize = 32;

/// What stands too deep stands at the deepest level: the words remain.
fn shallow<'t>(events: impl Iterator<Item = Event<'t>>) -> impl Iterator<Item = Event<'t>> {
    let mut depth = 0_usize;
    events.filter(move |event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEEPEST
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            depth < DEEPEST
        }
        _ => true,
    })
}

/// So many cells may be added to rows that are shorter than their table's head.
const ADDED: usize = 2_000;

/// Short rows are filled up with empty cells, so that a head of many columns over many rows of one word is a table of
/// millions. Past a measure no table in a text is filled up any more: its rows end with their last words.
fn narrow<'t>(events: impl Iterator<Item = (Event<'t>, std::ops::Range<usize>)>) -> impl Iterator<Item = Event<'t>> {
    let (mut added, mut passing, mut row_end) = (0_usize, false, 0);
    events.filter_map(move |(event, place)| {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => row_end = place.end,
            // What begins where the row's text is over was added.
            Event::Start(Tag::TableCell) if place.start == row_end => {
                added += 1;
                passing = added > ADDED;
            }
            Event::End(TagEnd::TableCell) if passing => {
                passing = false;
                return None;
            }
            _ => {}
        }
        (!passing).then_some(event)
    })
}

/// Words without paragraphs or lists around them, for a plain-text letter or an excerpt.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in narrow(Parser::new_ext(markdown, options).into_offset_iter()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => text.push('\n'),
            Event::End(TagEnd::TableCell) => text.push_str("  "),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        event => event,
    }
}

/// The second net: whatever the renderer may do one day, only this comes through.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "del",
            "code",
            "span",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "input",
        ]))
        .tag_attributes(
            [
                ("a", HashSet::from(["href", "title", "data-guest"])),
                ("ol", HashSet::from(["start"])),
                ("input", HashSet::from(["type", "disabled", "checked"])),
                ("th", HashSet::from(["align"])),
                ("td", HashSet::from(["align"])),
            ]
            .into(),
        )
        .add_allowed_classes("a", ["mention"])
        .add_allowed_classes("span", ["com", "key", "str", "num", "ins", "del"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_shown_as_they_meant_it() {
        let html = render("**gras**, ~~barré~~ et `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] fait");
        for part in ["<strong>gras</strong>", "<del>barré</del>", "<code>code</code>", "<td>1</td>", "checked"] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert_eq!(
            plain("# Titre\n\nUn *mot*,\npuis [deux](https://a.example).\n\n- un\n- deux"),
            "Titre\nUn mot, puis deux.\nun\ndeux"
        );
    }

    #[test]
    fn ten_thousand_levels_of_quotations_lists_and_emphasis_are_a_few_and_the_words_remain() {
        let marks = [">", "> ", "- ", "1. ", "- > "].map(|mark| format!("{}mot", mark.repeat(49_000 / mark.len())));
        let stars = format!("{}mot{}", "*".repeat(20_000), "*".repeat(20_000));
        for bomb in marks.into_iter().chain([stars]) {
            let html = render(&bomb);
            assert!(html.contains("mot"), "the words remain");
            let mut deepest = 0_i32;
            html.match_indices('<').fold(0_i32, |depth, (at, _)| {
                let depth = if html[at..].starts_with("</") { depth - 1 } else { depth + 1 };
                deepest = deepest.max(depth);
                depth
            });
            assert!(deepest <= 40, "{deepest} levels of {:?}", &bomb[..4]);
        }
    }

    #[test]
    fn a_table_whose_head_is_wider_than_its_rows_is_filled_up_to_a_measure() {
        let honest = render("|a|b|c|\n|-|-|-|\n|1|\n|2|3|\n");
        assert_eq!(honest.matches("<td>").count(), 6, "a short row is filled up: {honest}");
        let empty = render(&format!("{}|\n{}|\n{}x|\n", "|a".repeat(3_000), "|-".repeat(3_000), "|".repeat(3_000)));
        assert_eq!(empty.matches("<td>").count(), 3_000, "what somebody left empty is theirs");
        let table = format!("{}|\n{}|\n{}", "|a".repeat(2_000), "|-".repeat(2_000), "|mot\n".repeat(120));
        let html = render(&table);
        assert_eq!(html.matches("mot").count(), 120, "the words remain");
        assert!(html.len() < 60_000, "{} letters are {} of HTML", table.len(), html.len());
        assert!(plain(&table).len() < 2 * table.len());
    }

    #[test]
    fn nothing_that_runs_or_calls_out_comes_through() {
        let hostile = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) \
            [b](data:text/html,x) ![trace](https://evil.example/x.gif)\n\n<a href=\"x\" style=\"position:fixed\" onclick=\"x\">c</a>\n\n<svg><style><a title=\"</style><script>alert(1)</script>\">";
        let html = render(hostile);
        for trap in ["<script", "<img", "href=\"javascript", "href=\"data", "<a href=\"x\"", "<svg", "<style"] {
            assert!(!html.contains(trap), "{trap} came through: {html}");
        }
        assert!(html.contains("href=\"https://evil.example/x.gif\""), "an image is a link: {html}");
    }
}
