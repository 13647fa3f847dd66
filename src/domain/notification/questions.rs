//! Questions that nobody has answered, told once a day to those who keep order in their space; and what was told long ago,
//! forgotten.

use chrono::{DateTime, Datelike, Duration, Utc, Weekday};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::job::Claimed;
use crate::domain::kinds::{Attention, PostKind, Reason, Role};
use crate::domain::policy::sight;
use crate::domain::schema::{comments, follows, memberships, notifications, people, posts, spaces};
use crate::error::Result;

/// A question waits for so many working days before others are asked to look at it.
const PATIENCE: usize = 2;

/// An older one has been given up by all.
const OLDEST: Duration = Duration::days(30);

/// What was told is kept for so long.
const KEPT: Duration = Duration::days(180);

/// What is done once a day.
pub async fn tend(tx: &mut Tx, _: &Claimed) -> Result<()> {
    tell(tx).await?;
    let old = notifications::table.filter(notifications::happened_at.lt(tx.at() - KEPT));
    diesel::delete(old).execute(&mut tx.conn()).await?;
    Ok(())
}

/// So many working days before a moment.
fn working_days_before(at: DateTime<Utc>, days: usize) -> DateTime<Utc> {
    let is_working = |at: &DateTime<Utc>| !matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
    let before = (1..).map(|days| at - Duration::days(days));
    before.filter(is_working).nth(days - 1).unwrap_or(at)
}

/// Each question once to each of them: a second day finds the rows there.
pub(super) async fn tell(tx: &mut Tx) -> Result<()> {
    let at = tx.at();
    let by_another = comments::table
        .filter(comments::post_id.eq(posts::id).and(comments::deleted_at.is_null()))
        .filter(comments::author_id.ne(posts::author_id));
    let theirs = follows::person_id.eq(memberships::person_id).and(follows::post_id.eq(posts::id));
    let muted = follows::table.filter(theirs).filter(follows::attention.eq(Attention::Muted));
    let keepers = posts::table
        .inner_join(spaces::table)
        .inner_join(memberships::table.on(memberships::space_id.eq(posts::space_id)))
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(posts::kind.eq(PostKind::Question).and(posts::deleted_at.is_null()))
        .filter(posts::answer_id.is_null().and(posts::comments_closed_at.is_null()))
        .filter(posts::published_at.le(working_days_before(at, PATIENCE)).and(posts::published_at.gt(at - OLDEST)))
        .filter(spaces::archived_at.is_null().and(spaces::deletion_due_at.is_null()))
        .filter(memberships::role.eq_any([Role::Owner, Role::Moderator]))
        .filter(memberships::person_id.ne(posts::author_id))
        .filter(sight::present())
        .filter(not(exists(by_another)))
        .filter(not(exists(muted)));
    let rows = keepers.select((
        memberships::person_id,
        posts::id,
        Reason::Question.into_sql::<Text>(),
        posts::space_id.nullable(),
        posts::id.nullable(),
        posts::author_id.nullable(),
        at.into_sql::<diesel::sql_types::Timestamptz>(),
    ));
    diesel::insert_into(notifications::table)
        .values(rows)
        .into_columns((
            notifications::person_id,
            notifications::item_id,
            notifications::reason,
            notifications::space_id,
            notifications::post_id,
            notifications::actor_id,
            notifications::happened_at,
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_of_friday_waits_until_tuesday() {
        let at = |moment: &str| moment.parse::<DateTime<Utc>>().expect("a moment");
        for (now, before) in [
            ("2026-11-24T09:00:00Z", "2026-11-20T09:00:00Z"),
            ("2026-11-23T09:00:00Z", "2026-11-19T09:00:00Z"),
            ("2026-11-22T09:00:00Z", "2026-11-19T09:00:00Z"),
            ("2026-11-26T09:00:00Z", "2026-11-24T09:00:00Z"),
        ] {
            assert_eq!(working_days_before(at(now), PATIENCE), at(before), "{now}");
        }
    }
}
