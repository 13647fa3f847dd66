//! The frame around every page: who reads, what they can go to, whether guests read along.

use serde::Serialize;

use super::dates;
use super::face::Face;
use super::flash;
use super::translate::say_with;
use super::urls;
use super::visit::{Caller, Visit};
use crate::domain::ids::{PostId, SpaceId};
use crate::domain::kinds::{Language, Theme};
use crate::domain::notification::{self, Unread};
use crate::domain::space::{self, Mine};
use crate::error::Result;
use chrono::{DateTime, Utc};

/// What a page is about, for the frame: which link is current, which ground it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The home feed.
    Home,
    /// What one keeps to read again.
    Saved,
    /// People.
    People,
    /// The list of spaces.
    Spaces,
    /// One space, or something in it.
    Space(SpaceId),
    /// The admin's pages.
    Admin,
    /// What one was told.
    Notifications,
    /// One's own settings.
    Settings,
    /// None of them.
    Nothing,
}

/// The frame of a page for somebody who is signed in.
#[derive(Debug, Serialize)]
pub struct Frame {
    lang: &'static str,
    theme: &'static str,
    house: String,
    logo: Option<String>,
    path: String,
    reach: &'static str,
    section: &'static str,
    me: Option<Me>,
    home_unread: i64,
    /// What the bell counts.
    news: usize,
    #[serde(skip)]
    unread: Unread,
    inside: Vec<SpaceLink>,
    outside: Vec<SpaceLink>,
    /// How many spaces the reader has, when not all stand in the navigation.
    spaces: Option<usize>,
    flash: Option<flash::Shown>,
    view_as: Option<ViewAs>,
    /// Since or until when one is left in peace.
    quiet: Option<String>,
    /// What stands in the field of search.
    sought: String,
    request_id: String,
}

/// The reader.
#[derive(Debug, Serialize)]
struct Me {
    face: Face,
    handle: String,
    url: String,
    is_guest: bool,
    is_admin: bool,
    /// Whether a single key is a shortcut for them.
    single_keys: bool,
    sponsor: Option<String>,
    access_until: Option<DateTime<Utc>>,
    company: String,
}

/// A space in the navigation.
#[derive(Debug, Serialize)]
struct SpaceLink {
    id: SpaceId,
    name: String,
    url: String,
    companies: String,
    unread: i64,
    current: bool,
    room: bool,
}

/// Whose eyes are borrowed.
#[derive(Debug, Serialize)]
struct ViewAs {
    face: Face,
    leave_url: &'static str,
}

/// The frame of a page.
pub async fn frame(visit: &Visit, about: About) -> Result<Frame> {
    Ok(around(visit, about).await?.frame(visit, about))
}

/// What every frame is made of, for a page that needs it too.
pub struct Around {
    /// The reader's spaces that stand in the navigation.
    pub spaces: Vec<Mine>,
    /// How many they have in all.
    pub all: usize,
    /// A guest's host.
    pub host: Option<space::Host>,
    /// What they were told and have not read.
    pub unread: Unread,
}

/// What the frame asks for, before it is one.
pub async fn around(visit: &Visit, about: About) -> Result<Around> {
    let here = match about {
        About::Space(space) => Some(space),
        _ => None,
    };
    let host =
        async { if visit.viewer().is_guest() { space::host(&visit.db, visit.viewer()).await } else { Ok(None) } };
    let unread = notification::unread(&visit.db, visit.viewer());
    let (near, host, unread) = futures_util::try_join!(space::near(&visit.db, visit.viewer(), here), host, unread)?;
    Ok(Around { spaces: near.spaces, all: near.all, host, unread })
}

impl Around {
    /// The frame.
    pub fn frame(self, visit: &Visit, about: About) -> Frame {
        Frame::new(visit, about, self)
    }
}

impl Frame {
    fn new(visit: &Visit, about: About, Around { spaces, all, host, unread }: Around) -> Self {
        let me = visit.me();
        let is_open = |mine: &Mine| !mine.companies.is_empty();
        let here = |mine: &Mine| About::Space(mine.id) == about;
        let reach = if spaces.iter().any(|mine| here(mine) && is_open(mine)) { "outside" } else { "inside" };
        let home_unread = spaces.iter().map(|mine| mine.news).sum();
        let links = Links { visit, about };
        let (sponsor, access_until) = host.map(|host| (host.sponsor, host.until)).unzip();
        Self {
            lang: visit.language.as_str(),
            theme: me.theme.map_or("auto", Theme::as_str),
            house: visit.house().name.clone(),
            logo: visit.house().logo_id.map(urls::logo),
            path: visit.path.clone(),
            reach,
            section: section(about),
            me: Some(Me {
                face: Face::of_me(me),
                handle: me.handle.clone(),
                url: urls::person(&me.handle),
                is_guest: visit.viewer().is_guest(),
                is_admin: visit.viewer().is_admin(),
                single_keys: me.single_keys,
                sponsor,
                access_until,
                company: me.organization.clone(),
            }),
            home_unread,
            news: unread.count(),
            unread,
            inside: links.inside(&spaces),
            outside: links.outside(&spaces),
            spaces: (all > spaces.len()).then_some(all),
            flash: visit.flash.as_ref().map(|flash| flash.shown(visit.language)),
            view_as: visit.viewer().looker().map(|_| ViewAs { face: Face::of_me(me), leave_url: "/view-as/leave" }),
            quiet: quiet(visit),
            sought: String::new(),
            request_id: visit.request_id.as_str().to_owned(),
        }
    }

