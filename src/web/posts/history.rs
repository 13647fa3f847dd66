//! What a post said before.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::*;
use crate::domain::policy::{self, InPost, Read};
use crate::domain::post;
use crate::web::answer::{Answer, see};
use crate::web::chrome::{self, About};
use crate::web::entry::Reader;
use crate::web::face::Face;
use crate::web::page::Page;
use crate::web::urls;
use crate::web::visit::Visit;

/// `post/history.html`
#[derive(Serialize)]
pub struct History {
    back: String,
    author: Face,
    versions: Vec<Version>,
}

/// What something said, from a moment on.
#[derive(Serialize)]
struct Version {
    title: Option<String>,
    html: String,
    at: DateTime<Utc>,
    current: bool,
}

impl Page for History {
    const TEMPLATE: &'static str = "post/history.html";
}

impl History {
    /// What something says now, and what it said before.
    pub fn new(back: String, author: Face, now: post::Version, before: Vec<post::Version>) -> Self {
        let version = |version: post::Version, current| Version {
            title: version.title,
            html: version.html,
            at: version.written_at,
            current,
        };
        let before = before.into_iter().map(|before| version(before, false));
        Self { back, author, versions: std::iter::once(version(now, true)).chain(before).collect() }
    }
}

/// `GET /posts/{id}/history`
pub async fn history(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let (frame, whole, versions) = try_join!(
        chrome::frame(&visit, About::Space(post.space().space())),
        post::whole(&visit.db, &post),
        post::versions(&visit.db, &post),
    )?;
    if whole.removed.is_some() {
        return see(urls::post(post.post()));
    }
    let author = Reader::of(&visit).face(&whole.author, whole.author_seen);
    let written_at = whole.edited_at.unwrap_or(whole.published_at);
    let now = post::Version { title: whole.title, html: whole.html, written_at };
    visit.page(frame, &History::new(urls::post(post.post()), author, now, versions))
}
