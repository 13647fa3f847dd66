//! What a space is: its name, what for, who answers for it, what stands beside it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::{PictureId, SpaceId};
use crate::domain::kinds::{Role, SpaceColour, SpaceKind, Visibility};
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InSpace, Read, sight};
use crate::domain::schema::{memberships, organizations, people, spaces};
use crate::domain::sql::plain;
use crate::error::Result;

/// A space, whole.
#[derive(Clone, Debug)]
pub struct Space {
    /// Its row.
    pub space: Row,
    /// Who answers for it, by name.
    pub owners: Vec<Face>,
    /// A few of its people, for a row of faces: owners first, then the colleagues who came last.
    pub faces: Vec<Face>,
    /// Its back room, when the viewer sees it.
    pub room: Option<Link>,
    /// The project whose back room this is.
    pub project: Option<Link>,
}

/// What the space says of itself.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = spaces)]
pub struct Row {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Group or project.
    pub kind: SpaceKind,
    /// What employees who are not members see of it.
    pub visibility: Visibility,
    /// Whether guests may be let in.
    pub opened_to_guests: bool,
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence.
    pub purpose: Option<String>,
    /// What it is for, at length, in Markdown.
    pub description: Option<String>,
    /// The same, safe to show.
    pub description_html: Option<String>,
    /// Its picture.
    pub picture_id: Option<PictureId>,
    /// Its colour, where no picture stands.
    pub colour: Option<SpaceColour>,
    /// The project whose back room it is.
    pub room_of: Option<SpaceId>,
    /// Since when it exists.
    pub created_at: DateTime<Utc>,
    /// Since when it takes nothing new.
    pub archived_at: Option<DateTime<Utc>>,
    /// How many of the house are in it.
    pub colleagues: i32,
    /// Whether letters about it say where and from whom alone.
    pub discreet: bool,
}

impl std::ops::Deref for Space {
    type Target = Row;
    fn deref(&self) -> &Row {
        &self.space
    }
}

impl Space {
    /// Whether this is the back room of a project.
    pub fn is_room(&self) -> bool {
        self.space.room_of.is_some()
    }
}

/// The way to a space.
#[derive(Clone, Debug, Queryable)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
}

/// How many faces stand in a row.
const FACES: i64 = 5;

/// What a space is.
pub async fn about(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Space> {
    let row = spaces::table.find(space.space()).select(Row::as_select());
    let (row, owners, latest, room, project) = try_join!(
        async { Ok(row.first(&mut db.conn()).await?) },
        owners(db, space.space()),
        latest(db, space.space()),
        room(db, space),
        project(db, space),
    )?;
    let faces = owners.iter().cloned().chain(latest).take(FACES as usize).collect();
    Ok(Space { space: row, owners, faces, room, project })
}

async fn owners(db: &Db, space: SpaceId) -> Result<Vec<Face>> {
    let owners = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space).and(memberships::role.eq(Role::Owner)))
        .filter(people::left_at.is_null())
        .order((plain(people::name), people::id))
        .select(Face::as_select());
    Ok(owners.load(&mut db.conn()).await?)
}

/// The colleagues who came last, owners left out. Not by name: a hall would sort all of its people to show five.
async fn latest(db: &Db, space: SpaceId) -> Result<Vec<Face>> {
    let latest = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space).and(memberships::expires_at.is_null()))
        .filter(memberships::role.ne(Role::Owner).and(people::left_at.is_null()))
        .order((memberships::joined_at.desc(), memberships::person_id))
        .limit(FACES)
        .select(Face::as_select());
    Ok(latest.load(&mut db.conn()).await?)
}

async fn room<R>(db: &Db, space: &InSpace<R>) -> Result<Option<Link>> {
    let room = spaces::table
        .filter(spaces::room_of.eq(space.space()))
        .filter(sight::of_spaces(space.viewer().eyes(db.at())))
        .select((spaces::name, spaces::slug));
    Ok(room.first(&mut db.conn()).await.optional()?)
}

async fn project<R>(db: &Db, space: &InSpace<R>) -> Result<Option<Link>> {
    let Some(project) = space.room_of() else { return Ok(None) };
    let project = spaces::table
        .filter(spaces::id.eq(project))
        .filter(sight::of_spaces(space.viewer().eyes(db.at())))
        .select((spaces::name, spaces::slug));
    Ok(project.first(&mut db.conn()).await.optional()?)
}
