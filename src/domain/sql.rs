//! PostgreSQL's functions that diesel does not know.

use diesel::sql_types::{Nullable, SingleValue, Text};

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
}

/// A pattern for `like` that finds what holds these words, taken as they are typed.
pub(in crate::domain) fn containing(words: &str) -> String {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).collect();
    format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
