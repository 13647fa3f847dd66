//! Opening a project to guests, and closing it again: what becomes visible is said before it is done.

use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Shown};
use super::page::Page;
use super::space_head::enter;
use super::urls;
use super::visit::Visit;
use crate::domain::guest::{self, Exposure};
use crate::domain::policy::{InSpace, Own};
use crate::domain::problems::Problems;
use crate::error::{Error, Why};

/// `guest/opening.html`
#[derive(Serialize)]
pub struct Show {
    /// The space's name.
    pub name: String,
    /// The way back.
    pub space_url: String,
    /// Whether it is open now, and the page is about closing it.
    pub is_open: bool,
    /// Where the form goes.
    pub action: String,
    /// Posts that a guest may come to read.
    pub posts: i64,
    /// Answers likewise.
    pub comments: i64,
    /// Colleagues whom guests see.
    pub colleagues: i64,
    /// Guests who would lose the space.
    pub guests: i64,
    /// Invitations that would be taken back.
    pub invited: i64,
    /// What is wrong.
    pub problems: Shown,
}

impl Page for Show {
    const TEMPLATE: &'static str = "guest/opening.html";
}

impl Show {
    fn new(visit: &Visit, space: &InSpace<Own>, exposure: Exposure, problems: &Problems) -> Self {
        let is_open = space.is_opened_to_guests();
        Self {
            space_url: urls::space(&exposure.slug),
            action: urls::space_part(&exposure.slug, if is_open { "closing" } else { "opening" }),
            name: exposure.name,
            is_open,
            posts: exposure.posts,
            comments: exposure.comments,
            colleagues: exposure.colleagues,
            guests: exposure.guests,
            invited: exposure.invited,
            problems: Shown::new(problems, visit.language),
        }
    }
}

/// The tick without which nothing happens.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Understood {
    understood: String,
}

/// `GET /spaces/{slug}/opening`
pub async fn show(visit: Visit, slug: Path<String>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    page(&visit, &space, &Problems::none()).await
}

async fn page(visit: &Visit, space: &InSpace<Own>, problems: &Problems) -> Answer {
    let (frame, exposure) =
        futures_util::try_join!(chrome::frame(visit, About::Space(space.space())), guest::exposure(&visit.db, space))?;
    if !space.is_opened_to_guests() && !exposure.may_open {
        return Err(Error::NotAllowed(if space.is_archived() { Why::Archived } else { Why::House }).into());
    }
    let page = Show::new(visit, space, exposure, problems);
    if problems.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

/// `POST /spaces/{slug}/opening`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Understood>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    if form.0.understood.is_empty() {
        return page(&visit, &space, &Problems::one("understood", "problem-guest-understood")).await;
    }
    visit.app.db.write(async |tx| guest::open(tx, &space).await).await?;
    see_and_read(urls::space_part(&slug, "guests/new"), Flash::ok("flash-guest-opened"))
}

/// `POST /spaces/{slug}/closing`
pub async fn delete(visit: Visit, slug: Path<String>, form: Form<Understood>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    if form.0.understood.is_empty() {
        return page(&visit, &space, &Problems::one("understood", "problem-guest-understood")).await;
    }
    visit.app.db.write(async |tx| guest::close(tx, &space).await).await?;
    see_and_read(urls::space(&slug), Flash::ok("flash-guest-closed"))
}
