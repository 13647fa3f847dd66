//! Sessions: who is signed in, on which device. The cookie holds a secret, the database its hash; a session ends when
//! its owner says so, when the person's access ends, or after [`LIFETIME`] without a visit.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{auto_type, exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::hours;
use super::house::Front;
use super::ids::{PersonId, PictureId, SessionId};
use super::kinds::{Language, PersonKind, Theme};
use super::policy::{Oneself, Viewer};
use super::schema::{accesses, charter_acceptances, charters, house, organizations, people, preferences, sessions};
use super::secret::Secret;
use crate::error::Result;

/// How long a session lasts after the last visit.
pub const LIFETIME: Duration = Duration::days(30);

/// A visit is noted at most so often: reading a page writes nothing in between.
const NOTED_EVERY: Duration = Duration::minutes(5);

/// Somebody who is signed in.
#[derive(Debug)]
pub struct Resumed {
    /// Their eyes; a guest's, when they look as one.
    pub viewer: Viewer,
    /// Which session.
    pub session: SessionId,
    /// Whom every page greets; the guest, when they look as one.
    pub me: Me,
    /// The house they come into.
    pub house: Front,
    /// Whether the charter of today is still to be accepted.
    pub owes_charter: bool,
    /// Whether this visit is worth noting: see [`note`].
    pub is_unnoted: bool,
}

/// What a page's frame shows of its reader.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// Of the house, or from outside.
    pub kind: PersonKind,
    /// Whether they run the network.
    pub is_admin: bool,
    /// As they are called.
    pub name: String,
    /// As they are addressed.
    pub handle: String,
    /// Where letters go.
    pub email: String,
    /// Their language, when they chose one.
    pub language: Option<Language>,
    /// Light or dark, when they chose.
    pub theme: Option<Theme>,
    /// Whether a single key is a shortcut for them.
    pub single_keys: bool,
    /// Their photo.
    pub picture_id: Option<PictureId>,
    /// Their organization's name.
    #[diesel(select_expression = organizations::name)]
    pub organization: String,
    /// When they may be disturbed, as far as they chose.
    #[diesel(embed)]
    pub hours: hours::Chosen,
}

/// Opens a session for a person whose identity is established; the secret goes into their cookie.
pub async fn open(tx: &mut Tx, person: PersonId, agent: &str) -> Result<Secret> {
    let secret = Secret::new();
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
    diesel::insert_into(sessions::table)
        .values((
            sessions::hash.eq(secret.hash()),
            sessions::id.eq(SessionId::new()),
            sessions::person_id.eq(person),
            sessions::created_at.eq(tx.at()),
            sessions::seen_at.eq(tx.at()),
            sessions::expires_at.eq(tx.at() + LIFETIME),
            sessions::agent.eq(agent),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::update(people::table.find(person)).set(people::seen_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    Ok(secret)
}

/// Filter on `people`: those who may sign in at this instant, and whose sessions are resumed. A guest whose access has
/// ended may not, whether or not a job has tidied up: an open page of theirs is refused at its next request.
#[auto_type]
pub(in crate::domain) fn may_sign_in(at: DateTime<Utc>) -> _ {
    let theirs = accesses::person_id.eq(people::id.nullable()).and(accesses::accepted_at.is_not_null());
    let lives = accesses::ended_at.is_null().and(accesses::ends_at.gt(at));
    let has_access = exists(accesses::table.filter(theirs).filter(lives));
    let present = people::suspended_at.is_null().and(people::left_at.is_null());
    present.and(people::kind.eq("employee").or(has_access))
}

// The house's organization stands beside the person's.
diesel::alias! {
    const HOST: Alias<Host> = organizations as host;
}

type Row = ((SessionId, DateTime<Utc>, Option<PersonId>, bool), Me, Front);

/// Who presents this cookie, if anybody: the session lives, and so does the person's access.
pub async fn resume(db: &Db, presented: &str) -> Result<Option<Resumed>> {
    let Some(secret) = Secret::presented(presented) else { return Ok(None) };
    let accepted =
        charter_acceptances::person_id.eq(people::id).and(charter_acceptances::version.ge(charters::version));
    let owed = exists(charters::table.filter(not(exists(charter_acceptances::table.filter(accepted)))));
    let row: Option<Row> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .inner_join(house::table.on(house::id.eq(true)))
        .inner_join(HOST.on(HOST.field(organizations::id).eq(house::organization_id)))
        .left_join(preferences::table.on(preferences::person_id.eq(people::id)))
        .filter(sessions::hash.eq(secret.hash()))
        .filter(sessions::expires_at.gt(db.at()))
        .filter(may_sign_in(db.at()))
        .select((
            (sessions::id, sessions::seen_at, sessions::view_as, owed),
            Me::as_select(),
            (HOST.field(organizations::name), house::language, house::time_zone, house::logo_id, house::sign_up),
        ))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some(((session, seen_at, view_as, owes_charter), me, house)) = row else { return Ok(None) };
    let viewer = Viewer::new(me.id, me.kind, me.is_admin);
    let is_unnoted = db.at() - seen_at > NOTED_EVERY;
    let whose = match view_as {
        Some(guest) => guest_to_look_as(db, guest).await?,
        None => None,
    };
    let (viewer, me) = match whose {
        Some(guest) => (viewer.looking_as(guest.id), guest),
        None => (viewer, me),
    };
    Ok(Some(Resumed { viewer, session, me, house, owes_charter, is_unnoted }))
}

async fn guest_to_look_as(db: &Db, guest: PersonId) -> Result<Option<Me>> {
    let guest = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .left_join(preferences::table.on(preferences::person_id.eq(people::id)))
        .filter(people::id.eq(guest).and(people::kind.eq(PersonKind::Guest)))
        .filter(may_sign_in(db.at()))
        .select(Me::as_select())
        .first(&mut db.conn())
        .await
        .optional()?;
    Ok(guest)
}

/// Through whose eyes these sessions see, as [`resume`] would have it now, and who looks through them; those that are over
/// are missing.
pub(in crate::domain) async fn eyes(
    db: &Db,
    which: &[SessionId],
) -> Result<Vec<(SessionId, PersonId, Option<PersonId>)>> {
    let living: Vec<(SessionId, PersonId, Option<PersonId>)> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person_id)))
        .filter(sessions::id.eq_any(which))
        .filter(sessions::expires_at.gt(db.at()))
        .filter(may_sign_in(db.at()))
        .select((sessions::id, sessions::person_id, sessions::view_as))
        .load(&mut db.conn())
        .await?;
    let guests: Vec<PersonId> = living.iter().filter_map(|(_, _, view_as)| *view_as).collect();
    let here: Vec<PersonId> = match guests.is_empty() {
        true => Vec::new(),
        false => {
            let here = people::table.filter(people::id.eq_any(guests)).filter(may_sign_in(db.at())).select(people::id);
            here.load(&mut db.conn()).await?
        }
    };
    let eyes =
        living.into_iter().map(|(session, person, view_as)| match view_as.filter(|guest| here.contains(guest)) {
            Some(guest) => (session, guest, Some(person)),
            None => (session, person, None),
        });
    Ok(eyes.collect())
}

