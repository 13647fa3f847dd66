//! How Parvis reaches somebody: the settings page « Nouvelles et silence ».

mod form;
mod promise;

use futures_util::try_join;
use serde::Serialize;

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::dates;
use super::devices;
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::tabs::{self, Tab};
use super::urls;
use super::visit::Visit;
use crate::domain::device;
use crate::domain::kinds::{Closeness, Rhythm, Topic};
use crate::domain::preferences::{self, DAY, Followed};
use crate::domain::problems::Problems;
use crate::domain::suppression;
use crate::error::Result;
use crate::push::keys;
pub use form::Wanted;

/// Where these settings are.
pub const HERE: &str = "/settings/notifications";

/// `preferences/edit.html`
#[derive(Serialize)]
pub struct Edit {
    tabs: Vec<Tab>,
    promise: String,
    /// Why mail to this reader stopped, when it did.
    returned: Option<String>,
    topics: Vec<Row>,
    days: Vec<Day>,
    form: Wanted,
    rhythms: Vec<Choice>,
    digest_hours: Vec<Choice>,
    zones: Vec<&'static str>,
    spaces: Vec<Space>,
    devices: Vec<devices::Device>,
    /// Whether the one that asks is among them.
    rings: bool,
    /// By which a browser knows who may have it ring.
    push_key: String,
    problems: Shown,
    count: usize,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "preferences/edit.html";
}

/// A topic, and by which way it comes.
#[derive(Serialize)]
struct Row {
    topic: &'static str,
    label: String,
    note: String,
    at_once: bool,
    /// Whether a digest can tell it: what has letters of its own comes by them.
    gathers: bool,
    digest: bool,
}

/// A day of the week, as it is drawn and filled.
#[derive(Serialize)]
struct Day {
    number: usize,
    name: String,
    from: String,
    until: String,
    told: String,
    bars: Vec<Bar>,
}

/// A stretch of a day, in minutes.
#[derive(Serialize)]
struct Bar {
    from: u16,
    length: u16,
}

/// One of several.
#[derive(Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What more is to be said of it.
    pub note: String,
    /// Whether it is so now.
    pub chosen: bool,
}

/// A space of one's own, and how closely one follows it.
#[derive(Serialize)]
struct Space {
    id: String,
    name: String,
    url: String,
    levels: Vec<Choice>,
}

/// The ways to follow a space, of which one holds.
pub fn levels(visit: &Visit, now: Closeness) -> Vec<Choice> {
    let choice = |closeness: &Closeness| Choice {
        value: closeness.as_str().to_owned(),
        label: visit.say(&format!("closeness-{}", closeness.as_str())),
        note: visit.say(&format!("closeness-{}-note", closeness.as_str())),
        chosen: *closeness == now,
    };
    Closeness::ALL.iter().map(choice).collect()
}

/// `GET /settings/notifications`
pub async fn edit(visit: Visit) -> Answer {
    again(&visit, &Problems::none()).await
}

/// The page as it is, with what is wrong.
pub async fn again(visit: &Visit, wrong: &Problems) -> Answer {
    let now = preferences::mine(&visit.db, &visit.viewer().oneself()?).await?;
    show(visit, Wanted::of(&now), wrong).await
}

async fn show(visit: &Visit, form: Wanted, wrong: &Problems) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let (frame, spaces, rings, returned) = try_join!(
        chrome::frame(visit, About::Settings),
        preferences::spaces(&visit.db, visit.viewer()),
        device::of(&visit.db, &oneself),
        suppression::mine(&visit.db, &oneself),
    )?;
    let devices: Vec<_> = rings.iter().map(|device| devices::Device::new(visit, device)).collect();
    let page = Edit {
        tabs: tabs::of_settings(visit.language, HERE),
        promise: form.parse(visit).map(|wanted| promise::of(visit, &wanted)).unwrap_or_default(),
        returned: returned.map(|stopped| visit.say(&format!("preferences-returned-{}", stopped.cause.as_str()))),
        topics: topics(visit, &form),
        days: days(visit, &form),
        rhythms: rhythms(visit, &form),
        digest_hours: digest_hours(visit, &form),
        zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect(),
        spaces: spaces.iter().map(|space| followed(visit, space)).collect(),
        rings: devices.iter().any(|device| device.is_this),
        devices,
        push_key: keys::public(&visit.app).await?,
        problems: Shown::new(wrong, visit.language),
        count: wrong.len(),
        form,
    };
    if wrong.is_empty() { visit.page(frame, &page) } else { visit.again(frame, &page) }
}

