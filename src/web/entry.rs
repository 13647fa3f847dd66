//! Posts and comments as the parts show them: `templates/part/post.html` and `templates/part/comment.html`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::announcements::Ack;
use super::delivery::Delivery;
use super::face::Face;
use super::files::{ByComment, Files};
use super::follows::Following;
use super::polls::Poll;
use super::reactions::Reacts;
use super::saved::Saving;
use super::urls;
use super::via::{Via, Vias};
use super::visit::Visit;
use crate::domain::ids::{CommentId, PersonId};
use crate::domain::kinds::PostKind;
use crate::domain::post::Removal;
use crate::domain::reaction::Tallies;
use crate::domain::{comment, feed, person};

/// A post in a feed, or whole on its own page.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Which.
    pub id: String,
    /// Its page.
    pub url: String,
    /// What it said before, when it was changed.
    pub history_url: Option<String>,
    /// In which space.
    pub space_name: String,
    /// That space's page.
    pub space_url: String,
    /// `outside` when guests read along.
    pub reach: &'static str,
    /// Who hears, in a few words; empty where it is not said.
    pub hearers: String,
    /// Whether others have moved it since the reader was there.
    pub is_unread: bool,
    /// Whether it stays on top.
    pub is_pinned: bool,
    /// Whether the reader keeps it to read again, and where that is said.
    pub saving: Option<Saving>,
    /// What the reader chose to hear of it, in a feed.
    pub following: Option<Following>,
    /// Who wrote it.
    pub author: Face,
    /// What they do.
    pub author_title: String,
    /// Since when it stands.
    pub at: DateTime<Utc>,
    /// When it was last moved.
    pub active_at: DateTime<Utc>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// What it is for, where that is said.
    pub kind_label: String,
    /// What it lets people choose.
    pub poll: Option<Poll>,
    /// What it asks everybody to read.
    pub ack: Option<Ack>,
    /// Its title.
    pub title: Option<String>,
    /// How it came by mail, where that is shown.
    pub via: Option<Via>,
    /// Its text.
    pub html: String,
    /// Whether that is only the beginning.
    pub excerpted: bool,
    /// Living answers.
    pub comment_count: i64,
    /// The last few.
    pub comments: Vec<Comment>,
    /// What hangs in it.
    pub files: Files,
    /// Where the reader may answer.
    pub answer_url: Option<String>,
    /// What was said to it in a word.
    pub reacts: Reacts,
    /// Who took part lately, for a line of the close-set feed.
    pub faces: Vec<Face>,
    /// How it went out, for its author on its own page.
    pub delivery: Option<Delivery>,
}

impl Entry {
    /// With those who took part lately, guests last.
    pub fn with_faces(mut self) -> Self {
        let mut faces: Vec<Face> = Vec::new();
        for face in self.comments.iter().map(|comment| &comment.author).chain([&self.author]) {
            if !faces.iter().any(|known| known.url == face.url && known.name == face.name) {
                faces.push(face.clone());
            }
        }
        faces.sort_by_key(|face| face.guest);
        self.faces = faces;
        self
    }
}

/// An answer.
#[derive(Debug, Serialize)]
pub struct Comment {
    /// Which.
    #[serde(skip)]
    pub id: String,
    /// The id of its element.
    pub anchor: String,
    /// Its address.
    pub url: String,
    /// Who wrote it.
    pub author: Face,
    /// Since when it stands.
    pub at: DateTime<Utc>,
    /// What it said before, when it was changed.
    pub history_url: Option<String>,
    /// Its text.
    pub html: String,
    /// What hangs in it.
    pub files: Files,
    /// How it came by mail, where that is shown.
    pub via: Option<Via>,
    /// Who removed it.
    pub deleted: Option<Removed>,
    /// The answers to it.
    pub replies: Vec<Comment>,
    /// Whether it is the answer that was kept.
    pub is_answer: bool,
    /// What one can do with it; nothing where it is only shown.
    pub foot: Option<Foot>,
    /// How it went out, for its author.
    pub delivery: Option<Delivery>,
}

