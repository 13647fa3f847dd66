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
    let all = [
        ("/settings/profile", "tab-settings-profile"),
        ("/settings/notifications", "tab-settings-notifications"),
        ("/settings/mail", "tab-settings-mail"),
        ("/settings/account", "tab-settings-account"),
        ("/settings/sessions", "tab-settings-sessions"),
    ];
    tabs(language, &all, current)
}

/// The administration; `current` is the path of the open one.
pub fn of_admin(language: Language, current: &str) -> Vec<Tab> {
    let all = [
        ("/admin/people", "tab-admin-people"),
        ("/admin/invitations", "tab-admin-invitations"),
        ("/admin/organizations", "tab-admin-organizations"),
        ("/admin/guests", "tab-admin-guests"),
        ("/admin/spaces", "tab-admin-spaces"),
        ("/admin/reports", "tab-admin-reports"),
        ("/admin/audit", "tab-admin-audit"),
        ("/admin/mail", "tab-admin-mail"),
        ("/admin/charter", "tab-admin-charter"),
        ("/admin/settings", "tab-admin-settings"),
    ];
    tabs(language, &all, current)
}

fn tabs(language: Language, all: &[(&'static str, &'static str)], current: &str) -> Vec<Tab> {
    let is_there =
        |(url, _): &&(&'static str, _)| ROUTES.iter().any(|route| route.method == "GET" && route.path == *url);
    let tab = |(url, key): &(&'static str, &'static str)| Tab {
        label: translate::say(language, key),
        url,
        count: None,
        current: *url == current,
    };
    all.iter().filter(is_there).map(tab).collect()
}
