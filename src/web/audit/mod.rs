//! The log, in sentences: of the house for its admins, of a space for its owners.

mod export;
mod sentence;

pub use export::export;
pub use sentence::sentence;

use actix_web::web::{Path, Query};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About};
use super::feed::{Item, address};
use super::form::Shown;
use super::page::Page;
use super::space_head::{Head, Tab as Place, enter, head};
use super::tabs::{self, Tab};
use super::urls;
use super::visit::Visit;
use crate::domain::audit::{self, Act, Filter};
use crate::domain::ids::PersonId;
use crate::domain::policy::{InSpace, Own};
use crate::domain::position::Position;
use crate::domain::problems::Problems;
use crate::domain::space;
use crate::error::Result;

/// So many lines stand on a page.
const PAGE: usize = 50;

/// `audit/index.html`
#[derive(Serialize)]
pub struct Index {
    tabs: Vec<Tab>,
    asked: Asked,
    acts: Vec<Choice>,
    spaces: Vec<Choice>,
    is_filtered: bool,
    /// Whom the filter found.
    person: Option<String>,
    problems: Shown,
    lines: Vec<Line>,
    export_url: String,
    older: Option<String>,
    newer: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "audit/index.html";
}

/// `audit/journal.html`
#[derive(Serialize)]
pub struct Journal {
    head: Head,
    acts: Vec<Item>,
    lines: Vec<Line>,
    older: Option<String>,
    newer: Option<String>,
}

impl Page for Journal {
    const TEMPLATE: &'static str = "audit/journal.html";
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// Something that happened.
#[derive(Serialize)]
struct Line {
    at: DateTime<Utc>,
    words: String,
    act: String,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Asked {
    person: String,
    space: String,
    act: String,
    from: String,
    until: String,
    before: String,
}

impl Asked {
    /// The same as a filter of the log, without the person, whom the database knows.
    fn filter(&self, visit: &Visit) -> Filter {
        Filter {
            person: None,
            space: self.space.parse().ok(),
            act: Act::parse(&self.act),
            from: day(&self.from).and_then(|day| begin(visit, day)),
            until: day(&self.until).and_then(|day| begin(visit, day.checked_add_days(Days::new(1))?)),
            before: Position::parse(&self.before),
        }
    }

    /// An address that asks for the same.
    fn at(&self, path: &str, before: &str) -> String {
        let asked = [
            ("person", self.person.as_str()),
            ("space", &self.space),
            ("act", &self.act),
            ("from", &self.from),
            ("until", &self.until),
            ("before", before),
        ];
        address(path, &asked)
    }

    fn is_empty(&self) -> bool {
        [&self.person, &self.space, &self.act, &self.from, &self.until].iter().all(|field| field.trim().is_empty())
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.trim().parse().ok().filter(|day: &NaiveDate| (1970..=9000).contains(&day.year()))
}

fn begin(visit: &Visit, day: NaiveDate) -> Option<DateTime<Utc>> {
    visit.setting().zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|at| at.to_utc())
}

/// What an admin's question finds of the log: whom they mean, if anybody.
struct Meant {
    filter: Filter,
    person: Option<(PersonId, String)>,
    is_nobody: bool,
}

async fn meant(visit: &Visit, asked: &Asked) -> Result<Meant> {
    let admin = visit.viewer().admin()?;
    let filter = asked.filter(visit);
    let typed: String = asked.person.chars().filter(|c| !c.is_control()).collect();
    if typed.trim().is_empty() {
        return Ok(Meant { filter, person: None, is_nobody: false });
    }
    let person = audit::whom(&visit.db, &admin, &typed).await?;
    let filter = Filter { person: person.as_ref().map(|(id, _)| *id), ..filter };
    Ok(Meant { filter, is_nobody: person.is_none(), person })
}

fn lines(visit: &Visit, page: &audit::Page) -> Vec<Line> {
    let shown = page.lines.iter().filter_map(|told| {
        let act = Act::of(&told.event)?;
        let words = sentence(visit.language, told.by, &told.event, &page.names)?;
        Some(Line { at: told.at, words, act: label(visit, act) })
    });
    shown.collect()
}

fn label(visit: &Visit, act: Act) -> String {
    visit.say(&format!("audit-act-{}", act.as_str()))
}

/// `GET /admin/audit`
pub async fn index(visit: Visit, asked: Query<Asked>) -> Answer {
    let admin = visit.viewer().admin()?;
    let asked = asked.into_inner();
    let Meant { filter, person, is_nobody } = meant(&visit, &asked).await?;
    let log = async {
        match is_nobody {
            true => Ok(audit::Page::default()),
            false => audit::log(&visit.db, &admin, &filter, PAGE).await,
        }
    };
    let (frame, log, spaces) = try_join!(chrome::frame(&visit, About::Admin), log, space::all(&visit.db, &admin))?;
    if let Some((person, _)) = person {
        visit.app.db.write(async |tx| audit::searched(tx, &admin, person).await).await?;
    }
    let act = |act: &Act| Choice {
        value: act.as_str().to_owned(),
        label: label(&visit, *act),
        chosen: filter.act == Some(*act),
    };
    let place = |known: space::Known| Choice {
        value: known.space.id.to_string(),
        chosen: filter.space == Some(known.space.id),
        label: known.space.name,
    };
    let wrong = if is_nobody { Problems::one("person", "problem-audit-nobody") } else { Problems::none() };
    let page = Index {
        tabs: tabs::of_admin(visit.language, "/admin/audit"),
        acts: Act::ALL.iter().map(act).collect(),
        spaces: spaces.into_iter().map(place).collect(),
        is_filtered: !asked.is_empty(),
        person: person.map(|(_, name)| name),
        problems: Shown::new(&wrong, visit.language),
        lines: lines(&visit, &log),
        export_url: asked.at("/admin/audit/export", ""),
        older: log.next.map(|next| asked.at("/admin/audit", &next.to_string())),
        newer: filter.before.map(|_| asked.at("/admin/audit", "")),
        asked,
    };
    visit.page(frame, &page)
}

/// `GET /spaces/{slug}/journal`
pub async fn journal(visit: Visit, slug: Path<String>, asked: Query<Asked>) -> Answer {
    let space: InSpace<Own> = enter(&visit, &slug).await?;
    let filter = Filter { act: Act::parse(&asked.act), before: Position::parse(&asked.before), ..Filter::default() };
    let (frame, head, page) = try_join!(
        chrome::frame(&visit, About::Space(space.space())),
        head(&visit, &space, Place::Settings),
        audit::journal(&visit.db, &space, &filter, PAGE),
    )?;
    let path = urls::space_part(head.slug(), "journal");
    let word = filter.act.map_or("", Act::as_str);
    let item = |act: Option<Act>| Item {
        label: act.map_or_else(|| visit.say("audit-act-all"), |act| label(&visit, act)),
        url: address(&path, &[("act", act.map_or("", Act::as_str))]),
        count: None,
        current: act == filter.act,
    };
    let page = Journal {
        acts: std::iter::once(None).chain(Act::OF_SPACE.map(Some)).map(item).collect(),
        lines: lines(&visit, &page),
        older: page.next.map(|next| address(&path, &[("act", word), ("before", &next.to_string())])),
        newer: filter.before.map(|_| address(&path, &[("act", word)])),
        head,
    };
    visit.page(frame.reaching(page.head.is_outside()), &page)
}
