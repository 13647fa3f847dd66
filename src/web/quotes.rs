//! A link to a message of this house that stands alone on its line shows what it leads to, to whoever may see that. It is
//! drawn for each reader when they read, and never stored with the link; for everybody else the link is all there is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::chrome::Plain;
use super::entry::Reader;
use super::face::Face;
use super::page::Page;
use super::visit::Visit;
use crate::domain::comment::{Comment, Piece, Thread};
use crate::domain::feed;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::search::{self, Text};
use crate::error::Result;

/// So many are drawn on a page; the others are links.
const DRAWN: usize = 20;

/// And so many in one message, whatever they lead to.
const IN_ONE: usize = 10;

/// Letters of a message that its quotation shows.
const LETTERS: usize = 220;

/// `quote/show.html`
#[derive(Serialize)]
struct Quote {
    url: String,
    reach: &'static str,
    space_name: String,
    author: Face,
    at: DateTime<Utc>,
    is_comment: bool,
    title: String,
    words: String,
}

impl Page for Quote {
    const TEMPLATE: &'static str = "quote/show.html";
}

/// In a feed: its messages and their last answers.
pub async fn in_feed(visit: &Visit, entries: &mut [feed::Entry]) -> Result<()> {
    let texts = entries.iter_mut().flat_map(|entry| {
        let answers = entry.comments.iter_mut().map(|comment| &mut comment.html);
        [&mut entry.html].into_iter().chain(answers)
    });
    draw(visit, texts.collect()).await
}

/// In a thread: the message, the answer that was kept, and all answers.
pub async fn in_thread(
    visit: &Visit,
    message: &mut String,
    kept: Option<&mut Comment>,
    thread: &mut Thread,
) -> Result<()> {
    let shown = thread.pieces.iter_mut().filter_map(|piece| match piece {
        Piece::Comment(comment) => Some(comment),
        Piece::Gap(_) => None,
    });
    let answers = shown.flat_map(of_comment).chain(kept.map(|kept| &mut kept.html));
    draw(visit, [message].into_iter().chain(answers).collect()).await
}

/// In a comment and the answers to it.
pub async fn in_comment(visit: &Visit, comment: &mut Comment) -> Result<()> {
    draw(visit, of_comment(comment).collect()).await
}

fn of_comment(comment: &mut Comment) -> impl Iterator<Item = &mut String> {
    [&mut comment.html].into_iter().chain(comment.replies.iter_mut().map(|reply| &mut reply.html))
}

async fn draw(visit: &Visit, texts: Vec<&mut String>) -> Result<()> {
    let base = visit.app.config.base_url.as_str().trim_end_matches('/');
    let mut wanted: Vec<Target> = texts.iter().flat_map(|html| lonely(html, base)).map(|link| link.target).collect();
    wanted.sort();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(());
    }
    wanted.truncate(DRAWN);
    let posts: Vec<PostId> = wanted.iter().filter_map(|target| target.post()).collect();
    let comments: Vec<CommentId> = wanted.iter().filter_map(|target| target.comment()).collect();
    let found = search::texts(&visit.db, visit.viewer(), &posts, &comments, &[]).await?;
    let mut drawn: HashMap<Target, String> = HashMap::new();
    for text in found {
        let target = text.comment.map_or(Target::Post(text.post), Target::Comment);
        let quote = Quote::new(visit, text);
        let html = visit.app.templates.fill(&Plain::of(visit), &quote, visit.setting())?;
        drawn.insert(target, html.trim().to_owned());
    }
    for html in texts {
        // From the end, so that what comes before keeps its place.
        for link in lonely(html, base).into_iter().rev() {
            if let Some(quote) = drawn.get(&link.target) {
                html.replace_range(link.from..link.to, quote);
            }
        }
    }
    Ok(())
}

