//! One contract, whole: its terms and its history, as the events tell it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::contract::spaces_of;
use super::list::{self, Entry};
use super::rules;
use crate::domain::db::Db;
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::kinds::{EndReason, Horizon};
use crate::domain::person::Face;
use crate::domain::policy::Charge;
use crate::domain::schema::{accesses, events};
use crate::error::{Error, Result};

/// Something that happened to a contract.
#[derive(Debug)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it; nobody when time did.
    pub by: Option<Face>,
    /// What.
    pub what: Told,
    /// The colleague it names: a new sponsor.
    pub about: Option<Face>,
}

/// What happens to a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was proposed.
    Proposed,
    /// The second key was turned.
    Approved,
    /// The guest came in.
    Accepted,
    /// It ends later.
    Extended(DateTime<Utc>),
    /// This colleague answers for the guest.
    Sponsor(PersonId),
    /// One of its spaces closed.
    Narrowed,
    /// It is over.
    Ended(EndReason),
    /// Somebody looked through the guest's eyes.
    Looked,
}

impl Told {
    fn of(event: &Event) -> Option<Self> {
        use Event::*;
        Some(match event {
            AccessProposed { .. } => Self::Proposed,
            AccessApproved { .. } => Self::Approved,
            AccessAccepted { .. } => Self::Accepted,
            AccessExtended { ends_at, .. } => Self::Extended(*ends_at),
            SponsorChanged { sponsor, .. } => Self::Sponsor(*sponsor),
            AccessNarrowed { .. } => Self::Narrowed,
            AccessEnded { reason, .. } => Self::Ended(*reason),
            LookedAs { .. } => Self::Looked,
            AccessEnding { .. }
            | HouseOpened { .. }
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
            | MemberJoined { .. }
            | MemberLeft { .. }
            | MemberRemoved { .. }
            | RoleChanged { .. }
            | AdminEntered { .. }
            | JoinRequested { .. }
            | JoinRefused { .. }
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
            | Reported { .. }
            | ReportRead { .. }
            | WordsHidden { .. }
            | WordsRestored { .. }
            | WordsRemoved { .. }
            | ReportsDismissed { .. }
            | LogSearched { .. }
            | LogExported { .. } => return None,
        })
    }

    fn names(self) -> Option<PersonId> {
        if let Self::Sponsor(sponsor) = self { Some(sponsor) } else { None }
    }
}

/// A contract.
#[derive(Debug)]
pub struct Contract {
    /// As lists show it.
    pub entry: Entry,
    /// What for.
    pub purpose: String,
    /// The inviter's word.
    pub word: Option<String>,
    /// How far back the guest reads.
    pub horizon: Horizon,
    /// From which day on.
    pub horizon_at: Option<DateTime<Utc>>,
    /// When the guest came in.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it ended, and why.
    pub ended: Option<(DateTime<Utc>, EndReason)>,
    /// The longest it may be extended from today, in days.
    pub longest_days: i32,
    /// Who could answer for the guest, by name.
    pub sponsors: Vec<Face>,
    /// Its history, the latest first.
    pub history: Vec<Line>,
}

type Terms = (
    String,
    Option<String>,
    Horizon,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<EndReason>,
    Option<PersonId>,
);

/// A contract, for somebody who has charge of it.
pub async fn contract(db: &Db, charge: &Charge) -> Result<Contract> {
    let id = charge.access();
    let terms = async {
        let terms = accesses::table.find(id).select((
            accesses::purpose,
            accesses::word,
            accesses::horizon,
            accesses::horizon_at,
            accesses::accepted_at,
            accesses::ended_at,
            accesses::end_reason,
            accesses::person_id,
        ));
        Ok(terms.first::<Terms>(&mut db.conn()).await?)
    };
    let sponsors = async {
        let mut sponsors = Vec::<Face>::new();
        for space in spaces_of(db, id).await? {
            for face in rules::colleagues(db, space).await? {
                if !sponsors.iter().any(|known| known.id == face.id) {
                    sponsors.push(face);
                }
            }
        }
        sponsors.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(sponsors)
    };
    let (terms, entries, rules, sponsors) = try_join!(
        terms,
        list::entries(db, charge.viewer(), vec![id], charge.viewer().is_admin()),
        rules::of_the_house(db),
        sponsors
    )?;
    let (purpose, word, horizon, horizon_at, accepted_at, ended_at, reason, guest) = terms;
    let entry = entries.into_iter().next().ok_or(Error::NotFound)?;
    Ok(Contract {
        entry,
        purpose,
        word,
        horizon,
        horizon_at,
        accepted_at,
        ended: ended_at.zip(reason),
        longest_days: rules.longest_access_days,
        sponsors,
        history: history(db, charge, guest).await?,
    })
}

/// What is told of contracts, by the words of [`Event`].
const OF_ACCESSES: [&str; 7] = [
    "access_proposed",
    "access_approved",
    "access_accepted",
    "access_extended",
    "sponsor_changed",
    "access_narrowed",
    "access_ended",
];

async fn history(db: &Db, charge: &Charge, guest: Option<PersonId>) -> Result<Vec<Line>> {
    type Row = (DateTime<Utc>, Option<PersonId>, String, serde_json::Value);
    let of_it = events::kind.eq_any(OF_ACCESSES).and(events::subject_id.eq(charge.access().uuid()));
    let looks = events::kind.eq("looked_as").and(events::subject_id.eq(guest.map(PersonId::uuid)));
    let rows: Vec<Row> = events::table
        .filter(of_it.or(looks))
        .order((events::at.desc(), events::id.desc()))
        .limit(100)
        .select((events::at, events::actor_id, events::kind, events::facts))
        .load(&mut db.conn())
        .await?;
    let mut told = Vec::with_capacity(rows.len());
    for (at, by, kind, facts) in rows {
        told.extend(Told::of(&event::read(kind, facts)?).map(|what| (at, by, what)));
    }
    let met = told.iter().flat_map(|(_, by, what)| by.iter().copied().chain(what.names())).collect();
    let faces = list::faces(db, met).await?;
    let face = |id: Option<PersonId>| id.and_then(|id| faces.get(&id)).map(|(face, _)| face.clone());
    Ok(told.into_iter().map(|(at, by, what)| Line { at, by: face(by), about: face(what.names()), what }).collect())
}
