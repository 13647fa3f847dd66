//! What can go wrong, for the whole program. How a door says it (a status, an exit code, a bounced letter) is the
//! door's affair.

/// A result of anything in Parvis.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or this viewer may not know that it does: one answer for both.
    #[error("not found")]
    NotFound,

    /// It has another name now.
    #[error("moved to {0}")]
    Moved(crate::domain::words::Slug),

    /// The viewer sees it, and may not do this with it.
    #[error("not allowed: {0:?}")]
    NotAllowed(Why),

    /// The request was right and the world has moved: two people at once, a link used before.
    #[error("too late: {0:?}")]
    TooLate(Late),

    /// What was given cannot be accepted; every problem, field by field.
    #[error("{} problem(s) in what was given", .0.len())]
    Invalid(crate::domain::problems::Problems),

    /// The database refused or is away.
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),

    /// No connection to the database could be had.
    #[error("database: {0}")]
    Connection(String),

    /// Anything that nobody but an operator can mend.
    #[error("{0:#}")]
    Internal(#[from] anyhow::Error),
}

/// Why something seen is not allowed; each has its sentence in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// One must be a member of the space to do this.
    NotAMember,
    /// A moderator's or an owner's act.
    NotAModerator,
    /// An owner's act.
    NotAnOwner,
    /// Only the author may do this.
    NotTheAuthor,
    /// An admin's act.
    NotAnAdmin,
    /// An employee's act, and the viewer is a guest.
    Guest,
    /// The space is archived: readable, nothing new.
    Archived,
    /// A back room's members and visibility are its project's affair.
    BackRoom,
    /// The comments of this post are closed.
    CommentsClosed,
    /// Looking as somebody else is read-only.
    LookingAs,
    /// Deleted: it stays as a trace and nothing can be done with it.
    Deleted,
    /// The last one cannot be lost: the last owner of a space, the last admin of the house.
    LastOne,
    /// The house does not do this (a setting).
    House,
    /// One does not do this to oneself: another admin does.
    Oneself,
    /// Two keys, two people: nobody approves their own proposal.
    OwnProposal,
    /// Nobody judges their own words.
    OwnWords,
    /// It is meant for somebody else than who is signed in.
    AnotherAccount,
}

/// In what way the world had moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// A single-use link that was used, replaced, or has expired.
    Link,
    /// The audience has grown since the page was drawn.
    Audience,
    /// Somebody else has done it in the meantime.
    Done,
    /// Parvis is already set up.
    SetUp,
}

impl Error {
    /// Wraps what only an operator can mend.
    pub fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::Internal(error.into())
    }

    /// Whether the database said that something of this unique constraint is there already.
    pub fn is_duplicate_of(&self, constraint: &str) -> bool {
        matches!(self, Self::Database(diesel::result::Error::DatabaseError(
            diesel::result::DatabaseErrorKind::UniqueViolation, about)) if about.constraint_name() == Some(constraint))
    }
}
