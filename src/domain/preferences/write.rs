//! Choosing. Only what differs from what everybody has is kept, so that who never chose follows the program and the house.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Digest, Preferences, Ways};
use crate::domain::db::Tx;
use crate::domain::hours::Week;
use crate::domain::kinds::{PersonKind, Topic, Way};
use crate::domain::policy::Oneself;
use crate::domain::schema::{people, preferences, ways};
use crate::error::Result;

/// One wants it so from now on.
pub async fn set(tx: &mut Tx, oneself: &Oneself<'_>, wanted: &Preferences) -> Result<()> {
    let kind: PersonKind = people::table.find(oneself.id()).select(people::kind).first(&mut tx.conn()).await?;
    let (digest, week) = (Digest::usual(), wanted.hours.week);
    let chosen = (
        preferences::time_zone.eq(wanted.has_own_zone.then(|| wanted.hours.zone.name())),
        preferences::quiet.eq((!wanted.hours.is_quiet).then_some(false)),
        preferences::reachable.eq((week != Week::usual()).then(|| week.stored())),
        preferences::rhythm.eq((wanted.digest.rhythm != digest.rhythm).then_some(wanted.digest.rhythm)),
        preferences::digest_minute.eq((wanted.digest.minute != digest.minute).then_some(wanted.digest.minute as i16)),
        preferences::discreet.eq(wanted.is_discreet.then_some(true)),
    );
    diesel::insert_into(preferences::table)
        .values((preferences::person_id.eq(oneself.id()), chosen.clone()))
        .on_conflict(preferences::person_id)
        .do_update()
        .set(chosen)
        .execute(&mut tx.conn())
        .await?;
    diesel::delete(ways::table.filter(ways::person_id.eq(oneself.id()))).execute(&mut tx.conn()).await?;
    let usual = Ways::usual(kind);
    let others = Topic::ALL.iter().map(|topic| (*topic, wanted.ways.of(*topic)));
    let others: Vec<(Topic, Way)> = others.filter(|(topic, way)| usual.of(*topic) != *way).collect();
    let rows: Vec<_> = others
        .into_iter()
        .map(|(topic, way)| (ways::person_id.eq(oneself.id()), ways::topic.eq(topic), ways::way.eq(way)))
        .collect();
    diesel::insert_into(ways::table).values(rows).execute(&mut tx.conn()).await?;
    Ok(())
}
