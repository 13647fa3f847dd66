//! PostgreSQL's functions that diesel does not know.

use diesel::query_builder::QueryId;
use diesel::sql_types::{Nullable, SingleValue, SqlType, Text};

/// The stems of a text, and where they stand in it.
#[derive(Clone, Copy, Debug, Default, QueryId, SqlType)]
#[diesel(postgres_type(name = "tsvector"))]
pub struct Tsvector;

/// What is sought in one.
#[derive(Clone, Copy, Debug, Default, QueryId, SqlType)]
#[diesel(postgres_type(name = "tsquery"))]
pub struct Tsquery;

diesel::infix_operator!(Matches, " @@ ", backend: diesel::pg::Pg);

/// Condition: this text holds what is sought.
pub(in crate::domain) fn matches<T, S>(lexemes: T, sought: S) -> Matches<T, S>
where
    T: diesel::Expression<SqlType = Tsvector>,
    S: diesel::Expression<SqlType = Tsquery>,
{
    Matches::new(lexemes, sought)
}

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
