//! Who hears of what: each event to the item it is about, and to the groups of people who are told of it, each for its
//! reason. The weightier reason stands first. Whoever did it is never told; who may not see the item, or has muted its
//! thread, is left out where groups become people (`write`).

use crate::domain::event::Event;
use crate::domain::ids::{AccessId, CommentId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Desk, Reason};

/// What a notification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A message.
    Post { space: SpaceId, post: PostId },
    /// An answer.
    Comment { space: SpaceId, post: PostId, comment: CommentId },
    /// What somebody is in a space.
    Place { space: SpaceId, person: PersonId },
    /// Somebody's wish to come into one; each wish is another.
    Request { space: SpaceId },
    /// Words that were reported, by whoever wrote them: each desk's case is one item.
    Report { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId, desk: Desk },
    /// What became of words that were judged; each judgement is another, and who judged is not told here.
    Judged { space: SpaceId, post: PostId, comment: Option<CommentId> },
    /// A guest's access.
    Access { access: AccessId },
}

/// A group of people, as the database finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Whom these words call since they were last changed.
    Called,
    /// The members of the space, when the message is an announcement.
    Asked,
    /// Those of them who have not said that they read it.
    Waiting,
    /// Who wrote the item.
    Author,
    /// Who wrote the message, and the answer that is answered.
    Answered,
    /// Who answers for the space and keeps order in it, when somebody from outside writes.
    Keepers,
    /// Who follows the thread.
    Followers,
    /// Who follows the whole space.
    Close,
    /// The owners of the space.
    Owners,
    /// Who judges the report: those who keep order in the space, else the house.
    Judges,
    /// Whom the item is about.
    Themselves,
    /// Who may turn the second key.
    Approvers,
    /// The guest.
    Guest,
    /// Who answers for the guest.
    Sponsor,
}

/// Who hears of it, and why.
pub(super) type Hearers = &'static [(Reason, Who)];

/// Who hears of an event; nobody, of most.
pub(super) fn of(event: &Event) -> Option<(Item, Hearers)> {
    use Event::*;
    use Reason as R;
    let (item, hearers): (Item, Hearers) = match *event {
        PostPublished { space, post } => (
            Item::Post { space, post },
            &[
                (R::Mention, Who::Called),
                (R::Announcement, Who::Asked),
                (R::Outside, Who::Keepers),
                (R::Space, Who::Close),
            ],
        ),
        PostEdited { space, post } => (Item::Post { space, post }, &[(R::Mention, Who::Called)]),
        CommentPublished { space, post, comment } => (
            Item::Comment { space, post, comment },
            &[
                (R::Mention, Who::Called),
                (R::Reply, Who::Answered),
                (R::Outside, Who::Keepers),
                (R::Thread, Who::Followers),
                (R::Space, Who::Close),
            ],
        ),
        CommentEdited { space, post, comment } => {
            (Item::Comment { space, post, comment }, &[(R::Mention, Who::Called)])
        }
        AnswerKept { space, post, comment } => (Item::Comment { space, post, comment }, &[(R::Kept, Who::Author)]),
        Reacted { space, post, comment: Some(comment), .. } => {
            (Item::Comment { space, post, comment }, &[(R::Reaction, Who::Author)])
        }
        Reacted { space, post, comment: None, .. } => (Item::Post { space, post }, &[(R::Reaction, Who::Author)]),

        AnnouncementReminded { space, post } => (Item::Post { space, post }, &[(R::Announcement, Who::Waiting)]),

        JoinRequested { space, .. } => (Item::Request { space }, &[(R::Request, Who::Owners)]),
        JoinRefused { space, person, .. } => (Item::Place { space, person }, &[(R::Refusal, Who::Themselves)]),
        MemberJoined { space, person, .. } => (Item::Place { space, person }, &[(R::Entry, Who::Themselves)]),
        RoleChanged { space, person, .. } => (Item::Place { space, person }, &[(R::Role, Who::Themselves)]),

        AccessProposed { access } => (Item::Access { access }, &[(R::Approval, Who::Approvers)]),
        AccessAccepted { access, .. } => (Item::Access { access }, &[(R::Accepted, Who::Sponsor)]),
        SponsorChanged { access, .. } => (Item::Access { access }, &[(R::Sponsor, Who::Sponsor)]),
        AccessEnding { access, .. } => (Item::Access { access }, &[(R::Ending, Who::Guest), (R::Ending, Who::Sponsor)]),
        AccessEnded { access, .. } => (Item::Access { access }, &[(R::Ended, Who::Sponsor)]),

        Reported { space, post, comment, author, desk } => {
            (Item::Report { space, post, comment, author, desk }, &[(R::Report, Who::Judges)])
        }
        WordsHidden { space, post, comment, .. } => {
            (Item::Judged { space, post, comment }, &[(R::Hidden, Who::Author)])
        }
        WordsRestored { space, post, comment, .. } => {
            (Item::Judged { space, post, comment }, &[(R::Restored, Who::Author)])
        }
        WordsRemoved { space, post, comment, .. } => {
            (Item::Judged { space, post, comment }, &[(R::Removed, Who::Author)])
        }

        HouseOpened { .. }
        | SettingsChanged { .. }
        | CharterPublished { .. }
        | OrganizationAdded { .. }
        | OrganizationEdited { .. }
        | ColleagueInvited { .. }
        | ColleagueInvitationRevoked { .. }
        | ColleagueJoined { .. }
        | ProfileEdited { .. }
        | PersonSuspended { .. }
        | PersonReinstated { .. }
        | PersonLeft { .. }
        | AdminNamed { .. }
        | AdminReleased { .. }
        | PasswordForgotten { .. }
        | PasswordChanged { .. }
        | SpaceCreated { .. }
        | SpaceEdited { .. }
        | SpaceNarrowed { .. }
        | SpaceWidened { .. }
        | SpaceOpenedToGuests { .. }
        | SpaceClosedToGuests { .. }
        | SpaceArchived { .. }
        | SpaceReopened { .. }
        | SpaceDeletionAsked { .. }
        | SpaceDeletionCancelled { .. }
        | SpaceDeleted { .. }
        | SenderBlocked { .. }
        | SenderReleased { .. }
        | MemberLeft { .. }
        | MemberRemoved { .. }
        | AdminEntered { .. }
        | AccessApproved { .. }
        | AccessExtended { .. }
        | AccessNarrowed { .. }
        | LookedAs { .. }
        | PostDeleted { .. }
        | PostPinned { .. }
        | PostUnpinned { .. }
        | CommentsClosed { .. }
        | CommentsReopened { .. }
        | CommentDeleted { .. }
        | ReactionTakenBack { .. }
        | AnswerReleased { .. }
        | Acknowledged { .. }
        | Voted { .. }
        | ReportRead { .. }
        | ReportsDismissed { .. }
        | LogSearched { .. }
        | LogExported { .. } => return None,
    };
    Some((item, hearers))
}