/// What a reader may do with an answer, and where.
#[derive(Debug, Serialize)]
pub struct Foot {
    /// What was said to it in a word.
    pub reacts: Reacts,
    answer_url: Option<String>,
    keep_url: Option<String>,
    edit_url: Option<String>,
    delete_url: Option<String>,
    /// Where a moderator removes it, with a reason.
    removal_url: Option<String>,
    /// Where the reader reports it.
    report_url: Option<String>,
}

impl Comment {
    /// With what hangs in it and in the answers to it; what it takes is gone from `files`.
    pub fn with(mut self, files: &mut ByComment) -> Self {
        self.files = files.remove(&self.id).unwrap_or_default();
        self.replies = self.replies.into_iter().map(|reply| reply.with(files)).collect();
        self
    }

    /// With how it came by mail, and the answers to it.
    pub fn having_come(mut self, vias: &mut Vias) -> Self {
        self.via = vias.of_comment(&self.id);
        self.replies = self.replies.into_iter().map(|reply| reply.having_come(vias)).collect();
        self
    }
}

/// What remains of something removed.
#[derive(Clone, Debug, Serialize)]
pub struct Removed {
    /// Who did it; nobody's name when the house did.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it only waits for what moderators say.
    pub is_hidden: bool,
    /// Why, for its author.
    pub reason: Option<String>,
}

impl From<&Removal> for Removed {
    fn from(removal: &Removal) -> Self {
        Self { by: removal.by.clone(), at: removal.at, is_hidden: removal.is_hidden, reason: removal.reason.clone() }
    }
}

/// Who reads: what they see of others depends on it.
#[derive(Clone, Copy)]
pub struct Reader<'v> {
    visit: &'v Visit,
}

/// What a reader may do in a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Powers<'s> {
    /// Answer.
    pub answers: bool,
    /// Change and remove their own words.
    pub writes: bool,
    /// Remove the words of others,
    pub moderates: bool,
    /// but not of these.
    pub spared: &'s [PersonId],
    /// Report them.
    pub reports: bool,
    /// Choose the answer that is kept.
    pub keeps: bool,
    /// The one that is.
    pub kept: Option<CommentId>,
}

impl Powers<'_> {
    /// Whether they may remove what somebody else wrote.
    pub fn removes(&self, author: PersonId) -> bool {
        self.moderates && !self.spared.contains(&author)
    }
}

impl<'v> Reader<'v> {
    /// The reader of a page.
    pub fn of(visit: &'v Visit) -> Self {
        Self { visit }
    }

    /// A face: for a guest the people of the house carry its name, and of an author who has left only the name is shown.
    pub fn face(self, person: &person::Face, seen: bool) -> Face {
        let face = if seen { Face::of(person) } else { Face::named(person) };
        let company = face.company.clone().or_else(|| self.is_guest().then(|| person.organization.clone()));
        Face { company, ..face }
    }

    fn is_guest(self) -> bool {
        self.visit.viewer().is_guest()
    }

