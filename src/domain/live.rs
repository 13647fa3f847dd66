//! Live: open pages are told that something moved, and ask for it as anybody asks. A poke carries ids and no content; it is
//! sent when its event is told, so that nothing is poked that did not happen, and who hears of it is asked of sight again for
//! each. That a session ended is told by its table (migration 30).

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

use super::db::{Db, Ear, Server, Tx};
use super::event::Event;
use super::ids::{AccessId, PersonId, PostId, SessionId, SpaceId};
use super::job::Claimed;
use super::policy::sight;
use super::schema::{accesses, people, polls, posts};
use super::session::{self, Resumed};
use crate::error::{Error, Result};

/// Where servers listen to each other.
const CHANNEL: &str = "live";

/// What PostgreSQL takes in one notification is less than 8,000 bytes.
const MOST_BYTES: usize = 7_999;

/// So many pokes stay well below: a test.
const IN_ONE: usize = 100;

/// Something that open pages may want to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Poke {
    /// About a post and what hangs on it.
    Post(PostId, What),
    /// Somebody is in another place than before: everything of theirs is asked for anew.
    Person(PersonId),
    /// Sessions have ended, or look through other eyes.
    Sessions,
}

/// What happened to a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Published,
    /// Something came or went: counts may differ.
    Moved,
    /// What was there reads differently.
    Changed,
    /// A sum is another: there is time.
    Counted,
}

/// What an event tells open pages, and those of people whose bell rings by it.
pub(in crate::domain) async fn pokes(tx: &mut Tx, event: &Event, rung: &[PersonId]) -> Result<Vec<Poke>> {
    let of_bells = rung.iter().copied().map(Poke::Person);
    Ok(poke(tx, event).await?.into_iter().chain(of_bells).collect())
}

async fn poke(tx: &mut Tx, event: &Event) -> Result<Option<Poke>> {
    use Event::*;
    Ok(match event {
        PostPublished { post, .. } => Some(Poke::Post(*post, What::Published)),
        PostDeleted { post, .. }
        | CommentPublished { post, .. }
        | CommentDeleted { post, .. }
        | WordsHidden { post, .. }
        | WordsRestored { post, .. }
        | WordsRemoved { post, .. } => Some(Poke::Post(*post, What::Moved)),
        PostEdited { post, .. }
        | CommentsClosed { post, .. }
        | CommentsReopened { post, .. }
        | CommentEdited { post, .. }
        | Reacted { post, .. }
        | ReactionTakenBack { post, .. }
        | AnswerKept { post, .. }
        | AnswerReleased { post, .. } => Some(Poke::Post(*post, What::Changed)),
        Acknowledged { post, .. } => Some(Poke::Post(*post, What::Counted)),
        Voted { post, .. } => is_named(tx, *post).await?.then_some(Poke::Post(*post, What::Counted)),
        MemberJoined { person, .. }
        | MemberLeft { person, .. }
        | MemberRemoved { person, .. }
        | RoleChanged { person, .. }
        | AdminEntered { person, .. }
        | AccessAccepted { person, .. } => Some(Poke::Person(*person)),
        AccessNarrowed { access, .. } => guest_of(tx, *access).await?.map(Poke::Person),
        // Their sessions are over, and say so themselves.
        PersonSuspended { .. } | PersonLeft { .. } | AccessEnded { .. } | PasswordChanged { .. } | LookedAs { .. } => {
            None
        }
        // Told from what is seen at the next page; who sees less from now on hears less at once.
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
        | SpaceDeleted { .. }
        | PostPinned { .. }
        | PostUnpinned { .. }
        | AnnouncementReminded { .. }
        | Reported { .. }
        | ReportRead { .. }
        | ReportsDismissed { .. } => None,
        HouseOpened { .. }
        | SettingsChanged { .. }
        | CharterPublished { .. }
        | OrganizationAdded { .. }
        | OrganizationEdited { .. }
        | ColleagueInvited { .. }
        | ColleagueInvitationRevoked { .. }
        | ColleagueJoined { .. }
        | ProfileEdited { .. }
        | PersonReinstated { .. }
        | AdminNamed { .. }
        | AdminReleased { .. }
        | PasswordForgotten { .. }
        | JoinRequested { .. }
        | JoinRefused { .. }
        | SenderBlocked { .. }
        | SenderReleased { .. }
        | AccessProposed { .. }
        | AccessApproved { .. }
        | AccessExtended { .. }
        | AccessEnding { .. }
        | LogSearched { .. }
        | LogExported { .. }
        | SponsorChanged { .. } => None,
    })
}

/// Whether a poll tells who chose what. Of the others nothing moves by itself: when a sum became another is who was here then.
async fn is_named(tx: &mut Tx, post: PostId) -> Result<bool> {
    let named = polls::table.find(post).filter(polls::anonymous.eq(false));
    Ok(diesel::select(diesel::dsl::exists(named)).get_result(&mut tx.conn()).await?)
}

