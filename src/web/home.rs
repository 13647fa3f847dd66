//! The home page: what happens in the reader's spaces. A guest's is their door: who receives them, and what is said.

use std::collections::{HashMap, HashSet};

use actix_web::web::Query;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About, Around};
use super::dates::{self, Style};
use super::entry::{Entry, Reader};
use super::face::Face;
use super::feed::{Item, New, address, new_line, order};
use super::page::Page;
use super::posts::Link;
use super::quotes;
use super::rail::{self, Rail};
use super::translate::{Args, say, say_with, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::feed::{self, Hearing, Order, Scope};
use crate::domain::ids::SpaceId;
use crate::domain::position::Position;
use crate::domain::space::{self, Mine};

/// `home/index.html`
#[derive(Serialize)]
pub struct Index {
    first_name: String,
    day: String,
    welcome: Option<Welcome>,
    rail: Option<Rail>,
    filters: Vec<Item>,
    views: Vec<Item>,
    orders: Vec<Item>,
    places: Vec<Item>,
    place: Option<String>,
    writing: Option<Writing>,
    entries: Vec<Entry>,
    fresh: Vec<Entry>,
    is_list: bool,
    new: Option<New>,
    older: Option<String>,
    begins: bool,
    has_spaces: bool,
    is_filtered: bool,
}

/// What a guest is told first.
#[derive(Serialize)]
struct Welcome {
    sponsor: String,
    until: DateTime<Utc>,
    colleagues: Vec<Face>,
    company: String,
    space: Option<Link>,
}

/// Where one writes: with one space only there is nothing to choose.
#[derive(Serialize)]
struct Writing {
    url: String,
    label: String,
    reach: &'static str,
    hearers: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "home/index.html";
}

/// Which part of the feed, and how it is shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    only: String,
    space: String,
    order: String,
    view: String,
    before: String,
}

impl Asked {
    fn url(&self) -> String {
        let asked = [
            ("only", self.only.as_str()),
            ("space", self.space.as_str()),
            ("order", self.order.as_str()),
            ("view", self.view.as_str()),
            ("before", self.before.as_str()),
        ];
        address("/", &asked)
    }

    /// What is asked for, among the reader's spaces: of another space than theirs there is nothing here.
    fn scope(&self, spaces: &[Mine]) -> Scope {
        let of = |test: &dyn Fn(&Mine) -> bool| spaces.iter().filter(|mine| test(mine)).map(|mine| mine.id).collect();
        match self.only.as_str() {
            _ if !self.space.is_empty() => Scope::In(of(&|mine| mine.slug == self.space)),
            "unread" => Scope::Unread,
            "outside" => Scope::In(of(&|mine| !mine.companies.is_empty())),
            "mine" => Scope::Mine,
            "unanswered" => Scope::Unanswered,
            _ => Scope::All,
        }
    }
}

/// `GET /`
pub async fn index(visit: Visit, asked: Query<Asked>) -> Answer {
    let (asked, db, viewer) = (asked.0, &visit.db, visit.viewer());
    let (chosen, before) = (order(&asked.order), Position::parse(&asked.before));
    let needs_spaces = !asked.space.is_empty() || asked.only == "outside";
    // The usual page leaves in one flight; only a choice among the reader's spaces waits to know them.
    let (around, all, page) = if needs_spaces {
        let (around, all) = try_join!(chrome::around(&visit, About::Home), space::mine(db, viewer))?;
        let page = feed::home(db, viewer, &asked.scope(&all), chosen, before).await?;
        (around, all, page)
    } else {
        let scope = asked.scope(&[]);
        let page = feed::home(db, viewer, &scope, chosen, before);
        let (around, page) = try_join!(chrome::around(&visit, About::Home), page)?;
        (around, Vec::new(), page)
    };
    let since = feed::left(&around.spaces, db.at()).filter(|_| visit.viewer().looker().is_none());
    let (mut entries, welcome, rail) =
        try_join!(feed::entries(db, viewer, &page.posts), welcome(&visit, &around), rail::rail(&visit))?;
    quotes::in_feed(&visit, &mut entries).await?;
    // Of the spaces on this page alone: somebody may be in two hundred.
    let here: HashSet<SpaceId> =
        entries.iter().filter(|entry| entry.opened_to_guests).map(|entry| entry.space).collect();
    let hearings = feed::hearings(db, viewer, &here.into_iter().collect::<Vec<_>>()).await?;
    let shown = entries.into_iter().map(|entry| placed(&visit, entry, &hearings)).collect::<Vec<_>>();
    let is_list = asked.view == "list";
    let new = if before.is_none() { new_line(&visit, &shown, since) } else { None };
    let (fresh, entries) = match is_list {
        true => shown.into_iter().map(Entry::with_faces).partition(|entry| entry.is_unread),
        false => (Vec::new(), shown),
    };
    let controls = Controls { visit: &visit, asked: &asked, chosen };
    let setting = visit.setting();
    let page = Index {
        first_name: visit.me().name.split(' ').next().unwrap_or_default().to_owned(),
        day: dates::tell(setting.now, setting.now, setting.zone, setting.language, Style::Day),
        welcome,
        rail,
        filters: controls.filters(),
        views: controls.views(),
        orders: controls.orders(),
        places: controls.places(&around.spaces),
        place: all.iter().find(|mine| mine.slug == asked.space).map(|mine| mine.name.clone()),
        writing: writing(&visit, &around),
        entries,
        fresh,
        is_list,
        new,
        older: page.next.map(|next| Asked { before: next.to_string(), ..asked.clone() }.url()),
        begins: before.is_none(),
        has_spaces: !around.spaces.is_empty(),
        is_filtered: !asked.only.is_empty() || !asked.space.is_empty(),
    };
    // A guest stands on the forecourt, wherever they look.
    visit.page(around.frame(&visit, About::Home).reaching(viewer.is_guest()), &page)
}

