//! The tabs of one's own settings.

use serde::Serialize;

use super::translate;
use crate::domain::kinds::Language;

/// A tab: `templates/part/page.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Its words.
    pub label: String,
    /// Its page.
    pub url: &'static str,
    /// How many things wait there.
    pub count: Option<i64>,
    /// Whether it is the one that is open.
    pub current: bool,
}

/// Profile, account, devices; `current` is the path of the open one.
pub fn of_settings(language: Language, current: &str) -> Vec<Tab> {
    let tab = |url: &'static str| Tab {
        label: translate::say(language, &format!("tab{}", url.replace('/', "-"))),
        url,
        count: None,
        current: url == current,
    };
    ["/settings/profile", "/settings/account", "/settings/sessions"].map(tab).into()
}
