//! The list of spaces: what an employee may know of, what a guest is in; and the admins' list, which knows of all and
//! sees into none.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::{PersonId, PictureId, SpaceId};
use crate::domain::kinds::{Role, SpaceColour, SpaceKind, Visibility};
use crate::domain::person::Face;
use crate::domain::policy::{Admin, Viewer, sight};
use crate::domain::schema::{access_spaces, accesses, join_requests, memberships, organizations, people, spaces};
use crate::domain::sql::{containing, plain};
use crate::error::Result;

/// A space in the list.
#[derive(Debug)]
pub struct Entry {
    /// Its row.
    pub space: Listing,
    /// What the viewer is there.
    pub role: Option<Role>,
    /// Whether the viewer waits to be let in.
    pub has_asked: bool,
    /// How many members it has, of the house.
    pub colleagues: i64,
    /// How many guests are in.
    pub guests: i64,
    /// The companies whose people are in; for an employee, also those that are invited.
    pub companies: Vec<String>,
    /// Two faces: guests of an open space, owners of another; none where the viewer does not see in.
    pub faces: Vec<Face>,
}

/// What the list says of a space.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = spaces)]
pub struct Listing {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// Group or project.
    pub kind: SpaceKind,
    /// What employees who are not members see of it.
    pub visibility: Visibility,
    /// Since when it takes nothing new.
    pub archived_at: Option<DateTime<Utc>>,
    /// Its picture.
    pub picture_id: Option<PictureId>,
    /// Its colour, where no picture stands.
    pub colour: Option<SpaceColour>,
}

/// Which spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that live.
    All,
    /// Those that live and that one is in.
    Mine,
    /// Those that take nothing new.
    Archived,
}

/// As many as a page holds; who has more looks by name.
const MOST: i64 = 300;

/// The spaces a viewer may know of, by name; back rooms stand with their projects.
pub async fn index(db: &Db, viewer: &Viewer, which: Which, words: &str) -> Result<Vec<Entry>> {
    let mine = memberships::space_id.eq(spaces::id).and(memberships::person_id.eq(viewer.id()));
    let asked = join_requests::space_id.eq(spaces::id).and(join_requests::person_id.eq(viewer.id()));
    let like = containing(words);
    let mut query = spaces::table
        .left_join(memberships::table.on(mine.and(sight::living(db.at()))))
        .left_join(join_requests::table.on(asked))
        .filter(sight::listed(viewer.eyes(db.at())))
        .filter(spaces::room_of.is_null())
        .filter(spaces::sort_name.like(plain(like)))
        .order((spaces::sort_name, spaces::id))
        .limit(MOST)
        .select((Listing::as_select(), memberships::role.nullable(), join_requests::asked_at.nullable().is_not_null()))
        .into_boxed();
    query = match which {
        Which::All => query.filter(spaces::archived_at.is_null()),
        Which::Mine => query.filter(spaces::archived_at.is_null()).filter(memberships::role.nullable().is_not_null()),
        Which::Archived => query.filter(spaces::archived_at.is_not_null()),
    };
    let rows: Vec<(Listing, Option<Role>, bool)> = query.load(&mut db.conn()).await?;
    let ids: Vec<SpaceId> = rows.iter().map(|row| row.0.id).collect();
    let (counts, companies, keepers) = try_join!(counts(db, &ids), companies(db, viewer, &ids), keepers(db, &ids))?;
    let entries = rows.into_iter().map(|(space, role, has_asked)| {
        let count = |guests: bool| {
            let here = counts.iter().filter(|row| row.0 == space.id && (row.1 == Role::Guest) == guests);
            here.map(|row| row.2).sum::<i64>()
        };
        let (colleagues, guests) = (count(false), count(true));
        let companies = companies.get(&space.id).cloned().unwrap_or_default();
        let sees_in = role.is_some() || (space.visibility == Visibility::Open && !viewer.is_guest());
        let from_outside = guests > 0;
        let faces = keepers.iter().filter(|(id, role, _)| *id == space.id && (*role == Role::Guest) == from_outside);
        let faces = faces.take(if sees_in { 2 } else { 0 }).map(|keeper| keeper.2.clone()).collect();
        Entry { space, role, has_asked, colleagues, guests, companies, faces }
    });
    Ok(entries.collect())
}

