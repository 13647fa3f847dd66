//! Where a reader left off: in a space, by its last visit; in a thread, by its mark.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::case_when;
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::policy::{Grants, InPost, InSpace, Read};
use crate::domain::schema::{memberships, thread_marks};
use crate::domain::space::Mine;
use crate::domain::sql::greatest;
use crate::error::Result;

/// Two looks closer to each other are one visit, so that what is new stays marked while one reads it.
const ONE_VISIT: Duration = Duration::minutes(30);

/// A look is noted at most so often.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// The two moments a membership keeps.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    read_at: DateTime<Utc>,
    visited_at: DateTime<Utc>,
}

impl Left {
    pub(super) fn new(read_at: DateTime<Utc>, visited_at: DateTime<Utc>) -> Self {
        Self { read_at, visited_at }
    }

    /// Whether another look is worth noting: reading on within a minute writes nothing.
    pub fn is_due(self, now: DateTime<Utc>) -> bool {
        now - self.visited_at > NOTED_EVERY
    }

    /// What is newer is new: the end of the last visit before this one.
    pub fn since(self, now: DateTime<Utc>) -> DateTime<Utc> {
        if now - self.visited_at > ONE_VISIT { self.visited_at } else { self.read_at }
    }
}

/// The latest look before a moment that begins another visit.
pub(super) fn visit_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now - ONE_VISIT
}

/// When the reader was last anywhere among these of their spaces, before this visit; nothing without any.
pub fn left(spaces: &[Mine], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    spaces.iter().map(|mine| Left::new(mine.read_at, mine.visited_at).since(now)).max()
}

/// The two moments of one of the reader's spaces, which is among these if it is theirs.
pub fn left_in(spaces: &[Mine], space: SpaceId) -> Option<Left> {
    spaces.iter().find(|mine| mine.id == space).map(|mine| Left::new(mine.read_at, mine.visited_at))
}

/// Notes that a member looked into a space; nothing for whoever only reads there or looks as another.
pub async fn visit(tx: &mut Tx, space: &InSpace<impl Grants<Read>>) -> Result<()> {
    if space.viewer().looker().is_some() {
        return Ok(());
    }
    let (person, place): (PersonId, SpaceId) = (space.person(), space.space());
    let again = memberships::visited_at.lt(visit_before(tx.at()));
    let mine = memberships::table.find((place, person)).filter(memberships::visited_at.lt(tx.at()));
    diesel::update(mine)
        .set((
            memberships::read_at.eq(case_when(again, memberships::visited_at).otherwise(memberships::read_at)),
            memberships::visited_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Notes that a reader has read a thread until the newest answer of the page they were shown, and never less than before;
/// nothing for whoever looks as another.
pub async fn mark(tx: &mut Tx, post: &InPost<impl Grants<Read>>, until: DateTime<Utc>) -> Result<()> {
    if post.space().viewer().looker().is_some() {
        return Ok(());
    }
    diesel::insert_into(thread_marks::table)
        .values((
            thread_marks::person_id.eq(post.space().person()),
            thread_marks::post_id.eq(post.post()),
            thread_marks::read_at.eq(until),
        ))
        .on_conflict((thread_marks::person_id, thread_marks::post_id))
        .do_update()
        .set(thread_marks::read_at.eq(greatest(thread_marks::read_at, excluded(thread_marks::read_at).nullable())))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
