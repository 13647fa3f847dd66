//! Contracts in lists: those of one space, for its colleagues; those of the house, for admins.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use crate::domain::db::Db;
use crate::domain::ids::{AccessId, OrganizationId, PersonId, SpaceId};
use crate::domain::kinds::Role;
use crate::domain::person::Face;
use crate::domain::policy::{Admin, Grants, InSpace, Read, Viewer, sight};
use crate::domain::schema::{
    access_spaces, accesses, memberships, organizations, people, spaces, suppressions, tokens,
};
use crate::domain::sql::plain;
use crate::error::{Error, Result, Why};

/// A space, by name.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which.
    pub id: SpaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// Where a living contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for the second key.
    Proposed,
    /// The letter is out.
    Invited,
    /// The guest is in.
    Here,
}

/// A contract in a list.
#[derive(Debug)]
pub struct Entry {
    /// Which.
    pub id: AccessId,
    /// Where it stands.
    pub state: State,
    /// The guest, once they have been here.
    pub face: Option<Face>,
    /// As the invitation calls them.
    pub name: String,
    /// The invited address.
    pub email: String,
    /// Their organization.
    pub organization: (OrganizationId, String),
    /// The spaces that the reader knows of; an admin, all.
    pub places: Vec<Place>,
    /// How many more there are.
    pub more_places: usize,
    /// Who answers for them.
    pub sponsor: Face,
    /// The sponsor was put in by the program, and nobody has confirmed it yet.
    pub is_flagged: bool,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// When the guest was last here.
    pub seen_at: Option<DateTime<Utc>>,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// Until when the link of the letter works; nothing before it is sent, and when it is used.
    pub link_until: Option<DateTime<Utc>>,
    /// Whether letters to the address come back.
    pub gives_back: bool,
    /// Whether the reader has charge of it.
    pub in_charge: bool,
    /// Whether the reader may turn the second key.
    pub may_approve: bool,
    /// Whether the reader may look as this guest.
    pub may_look: bool,
}

/// The living contracts of a space, for its colleagues.
///
/// # Errors
/// [`Error::NotFound`] for guests; [`Why::NotAMember`] for a colleague who only reads an open space.
pub async fn of_space(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Vec<Entry>> {
    space.viewer().employee()?;
    if !space.is_member() {
        return Err(Error::NotAllowed(Why::NotAMember));
    }
    let here = access_spaces::table.filter(access_spaces::space_id.eq(space.space())).select(access_spaces::access_id);
    let ids = accesses::table
        .filter(accesses::id.eq_any(here))
        .filter(accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at())))
        .select(accesses::id)
        .load(&mut db.conn())
        .await?;
    entries(db, space.viewer(), ids, false).await
}

/// The house's guests.
#[derive(Debug)]
pub struct House {
    /// The contracts of the chosen partner, or all.
    pub entries: Vec<Entry>,
    /// Partners with living contracts, and how many.
    pub companies: Vec<(OrganizationId, String, i64)>,
}

/// The house's living contracts. An admin learns the names of the spaces they are for, and sees into none.
pub async fn of_house(db: &Db, admin: &Admin<'_>, organization: Option<OrganizationId>) -> Result<House> {
    let living = accesses::ended_at.is_null().and(accesses::ends_at.gt(db.at()));
    let companies = async {
        let companies = accesses::table
            .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
            .filter(living)
            .group_by((organizations::id, organizations::name))
            .order((plain(organizations::name), organizations::id))
            .select((organizations::id, organizations::name, diesel::dsl::count_star()));
        Ok::<_, Error>(companies.load::<(OrganizationId, String, i64)>(&mut db.conn()).await?)
    };
    let ids = async {
        let mut chosen = accesses::table.filter(living).select(accesses::id).into_boxed();
        if let Some(organization) = organization {
            chosen = chosen.filter(accesses::organization_id.eq(organization));
        }
        Ok::<_, Error>(chosen.load::<AccessId>(&mut db.conn()).await?)
    };
    let (companies, ids) = try_join!(companies, ids)?;
    Ok(House { entries: entries(db, admin.viewer(), ids, true).await?, companies })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accesses)]
struct Row {
    id: AccessId,
    email: String,
    name: String,
    #[diesel(select_expression = (organizations::id, organizations::name))]
    organization: (OrganizationId, String),
    person_id: Option<PersonId>,
    sponsor_id: PersonId,
    sponsor_flagged_at: Option<DateTime<Utc>>,
    ends_at: DateTime<Utc>,
    proposed_by: PersonId,
    proposed_at: DateTime<Utc>,
    approved_at: Option<DateTime<Utc>>,
    accepted_at: Option<DateTime<Utc>>,
}

