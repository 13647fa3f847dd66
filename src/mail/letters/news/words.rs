//! Words that these letters share.

use super::Desk;
use crate::domain::delivery::Item;
use crate::domain::kinds::{PersonKind, Reason, Topic};
use crate::domain::markup;
use crate::domain::person::Face;
use crate::web::dates::{self, Style};
use crate::web::translate::{Args, say, translate};

/// The most letters of a text that stand for its title.
const TITLE: usize = 80;

/// And of what was said just before.
const SHORT: usize = 240;

impl Desk<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        say(self.reader.language, key)
    }

    pub(super) fn tell<const N: usize>(&self, key: &str, args: [(&'static str, String); N]) -> String {
        let args: Args = args.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        translate(self.reader.language, key, &args)
    }

    pub(super) fn count(&self, key: &str, n: usize) -> String {
        translate(self.reader.language, key, &Args::from([("n".into(), n.into())]))
    }

    /// A moment by the reader's own clock.
    pub(super) fn time(&self, at: chrono::DateTime<chrono::Utc>, style: Style) -> String {
        let zone = self.reader.preferences.hours.zone;
        dates::tell(at, self.app.clock.now(), zone, self.reader.language, style)
    }

    /// Whether nothing of what was written may stand in a letter about this.
    pub(super) fn is_discreet(&self, discreet_space: bool) -> bool {
        discreet_space || self.reader.preferences.is_discreet
    }

    /// What they are told, in a sentence.
    pub(super) fn reason(&self, item: &Item) -> String {
        let who = item.actor.as_ref().unwrap_or_else(|| item.author());
        let key = format!("letter-reason-{}", item.reason.as_str());
        self.tell(&key, [("who", who.name.clone()), ("space", item.post.space.name.clone())])
    }
}

/// A title, or what stands for it.
pub(super) fn title(title: Option<&str>, body: &str) -> String {
    title.map_or_else(|| cut(body, TITLE), str::to_owned)
}

/// What was said, in a few lines.
pub(super) fn short(body: &str) -> String {
    cut(body, SHORT)
}

fn cut(body: &str, most: usize) -> String {
    let plain = markup::plain(body).split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = plain.chars().take(most).collect();
    if cut.len() < plain.len() { format!("{}…", cut.trim_end()) } else { cut }
}

/// As what the settings know a reason that goes by mail.
pub(super) fn topic(reason: Reason) -> Topic {
    reason.topic().unwrap_or(Topic::News)
}

/// A guest's company, beside their name.
pub(super) fn company(face: &Face) -> Option<String> {
    (face.kind == PersonKind::Guest).then(|| face.organization.clone())
}

/// The first letters of the first and the last name.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}