async fn counts(db: &Db, ids: &[SpaceId]) -> Result<Vec<(SpaceId, Role, i64)>> {
    let counts = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::space_id.eq_any(ids))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .group_by((memberships::space_id, memberships::role))
        .select((memberships::space_id, memberships::role, count_star()));
    Ok(counts.load(&mut db.conn()).await?)
}

async fn companies(db: &Db, viewer: &Viewer, ids: &[SpaceId]) -> Result<HashMap<SpaceId, Vec<String>>> {
    let let_in = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq_any(ids).and(memberships::role.eq(Role::Guest)))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .distinct()
        .select((memberships::space_id, organizations::name));
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(access_spaces::space_id.eq_any(if viewer.is_guest() { &[] } else { ids }))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null()))
        .filter(accesses::ends_at.gt(db.at()))
        .distinct()
        .select((access_spaces::space_id, organizations::name));
    type Names = Vec<(SpaceId, String)>;
    let (let_in, invited): (Names, Names) = try_join!(let_in.load(&mut db.conn()), invited.load(&mut db.conn()))?;
    let mut companies: HashMap<SpaceId, Vec<String>> = HashMap::new();
    for (space, name) in let_in.into_iter().chain(invited) {
        let names = companies.entry(space).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    companies.values_mut().for_each(|names| names.sort());
    Ok(companies)
}

async fn keepers(db: &Db, ids: &[SpaceId]) -> Result<Vec<(SpaceId, Role, Face)>> {
    let keepers = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq_any(ids))
        .filter(memberships::role.eq_any([Role::Owner, Role::Guest]))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .order((plain(people::name), people::id))
        .select((memberships::space_id, memberships::role, Face::as_select()));
    Ok(keepers.load(&mut db.conn()).await?)
}

/// A space as the admins' list shows it: that it is there, never what is in it.
#[derive(Debug)]
pub struct Known {
    /// Its row.
    pub space: Listing,
    /// Whether it is a project's back room.
    pub is_room: bool,
    /// When it will be deleted.
    pub deletion_due_at: Option<DateTime<Utc>>,
    /// How many members it has, of the house.
    pub colleagues: i64,
    /// How many guests are in.
    pub guests: i64,
    /// How many answer for it and can.
    pub owners: i64,
    /// What the admin is there.
    pub role: Option<Role>,
}

/// All spaces of the house, by name, for its admins.
pub async fn all(db: &Db, admin: &Admin<'_>) -> Result<Vec<Known>> {
    let me: PersonId = admin.viewer().id();
    let mine = memberships::space_id.eq(spaces::id).and(memberships::person_id.eq(me));
    let rows = spaces::table.left_join(memberships::table.on(mine)).order((spaces::sort_name, spaces::id)).select((
        Listing::as_select(),
        spaces::room_of.is_not_null(),
        spaces::deletion_due_at,
        memberships::role.nullable(),
    ));
    let counts = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .group_by((memberships::space_id, memberships::role))
        .select((memberships::space_id, memberships::role, count_star()));
    let owners = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::role.eq(Role::Owner))
        .filter(sight::present())
        .group_by(memberships::space_id)
        .select((memberships::space_id, count_star()));
    type Row = (Listing, bool, Option<DateTime<Utc>>, Option<Role>);
    type Count = (SpaceId, Role, i64);
    let (rows, counts, owners): (Vec<Row>, Vec<Count>, Vec<(SpaceId, i64)>) =
        try_join!(rows.load(&mut db.conn()), counts.load(&mut db.conn()), owners.load(&mut db.conn()))?;
    let known = rows.into_iter().map(|(space, is_room, deletion_due_at, role)| {
        let count = |guests: bool| {
            let here = counts.iter().filter(|row| row.0 == space.id && (row.1 == Role::Guest) == guests);
            here.map(|row| row.2).sum::<i64>()
        };
        let (colleagues, guests) = (count(false), count(true));
        let owners = owners.iter().find(|row| row.0 == space.id).map_or(0, |row| row.1);
        Known { space, is_room, deletion_due_at, colleagues, guests, owners, role }
    });
    Ok(known.collect())
}
