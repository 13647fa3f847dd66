//! The spaces of one person, as the navigation shows them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::SpaceId;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people, posts, spaces};
use crate::error::Result;

/// News older than this is counted no more: a number that only grows says nothing.
const NEWS: Duration = Duration::days(30);

/// The navigation holds so many, back rooms not counted: those that were visited last. More would be a list to search,
/// which the page of spaces is.
const NEAR: usize = 30;

/// A space that somebody is a member of.
#[derive(Debug)]
pub struct Mine {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether guests are let in, or may be.
    pub opened_to_guests: bool,
    /// The project whose back room it is.
    pub room_of: Option<SpaceId>,
    /// Until when what is there was read: the end of the visit before the last.
    pub read_at: DateTime<Utc>,
    /// The last look.
    pub visited_at: DateTime<Utc>,
    /// Threads that others have moved since the last visit, of the last month.
    pub news: i64,
    /// The guests' organizations, by the name that fits a narrow place; invited ones already count.
    pub companies: Vec<String>,
}

type Row = (SpaceId, String, String, bool, Option<SpaceId>, DateTime<Utc>, DateTime<Utc>);

/// The viewer's spaces by name, archived ones left out.
pub async fn mine(db: &Db, viewer: &Viewer) -> Result<Vec<Mine>> {
    let rows = rows(db, viewer).await?;
    told(db, viewer, rows).await
}

/// Those of the viewer's spaces that stand in the navigation.
#[derive(Debug)]
pub struct Near {
    /// The last visited, by name.
    pub spaces: Vec<Mine>,
    /// How many the viewer has in all.
    pub all: usize,
}

/// The viewer's spaces that were visited last, and the one where they are, whichever it is.
pub async fn near(db: &Db, viewer: &Viewer, here: Option<SpaceId>) -> Result<Near> {
    let (rows, all) = near_rows(db, viewer, here).await?;
    Ok(Near { spaces: told(db, viewer, rows).await?, all })
}

/// Of the viewer's spaces that stand in the navigation, how many threads others have moved in each.
pub async fn unread(db: &Db, viewer: &Viewer) -> Result<Vec<(SpaceId, i64)>> {
    let ids: Vec<SpaceId> = near_rows(db, viewer, None).await?.0.iter().map(|row| row.0).collect();
    let mut news = news(db, viewer, &ids).await?;
    Ok(ids.into_iter().map(|id| (id, news.remove(&id).unwrap_or_default())).collect())
}

/// And of how many.
async fn near_rows(db: &Db, viewer: &Viewer, here: Option<SpaceId>) -> Result<(Vec<Row>, usize)> {
    let mut rows = rows(db, viewer).await?;
    let all = rows.len();
    if all > NEAR {
        let near = last_visited(&rows, here);
        rows.retain(|row| near.contains(&top(row)));
    }
    Ok((rows, all))
}

/// A back room goes where its project goes.
fn top(row: &Row) -> SpaceId {
    row.4.unwrap_or(row.0)
}

fn last_visited(rows: &[Row], here: Option<SpaceId>) -> HashSet<SpaceId> {
    let mut by_visit: Vec<&Row> = rows.iter().collect();
    by_visit.sort_by_key(|row| Reverse((here == Some(row.0), row.6)));
    let mut near = HashSet::new();
    for row in by_visit {
        if near.len() == NEAR {
            break;
        }
        near.insert(top(row));
    }
    near
}

async fn rows(db: &Db, viewer: &Viewer) -> Result<Vec<Row>> {
    let rows = spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(spaces::id)))
        .filter(spaces::archived_at.is_null())
        .filter(sight::of_spaces_as_member(viewer.eyes(db.at())))
        .order((spaces::sort_name, spaces::id))
        .select((
            spaces::id,
            spaces::slug,
            spaces::name,
            spaces::opened_to_guests,
            spaces::room_of,
            memberships::read_at,
            memberships::visited_at,
        ));
    Ok(rows.load(&mut db.conn()).await?)
}

async fn told(db: &Db, viewer: &Viewer, rows: Vec<Row>) -> Result<Vec<Mine>> {
    let ids: Vec<SpaceId> = rows.iter().map(|row| row.0).collect();
    let (mut news, mut companies) = try_join!(news(db, viewer, &ids), companies(db, viewer, &ids))?;
    let mine = rows.into_iter().map(|(id, slug, name, opened_to_guests, room_of, read_at, visited_at)| Mine {
        id,
        slug,
        name,
        opened_to_guests,
        room_of,
        read_at,
        visited_at,
        news: news.remove(&id).unwrap_or_default(),
        companies: companies.remove(&id).unwrap_or_default(),
    });
    Ok(mine.collect())
}

async fn news(db: &Db, viewer: &Viewer, spaces: &[SpaceId]) -> Result<HashMap<SpaceId, i64>> {
    // What a guest has read is theirs alone.
    if viewer.looker().is_some() {
        return Ok(HashMap::new());
    }
    let recent: DateTime<Utc> = db.at() - NEWS;
    let counts = memberships::table
        .inner_join(posts::table.on(posts::space_id.eq(memberships::space_id)))
        .filter(memberships::person_id.eq(viewer.id()).and(memberships::space_id.eq_any(spaces)))
        .filter(posts::active_at.gt(memberships::visited_at).and(posts::active_at.gt(recent)))
        .filter(posts::deleted_at.is_null().and(posts::last_author_id.ne(viewer.id())))
        .filter(sight::of_posts_as_member(viewer.eyes(db.at())))
        .group_by(memberships::space_id)
        .select((memberships::space_id, count_star()))
        .load(&mut db.conn())
        .await?;
    Ok(counts.into_iter().collect())
}

/// The guests' organizations in these of the viewer's spaces: of those who are in, and of those who are invited, computed
/// anew each time (product: never cached). A guest hears of an invited company when somebody of it has come in: before,
/// nothing that they see would let them count it.
pub async fn companies(db: &Db, viewer: &Viewer, spaces: &[SpaceId]) -> Result<HashMap<SpaceId, Vec<String>>> {
    let of_mine = || sight::space_ids(viewer.id(), db.at());
    let let_in = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        // A guest's membership is one that ends, and `role = $1` could use no index in a kept plan.
        .filter(memberships::expires_at.is_not_null().and(memberships::expires_at.assume_not_null().gt(db.at())))
        .filter(memberships::space_id.eq_any(spaces).and(memberships::space_id.eq_any(of_mine())))
        .select((memberships::space_id, organizations::name, organizations::short_name));
    let asked = if viewer.is_guest() { &[] } else { spaces };
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at()))))
        .filter(access_spaces::space_id.eq_any(asked).and(access_spaces::space_id.eq_any(of_mine())))
        .select((access_spaces::space_id, organizations::name, organizations::short_name));
    let found: Vec<(SpaceId, String, Option<String>)> = let_in.union(invited).load(&mut db.conn()).await?;
    let mut companies: HashMap<SpaceId, Vec<String>> = HashMap::new();
    for (space, name, short_name) in found {
        let names = companies.entry(space).or_default();
        let name = short_name.unwrap_or(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    companies.values_mut().for_each(|names| names.sort());
    Ok(companies)
}
