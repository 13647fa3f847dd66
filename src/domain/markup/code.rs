//! Code in a fence, coloured when it is written: comments, words of the language, strings, numbers, and the lines of a
//! `diff`. Four classes and one walk over the text, in the languages that people of a house write to one another; a grammar
//! for each (syntect) costs 45 CPU-seconds of build and makes HTML of seventeen times the text, which would be stored.

use std::collections::VecDeque;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

/// Longer code stands as it is.
const LONGEST: usize = 20_000;

/// What is to be known of a language.
struct Syntax {
    names: &'static [&'static str],
    /// What begins a comment up to the end of its line.
    line: &'static [&'static str],
    /// What begins and ends any other comment.
    block: Option<(&'static str, &'static str)>,
    quotes: &'static str,
    /// Whether three quotes hold a text of many lines.
    triple: bool,
    /// Whether capital letters are small ones.
    any_case: bool,
    words: &'static str,
}

const C_LIKE: Syntax = Syntax {
    names: &[],
    line: &["//"],
    block: Some(("/*", "*/")),
    quotes: "\"'",
    triple: false,
    any_case: false,
    words: "",
};

const SYNTAXES: &[Syntax] = &[
    Syntax {
        names: &["rust", "rs"],
        quotes: "\"",
        words: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod \
            move mut pub ref return self Self static struct super trait true type unsafe use where while",
        ..C_LIKE
    },
    Syntax {
        names: &["javascript", "js", "jsx", "typescript", "ts", "tsx"],
        quotes: "\"'`",
        words: "as async await break case catch class const continue default delete do else enum export extends false \
            finally for from function if import in instanceof interface let new null of return static super switch this \
            throw true try type typeof undefined var void while yield",
        ..C_LIKE
    },
    Syntax {
        names: &["c", "h", "cpp", "c++", "hpp", "java", "cs", "csharp", "go", "arduino", "kotlin", "swift", "php"],
        words: "abstract and as auto bool boolean break byte case catch char chan class const continue default defer \
            delegate do double echo else enum extends extern false final finally float for foreach fun func function goto \
            if implements import in int interface internal let long map namespace new nil null nullptr override package \
            private protected public range return select short signed sizeof static string struct super switch template \
            this throw throws true try type typedef union unsigned using val var virtual void volatile while",
        ..C_LIKE
    },
    Syntax {
        names: &["python", "py"],
        line: &["#"],
        block: None,
        triple: true,
        words: "and as assert async await break class continue def del elif else except False finally for from global if \
            import in is lambda None nonlocal not or pass raise return self True try while with yield",
        ..C_LIKE
    },
    Syntax {
        names: &["sh", "bash", "shell", "zsh", "powershell", "ps1", "ruby", "rb", "perl", "makefile", "dockerfile"],
        line: &["#"],
        block: None,
        words: "alias begin break case class continue def do done echo elif else elsif end ensure esac eval exec exit \
            export false fi for function if in local module my nil param return self set shift source sub then true unless \
            unset until use while yield FROM RUN COPY CMD ENTRYPOINT ENV USER WORKDIR",
        ..C_LIKE
    },
    Syntax {
        names: &["sql"],
        line: &["--"],
        any_case: true,
        words: "add all alter and any as asc begin between by case cast check column commit constraint create cross \
            default delete desc distinct drop else end except exists explain false foreign from full group having if in \
            index inner insert intersect into is join key left like limit not null offset on or order outer primary \
            references returning right rollback select set table then true union unique update using values view when \
            where with",
        ..C_LIKE
    },
    Syntax { names: &["json", "json5", "jsonc"], words: "true false null", ..C_LIKE },
    Syntax {
        names: &["yaml", "yml", "toml", "ini", "conf", "properties", "env"],
        line: &["#", ";"],
        block: None,
        words: "true false null yes no on off",
        ..C_LIKE
    },
    Syntax { names: &["css", "scss"], line: &[], words: "important media supports layer import container", ..C_LIKE },
    Syntax { names: &["html", "xml", "svg"], line: &[], block: Some(("<!--", "-->")), ..C_LIKE },
    Syntax { names: &["gcode", "nc", "cnc"], line: &[";", "%"], block: Some(("(", ")")), quotes: "", ..C_LIKE },
];

/// The code as HTML, when its language is known.
fn coloured(code: &str, name: &str) -> Option<String> {
    let name = name.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase();
    if code.len() > LONGEST {
        return None;
    }
    if matches!(name.as_str(), "diff" | "patch") {
        return Some(diff(code));
    }
    let syntax = SYNTAXES.iter().find(|syntax| syntax.names.contains(&name.as_str()))?;
    let mut html = String::with_capacity(code.len() * 2);
    let mut at = 0;
    while at < code.len() {
        let (length, class) = syntax.next(code, at);
        push(&mut html, &code[at..at + length], class);
        at += length;
    }
    Some(html)
}

fn diff(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    for line in code.split_inclusive('\n') {
        let class = match line.as_bytes().first() {
            Some(b'+') => "ins",
            Some(b'-') => "del",
            Some(b'@') => "com",
            _ => "",
        };
        push(&mut html, line, class);
    }
    html
}

fn push(html: &mut String, text: &str, class: &str) {
    if !class.is_empty() {
        html.push_str("<span class=\"");
        html.push_str(class);
        html.push_str("\">");
    }
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    if !class.is_empty() {
        html.push_str("</span>");
    }
}

