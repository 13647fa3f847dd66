//! What is wrong with the settings, all of it at once.

use std::fmt;

/// One setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The variable.
    pub name: &'static str,
    /// Its value, unless it may hold a secret.
    pub value: Option<String>,
    /// What it should be.
    pub expected: String,
}

/// All settings that cannot be used, in the order of the documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, name: &'static str, value: &str, expected: impl Into<String>) {
        let value = Some(value.to_owned());
        self.0.push(Problem { name, value, expected: expected.into() });
    }

    pub(super) fn add_secret(&mut self, name: &'static str, expected: impl Into<String>) {
        self.0.push(Problem { name, value: None, expected: expected.into() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => write!(f, "one setting cannot be used:")?,
            count => write!(f, "{count} settings cannot be used:")?,
        }
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, expected } = self;
        match value {
            Some(value) => write!(f, "{name} is {value:?}, expected {expected}"),
            None => write!(f, "{name} (its value is not shown), expected {expected}"),
        }
    }
}

/// The value, unless it is empty: compose files hand on variables that nobody has set.
pub(super) fn given(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}
