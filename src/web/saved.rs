//! What one keeps to read again.

use std::collections::HashSet;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read, wants_fragment};
use super::chrome::{self, About};
use super::entry::Entry;
use super::flash::Flash;
use super::form::Form;
use super::home::placed;
use super::page::Page;
use super::posts::id;
use super::quotes;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::{PostId, SpaceId};
use crate::domain::policy::{self, InPost, Read};
use crate::domain::{feed, saved};

/// `saved/index.html`
#[derive(Serialize)]
pub struct Index {
    entries: Vec<Entry>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "saved/index.html";
}

/// `GET /saved`
pub async fn index(visit: Visit) -> Answer {
    let (db, viewer) = (&visit.db, visit.viewer());
    let (frame, posts) = try_join!(chrome::frame(&visit, About::Saved), saved::mine(db, viewer))?;
    let mut entries = feed::entries(db, viewer, &posts).await?;
    quotes::in_feed(&visit, &mut entries).await?;
    let open: HashSet<SpaceId> =
        entries.iter().filter(|entry| entry.opened_to_guests).map(|entry| entry.space).collect();
    let hearings = feed::hearings(db, viewer, &open.into_iter().collect::<Vec<_>>()).await?;
    let entries = entries.into_iter().map(|entry| placed(&visit, entry, &hearings)).collect();
    visit.page(frame.reaching(viewer.is_guest()), &Index { entries })
}

/// Whether a message is kept, as `templates/part/post.html` shows it in its menu.
#[derive(Clone, Debug, Serialize)]
pub struct Saving {
    id: String,
    url: String,
    is_saved: bool,
}

impl Saving {
    /// Of a post.
    pub fn new(post: PostId, is_saved: bool) -> Self {
        Self { id: post.to_string(), url: urls::post_part(post, "saving"), is_saved }
    }
}

/// `saved/live.html`: the line of the menu as it is now, for a page that is there already.
#[derive(Serialize)]
pub struct Live {
    saving: Saving,
}

impl Page for Live {
    const TEMPLATE: &'static str = "saved/live.html";
}

/// Kept, or not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switch {
    on: bool,
}

/// `POST /posts/{id}/saving`
pub async fn update(visit: Visit, post: Path<String>, switch: Form<Switch>, request: HttpRequest) -> Answer {
    let (post, on): (PostId, bool) = (id(&post)?, switch.0.on);
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Read> = policy::post(tx, visit.viewer(), post).await?;
        if on { saved::save(tx, &post).await } else { saved::release(tx, &post).await }
    });
    done.await?;
    if wants_fragment(&request) {
        return visit.updates(StatusCode::OK, &Live { saving: Saving::new(post, on) });
    }
    see_and_read(urls::post(post), Flash::ok(if on { "flash-saved" } else { "flash-released" }))
}