/// Notes a visit: the session lasts longer, and others may know when the person was last seen.
pub async fn note(tx: &mut Tx, resumed: &Resumed) -> Result<()> {
    let seen = (sessions::seen_at.eq(tx.at()), sessions::expires_at.eq(tx.at() + LIFETIME));
    let session = sessions::table.filter(sessions::id.eq(resumed.session));
    diesel::update(session).set(seen).execute(&mut tx.conn()).await?;
    let person = resumed.viewer.looker().unwrap_or(resumed.me.id);
    diesel::update(people::table.find(person)).set(people::seen_at.eq(tx.at())).execute(&mut tx.conn()).await?;
    Ok(())
}

/// A session as its owner sees it among theirs.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last used.
    pub seen_at: DateTime<Utc>,
    /// What the browser called itself.
    pub agent: String,
}

/// The sessions of a person, the latest used first.
pub async fn of(db: &Db, oneself: &Oneself<'_>) -> Result<Vec<Session>> {
    let sessions = sessions::table
        .filter(sessions::person_id.eq(oneself.id()).and(sessions::expires_at.gt(db.at())))
        .order(sessions::seen_at.desc())
        .select(Session::as_select())
        .load(&mut db.conn())
        .await?;
    Ok(sessions)
}

/// Ends one of one's own sessions; ending what is over already is no error.
pub async fn end(tx: &mut Tx, oneself: &Oneself<'_>, session: SessionId) -> Result<()> {
    let own = sessions::id.eq(session).and(sessions::person_id.eq(oneself.id()));
    diesel::delete(sessions::table.filter(own)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Ends all of one's own sessions but the one that is kept.
pub async fn end_others(tx: &mut Tx, oneself: &Oneself<'_>, kept: SessionId) -> Result<()> {
    end_all(tx, oneself.id(), Some(kept)).await
}

/// Ends the session of this cookie: signing out, whoever one looks as.
pub async fn end_presented(tx: &mut Tx, presented: &str) -> Result<()> {
    if let Some(secret) = Secret::presented(presented) {
        diesel::delete(sessions::table.find(secret.hash())).execute(&mut tx.conn()).await?;
    }
    Ok(())
}

/// Ends all sessions of a person, but for the one that is kept: on a new password, on a suspension, at the end.
pub(in crate::domain) async fn end_all(tx: &mut Tx, person: PersonId, kept: Option<SessionId>) -> Result<()> {
    let others = sessions::person_id.eq(person).and(sessions::id.ne(kept.unwrap_or_else(SessionId::new)));
    diesel::delete(sessions::table.filter(others)).execute(&mut tx.conn()).await?;
    Ok(())
}
