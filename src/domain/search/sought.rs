//! What is asked of a search, and what it answers.

use chrono::{DateTime, Utc};

use super::{LAST_PAGE, PAGE, Place, Text};
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::person::Face;

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// As it was typed.
    pub typed: String,
    /// Only this.
    pub what: Option<What>,
    /// Only in these spaces.
    pub spaces: Vec<SpaceId>,
    /// Only by these.
    pub authors: Vec<PersonId>,
    /// Only where guests read along, or only where they do not.
    pub outside: Option<bool>,
    /// Only files, and what they hang in.
    pub with_file: bool,
    /// Only questions of which no answer was kept.
    pub unanswered: bool,
    /// Only since then.
    pub from: Option<DateTime<Utc>>,
    /// Only before then.
    pub until: Option<DateTime<Utc>>,
    /// The newest first, rather than the best.
    pub newest: bool,
    /// Which page, from 0.
    pub page: i64,
}

/// Kinds of things that are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Posts.
    Post,
    /// Comments.
    Comment,
    /// Files.
    File,
    /// People.
    Person,
    /// Spaces.
    Space,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// People of that name, the first few.
    pub people: Vec<Face>,
    /// Spaces of that name, the first few.
    pub spaces: Vec<Place>,
    /// Posts, comments and files: one page.
    pub texts: Vec<Text>,
    /// Whether another page follows.
    pub more: bool,
    /// How many people, spaces, posts, comments and files; of people and spaces as many as are listed at the most.
    pub counts: Counts,
    /// Values to narrow the texts down by, with how many would remain.
    pub facets: Facets,
    /// Beginnings of words to mark, without accents or case.
    pub marks: Vec<String>,
    /// Nothing holds what was typed; this is like it.
    pub only_alike: bool,
    /// Only words that stand in every text were typed.
    pub only_common: bool,
}

/// How many were found, whichever of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People.
    pub people: i64,
    /// Spaces.
    pub spaces: i64,
    /// Posts.
    pub posts: i64,
    /// Comments.
    pub comments: i64,
    /// Files.
    pub files: i64,
}

/// Values to narrow texts down by.
#[derive(Debug, Default)]
pub struct Facets {
    /// Spaces by name.
    pub spaces: Vec<(SpaceId, String, i64)>,
    /// Authors by name.
    pub authors: Vec<(PersonId, String, i64)>,
    /// Where only colleagues read.
    pub inside: i64,
    /// Where guests read along.
    pub outside: i64,
    /// Questions of which no answer was kept.
    pub unanswered: i64,
}

impl Sought {
    pub(super) fn skipped(&self) -> i64 {
        self.page.clamp(0, LAST_PAGE - 1) * PAGE
    }

    /// Whether anything narrows the texts.
    pub fn is_narrowed(&self) -> bool {
        let Self { spaces, authors, outside, with_file, unanswered, from, until, .. } = self;
        let among = !spaces.is_empty() || !authors.is_empty() || outside.is_some() || *with_file || *unanswered;
        among || from.is_some() || until.is_some()
    }
}
