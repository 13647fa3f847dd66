//! The directory: for employees everybody who is here now, searched without accents or exact spelling; for a guest the
//! people of the spaces they share, and nothing more.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use std::collections::HashMap;

use super::Face;
use crate::domain::db::Db;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::kinds::PersonKind;
use crate::domain::policy::{Employee, Viewer, sight};
use crate::domain::schema::{accesses, memberships, organizations, people};
use crate::domain::sql::{plain, word_similarity};
use crate::error::{Error, Result};

/// People on a page.
const PAGE: i64 = 30;

/// The most values of a filter that are offered; those that are chosen stand among them.
const OFFERED: i64 = 12;

/// How alike words must be when nobody is found by what was typed, from 0 to 1. By trial: `vaseur` finds Vasseur (0.71),
/// `morell` Morel (0.71), `fontene` Fontaine (0.5); unrelated names stay under 0.4.
const ALIKE: f32 = 0.45;

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Words, each of which must be found; the beginning or the middle of one will do.
    pub words: String,
    /// Only colleagues, or only guests.
    pub kind: Option<PersonKind>,
    /// One of these organizations.
    pub organizations: Vec<OrganizationId>,
    /// One of these units.
    pub units: Vec<String>,
    /// One of these places.
    pub locations: Vec<String>,
    /// All of these skills.
    pub skills: Vec<String>,
    /// After this person, in the order of names.
    pub after: Option<PersonId>,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// One page of them.
    pub people: Vec<Card>,
    /// The last of the page, when more come after.
    pub more_after: Option<PersonId>,
    /// Nobody was found by these words; these are alike.
    pub only_alike: bool,
    /// Colleagues and guests among those who are found, whichever of them is shown.
    pub colleagues: i64,
    /// See [`Found::colleagues`].
    pub guests: i64,
    /// Values to narrow it down by, with how many would remain.
    pub facets: Facets,
}

/// What one may narrow a search down by.
#[derive(Debug, Default)]
pub struct Facets {
    /// Organizations.
    pub organizations: Vec<(OrganizationId, String, i64)>,
    /// Units.
    pub units: Vec<(String, i64)>,
    /// Places.
    pub locations: Vec<(String, i64)>,
    /// Skills.
    pub skills: Vec<(String, i64)>,
}

/// A person on a page of the directory.
#[derive(Debug)]
pub struct Card {
    /// Who.
    pub face: Face,
    /// Where they work.
    pub place: Place,
    /// Who answers for a guest.
    pub sponsor: Option<String>,
}

/// Where somebody works, and what for one asks them.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Place {
    /// The part of the house.
    pub unit: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// What they are good at.
    pub skills: Vec<String>,
}

/// How many are here in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Colleagues.
    pub colleagues: i64,
    /// Guests whose access holds.
    pub guests: i64,
    /// Their organizations.
    pub companies: i64,
}

/// Which filter a list of values is for: it is not narrowed down by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum But {
    Nothing,
    Kind,
    Organizations,
    Units,
    Locations,
}

/// How the words are held against people.
enum Words {
    /// Each must be contained.
    Contained(Vec<String>),
    /// All together must be alike.
    Alike(String),
}

struct Search<'s> {
    db: &'s Db,
    sought: &'s Sought,
    words: Words,
}

macro_rules! everybody {
    () => {
        people::table.inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
    };
}

/// A query for those who were asked for, but for one filter. Each query has a type of its own, so this is no function.
macro_rules! narrowed {
    ($search:ident but $but:ident: $query:expr) => {{
        let (mut query, sought, but) = ($query.filter(here($search.db.at())).into_boxed(), $search.sought, But::$but);
        match &$search.words {
            Words::Contained(tokens) => {
                for token in tokens {
                    query = query.filter(people::words.like(containing(token)));
                }
            }
            Words::Alike(words) => query = query.filter(word_similarity(words, people::words).ge(ALIKE)),
        }
        if let Some(kind) = sought.kind.filter(|_| but != But::Kind) {
            query = query.filter(people::kind.eq(kind));
        }
        if !sought.organizations.is_empty() && but != But::Organizations {
            query = query.filter(people::organization_id.eq_any(&sought.organizations));
        }
        if !sought.units.is_empty() && but != But::Units {
            query = query.filter(people::unit.eq_any(&sought.units));
        }
        if !sought.locations.is_empty() && but != But::Locations {
            query = query.filter(people::location.eq_any(&sought.locations));
        }
        if !sought.skills.is_empty() {
            query = query.filter(people::skills.contains(&sought.skills));
        }
        query
    }};
}

