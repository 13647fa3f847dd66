//! The one statement that finds: texts in which everything sought stands and that the viewer sees, the page of them that
//! is shown, and how many there are of each kind, in each space, by each author. What it counts is what it could show.
//!
//! The three parts come from diesel with their filters of sight (`policy::sight`); SQL around them says what diesel cannot
//! (`with`). Nothing but the words chooses the texts, so that PostgreSQL has their index alone to choose: bounds in time,
//! of which a kept plan knows nothing, had it read every comment by date (755 ms of a million). Filters that narrow the result are applied outside, so that each list of values is narrowed by all the others.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::{OFFERED, PAGE, Sought, What};

/// What is sought, as one query of PostgreSQL's.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// Each of these, or not.
    Terms(Vec<(String, bool)>),
    /// One stem of each of these.
    Stems(Vec<Vec<String>>),
}

impl Asked {
    /// Of how many parts it consists, each of which must be there. They are asked one by one: the index walks along
    /// several at once much faster than it weighs one question with many words in it.
    pub(super) fn parts(&self) -> usize {
        match self {
            Self::Terms(terms) => terms.iter().filter(|(_, unwanted)| !unwanted).count(),
            Self::Stems(words) => words.len(),
        }
    }

    /// The parts, as PostgreSQL's queries, with what must not be there in the first of them.
    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::Terms(terms) => {
                let (unwanted, wanted): (Vec<_>, Vec<_>) = terms.iter().partition(|(_, unwanted)| *unwanted);
                for (place, (term, _)) in wanted.into_iter().enumerate() {
                    out.push_sql(if place > 0 { ", " } else { "" });
                    stems(term, out)?;
                    if place == 0 {
                        for (term, _) in &unwanted {
                            out.push_sql(" && !!");
                            stems(term, out)?;
                        }
                    }
                }
            }
            Self::Stems(words) => {
                for (place, stems) in words.iter().enumerate() {
                    out.push_sql(if place > 0 { ", (" } else { "(" });
                    for (place, stem) in stems.iter().enumerate() {
                        out.push_sql(if place > 0 { " || " } else { "" });
                        out.push_sql("to_tsquery('simple', ");
                        out.push_bind_param::<Text, _>(stem)?;
                        out.push_sql(")");
                    }
                    out.push_sql(")");
                }
            }
        }
        Ok(())
    }
}

/// A term by its stems in both languages, which for most words are one.
fn stems<'b>(term: &'b String, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    out.push_sql(
        "(select coalesce(french || nullif(english, french), french) from (select to_tsquery('parvis_french', ",
    );
    out.push_bind_param::<Text, _>(term)?;
    out.push_sql("), to_tsquery('parvis_english', ");
    out.push_bind_param::<Text, _>(term)?;
    out.push_sql(")) as stems (french, english))");
    Ok(())
}

/// Which column of a hit a list of values is about: it is not narrowed by its own filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum But {
    Nothing,
    Kind,
    Space,
    Author,
    Reach,
    Unanswered,
}

/// A row of the answer: what it is about, a kind (or whether outside), an id, and a place or a number.
pub(super) type Row = (i16, i16, Option<Uuid>, i64);

/// What [`Row`]s begin with.
pub(super) const HIT: i16 = 0;
pub(super) const OF_KIND: i16 = 1;
pub(super) const IN_SPACE: i16 = 2;
pub(super) const BY_AUTHOR: i16 = 3;
pub(super) const BY_REACH: i16 = 4;
pub(super) const UNANSWERED: i16 = 5;

/// A post among [`Row`]s.
pub(super) const POST: i16 = 0;
/// A comment among [`Row`]s.
pub(super) const COMMENT: i16 = 1;
/// A file among [`Row`]s.
pub(super) const FILE: i16 = 2;

/// Condition: a file hangs in what was found, or it is one.
const HAS_FILE: &str = " and (kind = 2 or kind = 0 and exists (select 1 from files f where f.post_id = hit.id and f.comment_id is null) \
     or kind = 1 and exists (select 1 from files f where f.comment_id = hit.id))";

/// The statement.
pub(super) struct Hits<'s, P, C, F> {
    pub asked: &'s Asked,
    pub posts: P,
    pub comments: C,
    pub files: F,
    pub filter: Filter,
}

/// What narrows the result.
pub(super) struct Filter {
    spaces: Vec<Uuid>,
    authors: Vec<Uuid>,
    outside: Option<bool>,
    unanswered: bool,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    with_file: bool,
    kind: Option<i16>,
    order: &'static str,
    most: i64,
    skipped: i64,
}

impl Filter {
    pub(super) fn of(sought: &Sought) -> Self {
        let kind = sought.what.and_then(|what| match what {
            What::Post => Some(POST),
            What::Comment => Some(COMMENT),
            What::File => Some(FILE),
            What::Person | What::Space => None,
        });
        Self {
            spaces: sought.spaces.iter().map(|id| id.uuid()).collect(),
            authors: sought.authors.iter().map(|id| id.uuid()).collect(),
            outside: sought.outside,
            unanswered: sought.unanswered,
            from: sought.from,
            until: sought.until,
            with_file: sought.with_file,
            kind,
            order: if sought.newest { "at desc, id desc" } else { "rank desc, at desc, id desc" },
            // People and spaces alone: the numbers are wanted, the texts are not.
            most: if sought.what.is_some() && kind.is_none() { 0 } else { PAGE + 1 },
            skipped: sought.skipped(),
        }
    }

