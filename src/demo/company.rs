//! What the demo is made of.

use super::portrait;
use crate::domain::kinds::PostKind;
use chrono::{DateTime, Utc};

/// Everything the demo tells, in the order in which it can be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// The name of the house.
    pub house: &'static str,
    /// The mail domain of its employees.
    pub domain: &'static str,
    /// The units its people work in.
    pub units: Vec<&'static str>,
    /// The organizations it works with.
    pub partners: Vec<Partner>,
    /// Employees first, then guests; a person's place in the list is their `key`.
    pub people: Vec<Person>,
    /// Where posts live.
    pub spaces: Vec<Space>,
    /// What was written, oldest first.
    pub posts: Vec<Post>,
    /// Guests expected: letters sent, and one proposal that waits for the second key.
    pub invitations: Vec<Invitation>,
    /// Colleagues who ask to join a closed space.
    pub requests: Vec<Request>,
}

/// An organization other than the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its name.
    pub name: &'static str,
    /// What it is to the house.
    pub kind: PartnerKind,
    /// Its mail domain.
    pub domain: &'static str,
}

/// What an organization is to the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerKind {
    /// It sells to the house.
    Supplier,
    /// It works with the house.
    Partner,
    /// It buys from the house.
    Customer,
}

/// An employee or a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their place in [`Company::people`].
    pub key: usize,
    /// First name and name.
    pub name: String,
    /// What follows `@`.
    pub handle: String,
    /// Their address, always in a domain that cannot exist.
    pub email: String,
    /// What they do.
    pub title: String,
    /// Where in the house; empty for a guest.
    pub unit: &'static str,
    /// Where they work.
    pub location: &'static str,
    /// The employee they answer to.
    pub manager: Option<usize>,
    /// An inside number for employees, a whole one for guests.
    pub phone: Option<String>,
    /// What others come to them for.
    pub skills: Vec<&'static str>,
    /// A few words of their own, often none.
    pub about: String,
    /// Administers the installation.
    pub admin: bool,
    /// Their partner, for a guest: a place in [`Company::partners`].
    pub organization: Option<usize>,
    /// Their portrait, for some.
    pub photo: Option<portrait::Look>,
    /// When they came to the network.
    pub joined_at: DateTime<Utc>,
}

/// A group or a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// The word the content uses for it.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// Group or project.
    pub kind: SpaceKind,
    /// For employees.
    pub visibility: Visibility,
    /// What it is for, in a line.
    pub purpose: String,
    /// What it is for, at length, in Markdown.
    pub description: String,
    /// A project that guests may enter.
    pub opened_to_guests: bool,
    /// A project with a tied room for its employees alone.
    pub back_room: bool,
    /// Who answers for it.
    pub owner: usize,
    /// Who helps the owner.
    pub moderators: Vec<usize>,
    /// All its employees, owner and moderators among them.
    pub members: Vec<usize>,
    /// The guests' accesses, ended ones among them.
    pub guests: Vec<GuestAccess>,
    /// Readable, nothing new.
    pub archived: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Its colour, in a word.
    pub colour: &'static str,
}

/// Kind of a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the product")]
pub enum SpaceKind {
    Group,
    Project,
}

/// Visibility of a space for employees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the product")]
pub enum Visibility {
    Open,
    Closed,
    Secret,
}

/// A guest's small contract for one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestAccess {
    /// The guest.
    pub person: usize,
    /// The employee who answers for them.
    pub sponsor: usize,
    /// Why they are here.
    pub purpose: String,
    /// Sees only what is published from their arrival.
    pub from_now: bool,
    /// The horizon: `starts_at` when `from_now`, else the making of the space.
    pub sees_from: DateTime<Utc>,
    /// When they came in.
    pub starts_at: DateTime<Utc>,
    /// When the access ends; in the past for an ended one.
    pub ends_at: DateTime<Utc>,
}

/// Something written in a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// A place in [`Company::spaces`].
    pub space: usize,
    /// In the tied room of that space.
    pub in_back_room: bool,
    /// Who wrote it.
    pub author: usize,
    /// Its title, if any.
    pub title: Option<String>,
    /// Markdown.
    pub body: String,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// The first words, and when they were replaced by `body`.
    pub edited: Option<(String, DateTime<Utc>)>,
    /// Kept on top of its space.
    pub pinned: bool,
    /// Nobody may answer any more.
    pub comments_closed: bool,
    /// The answers, oldest first.
    pub comments: Vec<Comment>,
    /// What it is for.
    pub kind: PostKind,
    /// The answer that was kept.
    pub kept: Option<usize>,
    /// What one may choose.
    pub options: Vec<String>,
    /// What hangs in it.
    pub files: Vec<Paper>,
}

/// A file; [`super::paper`] makes its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// What a picture shows.
    pub alt: Option<String>,
}

/// An answer to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it.
    pub author: usize,
    /// Markdown.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The comment it answers: an earlier place in the same list, itself no reply.
    pub reply_to: Option<usize>,
    /// What hangs in it.
    pub files: Vec<Paper>,
}

/// A guest who is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Their name.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
    /// A place in [`Company::partners`].
    pub organization: usize,
    /// A place in [`Company::spaces`].
    pub space: usize,
    /// Who proposed them.
    pub proposed_by: usize,
    /// Who will answer for them.
    pub sponsor: usize,
    /// Why they are expected.
    pub purpose: String,
    /// A personal word.
    pub word: String,
    /// When they were proposed.
    pub at: DateTime<Utc>,
    /// When the access would end.
    pub ends_at: DateTime<Utc>,
    /// Still waits for an approver: no letter has left.
    pub awaiting_approval: bool,
}

/// A colleague who asks to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// A place in [`Company::spaces`].
    pub space: usize,
    /// Who asks.
    pub person: usize,
    /// When.
    pub at: DateTime<Utc>,
}

impl Company {
    /// Since when someone is in a space: `None` for those who never were.
    pub fn since(&self, space: usize, person: usize) -> Option<DateTime<Utc>> {
        let s = &self.spaces[space];
        match s.guests.iter().find(|g| g.person == person) {
            Some(guest) => Some(guest.starts_at),
            None if s.members.contains(&person) => Some(s.created_at.max(self.people[person].joined_at)),
            None => None,
        }
    }

    /// Whether someone may speak there at that instant.
    pub fn may_write(&self, space: usize, person: usize, back_room: bool, at: DateTime<Utc>) -> bool {
        let guest = self.spaces[space].guests.iter().find(|g| g.person == person);
        self.since(space, person).is_some_and(|since| since <= at) && guest.is_none_or(|g| !back_room && at < g.ends_at)
    }
}
