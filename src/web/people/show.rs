//! A person's page, as its reader may know them.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::address;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::PersonKind;
use crate::domain::person::directory::Sought;
use crate::domain::person::{self, Profile};
use crate::domain::{feed, space};
use crate::web::answer::Answer;
use crate::web::chrome::{self, About};
use crate::web::face::Face;
use crate::web::page::Page;
use crate::web::urls;
use crate::web::visit::Visit;

/// `person/show.html`
#[derive(Serialize)]
pub struct Show {
    face: Face,
    organization: String,
    title: Option<String>,
    has_left: bool,
    is_oneself: bool,
    can_edit: bool,
    can_administer: bool,
    admin_url: String,
    details: Option<Details>,
    shared: Vec<Shared>,
    stay: Option<Stay>,
    write_url: Option<String>,
    recent: Vec<Recent>,
}

#[derive(Serialize)]
struct Details {
    unit: Option<String>,
    location: Option<String>,
    email: String,
    phone: Option<String>,
    call: Option<String>,
    skills: Vec<Skill>,
    about: Option<String>,
    manager: Option<Colleague>,
    team: Vec<Colleague>,
}

#[derive(Serialize)]
struct Skill {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct Colleague {
    face: Face,
    title: Option<String>,
}

#[derive(Serialize)]
struct Shared {
    name: String,
    url: String,
    reach: &'static str,
    until: Option<DateTime<Utc>>,
}

/// Words of theirs that this reader sees.
#[derive(Serialize)]
struct Recent {
    url: String,
    is_comment: bool,
    title: Option<String>,
    words: String,
    space: String,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Stay {
    sponsor: Option<Face>,
    until: Option<DateTime<Utc>>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "person/show.html";
}

/// `GET /people/{handle}`
pub async fn show(visit: Visit, handle: Path<String>) -> Answer {
    let (frame, profile, recent) = try_join!(
        chrome::frame(&visit, About::People),
        person::profile(&visit.db, visit.viewer(), &handle),
        feed::recent(&visit.db, visit.viewer(), &handle),
    )?;
    let shared: Vec<SpaceId> = profile.shared.iter().map(|space| space.id).collect();
    let companies = space::companies(&visit.db, visit.viewer(), &shared).await?;
    let is_guest = profile.face.kind == PersonKind::Guest;
    let recent = recent.into_iter().map(Recent::of).collect();
    let page = Show::of(&visit, profile, recent, |space| companies.contains_key(&space));
    visit.page(frame.reaching(is_guest), &page)
}

impl Show {
    fn of(visit: &Visit, profile: Profile, recent: Vec<Recent>, is_open: impl Fn(SpaceId) -> bool) -> Self {
        let Profile { face, has_left, is_oneself, details, shared, stay } = profile;
        let is_guest_reading = visit.viewer().is_guest();
        let shown = if has_left { Face::named(&face) } else { Face::of(&face) };
        let shared: Vec<Shared> = shared.into_iter().map(|space| Shared::of(space, &is_open)).collect();
        let is_guest = face.kind == PersonKind::Guest;
        let sponsor = |sponsor: &person::Face| {
            if is_guest_reading { Face::named(sponsor) } else { Face::of(sponsor) }
        };
        let stay = stay.map(|stay| Stay { sponsor: stay.sponsor.as_ref().map(sponsor), until: stay.until });
        let write_url = shared.iter().find(|space| !is_guest || space.reach == "outside");
        Self {
            write_url: write_url.filter(|_| is_guest != is_guest_reading).map(|space| format!("{}#write", space.url)),
            admin_url: urls::admin_person(&face.handle),
            organization: face.organization,
            title: face.title.filter(|_| !has_left),
            face: shown,
            has_left,
            is_oneself,
            can_edit: is_oneself && visit.viewer().looker().is_none(),
            can_administer: visit.viewer().is_admin(),
            details: details.map(|details| Details::of(details, is_guest_reading)),
            shared,
            stay,
            recent,
        }
    }
}

impl Recent {
    fn of(one: feed::Recent) -> Self {
        Self {
            url: one.comment.map_or_else(|| urls::post(one.post), urls::comment),
            is_comment: one.comment.is_some(),
            title: one.title,
            words: one.words,
            space: one.space,
            at: one.at,
        }
    }
}

impl Shared {
    fn of(space: person::Shared, is_open: impl Fn(SpaceId) -> bool) -> Self {
        let reach = if is_open(space.id) { "outside" } else { "inside" };
        Self { name: space.name, url: urls::space(&space.slug), reach, until: space.until }
    }
}

impl Details {
    /// For colleagues, who may follow what they read; a guest who reads their own has no directory to follow it into.
    fn of(details: person::Details, is_guest_reading: bool) -> Self {
        let colleague = |face: person::Face| Colleague { face: Face::of(&face), title: face.title };
        let told = details.told;
        let digits = |phone: &String| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
        let skill = |name: String| {
            let url = address(&Sought { skills: vec![name.clone()], ..Sought::default() });
            Skill { name, url }
        };
        Self {
            unit: told.unit,
            location: told.location,
            email: told.email,
            call: told.phone.as_ref().map(digits).filter(|_| !is_guest_reading),
            phone: told.phone,
            skills: told.skills.into_iter().map(skill).collect(),
            about: told.about_html,
            manager: details.manager.map(colleague),
            team: details.team.into_iter().map(colleague).collect(),
        }
    }
}
