//! Everything that can happen here. A change and its telling are one transaction: nothing goes untold, and nothing is
//! told that did not happen. Letters, reminders and the audit log follow from events, never from a handler.

mod telling;

pub use telling::Told;
pub(in crate::domain) use telling::{heard, put_off, take};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::Tx;
use super::ids::{AccessId, CaseId, CommentId, EventId, InvitationId, OrganizationId, PersonId, PostId, SpaceId};
use super::kinds::{Desk, EndReason, Reaction, Role};
use super::schema::{events, untold};
use crate::error::{Error, Result};

/// Something that happened. Ids only: whoever reads it later sees what they may see then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Parvis was set up, and this person is its first admin.
    HouseOpened { person: PersonId },
    /// The house's settings changed; the names of those that did.
    SettingsChanged { names: Vec<String> },
    /// A new version of the charter is asked of everybody.
    CharterPublished { version: i32 },
    /// A partner became known.
    OrganizationAdded { organization: OrganizationId },
    /// Its name or kind changed.
    OrganizationEdited { organization: OrganizationId },

    /// An address was asked to become a colleague (or asked for it).
    ColleagueInvited { invitation: InvitationId },
    /// The invitation was taken back.
    ColleagueInvitationRevoked { invitation: InvitationId },
    /// A colleague has an account.
    ColleagueJoined { person: PersonId },
    /// A profile changed.
    ProfileEdited { person: PersonId },
    /// Signing in is closed to them for now.
    PersonSuspended { person: PersonId },
    /// And open again.
    PersonReinstated { person: PersonId },
    /// They left the company: their words stay, their access is gone.
    PersonLeft { person: PersonId },
    /// They run the network from now on.
    AdminNamed { person: PersonId },
    /// They no longer do.
    AdminReleased { person: PersonId },
    /// A new password was asked for by mail.
    PasswordForgotten { person: PersonId },
    /// A password was chosen; all other sessions ended.
    PasswordChanged { person: PersonId },

    /// A space was founded.
    SpaceCreated { space: SpaceId },
    /// Its name, purpose, description, picture or visibility changed.
    SpaceEdited { space: SpaceId },
    /// Fewer see into it than before: it is no longer open, or is secret now.
    SpaceNarrowed { space: SpaceId },
    /// More see into it, or know of it.
    SpaceWidened { space: SpaceId },
    /// A project's owner opened it to guests.
    SpaceOpenedToGuests { space: SpaceId },
    /// And closed it again: its guests' accesses ended.
    SpaceClosedToGuests { space: SpaceId },
    /// It is readable and takes nothing new.
    SpaceArchived { space: SpaceId },
    /// It lives again.
    SpaceReopened { space: SpaceId },
    /// An admin asked for its deletion, a day from then.
    SpaceDeletionAsked { space: SpaceId },
    /// And thought better of it.
    SpaceDeletionCancelled { space: SpaceId },
    /// It is gone, with everything in it.
    SpaceDeleted { space: SpaceId, name: String },

    /// Somebody came in.
    MemberJoined { space: SpaceId, person: PersonId, role: Role },
    /// Somebody left.
    MemberLeft { space: SpaceId, person: PersonId },
    /// Somebody was removed.
    MemberRemoved { space: SpaceId, person: PersonId },
    /// Somebody is something else there now.
    RoleChanged { space: SpaceId, person: PersonId, role: Role },
    /// An admin came in, visibly.
    AdminEntered { space: SpaceId, person: PersonId },
    /// Somebody asks to come in.
    JoinRequested { space: SpaceId, person: PersonId },
    /// And may not; with a word.
    JoinRefused { space: SpaceId, person: PersonId, word: Option<String> },

    /// Mail of an address is taken there no more. Which one, events do not keep for ever.
    SenderBlocked { space: SpaceId },
    /// And is taken again.
    SenderReleased { space: SpaceId },

    /// A guest's access was proposed.
    AccessProposed { access: AccessId },
    /// The second key was turned, or none was needed: the invitation may go out.
    AccessApproved { access: AccessId },
    /// The invited person came in.
    AccessAccepted { access: AccessId, person: PersonId },
    /// It ends in so many days, of which guest and sponsor are reminded.
    AccessEnding { access: AccessId, days: i16 },
    /// It ends later.
    AccessExtended { access: AccessId, ends_at: DateTime<Utc> },
    /// Another colleague answers for the guest; or the same one, who has been confirmed.
    SponsorChanged {
        access: AccessId,
        sponsor: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<PersonId>,
    },
    /// One of its spaces closed to guests; the others stay.
    AccessNarrowed { access: AccessId, space: SpaceId },
    /// It is over.
    AccessEnded { access: AccessId, reason: EndReason },
    /// Somebody looked at Parvis through this guest's eyes.
    LookedAs { guest: PersonId },

    /// A post was published.
    PostPublished { space: SpaceId, post: PostId },
    /// Its words changed; what they were is kept.
    PostEdited { space: SpaceId, post: PostId },
    /// It was removed; who and when remains.
    PostDeleted { space: SpaceId, post: PostId },
    /// It stays on top.
    PostPinned { space: SpaceId, post: PostId },
    /// It no longer does.
    PostUnpinned { space: SpaceId, post: PostId },
    /// Nothing more is to be answered.
    CommentsClosed { space: SpaceId, post: PostId },
    /// Answers are welcome again.
    CommentsReopened { space: SpaceId, post: PostId },
    /// A comment was published.
    CommentPublished { space: SpaceId, post: PostId, comment: CommentId },
    /// Its words changed; what they were is kept.
    CommentEdited { space: SpaceId, post: PostId, comment: CommentId },
    /// It was removed; who and when remains.
    CommentDeleted { space: SpaceId, post: PostId, comment: CommentId },
    /// Somebody said a word to a post, or to a comment of it.
    Reacted { space: SpaceId, post: PostId, comment: Option<CommentId>, word: Reaction },
    /// And took it back.
    ReactionTakenBack { space: SpaceId, post: PostId, comment: Option<CommentId>, word: Reaction },
    /// An answer to a question was kept.
    AnswerKept { space: SpaceId, post: PostId, comment: CommentId },
    /// And is no longer.
    AnswerReleased { space: SpaceId, post: PostId, comment: CommentId },
    /// A member has read an announcement.
    Acknowledged { space: SpaceId, post: PostId },
    /// Its author reminded those who have not.
    AnnouncementReminded { space: SpaceId, post: PostId },
    /// Somebody voted; what for is told to nobody.
    Voted { space: SpaceId, post: PostId },

    /// Words were reported, to the moderators or to the house. Who did it is never told: the reports know.
    Reported { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId, desk: Desk },
    /// An admin read the excerpt of a report.
    ReportRead { space: SpaceId, case: CaseId },
    /// Words were hidden until somebody decides.
    WordsHidden { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId },
    /// They are back.
    WordsRestored { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId },
    /// Moderators removed them; their author reads why.
    WordsRemoved { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId },
    /// Reports were looked at, and the words stand.
    ReportsDismissed { space: SpaceId, post: PostId, comment: Option<CommentId>, author: PersonId },

    /// An admin looked up in the log what concerns one person.
    LogSearched { person: PersonId },
    /// An admin took the log away as a file, or what concerns one person.
    LogExported { person: Option<PersonId> },
}

