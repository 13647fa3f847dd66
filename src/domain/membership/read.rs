//! The people of a space, as its readers see them.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::PersonId;
use crate::domain::kinds::{PersonKind, Role};
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InSpace, Own, Read, sight};
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people};
use crate::domain::sql::{containing, plain};
use crate::error::Result;

/// Somebody in a space.
#[derive(Debug)]
pub struct Member {
    /// Who.
    pub face: Face,
    /// What they are there.
    pub role: Role,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Who answers for a guest; empty for colleagues, and when a guest asks.
    pub sponsor: Option<String>,
}

/// The members that were asked for.
#[derive(Debug)]
pub struct Members {
    /// Of the house, those who keep order first, then by name.
    pub colleagues: Vec<Member>,
    /// From outside, by company, then by name; all of them, on the first page.
    pub guests: Vec<Member>,
    /// Whether there are more colleagues, on the page after this one.
    pub has_more: bool,
}

/// Which members.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Those whose name holds these words; everybody when empty.
    pub words: String,
    /// Which page of colleagues, from 0.
    pub page: i64,
}

/// As many colleagues as stand on a page.
pub const PAGE: i64 = 100;

type Row = (Face, Role, DateTime<Utc>);

/// The people of a space.
pub async fn members(db: &Db, space: &InSpace<impl Grants<Read>>, sought: &Sought) -> Result<Members> {
    let like = containing(&sought.words);
    let (mut colleagues, guests, sponsors) =
        try_join!(colleagues(db, space, &like, sought.page), guests(db, space, &like), sponsors(db, space))?;
    let has_more = colleagues.len() as i64 > PAGE;
    colleagues.truncate(PAGE as usize);
    let member = |(face, role, joined_at): Row| {
        let sponsor = sponsors.iter().find(|(guest, _)| *guest == Some(face.id)).map(|(_, name)| name.clone());
        Member { face, role, joined_at, sponsor }
    };
    let guests = if sought.page == 0 { guests } else { Vec::new() };
    Ok(Members {
        colleagues: colleagues.into_iter().map(&member).collect(),
        guests: guests.into_iter().map(&member).collect(),
        has_more,
    })
}

async fn colleagues<R>(db: &Db, space: &InSpace<R>, like: &str, page: i64) -> Result<Vec<Row>> {
    let rank = memberships::role.eq(Role::Owner).desc();
    let then = memberships::role.eq(Role::Moderator).desc();
    let colleagues = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space.space()).and(memberships::role.ne(Role::Guest)))
        .filter(people::left_at.is_null())
        .filter(plain(people::name).like(plain(like)))
        .order((rank, then, plain(people::name), people::id))
        .offset(page.clamp(0, 1000) * PAGE)
        .limit(PAGE + 1)
        .select((Face::as_select(), memberships::role, memberships::joined_at));
    Ok(colleagues.load(&mut db.conn()).await?)
}

async fn guests<R>(db: &Db, space: &InSpace<R>, like: &str) -> Result<Vec<Row>> {
    let guests = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(memberships::space_id.eq(space.space()).and(memberships::role.eq(Role::Guest)))
        .filter(people::left_at.is_null())
        .filter(sight::living(db.at()))
        .filter(plain(people::name).like(plain(like)))
        .order((plain(organizations::name), plain(people::name), people::id))
        .select((Face::as_select(), memberships::role, memberships::joined_at));
    Ok(guests.load(&mut db.conn()).await?)
}

/// Who answers for each guest. Colleagues know; a guest might not share a space with a sponsor who is not in this one.
async fn sponsors<R>(db: &Db, space: &InSpace<R>) -> Result<Vec<(Option<PersonId>, String)>> {
    if space.viewer().is_guest() || !space.is_opened_to_guests() {
        return Ok(Vec::new());
    }
    let sponsors = accesses::table
        .inner_join(access_spaces::table)
        .inner_join(people::table.on(people::id.eq(accesses::sponsor_id)))
        .filter(access_spaces::space_id.eq(space.space()))
        .filter(accesses::accepted_at.is_not_null().and(accesses::ended_at.is_null()))
        .order(accesses::ends_at.desc())
        .select((accesses::person_id, people::name));
    Ok(sponsors.load(&mut db.conn()).await?)
}

/// A colleague who may be invited.
#[derive(Debug, Queryable)]
pub struct Candidate {
    /// Who.
    pub face: Face,
}

/// How many are offered at once.
const OFFERED: i64 = 8;

/// Colleagues who are not in the space and whose name or handle begins like this, for its owner to choose from.
pub async fn candidates(db: &Db, space: &InSpace<impl Grants<Own>>, words: &str) -> Result<Vec<Candidate>> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let like = containing(words);
    let is_in =
        memberships::table.filter(memberships::space_id.eq(space.space()).and(memberships::person_id.eq(people::id)));
    let candidates = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::kind.eq(PersonKind::Employee))
        .filter(sight::present())
        .filter(plain(people::name).like(plain(&like)).or(people::handle.like(&like)))
        .filter(not(exists(is_in)))
        .order((plain(people::name), people::id))
        .limit(OFFERED)
        .select((Face::as_select(),));
    Ok(candidates.load(&mut db.conn()).await?)
}
