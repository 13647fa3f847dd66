//! The ladder of rights, and the proofs that carry them.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};

use super::Viewer;
use crate::domain::ids::{CommentId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Role, Visibility};
use crate::error::Why;

/// Seeing what is there.
#[derive(Debug)]
pub enum Read {}
/// Writing, answering, and what belongs to taking part.
#[derive(Debug)]
pub enum Contribute {}
/// Keeping order: pinning, closing comments, removing words of others.
#[derive(Debug)]
pub enum Moderate {}
/// Answering for the space: members, guests, settings.
#[derive(Debug)]
pub enum Own {}

mod sealed {
    pub trait Sealed {}
}

/// A rung of the ladder.
pub trait Right: sealed::Sealed {
    /// The least role that has it; `None`: whoever sees the space.
    const LEAST: Option<Role>;
    /// Whether it remains in an archived space.
    const IN_ARCHIVE: bool;
    /// What is said to somebody who sees the space and has not this right.
    const REFUSAL: Why;
}

macro_rules! rights {
    ($($right:ident: $least:expr, $in_archive:literal, $refusal:ident, grants $($lower:ident)+;)+) => {$(
        impl sealed::Sealed for $right {}
        impl Right for $right {
            const LEAST: Option<Role> = $least;
            const IN_ARCHIVE: bool = $in_archive;
            const REFUSAL: Why = Why::$refusal;
        }
        $(impl Grants<$lower> for $right {})+
    )+};
}

rights! {
    Read: None, true, NotAMember, grants Read;
    Contribute: Some(Role::Guest), false, NotAMember, grants Read Contribute;
    Moderate: Some(Role::Moderator), true, NotAModerator, grants Read Contribute Moderate;
    Own: Some(Role::Owner), true, NotAnOwner, grants Read Contribute Moderate Own;
}

/// Who has this right has that one too.
#[diagnostic::on_unimplemented(
    message = "the right to {Self} does not include the right to {R}",
    label = "this proof is too weak",
    note = "ask the gate for a stronger one: `policy::space::<{R}>(db, viewer, slug)`"
)]
pub trait Grants<R>: Right {}

/// Proof that a viewer may do `R` in a space, and what the gate learnt on the way in.
#[derive(Debug)]
pub struct InSpace<R> {
    pub(super) viewer: Viewer,
    pub(super) space: SpaceId,
    pub(super) visibility: Visibility,
    pub(super) role: Option<Role>,
    pub(super) sees_from: Option<DateTime<Utc>>,
    pub(super) archived: bool,
    pub(super) opened_to_guests: bool,
    pub(super) audience_version: i32,
    pub(super) room_of: Option<SpaceId>,
    pub(super) right: PhantomData<fn() -> R>,
}

impl<R> InSpace<R> {
    /// Which space.
    pub fn space(&self) -> SpaceId {
        self.space
    }

    /// Who is in it.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The same, by id.
    pub fn person(&self) -> PersonId {
        self.viewer.id()
    }

    /// What employees who are not members see of it.
    pub fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// What they are there; nothing for an employee who reads an open space.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// Whether they are a member at all.
    pub fn is_member(&self) -> bool {
        self.role.is_some()
    }

    /// From when on they see; everything when empty.
    pub fn sees_from(&self) -> Option<DateTime<Utc>> {
        self.sees_from
    }

    /// Readable, and nothing new.
    pub fn is_archived(&self) -> bool {
        self.archived
    }

    /// Whether guests may be let in.
    pub fn is_opened_to_guests(&self) -> bool {
        self.opened_to_guests
    }

    /// Grows each time the audience does.
    pub fn audience_version(&self) -> i32 {
        self.audience_version
    }

    /// The project whose back room this is.
    pub fn room_of(&self) -> Option<SpaceId> {
        self.room_of
    }

    /// Whether `R2` would be granted too: for what a page offers, never for what an act checks.
    pub fn could<R2: Right>(&self) -> bool {
        let reaches = R2::LEAST.is_none_or(|least| self.role.is_some_and(|role| role >= least));
        let only_looks = self.viewer.looker.is_some() && R2::LEAST.is_some();
        reaches && (R2::IN_ARCHIVE || !self.archived) && !only_looks
    }
}

/// Proof that a viewer may do `R` with a post; the post is in the space it carries.
#[derive(Debug)]
pub struct InPost<R> {
    pub(super) space: InSpace<R>,
    pub(super) post: PostId,
    pub(super) author: PersonId,
    pub(super) comments_closed: bool,
    pub(super) published_at: DateTime<Utc>,
    pub(super) stands: bool,
}

impl<R> InPost<R> {
    /// Whether it has not been removed. Of a removed post remain who and when; its thread is hidden with it.
    pub fn stands(&self) -> bool {
        self.stands
    }

    /// Since when it is there: what lies before somebody's horizon.
    pub fn published_at(&self) -> DateTime<Utc> {
        self.published_at
    }

    /// Which post.
    pub fn post(&self) -> PostId {
        self.post
    }

    /// In which space, and with which right.
    pub fn space(&self) -> &InSpace<R> {
        &self.space
    }

    /// Whether the viewer wrote it.
    pub fn is_own(&self) -> bool {
        self.author == self.space.person()
    }

    /// Who wrote it.
    pub fn author(&self) -> PersonId {
        self.author
    }

    /// Whether nothing may be answered any more.
    pub fn comments_closed(&self) -> bool {
        self.comments_closed
    }

    /// Who looks.
    pub fn viewer(&self) -> &Viewer {
        &self.space.viewer
    }
}

/// Proof that a viewer may do `R` with a comment; its post is in the proof it carries.
#[derive(Debug)]
pub struct InComment<R> {
    pub(super) post: InPost<R>,
    pub(super) comment: CommentId,
    pub(super) parent: Option<CommentId>,
    pub(super) author: PersonId,
    pub(super) stands: bool,
}

impl<R> InComment<R> {
    /// Whether neither it nor its post has been removed.
    pub fn stands(&self) -> bool {
        self.stands && self.post.stands
    }

    /// Which comment.
    pub fn comment(&self) -> CommentId {
        self.comment
    }

    /// The comment it replies to.
    pub fn parent(&self) -> Option<CommentId> {
        self.parent
    }

    /// Who wrote it.
    pub fn author(&self) -> PersonId {
        self.author
    }

    /// Under which post, and with which right.
    pub fn post(&self) -> &InPost<R> {
        &self.post
    }

    /// Whether the viewer wrote it.
    pub fn is_own(&self) -> bool {
        self.author == self.post.space.person()
    }
}

/// Proof that an employee knows of a space; it says nothing of seeing into it.
#[derive(Debug)]
pub struct Listed {
    pub(super) person: PersonId,
    pub(super) space: SpaceId,
    pub(super) visibility: Visibility,
    pub(super) archived: bool,
}

impl Listed {
    /// Which space.
    pub fn space(&self) -> SpaceId {
        self.space
    }

    /// Who stands at its door.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Whether one may walk in, must ask, or is already known inside.
    pub fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// Readable, and nothing new.
    pub fn is_archived(&self) -> bool {
        self.archived
    }
}

impl Viewer {
    /// For the gate alone: each proof carries its viewer.
    pub(super) fn carried(&self) -> Self {
        Self { id: self.id, kind: self.kind, is_admin: self.is_admin, looker: self.looker }
    }
}
