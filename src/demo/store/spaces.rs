//! The spaces, their back rooms, who is in them, and the guests' contracts.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::{GuestAccess, Invitation, Space, SpaceKind, Visibility};
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::ids::{AccessId, SpaceId};
use crate::domain::kinds::{self, EndReason, Horizon, Language, PersonKind, Role, SpaceColour};
use crate::domain::markup;
use crate::domain::words::{Name, Slug};

/// What is loaded of them.
#[derive(Default)]
pub struct Rows {
    spaces: Vec<bulk::Space>,
    memberships: Vec<bulk::Membership>,
    requests: Vec<bulk::JoinRequest>,
    accesses: Vec<bulk::Access>,
    access_spaces: Vec<bulk::AccessSpace>,
}

impl Rows {
    /// Loads them.
    pub async fn load(&self, load: &Load) -> anyhow::Result<()> {
        load.copy(self.spaces.iter().cloned()).await?;
        load.copy(self.memberships.iter().cloned()).await?;
        load.copy(self.requests.iter().cloned()).await?;
        load.copy(self.accesses.iter().cloned()).await?;
        load.copy(self.access_spaces.iter().cloned()).await?;
        Ok(())
    }
}

impl Store {
    /// The spaces and who is in them.
    pub fn spaces(&mut self, now: DateTime<Utc>) -> anyhow::Result<Rows> {
        let mut rows = Rows::default();
        for (place, space) in self.company.spaces.clone().iter().enumerate() {
            rows.spaces.push(self.space(place, space)?);
            if let Some(room) = self.rooms[place] {
                rows.spaces.push(self.room(place, room, space)?);
            }
            self.members(place, space, &mut rows);
            for guest in &space.guests {
                self.access(place, space, guest, now, &mut rows);
            }
        }
        for invitation in self.company.invitations.clone() {
            self.invitation(&invitation, &mut rows);
        }
        for request in self.company.requests.clone() {
            let (space, person) = (self.spaces[request.space], self.people[request.person]);
            rows.requests.push(bulk::JoinRequest {
                space_id: space,
                person_id: person,
                message: None,
                asked_at: request.at,
            });
            self.tell(request.at, request.person, Event::JoinRequested { space, person });
        }
        Ok(rows)
    }

    fn space(&mut self, place: usize, space: &Space) -> anyhow::Result<bulk::Space> {
        let id = self.spaces[place];
        self.tell(space.created_at, space.owner, Event::SpaceCreated { space: id });
        let archived_at = space.archived.then(|| self.last_word(place));
        if space.opened_to_guests {
            self.tell(space.created_at, space.owner, Event::SpaceOpenedToGuests { space: id });
        }
        if let Some(at) = archived_at {
            self.tell(at, space.owner, Event::SpaceArchived { space: id });
        }
        let invited = self.company.invitations.iter().filter(|invitation| invitation.space == place).count();
        let (name, slug) = named(&space.name)?;
        Ok(bulk::Space {
            id,
            slug,
            kind: match space.kind {
                SpaceKind::Group => kinds::SpaceKind::Group,
                SpaceKind::Project => kinds::SpaceKind::Project,
            },
            visibility: match space.visibility {
                Visibility::Open => kinds::Visibility::Open,
                Visibility::Closed => kinds::Visibility::Closed,
                Visibility::Secret => kinds::Visibility::Secret,
            },
            opened_to_guests: space.opened_to_guests,
            name,
            purpose: Some(space.purpose.clone()),
            description: Some(space.description.clone()),
            description_html: Some(markup::render(&space.description)),
            room_of: None,
            audience_version: 1 + (space.guests.len() + invited) as i32,
            created_at: space.created_at,
            archived_at,
            colour: SpaceColour::parse(space.colour),
        })
    }

    fn room(&mut self, place: usize, id: SpaceId, project: &Space) -> anyhow::Result<bulk::Space> {
        self.tell(project.created_at, project.owner, Event::SpaceCreated { space: id });
        let (name, slug) = named(&format!("{}, coulisse", project.name))?;
        Ok(bulk::Space {
            id,
            slug,
            kind: kinds::SpaceKind::Group,
            visibility: kinds::Visibility::Secret,
            opened_to_guests: false,
            name,
            purpose: None,
            description: None,
            description_html: None,
            room_of: Some(self.spaces[place]),
            audience_version: 1,
            created_at: project.created_at,
            archived_at: None,
            colour: None,
        })
    }

