//! A space's feed, its first tab.

use actix_web::web::{Path, Query};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About};
use super::composer::{Composer, Typed, Where};
use super::dates::{self, Style};
use super::entry::{Entry, Reader};
use super::page::Page;
use super::posts::audience_for;
use super::quotes;
use super::refusal::Refusal;
use super::space_door::door;
use super::space_head::{Head, Tab, head, named};
use super::translate::{Args, say, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::draft;
use crate::domain::feed::{self, Order};
use crate::domain::ids::PostId;
use crate::domain::kinds::SpaceKind;
use crate::domain::policy::{self, Contribute, InSpace, Own, Read};
use crate::domain::position::Position;
use crate::domain::problems::Problems;
use crate::error::Error;

/// `space/show.html`
#[derive(Serialize)]
pub struct Show {
    head: Head,
    composer: Option<Composer>,
    pinned: Vec<Entry>,
    entries: Vec<Entry>,
    /// The first entry that is new, and since when.
    new: Option<New>,
    orders: Vec<Item>,
    filters: Vec<Item>,
    is_filtered: bool,
    older: Option<String>,
    begins: bool,
}

impl Page for Show {
    const TEMPLATE: &'static str = "space/show.html";
}

/// A choice beside others, as `segmented` shows it.
#[derive(Debug, Serialize)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// How many, where that is said.
    pub count: Option<i64>,
    /// Whether one is there.
    pub current: bool,
}

/// Where one left off.
#[derive(Debug, Serialize)]
pub struct New {
    from: String,
    label: String,
}

/// The line that says since when things are new, over the first of these that is.
pub fn new_line(visit: &Visit, entries: &[Entry], since: Option<chrono::DateTime<chrono::Utc>>) -> Option<New> {
    let first = entries.iter().find(|entry| entry.is_unread)?;
    let setting = visit.setting();
    let when = dates::tell(since?, setting.now, setting.zone, setting.language, Style::Since);
    let label = translate(setting.language, "feed-new-since", &Args::from([("when".into(), when.into())]));
    Some(New { from: first.id.clone(), label })
}

/// Which part of a feed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    only: String,
    order: String,
    before: String,
}

/// What comes first, as it stands in an address.
pub fn order(word: &str) -> Order {
    if word == "newest" { Order::Newest } else { Order::Activity }
}

/// An address with what was asked for in it; empty answers are left out.
pub fn address(path: &str, asked: &[(&str, &str)]) -> String {
    let asked: Vec<_> = asked.iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(&asked).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// `GET /spaces/{slug}`
pub async fn show(visit: Visit, slug: Path<String>, asked: Query<Asked>) -> Answer {
    let slug = named(&slug)?;
    let space: InSpace<Read> = match policy::space(&visit.db, visit.viewer(), &slug).await {
        Ok(space) => space,
        Err(Error::NotFound) if !visit.viewer().is_guest() => return door(&visit, &slug).await,
        Err(error) => return Err(Refusal::from(error)),
    };
    let db = &visit.db;
    let (chosen, before) = (order(&asked.order), Position::parse(&asked.before));
    let unanswered = asked.only == "unanswered";
    let pinned = async {
        // The first page has them on top; the others go on from where it ends.
        if before.is_none() && !unanswered { feed::pinned(db, &space).await } else { Ok(Vec::new()) }
    };
    let page = async {
        match unanswered {
            true => feed::unanswered_in(db, &space, chosen, before).await,
            false => feed::space(db, &space, chosen, before).await,
        }
    };
    let place = About::Space(space.space());
    let (around, head, page, pinned, words) = try_join!(
        chrome::around(&visit, place),
        head(&visit, &space, Tab::Feed),
        page,
        pinned,
        draft::of_space(db, &space),
    )?;
    // When a guest was last there is not for others to know.
    let left = feed::left_in(&around.spaces, space.space()).filter(|_| visit.viewer().looker().is_none());
    let ids: Vec<PostId> = pinned.iter().chain(&page.posts).copied().collect();
    let mut entries = feed::entries(db, visit.viewer(), &ids).await?;
    quotes::in_feed(&visit, &mut entries).await?;
    let typed = Typed::before(words);
    let audience = audience_for(&visit, &space, head.slug(), &head.audience, &typed);
    let reader = Reader::of(&visit);
    let hearers = audience.hearers(visit.language);
    let reach = audience.reach;
    let shown = entries.into_iter().map(|entry| reader.entry(entry, reach, hearers.clone()));
    let (pinned, entries): (Vec<Entry>, Vec<Entry>) = shown.partition(|entry| entry.is_pinned && !unanswered);
    let path = urls::space(head.slug());
    let can_announce = space.could::<Own>() && head.about.kind == SpaceKind::Group;
    let here = Where { slug: head.slug(), name: head.name(), can_announce };
    let composer =
        space.could::<Contribute>().then(|| Composer::new(&visit, &here, audience, typed, &Problems::none()));
    let item = |word: &str, key: &str| Item {
        label: say(visit.language, key),
        url: address(&path, &[("only", &asked.only), ("order", word)]),
        count: None,
        current: order(word) == chosen,
    };
    let filter = |word: &str, key: &str| Item {
        label: say(visit.language, key),
        url: address(&path, &[("only", word), ("order", &asked.order)]),
        count: None,
        current: unanswered != word.is_empty(),
    };
    let page = Show {
        filters: vec![filter("", "feed-all"), filter("unanswered", "feed-unanswered")],
        is_filtered: unanswered,
        composer,
        new: if before.is_none() && !unanswered {
            new_line(&visit, &entries, left.map(|left| left.since(db.at())))
        } else {
            None
        },
        pinned,
        entries,
        orders: vec![item("", "feed-by-activity"), item("newest", "feed-by-newest")],
        older: page.next.map(|next| {
            address(&path, &[("only", &asked.only), ("order", &asked.order), ("before", &next.to_string())])
        }),
        begins: before.is_none(),
        head,
    };
    let answer = visit.page(around.frame(&visit, place).reaching(page.head.is_outside()), &page)?;
    if left.is_some_and(|left| left.is_due(db.at())) {
        look(visit, slug);
    }
    Ok(answer)
}

/// Notes the visit, after the answer has been written: reading waits for no disk.
fn look(visit: Visit, slug: crate::domain::words::Slug) {
    actix_web::rt::spawn(async move {
        let noted = visit.app.db.write(async |tx| {
            let space: InSpace<Read> = policy::space(tx, visit.viewer(), &slug).await?;
            feed::visit(tx, &space).await
        });
        if let Err(error) = noted.await {
            tracing::warn!("a visit to a space could not be noted: {error}");
        }
    });
}
