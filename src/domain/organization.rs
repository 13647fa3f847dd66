//! Organizations: the house, and the partners whose people may become its guests.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use std::collections::HashMap;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::{OrganizationId, PersonId};
use super::kinds::{OrganizationKind, PersonKind};
use super::policy::{Admin, sight};
use super::problems::{Problems, Wrong};
use super::schema::{memberships, organizations, people};
use super::sql::plain;
use super::words::Name;
use crate::error::{Error, Result};

/// The most characters of a short name: what fits under a space's name in the navigation.
const SHORT: usize = 24;

/// An organization as admins see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct Organization {
    /// Which.
    pub id: OrganizationId,
    /// What it is to the house.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// The name that fits a narrow place.
    pub short_name: Option<String>,
}

/// An organization in the admins' list.
#[derive(Debug)]
pub struct Entry {
    /// Which, and what it is called.
    pub organization: Organization,
    /// Its people: colleagues who have not left, or guests whose access holds.
    pub people: i64,
}

/// What is told of an organization; every part is right.
#[derive(Debug)]
pub struct Draft {
    name: Name,
    short_name: Option<Name>,
    kind: OrganizationKind,
}

impl Draft {
    /// Parses the fields of a form.
    ///
    /// # Errors
    /// Every problem, field by field.
    pub fn parse(name: &str, short_name: &str, kind: &str) -> Result<Self, Problems> {
        let mut problems = Problems::none();
        let name = problems.take("name", Name::parse(name));
        let short_name = problems.take("short_name", short(short_name));
        let kind = OrganizationKind::parse(kind).filter(|kind| *kind != OrganizationKind::House);
        if kind.is_none() {
            problems.add("kind", "problem-organization-kind");
        }
        match (name, short_name, kind) {
            (Some(name), Some(short_name), Some(kind)) => Ok(Self { name, short_name, kind }),
            _ => Err(problems),
        }
    }
}

fn short(text: &str) -> Result<Option<Name>, Wrong> {
    match Name::parse_optional(text)? {
        Some(name) if name.as_str().chars().count() > SHORT => Err(Wrong::with("problem-too-long", SHORT)),
        name => Ok(name),
    }
}

/// All organizations, the house first, then by name.
pub async fn all(db: &Db, _: &Admin<'_>) -> Result<Vec<Entry>> {
    let rows = organizations::table
        .order((organizations::is_house.desc(), plain(organizations::name), organizations::id))
        .select(Organization::as_select());
    let present = people::table
        .filter(people::left_at.is_null())
        .filter(people::kind.eq(PersonKind::Employee).or(people::id.eq_any(guests_let_in(db))))
        .group_by(people::organization_id)
        .select((people::organization_id, count_star()));
    let (rows, mut counts) = try_join!(async { Ok::<_, Error>(rows.load(&mut db.conn()).await?) }, async {
        Ok(present.load::<(OrganizationId, i64)>(&mut db.conn()).await?.into_iter().collect())
    },)?;
    let entry = |organization: Organization| Entry { people: take(&mut counts, organization.id), organization };
    Ok(rows.into_iter().map(entry).collect())
}

fn take(counts: &mut HashMap<OrganizationId, i64>, id: OrganizationId) -> i64 {
    counts.remove(&id).unwrap_or_default()
}

#[diesel::dsl::auto_type]
fn guests_let_in<'a>(db: &'a Db) -> _ {
    let living: sight::living = sight::living(db.at());
    memberships::table.filter(memberships::role.eq("guest")).filter(living).select(memberships::person_id)
}

/// One of them.
pub async fn one(db: &Db, _: &Admin<'_>, organization: OrganizationId) -> Result<Organization> {
    let found = organizations::table.find(organization).select(Organization::as_select()).first(&mut db.conn()).await;
    found.optional()?.ok_or(Error::NotFound)
}

/// Makes a partner known.
///
/// # Errors
/// `problem-organization-known` for a name that is there already, whatever its accents or case.
pub async fn add(tx: &mut Tx, admin: &Admin<'_>, draft: &Draft) -> Result<OrganizationId> {
    let id = OrganizationId::new();
    let added = diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(id),
            organizations::kind.eq(draft.kind),
            organizations::name.eq(&draft.name),
            organizations::short_name.eq(&draft.short_name),
            organizations::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await;
    unless_known(added)?;
    event::record(tx, Some(admin.id()), &Event::OrganizationAdded { organization: id }).await?;
    Ok(id)
}

/// Changes a partner's name or kind. The house's own name is a setting of the house.
pub async fn edit(tx: &mut Tx, admin: &Admin<'_>, organization: OrganizationId, draft: &Draft) -> Result<()> {
    let partner = organizations::table.find(organization).filter(organizations::is_house.eq(false));
    let edited = diesel::update(partner)
        .set((
            organizations::kind.eq(draft.kind),
            organizations::name.eq(&draft.name),
            organizations::short_name.eq(&draft.short_name),
        ))
        .execute(&mut tx.conn())
        .await;
    if unless_known(edited)? == 0 {
        return Err(Error::NotFound);
    }
    super::person::index_all_of(tx, organization).await?;
    event::record(tx, Some(admin.id()), &Event::OrganizationEdited { organization }).await
}

fn unless_known(done: diesel::QueryResult<usize>) -> Result<usize> {
    match done.map_err(Error::from) {
        Err(error) if error.is_duplicate_of("organizations_name") => {
            Err(Problems::one("name", "problem-organization-known").into())
        }
        done => done,
    }
}

/// The partner of this name, whatever its accents or case, made known when it is new; `kind` is for a new one only.
///
/// # Errors
/// `problem-organization-house` on `organization` when the name is the house's: its people are colleagues, not guests.
pub(in crate::domain) async fn find_or_add(
    tx: &mut Tx,
    by: PersonId,
    name: &Name,
    kind: OrganizationKind,
) -> Result<OrganizationId> {
    let is_house = || Problems::one("organization", "problem-organization-house").into();
    if kind == OrganizationKind::House {
        return Err(is_house());
    }
    let id = OrganizationId::new();
    let added = diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(id),
            organizations::kind.eq(kind),
            organizations::name.eq(name),
            organizations::created_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    if added == 1 {
        event::record(tx, Some(by), &Event::OrganizationAdded { organization: id }).await?;
        return Ok(id);
    }
    let (id, house): (OrganizationId, bool) = organizations::table
        .filter(plain(organizations::name).eq(plain(name.as_str())))
        .select((organizations::id, organizations::is_house))
        .first(&mut tx.conn())
        .await?;
    if house { Err(is_house()) } else { Ok(id) }
}
