//! People: the directory and profiles. A guest finds here the people of their spaces, and no directory.

mod show;

use actix_web::HttpRequest;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::kinds::PersonKind;
use crate::domain::person;
use crate::domain::person::directory::{self, Sought};
use crate::web::answer::Answer;
use crate::web::chrome::{self, About};
use crate::web::face::Face;
use crate::web::hits::{self, Part};
use crate::web::page::Page;
use crate::web::visit::Visit;

pub use show::{Show, show};

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
    name: Vec<Part>,
    title: Vec<Part>,
    place: Vec<Part>,
    sponsor: Option<String>,
    skills: Vec<Vec<Part>>,
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
    // What is only alike holds none of the words as they were typed.
    let hits = if found.only_alike { hits::Sought::default() } else { hits::Sought::words(&sought.words) };
    let page = Index {
        kind: sought.kind.map_or("", PersonKind::as_str),
        colleagues: present.colleagues,
        guests: present.guests,
        companies: present.companies,
        kinds: kinds.into(),
        cards: found.people.into_iter().map(|one| card(one, &hits)).collect(),
        is_narrowed: sought != Sought::default(),
        facets,
        only_alike: found.only_alike,
        older: found.more_after.map(|after| address(&Sought { after: Some(after), ..sought.clone() })),
        q: sought.words,
    };
    visit.page(frame, &page)
}

fn card(card: directory::Card, hits: &hits::Sought) -> Card {
    let place = [card.place.location, card.place.unit].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Card {
        name: hits.parts(&card.face.name),
        title: hits.parts(card.face.title.as_deref().unwrap_or_default()),
        place: hits.parts(&place),
        sponsor: card.sponsor,
        skills: card.place.skills.iter().map(|skill| hits.parts(skill)).collect(),
        face: Face::of(&card.face),
    }
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
