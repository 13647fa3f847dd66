//! A letter about one item, or about several that are due together.

use serde::Serialize;

use super::super::{Reader, Sheet, write as fill};
use super::Desk;
use super::files;
use super::shown::{Shown, shown};
use super::thread::{list, threading};
use super::words::{title, topic};
use crate::domain::db::Db;
use crate::domain::delivery::Item;
use crate::domain::feed;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::{Reason, Topic};
use crate::domain::policy::{self, Contribute, InSpace, Read};
use crate::domain::space;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::mail::headers::Threading;
use crate::web::urls;

/// `mail/notification.txt` and `.html`
#[derive(Serialize)]
struct Notification {
    subject: String,
    /// The line above which one answers, where one may: programs that quote the letter are told by it where to cut.
    mark: Option<String>,
    /// What mailboxes show beside the subject.
    preview: String,
    lead: Option<String>,
    band: Option<Band>,
    items: Vec<Shown>,
    enter_url: String,
    enter: String,
    /// What else one may do, beside the button: answer the letter.
    beside: Option<String>,
    why: String,
    stop_url: String,
    stop: String,
    settings_url: String,
}

impl Sheet for Notification {
    const NAME: &'static str = "notification";
}

/// Who else reads, where the space is open to the outside.
#[derive(Serialize)]
struct Band {
    space: String,
    words: String,
}

/// Writes it.
pub(super) async fn write(desk: &Desk<'_>, items: &[Item]) -> Result<Written> {
    let first = items.first().ok_or(Error::NotFound)?;
    let db = desk.app.db.read().await?;
    let mut places: Vec<SpaceId> = items.iter().map(|item| item.post.space.id).collect();
    places.sort();
    places.dedup();
    let hearings = feed::hearings(&db, &desk.reader.viewer, &places).await?;
    let is_open = |place: &SpaceId| hearings.get(place).is_some_and(|hearing| hearing.guests > 0);
    let place = match places.as_slice() {
        [_] => Some(policy::post::<Read>(&db, &desk.reader.viewer, first.post.id).await?),
        _ => None,
    };
    let band = match &place {
        Some(place) if is_open(&places[0]) => Some(band(desk, &db, first, place.space()).await?),
        _ => None,
    };
    let one_thread = items.iter().all(|item| item.post.id == first.post.id);
    let writes = place.as_ref().is_some_and(|place| place.space().could::<Contribute>());
    let answers =
        writes && one_thread && desk.is_answered() && place.as_ref().is_some_and(|place| !place.comments_closed());
    let enter_url = match items {
        [one] => desk.url_of(one),
        _ if one_thread => desk.url(&urls::post(first.post.id)),
        _ if places.len() == 1 => desk.url(&urls::space(&first.post.space.slug)),
        _ => desk.url("/notifications"),
    };
    let enter = match items {
        [_] if first.post.comment_count > 0 => desk.count("letter-news-thread", first.post.comment_count as usize),
        [_] => desk.say("letter-news-read"),
        _ => desk.say("letter-news-all"),
    };
    let (about, stop) = match topic(first.reason) {
        Topic::News | Topic::GuestWrote | Topic::Announced => (first.post.space.id.uuid(), "letter-stop-space"),
        Topic::Addressed | Topic::Answered | Topic::Reacted | Topic::Ending if one_thread => {
            (first.post.id.uuid(), "letter-stop-thread")
        }
        Topic::Addressed | Topic::Answered | Topic::Reacted | Topic::Ending => {
            (first.post.space.id.uuid(), "letter-stop-space")
        }
    };
    let subject = subject(desk, items, places.len() == 1, one_thread);
    let (listed, files) = files::of(desk, &db, items).await?;
    let sheet = Notification {
        lead: (items.len() > 1).then(|| desk.count("letter-news-several", items.len())),
        items: items.iter().zip(listed).map(|(item, files)| shown(desk, item, files, band.is_some())).collect(),
        band,
        enter_url,
        enter,
        beside: answers.then(|| desk.say("letter-answer")),
        why: desk.say(&format!("letter-why-{}", topic(first.reason).as_str().replace('_', "-"))),
        stop_url: desk.stop(about),
        stop: desk.say(stop),
        settings_url: desk.url("/settings/notifications"),
        mark: answers.then(|| desk.say("letter-mark")),
        preview: preview(desk, first),
        subject,
    };
    let to =
        Reader { name: desk.reader.name.clone(), email: desk.reader.email.clone(), language: desk.reader.language };
    let written = fill(desk.app, desk.house, to, &sheet)?;
    let threading = threading(desk, items, one_thread);
    let reply_to = answers.then(|| (first.post.space.name.clone(), desk.reply(first.post.id)));
    let list = place.is_some().then(|| list(desk, first, writes));
    let about = if place.is_some() { first.post.space.id.uuid() } else { desk.reader.viewer.id().uuid() };
    let (unsubscribe, unsubscribe_mail) = (desk.stop(about), desk.stop_address(about));
    let threading = Threading { reply_to, list, unsubscribe, unsubscribe_mail, ..threading };
    Ok(Written { threading: Some(threading), files, ..written })
}

/// The first words, where they may be said.
fn preview(desk: &Desk<'_>, item: &Item) -> String {
    if desk.is_discreet(item.post.space.discreet) || item.reason == Reason::Reaction {
        return desk.reason(item);
    }
    title(None, item.comment.as_ref().map_or(&item.post.body, |comment| &comment.body))
}

fn subject(desk: &Desk<'_>, items: &[Item], one_space: bool, one_thread: bool) -> String {
    let first = &items[0];
    let space = &first.post.space.name;
    if !one_space {
        return desk.count("letter-news-subject-several", items.len());
    }
    let discreet = desk.is_discreet(first.post.space.discreet);
    let what = match items {
        [one] if discreet => desk.reason(one),
        _ if one_thread && !discreet => title(first.post.title.as_deref(), &first.post.body),
        _ => desk.count("letter-news-subject-several", items.len()),
    };
    let is_answer = first.comment.is_some() && one_thread && !discreet;
    if is_answer { format!("Re: [{space}] {what}") } else { format!("[{space}] {what}") }
}

async fn band(desk: &Desk<'_>, db: &Db, item: &Item, space: &InSpace<Read>) -> Result<Band> {
    let audience = space::audience(db, space).await?;
    let companies: Vec<&str> = audience.companies.iter().map(|company| company.name.as_str()).collect();
    // Who is from outside has no colleagues there, and is one of the guests.
    let readers = match desk.reader.viewer.is_guest() {
        true => [
            desk.tell(
                "letter-band-house",
                [("n", audience.colleagues.to_string()), ("house", desk.house.name.clone())],
            ),
            desk.count("letter-band-others", (audience.expected() - 1).max(0) as usize),
        ],
        false => [
            desk.count("letter-band-colleagues", audience.colleagues.max(0) as usize),
            desk.count("letter-band-guests", audience.expected().max(0) as usize),
        ],
    };
    let [colleagues, guests] = readers;
    let words = [("colleagues", colleagues), ("guests", guests), ("companies", companies.join(", "))];
    Ok(Band {
        space: desk.tell("letter-band-space", [("space", item.post.space.name.clone())]),
        words: desk.tell("letter-band-words", words),
    })
}
