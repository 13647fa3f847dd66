//! People: the directory and profiles. A guest finds here the people of their spaces, and no directory.

use actix_web::HttpRequest;
use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About};
use super::face::Face;
use super::page::Page;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::{OrganizationId, PersonId, SpaceId};
use crate::domain::kinds::PersonKind;
use crate::domain::person::directory::{self, Sought};
use crate::domain::person::{self, Profile};
use crate::domain::space;

/// `person/index.html`
#[derive(Serialize)]
pub struct Index {
    q: String,
    kind: &'static str,
    colleagues: i64,
    guests: i64,
    companies: i64,
    kinds: Vec<Item>,
    cards: Vec<Card>,
    facets: Vec<Facet>,
    only_alike: bool,
    is_narrowed: bool,
    older: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "person/index.html";
}

/// A link among several, for `segmented` and `tabs`.
#[derive(Serialize)]
pub struct Item {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// How many wait there.
    pub count: Option<i64>,
    /// Whether one is there.
    pub current: bool,
}

#[derive(Serialize)]
struct Card {
    face: Face,
    title: Option<String>,
    place: String,
    sponsor: Option<String>,
    skills: Vec<String>,
}

#[derive(Serialize)]
struct Facet {
    name: &'static str,
    values: Vec<Value>,
}

#[derive(Serialize)]
struct Value {
    value: String,
    label: String,
    count: i64,
    chosen: bool,
}

/// `person/companions.html`
#[derive(Serialize)]
pub struct Companions {
    faces: Vec<Companion>,
    older: Option<String>,
}

#[derive(Serialize)]
struct Companion {
    face: Face,
    title: Option<String>,
}

impl Page for Companions {
    const TEMPLATE: &'static str = "person/companions.html";
}

/// What the address of the directory asks for; what cannot be understood is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Listing {
    q: String,
    kind: String,
    organization: Vec<String>,
    unit: Vec<String>,
    location: Vec<String>,
    skill: Vec<String>,
    after: String,
}

impl Listing {
    fn of(request: &HttpRequest) -> Self {
        serde_html_form::from_str(request.query_string()).unwrap_or_default()
    }

    fn after(&self) -> Option<PersonId> {
        self.after.parse().ok()
    }

    fn sought(&self) -> Sought {
        let filled = |values: &[String]| values.iter().filter(|value| !value.is_empty()).cloned().collect();
        let organizations = self.organization.iter().filter_map(|id| id.parse::<OrganizationId>().ok());
        Sought {
            words: self.q.trim().chars().take(100).collect(),
            kind: PersonKind::parse(&self.kind),
            organizations: organizations.collect(),
            units: filled(&self.unit),
            locations: filled(&self.location),
            skills: filled(&self.skill),
            after: self.after(),
        }
    }
}

/// The address of a search.
fn address(sought: &Sought) -> String {
    let mut query: Vec<(&str, String)> = Vec::new();
    let mut add = |name, value: String| {
        if !value.is_empty() {
            query.push((name, value));
        }
    };
    add("q", sought.words.clone());
    add("kind", sought.kind.map_or("", PersonKind::as_str).to_owned());
    sought.organizations.iter().for_each(|id| add("organization", id.to_string()));
    sought.units.iter().for_each(|unit| add("unit", unit.clone()));
    sought.locations.iter().for_each(|location| add("location", location.clone()));
    sought.skills.iter().for_each(|skill| add("skill", skill.clone()));
    add("after", sought.after.map(|after| after.to_string()).unwrap_or_default());
    match serde_html_form::to_string(&query) {
        Ok(query) if !query.is_empty() => format!("/people?{query}"),
        _ => "/people".to_owned(),
    }
}

