//! Spaces: the list, founding one, and what one is.

use actix_web::web::{Path, Query};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, see_and_read};
use super::chrome::{self, About as Place};
use super::emblem::{self, Emblem};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::preferences::{Choice, levels};
use super::space_head::{Head, Link, Tab, enter, head};
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::{SpaceColour, SpaceKind, Visibility};
use crate::domain::policy::{self, Own, Read};
use crate::domain::problems::Problems;
use crate::domain::space::{self, Entry, Founding, Which};
use crate::domain::words::{Name, Purpose};
use crate::domain::{feed, markup, preferences};
use crate::error::Result;
use chrono::{DateTime, Utc};

/// `space/index.html`
#[derive(Serialize)]
pub struct Index {
    lead: String,
    words: String,
    which: &'static str,
    filters: Vec<Filter>,
    outside: Vec<Row>,
    inside: Vec<Row>,
    can_create: bool,
    is_guest: bool,
    is_sought: bool,
}

impl Page for Index {
    const TEMPLATE: &'static str = "space/index.html";
}

/// One of the ways to narrow the list.
#[derive(Serialize)]
struct Filter {
    label: String,
    url: String,
    count: Option<i64>,
    current: bool,
}

/// A space in the list.
#[derive(Serialize)]
struct Row {
    name: String,
    emblem: Option<Emblem>,
    url: String,
    companies: String,
    meta: String,
    faces: Vec<Face>,
    is_member: bool,
    is_owner: bool,
    has_asked: bool,
    asks: bool,
    join_url: Option<String>,
}

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    q: String,
    which: String,
}

/// `GET /spaces`
pub async fn index(visit: Visit, wish: Query<Wish>) -> Answer {
    let which = match wish.which.as_str() {
        "mine" => Which::Mine,
        "archived" => Which::Archived,
        _ => Which::All,
    };
    let (frame, entries) =
        try_join!(chrome::frame(&visit, Place::Spaces), space::index(&visit.db, visit.viewer(), which, &wish.q))?;
    let is_guest = visit.viewer().is_guest();
    let (outside, inside): (Vec<_>, Vec<_>) =
        entries.iter().map(|entry| (is_guest || !entry.companies.is_empty(), entry)).partition(|(open, _)| *open);
    let rows = |entries: Vec<(bool, &Entry)>| entries.into_iter().map(|(_, entry)| Row::of(&visit, entry)).collect();
    let (open, closed) = (outside.len(), inside.len());
    let page = Index {
        lead: lead(&visit, open, closed),
        which: name_of(which),
        filters: if is_guest { Vec::new() } else { filters(&visit, which, &wish.q) },
        outside: rows(outside),
        inside: rows(inside),
        can_create: !is_guest,
        is_guest,
        is_sought: !wish.q.trim().is_empty(),
        words: wish.0.q,
    };
    visit.page(frame, &page)
}

fn lead(visit: &Visit, open: usize, closed: usize) -> String {
    let key = if visit.viewer().is_guest() { "space-index-lead-guest" } else { "space-index-lead" };
    let args = [("n".into(), (open + closed).into()), ("closed".into(), closed.into()), ("open".into(), open.into())];
    translate(visit.language, key, &Args::from(args))
}

fn name_of(which: Which) -> &'static str {
    match which {
        Which::All => "all",
        Which::Mine => "mine",
        Which::Archived => "archived",
    }
}

fn filters(visit: &Visit, now: Which, words: &str) -> Vec<Filter> {
    let filter = |which: Which| {
        let query = serde_html_form::to_string([("which", name_of(which)), ("q", words)]).unwrap_or_default();
        Filter {
            label: visit.say(&format!("space-which-{}", name_of(which))),
            url: format!("/spaces?{query}"),
            count: None,
            current: which == now,
        }
    };
    [Which::All, Which::Mine, Which::Archived].map(filter).into()
}

