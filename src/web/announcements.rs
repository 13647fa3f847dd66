//! Announcements: saying that one has read, and who has and has not.

use actix_web::HttpRequest;
use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read, wants_fragment};
use super::chrome::{self, About};
use super::face::Face;
use super::flash::Flash;
use super::form::Form;
use super::notifications;
use super::page::Page;
use super::posts::id;
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::announcement::{self, Progress};
use crate::domain::ids::PostId;
use crate::domain::notification;
use crate::domain::policy::{self, Contribute, InPost, Own};
use crate::error::Error;

/// What an announcement asks, as `templates/part/kind.html` shows it.
#[derive(Debug, Serialize)]
pub struct Ack {
    url: String,
    can: bool,
    is_mine: bool,
    count: String,
    done: i64,
    asked: i64,
    wished_by: Option<DateTime<Utc>>,
    roll_url: Option<String>,
}

impl Ack {
    /// For a reader who is asked, or not; and who may see the roll, or not.
    pub fn new(visit: &Visit, post: PostId, progress: &Progress, is_asked: bool, owns: bool) -> Self {
        let args = [("done".into(), progress.done.into()), ("asked".into(), progress.asked.into())];
        Self {
            url: urls::post_part(post, "acknowledgements"),
            can: is_asked && !progress.is_mine,
            is_mine: progress.is_mine,
            count: translate(visit.language, "announcement-count", &Args::from(args)),
            done: progress.done,
            asked: progress.asked.max(1),
            wished_by: progress.wished_by,
            roll_url: owns.then(|| urls::post_part(post, "acknowledgements")),
        }
    }
}

/// From where somebody says that they have read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    /// From among the notifications, to which one goes back.
    notices: bool,
}

/// `POST /posts/{id}/acknowledgements`
pub async fn create(visit: Visit, post: Path<String>, from: Form<Place>, request: HttpRequest) -> Answer {
    let post: PostId = id(&post)?;
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        announcement::acknowledge(tx, &post).await?;
        notification::read_item(tx, &post).await
    });
    done.await?;
    match from.0.notices {
        true if wants_fragment(&request) => notifications::live(&visit).await,
        true => see_and_read(urls::NOTIFICATIONS, Flash::ok("flash-acknowledged")),
        false => see_and_read(urls::post(post), Flash::ok("flash-acknowledged")),
    }
}

/// `announcement/index.html`: who has read it, and who has not.
#[derive(Serialize)]
pub struct Index {
    back: String,
    done: Vec<Face>,
    waiting: Vec<Face>,
    reminded_at: Option<DateTime<Utc>>,
    reminder_url: Option<String>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "announcement/index.html";
}

/// `GET /posts/{id}/acknowledgements`
pub async fn index(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Own> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let place = About::Space(post.space().space());
    let (frame, roll) = try_join!(chrome::frame(&visit, place), announcement::roll(&visit.db, &post))?;
    let faces = |people: Vec<crate::domain::person::Face>| people.iter().map(Face::of).collect();
    let page = Index {
        back: urls::post(post.post()),
        reminder_url: roll.may_remind.then(|| urls::post_part(post.post(), "reminders")),
        reminded_at: roll.reminded_at,
        done: faces(roll.done),
        waiting: faces(roll.waiting),
    };
    visit.page(frame, &page)
}

/// `POST /posts/{id}/reminders`
pub async fn remind(visit: Visit, post: Path<String>) -> Answer {
    let post: PostId = id(&post)?;
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Own> = policy::post(tx, visit.viewer(), post).await?;
        announcement::remind(tx, &post).await
    });
    let there = urls::post_part(post, "acknowledgements");
    match done.await {
        Ok(()) => see_and_read(there, Flash::ok("flash-reminded")),
        Err(Error::TooLate(_)) => see_and_read(there, Flash::warn("flash-reminded-today")),
        Err(error) => Err(error.into()),
    }
}
