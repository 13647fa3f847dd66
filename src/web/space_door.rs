//! The door of a closed space, for an employee who is not in it: what it is, and how to ask.

use actix_web::http::StatusCode;
use futures_util::try_join;
use serde::Serialize;

use super::answer::Answer;
use super::chrome::{self, About};
use super::emblem::Emblem;
use super::form::Shown;
use super::page::Page;
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::SpaceKind;
use crate::domain::policy;
use crate::domain::problems::Problems;
use crate::domain::space;
use crate::domain::words::Slug;
use chrono::{DateTime, Utc};

/// `space/door.html`
#[derive(Serialize)]
pub struct Show {
    name: String,
    emblem: Option<Emblem>,
    purpose: Option<String>,
    is_project: bool,
    is_archived: bool,
    members: i64,
    asked_at: Option<DateTime<Utc>>,
    requests_url: String,
    take_back_url: String,
    message: String,
    problems: Shown,
}

impl Page for Show {
    const TEMPLATE: &'static str = "space/door.html";
}

/// The page of a space that an employee knows of and does not see into. For whoever knows nothing of it, guests first of
/// all, there is no such page.
pub async fn door(visit: &Visit, slug: &Slug) -> Answer {
    door_with(visit, slug, StatusCode::OK, String::new(), &Problems::none()).await
}

/// The same, with what was typed and what is wrong with it.
pub(super) async fn door_with(
    visit: &Visit,
    slug: &Slug,
    status: StatusCode,
    message: String,
    problems: &Problems,
) -> Answer {
    let listed = policy::listed(&visit.db, &visit.viewer().employee()?, slug).await?;
    let (frame, door) = try_join!(chrome::frame(visit, About::Spaces), space::door(&visit.db, &listed))?;
    let page = Show {
        requests_url: urls::space_part(&door.slug, "requests"),
        take_back_url: urls::space_part(&door.slug, "requests/take-back"),
        emblem: Emblem::of(&door.name, &door.slug, door.picture_id, door.colour),
        name: door.name,
        purpose: door.purpose,
        is_project: door.kind == SpaceKind::Project,
        is_archived: listed.is_archived(),
        members: door.members,
        asked_at: door.asked_at,
        message,
        problems: Shown::new(problems, visit.language),
    };
    visit.page_with(status, frame, &page)
}
