//! Search: one field, one page of results, of what its reader sees.

mod facets;
mod wish;

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::answer::Answer;
use super::chrome::{self, About};
use super::emblem::Emblem;
use super::entry::Reader;
use super::face::Face;
use super::files::File;
use super::hits::{self, Part};
use super::page::Page;
use super::people::Item;
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::search::{self, Counts, Found, Place, Sought, Text, What};
use facets::{Facets, facets};
use wish::Wish;

/// Letters of a text around what was found.
const AROUND: usize = 260;

/// People and spaces that stand before the texts; who wants the others asks for people or spaces alone.
const FIRST: usize = 3;

/// `search/index.html`
#[derive(Serialize)]
pub struct Index {
    q: String,
    what: &'static str,
    newest: bool,
    order_url: String,
    is_asked: bool,
    lead: String,
    kinds: Vec<Item>,
    people: Vec<Person>,
    spaces: Vec<Space>,
    texts: Vec<Row>,
    facets: Facets,
    is_narrowed: bool,
    clear_url: String,
    only_alike: bool,
    only_common: bool,
    older: Option<String>,
    newer: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "search/index.html";
}

#[derive(Serialize)]
struct Person {
    face: Face,
    name: Vec<Part>,
    title: Option<String>,
}

#[derive(Serialize)]
struct Space {
    url: String,
    name: Vec<Part>,
    emblem: Option<Emblem>,
    purpose: Vec<Part>,
    reach: &'static str,
}

#[derive(Serialize)]
struct Row {
    url: String,
    is_comment: bool,
    file: Option<File>,
    title: Vec<Part>,
    words: Vec<Part>,
    author: Face,
    at: DateTime<Utc>,
    space_name: String,
    space_url: String,
    reach: &'static str,
    comment_count: i32,
}

/// `GET /search`
pub async fn index(visit: Visit, request: HttpRequest) -> Answer {
    let wish = Wish::of(&request);
    let sought = wish.sought(visit.setting());
    let (frame, found) =
        try_join!(chrome::frame(&visit, About::Nothing), search::search(&visit.db, visit.viewer(), &sought))?;
    let frame = frame.seeking(&sought.typed);
    let shows = |what: What| sought.what.is_none_or(|only| only == what);
    let Found { counts, .. } = found;
    let marks = hits::Sought::beginnings(&found.marks);
    // Names are found by any part of them.
    let names = hits::Sought::words(&sought.typed.replace(['"', '«', '»'], " "));
    let some = |n: usize| if sought.what.is_some() { n } else { n.min(FIRST) };
    let people = if shows(What::Person) { some(found.people.len()) } else { 0 };
    let spaces = if shows(What::Space) { some(found.spaces.len()) } else { 0 };
    let at = |page: i64| wish.address(|wish| wish.page = page);
    let page = Index {
        is_asked: !sought.typed.trim().is_empty(),
        lead: lead(&visit, counts),
        kinds: kinds(&visit, &wish, &sought, counts),
        people: found.people.into_iter().take(people).map(|face| person(&visit, face, &names)).collect(),
        spaces: found.spaces.into_iter().take(spaces).map(|place| space(place, &names)).collect(),
        texts: found.texts.into_iter().map(|text| row(&visit, text, &marks)).collect(),
        facets: facets(&visit, &wish, &sought, found.facets),
        is_narrowed: sought.is_narrowed(),
        clear_url: wish.address(Wish::clear),
        only_alike: found.only_alike,
        only_common: found.only_common,
        newest: sought.newest,
        order_url: wish.address(|wish| wish.order = if sought.newest { "" } else { "newest" }.to_owned()),
        older: found.more.then(|| at(sought.page + 2)),
        newer: (sought.page > 0).then(|| at(sought.page)),
        what: wish::name_of(sought.what),
        q: sought.typed,
    };
    visit.page(frame, &page)
}

fn all(counts: Counts) -> i64 {
    let Counts { people, spaces, posts, comments, files } = counts;
    people + spaces + posts + comments + files
}

fn lead(visit: &Visit, counts: Counts) -> String {
    let n = all(counts);
    translate(visit.language, "search-lead", &Args::from([("n".into(), n.into())]))
}

fn kinds(visit: &Visit, wish: &Wish, sought: &Sought, counts: Counts) -> Vec<Item> {
    let kinds = [
        (None, all(counts)),
        (Some(What::Post), counts.posts),
        (Some(What::Comment), counts.comments),
        (Some(What::File), counts.files),
        (Some(What::Person), counts.people),
        (Some(What::Space), counts.spaces),
    ];
    let offered = kinds.into_iter().filter(|(what, count)| what.is_none() || *count > 0 || *what == sought.what);
    let item = |(what, count): (Option<What>, i64)| Item {
        label: visit.say(&format!("search-{}", key(what))),
        url: wish.address(|wish| wish.what = wish::name_of(what).to_owned()),
        count: Some(count),
        current: what == sought.what,
    };
    offered.map(item).collect()
}

fn person(visit: &Visit, face: crate::domain::person::Face, names: &hits::Sought) -> Person {
    let title = face.title.clone();
    Person { name: names.parts(&face.name), title, face: Reader::of(visit).face(&face, true) }
}

fn space(place: Place, names: &hits::Sought) -> Space {
    Space {
        url: urls::space(&place.slug),
        emblem: Emblem::of(&place.name, &place.slug, place.picture_id, place.colour),
        name: names.parts(&place.name),
        purpose: names.parts(place.purpose.as_deref().unwrap_or_default()),
        reach: reach(place.opened_to_guests),
    }
}

fn row(visit: &Visit, text: Text, marks: &hits::Sought) -> Row {
    let title = text.title.unwrap_or_default();
    Row {
        url: text.comment.map_or_else(|| urls::post(text.post), urls::comment),
        is_comment: text.comment.is_some(),
        title: marks.parts(&title),
        // Of a file's name nothing is left out.
        words: if text.file.is_some() { marks.parts(&text.words) } else { marks.around(&text.words, AROUND) },
        author: Reader::of(visit).face(&text.author, text.author_seen),
        at: text.published_at,
        space_name: text.space,
        space_url: urls::space(&text.slug),
        reach: reach(text.opened_to_guests),
        comment_count: text.comment_count,
        file: text.file.map(|file| File::of(visit.language, file)),
    }
}

fn reach(outside: bool) -> &'static str {
    if outside { "outside" } else { "inside" }
}

fn key(what: Option<What>) -> &'static str {
    match what {
        None => "all",
        Some(What::Comment) => "comments-kind",
        Some(_) => wish::name_of(what),
    }
}
