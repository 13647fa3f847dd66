//! Shortcuts: the page that tells them, and whether a single key is one. `assets/js/keys.js` is what does them.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::Form;
use super::page::Page;
use super::visit::Visit;
use crate::domain::account;

/// `shortcuts/index.html`
#[derive(Serialize)]
pub struct Index {
    single: Vec<Line>,
    is_on: bool,
}

impl Page for Index {
    const TEMPLATE: &'static str = "shortcuts/index.html";
}

/// A key, and what it does.
#[derive(Serialize)]
struct Line {
    key: &'static str,
    does: String,
}

/// Those of a single key, as `keys.js` has them.
const SINGLE: [(&str, &str); 6] =
    [("?", "help"), ("/", "search"), ("n", "write"), ("r", "answer"), ("j", "next"), ("k", "previous")];

/// `GET /shortcuts`
pub async fn index(visit: Visit) -> Answer {
    let frame = chrome::frame(&visit, About::Nothing).await?;
    let line = |(key, does): (&'static str, &str)| Line { key, does: visit.say(&format!("shortcuts-{does}")) };
    visit.page(frame, &Index { single: SINGLE.map(line).into(), is_on: visit.me().single_keys })
}

/// On or off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switch {
    on: bool,
}

/// `POST /settings/shortcuts`
pub async fn update(visit: Visit, switch: Form<Switch>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let on = switch.0.on;
    visit.app.db.write(async |tx| account::set_single_keys(tx, &oneself, on).await).await?;
    see_and_read("/shortcuts", Flash::ok(if on { "flash-shortcuts-on" } else { "flash-shortcuts-off" }))
}
