//! The admins' list of organizations.

use actix_web::web::Path;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::visit::Visit;
use crate::domain::ids::OrganizationId;
use crate::domain::kinds::OrganizationKind;
use crate::domain::organization::{self, Draft};
use crate::domain::problems::Problems;
use crate::error::{Error, Result};

/// `organization/index.html`
#[derive(Serialize)]
pub struct Index {
    entries: Vec<Entry>,
    form: Fields,
    problems: Shown,
    problem_count: usize,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    short_name: Option<String>,
    kind: &'static str,
    people: i64,
    is_house: bool,
    people_url: String,
    edit_url: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "organization/index.html";
}

/// `organization/edit.html`
#[derive(Serialize)]
pub struct Edit {
    name: String,
    action: String,
    form: Fields,
    problems: Shown,
    problem_count: usize,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "organization/edit.html";
}

/// The form.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    name: String,
    short_name: String,
    kind: String,
}

impl Default for Fields {
    fn default() -> Self {
        let kind = OrganizationKind::Supplier.as_str().to_owned();
        Self { name: String::new(), short_name: String::new(), kind }
    }
}

fn entry(entry: organization::Entry) -> Entry {
    let organization::Entry { organization, people } = entry;
    Entry {
        people_url: format!("/people?organization={}", organization.id),
        edit_url: address(organization.id),
        is_house: organization.kind == OrganizationKind::House,
        kind: organization.kind.as_str(),
        name: organization.name,
        short_name: organization.short_name,
        people,
    }
}

fn address(id: OrganizationId) -> String {
    format!("/admin/organizations/{id}")
}

async fn list(visit: &Visit, form: Fields, problems: &Problems) -> Result<(chrome::Frame, Index)> {
    let admin = visit.viewer().admin()?;
    let (frame, entries) = try_join!(chrome::frame(visit, About::Admin), organization::all(&visit.db, &admin))?;
    let page = Index {
        entries: entries.into_iter().map(entry).collect(),
        form,
        problem_count: problems.len(),
        problems: Shown::new(problems, visit.language),
    };
    Ok((frame, page))
}

/// `GET /admin/organizations`
pub async fn index(visit: Visit) -> Answer {
    let (frame, page) = list(&visit, Fields::default(), &Problems::none()).await?;
    visit.page(frame, &page)
}

/// `POST /admin/organizations`
pub async fn create(visit: Visit, form: Form<Fields>) -> Answer {
    let admin = visit.viewer().admin()?;
    let fields = form.0;
    let done = match Draft::parse(&fields.name, &fields.short_name, &fields.kind) {
        Ok(draft) => problems(visit.app.db.write(async |tx| organization::add(tx, &admin, &draft).await).await)?,
        Err(problems) => Err(problems),
    };
    match done {
        Ok(_) => see_and_read("/admin/organizations", Flash::ok("flash-organization-added").naming(fields.name)),
        Err(problems) => {
            let (frame, page) = list(&visit, fields, &problems).await?;
            visit.again(frame, &page)
        }
    }
}

fn organization_id(text: &str) -> Result<OrganizationId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /admin/organizations/{organization}`; the house's own name is among its settings.
pub async fn edit(visit: Visit, id: Path<String>) -> Answer {
    let admin = visit.viewer().admin()?;
    let id = organization_id(&id)?;
    let (frame, known) = try_join!(chrome::frame(&visit, About::Admin), organization::one(&visit.db, &admin, id))?;
    if known.kind == OrganizationKind::House {
        return Err(Error::NotFound.into());
    }
    let form = Fields {
        name: known.name.clone(),
        short_name: known.short_name.unwrap_or_default(),
        kind: known.kind.as_str().to_owned(),
    };
    let problems = Shown::default();
    visit.page(frame, &Edit { name: known.name, action: address(id), form, problems, problem_count: 0 })
}

/// `POST /admin/organizations/{organization}`
pub async fn update(visit: Visit, id: Path<String>, form: Form<Fields>) -> Answer {
    let admin = visit.viewer().admin()?;
    let (id, fields) = (organization_id(&id)?, form.0);
    let known = organization::one(&visit.db, &admin, id).await?;
    let done = match Draft::parse(&fields.name, &fields.short_name, &fields.kind) {
        Ok(draft) => problems(visit.app.db.write(async |tx| organization::edit(tx, &admin, id, &draft).await).await)?,
        Err(problems) => Err(problems),
    };
    match done {
        Ok(()) => see_and_read("/admin/organizations", Flash::ok("flash-organization-edited").naming(fields.name)),
        Err(problems) => {
            let frame = chrome::frame(&visit, About::Admin).await?;
            let (problem_count, problems) = (problems.len(), Shown::new(&problems, visit.language));
            visit.again(frame, &Edit { name: known.name, action: address(id), form: fields, problems, problem_count })
        }
    }
}