/// These contracts as this reader may know them: guests first by organization and name, then those who are invited.
pub(super) async fn entries(db: &Db, viewer: &Viewer, ids: Vec<AccessId>, all_places: bool) -> Result<Vec<Entry>> {
    let holds = suppressions::until.is_null().or(suppressions::until.assume_not_null().gt(db.at()));
    let given_back = suppressions::table.filter(suppressions::address_lower.eq(accesses::email).and(holds));
    let rows = async {
        let rows = accesses::table
            .inner_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
            .filter(accesses::id.eq_any(&ids))
            .order((accesses::accepted_at.is_null(), plain(organizations::name), plain(accesses::name), accesses::id))
            .select((Row::as_select(), exists(given_back)));
        Ok(rows.load::<(Row, bool)>(&mut db.conn()).await?)
    };
    let (rows, mut places, owned, links) =
        try_join!(rows, places(db, viewer, &ids, all_places), owned(db, viewer, &ids), links(db, &ids))?;
    let met = rows.iter().flat_map(|(row, _)| row.person_id.into_iter().chain([row.sponsor_id])).collect();
    let faces = faces(db, met).await?;
    let entries = rows.into_iter().filter_map(|(row, gives_back)| {
        let (sponsor, _) = faces.get(&row.sponsor_id)?.clone();
        let (face, seen_at) = row.person_id.and_then(|id| faces.get(&id)).cloned().unzip();
        let state = match (row.approved_at, row.accepted_at) {
            (None, _) => State::Proposed,
            (_, None) => State::Invited,
            (_, Some(_)) => State::Here,
        };
        let (owns, sponsors) = (owned.contains(&row.id), row.sponsor_id == viewer.id());
        let (places, more_places) = places.remove(&row.id).unwrap_or_default();
        Some(Entry {
            state,
            face,
            places,
            more_places,
            sponsor,
            is_flagged: row.sponsor_flagged_at.is_some(),
            ends_at: row.ends_at,
            seen_at: seen_at.flatten(),
            proposed_at: row.proposed_at,
            link_until: links.get(&row.id).copied(),
            gives_back,
            in_charge: owns || sponsors || viewer.is_admin(),
            may_approve: state == State::Proposed && (owns || viewer.is_admin()) && row.proposed_by != viewer.id(),
            may_look: state == State::Here && (owns || sponsors),
            id: row.id,
            name: row.name,
            email: row.email,
            organization: row.organization,
        })
    });
    Ok(entries.collect())
}

async fn places(
    db: &Db,
    viewer: &Viewer,
    ids: &[AccessId],
    all: bool,
) -> Result<HashMap<AccessId, (Vec<Place>, usize)>> {
    let of_them = access_spaces::table.filter(access_spaces::access_id.eq_any(ids)).select(access_spaces::space_id);
    let known = async {
        let known = spaces::table.filter(spaces::id.eq_any(of_them)).filter(sight::listed(viewer.eyes(db.at())));
        Ok::<_, Error>(known.select(spaces::id).load::<SpaceId>(&mut db.conn()).await?)
    };
    let rows = async {
        let rows = access_spaces::table
            .inner_join(spaces::table.on(spaces::id.eq(access_spaces::space_id)))
            .filter(access_spaces::access_id.eq_any(ids))
            .order((spaces::sort_name, spaces::id))
            .select((access_spaces::access_id, spaces::id, spaces::slug, spaces::name));
        Ok::<_, Error>(rows.load::<(AccessId, SpaceId, String, String)>(&mut db.conn()).await?)
    };
    let (known, rows) = try_join!(known, rows)?;
    let mut places: HashMap<AccessId, (Vec<Place>, usize)> = HashMap::new();
    for (access, id, slug, name) in rows {
        let (told, more) = places.entry(access).or_default();
        if all || known.contains(&id) {
            told.push(Place { id, slug, name });
        } else {
            *more += 1;
        }
    }
    Ok(places)
}

async fn owned(db: &Db, viewer: &Viewer, ids: &[AccessId]) -> Result<HashSet<AccessId>> {
    let owned = access_spaces::table
        .inner_join(memberships::table.on(memberships::space_id.eq(access_spaces::space_id)))
        .filter(access_spaces::access_id.eq_any(ids))
        .filter(memberships::person_id.eq(viewer.id()).and(memberships::role.eq(Role::Owner)))
        .select(access_spaces::access_id);
    Ok(owned.load(&mut db.conn()).await?.into_iter().collect())
}

async fn links(db: &Db, ids: &[AccessId]) -> Result<HashMap<AccessId, DateTime<Utc>>> {
    let subjects: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let links: Vec<(uuid::Uuid, DateTime<Utc>)> = tokens::table
        .filter(tokens::subject_id.eq_any(subjects).and(tokens::used_at.is_null()))
        .select((tokens::subject_id, tokens::expires_at))
        .load(&mut db.conn())
        .await?;
    Ok(links.into_iter().map(|(id, until)| (id.into(), until)).collect())
}

pub(super) type Faces = HashMap<PersonId, (Face, Option<DateTime<Utc>>)>;

pub(super) async fn faces(db: &Db, of: Vec<PersonId>) -> Result<Faces> {
    let rows: Vec<(Face, Option<DateTime<Utc>>)> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::id.eq_any(of))
        .select((Face::as_select(), people::seen_at))
        .load(&mut db.conn())
        .await?;
    Ok(rows.into_iter().map(|(face, seen_at)| (face.id, (face, seen_at))).collect())
}
