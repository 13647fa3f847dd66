//! What has a name: people, spaces, and the names of those that a search counts.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::Sought;
use crate::domain::db::Db;
use crate::domain::ids::{PersonId, PictureId, SpaceId};
use crate::domain::kinds::{SpaceColour, Visibility};
use crate::domain::person::Face;
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{memberships, organizations, people, spaces};
use crate::domain::sql::{containing, plain, word_similarity};
use crate::error::Result;

/// People or spaces that are found at the most.
const MOST: i64 = 30;

/// How alike a name must be: as in the directory.
const ALIKE: f32 = 0.45;

/// A space that was found by its name.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = spaces)]
pub struct Place {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// What employees who are not members see of it.
    pub visibility: Visibility,
    /// Whether guests may be let in.
    pub opened_to_guests: bool,
    /// Its picture.
    pub picture_id: Option<PictureId>,
    /// Its colour, where no picture stands.
    pub colour: Option<SpaceColour>,
}

/// Those who are here and whom the viewer knows; a guest whose access is over is not.
macro_rules! here {
    ($db:expr, $viewer:expr) => {{
        let theirs = memberships::person_id.eq(people::id).and(memberships::role.eq("guest"));
        let let_in = exists(memberships::table.filter(theirs).filter(sight::living($db.at())));
        people::table
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .filter(people::left_at.is_null())
            .filter(people::kind.eq("employee").or(let_in))
            .filter(sight::of_people($viewer.eyes($db.at())))
    }};
}

/// Filters on texts are filters on texts: people and spaces have no author and no date.
fn concern_texts(sought: &Sought) -> bool {
    sought.is_narrowed() || sought.page > 0
}

/// People whose name holds all these words.
pub(super) async fn people(db: &Db, viewer: &Viewer, sought: &Sought, words: &[&str]) -> Result<Vec<Face>> {
    if concern_texts(sought) {
        return Ok(Vec::new());
    }
    let mut query =
        here!(db, viewer).order((plain(people::name), people::id)).limit(MOST).select(Face::as_select()).into_boxed();
    for word in words {
        query = query.filter(plain(people::name).like(containing(word)));
    }
    Ok(query.load(&mut db.conn()).await?)
}

/// People whose name is like these words, the likest first.
pub(super) async fn people_alike(db: &Db, viewer: &Viewer, sought: &Sought, words: &[&str]) -> Result<Vec<Face>> {
    if concern_texts(sought) {
        return Ok(Vec::new());
    }
    let likeness = word_similarity(words.join(" "), plain(people::name));
    let query = here!(db, viewer).filter(likeness.clone().ge(ALIKE)).order((likeness.desc(), people::id)).limit(5);
    Ok(query.select(Face::as_select()).load(&mut db.conn()).await?)
}

/// Spaces whose name holds all these words, as far as the viewer may know of them.
pub(super) async fn spaces(db: &Db, viewer: &Viewer, sought: &Sought, words: &[&str]) -> Result<Vec<Place>> {
    if concern_texts(sought) {
        return Ok(Vec::new());
    }
    let mut query = spaces::table
        .filter(sight::listed(viewer.eyes(db.at())))
        .order((spaces::archived_at.is_not_null(), spaces::sort_name, spaces::id))
        .limit(MOST)
        .select(Place::as_select())
        .into_boxed();
    for word in words {
        query = query.filter(spaces::sort_name.like(containing(word)));
    }
    Ok(query.load(&mut db.conn()).await?)
}

/// Names of spaces in which texts were found: seen into, or nothing would have been.
pub(super) async fn of_spaces(
    db: &Db,
    viewer: &Viewer,
    counted: &[(Uuid, i64)],
) -> Result<Vec<(SpaceId, String, i64)>> {
    if counted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = counted.iter().map(|(id, _)| *id).collect();
    let named: Vec<(SpaceId, String)> = spaces::table
        .filter(spaces::id.eq_any(ids))
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .select((spaces::id, spaces::name))
        .load(&mut db.conn())
        .await?;
    let name = |(id, count): &(Uuid, i64)| {
        let (id, name) = named.iter().find(|(known, _)| known.uuid() == *id)?;
        Some((*id, name.clone(), *count))
    };
    Ok(counted.iter().filter_map(name).collect())
}

/// Names of authors of texts that were found: their names stand over what the viewer may read.
pub(super) async fn of_authors(db: &Db, counted: &[(Uuid, i64)]) -> Result<Vec<(PersonId, String, i64)>> {
    if counted.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = counted.iter().map(|(id, _)| *id).collect();
    let named = people::table.filter(people::id.eq_any(ids)).select((people::id, people::name));
    let named: Vec<(PersonId, String)> = named.load(&mut db.conn()).await?;
    let name = |(id, count): &(Uuid, i64)| {
        let (id, name) = named.iter().find(|(known, _)| known.uuid() == *id)?;
        Some((*id, name.clone(), *count))
    };
    Ok(counted.iter().filter_map(name).collect())
}