impl Row {
    fn of(visit: &Visit, entry: &Entry) -> Self {
        let (space, is_member) = (&entry.space, entry.role.is_some());
        let is_closed = space.visibility != Visibility::Open;
        let may_come = !is_member && space.archived_at.is_none();
        Self {
            name: space.name.clone(),
            emblem: Emblem::of(&space.name, &space.slug, space.picture_id, space.colour),
            url: urls::space(&space.slug),
            companies: entry.companies.join(", "),
            meta: Self::meta(visit, entry),
            faces: entry.faces.iter().map(Face::of).collect(),
            is_member,
            is_owner: entry.role == Some(crate::domain::kinds::Role::Owner),
            has_asked: entry.has_asked,
            asks: may_come && is_closed,
            join_url: (may_come && !is_closed).then(|| urls::space_part(&space.slug, "members")),
        }
    }

    fn meta(visit: &Visit, entry: &Entry) -> String {
        let purpose = entry.space.purpose.clone().unwrap_or_default();
        let kind = visit.say(match entry.space.kind {
            SpaceKind::Group => "space-kind-group",
            SpaceKind::Project => "space-kind-project",
        });
        let key = match (visit.viewer().is_guest(), entry.guests) {
            (true, _) => "space-index-counts-guest",
            (false, 0) => "space-index-counts-inside",
            (false, _) => "space-index-counts",
        };
        let args = [("colleagues".into(), entry.colleagues.into()), ("guests".into(), entry.guests.into())];
        let counts = translate(visit.language, key, &Args::from(args));
        let gap = if purpose.is_empty() { "" } else { " · " };
        format!("{purpose}{gap}{kind}, {counts}")
    }
}

/// `space/new.html`
#[derive(Serialize)]
pub struct New {
    form: Draft,
    colours: Vec<emblem::Choice>,
    problems: Shown,
    problem_count: usize,
}

impl Page for New {
    const TEMPLATE: &'static str = "space/new.html";
}

/// What the founding form sends, and shows again.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Draft {
    name: String,
    kind: String,
    visibility: String,
    purpose: String,
    description: String,
    colour: String,
    room: bool,
}

impl Draft {
    fn founding(&self) -> Result<Founding, Problems> {
        let mut problems = Problems::none();
        let name = problems.take("name", Name::parse(&self.name));
        let purpose = problems.take("purpose", Purpose::parse_optional(&self.purpose));
        let description = problems.take("description", description(&self.description));
        let kind = SpaceKind::parse(&self.kind);
        let visibility = Visibility::parse(&self.visibility);
        if kind.is_none() {
            problems.add("kind", "problem-empty");
        }
        if visibility.is_none() {
            problems.add("visibility", "problem-empty");
        }
        match (name, purpose, description, kind, visibility) {
            (Some(name), Some(purpose), Some(description), Some(kind), Some(visibility)) => {
                Ok(Founding { kind, name, visibility, purpose, description, colour: SpaceColour::parse(&self.colour) })
            }
            _ => Err(problems),
        }
    }
}

/// A description in Markdown, or none.
pub(super) fn description(text: &str) -> Result<Option<String>, crate::domain::problems::Wrong> {
    Ok(crate::domain::words::Answer::parse_optional(text)?.map(String::from))
}

/// `GET /spaces/new`
pub async fn new(visit: Visit) -> Answer {
    visit.viewer().employee()?;
    let frame = chrome::frame(&visit, Place::Spaces).await?;
    let form = Draft { kind: "group".into(), visibility: "closed".into(), ..Draft::default() };
    visit.page(frame, &New { form, colours: emblem::choices(""), problems: Shown::default(), problem_count: 0 })
}

/// `POST /spaces`
pub async fn create(visit: Visit, form: Form<Draft>) -> Answer {
    let employee = visit.viewer().employee()?;
    let founding = match form.0.founding() {
        Ok(founding) => founding,
        Err(problems) => {
            let frame = chrome::frame(&visit, Place::Spaces).await?;
            let (shown, problem_count) = (Shown::new(&problems, visit.language), problems.len());
            let colours = emblem::choices(&form.0.colour);
            return visit.again(frame, &New { form: form.0, colours, problems: shown, problem_count });
        }
    };
    let suffix = room_suffix(&visit);
    let founded = visit.app.db.write(async |tx| {
        let slug = space::create(tx, &employee, &founding).await?;
        if form.0.room && founding.kind == SpaceKind::Project {
            let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
            space::open_room(tx, &space, &suffix).await?;
        }
        Ok(slug)
    });
    let slug = founded.await?;
    see_and_read(urls::space(slug.as_str()), Flash::ok("flash-space-created").naming(&founding.name))
}

