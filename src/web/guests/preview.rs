//! What a guest would see, exactly.

use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::*;
use crate::domain::guest::{self};
use crate::domain::kinds::Horizon;
use crate::domain::policy::Own;
use crate::web::answer::{Answer, see};
use crate::web::face::Face;
use crate::web::page::Page;
use crate::web::space_head::enter;
use crate::web::urls;
use crate::web::visit::Visit;

/// How far back the previewed guest reads.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    horizon: String,
    from: String,
}

/// `guest/preview.html`
#[derive(Serialize)]
pub struct Preview {
    /// The space's name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The newest posts.
    pub posts: Vec<Glimpse>,
    /// How many in all.
    pub post_count: i64,
    /// The people they would meet.
    pub people: Vec<Face>,
    /// How many spaces they would see in all.
    pub spaces: i64,
    /// The other horizons.
    pub horizons: Vec<Horizons>,
}

/// A horizon to choose.
#[derive(Debug, Serialize)]
pub struct Horizons {
    label: String,
    url: String,
    count: Option<i64>,
    current: bool,
}

/// A post as the guest would find it.
#[derive(Debug, Serialize)]
pub struct Glimpse {
    title: Option<String>,
    html: String,
    at: DateTime<Utc>,
    author: Face,
    comments: i64,
}

impl Page for Preview {
    const TEMPLATE: &'static str = "guest/preview.html";
}

/// `GET /spaces/{slug}/guests/preview`
pub async fn preview(visit: Visit, slug: Path<String>, asked: Query<Asked>) -> Answer {
    let space = enter::<Own>(&visit, &slug).await?;
    if !space.is_opened_to_guests() {
        return see(urls::space_part(&slug, "opening"));
    }
    let horizon = Horizon::parse(&asked.horizon).unwrap_or(Horizon::Now);
    let seen = guest::preview(&visit.app.db, &space, horizon, start_of(&visit, &asked.from)).await?;
    let here = urls::space_part(&slug, "guests/preview");
    let choices = [(Horizon::Now, "guest-horizon-now"), (Horizon::Start, "guest-horizon-start")];
    let page = Preview {
        name: seen.name,
        purpose: seen.purpose,
        posts: seen
            .posts
            .into_iter()
            .map(|post| Glimpse {
                title: post.title,
                html: post.html,
                at: post.at,
                author: Face { url: None, ..Face::of(&post.author) },
                comments: post.comments,
            })
            .collect(),
        post_count: seen.post_count,
        people: seen.people.iter().map(|face| Face { url: None, ..Face::of(face) }).collect(),
        spaces: seen.spaces,
        horizons: choices
            .into_iter()
            .map(|(choice, key)| Horizons {
                label: visit.say(key),
                url: format!("{here}?horizon={}", choice.as_str()),
                count: None,
                current: choice == horizon,
            })
            .collect(),
    };
    visit.page_at_door(actix_web::http::StatusCode::OK, &page)
}