impl Event {
    /// The space it happened in.
    pub fn space(&self) -> Option<SpaceId> {
        use Event::*;
        match self {
            SpaceCreated { space }
            | SpaceEdited { space }
            | SpaceNarrowed { space }
            | SpaceWidened { space }
            | SpaceOpenedToGuests { space }
            | SpaceClosedToGuests { space }
            | SpaceArchived { space }
            | SpaceReopened { space }
            | SpaceDeletionAsked { space }
            | SpaceDeletionCancelled { space }
            | SpaceDeleted { space, .. }
            | MemberJoined { space, .. }
            | MemberLeft { space, .. }
            | MemberRemoved { space, .. }
            | RoleChanged { space, .. }
            | AdminEntered { space, .. }
            | JoinRequested { space, .. }
            | JoinRefused { space, .. }
            | SenderBlocked { space }
            | SenderReleased { space }
            | AccessNarrowed { space, .. }
            | PostPublished { space, .. }
            | PostEdited { space, .. }
            | PostDeleted { space, .. }
            | PostPinned { space, .. }
            | PostUnpinned { space, .. }
            | CommentsClosed { space, .. }
            | CommentsReopened { space, .. }
            | CommentPublished { space, .. }
            | CommentEdited { space, .. }
            | CommentDeleted { space, .. }
            | Reacted { space, .. }
            | ReactionTakenBack { space, .. }
            | AnswerKept { space, .. }
            | AnswerReleased { space, .. }
            | Acknowledged { space, .. }
            | AnnouncementReminded { space, .. }
            | Voted { space, .. }
            | Reported { space, .. }
            | ReportRead { space, .. }
            | WordsHidden { space, .. }
            | WordsRestored { space, .. }
            | WordsRemoved { space, .. }
            | ReportsDismissed { space, .. } => Some(*space),
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
            | AccessProposed { .. }
            | AccessApproved { .. }
            | AccessAccepted { .. }
            | AccessEnding { .. }
            | AccessExtended { .. }
            | SponsorChanged { .. }
            | AccessEnded { .. }
            | LookedAs { .. }
            | LogSearched { .. }
            | LogExported { .. } => None,
        }
    }

