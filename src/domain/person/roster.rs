//! Everybody with an account, as admins see them: also who is suspended, and who has left.

use chrono::{DateTime, Utc};
use diesel::dsl::count;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Face;
use crate::domain::db::Db;
use crate::domain::ids::PersonId;
use crate::domain::kinds::PersonKind;
use crate::domain::policy::Admin;
use crate::domain::schema::{organizations, people};
use crate::domain::sql::plain;
use crate::error::{Error, Result};

/// People on a page.
const PAGE: i64 = 50;

/// Which of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Colleagues who may sign in.
    #[default]
    Active,
    /// Admins.
    Admins,
    /// Colleagues who may not sign in for now.
    Suspended,
    /// Who has left.
    Left,
    /// Guests, past ones among them.
    Guests,
}

impl State {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Active, Self::Admins, Self::Suspended, Self::Left, Self::Guests];

    /// Its word in addresses and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Admins => "admins",
            Self::Suspended => "suspended",
            Self::Left => "left",
            Self::Guests => "guests",
        }
    }

    /// The one of this word; without one, those who are active.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or_default()
    }
}

/// Somebody with an account.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
pub struct Entry {
    /// Who.
    #[diesel(embed)]
    pub face: Face,
    /// Where letters go.
    pub email: String,
    /// Whether an admin.
    pub is_admin: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Since when they may not sign in.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Since when they are gone.
    pub left_at: Option<DateTime<Utc>>,
}

/// One page of those in a state, by name, and the last of it when more come after.
pub async fn roster(
    db: &Db,
    _: &Admin<'_>,
    state: State,
    words: &str,
    after: Option<PersonId>,
) -> Result<(Vec<Entry>, Option<PersonId>)> {
    let mut page = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .order((plain(people::name), people::id))
        .limit(PAGE + 1)
        .select(Entry::as_select())
        .into_boxed();
    let employee = people::kind.eq(PersonKind::Employee);
    page = match state {
        State::Active => page.filter(employee.and(people::suspended_at.is_null()).and(people::left_at.is_null())),
        State::Admins => page.filter(people::is_admin),
        State::Suspended => page.filter(people::suspended_at.is_not_null().and(people::left_at.is_null())),
        State::Left => page.filter(people::left_at.is_not_null()),
        State::Guests => page.filter(people::kind.eq(PersonKind::Guest)),
    };
    for word in words.split_whitespace() {
        let pattern = super::directory::containing(word);
        page = page.filter(people::words.like(plain(pattern.clone())).or(people::email.ilike(pattern)));
    }
    if let Some(after) = after {
        let name: Option<String> =
            people::table.find(after).select(plain(people::name)).first(&mut db.conn()).await.optional()?;
        let name = name.ok_or(Error::NotFound)?;
        let later = plain(people::name).gt(name.clone()).or(people::id.gt(after));
        page = page.filter(plain(people::name).ge(name).and(later));
    }
    let mut entries: Vec<Entry> = page.load(&mut db.conn()).await?;
    let more = entries.len() as i64 > PAGE;
    entries.truncate(PAGE as usize);
    let last = entries.last().map(|entry| entry.face.id).filter(|_| more);
    Ok((entries, last))
}

/// Somebody with an account, for an admin.
pub async fn entry(db: &Db, _: &Admin<'_>, handle: &str) -> Result<Entry> {
    let found = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::handle.eq(handle))
        .select(Entry::as_select())
        .first(&mut db.conn())
        .await;
    found.optional()?.ok_or(Error::NotFound)
}

/// How many of each, for the admins' first page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Colleagues who may sign in.
    pub active: i64,
    /// Colleagues who may not for now.
    pub suspended: i64,
    /// Admins.
    pub admins: i64,
}

/// How many of each.
pub async fn numbers(db: &Db, _: &Admin<'_>) -> Result<Numbers> {
    let (active, suspended, admins) = people::table
        .filter(people::kind.eq(PersonKind::Employee).and(people::left_at.is_null()))
        .select((
            count(people::id).aggregate_filter(people::suspended_at.is_null()),
            count(people::id).aggregate_filter(people::suspended_at.is_not_null()),
            count(people::id).aggregate_filter(people::is_admin.and(people::suspended_at.is_null())),
        ))
        .first(&mut db.conn())
        .await?;
    Ok(Numbers { active, suspended, admins })
}
