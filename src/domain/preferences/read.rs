//! What somebody chose, over what everybody has.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::{Digest, Preferences, Ways};
use crate::domain::db::Db;
use crate::domain::hours::Chosen;
use crate::domain::ids::PersonId;
use crate::domain::job::Claimed;
use crate::domain::kinds::{PersonKind, Rhythm, Topic, Way};
use crate::domain::policy::Oneself;
use crate::domain::schema::{house, people, preferences, ways};
use crate::error::{Error, Result};

/// What one wants oneself.
pub async fn mine(db: &Db, oneself: &Oneself<'_>) -> Result<Preferences> {
    let all = of(db, &[oneself.id()]).await?;
    all.into_iter().next().map(|(_, preferences)| preferences).ok_or(Error::NotFound)
}

/// Whether somebody wants letters about a topic that has letters of its own.
pub async fn wants(db: &Db, _: &Claimed, person: PersonId, topic: Topic) -> Result<bool> {
    let wanted = of(db, &[person]).await?;
    Ok(wanted.iter().any(|(_, preferences)| preferences.ways.of(topic) != Way::Never))
}

/// What several people want, in three queries whatever their number.
pub(in crate::domain) async fn of(db: &Db, people: &[PersonId]) -> Result<Vec<(PersonId, Preferences)>> {
    let rows = async {
        let rows = people::table
            .left_join(preferences::table)
            .filter(people::id.eq_any(people))
            .select((
                people::id,
                people::kind,
                Chosen::as_select(),
                preferences::rhythm.nullable(),
                preferences::digest_minute.nullable(),
                preferences::discreet.nullable(),
            ))
            .load::<(PersonId, PersonKind, Chosen, Option<Rhythm>, Option<i16>, Option<bool>)>(&mut db.conn());
        Ok::<_, Error>(rows.await?)
    };
    let ways = async {
        let chosen = ways::table.filter(ways::person_id.eq_any(people));
        let chosen = chosen.select((ways::person_id, ways::topic, ways::way));
        Ok::<_, Error>(chosen.load::<(PersonId, Topic, Way)>(&mut db.conn()).await?)
    };
    let zone = async { Ok(house::table.select(house::time_zone).first::<String>(&mut db.conn()).await?) };
    let (rows, ways, zone) = try_join!(rows, ways, zone)?;
    let house = zone.parse().unwrap_or(chrono_tz::UTC);
    let mut chosen = std::collections::HashMap::<PersonId, Vec<(Topic, Way)>>::new();
    for (person, topic, way) in ways {
        chosen.entry(person).or_default().push((topic, way));
    }
    let wanted = rows.into_iter().map(|(person, kind, hours, rhythm, minute, discreet)| {
        let chosen = chosen.remove(&person).unwrap_or_default();
        let usual = Digest::usual();
        let preferences = Preferences {
            ways: chosen.into_iter().fold(Ways::usual(kind), |ways, (topic, way)| ways.with(topic, way)),
            hours: hours.hours(house),
            has_own_zone: hours.zone().is_some(),
            digest: Digest {
                rhythm: rhythm.unwrap_or(usual.rhythm),
                minute: minute.map_or(usual.minute, |minute| minute as u16),
            },
            is_discreet: discreet.unwrap_or(false),
        };
        (person, preferences)
    });
    Ok(wanted.collect())
}
