//! How closely somebody follows a space. It stands on their membership, and ends with it.

use std::collections::HashMap;

use diesel::dsl::auto_type;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::usual_closeness;
use crate::domain::db::{Db, Tx};
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::kinds::{Closeness, PersonKind};
use crate::domain::policy::{Grants, InSpace, Read, Viewer, sight};
use crate::domain::schema::{memberships, spaces};
use crate::error::{Error, Result, Why};

/// A space of one's own, and how closely one follows it.
#[derive(Debug)]
pub struct Followed {
    /// Which.
    pub id: SpaceId,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// How closely.
    pub closeness: Closeness,
}

/// One's spaces, by name.
pub async fn spaces(db: &Db, viewer: &Viewer) -> Result<Vec<Followed>> {
    let oneself = viewer.oneself()?;
    let mine = memberships::table
        .inner_join(spaces::table.on(spaces::id.eq(memberships::space_id)))
        .filter(memberships::person_id.eq(oneself.id()))
        .filter(sight::of_spaces(viewer.eyes(db.at())))
        .filter(spaces::archived_at.is_null())
        .order((spaces::sort_name, spaces::id))
        .select((spaces::id, spaces::name, spaces::slug, memberships::closeness, memberships::person_kind));
    let rows: Vec<(SpaceId, String, String, Option<Closeness>, PersonKind)> = mine.load(&mut db.conn()).await?;
    let followed = rows.into_iter().map(|(id, name, slug, closeness, kind)| {
        let closeness = closeness.unwrap_or_else(|| usual_closeness(kind));
        Followed { id, name, slug, closeness }
    });
    Ok(followed.collect())
}

/// Filter on `memberships`: those whose people follow the whole space, and hear of everything new there.
#[auto_type]
pub(in crate::domain) fn closely() -> _ {
    let usual = memberships::closeness.is_null().and(memberships::person_kind.eq("guest"));
    usual.or(memberships::closeness.is_not_null().and(memberships::closeness.assume_not_null().eq("everything")))
}

/// How closely several people follow several spaces, where they chose.
pub(in crate::domain) async fn chosen(
    db: &Db,
    people: &[PersonId],
    mut spaces: Vec<SpaceId>,
) -> Result<HashMap<(PersonId, SpaceId), Closeness>> {
    spaces.sort();
    spaces.dedup();
    let chosen = memberships::table
        .filter(memberships::person_id.eq_any(people).and(memberships::space_id.eq_any(spaces)))
        .filter(memberships::closeness.is_not_null())
        .select((memberships::person_id, memberships::space_id, memberships::closeness.assume_not_null()));
    let chosen: Vec<(PersonId, SpaceId, Closeness)> = chosen.load(&mut db.conn()).await?;
    Ok(chosen.into_iter().map(|(person, space, closeness)| ((person, space), closeness)).collect())
}

/// How closely the reader follows a space; nothing for one who is no member, or looks as another.
pub async fn closeness(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Option<Closeness>> {
    if !space.is_member() || space.viewer().looker().is_some() {
        return Ok(None);
    }
    let own = memberships::table.find((space.space(), space.person()));
    let own = own.select((memberships::closeness, memberships::person_kind));
    let own: Option<(Option<Closeness>, PersonKind)> = own.first(&mut db.conn()).await.optional()?;
    Ok(own.map(|(closeness, kind)| closeness.unwrap_or_else(|| usual_closeness(kind))))
}

/// Follows a space so closely.
pub async fn attend(tx: &mut Tx, space: &InSpace<impl Grants<Read>>, closeness: Closeness) -> Result<()> {
    space.viewer().oneself()?;
    if !space.is_member() {
        return Err(Error::NotAllowed(Why::NotAMember));
    }
    put(tx, space.person(), closeness, &[space.space()]).await
}

/// Follows several spaces so closely each. One that is not one's own is left as it is.
pub async fn attend_all(tx: &mut Tx, viewer: &Viewer, wanted: &[(SpaceId, Closeness)]) -> Result<()> {
    let oneself = viewer.oneself()?;
    for closeness in Closeness::ALL {
        let so: Vec<SpaceId> = wanted.iter().filter(|(_, to)| to == closeness).map(|(space, _)| *space).collect();
        put(tx, oneself.id(), *closeness, &so).await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, person: PersonId, closeness: Closeness, spaces: &[SpaceId]) -> Result<()> {
    for kind in PersonKind::ALL {
        let own = memberships::person_id.eq(person).and(memberships::person_kind.eq(kind));
        let kept = (closeness != usual_closeness(*kind)).then_some(closeness);
        diesel::update(memberships::table.filter(own).filter(memberships::space_id.eq_any(spaces)))
            .set(memberships::closeness.eq(kept))
            .execute(&mut tx.conn())
            .await?;
    }
    Ok(())
}
