//! What may still be told of what one was told, when a letter goes or a device rings: no more than the bell says.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::read::told;
use super::visible::visible;
use crate::domain::db::Db;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::{Attention, Reason};
use crate::domain::policy::Viewer;
use crate::domain::schema::{accesses, comments, follows, notifications, posts, spaces};
use crate::error::Result;

/// Which of these items the viewer is still told of and has not read.
pub(in crate::domain) async fn still_unread(db: &Db, viewer: &Viewer, items: &[Uuid]) -> Result<HashSet<Uuid>> {
    let unread = told!(db, viewer).filter(notifications::read_at.is_null().and(notifications::item_id.eq_any(items)));
    let unread: Vec<Uuid> = unread.select(notifications::item_id).load(&mut db.conn()).await?;
    Ok(unread.into_iter().collect())
}

/// Something of which the viewer is still told, has not read, and has not asked to be spared: enough to say where and why.
#[derive(Clone, Debug, Queryable)]
pub struct Told {
    /// Of what.
    pub item: Uuid,
    /// Why.
    pub reason: Reason,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// Where.
    pub place: Option<Spot>,
}

/// The space of something told.
#[derive(Clone, Debug, Queryable)]
pub struct Spot {
    /// Which.
    pub id: SpaceId,
    /// Its name.
    pub name: String,
    /// Whether nothing is said of what was written there.
    pub discreet: bool,
}

/// Of these items, what may still be told.
pub(in crate::domain) async fn told(db: &Db, viewer: &Viewer, items: &[Uuid]) -> Result<Vec<Told>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = follows::person_id.eq(viewer.id()).and(follows::post_id.nullable().eq(notifications::post_id));
    let muted = follows::table.filter(theirs.and(follows::attention.eq(Attention::Muted)));
    let told = told!(db, viewer)
        .filter(notifications::read_at.is_null().and(notifications::item_id.eq_any(items)))
        .filter(notifications::reason.eq(Reason::Mention).or(not(exists(muted))))
        .select((
            notifications::item_id,
            notifications::reason,
            notifications::happened_at,
            (spaces::id, spaces::name, spaces::discreet).nullable(),
        ));
    Ok(told.load(&mut db.conn()).await?)
}
