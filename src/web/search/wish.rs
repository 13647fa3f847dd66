//! What the address of a search asks for; what cannot be understood is left out.

use actix_web::HttpRequest;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::search::{LAST_PAGE, Sought, What};
use crate::web::page::Setting;

/// Letters that are kept of what was typed.
const LONGEST: usize = 200;

/// The fields of a search.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Wish {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub what: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub space: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reach: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub with: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub only: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub when: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
    #[serde(skip_serializing_if = "is_first")]
    pub page: i64,
}

fn is_first(page: &i64) -> bool {
    *page <= 1
}

impl Wish {
    pub(super) fn of(request: &HttpRequest) -> Self {
        let wish: Self = serde_html_form::from_str(request.query_string()).unwrap_or_default();
        // Nothing that prints nothing: neither the database nor a page would take it.
        let q = wish.q.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect::<String>();
        Self { q: q.trim_start().to_owned(), ..wish }
    }

    /// What it means, by the clock of the house.
    pub(super) fn sought(&self, setting: Setting) -> Sought {
        let today = setting.now.with_timezone(&setting.zone).date_naive();
        let begin = |day: NaiveDate| -> Option<DateTime<Utc>> {
            let midnight = setting.zone.from_local_datetime(&day.and_hms_opt(0, 0, 0)?).earliest()?;
            Some(midnight.to_utc())
        };
        let day = |text: &str| text.parse::<NaiveDate>().ok().filter(|day| (1970..3000).contains(&day.year()));
        let since = match self.when.as_str() {
            "year" => today.with_ordinal(1),
            "month" => today.with_day(1),
            _ => day(&self.from),
        };
        let until =
            day(&self.until).filter(|_| self.when.is_empty()).and_then(|day| day.checked_add_days(Days::new(1)));
        Sought {
            typed: self.q.clone(),
            what: [What::Post, What::Comment, What::File, What::Person, What::Space]
                .into_iter()
                .find(|what| name_of(Some(*what)) == self.what),
            spaces: self.space.iter().filter_map(|id| id.parse().ok()).collect(),
            authors: self.by.iter().filter_map(|id| id.parse().ok()).collect(),
            outside: match self.reach.as_str() {
                "outside" => Some(true),
                "inside" => Some(false),
                _ => None,
            },
            with_file: self.with == "file",
            unanswered: self.only == "unanswered",
            from: since.and_then(begin),
            until: until.and_then(begin),
            newest: self.order == "newest",
            page: (self.page - 1).clamp(0, LAST_PAGE - 1),
        }
    }

    /// Nothing but the words.
    pub(super) fn clear(&mut self) {
        *self = Self { q: self.q.clone(), what: self.what.clone(), order: self.order.clone(), ..Self::default() };
    }

    /// The address of another search, on its first page unless it says otherwise.
    pub(super) fn address(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self { page: 1, ..self.clone() };
        change(&mut other);
        format!("/search?{}", serde_html_form::to_string(&other).unwrap_or_default())
    }
}

/// A kind of thing in addresses and message keys.
pub(super) fn name_of(what: Option<What>) -> &'static str {
    match what {
        None => "",
        Some(What::Post) => "posts",
        Some(What::Comment) => "comments",
        Some(What::File) => "files",
        Some(What::Person) => "people",
        Some(What::Space) => "spaces",
    }
}