impl Syntax {
    /// How long the next piece is, and what it is.
    fn next(&self, code: &str, at: usize) -> (usize, &'static str) {
        let rest = &code[at..];
        let before = code[..at].chars().next_back();
        let first = rest.chars().next().unwrap_or_default();
        // `$#` and the colour `#fff` begin no comment.
        let stands_apart = before.is_none_or(char::is_whitespace);
        if self.line.iter().any(|mark| rest.starts_with(mark) && (mark.len() > 1 || stands_apart)) {
            return (rest.find('\n').unwrap_or(rest.len()), "com");
        }
        if let Some((begin, end)) = self.block
            && let Some(inside) = rest.strip_prefix(begin)
        {
            return (inside.find(end).map_or(rest.len(), |length| begin.len() + length + end.len()), "com");
        }
        if self.quotes.contains(first) {
            return (self.quoted(rest, first), "str");
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if !is_word(first) {
            return (first.len_utf8(), "");
        }
        let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        if first.is_ascii_digit() {
            return (word.len(), "num");
        }
        let small = if self.any_case { word.to_ascii_lowercase() } else { word.to_owned() };
        let is_of_language = self.words.split_ascii_whitespace().any(|known| known == small);
        let names_tag = self.names.contains(&"html") && matches!(before, Some('<' | '/'));
        (word.len(), if is_of_language || names_tag { "key" } else { "" })
    }

    /// How long a text in quotes is; one that nobody closes ends with its line.
    fn quoted(&self, rest: &str, quote: char) -> usize {
        let three: String = std::iter::repeat_n(quote, 3).collect();
        if let Some(inside) = rest.strip_prefix(&three).filter(|_| self.triple) {
            return inside.find(&three).map_or(rest.len(), |length| length + 6);
        }
        let mut escaped = false;
        for (place, c) in rest.char_indices().skip(1) {
            match c {
                '\n' if quote != '`' => return place,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                c if c == quote => return place + c.len_utf8(),
                _ => {}
            }
        }
        rest.len()
    }
}

/// A text's events, in which fenced code of a known language is coloured.
pub(super) struct Coloured<'a, I> {
    events: I,
    ready: VecDeque<Event<'a>>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Coloured<'a, I> {
    pub(super) fn new(events: I) -> Self {
        Self { events, ready: VecDeque::new() }
    }

    /// The block up to its end.
    fn block(&mut self, name: CowStr<'a>) {
        let mut code = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        if let Some(html) = coloured(&code, &name) {
            self.ready.push_back(Event::Html(CowStr::from(format!("<pre><code>{html}</code></pre>\n"))));
            return;
        }
        self.ready.push_back(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))));
        self.ready.push_back(Event::Text(CowStr::from(code)));
        self.ready.push_back(Event::End(TagEnd::CodeBlock));
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Coloured<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.ready.pop_front() {
            return Some(event);
        }
        match self.events.next()? {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) if !name.is_empty() => {
                self.block(name);
                self.ready.pop_front()
            }
            event => Some(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{excerpt, render};
    use super::*;

    #[test]
    fn code_of_a_known_language_is_coloured_and_any_other_stands_as_it_is() {
        let html = render("```rust\nlet a = \"x<y\"; // non\n```");
        assert_eq!(
            html.trim(),
            "<pre><code><span class=\"key\">let</span> a = <span class=\"str\">\"x&lt;y\"</span>; \
             <span class=\"com\">// non</span>\n</code></pre>"
        );
        let sql = render("```sql\nSELECT 42 FROM t -- tout\n```");
        assert!(sql.contains("<span class=\"key\">SELECT</span> <span class=\"num\">42</span>"), "{sql}");
        assert!(render("```diff\n-un\n+deux\n```").contains("<span class=\"ins\">+deux"));
        assert!(render("```python\ns = \"\"\"a\nb\"\"\"\n```").contains("\"\"\"a\nb\"\"\"</span>"));
        assert!(!render("```klingon\nlet a\n```\n\n```\nlet b\n```\n\n    let c").contains("<span"));
    }

    #[test]
    fn code_is_only_words_to_whoever_reads_it() {
        for name in ["html", "js", "diff", "sql", "klingon"] {
            let html = render(&format!("```{name}\n<script>alert(1)</script><span class=\"mention\">\n```"));
            assert!(!html.contains("<script") && !html.contains("<span class=\"mention\""), "{html}");
        }
        assert!(!render("<span class=\"key\">x</span>").contains("<span"));
    }

    #[test]
    fn what_is_left_open_and_what_is_long_is_read_in_time() {
        for code in ["\"", "/*", "'\\", "(", "<!--", "`", "\"\"\"", "é1_"] {
            for name in ["js", "python", "html", "gcode", "yaml"] {
                let text = code.repeat(LONGEST / code.len());
                let html = render(&format!("```{name}\n{text}\n```"));
                assert!(html.len() < 40 * text.len(), "{name} {code}");
            }
        }
        let long = format!("```sql\n{}\n```", "select 1;\n".repeat(3_000));
        assert!(!render(&long).contains("<span"));
        let begun = excerpt(&render(&format!("```sql\n{}\n```", "select 1;\n".repeat(500))), 100, true);
        let begun = begun.expect("it is long");
        assert_eq!(begun.matches("<span").count(), begun.matches("</span>").count());
    }
}
