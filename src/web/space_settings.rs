//! What the owners of a space decide: its name, its words, its walls, its rest.

use actix_web::web::Path;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::emblem;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::space_head::{Head, Tab, enter, head, named};
use super::spaces::description;
use super::upload::Upload;
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::{SpaceColour, SpaceKind, Visibility};
use crate::domain::picture::Square;
use crate::domain::policy::{self, InSpace, Own};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::space::{self, Edit as Words};
use crate::domain::words::{Name, Purpose};
use crate::error::Result;

/// `space/settings.html`
#[derive(Serialize)]
pub struct Edit {
    head: Head,
    form: Draft,
    colours: Vec<emblem::Choice>,
    picture_url: String,
    has_picture: bool,
    problems: Shown,
    problem_count: usize,
    settings_url: String,
    journal_url: String,
    is_room: bool,
    is_archived: bool,
    archive_url: String,
    reopening_url: String,
    room_url: Option<String>,
    guests_stay: bool,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "space/settings.html";
}

/// What the form sends, and shows again.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Draft {
    name: String,
    visibility: String,
    purpose: String,
    description: String,
    colour: String,
    discreet: bool,
}

impl Draft {
    fn of(space: &space::Space) -> Self {
        Self {
            name: space.name.clone(),
            visibility: space.visibility.as_str().to_owned(),
            purpose: space.purpose.clone().unwrap_or_default(),
            description: space.description.clone().unwrap_or_default(),
            colour: space.colour.map_or("", SpaceColour::as_str).to_owned(),
            discreet: space.discreet,
        }
    }

    /// A back room's form has neither name nor walls: they are its project's.
    fn words(&self, space: &space::Space) -> Result<Words, Problems> {
        let mut problems = Problems::none();
        let named = if space.is_room() { &space.name } else { &self.name };
        let name = problems.take("name", Name::parse(named));
        let purpose = problems.take("purpose", Purpose::parse_optional(&self.purpose));
        let description = problems.take("description", description(&self.description));
        let visibility = if space.is_room() { Some(space.visibility) } else { Visibility::parse(&self.visibility) };
        if visibility.is_none() {
            problems.add("visibility", "problem-empty");
        }
        match (name, visibility, purpose, description) {
            (Some(name), Some(visibility), Some(purpose), Some(description)) => {
                let colour = SpaceColour::parse(&self.colour);
                Ok(Words { name, visibility, purpose, description, colour, discreet: self.discreet })
            }
            _ => Err(problems),
        }
    }
}

/// `GET /spaces/{slug}/settings`
pub async fn edit(visit: Visit, slug: Path<String>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    let (frame, page) = page(&visit, &space, None, &Problems::none()).await?;
    visit.page(frame, &page)
}

async fn page(
    visit: &Visit,
    space: &InSpace<Own>,
    form: Option<Draft>,
    wrong: &Problems,
) -> Result<(chrome::Frame, Edit)> {
    let (frame, head) =
        try_join!(chrome::frame(visit, About::Space(space.space())), head(visit, space, Tab::Settings))?;
    let part = |part: &str| urls::space_part(head.slug(), part);
    let is_project = head.about.kind == SpaceKind::Project;
    let form = form.unwrap_or_else(|| Draft::of(&head.about));
    let page = Edit {
        colours: emblem::choices(&form.colour),
        form,
        picture_url: part("picture"),
        has_picture: head.about.picture_id.is_some(),
        problems: Shown::new(wrong, visit.language),
        problem_count: wrong.len(),
        settings_url: part("settings"),
        journal_url: part("journal"),
        is_room: space.room_of().is_some(),
        is_archived: space.is_archived(),
        archive_url: part("archive"),
        reopening_url: part("reopening"),
        room_url: (is_project && head.about.room.is_none() && !space.is_archived()).then(|| part("room")),
        guests_stay: head.is_outside(),
        head,
    };
    Ok((frame.reaching(page.head.is_outside()), page))
}

/// `POST /spaces/{slug}/settings`
pub async fn update(visit: Visit, slug: Path<String>, form: Form<Draft>) -> Answer {
    let name = named(&slug)?;
    let edited = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &name).await?;
        let words = form.0.words(&space::about(tx, &space).await?)?;
        space::edit(tx, &space, &words).await
    });
    match problems(edited.await)? {
        Ok(slug) => see_and_read(urls::space_part(slug.as_str(), "settings"), Flash::ok("flash-space-edited")),
        Err(wrong) => {
            let space = enter::<Own>(&visit, &slug).await?;
            let (frame, page) = page(&visit, &space, Some(form.0), &wrong).await?;
            visit.again(frame, &page)
        }
    }
}

/// `POST /spaces/{slug}/picture`
pub async fn create_picture(visit: Visit, slug: Path<String>, upload: Upload) -> Answer {
    // Whether they may comes before what they send.
    let space = enter::<Own>(&visit, &slug).await?;
    match upload.square().await {
        Ok(square) => change_picture(&visit, &slug, Some(&square), "flash-space-picture-changed").await,
        Err(Wrong { key, detail }) => {
            let mut wrong = Problems::none();
            wrong.add_with("picture", key, detail);
            let (frame, page) = page(&visit, &space, None, &wrong).await?;
            visit.again(frame, &page)
        }
    }
}

/// `POST /spaces/{slug}/picture/removal`
pub async fn delete_picture(visit: Visit, slug: Path<String>) -> Answer {
    change_picture(&visit, &slug, None, "flash-space-picture-removed").await
}

async fn change_picture(visit: &Visit, slug: &str, to: Option<&Square>, flash: &'static str) -> Answer {
    let slug = named(slug)?;
    let changed = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        space::change_picture(tx, &space, to).await
    });
    changed.await?;
    see_and_read(urls::space_part(slug.as_str(), "settings"), Flash::ok(flash))
}

/// `POST /spaces/{slug}/archive`
pub async fn archive(visit: Visit, slug: Path<String>) -> Answer {
    let slug = named(&slug)?;
    let archived = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        space::archive(tx, &space).await
    });
    archived.await?;
    see_and_read(urls::space_part(slug.as_str(), "settings"), Flash::ok("flash-space-archived"))
}

/// `POST /spaces/{slug}/reopening`
pub async fn reopen(visit: Visit, slug: Path<String>) -> Answer {
    let slug = named(&slug)?;
    let reopened = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        space::reopen(tx, &space).await
    });
    reopened.await?;
    see_and_read(urls::space_part(slug.as_str(), "settings"), Flash::ok("flash-space-reopened"))
}
