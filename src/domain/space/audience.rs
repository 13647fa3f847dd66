//! Who reads what is written in a space: computed when asked, never cached, never hidden by a setting. An invitation
//! that nobody has answered yet already counts.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{OrganizationId, SpaceId};
use crate::domain::kinds::{PersonKind, Visibility};
use crate::domain::policy::{Grants, InSpace, Read, sight};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people, spaces};
use crate::domain::sql::plain;
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
    let (colleagues, let_in, invited) =
        try_join!(colleagues(db, space), let_in(db, space.space()), invited(db, space))?;
    let mut companies: Vec<Company> = Vec::new();
    for (id, name, short_name, person) in let_in {
        let company = one_of(&mut companies, (id, name, short_name));
        company.guests += 1;
        company.first_names.extend(person.split_whitespace().next().map(str::to_owned));
    }
    let guests = companies.iter().map(|company| company.guests).sum();
    for (id, name, short_name, count) in invited {
        one_of(&mut companies, (id, name, short_name)).invited = count;
    }
    companies.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Audience { colleagues, guests, companies, version: space.audience_version() })
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

async fn colleagues<R>(db: &Db, space: &InSpace<R>) -> Result<i64> {
    if space.visibility() == Visibility::Open && !space.viewer().is_guest() {
        let all = people::table.filter(people::kind.eq(PersonKind::Employee));
        return Ok(all.filter(sight::present()).select(count_star()).first(&mut db.conn()).await?);
    }
    // A colleague's membership does not end by itself, and goes when they leave: the people need not be asked.
    let members =
        memberships::table.filter(memberships::space_id.eq(space.space()).and(memberships::expires_at.is_null()));
    Ok(members.select(count_star()).first(&mut db.conn()).await?)
}

async fn let_in(db: &Db, space: SpaceId) -> Result<Vec<(OrganizationId, String, Option<String>, String)>> {
    let guests = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space).and(memberships::expires_at.is_not_null()))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .order((plain(people::name), people::id))
        .select((organizations::id, organizations::name, organizations::short_name, people::name));
    Ok(guests.load(&mut db.conn()).await?)
}

/// Nothing for a guest: they could not count by what they see.
async fn invited<R>(db: &Db, space: &InSpace<R>) -> Result<Vec<(OrganizationId, String, Option<String>, i64)>> {
    if space.viewer().is_guest() {
        return Ok(Vec::new());
    }
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(access_spaces::space_id.eq(space.space()))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null()))
        .filter(accesses::ends_at.gt(db.at()))
        .group_by((organizations::id, organizations::name, organizations::short_name))
        .select((organizations::id, organizations::name, organizations::short_name, count_star()));
    Ok(invited.load(&mut db.conn()).await?)
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
