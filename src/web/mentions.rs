//! Whom one may call, while one types: what `assets/js/mentions.js` asks for.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::Plain;
use super::entry::Reader;
use super::face::Face;
use super::page::{Page, html};
use super::space_head::enter;
use super::urls;
use super::visit::Visit;
use crate::domain::mention;
use crate::domain::policy::{Contribute, InSpace, Own};

/// `mention/index.html`
#[derive(Serialize)]
pub struct Index {
    candidates: Vec<Candidate>,
}

#[derive(Serialize)]
struct Candidate {
    face: Face,
    handle: String,
    title: Option<String>,
    reads: bool,
    add_url: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "mention/index.html";
}

/// What is being typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

/// `GET /spaces/{slug}/mentions`
pub async fn index(visit: Visit, slug: Path<String>, asked: Query<Asked>) -> Answer {
    let space: InSpace<Contribute> = enter(&visit, &slug).await?;
    let found = mention::candidates(&visit.db, &space, &asked.q).await?;
    let reader = Reader::of(&visit);
    // Who may take people in is offered to. A back room's people are its project's.
    let adds = space.could::<Own>() && space.room_of().is_none();
    let add = |handle: &str| format!("{}?handle={handle}", urls::space_part(&slug, "members/new"));
    let candidates = found.into_iter().map(|candidate| Candidate {
        face: reader.face(&candidate.face, true),
        handle: candidate.face.handle.clone(),
        title: candidate.face.title.clone(),
        add_url: (adds && !candidate.reads).then(|| add(&candidate.face.handle)),
        reads: candidate.reads,
    });
    let page = Index { candidates: candidates.collect() };
    Ok(html(StatusCode::OK, visit.app.templates.fill(&Plain::of(&visit), &page, visit.setting())?))
}