/// `GET /people`
pub async fn index(visit: Visit, request: HttpRequest) -> Answer {
    let listing = Listing::of(&request);
    let Ok(employee) = visit.viewer().employee() else { return companions(&visit, listing.after()).await };
    let sought = listing.sought();
    let (frame, present, found) = try_join!(
        chrome::frame(&visit, About::People),
        directory::present(&visit.db, &employee),
        directory::search(&visit.db, &employee, &sought)
    )?;
    let kinds = [None, Some(PersonKind::Employee), Some(PersonKind::Guest)].map(|kind| Item {
        label: visit.say(kind.map_or("person-all", |kind| match kind {
            PersonKind::Employee => "person-colleagues",
            PersonKind::Guest => "person-guests",
        })),
        url: address(&Sought { kind, after: None, ..sought.clone() }),
        count: Some(match kind {
            None => found.colleagues + found.guests,
            Some(PersonKind::Employee) => found.colleagues,
            Some(PersonKind::Guest) => found.guests,
        }),
        current: sought.kind == kind,
    });
    let facets = facets(&sought, found.facets);
    let page = Index {
        kind: sought.kind.map_or("", PersonKind::as_str),
        colleagues: present.colleagues,
        guests: present.guests,
        companies: present.companies,
        kinds: kinds.into(),
        cards: found.people.into_iter().map(card).collect(),
        is_narrowed: sought != Sought::default(),
        facets,
        only_alike: found.only_alike,
        older: found.more_after.map(|after| address(&Sought { after: Some(after), ..sought.clone() })),
        q: sought.words,
    };
    visit.page(frame, &page)
}

fn card(card: directory::Card) -> Card {
    let place = [card.place.location, card.place.unit].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let face = Face::of(&card.face);
    Card { face, title: card.face.title, place, sponsor: card.sponsor, skills: card.place.skills }
}

fn facets(sought: &Sought, found: directory::Facets) -> Vec<Facet> {
    let organizations = found.organizations.into_iter().map(|(id, label, count)| Value {
        value: id.to_string(),
        label,
        count,
        chosen: sought.organizations.contains(&id),
    });
    let facets = [
        Facet { name: "organization", values: organizations.collect() },
        Facet { name: "unit", values: values(found.units, &sought.units) },
        Facet { name: "location", values: values(found.locations, &sought.locations) },
        Facet { name: "skill", values: values(found.skills, &sought.skills) },
    ];
    facets.into_iter().filter(|facet| !facet.values.is_empty()).collect()
}

/// The values that are found, and those that were chosen and find nobody: so that they can be taken back.
fn values(found: Vec<(String, i64)>, chosen: &[String]) -> Vec<Value> {
    let lost = chosen.iter().filter(|value| !found.iter().any(|(known, _)| known == *value));
    let lost: Vec<_> = lost.map(|value| (value.clone(), 0)).collect();
    let value =
        |(value, count): (String, i64)| Value { label: value.clone(), chosen: chosen.contains(&value), value, count };
    found.into_iter().chain(lost).map(value).collect()
}

async fn companions(visit: &Visit, after: Option<PersonId>) -> Answer {
    let (frame, (faces, last)) =
        try_join!(chrome::frame(visit, About::People), directory::companions(&visit.db, visit.viewer(), after))?;
    let companion = |face: person::Face| Companion { face: of_company(&face), title: face.title };
    let older = last.map(|after| address(&Sought { after: Some(after), ..Sought::default() }));
    visit.page(frame, &Companions { faces: faces.into_iter().map(companion).collect(), older })
}

/// A face for a guest: everybody else carries their organization too.
fn of_company(face: &person::Face) -> Face {
    Face { company: Some(face.organization.clone()), ..Face::of(face) }
}

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
    let (frame, profile) =
        try_join!(chrome::frame(&visit, About::People), person::profile(&visit.db, visit.viewer(), &handle),)?;
    let shared: Vec<SpaceId> = profile.shared.iter().map(|space| space.id).collect();
    let companies = space::companies(&visit.db, visit.viewer(), &shared).await?;
    let is_guest = profile.face.kind == PersonKind::Guest;
    let page = Show::of(&visit, profile, |space| companies.contains_key(&space));
    visit.page(frame.reaching(is_guest), &page)
}

impl Show {
    fn of(visit: &Visit, profile: Profile, is_open: impl Fn(SpaceId) -> bool) -> Self {
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
