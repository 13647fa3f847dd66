//! The head of a space, the same on each of its tabs: `templates/part/space_top.html`.

use futures_util::try_join;
use serde::Serialize;

use super::audience::{hearing, listing};
use super::dates::{self, Style};
use super::emblem::Emblem;
use super::face::{Face, initials};
use super::translate::{Args, say, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::{SpaceKind, Visibility};
use crate::domain::mail;
use crate::domain::policy::{self, Grants, InSpace, Moderate, Own, Read, Right};
use crate::domain::report;
use crate::domain::space::{self, Audience, Space};
use crate::domain::words::Slug;
use crate::error::{Error, Result};

/// A tab of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Its posts.
    Feed,
    /// What it is.
    About,
    /// What hangs in its posts.
    Files,
    /// Who is in it.
    Members,
    /// The accesses of its guests.
    Guests,
    /// What was reported there.
    Reports,
    /// Its address, for its owners, and mail that waits for them.
    Mail,
    /// What its owners decide.
    Settings,
}

/// What stands over each tab.
#[derive(Debug, Serialize)]
pub struct Head {
    /// For `space_head`.
    pub space: Shown,
    /// Its tabs.
    pub tabs: Vec<Item>,
    /// Where an employee who reads an open space joins it.
    pub join_url: Option<String>,
    /// Where a member says how closely they follow it.
    pub closeness_url: Option<String>,
    /// Where a member says that they leave.
    pub leave_url: Option<String>,
    /// What the head is made of, for what else the page asks.
    #[serde(skip)]
    pub about: Space,
    /// Who reads.
    #[serde(skip)]
    pub audience: Audience,
    /// How many are in, guests among them.
    #[serde(skip)]
    pub members: i64,
    /// How many mails wait for who asks.
    #[serde(skip)]
    pub mails: i64,
}

/// A space as `templates/part/space.html` shows it.
#[derive(Debug, Serialize)]
pub struct Shown {
    name: String,
    emblem: Option<Emblem>,
    url: String,
    about: String,
    kind_label: String,
    led_by: String,
    reach: &'static str,
    archived: String,
    on_request: bool,
    companies: Vec<Company>,
    invite_url: Option<String>,
    guest_view_url: Option<String>,
    hearing: String,
    room: Option<Link>,
    project: Option<Link>,
    faces: Vec<Face>,
    head_count: String,
}

/// A lit door.
#[derive(Debug, Serialize)]
struct Company {
    name: String,
    initials: String,
    guests: i64,
    invited: i64,
    url: String,
}

/// The way to another space.
#[derive(Debug, Serialize)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// A tab.
#[derive(Debug, Serialize)]
pub struct Item {
    label: String,
    url: String,
    count: Option<i64>,
    current: bool,
}

/// Into the space that a URL names. What cannot be a name is not found.
pub async fn enter<R: Right>(visit: &Visit, slug: &str) -> Result<InSpace<R>> {
    policy::space(&visit.db, visit.viewer(), &named(slug)?).await
}

/// The name of a space in a URL.
pub fn named(slug: &str) -> Result<Slug> {
    Slug::parse(slug).map_err(|_| Error::NotFound)
}

/// The head of a space, on one of its tabs.
pub async fn head<R: Grants<Read>>(visit: &Visit, space: &InSpace<R>, tab: Tab) -> Result<Head> {
    let (about, audience, reports, mails) = try_join!(
        space::about(&visit.db, space),
        space::audience(&visit.db, space),
        report::waiting_in(&visit.db, space),
        mail::waiting_in(&visit.db, space),
    )?;
    let members = i64::from(about.colleagues) + audience.guests;
    Ok(Draft { visit, space, about, audience, members, reports, mails }.head(tab))
}

impl Head {
    /// Whether the page stands on the ground outside: see `Frame::reaching`.
    pub fn is_outside(&self) -> bool {
        self.audience.is_open()
    }

    /// The space's name.
    pub fn name(&self) -> &str {
        &self.about.name
    }

    /// The space's name in addresses.
    pub fn slug(&self) -> &str {
        &self.about.slug
    }
}

struct Draft<'v, R> {
    visit: &'v Visit,
    space: &'v InSpace<R>,
    about: Space,
    audience: Audience,
    members: i64,
    reports: i64,
    mails: i64,
}

