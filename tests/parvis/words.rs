//! What Parvis says: every message exists in both languages, is used, and is well set.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use parvis::domain::kinds::{MailReason, Reason};

use crate::support::source;

/// A message of a `.ftl` file.
struct Message {
    file: PathBuf,
    text: String,
}

/// The messages of a language. Fluent's own grammar is checked where they are loaded; here a line that begins with a key
/// begins a message, and indented lines belong to it.
fn messages(language: &str) -> BTreeMap<String, Message> {
    let mut found: BTreeMap<String, Message> = BTreeMap::new();
    for (file, text) in source::files(&format!("templates/locales/{language}"), "ftl") {
        let mut current: Option<String> = None;
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if line.starts_with([' ', '}']) {
                let key = current.as_ref().unwrap_or_else(|| panic!("{}: {line:?} belongs to nothing", file.display()));
                let message = found.get_mut(key).expect("it was begun");
                message.text.push('\n');
                message.text.push_str(line);
                continue;
            }
            let (key, text) = line
                .split_once('=')
                .unwrap_or_else(|| panic!("{}:{}: no message begins like this: {line}", file.display(), number + 1));
            let (key, text) = (key.trim().to_owned(), text.trim_start().to_owned());
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(key.chars().all(plain), "{}: `{key}` is no key", file.display());
            let earlier = found.insert(key.clone(), Message { file: file.clone(), text });
            if let Some(earlier) = earlier {
                panic!("`{key}` is in {} and in {}", earlier.file.display(), file.display());
            }
            current = Some(key);
        }
    }
    found
}

/// The variables a message shows. One that it only counts by, to choose a form, is a language's own affair.
fn variables(text: &str) -> BTreeSet<&str> {
    let is_of_name = |c: char| c.is_alphanumeric() || "_-".contains(c);
    let named = text.split('$').skip(1).map(|rest| {
        let name = rest.split_whitespace().next().unwrap_or_default().trim_end_matches(|c| !is_of_name(c));
        (name, &rest[name.len()..])
    });
    named.filter(|(_, after)| !after.trim_start().starts_with("->")).map(|(name, _)| name).collect()
}

#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn both_languages_have_the_same_messages_in_the_same_files_about_the_same_things() {
    let (french, english) = (messages("fr"), messages("en"));
    assert!(french.len() > 50, "the messages are read");
    let mut wrong = Vec::new();
    for (key, message) in &french {
        match english.get(key) {
            None => wrong.push(format!("{key} is missing in English")),
            Some(other) => {
                if message.file.file_name() != other.file.file_name() {
                    wrong.push(format!("{key}: in {} and {}", message.file.display(), other.file.display()));
                }
                if variables(&message.text) != variables(&other.text) {
                    wrong.push(format!(
                        "{key} names {:?} in French and {:?} in English",
                        variables(&message.text),
                        variables(&other.text)
                    ));
                }
            }
        }
    }
    wrong.extend(
        english.keys().filter(|key| !french.contains_key(*key)).map(|key| format!("{key} is missing in French")),
    );
    none(wrong);
}

/// Everything in double quotes in templates and in Rust. `"role-" ~ x` and `"role-{x}"` are beginnings of keys.
struct Spoken {
    whole: BTreeSet<String>,
    beginnings: BTreeSet<String>,
    ends: BTreeSet<String>,
}

fn spoken() -> Spoken {
    let (mut whole, mut beginnings, mut ends) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut texts: Vec<String> =
        source::rust("src").into_iter().map(|file| file.text).filter(|text| text.contains('"')).collect();
    for kind in ["html", "txt"] {
        let templates = std::panic::catch_unwind(|| source::files("templates", kind)).unwrap_or_default();
        texts.extend(templates.into_iter().map(|(_, text)| text));
    }
    for text in texts {
        for literal in text.split('"') {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if let Some((beginning, rest)) = literal.split_once('{') {
                if !beginning.is_empty() && beginning.ends_with('-') && beginning.chars().all(plain) {
                    beginnings.insert(beginning.to_owned());
                }
                if let Some(end) = rest.split('}').next_back().filter(|end| end.starts_with('-')) {
                    ends.insert(end.to_owned());
                }
            } else if !literal.is_empty() && literal.chars().all(plain) {
                if literal.ends_with('-') {
                    beginnings.insert(literal.to_owned());
                }
                whole.insert(literal.to_owned());
            }
        }
    }
    Spoken { whole, beginnings, ends }
}

#[test]
fn every_message_is_used() {
    let spoken = spoken();
    let used = |key: &String| {
        spoken.whole.contains(key)
            || spoken.beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
            || spoken
                .ends
                .iter()
                .any(|end| key.strip_suffix(end.as_str()).is_some_and(|stem| spoken.whole.contains(stem)))
    };
    let unused = messages("fr").into_iter().filter(|(key, _)| !used(key));
    none(unused.map(|(key, message)| format!("{}: nobody says {key}", message.file.display())).collect());
}

/// What stands before a key in templates and in Rust.
const SAID: &[&str] = &[
    "t(key=\"",
    ".say(\"",
    "say(language, \"",
    "say_with(language, \"",
    "translate(language, \"",
    "Flash::ok(\"",
    "Flash::info(\"",
    "Flash::warn(\"",
];

