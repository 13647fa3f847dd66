//! A notification as `templates/part/notice.html` says it: who, what they did, where; and where it leads.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::dates::{self, Style};
use super::entry::Reader;
use super::face::Face;
use super::translate::{Args, say_with, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::{PostKind, Reason};
use crate::domain::notification::{self, Contract};

/// A notification for the templates.
#[derive(Debug, Serialize)]
pub struct Notice {
    item: String,
    url: String,
    face: Option<Face>,
    /// What stands in a face's place.
    sign: &'static str,
    subject: Option<Name>,
    others: Option<String>,
    act: String,
    object: Option<Name>,
    place: Option<String>,
    words: String,
    by_mail: bool,
    at: DateTime<Utc>,
    is_unread: bool,
    ack_url: Option<String>,
}

/// Somebody who is named; a guest never without their company.
#[derive(Debug, Serialize)]
struct Name {
    name: String,
    guest: bool,
    company: Option<String>,
}

impl Notice {
    /// For its reader.
    pub fn new(visit: &Visit, notice: notification::Notice) -> Self {
        let reader = Reader::of(visit);
        let faces: Vec<Face> = notice.actors.iter().map(|actor| reader.face(&actor.face, actor.is_seen)).collect();
        let many = faces.len();
        let said = Said { visit, notice: &notice, many };
        let names_contract = matches!(notice.reason, Reason::Accepted | Reason::Ending | Reason::Ended);
        let actor = faces.first().map(Name::of);
        let (subject, object) = match &notice.contract {
            None => (actor, None),
            Some(contract) if contract.is_own => (None, None),
            Some(contract) if names_contract => (Some(Name::of_guest(contract)), None),
            Some(contract) => (actor, Some(Name::of_guest(contract))),
        };
        Self {
            act: said.act(subject.is_some()),
            others: (many > 1).then(|| said.counted("notice-others", many - 1)),
            sign: sign(notice.reason),
            face: faces.into_iter().next().filter(|_| !names_contract),
            subject,
            object,
            item: notice.item.to_string(),
            url: link(&notice),
            ack_url: notice.post.filter(|_| notice.asks).map(|post| urls::post_part(post, "acknowledgements")),
            at: notice.happened_at,
            is_unread: notice.is_unread,
            words: notice.words,
            by_mail: notice.by_mail,
            place: notice.place.map(|place| place.name),
        }
    }
}

impl Name {
    fn of(face: &Face) -> Self {
        Self { name: face.name.clone(), guest: face.guest, company: face.company.clone() }
    }

    fn of_guest(contract: &Contract) -> Self {
        Self { name: contract.name.clone(), guest: true, company: Some(contract.organization.clone()) }
    }
}

/// What is said of one of them.
struct Said<'v> {
    visit: &'v Visit,
    notice: &'v notification::Notice,
    many: usize,
}

impl Said<'_> {
    fn counted(&self, key: &str, n: usize) -> String {
        translate(self.visit.language, key, &Args::from([("n".into(), n.into())]))
    }

    /// What they did. Of who did nothing, but of whom something is told, a whole sentence.
    fn act(&self, has_subject: bool) -> String {
        let language = self.visit.language;
        let until = |key: &str| match &self.notice.contract {
            Some(contract) => {
                let zone = self.visit.setting().zone;
                let end = dates::tell(contract.ends_at, contract.ends_at, zone, language, Style::Date);
                say_with(language, key, "end", end)
            }
            None => String::new(),
        };
        match self.notice.reason {
            Reason::Mention if self.notice.kind == Some(PostKind::Question) && self.notice.comment.is_none() => {
                self.visit.say("notice-asked")
            }
            Reason::Announcement if !self.notice.asks => self.visit.say("notice-announced"),
            Reason::Reaction => match self.notice.word {
                Some(word) => self.counted(&format!("notice-said-{}", word.as_str()), self.many),
                None => self.counted("notice-said", self.many),
            },
            Reason::Ending if has_subject => until("notice-ending"),
            Reason::Ending => until("notice-ending-own"),
            Reason::Report if self.notice.place.is_none() => self.visit.say("notice-report-house"),
            Reason::Sponsor if !has_subject => self.visit.say("notice-sponsor-alone"),
            reason => self.counted(&format!("notice-{}", reason.as_str()), self.many),
        }
    }
}

fn sign(reason: Reason) -> &'static str {
    match reason {
        Reason::Ending => "hourglass",
        Reason::Accepted => "door-open",
        Reason::Ended => "door-closed",
        Reason::Approval | Reason::Sponsor => "handshake",
        Reason::Report => "flag",
        Reason::Hidden => "eye-off",
        Reason::Restored => "eye",
        Reason::Removed => "gavel",
        Reason::Forged => "mail-warning",
        Reason::Mention
        | Reason::Kept
        | Reason::Announcement
        | Reason::Reply
        | Reason::Question
        | Reason::Outside
        | Reason::Thread
        | Reason::Space
        | Reason::Reaction
        | Reason::Request
        | Reason::Refusal
        | Reason::Entry
        | Reason::Role => "bell",
    }
}

/// The address of a notification: what was written is read by going there, the rest by the way through its own address.
fn link(notice: &notification::Notice) -> String {
    if notice.post.is_some() { place(notice) } else { urls::notification(notice.item) }
}

/// Where a notification leads.
pub fn place(notice: &notification::Notice) -> String {
    let members = |slug: &str| urls::space_part(slug, "members");
    match (notice.comment, notice.post, &notice.place, &notice.contract) {
        (Some(comment), ..) => urls::comment(comment),
        (None, Some(post), ..) => urls::post(post),
        (_, _, Some(place), _) if notice.reason == Reason::Request => members(&place.slug),
        (_, _, Some(place), _) if notice.reason == Reason::Report => urls::space_part(&place.slug, "reports"),
        (_, _, None, _) if notice.reason == Reason::Report => "/admin/reports".to_owned(),
        _ if notice.reason == Reason::Forged => "/settings/mail".to_owned(),
        (_, _, Some(place), _) => urls::space(&place.slug),
        (_, _, _, Some(contract)) if !contract.is_own => urls::access(contract.id),
        _ => "/".to_owned(),
    }
}
