//! Spaces, for those who run the network: that they are there, who answers for them, their end. Never what is in them.

use actix_web::web::Path;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About, Frame};
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::tabs::{self, Tab};
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::deletion;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::{SpaceKind, Visibility};
use crate::domain::membership;
use crate::domain::problems::Problems;
use crate::domain::space::{self, Known};
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};

/// `admin/spaces.html`
#[derive(Serialize)]
pub struct Index {
    tabs: Vec<Tab>,
    spaces: Vec<Row>,
    leaving: Vec<Row>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "admin/spaces.html";
}

/// A space in the list.
#[derive(Serialize)]
struct Row {
    name: String,
    meta: String,
    is_archived: bool,
    is_orphan: bool,
    is_outside: bool,
    deletion_due_at: Option<DateTime<Utc>>,
    url: Option<String>,
    entry_url: Option<String>,
    charge_url: Option<String>,
    deletion_url: Option<String>,
    keep_url: Option<String>,
}

impl Row {
    fn of(visit: &Visit, known: &Known) -> Self {
        let part = |part: &str| format!("/admin/spaces/{}/{part}", known.space.id);
        let is_leaving = known.deletion_due_at.is_some();
        let follows = known.is_room || is_leaving;
        let is_orphan = known.owners == 0 && !known.is_room;
        Self {
            name: known.space.name.clone(),
            meta: Self::meta(visit, known),
            is_archived: known.space.archived_at.is_some(),
            is_orphan,
            is_outside: known.guests > 0,
            deletion_due_at: known.deletion_due_at,
            url: (known.role.is_some() && !is_leaving).then(|| urls::space(&known.space.slug)),
            entry_url: (known.role.is_none() && !follows).then(|| part("entry")),
            charge_url: (is_orphan && !follows).then(|| part("charge")),
            deletion_url: (!is_leaving).then(|| part("deletion")),
            keep_url: is_leaving.then(|| part("keep")),
        }
    }

    fn meta(visit: &Visit, known: &Known) -> String {
        let kind = match (known.is_room, known.space.kind) {
            (true, _) => "admin-space-room",
            (false, SpaceKind::Group) => "space-kind-group",
            (false, SpaceKind::Project) => "space-kind-project",
        };
        let visibility = match known.space.visibility {
            Visibility::Open => "admin-space-open",
            Visibility::Closed => "admin-space-closed",
            Visibility::Secret => "admin-space-secret",
        };
        let args = [("colleagues".into(), known.colleagues.into()), ("guests".into(), known.guests.into())];
        let counts = translate(visit.language, "admin-space-counts", &Args::from(args));
        format!("{}, {}, {counts}", visit.say(kind), visit.say(visibility))
    }
}

/// `GET /admin/spaces`
pub async fn index(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, known) = try_join!(chrome::frame(&visit, About::Admin), space::all(&visit.db, &admin))?;
    let rows = |leaving: bool| {
        let chosen = known.iter().filter(|known| known.deletion_due_at.is_some() == leaving);
        chosen.map(|known| Row::of(&visit, known)).collect()
    };
    let tabs = tabs::of_admin(visit.language, "/admin/spaces");
    visit.page(frame, &Index { tabs, spaces: rows(false), leaving: rows(true) })
}

/// `POST /admin/spaces/{id}/entry`
pub async fn enter(visit: Visit, id: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let space = which(&id)?;
    visit.app.db.write(async |tx| membership::enter(tx, &admin, space).await).await?;
    see_and_read("/admin/spaces", Flash::info("flash-admin-entered"))
}

/// `POST /admin/spaces/{id}/charge`
pub async fn take_charge(visit: Visit, id: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let space = which(&id)?;
    visit.app.db.write(async |tx| membership::take_charge(tx, &admin, space).await).await?;
    see_and_read("/admin/spaces", Flash::info("flash-admin-took-charge"))
}

/// `admin/delete_space.html`
#[derive(Serialize)]
pub struct Delete {
    space_name: String,
    deletion_url: String,
    counts: String,
    typed: String,
    problems: Shown,
}

impl Page for Delete {
    const TEMPLATE: &'static str = "admin/delete_space.html";
}

/// `GET /admin/spaces/{id}/deletion`
pub async fn ask_delete(visit: Visit, id: Path<String>) -> Answer {
    let (frame, page) = deletion(&visit, which(&id)?, String::new(), &Problems::none()).await?;
    visit.page(frame, &page)
}

async fn deletion(visit: &Visit, space: SpaceId, typed: String, wrong: &Problems) -> Result<(Frame, Delete)> {
    let admin = visit.viewer().admin()?;
    let (frame, known) = try_join!(chrome::frame(visit, About::Admin), space::all(&visit.db, &admin))?;
    let known = known.into_iter().find(|known| known.space.id == space && known.deletion_due_at.is_none());
    let known = known.ok_or(Error::NotFound)?;
    let page = Delete {
        deletion_url: format!("/admin/spaces/{space}/deletion"),
        counts: Row::meta(visit, &known),
        space_name: known.space.name,
        typed,
        problems: Shown::new(wrong, visit.language),
    };
    Ok((frame, page))
}

/// The name, typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
}

/// `POST /admin/spaces/{id}/deletion`
pub async fn delete(visit: Visit, id: Path<String>, form: Form<Typed>) -> Answer {
    let admin = visit.viewer().admin()?;
    let space = which(&id)?;
    let asked = visit.app.db.write(async |tx| deletion::ask(tx, &admin, space, &form.0.name).await);
    match problems(asked.await)? {
        Ok(()) => see_and_read("/admin/spaces", Flash::info("flash-space-deletion-asked")),
        Err(wrong) => {
            let (frame, page) = deletion(&visit, space, form.0.name, &wrong).await?;
            visit.again(frame, &page)
        }
    }
}

/// `POST /admin/spaces/{id}/keep`
pub async fn keep(visit: Visit, id: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let space = which(&id)?;
    visit.app.db.write(async |tx| deletion::keep(tx, &admin, space).await).await?;
    see_and_read("/admin/spaces", Flash::ok("flash-space-kept"))
}

fn which(id: &str) -> Result<SpaceId> {
    id.parse().map_err(|_| Error::NotFound)
}
