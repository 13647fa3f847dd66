//! Who reads what is written in a space: computed when asked, never cached, never hidden by a setting. An invitation
//! that nobody has answered yet already counts.

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{OrganizationId, SpaceId};
use crate::domain::kinds::Visibility;
use crate::domain::policy::{Grants, InSpace, Read, sight};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people, spaces};
use crate::domain::sql::only_if;
use crate::error::Result;

/// Who reads, as far as this viewer may count them.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Of the house: the members, or everybody when the space is open. A guest counts the members they see.
    pub colleagues: i64,
    /// From outside, let in already.
    pub guests: i64,
    /// Where they come from, by name; those who are only invited among them, unless a guest asks.
    pub companies: Vec<Company>,
    /// Grows by one each time the audience does.
    pub version: i32,
}

/// A company whose people read, or are invited to.
#[derive(Clone, Debug)]
pub struct Company {
    /// Which.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// The name that fits a narrow place.
    pub short_name: Option<String>,
    /// How many are in.
    pub guests: i64,
    /// How many are invited and have not answered.
    pub invited: i64,
    /// The first names of those who are in.
    pub first_names: Vec<String>,
}

impl Audience {
    /// Whether anybody from outside reads, or is invited to.
    pub fn is_open(&self) -> bool {
        !self.companies.is_empty()
    }

    /// Everybody from outside who reads or soon may.
    pub fn expected(&self) -> i64 {
        self.companies.iter().map(|company| company.guests + company.invited).sum()
    }
}

/// The audience of a space, as its viewer may count it.
pub async fn audience(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Audience> {
    let (colleagues, outsiders) = try_join!(colleagues(db, space), outsiders(db, space))?;
    let mut companies: Vec<Company> = Vec::new();
    for (id, name, short_name, let_in) in outsiders {
        let company = one_of(&mut companies, (id, name, short_name));
        match let_in {
            Some(person) => {
                company.guests += 1;
                company.first_names.extend(person.split_whitespace().next().map(str::to_owned));
            }
            None => company.invited += 1,
        }
    }
    companies.sort_by(|a, b| a.name.cmp(&b.name));
    let guests = companies.iter().map(|company| company.guests).sum();
    Ok(Audience { colleagues: i64::from(colleagues), guests, companies, version: space.audience_version() })
}

fn one_of(
    companies: &mut Vec<Company>,
    (id, name, short_name): (OrganizationId, String, Option<String>),
) -> &mut Company {
    let at = companies.iter().position(|company| company.id == id).unwrap_or_else(|| {
        companies.push(Company { id, name, short_name, guests: 0, invited: 0, first_names: Vec::new() });
        companies.len() - 1
    });
    &mut companies[at]
}

/// Kept by the database in the transaction that moves them (migration 39): a hall has ten thousand.
async fn colleagues<R>(db: &Db, space: &InSpace<R>) -> Result<i32> {
    if space.visibility() == Visibility::Open && !space.viewer().is_guest() {
        let house = organizations::table.filter(organizations::is_house);
        return Ok(house.select(organizations::present).first(&mut db.conn()).await?);
    }
    Ok(spaces::table.find(space.space()).select(spaces::colleagues).first(&mut db.conn()).await?)
}

/// A company, and one of its people: by name when they are in, without when they are only invited.
type Outsider = (OrganizationId, String, Option<String>, Option<String>);

async fn outsiders<R>(db: &Db, space: &InSpace<R>) -> Result<Vec<Outsider>> {
    let let_in = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space.space()).and(memberships::expires_at.is_not_null()))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .select((organizations::id, organizations::name, organizations::short_name, people::name.nullable()));
    // Nobody who is only invited for a guest: they could not count them by what they see.
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(access_spaces::space_id.eq(space.space()))
        .filter(only_if(!space.viewer().is_guest(), accesses::ends_at.gt(db.at())))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null()))
        .select((
            organizations::id,
            organizations::name,
            organizations::short_name,
            None::<String>.into_sql::<Nullable<Text>>(),
        ));
    let mut outsiders: Vec<Outsider> = let_in.union_all(invited).load(&mut db.conn()).await?;
    outsiders.sort_by(|a, b| a.3.cmp(&b.3));
    Ok(outsiders)
}

/// Somebody new may read from now on: who drew a form before is asked once more.
pub(in crate::domain) async fn grow_audience(tx: &mut Tx, space: SpaceId) -> Result<()> {
    diesel::update(spaces::table.find(space))
        .set(spaces::audience_version.eq(spaces::audience_version + 1))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Who reads, by the number of times it grew; it grows no more until this transaction ends. What is checked against it is
/// still so when it is published.
pub(in crate::domain) async fn hold_audience(tx: &mut Tx, space: SpaceId) -> Result<i32> {
    let version = spaces::table.find(space).select(spaces::audience_version).for_share();
    Ok(version.first(&mut tx.conn()).await?)
}
