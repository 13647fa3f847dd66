//! Reading the log: an admin's, of the house; an owner's, of their space.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

use super::Act;
use super::names::{self, Names};
use crate::domain::db::Db;
use crate::domain::event::{self, Told};
use crate::domain::ids::{EventId, PersonId, SpaceId};
use crate::domain::policy::{Admin, Grants, InSpace, Own};
use crate::domain::position::Position;
use crate::domain::schema::{access_spaces, accesses, events, people};
use crate::domain::sql::plain;
use crate::error::Result;

/// The words of the index `events_of_note`, so that it is used.
const OF_NOTE: &str = "events.kind not in ('post_published', 'post_edited', 'post_deleted', 'comment_published', \
    'comment_edited', 'comment_deleted', 'reacted', 'reaction_taken_back', 'acknowledged', 'voted')";

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// What they did, or what was done to them.
    pub person: Option<PersonId>,
    /// Where.
    pub space: Option<SpaceId>,
    /// What kind of act.
    pub act: Option<Act>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
    /// What is older than this.
    pub before: Option<Position>,
}

/// A part of the log, the latest first.
#[derive(Debug, Default)]
pub struct Page {
    /// What happened.
    pub lines: Vec<Told>,
    /// What it names.
    pub names: Names,
    /// Where the next part begins.
    pub next: Option<Position>,
}

type Query<'q> = events::BoxedQuery<'q, Pg>;

/// What the house's admins read.
pub async fn log(db: &Db, _: &Admin<'_>, filter: &Filter, most: usize) -> Result<Page> {
    let query = match filter.space {
        Some(space) => of_space(events::table.into_boxed(), space),
        None => events::table.into_boxed(),
    };
    let all: &[Act] = &Act::ALL;
    page(db, query, all, filter, most).await
}

/// What the owner of a space reads of it. Not what was put before the house, which may be about the owners; and not that
/// somebody complained about the reader.
pub async fn journal(db: &Db, space: &InSpace<impl Grants<Own>>, filter: &Filter, most: usize) -> Result<Page> {
    let me = space.person().uuid();
    let about_me =
        events::kind.eq_any(["reported", "reports_dismissed"]).and(events::subject_id.is_not_distinct_from(me));
    let query = of_space(events::table.into_boxed(), space.space())
        .filter(sql::<Bool>("events.facts ->> 'desk' is distinct from 'house'"))
        .filter(events::kind.ne("report_read"))
        .filter(diesel::dsl::not(about_me));
    page(db, query, &Act::OF_SPACE, filter, most).await
}

/// In the space, or to a contract that opens it.
fn of_space(query: Query<'_>, space: SpaceId) -> Query<'_> {
    let contracts = access_spaces::table.filter(access_spaces::space_id.eq(space));
    let contracts = contracts.select(access_spaces::access_id.nullable());
    query.filter(events::space_id.eq(space).or(events::space_id.is_null().and(events::subject_id.eq_any(contracts))))
}

/// By this person, to them, or to their contract.
fn about(query: Query<'_>, person: PersonId) -> Query<'_> {
    let contracts = accesses::table.filter(accesses::person_id.eq(person)).select(accesses::id.nullable());
    let them = events::subject_id.eq(person.uuid()).or(events::subject_id.eq_any(contracts));
    query.filter(events::actor_id.eq(person).or(them))
}

async fn page(db: &Db, query: Query<'_>, acts: &[Act], filter: &Filter, most: usize) -> Result<Page> {
    let asked = acts.iter().filter(|act| filter.act.is_none_or(|chosen| chosen == **act));
    let kinds: Vec<&str> = asked.flat_map(|act| act.kinds()).copied().collect();
    let mut query = query.filter(events::kind.eq_any(kinds)).filter(sql::<Bool>(OF_NOTE));
    if let Some(person) = filter.person {
        query = about(query, person);
    }
    if let Some(from) = filter.from {
        query = query.filter(events::at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(events::at.lt(until));
    }
    if let Some(before) = filter.before {
        let same = events::at.eq(before.at()).and(events::id.lt(EventId::from(before.id())));
        query = query.filter(events::at.le(before.at())).filter(events::at.lt(before.at()).or(same));
    }
    type Row = (EventId, DateTime<Utc>, Option<PersonId>, String, serde_json::Value);
    let mut rows: Vec<Row> = query
        .order((events::at.desc(), events::id.desc()))
        .limit(most as i64 + 1)
        .select((events::id, events::at, events::actor_id, events::kind, events::facts))
        .load(&mut db.conn())
        .await?;
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(|row| Position::new(row.1, row.0.uuid()));
    let told = |(id, at, by, kind, facts): Row| Ok(Told { id, at, by, event: event::read(kind, facts)? });
    let lines = rows.into_iter().map(told).collect::<Result<Vec<Told>>>()?;
    let names = names::of(db, &lines).await?;
    Ok(Page { lines, names, next })
}

/// Whom an admin means: by handle, address or whole name.
pub async fn whom(db: &Db, _: &Admin<'_>, typed: &str) -> Result<Option<(PersonId, String)>> {
    let typed = typed.trim().trim_start_matches('@');
    let handle = people::handle.eq(typed.to_lowercase());
    let meant = handle.or(people::email.eq(typed.to_lowercase())).or(plain(people::name).eq(plain(typed)));
    let found = people::table.filter(meant).order(people::handle).select((people::id, people::name));
    Ok(found.first(&mut db.conn()).await.optional()?)
}
