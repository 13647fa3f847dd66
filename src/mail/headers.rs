//! What stands over a letter besides to whom and what about: how it threads, which list it is of, how to be left alone,
//! and that no machine should answer. In one place, for every letter that somebody did not ask for by hand.

use lettre::message::header::{HeaderName, HeaderValue, Headers};

/// The headers of a letter about something in a space, or of a digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threading {
    /// Who speaks, beside the address that Parvis writes from.
    pub from: Option<String>,
    /// The same each time it is sent, and for everybody: a mailbox folds two copies, and people who answer one another
    /// find one thread.
    pub message_id: String,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// The thread, from its root.
    pub references: Vec<String>,
    /// The list it is of.
    pub list: Option<List>,
    /// The link by which it is the last of its kind, by a POST alone (RFC 8058).
    pub unsubscribe: String,
    /// The same by a mail, for those whose program knows no other.
    pub unsubscribe_mail: String,
    /// Where it is said what comes by mail and when.
    pub help: String,
    /// Where an answer goes: the name beside the address, and the address. Without one, it would belong to no thread.
    pub reply_to: Option<(String, String)>,
    /// Where mail systems say that it could not be delivered: whatever they write, the address says which letter it was.
    pub bounce: Option<String>,
    /// The mail domain that it comes from: what carries it has been here.
    pub origin: String,
    /// How often what it tells was passed on by one Parvis to another before.
    pub hops: i16,
    /// Whether no mail comes in here: then it names no address that could be written to.
    pub is_one_way: bool,
    /// The thread it is about.
    pub thread: Option<String>,
    /// Why it goes to this reader, in a word that programs sort by.
    pub reason: &'static str,
}

/// A list, as mail programs sort by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// In ASCII: `ligne-4`.
    pub phrase: String,
    /// What never changes: the space's id under the mail domain.
    pub id: String,
    /// Where it is read.
    pub archive: String,
    /// Where this very message is.
    pub archived_at: String,
    /// Where the reader may write to it; nothing where they only read.
    pub post: Option<String>,
    /// Who answers for it.
    pub owner: String,
}

/// The most that mail programs carry of a thread.
const REFERENCES: usize = 20;

impl Threading {
    /// Puts them over a letter.
    pub(super) fn put(&self, headers: &mut Headers) {
        let mut put = |name, value: String| {
            let clean: String = value.chars().filter(|c| !c.is_control()).collect();
            headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), clean));
        };
        if let Some(answered) = &self.in_reply_to {
            put("In-Reply-To", answered.clone());
        }
        if let Some((root, rest)) = self.references.split_first() {
            let late = rest.len().saturating_sub(REFERENCES - 1);
            let thread: Vec<&str> = [root].into_iter().chain(&rest[late..]).map(String::as_str).collect();
            put("References", thread.join(" "));
        }
        if let Some(list) = &self.list {
            put("List-Id", format!("{} <{}>", list.phrase, list.id));
            put("List-Archive", format!("<{}>", list.archive));
            put("Archived-At", format!("<{}>", list.archived_at));
            if !self.is_one_way {
                put("List-Post", list.post.as_ref().map_or("NO".to_owned(), |post| format!("<mailto:{post}>")));
            }
            put("List-Owner", format!("<mailto:{}>", list.owner));
            put("Precedence", "list".to_owned());
        } else {
            put("Precedence", "bulk".to_owned());
        }
        put("List-Help", format!("<{}>", self.help));
        let by_mail = if self.is_one_way { String::new() } else { format!(", <mailto:{}>", self.unsubscribe_mail) };
        put("List-Unsubscribe", format!("<{}>{by_mail}", self.unsubscribe));
        put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
        put("X-Parvis-Origin", format!("{}; hop={}", self.origin, self.hops.saturating_add(1)));
        if let Some(thread) = &self.thread {
            put("X-Parvis-Thread", thread.clone());
        }
        put("X-Parvis-Reason", self.reason.to_owned());
    }
}

/// A mail that is answered by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answering {
    /// Its id.
    pub message_id: Option<String>,
}

/// What stands over every letter of Parvis: a machine wrote it, and none should answer (RFC 3834).
pub(super) fn automatic(headers: &mut Headers, answering: Option<&Answering>) {
    let submitted = if answering.is_some() { "auto-replied" } else { "auto-generated" };
    let mut put = |name, value: &str| {
        let clean: String = value.chars().filter(|c| !c.is_control()).collect();
        headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), clean));
    };
    put("Auto-Submitted", submitted);
    put("X-Auto-Response-Suppress", "OOF, AutoReply");
    let is_id = |id: &&str| {
        let inner = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or_default();
        inner.contains('@') && inner.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"\\".contains(&b))
    };
    if let Some(id) = answering.and_then(|answering| answering.message_id.as_deref()).filter(is_id) {
        put("In-Reply-To", id);
        put("References", id);
    }
}
