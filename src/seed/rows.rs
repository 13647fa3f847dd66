//! The rows of a synthetic company, made one at a time as they are sent.

use chrono::{DateTime, Duration, Utc};

use super::DOMAIN;
use super::plan::{self, Plan};
use super::texts::Texts;
use crate::demo::chance::Chance;
use crate::domain::bulk::{self, Happened, Load};
use crate::domain::event::Event;
use crate::domain::ids::PersonId;
use crate::domain::kinds::{
    Horizon, Inviters, Language, OrganizationKind, PersonKind, PostKind, Role, SpaceKind, Visibility,
};

const FIRST: [&str; 12] =
    ["Anne", "Bruno", "Chloé", "Driss", "Émile", "Fanny", "Gaël", "Hanna", "Ivan", "Jeanne", "Karl", "Lina"];
const LAST: [&str; 14] = [
    "Arnaud", "Bailly", "Carlier", "Dupré", "Estève", "Faure", "Guérin", "Hamel", "Imbert", "Jourdan", "Keller",
    "Lopez", "Marchand", "Noël",
];
const UNITS: [&str; 8] = ["Achats", "Atelier", "Commerce", "Études", "Finance", "Logistique", "Maintenance", "Qualité"];

/// Loads everything.
pub async fn load(load: &Load, plan: &Plan, texts: &Texts, hash: &str) -> anyhow::Result<()> {
    let start = plan.now - plan::AGE;
    load.copy(organizations(plan)).await?;
    load.copy([house(plan)]).await?;
    load.copy((0..plan.people.len()).map(|n| person(plan, n))).await?;
    let credential =
        |id: &PersonId| bulk::Credential { person_id: *id, password_hash: hash.to_owned(), changed_at: start };
    load.copy(plan.people.iter().map(credential)).await?;
    load.copy((0..plan.spaces.len()).map(|n| space(plan, n))).await?;
    let mut chance = Chance::new(0x7669_7369_7473);
    let places = plan
        .members
        .iter()
        .enumerate()
        .flat_map(|(space, all)| all.iter().enumerate().map(move |(rank, &person)| (space, rank, person as usize)));
    load.copy(places.map(|(space, rank, person)| membership(plan, space, rank, person, &mut chance))).await?;
    load.copy(contracts(plan).map(|(guest, space)| access(plan, guest, space))).await?;
    let place = |(guest, space): (usize, usize)| bulk::AccessSpace {
        access_id: plan.accesses[guest],
        space_id: plan.spaces[space],
        space_guests: true,
    };
    load.copy(contracts(plan).map(place)).await?;
    load.copy((0..plan.posts.len()).map(|n| post(plan, texts, n))).await?;
    load.copy((0..plan.comments.len()).map(|n| comment(plan, texts, n))).await?;
    load.copy(happened(plan)).await?;
    Ok(())
}

fn organizations(plan: &Plan) -> Vec<bulk::Organization> {
    let made =
        |id, kind, name| bulk::Organization { id, kind, name, short_name: None, created_at: plan.now - plan::AGE };
    let partner = |(n, id): (usize, &_)| made(*id, OrganizationKind::Supplier, format!("Fournisseur {}", n + 1));
    let house = made(plan.house, OrganizationKind::House, "Maison à mesurer".to_owned());
    std::iter::once(house).chain(plan.partners.iter().enumerate().map(partner)).collect()
}

fn house(plan: &Plan) -> bulk::House {
    bulk::House {
        id: true,
        organization_id: plan.house,
        language: Language::French,
        time_zone: "Europe/Paris",
        domains: vec![DOMAIN.to_owned()],
        sign_up: false,
        inviters: Inviters::Owners,
        second_key: false,
        longest_access_days: 365,
        opened_at: plan.now - plan::AGE,
    }
}

/// The local part of somebody's address, and their handle.
fn called(plan: &Plan, n: usize) -> String {
    match n {
        plan::ADMIN => "admin".to_owned(),
        plan::EVERYWHERE => "everywhere".to_owned(),
        plan::EMPLOYEE => "employee".to_owned(),
        n if n + 1 == plan.people.len() => "guest".to_owned(),
        n => format!("person-{n}"),
    }
}

fn name(n: usize) -> String {
    format!("{} {} {}", FIRST[n % FIRST.len()], LAST[n / FIRST.len() % LAST.len()], LAST[n / 5 % LAST.len()])
}

fn kind(plan: &Plan, person: usize) -> PersonKind {
    if person < plan.employees() { PersonKind::Employee } else { PersonKind::Guest }
}

fn person(plan: &Plan, n: usize) -> bulk::Person {
    let kind = kind(plan, n);
    let employed = kind == PersonKind::Employee;
    let organization_id = if employed { plan.house } else { plan.partners[n % plan.partners.len()] };
    bulk::Person {
        id: plan.people[n],
        kind,
        organization_id,
        handle: called(plan, n),
        name: name(n),
        email: format!("{}@{DOMAIN}", called(plan, n)),
        title: Some("Technicien de mesure".to_owned()),
        unit: employed.then(|| UNITS[n % UNITS.len()].to_owned()),
        location: Some("Chambéry".to_owned()),
        phone: None,
        skills: vec!["Mesure".to_owned()],
        about: None,
        about_html: None,
        manager_id: employed.then(|| plan.people[plan::ADMIN]).filter(|_| n != plan::ADMIN),
        picture_id: None,
        is_admin: n == plan::ADMIN,
        created_at: plan.now - plan::AGE,
        seen_at: Some(plan.now - Duration::hours(n as i64 % 200)),
        left_at: None,
        words: "",
    }
}