/// The topics that one may choose about. Guests answer for no space and for nobody; the end of their own access is told.
fn shown_topics(visit: &Visit) -> impl Iterator<Item = Topic> {
    let is_guest = visit.viewer().is_guest();
    Topic::ALL.iter().copied().filter(move |topic| !(is_guest && matches!(topic, Topic::GuestWrote | Topic::Ending)))
}

fn topics(visit: &Visit, form: &Wanted) -> Vec<Row> {
    let row = |topic: Topic| {
        let key = topic.as_str().replace('_', "-");
        Row {
            topic: topic.as_str(),
            label: visit.say(&format!("topic-{key}")),
            note: visit.say(&format!("topic-{key}-note")),
            at_once: form.at_once.iter().any(|one| one == topic.as_str()),
            gathers: topic != Topic::Ending,
            digest: form.digest.iter().any(|one| one == topic.as_str()),
        }
    };
    shown_topics(visit).map(row).collect()
}

fn days(visit: &Visit, form: &Wanted) -> Vec<Day> {
    let windows: Vec<_> = (0..7).map(|n| form.window(n).ok().flatten()).collect();
    let day = |n: usize| {
        let own = windows[n].map(|window| {
            let until = if window.is_overnight() { DAY } else { window.until() };
            Bar { from: window.from(), length: until - window.from() }
        });
        let spilt = windows[(n + 6) % 7].filter(|window| window.is_overnight());
        let spilt = spilt.map(|window| Bar { from: 0, length: window.until() });
        let clock = |minute| dates::clock(minute, visit.language);
        let told = match windows[n] {
            Some(window) => {
                let args =
                    [("from".into(), clock(window.from()).into()), ("until".into(), clock(window.until()).into())];
                super::translate::translate(visit.language, "preferences-reachable", &args.into())
            }
            None => visit.say("preferences-silent-day"),
        };
        Day {
            number: n + 1,
            name: visit.say(&format!("weekday-{}", n + 1)),
            from: form.from.get(n).cloned().unwrap_or_default(),
            until: form.until.get(n).cloned().unwrap_or_default(),
            told,
            bars: spilt.into_iter().chain(own).collect(),
        }
    };
    (0..7).map(day).collect()
}

fn rhythms(visit: &Visit, form: &Wanted) -> Vec<Choice> {
    let choice = |rhythm: &Rhythm| Choice {
        value: rhythm.as_str().to_owned(),
        label: visit.say(&format!("preferences-rhythm-{}", rhythm.as_str())),
        note: String::new(),
        chosen: form.rhythm == rhythm.as_str(),
    };
    Rhythm::ALL.iter().map(choice).collect()
}

/// Every half hour of a day; and whatever was chosen otherwise.
fn digest_hours(visit: &Visit, form: &Wanted) -> Vec<Choice> {
    let mut minutes: Vec<u16> = (0..DAY).step_by(30).collect();
    if let Some(own) = form::minute(&form.digest_at).filter(|own| !minutes.contains(own)) {
        minutes.push(own);
        minutes.sort_unstable();
    }
    let choice = |minute: u16| {
        let value = form::clock(minute);
        let chosen = value == form.digest_at;
        Choice { value, label: dates::clock(minute, visit.language), note: String::new(), chosen }
    };
    minutes.into_iter().map(choice).collect()
}

fn followed(visit: &Visit, space: &Followed) -> Space {
    Space {
        id: space.id.to_string(),
        name: space.name.clone(),
        url: urls::space(&space.slug),
        levels: levels(visit, space.closeness),
    }
}

/// `POST /settings/notifications`
pub async fn update(visit: Visit, form: Form<Wanted>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let done = match form.0.parse(&visit) {
        Ok(wanted) => set(&visit, &oneself, &wanted).await,
        Err(wrong) => Err(wrong.into()),
    };
    match problems(done)? {
        Ok(()) => see_and_read(HERE, Flash::ok("flash-preferences-set")),
        Err(wrong) => show(&visit, form.0, &wrong).await,
    }
}

/// `POST /settings/notifications/address`: one's address works again.
pub async fn update_address(visit: Visit) -> Answer {
    let oneself = visit.viewer().oneself()?;
    visit.app.db.write(async |tx| suppression::lift(tx, &oneself).await).await?;
    see_and_read(HERE, Flash::ok("flash-address-works"))
}

async fn set(
    visit: &Visit,
    oneself: &crate::domain::policy::Oneself<'_>,
    wanted: &preferences::Preferences,
) -> Result<()> {
    visit.app.db.write(async |tx| preferences::set(tx, oneself, wanted).await).await
}