#[test]
fn every_message_that_is_used_exists() {
    let messages = messages("fr");
    let mut texts: Vec<(PathBuf, String)> =
        source::rust("src").into_iter().map(|file| (file.path, uncommented(&file.text))).collect();
    texts.extend(source::files("templates", "html"));
    let mut wrong = Vec::new();
    for (path, text) in &texts {
        for before in SAID {
            for key in source::after(text, before) {
                let whole = !key.ends_with('-') && !key.contains('{');
                let known = if whole {
                    messages.contains_key(key)
                } else {
                    let beginning = key.split('{').next().unwrap_or_default();
                    messages.keys().any(|message| message.starts_with(beginning))
                };
                if !known {
                    wrong.push(format!("{}: {key} is no message", path.display()));
                }
            }
        }
        // A problem's key, wherever it is named.
        let problems =
            text.split('"').filter(|literal| literal.starts_with("problem-") && !literal.contains(['{', ' ']));
        wrong.extend(
            problems
                .filter(|key| !key.ends_with('-') && !messages.contains_key(*key))
                .map(|key| format!("{}: {key} is no message", path.display())),
        );
    }
    none(wrong);
}

/// Without comments, which show examples.
fn uncommented(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Nobody types these spaces: `UPDATE_GOLDEN=1` sets them.
fn set_spaces() {
    for (file, text) in source::files("templates/locales/fr", "ftl") {
        let set = |line: &str| match line.starts_with('#') {
            true => line.to_owned(),
            false => [(" ;", "\u{202f};"), (" !", "\u{202f}!"), (" ?", "\u{202f}?"), (" :", "\u{a0}:")]
                .iter()
                .chain(&[("« ", "«\u{a0}"), (" »", "\u{a0}»")])
                .fold(line.to_owned(), |line, (typed, set)| line.replace(typed, set)),
        };
        let lines: Vec<String> = text.lines().map(set).collect();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        std::fs::write(path, lines.join("\n") + "\n").expect("a file of ours");
    }
}

#[test]
fn french_is_set_as_french_is() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        set_spaces();
    }
    let mut wrong = Vec::new();
    for (key, message) in messages("fr") {
        let mut say = |what: &str| wrong.push(format!("{}: {key}: {what}: {}", message.file.display(), message.text));
        let text = without_syntax(&message.text);
        for sign in [';', '!', '?'] {
            if text
                .match_indices(sign)
                .any(|(at, _)| !text[..at].ends_with('\u{202f}') && !text[..at].ends_with(['!', '?']))
            {
                say("a narrow no-break space (U+202F) stands before ; ! ?");
            }
        }
        let colon = |at: usize| !text[..at].ends_with('\u{a0}') && text[at + 1..].starts_with([' ', '\n']);
        if text.match_indices(':').any(|(at, _)| colon(at)) || text.ends_with(':') && !text.ends_with("\u{a0}:") {
            say("a no-break space (U+00A0) stands before a colon");
        }
        let inner = ['\u{a0}', '\u{202f}'];
        if text.match_indices('«').any(|(at, sign)| !text[at + sign.len()..].starts_with(inner))
            || text.match_indices('»').any(|(at, _)| !text[..at].ends_with(inner))
        {
            say("no-break spaces stand inside « »");
        }
        if text.contains('"') {
            say("quotes are « »");
        }
        shared(&text, &mut say);
        if text.contains('!') {
            say("no exclamation");
        }
    }
    none(wrong);
}

#[test]
fn english_is_set_as_english_is() {
    let mut wrong = Vec::new();
    for (key, message) in messages("en") {
        let mut say = |what: &str| wrong.push(format!("{}: {key}: {what}: {}", message.file.display(), message.text));
        let text = without_syntax(&message.text);
        if [" ;", " !", " ?", " :", "\u{202f}", "«"].iter().any(|french| text.contains(french)) {
            say("French typography");
        }
        shared(&text, &mut say);
        if text.contains('!') {
            say("no exclamation");
        }
    }
    none(wrong);
}

fn shared(text: &str, say: &mut impl FnMut(&str)) {
    if text.contains("...") {
        say("an ellipsis is one sign, …");
    }
    if text.contains('\'') {
        say("an apostrophe is ’");
    }
    if text.contains("  ") && !text.contains('\n') {
        say("two spaces");
    }
    if text.trim_end() != text {
        say("a space at the end");
    }
}

/// The words of a message: what stands between braces is Fluent's, but for the words of its branches.
fn without_syntax(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        words.push_str(&rest[..open]);
        let inside = &rest[open..];
        let close = inside.find('}').unwrap_or(inside.len() - 1);
        match inside.find("->").filter(|arrow| *arrow < close) {
            Some(arrow) => {
                words.push('…');
                rest = &inside[arrow + 2..];
            }
            None => {
                words.push('…');
                rest = &inside[close + 1..];
            }
        }
    }
    words.push_str(rest);
    let lines = words.lines().map(|line| line.trim_start().trim_start_matches('*').to_owned());
    let lines = lines.map(|line| match line.strip_prefix('[') {
        Some(branch) => branch.split_once(']').map_or_else(String::new, |(_, words)| words.trim_start().to_owned()),
        None => line,
    });
    lines.filter(|line| line.trim() != "}").collect::<Vec<_>>().join("\n").trim_start().to_owned()
}

#[test]
fn whatever_one_may_be_told_has_its_words_on_a_device_and_whatever_became_of_a_mail_in_the_settings() {
    let devices = Reason::ALL.iter().map(|reason| format!("push-{}", reason.as_str()));
    let mails = MailReason::ALL.iter().map(|reason| format!("mail-reason-{}", reason.as_str()));
    let (french, english) = (messages("fr"), messages("en"));
    let wanting = devices.chain(mails).filter(|key| !french.contains_key(key) || !english.contains_key(key));
    assert_eq!(wanting.collect::<Vec<_>>(), Vec::<String>::new());
}