/// Searches the directory. Employees see everybody, so that no filter of sight is wanted here.
pub async fn search(db: &Db, _: &Employee<'_>, sought: &Sought) -> Result<Found> {
    let typed: String = diesel::select(plain(&sought.words)).get_result(&mut db.conn()).await?;
    let tokens = typed.split_whitespace().map(str::to_owned).collect();
    let found = Search { db, sought, words: Words::Contained(tokens) }.find().await?;
    if found.colleagues + found.guests > 0 || typed.trim().is_empty() {
        return Ok(found);
    }
    let alike = Search { db, sought, words: Words::Alike(typed.trim().to_owned()) }.find().await?;
    Ok(Found { only_alike: true, ..alike })
}

impl Search<'_> {
    async fn find(&self) -> Result<Found> {
        let (page, counts, organizations, units, locations, skills) =
            try_join!(self.page(), self.counts(), self.organizations(), self.units(), self.locations(), self.skills())?;
        let (mut people, more) = page;
        self.name_sponsors(&mut people).await?;
        let count = |kind| counts.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count);
        Ok(Found {
            more_after: people.last().map(|card| card.face.id).filter(|_| more),
            people,
            only_alike: false,
            colleagues: count(PersonKind::Employee),
            guests: count(PersonKind::Guest),
            facets: Facets { organizations, units, locations, skills },
        })
    }

    /// One page and whether more come after it. What is only alike makes one page, the likest first.
    async fn page(&self) -> Result<(Vec<Card>, bool)> {
        let mut page = narrowed!(self but Nothing: everybody!()).limit(PAGE + 1);
        if let Words::Alike(words) = &self.words {
            page = page.order((word_similarity(words, people::words).desc(), people::id));
        } else {
            page = page.order((plain(people::name), people::id));
            if let Some(after) = self.sought.after {
                let name: Option<String> = people::table
                    .find(after)
                    .select(plain(people::name))
                    .first(&mut self.db.conn())
                    .await
                    .optional()?;
                let name = name.unwrap_or_default();
                let later = plain(people::name).gt(name.clone()).or(people::id.gt(after));
                page = page.filter(plain(people::name).ge(name).and(later));
            }
        }
        let rows: Vec<(Face, Place)> =
            page.select((Face::as_select(), Place::as_select())).load(&mut self.db.conn()).await?;
        let more = rows.len() as i64 > PAGE && matches!(self.words, Words::Contained(_));
        let card = |(face, place)| Card { face, place, sponsor: None };
        Ok((rows.into_iter().take(PAGE as usize).map(card).collect(), more))
    }

    async fn name_sponsors(&self, cards: &mut [Card]) -> Result<()> {
        let is_guest = |card: &&mut Card| card.face.kind == PersonKind::Guest;
        let guests: Vec<PersonId> = cards.iter_mut().filter(is_guest).map(|card| card.face.id).collect();
        if guests.is_empty() {
            return Ok(());
        }
        let named: Vec<(Option<PersonId>, String)> = accesses::table
            .inner_join(people::table.on(people::id.eq(accesses::sponsor_id)))
            .filter(accesses::person_id.eq_any(guests).and(accesses::accepted_at.is_not_null()))
            .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(self.db.at())))
            .order(accesses::ends_at)
            .select((accesses::person_id, people::name))
            .load(&mut self.db.conn())
            .await?;
        let mut named: HashMap<PersonId, String> =
            named.into_iter().filter_map(|(guest, name)| Some((guest?, name))).collect();
        for card in cards {
            card.sponsor = named.remove(&card.face.id);
        }
        Ok(())
    }

    async fn counts(&self) -> Result<Vec<(PersonKind, i64)>> {
        let query = everybody!().group_by(people::kind).select((people::kind, count_star()));
        let counts = narrowed!(self but Kind: query).load(&mut self.db.conn()).await?;
        Ok(counts)
    }

    async fn organizations(&self) -> Result<Vec<(OrganizationId, String, i64)>> {
        let query = everybody!().group_by((organizations::id, organizations::name, organizations::is_house)).select((
            organizations::id,
            organizations::name,
            count_star(),
        ));
        let rows = narrowed!(self but Organizations: query)
            .order((organizations::is_house.desc(), count_star().desc(), organizations::name))
            .load(&mut self.db.conn())
            .await?;
        Ok(offered(rows, |row: &(OrganizationId, String, i64)| self.sought.organizations.contains(&row.0)))
    }

    async fn units(&self) -> Result<Vec<(String, i64)>> {
        let query = everybody!().group_by(people::unit).select((people::unit.assume_not_null(), count_star()));
        let rows = narrowed!(self but Units: query)
            .filter(people::unit.is_not_null())
            .order((count_star().desc(), people::unit))
            .load(&mut self.db.conn())
            .await?;
        Ok(offered(rows, |row: &(String, i64)| self.sought.units.contains(&row.0)))
    }

    async fn locations(&self) -> Result<Vec<(String, i64)>> {
        let query = everybody!().group_by(people::location).select((people::location.assume_not_null(), count_star()));
        let rows = narrowed!(self but Locations: query)
            .filter(people::location.is_not_null())
            .order((count_star().desc(), people::location))
            .load(&mut self.db.conn())
            .await?;
        Ok(offered(rows, |row: &(String, i64)| self.sought.locations.contains(&row.0)))
    }

    /// Diesel cannot group by what `unnest` makes of a row.
    async fn skills(&self) -> Result<Vec<(String, i64)>> {
        let query = everybody!()
            .group_by(sql::<Text>("1"))
            .select((sql::<Text>("unnest(people.skills)"), sql::<BigInt>("count(*)")));
        let rows = narrowed!(self but Nothing: query)
            .order(sql::<Text>("2 desc, 1"))
            .limit(10 * OFFERED)
            .load(&mut self.db.conn())
            .await?;
        Ok(offered(rows, |row: &(String, i64)| self.sought.skills.contains(&row.0)))
    }
}