fn space(plan: &Plan, n: usize) -> bulk::Space {
    let opened = plan.is_opened(n);
    let visibility = match n % 10 {
        _ if n == 0 => Visibility::Open,
        7 | 8 => Visibility::Closed,
        9 => Visibility::Secret,
        _ => Visibility::Open,
    };
    let number = n + 1;
    bulk::Space {
        id: plan.spaces[n],
        slug: if n == 0 { "hall".to_owned() } else { format!("espace-{number}") },
        kind: if opened { SpaceKind::Project } else { SpaceKind::Group },
        visibility,
        opened_to_guests: opened,
        name: if n == 0 { "Hall".to_owned() } else { format!("Espace {number}") },
        purpose: Some("Un espace pour mesurer".to_owned()),
        description: None,
        description_html: None,
        room_of: None,
        audience_version: 1,
        created_at: plan.now - plan::AGE,
        archived_at: None,
        colour: None,
    }
}

/// Last visits lie between now and three weeks ago: some have read everything, some nothing for a while.
fn membership(plan: &Plan, space: usize, rank: usize, person: usize, chance: &mut Chance) -> bulk::Membership {
    let kind = kind(plan, person);
    let guest = kind == PersonKind::Guest;
    let visited_at = plan.now - Duration::minutes(chance.between(0, 21 * 24 * 60));
    bulk::Membership {
        space_id: plan.spaces[space],
        space_guests: plan.is_opened(space),
        person_id: plan.people[person],
        person_kind: kind,
        role: match rank {
            0 => Role::Owner,
            _ if guest => Role::Guest,
            1 => Role::Moderator,
            _ => Role::Member,
        },
        sees_from: plan.horizon(person),
        expires_at: guest.then(|| ends_at(plan)),
        joined_at: plan.now - plan::AGE,
        read_at: visited_at,
        visited_at,
    }
}

fn ends_at(plan: &Plan) -> DateTime<Utc> {
    plan.now + Duration::days(180)
}

/// Each guest, and the space they are in.
fn contracts(plan: &Plan) -> impl Iterator<Item = (usize, usize)> {
    let places =
        plan.members.iter().enumerate().flat_map(|(space, all)| all.iter().map(move |person| (space, *person)));
    places.filter_map(|(space, person)| Some(((person as usize).checked_sub(plan.employees())?, space)))
}

fn access(plan: &Plan, guest: usize, space: usize) -> bulk::Access {
    let n = plan.employees() + guest;
    let owner = plan.people[plan.members[space][0] as usize];
    let (start, horizon) = (plan.now - plan::AGE, plan.horizon(n));
    bulk::Access {
        id: plan.accesses[guest],
        email: format!("{}@{DOMAIN}", called(plan, n)),
        name: name(n),
        organization_id: plan.partners[n % plan.partners.len()],
        language: Language::French,
        person_id: Some(plan.people[n]),
        sponsor_id: owner,
        purpose: "Mesurer ensemble".to_owned(),
        word: None,
        horizon: if horizon.is_some() { Horizon::Date } else { Horizon::Start },
        horizon_at: horizon,
        ends_at: ends_at(plan),
        proposed_by: owner,
        proposed_at: start,
        approved_at: Some(start),
        accepted_at: Some(start),
        ended_at: None,
        end_reason: None,
    }
}

fn post(plan: &Plan, texts: &Texts, n: usize) -> bulk::Post {
    let post = &plan.posts[n];
    let text = texts.post(n);
    bulk::Post {
        id: post.id,
        space_id: plan.spaces[post.space as usize],
        author_id: plan.people[post.author as usize],
        title: texts.title(n).map(str::to_owned),
        body: text.body.clone(),
        html: text.html.clone(),
        published_at: post.at,
        edited_at: None,
        pinned_at: (plan.long_thread() == Some(n)).then_some(post.at),
        comments_closed_at: None,
        comment_count: post.comments as i32,
        active_at: post.active_at,
        last_author_id: plan.people[post.last_author as usize],
        kind: PostKind::Message,
        answer_id: None,
    }
}

fn comment(plan: &Plan, texts: &Texts, n: usize) -> bulk::Comment {
    let comment = &plan.comments[n];
    let text = texts.comment(n);
    bulk::Comment {
        id: comment.id,
        post_id: plan.posts[comment.post as usize].id,
        parent_id: comment.parent,
        author_id: plan.people[comment.author as usize],
        body: text.body,
        html: text.html,
        published_at: comment.at,
    }
}

/// What was written, told: a house of this size has an event for each.
fn happened(plan: &Plan) -> impl Iterator<Item = Happened> {
    let posts = plan.posts.iter().map(|post| {
        let what = Event::PostPublished { space: plan.spaces[post.space as usize], post: post.id };
        (post.at, post.author, what)
    });
    let comments = plan.comments.iter().map(|comment| {
        let post = &plan.posts[comment.post as usize];
        let space = plan.spaces[post.space as usize];
        (comment.at, comment.author, Event::CommentPublished { space, post: post.id, comment: comment.id })
    });
    let mut chance = Chance::new(0x6576_656e_7473);
    posts
        .chain(comments)
        .map(move |(at, by, what)| Happened::told(chance.id(at), at, Some(plan.people[by as usize]), &what))
}