    fn narrow<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>, but: But) -> QueryResult<()> {
        out.push_sql(" from hit where true");
        if !self.spaces.is_empty() && but != But::Space {
            out.push_sql(" and space_id = any(");
            out.push_bind_param::<Array<SqlUuid>, _>(&self.spaces)?;
            out.push_sql(")");
        }
        if !self.authors.is_empty() && but != But::Author {
            out.push_sql(" and author_id = any(");
            out.push_bind_param::<Array<SqlUuid>, _>(&self.authors)?;
            out.push_sql(")");
        }
        if let Some(outside) = self.outside.filter(|_| but != But::Reach) {
            out.push_sql(if outside { " and outside" } else { " and not outside" });
        }
        if self.unanswered && but != But::Unanswered {
            out.push_sql(" and unanswered");
        }
        if let Some(from) = &self.from {
            out.push_sql(" and at >= ");
            out.push_bind_param::<Timestamptz, _>(from)?;
        }
        if let Some(until) = &self.until {
            out.push_sql(" and at < ");
            out.push_bind_param::<Timestamptz, _>(until)?;
        }
        if self.with_file {
            out.push_sql(HAS_FILE);
        }
        if let Some(kind) = self.kind.filter(|_| but != But::Kind) {
            out.push_sql(match kind {
                POST => " and kind = 0",
                COMMENT => " and kind = 1",
                _ => " and kind = 2",
            });
        }
        Ok(())
    }
}

impl<P: QueryFragment<Pg>, C: QueryFragment<Pg>, F: QueryFragment<Pg>> QueryFragment<Pg> for Hits<'_, P, C, F> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let filter = &self.filter;
        let each = |write: &dyn Fn(usize) -> String, between: &str| -> String {
            (0..self.asked.parts()).map(write).collect::<Vec<_>>().join(between)
        };
        let names = each(&|n| format!("p{n}"), ", ");
        out.push_sql(&format!("with said ({names}) as materialized (select "));
        self.asked.write(&mut out)?;
        let whole = each(&|n| format!("p{n}"), " && ");
        out.push_sql(&format!(
            "), sought (q) as materialized (select {whole} from said), parts ({names}) as materialized (select "
        ));
        // A word that says nothing is an empty query, which finds nothing by itself.
        out.push_sql(&each(&|n| format!("case when numnode(p{n}) = 0 then q else p{n} end"), ", "));
        out.push_sql(
            " from said, sought), hit (kind, id, space_id, author_id, at, outside, unanswered, rank) as materialized (",
        );
        self.posts.walk_ast(out.reborrow())?;
        out.push_sql(" union all ");
        self.comments.walk_ast(out.reborrow())?;
        out.push_sql(" union all ");
        self.files.walk_ast(out.reborrow())?;
        out.push_sql(") select 0::int2, kind, id, row_number() over () from (select kind, id");
        filter.narrow(&mut out, But::Nothing)?;
        out.push_sql(" order by ");
        out.push_sql(filter.order);
        out.push_sql(" limit ");
        out.push_bind_param::<BigInt, _>(&filter.most)?;
        out.push_sql(" offset ");
        out.push_bind_param::<BigInt, _>(&filter.skipped)?;
        out.push_sql(") page union all select 1::int2, kind, null, count(*)");
        filter.narrow(&mut out, But::Kind)?;
        out.push_sql(" group by kind");
        for (tag, column, but) in [("2", "space_id", But::Space), ("3", "author_id", But::Author)] {
            out.push_sql(" union all (select ");
            out.push_sql(tag);
            out.push_sql("::int2, 0::int2, ");
            out.push_sql(column);
            out.push_sql(", count(*)");
            filter.narrow(&mut out, but)?;
            out.push_sql(" group by ");
            out.push_sql(column);
            out.push_sql(" order by 4 desc, 3 limit ");
            out.push_bind_param::<BigInt, _>(&OFFERED)?;
            out.push_sql(")");
        }
        out.push_sql(" union all select 4::int2, outside::int::int2, null, count(*)");
        filter.narrow(&mut out, But::Reach)?;
        out.push_sql(" group by outside union all select 5::int2, 0::int2, null, count(*)");
        filter.narrow(&mut out, But::Unanswered)?;
        out.push_sql(" and unanswered having count(*) > 0");
        Ok(())
    }
}

impl<P, C, F> QueryId for Hits<'_, P, C, F> {
    // Its text says which it is: it depends on what is asked.
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<P, C, F> Query for Hits<'_, P, C, F> {
    type SqlType = (SmallInt, SmallInt, Nullable<SqlUuid>, BigInt);
}