impl<R: Grants<Read>> Draft<'_, R> {
    fn head(self, tab: Tab) -> Head {
        let acts = self.visit.viewer().looker().is_none() && self.space.room_of().is_none();
        let may_join = acts && !self.space.is_member() && !self.space.is_archived();
        let may_leave = acts && self.space.is_member() && !self.visit.viewer().is_guest();
        let follows = self.space.is_member() && self.visit.viewer().looker().is_none();
        Head {
            space: self.shown(),
            tabs: self.tabs(tab),
            join_url: may_join.then(|| self.part("members")),
            closeness_url: follows.then(|| format!("{}#closeness", self.part("about"))),
            leave_url: may_leave.then(|| self.part("leave")),
            about: self.about,
            audience: self.audience,
            members: self.members,
            mails: self.mails,
        }
    }

    fn part(&self, part: &str) -> String {
        urls::space_part(&self.about.slug, part)
    }

    fn say(&self, key: &str) -> String {
        say(self.visit.language, key)
    }

    fn shown(&self) -> Shown {
        let owns = self.space.could::<Own>();
        let link = |link: &space::Link| Link { name: link.name.clone(), url: urls::space(&link.slug) };
        let invites = owns && self.about.opened_to_guests && !self.space.is_archived();
        Shown {
            name: self.about.name.clone(),
            emblem: Emblem::of(&self.about.name, &self.about.slug, self.about.picture_id, self.about.colour),
            url: urls::space(&self.about.slug),
            about: self.about.purpose.clone().unwrap_or_default(),
            kind_label: self.kind_label(),
            led_by: self.led_by(),
            reach: if self.audience.is_open() { "outside" } else { "inside" },
            archived: self.archived(),
            on_request: self.about.visibility == Visibility::Closed,
            companies: self.companies(),
            invite_url: invites.then(|| self.part("guests/new")),
            guest_view_url: (owns && self.audience.guests > 0).then(|| self.part("guests")),
            hearing: if self.audience.is_open() { hearing(self.visit, &self.audience) } else { String::new() },
            room: self.about.room.as_ref().map(link),
            project: self.about.project.as_ref().map(link),
            faces: self.about.faces.iter().map(Face::of).collect(),
            head_count: self.head_count(),
        }
    }

    fn kind_label(&self) -> String {
        let kind = match (self.about.is_room(), self.about.kind) {
            (true, _) => "space-kind-room",
            (false, SpaceKind::Group) => "space-kind-group",
            (false, SpaceKind::Project) => "space-kind-project",
        };
        let is_secret = self.about.visibility == Visibility::Secret && !self.about.is_room();
        let secret = if is_secret { self.say("space-kind-secret") } else { String::new() };
        format!("{}{secret}", self.say(kind))
    }

    fn led_by(&self) -> String {
        let names: Vec<&str> = self.about.owners.iter().map(|owner| owner.name.as_str()).collect();
        match names.as_slice() {
            [] => String::new(),
            [_] | [_, _] => self.led(&names),
            [first, ..] => self.led(&[first, &self.others(names.len() - 1)]),
        }
    }

    fn led(&self, names: &[&str]) -> String {
        let names = listing(self.visit.language, names);
        translate(self.visit.language, "space-led-by", &Args::from([("who".into(), names.into())]))
    }

    fn others(&self, n: usize) -> String {
        translate(self.visit.language, "space-led-by-others", &Args::from([("n".into(), n.into())]))
    }

    fn archived(&self) -> String {
        let Some(at) = self.about.archived_at else { return String::new() };
        let setting = self.visit.setting();
        let date = dates::tell(at, setting.now, setting.zone, setting.language, Style::Date);
        translate(setting.language, "space-archived-on", &Args::from([("date".into(), date.into())]))
    }

    fn companies(&self) -> Vec<Company> {
        let url = format!("{}#guests", self.part("members"));
        let shown = self.audience.companies.iter().map(|company| Company {
            name: company.short_name.clone().unwrap_or_else(|| company.name.clone()),
            initials: initials(&company.name),
            guests: company.guests,
            invited: company.invited,
            url: url.clone(),
        });
        shown.collect()
    }

    fn head_count(&self) -> String {
        let colleagues = self.members - self.audience.guests;
        translate(self.visit.language, "space-head-count", &Args::from([("n".into(), colleagues.into())]))
    }

    fn tabs(&self, tab: Tab) -> Vec<Item> {
        let item = |which: Tab, key: &str, url: String, count: Option<i64>| Item {
            label: self.say(key),
            url,
            count,
            current: which == tab,
        };
        let mut tabs = vec![
            item(Tab::Feed, "space-tab-feed", urls::space(&self.about.slug), None),
            item(Tab::About, "space-tab-about", self.part("about"), None),
            item(Tab::Members, "space-tab-members", self.part("members"), Some(self.members)),
            item(Tab::Files, "space-tab-files", self.part("files"), None),
        ];
        if self.sees_accesses() {
            tabs.push(item(Tab::Guests, "space-tab-guests", self.part("guests"), Some(self.audience.expected())));
        }
        if self.space.could::<Moderate>() {
            tabs.push(item(Tab::Reports, "space-tab-reports", self.part("reports"), Some(self.reports)));
        }
        let owns = self.space.could::<Own>();
        if owns && (self.visit.app.config.mail_in.is_open() || self.mails > 0 || tab == Tab::Mail) {
            tabs.push(item(Tab::Mail, "space-tab-mail", self.part("mail"), Some(self.mails)));
        }
        if owns {
            tabs.push(item(Tab::Settings, "space-tab-settings", self.part("settings"), None));
        }
        tabs
    }

    /// Members of an opened project, and before it is opened those who keep order there.
    fn sees_accesses(&self) -> bool {
        let is_colleague = self.space.is_member() && !self.visit.viewer().is_guest();
        let is_project = self.about.kind == SpaceKind::Project;
        is_project && is_colleague && (self.about.opened_to_guests || self.space.could::<Moderate>())
    }
}
