//! Removing somebody's words, with a reason that they read.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::Item;
use crate::domain::policy::{self, Moderate};
use crate::domain::problems::Problems;
use crate::domain::report::{self, Reason};
use crate::web::answer::{Answer, see_and_read};
use crate::web::chrome::{self, About};
use crate::web::flash::Flash;
use crate::web::form::{Form, Shown};
use crate::web::page::Page;
use crate::web::posts::Link;
use crate::web::visit::Visit;

/// `report/removal.html`
#[derive(Serialize)]
pub struct Removal {
    back: Link,
    action: String,
    reason: String,
    problems: Shown,
}

impl Page for Removal {
    const TEMPLATE: &'static str = "report/removal.html";
}

/// Why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
}

/// `GET /posts/{id}/removal`
pub async fn removal(visit: Visit, post: Path<String>) -> Answer {
    let item = Item::post(&visit, &post).await?;
    page(&visit, &item, StatusCode::OK, String::new(), &Problems::none()).await
}

/// `GET /comments/{id}/removal`
pub async fn removal_of_comment(visit: Visit, comment: Path<String>) -> Answer {
    let item = Item::comment(&visit, &comment).await?;
    page(&visit, &item, StatusCode::OK, String::new(), &Problems::none()).await
}

async fn page(visit: &Visit, item: &Item<Moderate>, status: StatusCode, reason: String, wrong: &Problems) -> Answer {
    let (frame, ()) = futures_util::try_join!(
        chrome::frame(visit, About::Space(item.space().space())),
        report::may_remove(&visit.db, item.space(), item.author()),
    )?;
    let page = Removal {
        back: item.back(visit),
        action: item.part("removal"),
        reason,
        problems: Shown::new(wrong, visit.language),
    };
    visit.page_with(status, frame, &page)
}

/// `POST /posts/{id}/removal`
pub async fn remove(visit: Visit, post: Path<String>, form: Form<Typed>) -> Answer {
    let item = Item::post(&visit, &post).await?;
    take(visit, item, form.0).await
}

/// `POST /comments/{id}/removal`
pub async fn remove_comment(visit: Visit, comment: Path<String>, form: Form<Typed>) -> Answer {
    let item = Item::comment(&visit, &comment).await?;
    take(visit, item, form.0).await
}

async fn take(visit: Visit, item: Item<Moderate>, typed: Typed) -> Answer {
    let why = match Reason::parse(&typed.reason) {
        Ok(why) => why,
        Err(wrong) => return page(&visit, &item, StatusCode::UNPROCESSABLE_ENTITY, typed.reason, &wrong).await,
    };
    let done = visit.app.db.write(async |tx| match &item {
        Item::Post(post) => {
            let post = policy::post::<Moderate>(tx, visit.viewer(), post.post()).await?;
            report::remove_post(tx, &post, &why).await
        }
        Item::Comment(comment) => {
            let comment = policy::comment::<Moderate>(tx, visit.viewer(), comment.comment()).await?;
            report::remove_comment(tx, &comment, &why).await
        }
    });
    done.await?;
    see_and_read(item.url(), Flash::ok("flash-words-removed"))
}