    /// What it happened to, besides the space: a person, a contract, an invitation, an organization, a post, a comment.
    pub fn subject(&self) -> Option<Uuid> {
        use Event::*;
        Some(match self {
            HouseOpened { person }
            | ColleagueJoined { person }
            | ProfileEdited { person }
            | PersonSuspended { person }
            | PersonReinstated { person }
            | PersonLeft { person }
            | AdminNamed { person }
            | AdminReleased { person }
            | PasswordForgotten { person }
            | PasswordChanged { person }
            | MemberJoined { person, .. }
            | MemberLeft { person, .. }
            | MemberRemoved { person, .. }
            | RoleChanged { person, .. }
            | AdminEntered { person, .. }
            | JoinRequested { person, .. }
            | JoinRefused { person, .. }
            | LookedAs { guest: person }
            | LogSearched { person }
            | Reported { author: person, .. }
            | WordsHidden { author: person, .. }
            | WordsRestored { author: person, .. }
            | WordsRemoved { author: person, .. }
            | ReportsDismissed { author: person, .. } => person.uuid(),
            LogExported { person } => return person.map(PersonId::uuid),
            ReportRead { case, .. } => case.uuid(),
            OrganizationAdded { organization } | OrganizationEdited { organization } => organization.uuid(),
            ColleagueInvited { invitation } | ColleagueInvitationRevoked { invitation } => invitation.uuid(),
            AccessProposed { access }
            | AccessApproved { access }
            | AccessAccepted { access, .. }
            | AccessEnding { access, .. }
            | AccessExtended { access, .. }
            | SponsorChanged { access, .. }
            | AccessNarrowed { access, .. }
            | AccessEnded { access, .. } => access.uuid(),
            PostPublished { post, .. }
            | PostEdited { post, .. }
            | PostDeleted { post, .. }
            | PostPinned { post, .. }
            | PostUnpinned { post, .. }
            | CommentsClosed { post, .. }
            | CommentsReopened { post, .. }
            | Acknowledged { post, .. }
            | AnnouncementReminded { post, .. }
            | Voted { post, .. } => post.uuid(),
            AnswerKept { comment, .. } | AnswerReleased { comment, .. } => comment.uuid(),
            CommentPublished { comment, .. } | CommentEdited { comment, .. } | CommentDeleted { comment, .. } => {
                comment.uuid()
            }
            Reacted { post, comment, .. } | ReactionTakenBack { post, comment, .. } => {
                comment.map_or(post.uuid(), |comment| comment.uuid())
            }
            SettingsChanged { .. }
            | CharterPublished { .. }
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
            | SenderReleased { .. } => return None,
        })
    }
}

/// Tells that something happened, and by whom; nobody when time did it. Whoever listens hears of it soon.
pub async fn record(tx: &mut Tx, by: Option<PersonId>, event: &Event) -> Result<()> {
    let (kind, facts) = written(event)?;
    let id = EventId::new();
    let happened = diesel::insert_into(events::table).values((
        events::id.eq(id),
        events::at.eq(tx.at()),
        events::actor_id.eq(by),
        events::space_id.eq(event.space()),
        events::subject_id.eq(event.subject()),
        events::kind.eq(kind),
        events::facts.eq(&facts),
    ));
    let waiting = (untold::event_id.eq(id), untold::attempts.eq(0), untold::tell_at.eq(tx.at()));
    let waiting = diesel::insert_into(untold::table).values(waiting);
    happened.execute(&mut tx.conn()).await?;
    waiting.execute(&mut tx.conn()).await?;
    Ok(())
}

/// An event as its columns keep it: kind and facts.
pub(in crate::domain) fn written(event: &Event) -> Result<(String, serde_json::Value)> {
    let mut facts = serde_json::to_value(event).map_err(Error::internal)?;
    let kind = facts.as_object_mut().and_then(|facts| facts.remove("kind"));
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().to_owned();
    Ok((kind, facts))
}

/// From the columns back to the event.
pub(in crate::domain) fn read(kind: String, mut facts: serde_json::Value) -> Result<Event> {
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("kind".to_owned(), kind.into());
    }
    serde_json::from_value(facts).map_err(Error::internal)
}

/// One of each, for tests that hold a list against all of them.
#[cfg(test)]
pub(crate) fn samples() -> Vec<(String, Event)> {
    // The refusal of a kind that does not exist names those that do.
    let refusal = serde_json::from_str::<Event>(r#"{"kind":"?"}"#).expect_err("there is no such kind").to_string();
    let named = refusal.split('`').skip(1).step_by(2).filter(|kind| *kind != "?").map(str::to_owned);
    let id = "01900000-0000-7000-8000-000000000000";
    let facts = serde_json::json!({
        "person": id, "guest": id, "author": id, "sponsor": id, "space": id, "post": id, "comment": id, "access": id,
        "invitation": id, "organization": id, "case": id, "names": [], "version": 1, "days": 14, "name": "x", "role": "member",
        "word": "thanks", "ends_at": "2026-11-23T09:00:00Z", "reason": "ended", "desk": "space",
    });
    named.map(|kind| (kind.clone(), read(kind, facts.clone()).expect("all its facts"))).collect()
}
