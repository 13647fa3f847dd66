//! The admins' list of people, and what they may do to somebody's standing.

use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::face::Face;
use super::flash::Flash;
use super::page::Page;
use super::people::Item;
use super::urls;
use super::visit::Visit;
use crate::domain::departure;
use crate::domain::kinds::PersonKind;
use crate::domain::person::{self, roster};

/// `admin/people.html`
#[derive(Serialize)]
pub struct Index {
    q: String,
    state: &'static str,
    states: Vec<Item>,
    entries: Vec<Entry>,
    older: Option<String>,
}

#[derive(Serialize)]
struct Entry {
    face: Face,
    url: String,
    email: String,
    title: Option<String>,
    is_admin: bool,
    suspended_at: Option<DateTime<Utc>>,
    left_at: Option<DateTime<Utc>>,
}

impl Entry {
    fn of(entry: roster::Entry) -> Self {
        Self {
            url: urls::admin_person(&entry.face.handle),
            face: Face::of(&entry.face),
            title: entry.face.title,
            email: entry.email,
            is_admin: entry.is_admin,
            suspended_at: entry.suspended_at,
            left_at: entry.left_at,
        }
    }
}

impl Page for Index {
    const TEMPLATE: &'static str = "admin/people.html";
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Listing {
    q: String,
    state: String,
    after: String,
}

fn address(q: &str, state: roster::State, after: &str) -> String {
    let query =
        [("q", q), ("state", state.as_str()), ("after", after)].into_iter().filter(|(_, value)| !value.is_empty());
    format!("/admin/people?{}", serde_html_form::to_string(query.collect::<Vec<_>>()).unwrap_or_default())
}

/// `GET /admin/people`
pub async fn index(visit: Visit, listing: Query<Listing>) -> Answer {
    let admin = visit.viewer().admin()?;
    let state = roster::State::parse(&listing.state);
    let q: String = listing.q.trim().chars().take(100).collect();
    let (frame, (entries, last)) = try_join!(
        chrome::frame(&visit, About::Admin),
        roster::roster(&visit.db, &admin, state, &q, listing.after.parse().ok())
    )?;
    let item = |known: roster::State| Item {
        label: visit.say(&format!("admin-state-{}", known.as_str())),
        url: address(&q, known, ""),
        count: None,
        current: known == state,
    };
    let page = Index {
        state: state.as_str(),
        states: roster::State::ALL.map(item).into(),
        entries: entries.into_iter().map(Entry::of).collect(),
        older: last.map(|last| address(&q, state, &last.to_string())),
        q,
    };
    visit.page(frame, &page)
}

/// `admin/person.html`
#[derive(Serialize)]
pub struct Show {
    entry: Entry,
    created_at: DateTime<Utc>,
    profile_url: String,
    base: String,
    is_guest: bool,
    is_oneself: bool,
    can_suspend: bool,
    can_reinstate: bool,
    can_leave: bool,
    can_name: bool,
    can_release: bool,
    spaces: i64,
    handed_over: i64,
}

impl Page for Show {
    const TEMPLATE: &'static str = "admin/person.html";
}

/// `GET /admin/people/{handle}`
pub async fn show(visit: Visit, handle: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let about = async {
        let entry = roster::entry(&visit.db, &admin, &handle).await?;
        let consequences = departure::consequences(&visit.db, &admin, entry.face.id).await?;
        Ok((entry, consequences))
    };
    let (frame, (entry, consequences)) = try_join!(chrome::frame(&visit, About::Admin), about)?;
    let is_guest = entry.face.kind == PersonKind::Guest;
    let is_oneself = entry.face.id == visit.me().id;
    let is_present = entry.suspended_at.is_none() && entry.left_at.is_none();
    let page = Show {
        created_at: entry.created_at,
        profile_url: urls::person(&entry.face.handle),
        base: urls::admin_person(&entry.face.handle),
        is_guest,
        is_oneself,
        can_suspend: !is_guest && is_present && !is_oneself,
        can_reinstate: !is_guest && !is_present,
        can_leave: !is_guest && entry.left_at.is_none() && !is_oneself,
        can_name: !is_guest && is_present && !entry.is_admin,
        can_release: entry.is_admin,
        spaces: consequences.spaces,
        handed_over: consequences.handed_over,
        entry: Entry::of(entry),
    };
    visit.page(frame, &page)
}

macro_rules! acts {
    ($($(#[doc = $doc:literal])+ $name:ident = $act:path, $flash:literal;)+) => {$(
        $(#[doc = $doc])+
        pub async fn $name(visit: Visit, handle: Path<String>) -> Answer {
            let admin = visit.viewer().admin()?;
            visit.app.db.write(async |tx| $act(tx, &admin, &handle).await).await?;
            see_and_read(urls::admin_person(&handle), Flash::ok($flash))
        }
    )+};
}

acts! {
    /// `POST /admin/people/{handle}/suspension`
    suspend = person::suspend, "flash-person-suspended";
    /// `POST /admin/people/{handle}/reinstatement`
    reinstate = person::reinstate, "flash-person-reinstated";
    /// `POST /admin/people/{handle}/departure`
    leave = departure::leave, "flash-person-left";
    /// `POST /admin/people/{handle}/nomination`
    name_admin = person::name_admin, "flash-admin-named";
    /// `POST /admin/people/{handle}/release`
    release_admin = person::release_admin, "flash-admin-released";
}
