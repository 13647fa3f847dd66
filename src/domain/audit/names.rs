//! What the lines of the log name: people and spaces as they are called now.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::event::{Event, Told};
use crate::domain::ids::{AccessId, InvitationId, OrganizationId, PersonId, SpaceId};
use crate::domain::schema::{accesses, colleague_invitations, organizations, people, spaces};
use crate::error::{Error, Result};

/// Names by what they are of. Of what is gone there is none.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<PersonId, String>,
    spaces: HashMap<SpaceId, String>,
    guests: HashMap<AccessId, String>,
    invitations: HashMap<InvitationId, String>,
    organizations: HashMap<OrganizationId, String>,
}

impl Names {
    /// A person's.
    pub fn person(&self, id: PersonId) -> Option<&str> {
        self.people.get(&id).map(String::as_str)
    }

    /// A space's.
    pub fn space(&self, id: SpaceId) -> Option<&str> {
        self.spaces.get(&id).map(String::as_str)
    }

    /// The guest's, of a contract.
    pub fn guest(&self, id: AccessId) -> Option<&str> {
        self.guests.get(&id).map(String::as_str)
    }

    /// The address that a colleague's invitation went to.
    pub fn invited(&self, id: InvitationId) -> Option<&str> {
        self.invitations.get(&id).map(String::as_str)
    }

    /// A partner's.
    pub fn organization(&self, id: OrganizationId) -> Option<&str> {
        self.organizations.get(&id).map(String::as_str)
    }
}

/// What must be looked up.
#[derive(Default)]
struct Wanted {
    people: HashSet<PersonId>,
    spaces: HashSet<SpaceId>,
    accesses: HashSet<AccessId>,
    invitations: HashSet<InvitationId>,
    organizations: HashSet<OrganizationId>,
}

impl Wanted {
    fn note(&mut self, told: &Told) {
        use Event::*;
        self.people.extend(told.by);
        self.spaces.extend(told.event.space());
        match &told.event {
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
            | ReportsDismissed { author: person, .. } => self.people.extend([*person]),
            LogExported { person } => self.people.extend(*person),
            OrganizationAdded { organization } | OrganizationEdited { organization } => {
                self.organizations.extend([*organization]);
            }
            ColleagueInvited { invitation } | ColleagueInvitationRevoked { invitation } => {
                self.invitations.extend([*invitation]);
            }
            SponsorChanged { access, sponsor, .. } => {
                self.accesses.extend([*access]);
                self.people.extend([*sponsor]);
            }
            AccessProposed { access }
            | AccessApproved { access }
            | AccessAccepted { access, .. }
            | AccessExtended { access, .. }
            | AccessEnding { access, .. }
            | AccessNarrowed { access, .. }
            | AccessEnded { access, .. } => self.accesses.extend([*access]),
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
            | SenderReleased { .. }
            | PostPublished { .. }
            | PostEdited { .. }
            | PostDeleted { .. }
            | PostPinned { .. }
            | PostUnpinned { .. }
            | CommentsClosed { .. }
            | CommentsReopened { .. }
            | CommentPublished { .. }
            | CommentEdited { .. }
            | CommentDeleted { .. }
            | Reacted { .. }
            | ReactionTakenBack { .. }
            | AnswerKept { .. }
            | AnswerReleased { .. }
            | Acknowledged { .. }
            | AnnouncementReminded { .. }
            | Voted { .. }
            | ReportRead { .. } => {}
        }
    }
}

macro_rules! names {
    ($db:expr, $table:ident, $name:ident, $ids:expr) => {
        async {
            let ids: Vec<_> = $ids.into_iter().collect();
            let rows = $table::table.filter($table::id.eq_any(ids)).select(($table::id, $table::$name));
            Ok::<_, Error>(rows.load(&mut $db.conn()).await?.into_iter().collect())
        }
    };
}

/// The names of some lines, in one flight.
pub(super) async fn of(db: &Db, lines: &[Told]) -> Result<Names> {
    let mut wanted = Wanted::default();
    lines.iter().for_each(|told| wanted.note(told));
    let (people, spaces, guests, invitations, organizations) = try_join!(
        names!(db, people, name, wanted.people),
        names!(db, spaces, name, wanted.spaces),
        names!(db, accesses, name, wanted.accesses),
        names!(db, colleague_invitations, email, wanted.invitations),
        names!(db, organizations, name, wanted.organizations),
    )?;
    Ok(Names { people, spaces, guests, invitations, organizations })
}
