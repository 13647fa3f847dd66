//! The tabs of the settings and of the administration. A page that has no route has no tab.

use serde::Serialize;

use super::routes::ROUTES;
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

/// One's own settings; `current` is the path of the open one.
pub fn of_settings(language: Language, current: &str) -> Vec<Tab> {
    let all = ["/settings/profile", "/settings/notifications", "/settings/account", "/settings/sessions"];
    tabs(language, &all, current)
}

/// The administration; `current` is the path of the open one.
pub fn of_admin(language: Language, current: &str) -> Vec<Tab> {
    let all = [
        "/admin/people",
        "/admin/invitations",
        "/admin/organizations",
        "/admin/guests",
        "/admin/spaces",
        "/admin/mail",
        "/admin/charter",
        "/admin/settings",
    ];
    tabs(language, &all, current)
}

fn tabs(language: Language, all: &[&'static str], current: &str) -> Vec<Tab> {
    let is_there = |url: &&&'static str| ROUTES.iter().any(|route| route.method == "GET" && route.path == **url);
    let tab = |url: &&'static str| Tab {
        label: translate::say(language, &format!("tab-{}", url.trim_start_matches('/').replace('/', "-"))),
        url,
        count: None,
        current: *url == current,
    };
    all.iter().filter(is_there).map(tab).collect()
}
