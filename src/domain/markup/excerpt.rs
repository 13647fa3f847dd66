//! The beginning of a long text, as HTML that stands by itself.

/// The beginning of HTML that [`super::render`] made: about `most` letters, cut between words, with everything closed
/// that was open. `whole` says whether this is all of the text. Nothing when it is short enough to be shown as it is.
pub fn excerpt(html: &str, most: usize, whole: bool) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut letters = 0;
    let mut rest = html;
    let mut cut = 0;
    while let Some(first) = rest.chars().next() {
        let at = html.len() - rest.len();
        if first == '<' {
            let Some(end) = tag_end(rest) else { break };
            note(&rest[1..end], &mut open);
            rest = &rest[end + 1..];
            cut = html.len() - rest.len();
        } else {
            letters += 1;
            if first.is_whitespace() {
                cut = at;
            }
            if letters > most {
                return Some(closed(&html[..cut], &open));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    if whole { None } else { Some(closed(&html[..cut], &open)) }
}

/// Where a tag ends: at the first `>` that stands in no attribute.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quoted = false;
    rest.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(at)
    })
}

fn note<'h>(tag: &'h str, open: &mut Vec<&'h str>) {
    let name = |tag: &'h str| tag.split([' ', '/']).next().unwrap_or_default();
    match tag.strip_prefix('/') {
        Some(end) => {
            if open.last() == Some(&name(end)) {
                open.pop();
            }
        }
        None if matches!(name(tag), "br" | "hr" | "input") => {}
        None => open.push(name(tag)),
    }
}

fn closed(begun: &str, open: &[&str]) -> String {
    let mut html = begun.trim_end().to_owned();
    if !open.is_empty() {
        html.push('…');
    }
    for name in open.iter().rev() {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
    html
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;

    #[test]
    fn a_short_text_is_left_alone() {
        assert_eq!(excerpt("<p>Court.</p>", 100, true), None);
    }

    #[test]
    fn a_long_text_is_cut_between_words_and_closed() {
        assert_eq!(
            excerpt("<p>un <strong>deux trois quatre</strong></p>", 10, true).as_deref(),
            Some("<p>un <strong>deux…</strong></p>")
        );
        let long = render(&"- **un** [deux](https://a.example) trois\n".repeat(100));
        let begun = excerpt(&long, 300, true).expect("it is long");
        assert_eq!(begun.matches("<li>").count(), begun.matches("</li>").count());
        assert!(begun.ends_with("</ul>") && begun.len() < long.len());
    }

    #[test]
    fn nothing_is_cut_inside_an_attribute() {
        let html = r#"<p><a href="x" title="a > b c d e f g">mot</a> puis autre</p>"#;
        assert_eq!(excerpt(html, 4, true).as_deref(), Some(r#"<p><a href="x" title="a > b c d e f g">mot</a>…</p>"#));
    }

    #[test]
    fn what_the_database_cut_in_a_tag_is_cut_before_it() {
        assert_eq!(excerpt("<p>un deux <a href=\"htt", 1000, false).as_deref(), Some("<p>un deux…</p>"));
    }
}
