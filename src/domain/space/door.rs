//! A closed space from outside: what an employee who is not in it may know.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::PictureId;
use crate::domain::kinds::{SpaceColour, SpaceKind};
use crate::domain::policy::{Listed, sight};
use crate::domain::schema::{join_requests, memberships, people, spaces};
use crate::error::Result;

/// What stands on the door.
#[derive(Debug)]
pub struct Door {
    /// The space's name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Group or project.
    pub kind: SpaceKind,
    /// What it is for.
    pub purpose: Option<String>,
    /// Its picture.
    pub picture_id: Option<PictureId>,
    /// Its colour, where no picture stands.
    pub colour: Option<SpaceColour>,
    /// How many are in, guests among them.
    pub members: i64,
    /// When the viewer asked to come in, if they did.
    pub asked_at: Option<DateTime<Utc>>,
}

/// The door of a space, for an employee who knows that it exists.
pub async fn door(db: &Db, listed: &Listed) -> Result<Door> {
    let words = (spaces::name, spaces::slug, spaces::kind, spaces::purpose, spaces::picture_id, spaces::colour);
    let row = spaces::table.find(listed.space()).select(words);
    let members = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::space_id.eq(listed.space()).and(people::left_at.is_null()))
        .filter(sight::living(db.at()))
        .select(count_star());
    let asked = join_requests::table.find((listed.space(), listed.person())).select(join_requests::asked_at);
    let ((name, slug, kind, purpose, picture_id, colour), members, asked_at) =
        try_join!(async { row.first(&mut db.conn()).await }, async { members.first(&mut db.conn()).await }, async {
            asked.first(&mut db.conn()).await.optional()
        },)?;
    Ok(Door { name, slug, kind, purpose, picture_id, colour, members, asked_at })
}
