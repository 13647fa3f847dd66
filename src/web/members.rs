//! The people of a space: who they are, who comes in, what they are there, who goes.

use actix_web::web::{Path, Query};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, see_and_read};
use super::chrome::{self, About};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::join_requests::Request;
use super::page::Page;
use super::space_head::{Head, Tab, enter, head, named};
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::ids::PersonId;
use crate::domain::kinds::Role;
use crate::domain::membership::{self, Member, Sought};
use crate::domain::policy::{self, InSpace, Own, Read};
use crate::domain::problems::Problems;
use crate::domain::words::Slug;
use crate::error::{Error, Result};

/// `space/members.html`
#[derive(Serialize)]
pub struct Index {
    head: Head,
    words: String,
    search_url: String,
    is_searchable: bool,
    colleagues: Vec<Row>,
    colleagues_title: String,
    guests: Vec<Row>,
    guests_title: String,
    requests: Vec<Request>,
    new_url: Option<String>,
    guests_url: Option<String>,
    is_room: bool,
    older: Option<String>,
    newer: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "space/members.html";
}

/// Somebody in the space.
#[derive(Serialize)]
struct Row {
    key: String,
    face: Face,
    title: Option<String>,
    is_me: bool,
    leads: bool,
    keeps_order: bool,
    sponsor: Option<String>,
    acts: Option<Acts>,
}

/// What an owner may do about a colleague.
#[derive(Serialize)]
struct Acts {
    role_url: String,
    removal_url: String,
    hand_over_url: Option<String>,
    may_own: bool,
    may_moderate: bool,
    may_be_member: bool,
}

/// Whom the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    q: String,
    /// Somebody whom an owner would take in.
    handle: String,
    page: i64,
}

/// Lists shorter than this need no search.
const SEARCHABLE: i64 = 20;

/// `GET /spaces/{slug}/members`
pub async fn index(visit: Visit, slug: Path<String>, wish: Query<Wish>) -> Answer {
    let space = enter::<Read>(&visit, &slug).await?;
    let owner = if space.could::<Own>() { Some(enter::<Own>(&visit, &slug).await?) } else { None };
    let sought = Sought { words: wish.q.clone(), page: wish.page.max(0) };
    let requests = async {
        match &owner {
            Some(owner) => membership::requests(&visit.db, owner).await,
            None => Ok(Vec::new()),
        }
    };
    let (frame, head, members, requests) = try_join!(
        chrome::frame(&visit, About::Space(space.space())),
        head(&visit, &space, Tab::Members),
        membership::members(&visit.db, &space, &sought),
        requests,
    )?;
    let acts = owner.is_some() && space.room_of().is_none();
    let part = |part: &str| urls::space_part(head.slug(), part);
    let page_url = |page: i64| {
        let query = serde_html_form::to_string([("q", wish.q.as_str()), ("page", &page.to_string())]);
        format!("{}?{}", part("members"), query.unwrap_or_default())
    };
    let row = |member: &Member| Row::of(&visit, head.slug(), member, acts);
    let page = Index {
        search_url: part("members"),
        is_searchable: head.members > SEARCHABLE || !wish.q.is_empty(),
        colleagues_title: colleagues_title(&visit, &head),
        guests_title: guests_title(&visit, &head),
        colleagues: members.colleagues.iter().map(row).collect(),
        guests: members.guests.iter().map(row).collect(),
        requests: requests.iter().map(|request| Request::of(head.slug(), request)).collect(),
        new_url: (acts && !space.is_archived()).then(|| part("members/new")),
        guests_url: (acts && space.is_opened_to_guests() && !space.is_archived()).then(|| part("guests/new")),
        is_room: space.room_of().is_some(),
        older: members.has_more.then(|| page_url(sought.page + 1)),
        newer: (sought.page > 0).then(|| page_url(sought.page - 1)),
        words: sought.words,
        head,
    };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}

fn colleagues_title(visit: &Visit, head: &Head) -> String {
    let key = if visit.viewer().is_guest() { "members-of-house" } else { "members-colleagues" };
    let args = [
        ("n".into(), (head.members - head.audience.guests).into()),
        ("house".into(), visit.house().name.clone().into()),
    ];
    translate(visit.language, key, &Args::from(args))
}

