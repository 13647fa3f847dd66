//! What is wrong with a form, field by field: every problem at once, in the reader's language when it is shown.

use serde::Serialize;

/// One thing that is wrong: where, and the key of the sentence that says so (`problem-…` in the locales).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field's name in the form; empty when the whole form is meant.
    pub field: &'static str,
    /// The key of the message.
    pub key: &'static str,
    /// What the message counts or names: a limit, a line number, a word.
    pub detail: String,
}

/// All that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Nothing wrong yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// Only this one.
    pub fn one(field: &'static str, key: &'static str) -> Self {
        let mut problems = Self::none();
        problems.add(field, key);
        problems
    }

    /// Adds a problem.
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.add_with(field, key, "");
    }

    /// Those of another part of the same form too.
    pub fn join(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Adds a problem whose message names something.
    pub fn add_with(&mut self, field: &'static str, key: &'static str, detail: impl ToString) {
        self.0.push(Problem { field, key, detail: detail.to_string() });
    }

    /// The value, or its problem noted for that field.
    pub fn take<T>(&mut self, field: &'static str, parsed: Result<T, Wrong>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(Wrong { key, detail }) => {
                self.add_with(field, key, detail);
                None
            }
        }
    }

    /// Ok when nothing was wrong.
    pub fn into_result(self) -> crate::error::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(crate::error::Error::Invalid(self)) }
    }

    /// What another part of the same form gave, or the problems of both.
    pub fn or<T>(mut self, other: Result<T, Self>) -> Result<T, Self> {
        match other {
            Ok(value) if self.is_empty() => Ok(value),
            Ok(_) => Err(self),
            Err(others) => {
                self.join(others);
                Err(self)
            }
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One by one, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

/// Why a single value was not taken, before anybody knows which field it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The key of the message.
    pub key: &'static str,
    /// What the message counts or names.
    pub detail: String,
}

impl Wrong {
    /// With nothing to name.
    pub fn new(key: &'static str) -> Self {
        Self { key, detail: String::new() }
    }

    /// With a limit or a word to name.
    pub fn with(key: &'static str, detail: impl ToString) -> Self {
        Self { key, detail: detail.to_string() }
    }
}

impl From<Problems> for crate::error::Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}
