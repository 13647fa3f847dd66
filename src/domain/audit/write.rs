//! Whoever looks into the log for one person, or takes it away, stands in it.

use chrono::Duration;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::policy::Admin;
use crate::domain::schema::events;
use crate::error::Result;

/// An admin looked up what concerns one person: told once an hour, however many pages they turn.
pub async fn searched(tx: &mut Tx, admin: &Admin<'_>, person: PersonId) -> Result<()> {
    let same = events::kind.eq("log_searched").and(events::subject_id.eq(person.uuid()));
    let lately = events::actor_id.eq(admin.id()).and(events::at.gt(tx.at() - Duration::hours(1)));
    let told = diesel::select(exists(events::table.filter(same.and(lately)))).get_result(&mut tx.conn()).await?;
    if told { Ok(()) } else { event::record(tx, Some(admin.id()), &Event::LogSearched { person }).await }
}

/// An admin takes the log away as a file.
pub async fn exported(tx: &mut Tx, admin: &Admin<'_>, person: Option<PersonId>) -> Result<()> {
    event::record(tx, Some(admin.id()), &Event::LogExported { person }).await
}
