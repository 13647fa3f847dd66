//! One's own profile, in the settings.

use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::tabs::{self, Tab};
use super::upload::Upload;
use super::visit::Visit;
use crate::domain::person::{self, Draft, Own, Typed};
use crate::domain::problems::{Problems, Wrong};

/// `person/edit.html`
#[derive(Serialize)]
pub struct Edit {
    tabs: Vec<Tab>,
    face: Face,
    has_photo: bool,
    is_guest: bool,
    profile_url: String,
    form: Fields,
    problems: Shown,
    problem_count: usize,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "person/edit.html";
}

/// The form.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    name: String,
    title: String,
    unit: String,
    location: String,
    phone: String,
    skills: String,
    about: String,
    manager: String,
}

impl Fields {
    fn of(own: Own) -> Self {
        Self {
            name: own.name,
            title: own.title.unwrap_or_default(),
            unit: own.unit.unwrap_or_default(),
            location: own.location.unwrap_or_default(),
            phone: own.phone.unwrap_or_default(),
            skills: own.skills.join(", "),
            about: own.about.unwrap_or_default(),
            manager: own.manager.unwrap_or_default(),
        }
    }

    fn typed(&self) -> Typed<'_> {
        Typed {
            name: &self.name,
            title: &self.title,
            unit: &self.unit,
            location: &self.location,
            phone: &self.phone,
            skills: &self.skills,
            about: &self.about,
            manager: &self.manager,
        }
    }
}

impl Edit {
    fn of(visit: &Visit, form: Fields, problems: &Problems) -> Self {
        let me = visit.me();
        Self {
            tabs: tabs::of_settings(visit.language, "/settings/profile"),
            face: Face::of_me(me),
            has_photo: me.picture_id.is_some(),
            is_guest: visit.viewer().is_guest(),
            profile_url: super::urls::person(&me.handle),
            form,
            problem_count: problems.len(),
            problems: Shown::new(problems, visit.language),
        }
    }
}

/// `GET /settings/profile`
pub async fn edit(visit: Visit) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let (frame, own) = try_join!(chrome::frame(&visit, About::Settings), person::own(&visit.db, &oneself))?;
    visit.page(frame, &Edit::of(&visit, Fields::of(own), &Problems::none()))
}

/// `POST /settings/profile`
pub async fn update(visit: Visit, form: Form<Fields>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let fields = form.0;
    let done = match Draft::parse(visit.viewer().is_guest(), fields.typed()) {
        Ok(draft) => problems(visit.app.db.write(async |tx| person::edit(tx, &oneself, &draft).await).await)?,
        Err(problems) => Err(problems),
    };
    match done {
        Ok(()) => see_and_read(super::urls::person(&visit.me().handle), Flash::ok("flash-profile-saved")),
        Err(problems) => {
            let frame = chrome::frame(&visit, About::Settings).await?;
            visit.again(frame, &Edit::of(&visit, fields, &problems))
        }
    }
}

/// `POST /settings/profile/photo`
pub async fn create_photo(visit: Visit, upload: Upload) -> Answer {
    let oneself = visit.viewer().oneself()?;
    match upload.square().await {
        Ok(square) => {
            visit.app.db.write(async |tx| person::change_photo(tx, &oneself, Some(&square)).await).await?;
            see_and_read("/settings/profile", Flash::ok("flash-photo-changed"))
        }
        Err(Wrong { key, detail }) => {
            let mut problems = Problems::none();
            problems.add_with("photo", key, detail);
            let (frame, own) = try_join!(chrome::frame(&visit, About::Settings), person::own(&visit.db, &oneself))?;
            visit.again(frame, &Edit::of(&visit, Fields::of(own), &problems))
        }
    }
}

/// `POST /settings/profile/photo/removal`
pub async fn delete_photo(visit: Visit) -> Answer {
    let oneself = visit.viewer().oneself()?;
    visit.app.db.write(async |tx| person::change_photo(tx, &oneself, None).await).await?;
    see_and_read("/settings/profile", Flash::ok("flash-photo-removed"))
}