/// The first of them, and those that are chosen wherever they stand.
fn offered<T>(rows: Vec<T>, is_chosen: impl Fn(&T) -> bool) -> Vec<T> {
    let keep = |(i, row): &(usize, T)| (*i as i64) < OFFERED || is_chosen(row);
    rows.into_iter().enumerate().filter(keep).map(|(_, row)| row).collect()
}

/// A pattern of LIKE, in which nothing that was typed means anything else.
pub(super) fn containing(token: &str) -> String {
    format!("%{}%", token.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// Those who are here now: colleagues who have not left, guests with a membership that holds.
#[diesel::dsl::auto_type]
fn here(at: DateTime<Utc>) -> _ {
    let living: sight::living = sight::living(at);
    let theirs = memberships::person_id.eq(people::id).and(memberships::role.eq("guest"));
    let let_in = exists(memberships::table.filter(theirs).filter(living));
    people::left_at.is_null().and(people::kind.eq("employee").or(let_in))
}

/// How many are here, of how many companies.
pub async fn present(db: &Db, _: &Employee<'_>) -> Result<Present> {
    let rows: Vec<(PersonKind, OrganizationId, i64)> = people::table
        .group_by((people::kind, people::organization_id))
        .select((people::kind, people::organization_id, count_star()))
        .filter(here(db.at()))
        .load(&mut db.conn())
        .await?;
    let sum = |kind| rows.iter().filter(|row| row.0 == kind).map(|row| row.2).sum();
    let companies = rows.iter().filter(|row| row.0 == PersonKind::Guest).count() as i64;
    Ok(Present { colleagues: sum(PersonKind::Employee), guests: sum(PersonKind::Guest), companies })
}

/// The people that a guest shares a space with now, oneself left out: what they could count by reading. One page, and
/// the last of it when more come after.
pub async fn companions(db: &Db, viewer: &Viewer, after: Option<PersonId>) -> Result<(Vec<Face>, Option<PersonId>)> {
    let mut page = everybody!()
        .filter(sight::of_people(viewer.eyes(db.at())))
        .filter(people::id.ne(viewer.id()).and(people::left_at.is_null()))
        .order((plain(people::name), people::id))
        .limit(PAGE + 1)
        .select(Face::as_select())
        .into_boxed();
    if let Some(after) = after {
        let seen = people::table.find(after).filter(sight::of_people(viewer.eyes(db.at())));
        let name: Option<String> = seen.select(plain(people::name)).first(&mut db.conn()).await.optional()?;
        let name = name.ok_or(Error::NotFound)?;
        let later = plain(people::name).gt(name.clone()).or(people::id.gt(after));
        page = page.filter(plain(people::name).ge(name).and(later));
    }
    let mut faces: Vec<Face> = page.load(&mut db.conn()).await?;
    let more = faces.len() as i64 > PAGE;
    faces.truncate(PAGE as usize);
    let last = faces.last().map(|face| face.id).filter(|_| more);
    Ok((faces, last))
}