fn guests_title(visit: &Visit, head: &Head) -> String {
    let companies = head.audience.companies.iter().filter(|company| company.guests > 0).count();
    let expected: i64 = head.audience.companies.iter().map(|company| company.invited).sum();
    let args = [
        ("n".into(), head.audience.guests.into()),
        ("companies".into(), companies.into()),
        ("expected".into(), expected.into()),
    ];
    translate(visit.language, "members-guests", &Args::from(args))
}

impl Row {
    fn of(visit: &Visit, slug: &str, member: &Member, acts: bool) -> Self {
        let person = member.face.id;
        let is_me = person == visit.viewer().id();
        let part = |part: &str| urls::space_part(slug, &format!("members/{person}/{part}"));
        let acts = (acts && member.role != Role::Guest).then(|| Acts {
            role_url: part("role"),
            removal_url: part("removal"),
            hand_over_url: (!is_me).then(|| part("hand-over")),
            may_own: member.role != Role::Owner,
            may_moderate: member.role != Role::Moderator,
            may_be_member: member.role != Role::Member,
        });
        Self {
            key: person.to_string(),
            face: Face::of(&member.face),
            title: member.face.title.clone(),
            is_me,
            leads: member.role == Role::Owner,
            keeps_order: member.role == Role::Moderator,
            sponsor: member.sponsor.clone(),
            acts,
        }
    }
}

/// `POST /spaces/{slug}/members`: walking into an open space.
pub async fn create(visit: Visit, slug: Path<String>) -> Answer {
    let employee = visit.viewer().employee()?;
    let slug = named(&slug)?;
    let joined = visit.app.db.write(async |tx| {
        let listed = policy::listed(tx, &employee, &slug).await?;
        membership::join(tx, &listed).await
    });
    joined.await?;
    see_and_read(urls::space(slug.as_str()), Flash::ok("flash-space-joined"))
}

/// `space/new_member.html`
#[derive(Serialize)]
pub struct New {
    space_name: String,
    members_url: String,
    search_url: String,
    invitations_url: String,
    words: String,
    candidates: Vec<Candidate>,
    nobody: bool,
    problems: Shown,
    handle: String,
}

impl Page for New {
    const TEMPLATE: &'static str = "space/new_member.html";
}

/// A colleague who may be taken in.
#[derive(Serialize)]
struct Candidate {
    face: Face,
    title: Option<String>,
    handle: String,
}

/// `GET /spaces/{slug}/members/new`: looking for a colleague to take in.
pub async fn new(visit: Visit, slug: Path<String>, wish: Query<Wish>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    if space.room_of().is_some() {
        return Err(Error::NotAllowed(crate::error::Why::BackRoom).into());
    }
    let (frame, page) = search(&visit, &space, &wish.q, wish.0.handle.clone(), &Problems::none()).await?;
    visit.page(frame, &page)
}

async fn search(
    visit: &Visit,
    space: &InSpace<Own>,
    words: &str,
    handle: String,
    problems: &Problems,
) -> Result<(chrome::Frame, New)> {
    let (frame, head, found) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        head(visit, space, Tab::Members),
        membership::candidates(&visit.db, space, words),
    )?;
    let candidates: Vec<Candidate> = found
        .iter()
        .map(|found| Candidate {
            face: Face::of(&found.face),
            title: found.face.title.clone(),
            handle: found.face.handle.clone(),
        })
        .collect();
    let page = New {
        space_name: head.name().to_owned(),
        members_url: urls::space_part(head.slug(), "members"),
        search_url: urls::space_part(head.slug(), "members/new"),
        invitations_url: urls::space_part(head.slug(), "invitations"),
        words: words.to_owned(),
        nobody: !words.trim().is_empty() && candidates.is_empty(),
        candidates,
        problems: Shown::new(problems, visit.language),
        handle,
    };
    Ok((frame.reaching(head.is_outside()), page))
}

/// Whom an owner takes in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Invitation {
    handle: String,
}