    /// A post of a feed.
    pub fn entry(self, entry: feed::Entry, reach: &'static str, hearers: String) -> Entry {
        let author = self.face(&entry.author, entry.author_seen);
        let comments = entry.comments.into_iter().map(|comment| self.words(comment, None)).collect();
        let url = urls::post(entry.id);
        let asks = entry.can_write && entry.author.id != self.visit.viewer().id();
        Entry {
            via: None,
            id: entry.id.to_string(),
            answer_url: entry.can_answer.then(|| format!("{url}#answer")),
            url,
            history_url: entry.edited_at.map(|_| urls::post_part(entry.id, "history")),
            space_url: urls::space(&entry.slug),
            space_name: entry.space_name,
            reach,
            hearers,
            is_unread: entry.is_unread,
            is_pinned: entry.is_pinned,
            saving: entry.is_saved.map(|is_saved| Saving::new(entry.id, is_saved)),
            following: entry.is_saved.map(|_| Following::new(entry.id, entry.attention)),
            author,
            author_title: if entry.author_seen { entry.author.title.unwrap_or_default() } else { String::new() },
            at: entry.published_at,
            active_at: entry.active_at,
            edited_at: entry.edited_at,
            kind_label: kind_label(self.visit, entry.kind, entry.is_answered),
            poll: entry.poll.map(|poll| Poll::new(self.visit, entry.id, poll, entry.can_write)),
            ack: entry.progress.map(|progress| Ack::new(self.visit, entry.id, &progress, asks, entry.owns)),
            title: entry.title,
            html: entry.html,
            excerpted: entry.excerpted,
            comment_count: i64::from(entry.comment_count),
            comments,
            files: super::files::shown(self.visit.language, entry.files),
            reacts: Reacts::of_post(entry.id, &entry.reactions, entry.can_write),
            faces: Vec::new(),
            delivery: None,
        }
    }

    /// A comment with its replies, and what this reader may do with them.
    pub fn comment(self, mut comment: comment::Comment, powers: Powers<'_>, said: &Tallies) -> Comment {
        let replies = std::mem::take(&mut comment.replies);
        let foot = self.foot(&comment, powers, said);
        let replies = replies.into_iter().map(|reply| self.comment(reply, powers, said)).collect();
        Comment { is_answer: powers.kept == Some(comment.id), replies, ..self.words(comment, foot) }
    }

    fn words(self, comment: comment::Comment, foot: Option<Foot>) -> Comment {
        Comment {
            id: comment.id.to_string(),
            anchor: anchor(comment.id),
            url: urls::comment(comment.id),
            author: self.face(&comment.author, comment.author_seen),
            at: comment.published_at,
            history_url: comment.edited_at.map(|_| urls::comment_part(comment.id, "history")),
            html: comment.html,
            files: Files::default(),
            via: None,
            deleted: comment.removed.as_ref().map(Removed::from),
            replies: Vec::new(),
            is_answer: false,
            foot,
            delivery: None,
        }
    }

    fn foot(self, comment: &comment::Comment, powers: Powers<'_>, said: &Tallies) -> Option<Foot> {
        let is_own = comment.author.id == self.visit.viewer().id();
        let own = is_own && powers.writes;
        let at = |may: bool, part: &str| may.then(|| urls::comment_part(comment.id, part));
        let foot = Foot {
            reacts: Reacts::of_comment(comment.id, said.of_comment(comment.post, comment.id), powers.writes),
            answer_url: powers.answers.then(|| format!("{}?reply={}#answer", urls::post(comment.post), comment.id)),
            keep_url: at(powers.keeps, "answer"),
            edit_url: at(own, "edit"),
            delete_url: at(own, "deletion"),
            removal_url: at(!is_own && powers.removes(comment.author.id), "removal"),
            report_url: at(!is_own && powers.reports, "reports/new"),
        };
        let is_empty = !foot.reacts.is_shown() && foot.answer_url.is_none() && foot.keep_url.is_none();
        let is_mute = foot.delete_url.is_none() && foot.removal_url.is_none() && foot.report_url.is_none();
        (!is_empty || !is_mute).then_some(foot)
    }
}

/// What a post is for, in a word; nothing for a plain message.
pub fn kind_label(visit: &Visit, kind: PostKind, is_answered: bool) -> String {
    match kind {
        PostKind::Message => String::new(),
        PostKind::Question if is_answered => visit.say("kind-answered"),
        PostKind::Question | PostKind::Decision | PostKind::Announcement | PostKind::Poll => {
            visit.say(&format!("kind-{}", kind.as_str()))
        }
    }
}

/// The id of a comment's element.
pub fn anchor(comment: CommentId) -> String {
    format!("c-{comment}")
}