async fn guest_of(tx: &mut Tx, access: AccessId) -> Result<Option<PersonId>> {
    let guest: Option<Option<PersonId>> =
        accesses::table.find(access).select(accesses::person_id).first(&mut tx.conn()).await.optional()?;
    Ok(guest.flatten())
}

/// Tells every server, together for all that is told in this transaction.
pub(in crate::domain) async fn send(tx: &mut Tx, _: &Claimed, pokes: &[Poke]) -> Result<()> {
    let mut told = HashSet::new();
    let pokes: Vec<&Poke> = pokes.iter().filter(|poke| told.insert(**poke)).collect();
    for some in pokes.chunks(IN_ONE) {
        let payload = serde_json::to_string(some).map_err(Error::internal)?;
        debug_assert!(payload.len() <= MOST_BYTES, "too much for one notification");
        let notify = diesel::sql_query("select pg_notify($1, $2)").bind::<Text, _>(CHANNEL).bind::<Text, _>(payload);
        notify.execute(&mut tx.conn()).await?;
    }
    Ok(())
}

/// Listens to all servers, this one included.
pub async fn listen(server: &Server) -> Result<Ear> {
    server.listen(CHANNEL).await
}

/// The pokes of one notification; those of another version's are passed over.
pub fn read(payload: &str) -> Vec<Poke> {
    let all: Vec<serde_json::Value> = serde_json::from_str(payload).unwrap_or_default();
    all.into_iter().filter_map(|poke| serde_json::from_value(poke).ok()).collect()
}

/// Whose page is open, and by which session. It is no right to see anything: for each poke, sight is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Listener {
    session: SessionId,
    viewer: PersonId,
    looker: Option<PersonId>,
}

impl Listener {
    /// Of a session that was just resumed.
    pub fn new(resumed: &Resumed) -> Self {
        let viewer = &resumed.viewer;
        Self { session: resumed.session, viewer: viewer.id(), looker: viewer.looker() }
    }

    /// Who really sits there.
    pub fn person(&self) -> PersonId {
        self.looker.unwrap_or(self.viewer)
    }

    /// Whether this is about their page: theirs, or the one they look at as somebody else would.
    pub fn is_of(&self, person: PersonId) -> bool {
        self.viewer == person || self.looker == Some(person)
    }
}

/// Who hears of a post, and in which space it is.
#[derive(Debug)]
pub struct Hearers {
    /// Where.
    pub space: SpaceId,
    readers: HashSet<PersonId>,
}

impl Hearers {
    /// Whoever looks as another hears what both would.
    pub fn include(&self, listener: &Listener) -> bool {
        self.readers.contains(&listener.viewer) && listener.looker.is_none_or(|looker| self.readers.contains(&looker))
    }
}

/// Those of the listeners who read a post at this moment; none when there is no such post any more.
pub async fn hearers(db: &Db, listeners: &[Listener], post: PostId) -> Result<Option<Hearers>> {
    let place = posts::table.find(post).select((posts::space_id, posts::published_at));
    let Some((space, published_at)) = place.first(&mut db.conn()).await.optional()? else { return Ok(None) };
    let all: HashSet<PersonId> = listeners.iter().flat_map(|one| [Some(one.viewer), one.looker]).flatten().collect();
    let readers: Vec<PersonId> = people::table
        .filter(people::id.eq_any(all.into_iter().collect::<Vec<_>>()))
        .filter(sight::readers(space, published_at, db.at()))
        .select(people::id)
        .load(&mut db.conn())
        .await?;
    Ok(Some(Hearers { space, readers: readers.into_iter().collect() }))
}

/// Those of the listeners whose session lives, with the same eyes as when the page was opened.
pub async fn living(db: &Db, listeners: &[Listener]) -> Result<HashSet<Listener>> {
    let sessions: Vec<SessionId> = listeners.iter().map(|listener| listener.session).collect();
    let now = session::eyes(db, &sessions).await?;
    Ok(now.into_iter().map(|(session, viewer, looker)| Listener { session, viewer, looker }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_pokes_fit_into_one_notification() {
        let pokes: Vec<Poke> = (0..IN_ONE).map(|_| Poke::Post(PostId::new(), What::Published)).collect();
        let payload = serde_json::to_string(&pokes).expect("a payload");
        assert!(payload.len() <= MOST_BYTES, "{}", payload.len());
        assert_eq!(read(&payload), pokes);
    }

    #[test]
    fn what_another_version_says_is_passed_over() {
        assert_eq!(read(r#"["sessions", {"parade": 1}, "sessions"]"#), [Poke::Sessions, Poke::Sessions]);
        assert_eq!(read("nothing"), []);
    }
}
