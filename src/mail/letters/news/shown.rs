//! An item of a letter, as it stands there: who wrote, what, and what was said just before.

use serde::Serialize;

use super::Desk;
use super::files::Listed;
use super::words::{company, initials, short};
use crate::domain::delivery::{Before, Item};
use crate::domain::kinds::{PersonKind, Reason};
use crate::domain::person::Face;
use crate::web::dates::Style;

/// An item.
#[derive(Serialize)]
pub(super) struct Shown {
    reason: String,
    initials: String,
    company: Option<String>,
    /// What its author does, where it was written and when.
    about: String,
    heading: Option<String>,
    html: Option<String>,
    text: Option<String>,
    files: Vec<Listed>,
    url: String,
    before: Option<Earlier>,
}

/// What was said just before.
#[derive(Serialize)]
struct Earlier {
    who: String,
    initials: String,
    company: Option<String>,
    words: String,
}

/// It; the place is not said again where the letter begins with it.
pub(super) fn shown(desk: &Desk<'_>, item: &Item, files: Vec<Listed>, place_is_said: bool) -> Shown {
    let who = item.actor.as_ref().unwrap_or_else(|| item.author());
    let discreet = desk.is_discreet(item.post.space.discreet);
    let (body, html) = match &item.comment {
        Some(comment) => (&comment.body, &comment.html),
        None => (&item.post.body, &item.post.html),
    };
    let words = !discreet && item.reason != Reason::Reaction;
    let place = (!place_is_said).then(|| item.post.space.name.clone());
    let about = [who.title.clone(), house(desk, who), place, Some(desk.time(item.published_at(), Style::Relative))];
    Shown {
        reason: desk.reason(item),
        initials: initials(&who.name),
        company: company(who),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
        heading: (!discreet).then(|| item.post.title.clone()).flatten(),
        // Links within Parvis are whole in a letter.
        html: words.then(|| html.replace("href=\"/", &format!("href=\"{}/", desk.app.config.base_url.as_str()))),
        text: words.then(|| body.clone()),
        files,
        url: desk.url_of(item),
        before: item.before.as_ref().filter(|_| words).map(earlier),
    }
}

/// Who reads from outside is told of which company the others are.
fn house(desk: &Desk<'_>, who: &Face) -> Option<String> {
    (desk.reader.viewer.is_guest() && who.kind == PersonKind::Employee).then(|| who.organization.clone())
}

fn earlier(before: &Before) -> Earlier {
    let who = &before.author;
    Earlier { who: who.name.clone(), initials: initials(&who.name), company: company(who), words: short(&before.body) }
}
