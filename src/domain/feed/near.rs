//! The candidates of a page of the home feed, by a walk along an index in each space, which SQL can say and diesel cannot
//! (`lateral`). It is a condition of its own kind and not `sql_query`, so that its plan is kept like any other.
//!
//! The walk only chooses: what is shown of it is what `policy::sight` lets through, so a mistake in here could lose a post
//! and never show one.

use chrono::{DateTime, Utc};
use diesel::expression::{AppearsOnTable, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, Bool, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::list::{Order, PAGE};
use crate::domain::position::Position;

/// Condition on `posts`: those that may be on the page, one more than it holds, so that there is a next one.
///
/// First the latest post of each of the person's spaces: no page of so many posts needs more spaces than the so many
/// that moved last. Then the posts of these.
#[derive(Debug)]
pub(super) struct Near {
    /// Whose spaces.
    person: Uuid,
    /// At which instant they are in them.
    at: DateTime<Utc>,
    /// In which order.
    order: Order,
    /// Only of these spaces.
    places: Option<Vec<Uuid>>,
    /// Only from here on.
    before: Option<(DateTime<Utc>, Uuid)>,
}

impl Near {
    /// For a page of somebody's feed.
    pub(super) fn new(
        person: Uuid,
        at: DateTime<Utc>,
        order: Order,
        places: Option<Vec<Uuid>>,
        before: Option<Position>,
    ) -> Self {
        let before = before.map(|before| (before.at(), before.id()));
        Self { person, at, order, places, before }
    }

    /// The first posts of the space that `m` is about.
    fn posts<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>, most: &str) -> QueryResult<()> {
        let moved = self.moved();
        out.push_sql("(select p.id, p.");
        out.push_sql(moved);
        out.push_sql(" as moved from posts p where p.space_id = m.space_id and p.deleted_at is null");
        out.push_sql(" and (m.sees_from is null or m.sees_from <= p.published_at)");
        if let Some((at, id)) = &self.before {
            out.push_sql(" and (p.");
            out.push_sql(moved);
            out.push_sql(", p.id) < (");
            out.push_bind_param::<Timestamptz, _>(at)?;
            out.push_sql(", ");
            out.push_bind_param::<SqlUuid, _>(id)?;
            out.push_sql(")");
        }
        out.push_sql(" order by p.");
        out.push_sql(moved);
        out.push_sql(" desc, p.id desc limit ");
        out.push_sql(most);
        out.push_sql(")");
        Ok(())
    }

    fn moved(&self) -> &'static str {
        match self.order {
            Order::Activity => "active_at",
            Order::Newest => "published_at",
        }
    }
}

impl QueryFragment<Pg> for Near {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let most = (PAGE + 1).to_string();
        out.push_sql("posts.id = any(array(select near.id from (select m.space_id, m.sees_from");
        out.push_sql(" from memberships m join spaces s on s.id = m.space_id cross join lateral ");
        self.posts(&mut out, "1")?;
        out.push_sql(" latest where m.person_id = ");
        out.push_bind_param::<SqlUuid, _>(&self.person)?;
        out.push_sql(" and (m.expires_at is null or m.expires_at > ");
        out.push_bind_param::<Timestamptz, _>(&self.at)?;
        out.push_sql(") and s.archived_at is null and s.deletion_due_at is null");
        if let Some(places) = &self.places {
            out.push_sql(" and m.space_id = any(");
            out.push_bind_param::<Array<SqlUuid>, _>(places)?;
            out.push_sql(")");
        }
        out.push_sql(" order by latest.moved desc, latest.id desc limit ");
        out.push_sql(&most);
        out.push_sql(") m cross join lateral ");
        self.posts(&mut out, &most)?;
        out.push_sql(" near order by near.moved desc, near.id desc limit ");
        out.push_sql(&most);
        out.push_sql("))");
        Ok(())
    }
}

impl QueryId for Near {
    // Its text says which it is: it depends on what is asked.
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Expression for Near {
    type SqlType = Bool;
}

impl<T> ValidGrouping<T> for Near {
    type IsAggregate = is_aggregate::No;
}

impl<From> AppearsOnTable<From> for Near {}
