//! The log: who did what to whom, and when. It is a reading of `events`, which nobody can rewrite.
//!
//! It tells acts for which somebody answers: of the house, its people, spaces, members, guests, and of keeping order. It
//! tells nothing of what people read, write or say to one another: they are not watched. No title and no word of a
//! message stands in it, so that it opens no space to an admin.

mod names;
mod read;
mod write;

pub use names::Names;
pub use read::{Filter, Page, journal, log, whom};
pub use write::{exported, searched};

use super::event::Event;

/// What kind of act it is, as the log is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The house's own affairs: settings, partners, the log itself.
    House,
    /// Accounts: who has one, who runs the network, passwords.
    People,
    /// Spaces: founded, opened, closed, deleted.
    Spaces,
    /// Who is in a space, and as what.
    Members,
    /// Guests' contracts.
    Guests,
    /// Keeping order: reports, what was hidden and removed.
    Moderation,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::House, Self::People, Self::Spaces, Self::Members, Self::Guests, Self::Moderation];

    /// Those that concern one space.
    pub const OF_SPACE: [Self; 4] = [Self::Spaces, Self::Members, Self::Guests, Self::Moderation];

    /// Its word, in addresses and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::People => "people",
            Self::Spaces => "spaces",
            Self::Members => "members",
            Self::Guests => "guests",
            Self::Moderation => "moderation",
        }
    }

    /// The one of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }

    /// What an event is in the log; nothing for what people merely do.
    pub fn of(event: &Event) -> Option<Self> {
        use Event::*;
        match event {
            HouseOpened { .. }
            | SettingsChanged { .. }
            | CharterPublished { .. }
            | OrganizationAdded { .. }
            | OrganizationEdited { .. }
            | LogSearched { .. }
            | LogExported { .. } => Some(Self::House),
            ColleagueInvited { .. }
            | ColleagueInvitationRevoked { .. }
            | ColleagueJoined { .. }
            | PersonSuspended { .. }
            | PersonReinstated { .. }
            | PersonLeft { .. }
            | AdminNamed { .. }
            | AdminReleased { .. }
            | PasswordForgotten { .. }
            | PasswordChanged { .. } => Some(Self::People),
            SpaceCreated { .. }
            | SpaceEdited { .. }
            | SpaceNarrowed { .. }
            | SpaceWidened { .. }
            | SpaceOpenedToGuests { .. }
            | SpaceClosedToGuests { .. }
            | SpaceArchived { .. }
            | SpaceReopened { .. }
            | SpaceDeletionAsked { .. }
            | SpaceDeletionCancelled { .. }
            | SpaceDeleted { .. } => Some(Self::Spaces),
            MemberJoined { .. }
            | MemberLeft { .. }
            | MemberRemoved { .. }
            | RoleChanged { .. }
            | AdminEntered { .. }
            | JoinRequested { .. }
            | JoinRefused { .. } => Some(Self::Members),
            AccessProposed { .. }
            | AccessApproved { .. }
            | AccessAccepted { .. }
            | AccessExtended { .. }
            | SponsorChanged { .. }
            | AccessNarrowed { .. }
            | AccessEnded { .. }
            | LookedAs { .. } => Some(Self::Guests),
            CommentsClosed { .. }
            | CommentsReopened { .. }
            | Reported { .. }
            | ReportRead { .. }
            | WordsHidden { .. }
            | WordsRestored { .. }
            | WordsRemoved { .. }
            | ReportsDismissed { .. }
            | SenderBlocked { .. }
            | SenderReleased { .. } => Some(Self::Moderation),
            ProfileEdited { .. }
            | PostPublished { .. }
            | PostEdited { .. }
            | PostDeleted { .. }
            | PostPinned { .. }
            | PostUnpinned { .. }
            | CommentPublished { .. }
            | CommentEdited { .. }
            | CommentDeleted { .. }
            | Reacted { .. }
            | ReactionTakenBack { .. }
            | AnswerKept { .. }
            | AnswerReleased { .. }
            | Acknowledged { .. }
            | AnnouncementReminded { .. }
            | AccessEnding { .. }
            | Voted { .. } => None,
        }
    }

    /// The same the other way round, by the words in the database; a test below holds them together.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::House => &[
                "house_opened",
                "settings_changed",
                "charter_published",
                "organization_added",
                "organization_edited",
                "log_searched",
                "log_exported",
            ],
            Self::People => &[
                "colleague_invited",
                "colleague_invitation_revoked",
                "colleague_joined",
                "person_suspended",
                "person_reinstated",
                "person_left",
                "admin_named",
                "admin_released",
                "password_forgotten",
                "password_changed",
            ],
            Self::Spaces => &[
                "space_created",
                "space_edited",
                "space_narrowed",
                "space_widened",
                "space_opened_to_guests",
                "space_closed_to_guests",
                "space_archived",
                "space_reopened",
                "space_deletion_asked",
                "space_deletion_cancelled",
                "space_deleted",
            ],
            Self::Members => &[
                "member_joined",
                "member_left",
                "member_removed",
                "role_changed",
                "admin_entered",
                "join_requested",
                "join_refused",
            ],
            Self::Guests => &[
                "access_proposed",
                "access_approved",
                "access_accepted",
                "access_extended",
                "sponsor_changed",
                "access_narrowed",
                "access_ended",
                "looked_as",
            ],
            Self::Moderation => &[
                "comments_closed",
                "comments_reopened",
                "reported",
                "report_read",
                "words_hidden",
                "words_restored",
                "words_removed",
                "reports_dismissed",
                "sender_blocked",
                "sender_released",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event;

    #[test]
    fn what_an_event_is_in_the_log_agrees_with_how_the_log_asks_for_it() {
        for (kind, event) in event::samples() {
            let asked = Act::ALL.into_iter().find(|act| act.kinds().contains(&kind.as_str()));
            assert_eq!(asked, Act::of(&event), "{kind}");
        }
    }
}