/// What a back room's name adds to its project's, in the language of the house: everybody reads the same name.
pub(super) fn room_suffix(visit: &Visit) -> String {
    super::translate::say(visit.house().language, "space-room-suffix")
}

/// `POST /spaces/{slug}/room`
pub async fn create_room(visit: Visit, slug: Path<String>) -> Answer {
    let suffix = room_suffix(&visit);
    let project = super::space_head::named(&slug)?;
    let opened = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &project).await?;
        space::open_room(tx, &space, &suffix).await
    });
    let room = problems(opened.await)?;
    match room {
        Ok(room) => see_and_read(urls::space_part(room.as_str(), "about"), Flash::ok("flash-room-opened")),
        Err(_) => see(urls::space_part(&slug, "settings")),
    }
}

/// `space/about.html`
#[derive(Serialize)]
pub struct About {
    head: Head,
    description: Option<String>,
    owners: Vec<Owner>,
    created_at: DateTime<Utc>,
    kind_words: String,
    visibility_words: String,
    opened_words: String,
    room: Option<Link>,
    project: Option<Link>,
    decisions: Vec<Decision>,
    closeness_url: String,
    levels: Vec<Choice>,
    settings_url: Option<String>,
}

impl Page for About {
    const TEMPLATE: &'static str = "space/about.html";
}

/// Who answers for the space.
#[derive(Serialize)]
struct Owner {
    face: Face,
    title: Option<String>,
}

/// What was decided.
#[derive(Serialize)]
struct Decision {
    title: String,
    url: String,
    author: String,
    at: DateTime<Utc>,
}

impl Decision {
    fn of(decision: feed::Decision) -> Self {
        let words = || markup::plain(&decision.body).chars().take(100).collect();
        Self {
            title: decision.title.clone().unwrap_or_else(words),
            url: urls::post(decision.id),
            author: decision.author.clone(),
            at: decision.published_at,
        }
    }
}

/// `GET /spaces/{slug}/about`
pub async fn about(visit: Visit, slug: Path<String>) -> Answer {
    let space = enter::<Read>(&visit, &slug).await?;
    let (frame, head, decisions, closeness) = try_join!(
        chrome::frame(&visit, Place::Space(space.space())),
        head(&visit, &space, Tab::About),
        feed::decisions(&visit.db, &space),
        preferences::closeness(&visit.db, &space),
    )?;
    let about = &head.about;
    let who = if visit.viewer().is_guest() { "-guest" } else { "" };
    let kind = match (about.is_room(), about.kind) {
        (true, _) => "room",
        (false, SpaceKind::Group) => "group",
        (false, SpaceKind::Project) => "project",
    };
    let opened = match (about.kind, about.opened_to_guests) {
        (SpaceKind::Group, _) => "never",
        (SpaceKind::Project, false) => "not",
        (SpaceKind::Project, true) => "yes",
    };
    let link = |link: &space::Link| Link { name: link.name.clone(), url: urls::space(&link.slug) };
    let page = About {
        description: about.description_html.clone(),
        owners: about.owners.iter().map(|face| Owner { face: Face::of(face), title: face.title.clone() }).collect(),
        created_at: about.created_at,
        kind_words: visit.say(&format!("space-about-{kind}{who}")),
        visibility_words: visit.say(&format!("space-about-{}{who}", about.visibility.as_str())),
        opened_words: visit.say(&format!("space-about-opened-{opened}{who}")),
        room: about.room.as_ref().map(link),
        project: about.project.as_ref().map(link),
        decisions: decisions.into_iter().map(Decision::of).collect(),
        closeness_url: urls::space_part(&about.slug, "closeness"),
        levels: closeness.map(|now| levels(&visit, now)).unwrap_or_default(),
        settings_url: space.could::<Own>().then(|| urls::space_part(&about.slug, "settings")),
        head,
    };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}