pub(super) fn placed(visit: &Visit, entry: feed::Entry, hearings: &HashMap<SpaceId, Hearing>) -> Entry {
    let Some(hearing) = hearings.get(&entry.space).filter(|hearing| hearing.guests > 0) else {
        return Reader::of(visit).entry(entry, "inside", String::new());
    };
    let args = Args::from([
        ("colleagues".into(), hearing.colleagues.into()),
        ("guests".into(), hearing.guests.into()),
        ("house".into(), visit.house().name.clone().into()),
    ]);
    let key = if visit.viewer().is_guest() { "home-hearers-guest" } else { "home-hearers" };
    Reader::of(visit).entry(entry, "outside", translate(visit.language, key, &args))
}

fn writing(visit: &Visit, around: &Around) -> Option<Writing> {
    let language = visit.language;
    match around.spaces.as_slice() {
        _ if visit.viewer().looker().is_some() => None,
        [] => None,
        [only] if visit.viewer().is_guest() => Some(Writing {
            url: format!("/posts/new?space={}", only.slug),
            label: say_with(language, "post-write-in", "name", only.name.clone()),
            reach: "outside",
            hearers: String::new(),
        }),
        _ => Some(Writing {
            url: "/posts/new".to_owned(),
            label: say(language, "home-write"),
            reach: "inside",
            hearers: say(language, "home-choose-space"),
        }),
    }
}

async fn welcome(visit: &Visit, around: &Around) -> crate::error::Result<Option<Welcome>> {
    let Some(host) = &around.host else { return Ok(None) };
    let colleagues = feed::companions(&visit.db, visit.viewer()).await?;
    let space = match around.spaces.as_slice() {
        [only] => Some(Link { name: only.name.clone(), url: urls::space(&only.slug) }),
        _ => None,
    };
    Ok(Some(Welcome {
        sponsor: host.sponsor.clone(),
        until: host.until,
        colleagues: colleagues.iter().map(Face::of).collect(),
        company: visit.me().organization.clone(),
        space,
    }))
}

/// What one can choose over the feed.
struct Controls<'v> {
    visit: &'v Visit,
    asked: &'v Asked,
    chosen: Order,
}

impl Controls<'_> {
    fn item(&self, key: &str, asked: Asked, current: bool) -> Item {
        let asked = Asked { before: String::new(), ..asked };
        Item { label: say(self.visit.language, key), url: asked.url(), count: None, current }
    }

    fn filters(&self) -> Vec<Item> {
        let of = |key: &str, only: &str| {
            let asked = Asked { only: only.to_owned(), space: String::new(), ..self.asked.clone() };
            self.item(key, asked, self.asked.only == only && self.asked.space.is_empty())
        };
        if self.visit.viewer().is_guest() {
            return vec![
                of("home-all", ""),
                of("home-unread", "unread"),
                of("home-mine", "mine"),
                of("feed-unanswered", "unanswered"),
            ];
        }
        vec![
            of("home-all", ""),
            of("home-unread", "unread"),
            of("home-outside", "outside"),
            of("home-mine", "mine"),
            of("feed-unanswered", "unanswered"),
        ]
    }

    fn views(&self) -> Vec<Item> {
        let of = |key: &str, view: &str| {
            self.item(key, Asked { view: view.to_owned(), ..self.asked.clone() }, self.asked.view == view)
        };
        vec![of("home-view-cards", ""), of("home-view-list", "list")]
    }

    fn orders(&self) -> Vec<Item> {
        let of = |key: &str, word: &str| {
            self.item(key, Asked { order: word.to_owned(), ..self.asked.clone() }, self.chosen == order(word))
        };
        vec![of("feed-by-activity", ""), of("feed-by-newest", "newest")]
    }

    fn places(&self, spaces: &[Mine]) -> Vec<Item> {
        let of = |mine: &Mine| {
            let asked =
                Asked { space: mine.slug.clone(), only: String::new(), before: String::new(), ..self.asked.clone() };
            Item { label: mine.name.clone(), url: asked.url(), count: None, current: self.asked.space == mine.slug }
        };
        if spaces.len() < 2 { Vec::new() } else { spaces.iter().map(of).collect() }
    }
}
