//! A profile, as its reader may know it. What a guest is not told is not asked of the database.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::Face;
use crate::domain::db::Db;
use crate::domain::ids::{PersonId, PictureId, SpaceId};
use crate::domain::kinds::PersonKind;
use crate::domain::picture::{self, Picture};
use crate::domain::policy::{Viewer, sight};
use crate::domain::schema::{accesses, memberships, organizations, people, spaces};
use crate::domain::sql::plain;
use crate::error::{Error, Result};

/// The most people of a team that a profile names.
const TEAM: i64 = 8;

/// A person, to one reader.
#[derive(Debug)]
pub struct Profile {
    /// Name, title, organization: what everybody who may open it sees.
    pub face: Face,
    /// Left the company; only the name remains.
    pub has_left: bool,
    /// Whether the reader looks at themselves.
    pub is_oneself: bool,
    /// The rest, for colleagues and for the person.
    pub details: Option<Details>,
    /// The spaces that both are in.
    pub shared: Vec<Shared>,
    /// A guest's stay, for colleagues and for the guest.
    pub stay: Option<Stay>,
}

/// What the house knows of a person.
#[derive(Debug)]
pub struct Details {
    /// What stands in their own row.
    pub told: Told,
    /// Whom they report to.
    pub manager: Option<Face>,
    /// Who reports to them, the first by name.
    pub team: Vec<Face>,
}

/// What a person tells their colleagues.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Told {
    /// Where to write.
    pub email: String,
    /// The part of the house.
    pub unit: Option<String>,
    /// Where they work.
    pub location: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// What they are good at.
    pub skills: Vec<String>,
    /// About them, as safe HTML.
    pub about_html: Option<String>,
}

/// A space that the reader and the person are both in.
#[derive(Debug, Queryable)]
pub struct Shared {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// When the person's time there ends, for a guest.
    pub until: Option<DateTime<Utc>>,
}

/// A guest's stay.
#[derive(Debug, Default)]
pub struct Stay {
    /// Who answers for them.
    pub sponsor: Option<Face>,
    /// The end of the longest access; empty when it is over.
    pub until: Option<DateTime<Utc>>,
}

/// Somebody's profile.
///
/// # Errors
/// Not found, for whom the reader may not know of.
pub async fn profile(db: &Db, viewer: &Viewer, handle: &str) -> Result<Profile> {
    let found: Option<(Face, bool)> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::handle.eq(handle))
        .filter(sight::of_people(viewer.eyes(db.at())))
        .select((Face::as_select(), people::left_at.is_not_null()))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some((face, has_left)) = found else { return Err(Error::NotFound) };
    let is_oneself = face.id == viewer.id();
    if has_left {
        return Ok(Profile { face, has_left, is_oneself, details: None, shared: Vec::new(), stay: None });
    }
    let is_told = is_oneself || viewer.employee().is_ok();
    let details = async { if is_told { details(db, face.id).await.map(Some) } else { Ok(None) } };
    let shared = async { if is_oneself { Ok(Vec::new()) } else { shared(db, viewer, face.id).await } };
    let stay =
        async { if is_told && face.kind == PersonKind::Guest { stay(db, face.id).await.map(Some) } else { Ok(None) } };
    let (details, shared, stay) = try_join!(details, shared, stay)?;
    Ok(Profile { face, has_left, is_oneself, details, shared, stay })
}

async fn details(db: &Db, person: PersonId) -> Result<Details> {
    let told = people::table.find(person).select(Told::as_select());
    let above = diesel::alias!(people as above);
    let manager = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .inner_join(above.on(above.field(people::manager_id).eq(people::id.nullable())))
        .filter(above.field(people::id).eq(person).and(people::left_at.is_null()))
        .select(Face::as_select());
    let team = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::manager_id.eq(person).and(people::left_at.is_null()))
        .order((plain(people::name), people::id))
        .limit(TEAM)
        .select(Face::as_select());
    let (told, manager, team) = try_join!(
        async { Ok::<_, Error>(told.first(&mut db.conn()).await?) },
        async { Ok(manager.first(&mut db.conn()).await.optional()?) },
        async { Ok(team.load(&mut db.conn()).await?) },
    )?;
    Ok(Details { told, manager, team })
}

/// Where both are now, of what the reader sees into.
async fn shared(db: &Db, viewer: &Viewer, person: PersonId) -> Result<Vec<Shared>> {
    let shared = spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(spaces::id)))
        .filter(memberships::person_id.eq(person).and(sight::living(db.at())))
        .filter(spaces::id.eq_any(sight::space_ids(viewer.id(), db.at())))
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .order((spaces::sort_name, spaces::id))
        .select((spaces::id, spaces::slug, spaces::name, memberships::expires_at));
    Ok(shared.load(&mut db.conn()).await?)
}

async fn stay(db: &Db, guest: PersonId) -> Result<Stay> {
    let row: Option<(Face, DateTime<Utc>)> = accesses::table
        .inner_join(people::table.on(people::id.eq(accesses::sponsor_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(accesses::person_id.eq(guest).and(accesses::accepted_at.is_not_null()))
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at())))
        .order(accesses::ends_at.desc())
        .select((Face::as_select(), accesses::ends_at))
        .first(&mut db.conn())
        .await
        .optional()?;
    let (sponsor, until) = row.unzip();
    Ok(Stay { sponsor, until })
}

/// Somebody's photo, behind the same gate as their profile; an earlier photo is gone.
pub async fn photo(db: &Db, viewer: &Viewer, handle: &str, photo: PictureId) -> Result<Picture> {
    let theirs: Option<PersonId> = people::table
        .filter(people::handle.eq(handle).and(people::picture_id.eq(photo)).and(people::left_at.is_null()))
        .filter(sight::of_people(viewer.eyes(db.at())))
        .select(people::id)
        .first(&mut db.conn())
        .await
        .optional()?;
    match theirs {
        Some(_) => picture::bytes(db, photo).await?.ok_or(Error::NotFound),
        None => Err(Error::NotFound),
    }
}
