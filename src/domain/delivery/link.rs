//! A file that was too heavy for its letter: the letter's own reader opens it there, without signing in. The link names the
//! file and them, is good for a while, and opens what they would open now: everything is asked again each time.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::stop;
use crate::domain::db::Db;
use crate::domain::file::{self, Reached};
use crate::domain::ids::{FileId, PersonId, PostId};
use crate::domain::preferences;
use crate::domain::schema::{files, posts, spaces};
use crate::error::{Error, Result};

/// How long such a link is good for.
pub const LINKS_HOLD: Duration = Duration::days(30);

/// What a signed link says; whoever reads the link makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which file.
    pub file: FileId,
    /// For whom it was made.
    pub person: PersonId,
    /// Of which time the link is.
    pub epoch: u8,
    /// Until when it is good, to the second.
    pub until: DateTime<Utc>,
}

/// To the file of a link, through the gate as the person it names, while it hangs in a message of whose words letters may
/// carry any.
pub async fn linked(db: &Db, presented: &Link) -> Result<Reached> {
    if presented.until <= db.at() {
        return Err(Error::NotFound);
    }
    let viewer = stop::viewer(db, presented.person, presented.epoch).await?.ok_or(Error::NotFound)?;
    let told = files::table
        .inner_join(posts::table.inner_join(spaces::table))
        .filter(files::id.eq(presented.file).and(spaces::discreet.eq(false)))
        .select(posts::id);
    let told: Option<PostId> = told.first(&mut db.conn()).await.optional()?;
    let wanted = preferences::of(db, &[presented.person]).await?;
    if told.is_none() || wanted.iter().any(|(_, wanted)| wanted.is_discreet) {
        return Err(Error::NotFound);
    }
    file::reach(db, &viewer, presented.file).await
}
