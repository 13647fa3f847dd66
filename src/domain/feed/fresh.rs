//! What came into a feed while it was open.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::policy::{Grants, InSpace, Read, Viewer, sight};
use crate::domain::schema::posts;
use crate::error::Result;

macro_rules! newer {
    ($db:expr, $viewer:expr, $since:expr) => {
        posts::table
            .filter(posts::published_at.gt($since).and(posts::deleted_at.is_null()))
            .filter(posts::author_id.ne($viewer.id()))
            .filter(sight::of_posts($viewer.eyes($db.at())))
            .count()
    };
}

/// How many messages of others have come into the viewer's spaces since a moment.
pub async fn fresh(db: &Db, viewer: &Viewer, since: DateTime<Utc>) -> Result<i64> {
    let mine = posts::space_id.eq_any(sight::space_ids(viewer.id(), db.at()));
    Ok(newer!(db, viewer, since).filter(mine).get_result(&mut db.conn()).await?)
}

/// The same, into one space.
pub async fn fresh_in(db: &Db, space: &InSpace<impl Grants<Read>>, since: DateTime<Utc>) -> Result<i64> {
    let here = posts::space_id.eq(space.space());
    Ok(newer!(db, space.viewer(), since).filter(here).get_result(&mut db.conn()).await?)
}
