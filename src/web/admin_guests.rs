//! The house's guests, for admins.

use actix_web::web::Query;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::Form;
use super::guest_rows::Row;
use super::page::Page;
use super::tabs::{self, Tab};
use super::visit::Visit;
use crate::domain::guest;
use crate::domain::ids::OrganizationId;
use crate::error::Error;

/// A filter.
#[derive(Debug, Serialize)]
pub struct Filter {
    label: String,
    url: String,
    count: Option<i64>,
    current: bool,
}

/// The partner whose accesses may all be ended.
#[derive(Debug, Serialize)]
pub struct Company {
    id: OrganizationId,
    name: String,
    count: i64,
}

/// `guest/admin.html`
#[derive(Serialize)]
pub struct Index {
    /// The pages of administration.
    pub tabs: Vec<Tab>,
    /// The contracts that live.
    pub rows: Vec<Row>,
    /// How many there are, and from how many companies.
    pub total: i64,
    /// How many companies.
    pub companies: usize,
    /// By company.
    pub filters: Vec<Filter>,
    /// The chosen company.
    pub company: Option<Company>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "guest/admin.html";
}

/// Which company.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    organization: String,
}

/// `GET /admin/guests`
pub async fn index(visit: Visit, asked: Query<Asked>) -> Answer {
    let admin = visit.viewer().admin()?;
    let chosen: Option<OrganizationId> = asked.organization.parse().ok();
    let (frame, house) = try_join!(chrome::frame(&visit, About::Admin), guest::of_house(&visit.db, &admin, chosen))?;
    let total = house.companies.iter().map(|company| company.2).sum();
    let all = Filter {
        label: visit.say("guest-filter-all"),
        url: "/admin/guests".to_owned(),
        count: Some(total),
        current: chosen.is_none(),
    };
    let by_company = house.companies.iter().map(|(id, name, count)| Filter {
        label: name.clone(),
        url: format!("/admin/guests?organization={id}"),
        count: Some(*count),
        current: chosen == Some(*id),
    });
    let company = house.companies.iter().find(|company| chosen == Some(company.0));
    let page = Index {
        tabs: tabs::of_admin(visit.language, "/admin/guests"),
        total,
        companies: house.companies.len(),
        filters: std::iter::once(all).chain(by_company).collect(),
        company: company.map(|(id, name, count)| Company { id: *id, name: name.clone(), count: *count }),
        rows: house.entries.into_iter().map(|entry| Row::new(&visit, entry)).collect(),
    };
    visit.page(frame, &page)
}

/// Which company's accesses all end.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct End {
    organization: String,
}

/// `POST /admin/guests/ends`
pub async fn end(visit: Visit, form: Form<End>) -> Answer {
    let admin = visit.viewer().admin()?;
    let organization: OrganizationId = form.0.organization.parse().map_err(|_| Error::NotFound)?;
    let ended = visit.app.db.write(async |tx| guest::end_organization(tx, &admin, organization).await).await?;
    see_and_read("/admin/guests", Flash::ok("flash-guest-organization-ended").naming(ended))
}