/// `POST /spaces/{slug}/invitations`: taking a colleague in.
pub async fn invite(visit: Visit, slug: Path<String>, form: Form<Invitation>) -> Answer {
    let name = named(&slug)?;
    let invited = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &name).await?;
        membership::invite(tx, &space, &form.0.handle).await
    });
    match problems(invited.await)? {
        Ok(_) => see_and_read(members_url(&name), Flash::ok("flash-member-invited")),
        Err(wrong) => {
            let space = enter::<Own>(&visit, &slug).await?;
            let (frame, page) = search(&visit, &space, "", form.0.handle.clone(), &wrong).await?;
            visit.again(frame, &page)
        }
    }
}

/// What somebody is to be.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewRole {
    role: String,
}

/// `POST /spaces/{slug}/members/{person}/role`
pub async fn update(visit: Visit, path: Path<(String, String)>, form: Form<NewRole>) -> Answer {
    let (slug, person) = whom(&path)?;
    let changed = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        let role = Role::parse(&form.0.role).ok_or_else(|| Problems::one("role", "problem-empty"))?;
        membership::change_role(tx, &space, person, role).await
    });
    changed.await?;
    see_and_read(members_url(&slug), Flash::ok("flash-role-changed"))
}

/// `POST /spaces/{slug}/members/{person}/removal`
pub async fn delete(visit: Visit, path: Path<(String, String)>) -> Answer {
    let (slug, person) = whom(&path)?;
    let removed = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        membership::remove(tx, &space, person).await
    });
    removed.await?;
    match person == visit.viewer().id() {
        true => see_and_read("/spaces", Flash::ok("flash-space-left")),
        false => see_and_read(members_url(&slug), Flash::ok("flash-member-removed")),
    }
}

/// `POST /spaces/{slug}/members/{person}/hand-over`
pub async fn hand_over(visit: Visit, path: Path<(String, String)>) -> Answer {
    let (slug, person) = whom(&path)?;
    let handed = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        membership::hand_over(tx, &space, person).await
    });
    handed.await?;
    see_and_read(members_url(&slug), Flash::ok("flash-space-handed-over"))
}

/// `space/leave.html`
#[derive(Serialize)]
pub struct Leave {
    space_name: String,
    back_url: String,
    leave_url: String,
    may_return: bool,
}

impl Page for Leave {
    const TEMPLATE: &'static str = "space/leave.html";
}

/// `GET /spaces/{slug}/leave`
pub async fn ask_leave(visit: Visit, slug: Path<String>) -> Answer {
    let space = enter::<Read>(&visit, &slug).await?;
    let (frame, about) =
        try_join!(chrome::frame(&visit, About::Space(space.space())), crate::domain::space::about(&visit.db, &space),)?;
    if space.room_of().is_some() {
        return Err(Error::NotAllowed(crate::error::Why::BackRoom).into());
    }
    if visit.viewer().is_guest() {
        return Err(Error::NotAllowed(crate::error::Why::Guest).into());
    }
    if !space.is_member() {
        return see(urls::space(&about.slug));
    }
    let page = Leave {
        space_name: about.name.clone(),
        back_url: urls::space_part(&about.slug, "members"),
        leave_url: urls::space_part(&about.slug, "leave"),
        may_return: about.visibility == crate::domain::kinds::Visibility::Open,
    };
    visit.page(frame, &page)
}

/// `POST /spaces/{slug}/leave`
pub async fn leave(visit: Visit, slug: Path<String>) -> Answer {
    let slug = named(&slug)?;
    let left = visit.app.db.write(async |tx| {
        let space = policy::space::<Read>(tx, visit.viewer(), &slug).await?;
        membership::leave(tx, &space).await
    });
    left.await?;
    see_and_read("/spaces", Flash::ok("flash-space-left"))
}

pub(super) fn members_url(slug: &Slug) -> String {
    urls::space_part(slug.as_str(), "members")
}

/// The space and the person that a path names.
pub(super) fn whom(path: &(String, String)) -> Result<(Slug, PersonId)> {
    let person = path.1.parse().map_err(|_| Error::NotFound)?;
    Ok((named(&path.0)?, person))
}
