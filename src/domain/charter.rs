//! The charter: what everybody is asked to accept at their first visit, and again when a new version is published.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::markup;
use super::policy::{Admin, Oneself, sight};
use super::schema::{charter_acceptances, charters, people};
use super::words::Answer;
use crate::error::{Error, Late, Result};

/// A version of the charter, as its readers see it.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = charters)]
pub struct Charter {
    /// Counted from 1.
    pub version: i32,
    /// As it was written, in Markdown.
    pub body: String,
    /// As it is shown.
    pub html: String,
    /// Since when.
    pub published_at: DateTime<Utc>,
}

/// The version of today; nothing when the house asks for none.
pub async fn current(db: &Db) -> Result<Option<Charter>> {
    let latest = charters::table.order(charters::version.desc()).select(Charter::as_select());
    Ok(latest.first(&mut db.conn()).await.optional()?)
}

/// How many of those who may sign in have accepted the version of today, and how many there are.
pub async fn accepted(db: &Db, _: &Admin<'_>, version: i32) -> Result<(i64, i64)> {
    let here = sight::present();
    let accepted = charter_acceptances::table
        .inner_join(people::table)
        .filter(charter_acceptances::version.eq(version).and(here))
        .count()
        .get_result(&mut db.conn())
        .await?;
    let all = people::table.filter(here).count().get_result(&mut db.conn()).await?;
    Ok((accepted, all))
}

/// Publishes a new version: everybody is asked at their next visit. The same words once more are no new version.
pub async fn publish(tx: &mut Tx, admin: &Admin<'_>, body: &Answer) -> Result<i32> {
    let last = current(tx).await?;
    if let Some(last) = &last
        && last.body == body.as_str()
    {
        return Ok(last.version);
    }
    let version = last.map_or(1, |last| last.version + 1);
    let written = diesel::insert_into(charters::table)
        .values((
            charters::version.eq(version),
            charters::body.eq(body),
            charters::html.eq(markup::render(body.as_str())),
            charters::published_at.eq(tx.at()),
            charters::published_by.eq(admin.id()),
        ))
        .execute(&mut tx.conn())
        .await
        .map_err(Error::from);
    match written {
        Ok(_) => event::record(tx, Some(admin.id()), &Event::CharterPublished { version }).await?,
        Err(error) if error.is_duplicate_of("charters_pkey") => return Err(Error::TooLate(Late::Done)),
        Err(error) => return Err(error),
    }
    Ok(version)
}

/// Accepts a version, the one that was read; accepting twice is no error. A version that never was is not found.
pub async fn accept(tx: &mut Tx, oneself: &Oneself<'_>, version: i32) -> Result<()> {
    let exists = diesel::select(diesel::dsl::exists(charters::table.find(version)));
    if !exists.get_result::<bool>(&mut tx.conn()).await? {
        return Err(Error::NotFound);
    }
    diesel::insert_into(charter_acceptances::table)
        .values((
            charter_acceptances::person_id.eq(oneself.id()),
            charter_acceptances::version.eq(version),
            charter_acceptances::accepted_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
