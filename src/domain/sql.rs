//! PostgreSQL's functions that diesel does not know.

use diesel::expression::{AppearsOnTable, ValidGrouping};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable, SingleValue, SqlType, Text};
use diesel::{Expression, QueryResult};

/// The stems of a text, and where they stand in it.
#[derive(Clone, Copy, Debug, Default, QueryId, SqlType)]
#[diesel(postgres_type(name = "tsvector"))]
pub struct Tsvector;

/// What is sought in one.
#[derive(Clone, Copy, Debug, Default, QueryId, SqlType)]
#[diesel(postgres_type(name = "tsquery"))]
pub struct Tsquery;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Text as people search it, without accents or case (our own, in the first migration).
    fn plain(words: Text) -> Text;
    /// The larger of two; of a value and nothing, the value.
    fn greatest<T: SingleValue>(a: T, b: Nullable<T>) -> T;
    /// Whether words are alike by their groups of three letters (pg_trgm).
    fn word_similarity(sought: Text, words: Text) -> diesel::sql_types::Float;
    /// Whether any of them holds.
    #[aggregate]
    fn bool_or(condition: diesel::sql_types::Bool) -> Nullable<diesel::sql_types::Bool>;
    /// The first characters of a text.
    fn left(words: Text, most: diesel::sql_types::Integer) -> Text;
    /// How well a text holds what is sought; `how` weighs its length (PostgreSQL's own flags).
    fn ts_rank(lexemes: Tsvector, sought: Tsquery, how: diesel::sql_types::Integer) -> diesel::sql_types::Float;
    /// The stems of words, in both languages (our own, with the migration of search).
    fn lexemes(words: Text) -> Tsvector;
    /// The stems alone.
    fn tsvector_to_array(lexemes: Tsvector) -> Array<Text>;
}

/// A pattern for `like` that finds what holds these words, taken as they are typed.
pub(in crate::domain) fn containing(words: &str) -> String {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).collect();
    format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// A condition that is asked only of some: of all others the statement says `true` or `false` in its place, so that its plan
/// holds nothing which is never run.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Asked<E> {
    of_this_one: bool,
    condition: E,
    otherwise: &'static str,
}

/// The condition where it is asked, and no otherwise.
pub(in crate::domain) fn only_if<E>(asked: bool, condition: E) -> Asked<E> {
    Asked { of_this_one: asked, condition, otherwise: "false" }
}

/// The condition unless it need not be asked; yes then.
pub(in crate::domain) fn unless<E>(granted: bool, condition: E) -> Asked<E> {
    Asked { of_this_one: !granted, condition, otherwise: "true" }
}

impl<E: QueryFragment<Pg>> QueryFragment<Pg> for Asked<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if self.of_this_one {
            out.push_sql("(");
            self.condition.walk_ast(out.reborrow())?;
            out.push_sql(")");
        } else {
            out.push_sql(self.otherwise);
        }
        Ok(())
    }
}

impl<E> QueryId for Asked<E> {
    // Its text says which it is: it depends on who asks.
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<E: Expression<SqlType = Bool>> Expression for Asked<E> {
    type SqlType = Bool;
}

impl<E: ValidGrouping<G>, G> ValidGrouping<G> for Asked<E> {
    type IsAggregate = E::IsAggregate;
}

impl<E, From> AppearsOnTable<From> for Asked<E>
where
    E: AppearsOnTable<From>,
    Self: Expression,
{
}
