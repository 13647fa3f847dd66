//! Storing the demo company in an empty installation, as if everything in it had happened here.

mod accounts;
mod mail;
mod people;
mod papers;
mod part;
mod posts;
mod reports;
mod spaces;

use anyhow::{Context, bail};
use chrono::{DateTime, Datelike, Duration, Utc, Weekday};
use tokio::task::spawn_blocking;

use super::calendar::{Calendar, day_of, plus};
use super::chance::Chance;
use super::{Company, plan};
use crate::app::App;
use crate::domain::bulk::{self, Happened, Load};
use crate::domain::event::Event;
use crate::domain::file;
use crate::domain::ids::{OrganizationId, PersonId, SpaceId};
use crate::domain::notification;
use crate::domain::password::Password;

/// The password of everybody in the demo company.
pub const PASSWORD: &str = "un banc sur le parvis";

/// Everybody was told of what happened for so long.
const TOLD: Duration = Duration::days(12);

/// The address by which the demo company is known again: an admin of it.
const ADMIN: &str = "p.riviere@brevent.example";

/// The story, and the identifiers it gets when it is stored.
struct Store {
    company: Company,
    chance: Chance,
    /// When everybody last looked.
    seen: DateTime<Utc>,
    house: OrganizationId,
    partners: Vec<OrganizationId>,
    people: Vec<PersonId>,
    spaces: Vec<SpaceId>,
    rooms: Vec<Option<SpaceId>>,
    happened: Vec<(DateTime<Utc>, Option<PersonId>, Event)>,
}

/// Fills an empty installation; gives the accounts to print.
///
/// # Errors
/// Where somebody is already.
pub async fn fill(app: &App) -> anyhow::Result<String> {
    let Some(load) = Load::begin(app.db.server()).await? else {
        bail!("there are people in this installation already; the demo company wants an empty one");
    };
    let now = app.clock.now();
    let hash = Password::choose(PASSWORD, &[]).ok().context("the demo's password is too common")?.hash();
    let drawn = spawn_blocking(move || Store::new(plan(now), now).rows(now));
    let (rows, hash) = futures_util::try_join!(async { anyhow::Ok(drawn.await??) }, async { Ok(hash.await?) })?;
    rows.load(&load, &hash, &app.files).await?;
    let filled = load.finish().await?;
    let (since, read_until) = (now - TOLD, last_friday(now));
    app.db.write(async |tx| notification::catch_up(tx, &filled, since, read_until).await).await?;
    Ok(accounts::told(&rows.company, app.config.base_url.as_str()))
}

/// The same; where the demo company is already, its accounts; where somebody else is, only that.
pub async fn fill_if_empty(app: &App) -> anyhow::Result<String> {
    if bulk::is_house_of(&app.db.read().await?, "brevent.example", ADMIN).await? {
        return Ok(accounts::told(&plan(app.clock.now()), app.config.base_url.as_str()));
    }
    match fill(app).await {
        Ok(told) => Ok(told),
        Err(_) if is_inhabited(app).await? => {
            Ok("This installation has people of its own: the demo company was left out.".to_owned())
        }
        Err(error) => Err(error),
    }
}

async fn is_inhabited(app: &App) -> anyhow::Result<bool> {
    Ok(Load::begin(app.db.server()).await?.is_none())
}

/// Everything to be loaded.
struct Rows {
    company: Company,
    people: people::Rows,
    spaces: spaces::Rows,
    posts: posts::Rows,
    happened: Vec<Happened>,
}

impl Store {
    fn new(company: Company, now: DateTime<Utc>) -> Self {
        let mut chance = Chance::new(0x7061_7276_6973);
        let house = chance.id(company.people[0].joined_at).into();
        let partners = company.partners.iter().map(|_| chance.id(company.people[0].joined_at).into()).collect();
        let people = company.people.iter().map(|person| chance.id(person.joined_at).into()).collect();
        let spaces = company.spaces.iter().map(|space| chance.id(space.created_at).into()).collect();
        let room = |space: &super::Space| space.back_room.then(|| chance.id(space.created_at).into());
        let rooms = company.spaces.iter().map(room).collect();
        let seen = last_friday(now);
        Self { company, chance, seen, house, partners, people, spaces, rooms, happened: Vec::new() }
    }

    fn rows(mut self, now: DateTime<Utc>) -> anyhow::Result<Rows> {
        let people = self.people(now);
        let spaces = self.spaces(now)?;
        let posts = self.posts();
        let mut happened = std::mem::take(&mut self.happened);
        happened.sort_by_key(|event| event.0);
        let told = |(at, by, event): (_, _, Event)| Happened::told(self.chance.id(at), at, by, &event);
        let happened = happened.into_iter().map(told).collect();
        Ok(Rows { company: self.company, people, spaces, posts, happened })
    }

    /// Notes that something happened.
    fn tell(&mut self, at: DateTime<Utc>, by: usize, event: Event) {
        self.happened.push((at, Some(self.people[by]), event));
    }

    /// When somebody who came in at a time last looked: everything of the last days is new to them.
    fn visited(&self, since: DateTime<Utc>) -> DateTime<Utc> {
        self.seen.max(since)
    }
}

impl Rows {
    async fn load(&self, load: &Load, hash: &str, files: &file::Store) -> anyhow::Result<()> {
        self.people.load(load, hash).await?;
        self.spaces.load(load).await?;
        self.posts.load(load, files).await?;
        load.copy(self.happened.iter().cloned()).await?;
        Ok(())
    }
}

/// The end of the last working week that has a working day after it: Friday, 17 h 42.
fn last_friday(now: DateTime<Utc>) -> DateTime<Utc> {
    let calendar = Calendar::new(now);
    let mut day = plus(calendar.today, -1);
    while day.weekday() != Weekday::Fri {
        day = plus(day, -1);
    }
    debug_assert!(day < day_of(now), "a Friday that is over");
    calendar.on(day, 17 * 60 + 42)
}

/// Works on many things at once, on as many threads as there are processors; the results stand in the same order.
fn spread<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = things.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> =
            things.chunks(share).map(|share| scope.spawn(|| share.iter().map(&work).collect::<Vec<R>>())).collect();
        shares
            .into_iter()
            .flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
