//! What one is writing: saved as one types, listed, thrown away.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::composer::Typed;
use super::flash::Flash;
use super::form::Form;
use super::page::Page;
use super::posts::id;
use super::space_head::named;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::{DraftId, PostId};
use crate::domain::policy::{self, Contribute, InPost, InSpace};
use crate::domain::{draft, markup};
use crate::error::Error;

/// `draft/index.html`
#[derive(Serialize)]
pub struct Index {
    drafts: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    url: String,
    space: String,
    is_answer: bool,
    title: String,
    text: String,
    at: DateTime<Utc>,
    deletion_url: String,
}

impl Page for Index {
    const TEMPLATE: &'static str = "draft/index.html";
}

/// Letters of a draft in the list.
const EXCERPT: usize = 200;

/// `GET /drafts`
pub async fn index(visit: Visit) -> Answer {
    let (frame, drafts) = try_join!(chrome::frame(&visit, About::Nothing), draft::mine(&visit.db, visit.viewer()))?;
    let item = |draft: draft::Draft| Item {
        url: match draft.post {
            Some(post) => format!("{}#answer", urls::post(post)),
            None => format!("/posts/new?space={}", draft.slug),
        },
        is_answer: draft.post.is_some(),
        title: if draft.title.is_empty() { draft.post_title.unwrap_or_default() } else { draft.title },
        text: markup::plain(&draft.body).chars().take(EXCERPT).collect(),
        space: draft.space,
        at: draft.saved_at,
        deletion_url: format!("/drafts/{}/deletion", draft.id),
    };
    visit.page(frame, &Index { drafts: drafts.into_iter().map(item).collect() })
}

/// For a space, or for a thread.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct For {
    space: String,
    post: String,
}

/// `POST /drafts`
pub async fn create(visit: Visit, place: Query<For>, form: Form<Typed>) -> Answer {
    let (form, Typed { title, body, .. }) = (form.0.form(), form.0);
    let words = draft::Words { title, body };
    let post = if place.post.is_empty() { None } else { Some(id::<PostId>(&place.post)?) };
    let slug = if post.is_none() { Some(named(&place.space)?) } else { None };
    visit
        .app
        .db
        .write(async |tx| match (post, &slug) {
            (Some(post), _) => {
                let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
                draft::keep_answer(tx, &post, form, words).await
            }
            (None, Some(slug)) => {
                let space: InSpace<Contribute> = policy::space(tx, visit.viewer(), slug).await?;
                draft::keep(tx, &space, form, words).await
            }
            (None, None) => Err(Error::NotFound),
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `GET /forms/{id}`: whether what was written in a form of one's own has arrived.
pub async fn show(visit: Visit, form: Path<String>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    match draft::has_arrived(&visit.db, &oneself, id(&form)?).await? {
        true => Ok(HttpResponse::NoContent().finish()),
        false => Err(Error::NotFound.into()),
    }
}

/// `POST /drafts/{id}/deletion`
pub async fn delete(visit: Visit, draft: Path<String>) -> Answer {
    let draft: DraftId = id(&draft)?;
    let oneself = visit.viewer().oneself()?;
    visit.app.db.write(async |tx| draft::discard(tx, &oneself, draft).await).await?;
    see_and_read("/drafts", Flash::ok("flash-draft-deleted"))
}