    /// How many news the reader has.
    pub fn news(&self) -> usize {
        self.news
    }

    /// Whether some of them are of this thread.
    pub fn tells_of(&self, post: PostId) -> bool {
        self.unread.has(post)
    }

    /// The frame of a thread, which is read by being opened.
    pub fn reading(self, post: PostId) -> Self {
        let unread = self.unread.without(post);
        Self { news: unread.count(), unread, ..self }
    }

    /// The frame of a page of search results.
    pub fn seeking(self, words: &str) -> Self {
        Self { sought: words.to_owned(), ..self }
    }

    /// The reach of the page, when the page knows better than the reader's own spaces: an open space they only read.
    pub fn reaching(self, outside: bool) -> Self {
        Self { reach: if outside { "outside" } else { self.reach }, ..self }
    }
}

/// « Heures calmes dès 18 h 30. » Nothing for one who has none, or is borrowed to look through.
pub fn quiet(visit: &Visit) -> Option<String> {
    let hours = visit.me().hours.hours(visit.setting().zone);
    let now = visit.db.at();
    let (key, at) = match hours.next(now)? {
        next if next > now => ("frame-quiet-until", next),
        _ => ("frame-quiet-from", hours.silent_from(now)?),
    };
    let shown = visit.viewer().looker().is_none();
    shown.then(|| say_with(visit.language, key, "when", dates::soon(at, now, hours.zone, visit.language)))
}

fn section(about: About) -> &'static str {
    match about {
        About::Home => "home",
        About::Saved => "saved",
        About::People => "people",
        About::Spaces => "spaces",
        About::Space(_) => "space",
        About::Admin => "admin",
        About::Notifications => "notifications",
        About::Settings => "settings",
        About::Nothing => "none",
    }
}

struct Links<'v> {
    visit: &'v Visit,
    about: About,
}

impl Links<'_> {
    /// Spaces for colleagues only; a back room stands under its project when the reader is in both, which is always.
    fn inside(&self, spaces: &[Mine]) -> Vec<SpaceLink> {
        let rooms = |project: &Mine| spaces.iter().find(|room| room.room_of == Some(project.id));
        let closed = spaces.iter().filter(|mine| mine.companies.is_empty() && mine.room_of.is_none());
        closed.flat_map(|mine| [Some(mine), rooms(mine)]).flatten().map(|mine| self.link(mine)).collect()
    }

    /// Spaces that somebody from outside reads, or is invited to.
    fn outside(&self, spaces: &[Mine]) -> Vec<SpaceLink> {
        let rooms = |project: &Mine| spaces.iter().find(|room| room.room_of == Some(project.id));
        let open = spaces.iter().filter(|mine| !mine.companies.is_empty());
        open.flat_map(|mine| [Some(mine), rooms(mine)]).flatten().map(|mine| self.link(mine)).collect()
    }

    fn link(&self, mine: &Mine) -> SpaceLink {
        SpaceLink {
            id: mine.id,
            name: mine.name.clone(),
            url: urls::space(&mine.slug),
            companies: self.companies(mine),
            unread: mine.news,
            current: self.about == About::Space(mine.id),
            room: mine.room_of.is_some(),
        }
    }

    /// The others there: for a guest the house and the other partners, for a colleague the partners.
    fn companies(&self, mine: &Mine) -> String {
        let own = &self.visit.me().organization;
        let host = self.visit.viewer().is_guest().then_some(&self.visit.house().name);
        let others = mine.companies.iter().filter(|name| !self.visit.viewer().is_guest() || *name != own);
        host.into_iter().chain(others).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// The frame of a page for somebody at the door: sign-in, invitations, set-up, errors.
#[derive(Debug, Serialize)]
pub struct Plain {
    lang: &'static str,
    theme: &'static str,
    house: String,
    logo: Option<String>,
    reach: &'static str,
    flash: Option<flash::Shown>,
}

impl Plain {
    /// For a caller.
    pub fn of(caller: &Caller) -> Self {
        Self {
            lang: caller.language.as_str(),
            theme: "auto",
            house: caller.house.as_ref().map_or_else(|| "Parvis".to_owned(), |house| house.name.clone()),
            logo: caller.house.as_ref().and_then(|house| house.logo_id).map(urls::logo),
            reach: "inside",
            flash: caller.flash.as_ref().map(|flash| flash.shown(caller.language)),
        }
    }

    /// When nothing is known of the house, nor may be asked.
    pub fn unknown(language: Language) -> Self {
        let (lang, house) = (language.as_str(), "Parvis".to_owned());
        Self { lang, theme: "auto", house, logo: None, reach: "inside", flash: None }
    }
}
