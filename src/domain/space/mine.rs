//! The spaces of one person, as the navigation shows them.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::SpaceId;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people, posts, spaces};
use crate::domain::sql::plain;
use crate::error::Result;

/// News older than this is counted no more: a number that only grows says nothing.
const NEWS: Duration = Duration::days(30);

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
    /// Threads that others have moved since the last visit, of the last month.
    pub news: i64,
    /// The guests' organizations, by the name that fits a narrow place; invited ones already count.
    pub companies: Vec<String>,
}

type Row = (SpaceId, String, String, bool, Option<SpaceId>);

/// The viewer's spaces by name, archived ones left out.
pub async fn mine(db: &Db, viewer: &Viewer) -> Result<Vec<Mine>> {
    let rows = spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(spaces::id)))
        .filter(memberships::person_id.eq(viewer.id()))
        .filter(spaces::archived_at.is_null())
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .order((plain(spaces::name), spaces::id))
        .select((spaces::id, spaces::slug, spaces::name, spaces::opened_to_guests, spaces::room_of));
    let (rows, mut news, mut companies) =
        try_join!(async { Ok(rows.load::<Row>(&mut db.conn()).await?) }, news(db, viewer), companies(db, viewer),)?;
    let mine = rows.into_iter().map(|(id, slug, name, opened_to_guests, room_of)| Mine {
        id,
        slug,
        name,
        opened_to_guests,
        room_of,
        news: news.remove(&id).unwrap_or_default(),
        companies: companies.remove(&id).unwrap_or_default(),
    });
    Ok(mine.collect())
}

async fn news(db: &Db, viewer: &Viewer) -> Result<HashMap<SpaceId, i64>> {
    let recent: DateTime<Utc> = db.at() - NEWS;
    let counts = memberships::table
        .inner_join(posts::table.on(posts::space_id.eq(memberships::space_id)))
        .filter(memberships::person_id.eq(viewer.id()))
        .filter(posts::active_at.gt(memberships::visited_at).and(posts::active_at.gt(recent)))
        .filter(posts::deleted_at.is_null().and(posts::last_author_id.ne(viewer.id())))
        .filter(sight::of_posts_as_member(viewer.eyes(db.at())))
        .group_by(memberships::space_id)
        .select((memberships::space_id, count_star()))
        .load(&mut db.conn())
        .await?;
    Ok(counts.into_iter().collect())
}

/// The guests' organizations of the viewer's spaces: of those who are in, and of those who are invited, computed anew
/// each time (product: never cached). A guest hears of an invited company when somebody of it has come in: before, nothing
/// that they see would let them count it.
pub async fn companies(db: &Db, viewer: &Viewer) -> Result<HashMap<SpaceId, Vec<String>>> {
    let mut companies: HashMap<SpaceId, Vec<String>> = HashMap::new();
    let (let_in, invited) = try_join!(let_in(db, viewer), invited(db, viewer))?;
    for (space, name, short_name) in let_in.into_iter().chain(invited) {
        let names = companies.entry(space).or_default();
        let name = short_name.unwrap_or(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    companies.values_mut().for_each(|names| names.sort());
    Ok(companies)
}

type Company = (SpaceId, String, Option<String>);

async fn let_in(db: &Db, viewer: &Viewer) -> Result<Vec<Company>> {
    let guests = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        // A guest's membership is one that ends, and `role = $1` could use no index in a kept plan.
        .filter(memberships::expires_at.is_not_null().and(memberships::expires_at.assume_not_null().gt(db.at())))
        .filter(memberships::space_id.eq_any(sight::space_ids(viewer.id(), db.at())))
        .distinct()
        .select((memberships::space_id, organizations::name, organizations::short_name));
    Ok(guests.load(&mut db.conn()).await?)
}

async fn invited(db: &Db, viewer: &Viewer) -> Result<Vec<Company>> {
    if viewer.is_guest() {
        return Ok(Vec::new());
    }
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at()))))
        .filter(access_spaces::space_id.eq_any(sight::space_ids(viewer.id(), db.at())))
        .distinct()
        .select((access_spaces::space_id, organizations::name, organizations::short_name));
    Ok(invited.load(&mut db.conn()).await?)
}