    fn members(&mut self, place: usize, space: &Space, rows: &mut Rows) {
        for &person in &space.members {
            let role = match person {
                _ if person == space.owner => Role::Owner,
                _ if space.moderators.contains(&person) => Role::Moderator,
                _ => Role::Member,
            };
            let joined_at = space.created_at.max(self.company.people[person].joined_at);
            let visited_at = self.visited(joined_at);
            let here = bulk::Membership {
                space_id: self.spaces[place],
                space_guests: space.opened_to_guests,
                person_id: self.people[person],
                person_kind: PersonKind::Employee,
                role,
                sees_from: None,
                expires_at: None,
                joined_at,
                read_at: visited_at,
                visited_at,
            };
            let joined = Event::MemberJoined { space: here.space_id, person: here.person_id, role };
            self.tell(joined_at, person, joined);
            if let Some(room) = self.rooms[place] {
                rows.memberships.push(bulk::Membership { space_id: room, space_guests: false, ..here.clone() });
                self.tell(joined_at, person, Event::MemberJoined { space: room, person: here.person_id, role });
            }
            rows.memberships.push(here);
        }
    }

    /// A contract that was accepted, and the place it gives as long as it lasts.
    fn access(&mut self, place: usize, space: &Space, guest: &GuestAccess, now: DateTime<Utc>, rows: &mut Rows) {
        let proposed_at = guest.starts_at - TimeDelta::hours(20);
        let id = AccessId::from(self.chance.id(proposed_at));
        let person = self.people[guest.person];
        let ended_at = Some(guest.ends_at).filter(|end| *end <= now);
        let told = self.company.people[guest.person].clone();
        rows.accesses.push(bulk::Access {
            id,
            email: told.email,
            name: told.name,
            organization_id: told.organization.map_or(self.house, |partner| self.partners[partner]),
            language: Language::French,
            person_id: Some(person),
            sponsor_id: self.people[guest.sponsor],
            purpose: guest.purpose.clone(),
            word: None,
            horizon: if guest.from_now { Horizon::Now } else { Horizon::Start },
            horizon_at: None,
            ends_at: guest.ends_at,
            proposed_by: self.people[space.owner],
            proposed_at,
            approved_at: Some(proposed_at),
            accepted_at: Some(guest.starts_at),
            ended_at,
            end_reason: ended_at.map(|_| EndReason::Expired),
        });
        rows.access_spaces.push(bulk::AccessSpace { access_id: id, space_id: self.spaces[place], space_guests: true });
        self.tell(proposed_at, space.owner, Event::AccessProposed { access: id });
        self.tell(proposed_at, space.owner, Event::AccessApproved { access: id });
        self.tell(guest.starts_at, guest.person, Event::AccessAccepted { access: id, person });
        if let Some(at) = ended_at {
            self.happened.push((at, None, Event::AccessEnded { access: id, reason: EndReason::Expired }));
            return;
        }
        let visited_at = self.visited(guest.starts_at);
        rows.memberships.push(bulk::Membership {
            space_id: self.spaces[place],
            space_guests: true,
            person_id: person,
            person_kind: PersonKind::Guest,
            role: Role::Guest,
            sees_from: guest.from_now.then_some(guest.sees_from),
            expires_at: Some(guest.ends_at),
            joined_at: guest.starts_at,
            read_at: visited_at,
            visited_at,
        });
    }

    /// A guest who is expected.
    fn invitation(&mut self, invitation: &Invitation, rows: &mut Rows) {
        let id = AccessId::from(self.chance.id(invitation.at));
        let approved_at = (!invitation.awaiting_approval).then_some(invitation.at);
        rows.accesses.push(bulk::Access {
            id,
            email: invitation.email.to_owned(),
            name: invitation.name.to_owned(),
            organization_id: self.partners[invitation.organization],
            language: Language::French,
            person_id: None,
            sponsor_id: self.people[invitation.sponsor],
            purpose: invitation.purpose.clone(),
            word: Some(invitation.word.clone()),
            horizon: Horizon::Start,
            horizon_at: None,
            ends_at: invitation.ends_at,
            proposed_by: self.people[invitation.proposed_by],
            proposed_at: invitation.at,
            approved_at,
            accepted_at: None,
            ended_at: None,
            end_reason: None,
        });
        let space_id = self.spaces[invitation.space];
        rows.access_spaces.push(bulk::AccessSpace { access_id: id, space_id, space_guests: true });
        self.tell(invitation.at, invitation.proposed_by, Event::AccessProposed { access: id });
        if approved_at.is_some() {
            self.tell(invitation.at, invitation.proposed_by, Event::AccessApproved { access: id });
        }
    }

    /// When something was last said in a space.
    fn last_word(&self, place: usize) -> DateTime<Utc> {
        let here = self.company.posts.iter().filter(|post| post.space == place);
        let words = here.flat_map(|post| post.comments.iter().map(|comment| comment.at).chain([post.at]));
        words.max().unwrap_or(self.company.spaces[place].created_at) + TimeDelta::minutes(30)
    }
}

/// A space's name, and what it is called in addresses.
fn named(name: &str) -> anyhow::Result<(String, String)> {
    let wrong = |_| anyhow::anyhow!("no space can be called {name:?}");
    let name = Name::parse(name).map_err(wrong)?;
    let slug = Slug::from_name(&name, 0).as_str().to_owned();
    Ok((name.into(), slug))
}
