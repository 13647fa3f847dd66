//! The house, its partners, and everybody who works there.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::{Partner, PartnerKind, Person, portrait};
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::ids::PictureId;
use crate::domain::kinds::{Inviters, Language, OrganizationKind, PersonKind};
use crate::domain::markup;

/// What is loaded of them.
pub struct Rows {
    organizations: Vec<bulk::Organization>,
    house: bulk::House,
    pictures: Vec<bulk::Picture>,
    people: Vec<bulk::Person>,
}

impl Rows {
    /// Loads them, with one password for all who may sign in.
    pub async fn load(&self, load: &Load, hash: &str) -> anyhow::Result<()> {
        load.copy(self.organizations.iter().cloned()).await?;
        load.copy([self.house.clone()]).await?;
        load.copy(self.pictures.iter().cloned()).await?;
        load.copy(self.people.iter().cloned()).await?;
        let credential = |person: &bulk::Person| bulk::Credential {
            person_id: person.id,
            password_hash: hash.to_owned(),
            changed_at: person.created_at,
        };
        load.copy(self.people.iter().map(credential)).await?;
        Ok(())
    }
}

impl Store {
    /// The house and its people.
    pub fn people(&mut self, now: DateTime<Utc>) -> Rows {
        let opened_at = self.company.people[0].joined_at;
        let mut organizations = vec![bulk::Organization {
            id: self.house,
            kind: OrganizationKind::House,
            name: self.company.house.to_owned(),
            short_name: None,
            created_at: opened_at,
        }];
        organizations.extend(self.company.partners.iter().zip(&self.partners).map(|(partner, id)| {
            bulk::Organization {
                id: *id,
                kind: kind_of(partner),
                name: partner.name.to_owned(),
                short_name: short(partner.name),
                created_at: opened_at,
            }
        }));
        let house = bulk::House {
            id: true,
            organization_id: self.house,
            language: Language::French,
            time_zone: "Europe/Paris",
            domains: vec![self.company.domain.to_owned()],
            sign_up: false,
            inviters: Inviters::Owners,
            second_key: false,
            longest_access_days: 365,
            opened_at,
        };
        let everybody = self.company.people.clone();
        let pictures = self.pictures(&everybody);
        let pictured = |key| pictures.iter().find(|(whose, _)| *whose == key).map(|(_, picture)| picture.id);
        let people = everybody.iter().map(|person| self.person(person, pictured(person.key), now)).collect();
        self.joined(&everybody);
        Rows { organizations, house, pictures: pictures.into_iter().map(|(_, picture)| picture).collect(), people }
    }

    /// Drawn on all processors: it is the longest part of the work.
    fn pictures(&mut self, people: &[Person]) -> Vec<(usize, bulk::Picture)> {
        let looks: Vec<_> = people.iter().filter_map(|person| Some((person, person.photo?))).collect();
        let bytes = super::spread(&looks, |(_, look)| portrait::jpeg(look));
        let drawn = looks.iter().zip(bytes).map(|((person, _), bytes)| {
            let id = PictureId::from(self.chance.id(person.joined_at));
            (person.key, bulk::Picture { id, media_type: "image/jpeg", bytes, created_at: person.joined_at })
        });
        drawn.collect()
    }

    fn person(&mut self, person: &Person, picture_id: Option<PictureId>, now: DateTime<Utc>) -> bulk::Person {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let last = self.last_end(person.key);
        let left_at = last.filter(|end| *end <= now);
        let seen = self.visited(person.joined_at) - TimeDelta::minutes(self.chance.between(0, 600));
        bulk::Person {
            id: self.people[person.key],
            kind: if person.organization.is_some() { PersonKind::Guest } else { PersonKind::Employee },
            organization_id: person.organization.map_or(self.house, |partner| self.partners[partner]),
            handle: person.handle.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
            title: some(&person.title),
            unit: some(person.unit),
            location: some(person.location),
            phone: person.phone.clone(),
            skills: person.skills.iter().map(|&skill| skill.to_owned()).collect(),
            about: some(&person.about),
            about_html: some(&person.about).map(|about| markup::render(&about)),
            manager_id: person.manager.map(|manager| self.people[manager]),
            picture_id,
            is_admin: person.admin,
            created_at: person.joined_at,
            seen_at: Some(left_at.unwrap_or(seen).min(seen).max(person.joined_at)),
            left_at,
            words: "",
        }
    }

    /// The end of a guest's last access; nothing for an employee.
    fn last_end(&self, person: usize) -> Option<DateTime<Utc>> {
        let accesses = self.company.spaces.iter().flat_map(|space| &space.guests);
        accesses.filter(|access| access.person == person).map(|access| access.ends_at).max()
    }

    fn joined(&mut self, people: &[Person]) {
        let first = self.people[people.iter().find(|person| person.admin).map_or(0, |person| person.key)];
        self.happened.push((people[0].joined_at, Some(first), Event::HouseOpened { person: first }));
        for person in people.iter().filter(|person| person.organization.is_none()) {
            self.tell(person.joined_at, person.key, Event::ColleagueJoined { person: self.people[person.key] });
        }
    }
}

fn kind_of(partner: &Partner) -> OrganizationKind {
    match partner.kind {
        PartnerKind::Supplier => OrganizationKind::Supplier,
        PartnerKind::Partner => OrganizationKind::Partner,
        PartnerKind::Customer => OrganizationKind::Customer,
    }
}

/// What fits under a space's name: `Tr. Lemoine`.
fn short(name: &str) -> Option<String> {
    name.strip_prefix("Transports ").map(|rest| format!("Tr. {rest}"))
}