impl Quote {
    fn new(visit: &Visit, text: Text) -> Self {
        let words = text.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = words.chars().take(LETTERS).collect();
        Self {
            url: text.comment.map_or_else(|| super::urls::post(text.post), super::urls::comment),
            reach: if text.opened_to_guests { "outside" } else { "inside" },
            space_name: text.space,
            author: Reader::of(visit).face(&text.author, text.author_seen),
            at: text.published_at,
            is_comment: text.comment.is_some(),
            title: text.title.unwrap_or_default(),
            words: if short.len() < words.len() { format!("{}…", short.trim_end()) } else { short },
        }
    }
}

/// A link alone on its line: where its element stands, and the post or comment that it leads to.
struct Lonely {
    from: usize,
    to: usize,
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Target {
    Post(PostId),
    Comment(CommentId),
}

impl Target {
    fn post(self) -> Option<PostId> {
        if let Self::Post(post) = self { Some(post) } else { None }
    }

    fn comment(self) -> Option<CommentId> {
        if let Self::Comment(comment) = self { Some(comment) } else { None }
    }
}

/// The first lonely links to this house's messages in HTML of ours.
fn lonely(html: &str, base: &str) -> Vec<Lonely> {
    const BEGIN: &str = "<a href=\"";
    let of = |(from, _): (usize, &str)| {
        let before = &html[..from];
        let (address, rest) = html[from + BEGIN.len()..].split_once('"')?;
        let target = target(address.strip_prefix(base).unwrap_or(address))?;
        let end = rest.find("</a>")? + "</a>".len();
        let begins = before.ends_with("<p>") || before.ends_with('\n') || before.ends_with("<br />\n");
        let to = html.len() - rest.len() + end;
        let ends =
            html[to..].starts_with("</p>") || html[to..].starts_with(['\n', '<']) && !html[to..].starts_with("<a");
        (begins && ends).then_some(Lonely { from, to, target })
    };
    html.match_indices(BEGIN).filter_map(of).take(IN_ONE).collect()
}

/// What a path of ours leads to: `/posts/ID`, `/posts/ID#c-ID`, `/comments/ID`.
fn target(path: &str) -> Option<Target> {
    if let Some(id) = path.strip_prefix("/comments/") {
        return id.parse().ok().map(Target::Comment);
    }
    let rest = path.strip_prefix("/posts/")?;
    let (post, place) = rest.split_once('#').unwrap_or((rest, ""));
    let post = post.split_once('?').map_or(post, |(post, _)| post);
    let post = post.parse().ok()?;
    Some(place.strip_prefix("c-").and_then(|id| id.parse().ok()).map_or(Target::Post(post), Target::Comment))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://parvis.example";
    const ID: &str = "0e000000-0000-7000-8000-000000000001";

    #[test]
    fn only_a_link_of_this_house_alone_on_its_line_is_drawn() {
        let link = |to: &str| format!("<a href=\"{to}\" rel=\"nofollow\">{to}</a>");
        let ours = link(&format!("{BASE}/posts/{ID}"));
        let count = |html: &str| lonely(html, BASE).len();
        assert_eq!(count(&format!("<p>{ours}</p>")), 1);
        assert_eq!(count(&format!("<p>Voir\n{ours}\nmerci</p>")), 1);
        assert_eq!(count(&format!("<p>Voir {ours}</p>")), 0);
        assert_eq!(count(&format!("<p>{ours} et {ours}</p>")), 0);
        assert_eq!(count(&format!("<p>{}</p>", link(&format!("https://evil.example/posts/{ID}")))), 0);
        assert_eq!(count(&format!("<p>{}</p>", link(&format!("{BASE}.evil.example/posts/{ID}")))), 0);
        assert_eq!(count(&format!("<p>{}</p>", link(&format!("{BASE}/posts/{ID}/edit")))), 0);
        assert_eq!(count("<p><a href=\"/posts/é\">é</a></p><a href=\""), 0);
        assert_eq!(count(&format!("<p>{ours}</p>").repeat(380)), IN_ONE);
    }
}
