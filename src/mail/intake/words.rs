//! The words of a mail as a message has them.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::kinds::Language;
use crate::domain::mail::Passed;
use crate::domain::markup;
use crate::mail::address::Addresses;
use crate::mail::incoming::trim::Why;
use crate::mail::incoming::{Understood, fold};
use crate::web::translate::{Args, say, say_with, translate};

/// A picture where the text shows it: it hangs under the message.
static SHOWN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"!\[[^\]]*\]\((?:cid|part):[^)\s]*\)").expect("a good pattern"));

/// A signed address or link of ours, as a quotation of a letter holds it, also within another link: it is its reader's alone.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    let address = r"(?:\b|%2f)[rubc][.+-][a-z2-7]{30,64}(?:@[a-z0-9.-]+)?";
    // Whatever is left of it: what a letter broke in two opens nothing.
    let file = r"(?:\b|%2f)f[.][a-z2-7]{82}|mail(?:/|%2f)files(?:/|%2f)f[.][a-z2-7]+";
    Regex::new(&format!("(?i){address}|{file}")).expect("a good pattern")
});

/// So much of what is folded is kept with the message; all of it stays in the ledger.
const MOST_FOLDED: usize = 50_000;
/// So much is shown to who decides about a held mail.
const MOST_SHOWN: usize = 20_000;

fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}

/// Without what only the reader of a letter may have.
fn scrubbed(text: &str, addresses: &Addresses) -> String {
    let is_ours = |found: &str| {
        let found = found.to_ascii_lowercase();
        let found = found.strip_prefix("%2f").unwrap_or(&found);
        let local = found.split('@').next().unwrap_or(found);
        found.starts_with("mail") || addresses.read_local(local).is_some() || addresses.read_link(found).is_some()
    };
    let hide = |found: &regex::Captures<'_>| if is_ours(&found[0]) { "…".to_owned() } else { found[0].to_owned() };
    SIGNED.replace_all(text, hide).into_owned()
}

/// Its own words, for those who decide about it.
pub(super) fn shown(kept: &str, addresses: &Addresses) -> String {
    cut(&scrubbed(kept, addresses), MOST_SHOWN).replace('\0', "")
}

/// What it becomes: its text in Markdown, what was too long for it, its title.
pub(super) struct Said {
    /// The text, within the measure of a message.
    pub text: String,
    /// All of it, where that was more.
    pub whole: Option<String>,
    /// From the subject; nothing when there is none.
    pub title: Option<String>,
    /// The ids of the pictures that the kept words show.
    pub pictures: Vec<String>,
}

/// A message of what a mail says, at most this many letters long.
pub(super) fn said(understood: &Understood, addresses: &Addresses, language: Language, most: usize) -> Said {
    let kept = understood.kept();
    let mut markdown = understood.body.markdown(&kept);
    if let Some(forward) = &understood.forward {
        for passed in &forward.messages {
            markdown.push_str("\n\n");
            markdown.push_str(&passed_on(passed, language));
        }
    }
    let pictures = SHOWN.find_iter(&markdown).map(|found| place(found.as_str())).collect();
    let text = scrubbed(&SHOWN.replace_all(&markdown, ""), addresses).replace('\0', "").trim().to_owned();
    let title = fold::subject(&understood.incoming.subject);
    let title = (!title.trim().is_empty()).then(|| cut(&title, 160).to_owned());
    let rest = say(language, "mail-in-rest");
    if text.chars().count() <= most {
        return Said { text, whole: None, title, pictures };
    }
    let shortened = format!("{}…\n\n*{rest}*", cut(&text, most - rest.chars().count() - 10).trim_end());
    Said { text: shortened, whole: Some(text), title, pictures }
}

/// What stands between the parentheses: `cid:…` or `part:…`.
fn place(picture: &str) -> String {
    picture.rsplit_once('(').map_or("", |(_, place)| place.trim_end_matches(')')).to_owned()
}

/// A message that is passed on, as somebody else's words.
fn passed_on(passed: &crate::mail::incoming::forward::Passed, language: Language) -> String {
    let who = plain(&passed.author);
    let who = if who.is_empty() { say(language, "mail-in-somebody") } else { who };
    let args = Args::from([("who".into(), who.into()), ("date".into(), plain(&passed.date).into())]);
    let head = translate(language, if passed.date.is_empty() { "mail-in-passed" } else { "mail-in-passed-at" }, &args);
    let words = passed.words.replace("\r\n", "\n").replace('\r', "\n");
    let words = words.trim().lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    format!("**{head}**\n\n{words}")
}

/// A line without marks of Markdown, and without addresses: everybody who reads along would have them.
fn plain(line: &str) -> String {
    let line = line.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control() && !"*_`[]<>|\\".contains(*c)).collect::<String>().trim().to_owned()
}

/// Whose messages it passes on, as they claim.
pub(super) fn passed(understood: &Understood) -> Vec<Passed> {
    let messages = understood.forward.iter().flat_map(|forward| &forward.messages);
    let one = |passed: &crate::mail::incoming::forward::Passed| Passed {
        author: plain(&passed.author),
        date: plain(&passed.date),
        subject: plain(&passed.subject),
    };
    messages.map(one).collect()
}

/// Quotes and signatures, safe to show; nothing where there are none.
pub(super) fn folded(understood: &Understood, addresses: &Addresses) -> Option<String> {
    if understood.forward.is_some() {
        return None;
    }
    let pieces = understood.folded().filter(|piece| piece.why != Some(Why::Mark));
    let text: String = pieces.map(|piece| &*piece.text).collect::<Vec<_>>().join("\n");
    let text = scrubbed(&SHOWN.replace_all(&text, ""), addresses).replace('\0', "");
    let text = cut(text.trim(), MOST_FOLDED);
    (!text.is_empty()).then(|| markup::render(&understood.body.markdown(text)))
}

/// What says that a file could not be taken in.
pub(super) fn refused(names: &[String], language: Language) -> Option<String> {
    (!names.is_empty()).then(|| format!("*{}*", say_with(language, "mail-in-refused-files", "names", names.join(", "))))
}

/// What a judge says in their own name: whose words these are.
pub(super) fn quoted(text: &str, from: &str, language: Language) -> String {
    let head = say_with(language, "mail-in-received-from", "who", plain(from));
    format!("**{head}**\n\n{text}")
}
