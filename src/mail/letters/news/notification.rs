//! A letter about one item, or about several that are due together.

use serde::Serialize;

use super::super::{Reader, Sheet, write as fill};
use super::Desk;
use super::words::{company, initials, title, topic};
use crate::domain::delivery::Item;
use crate::domain::feed;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::{Reason, Topic};
use crate::domain::policy::{self, InSpace, Read};
use crate::domain::space;
use crate::domain::words::Slug;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::mail::headers::{List, Threading};
use crate::web::dates::Style;
use crate::web::urls;

/// `mail/notification.txt` and `.html`
#[derive(Serialize)]
struct Notification {
    subject: String,
    lead: Option<String>,
    band: Option<Band>,
    items: Vec<Shown>,
    enter_url: String,
    enter: String,
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

/// An item.
#[derive(Serialize)]
struct Shown {
    reason: String,
    who: String,
    initials: String,
    company: Option<String>,
    when: String,
    place: String,
    is_open: bool,
    heading: Option<String>,
    html: Option<String>,
    text: Option<String>,
    url: String,
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
    let band = if places.len() == 1 && is_open(&places[0]) { Some(band(desk, &db, first).await?) } else { None };
    let one_thread = items.iter().all(|item| item.post.id == first.post.id);
    let enter_url = match items {
        [one] => url(desk, one),
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
    let sheet = Notification {
        lead: (items.len() > 1).then(|| desk.count("letter-news-several", items.len())),
        band,
        items: items.iter().map(|item| shown(desk, item, is_open(&item.post.space.id))).collect(),
        enter_url,
        enter,
        why: desk.say(&format!("letter-why-{}", topic(first.reason).as_str().replace('_', "-"))),
        stop_url: desk.stop(about),
        stop: desk.say(stop),
        settings_url: desk.url("/settings/notifications"),
        subject,
    };
    let to =
        Reader { name: desk.reader.name.clone(), email: desk.reader.email.clone(), language: desk.reader.language };
    let written = fill(desk.app, desk.house, to, &sheet)?;
    Ok(Written { threading: Some(threading(desk, items, one_thread, places.len() == 1)), ..written })
}

fn url(desk: &Desk<'_>, item: &Item) -> String {
    match &item.comment {
        Some(comment) => desk.url(&urls::comment(comment.id)),
        None => desk.url(&urls::post(item.post.id)),
    }
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

async fn band(desk: &Desk<'_>, db: &crate::domain::db::Db, item: &Item) -> Result<Band> {
    let slug = Slug::parse(&item.post.space.slug).map_err(|_| Error::NotFound)?;
    let space: InSpace<Read> = policy::space(db, &desk.reader.viewer, &slug).await?;
    let audience = space::audience(db, &space).await?;
    let companies: Vec<&str> = audience.companies.iter().map(|company| company.name.as_str()).collect();
    let readers = [
        desk.count("letter-band-colleagues", audience.colleagues.max(0) as usize),
        desk.count("letter-band-guests", audience.expected().max(0) as usize),
    ];
    let [colleagues, guests] = readers;
    let words = [("colleagues", colleagues), ("guests", guests), ("companies", companies.join(", "))];
    Ok(Band {
        space: desk.tell("letter-band-space", [("space", item.post.space.name.clone())]),
        words: desk.tell("letter-band-words", words),
    })
}

fn shown(desk: &Desk<'_>, item: &Item, is_open: bool) -> Shown {
    let author = item.author();
    let who = item.actor.as_ref().unwrap_or(author);
    let discreet = desk.is_discreet(item.post.space.discreet);
    let (body, html) = match &item.comment {
        Some(comment) => (&comment.body, &comment.html),
        None => (&item.post.body, &item.post.html),
    };
    let own_words = item.reason != Reason::Reaction;
    let words = !discreet && own_words;
    Shown {
        reason: desk.reason(item),
        who: who.name.clone(),
        initials: initials(&who.name),
        company: company(who),
        when: desk.time(item.published_at(), Style::Relative),
        place: item.post.space.name.clone(),
        is_open,
        heading: (!discreet).then(|| item.post.title.clone()).flatten(),
        // Links within Parvis are whole in a letter.
        html: words.then(|| html.replace("href=\"/", &format!("href=\"{}/", desk.app.config.base_url.as_str()))),
        text: words.then(|| body.clone()),
        url: url(desk, item),
    }
}

/// The thread in a mailbox is the thread on Parvis: the message is its root, an answer answers.
fn threading(desk: &Desk<'_>, items: &[Item], one_thread: bool, one_space: bool) -> Threading {
    let first = &items[0];
    let id = |object: uuid::Uuid| desk.addresses.message_id(object);
    let root = id(first.post.id.uuid());
    let (message_id, in_reply_to, references) = match items {
        [one] => match &one.comment {
            Some(comment) => {
                let parent = comment.parent.map(|parent| id(parent.uuid()));
                let references = std::iter::once(root.clone()).chain(parent.clone()).collect();
                (id(comment.id.uuid()), Some(parent.unwrap_or(root)), references)
            }
            None => (root, None, Vec::new()),
        },
        _ => {
            // Several in one letter are no object of their own: it is named by the first of its deliveries.
            let own = id(first.delivery.map_or(first.post.id.uuid(), |delivery| delivery.uuid()));
            let references = if one_thread { vec![root.clone()] } else { Vec::new() };
            (own, one_thread.then_some(root), references)
        }
    };
    let space = &first.post.space;
    let list = List {
        phrase: space.slug.clone(),
        id: format!("{}.{}", space.id.uuid().simple(), desk.addresses.domain()),
        archive: desk.url(&urls::space(&space.slug)),
        archived_at: url(desk, first),
    };
    let who = first.actor.as_ref().unwrap_or_else(|| first.author());
    let from = if items.len() == 1 { who.name.clone() } else { desk.house.name.clone() };
    Threading {
        from: Some(desk.tell("letter-from", [("who", from)])),
        message_id,
        in_reply_to,
        references,
        list: one_space.then_some(list),
        unsubscribe: desk.stop(if one_space { space.id.uuid() } else { desk.reader.viewer.id().uuid() }),
    }
}
