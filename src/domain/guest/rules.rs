//! What the house says about guests, and what a proposal may choose from.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::list::Place;
use crate::domain::db::Db;
use crate::domain::ids::{OrganizationId, SpaceId};
use crate::domain::kinds::{Inviters, Language, PersonKind, Role};
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InSpace, Own, sight};
use crate::domain::schema::{accesses, house, memberships, organizations, people, spaces};
use crate::domain::sql::plain;
use crate::error::{Error, Result, Why};

/// The house's rules for guests.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = house)]
pub struct Rules {
    /// Who may propose.
    pub inviters: Inviters,
    /// Whether a second person must agree.
    pub second_key: bool,
    /// The longest an access may last, in days (at most 366).
    pub longest_access_days: i32,
    /// The house's own mail domains: whoever has such an address is a colleague.
    pub domains: Vec<String>,
    /// In which language partners are written to when nobody says otherwise.
    pub language: Language,
}

/// The rules, for somebody who answers for a space.
pub async fn rules(db: &Db, _: &InSpace<impl Grants<Own>>) -> Result<Rules> {
    of_the_house(db).await
}

pub(super) async fn of_the_house(db: &Db) -> Result<Rules> {
    Ok(house::table.select(Rules::as_select()).first(&mut db.conn()).await?)
}

impl Rules {
    /// Whether somebody who owns a space may propose guests for it.
    pub fn allow(&self, space: &InSpace<impl Grants<Own>>) -> Result<()> {
        match self.inviters {
            Inviters::Owners => Ok(()),
            Inviters::Admins if space.viewer().is_admin() => Ok(()),
            Inviters::Admins => Err(Error::NotAllowed(Why::House)),
        }
    }
}

/// A partner that is known already.
#[derive(Debug)]
pub struct Company {
    /// Which.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// How many of its people have an access now.
    pub guests: i64,
}

/// What a proposal from this space may choose from.
#[derive(Debug)]
pub struct Choices {
    /// The house's rules.
    pub rules: Rules,
    /// Partners, by name.
    pub companies: Vec<Company>,
    /// This space and the other opened projects that the proposer owns, by name.
    pub spaces: Vec<Place>,
    /// Who may answer for the guest: the space's colleagues, by name.
    pub sponsors: Vec<Face>,
}

/// The choices of a proposal.
pub async fn choices(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Choices> {
    let (rules, companies, spaces, sponsors) =
        try_join!(of_the_house(db), companies(db), owned(db, space), colleagues(db, space.space()))?;
    Ok(Choices { rules, companies, spaces, sponsors })
}

async fn companies(db: &Db) -> Result<Vec<Company>> {
    let living = accesses::ended_at.is_null().and(accesses::accepted_at.is_not_null());
    let guests = accesses::table
        .filter(accesses::organization_id.eq(organizations::id).and(living))
        .select(diesel::dsl::count(accesses::person_id))
        .single_value();
    let rows: Vec<(OrganizationId, String, Option<i64>)> = organizations::table
        .filter(organizations::is_house.eq(false))
        .order((plain(organizations::name), organizations::id))
        .select((organizations::id, organizations::name, guests))
        .load(&mut db.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, name, guests)| Company { id, name, guests: guests.unwrap_or_default() }).collect())
}

async fn owned(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Vec<Place>> {
    let mine = memberships::person_id.eq(space.person()).and(memberships::role.eq(Role::Owner));
    let takes_guests = spaces::opened_to_guests.and(spaces::archived_at.is_null());
    let rows = spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(spaces::id)))
        .filter(mine)
        .filter(takes_guests.and(spaces::deletion_due_at.is_null()))
        .order((spaces::sort_name, spaces::id))
        .select((spaces::id, spaces::slug, spaces::name))
        .load::<(SpaceId, String, String)>(&mut db.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, slug, name)| Place { id, slug, name }).collect())
}

/// The colleagues of a space who still work here, by name.
pub(super) async fn colleagues(db: &Db, space: SpaceId) -> Result<Vec<Face>> {
    let here = memberships::space_id.eq(space).and(memberships::person_kind.eq(PersonKind::Employee));
    let faces = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .inner_join(memberships::table.on(memberships::person_id.eq(people::id)))
        .filter(here)
        .filter(sight::present())
        .order((plain(people::name), people::id))
        .select(Face::as_select())
        .load(&mut db.conn())
        .await?;
    Ok(faces)
}
