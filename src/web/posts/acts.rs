//! Removing, pinning, closing: short acts on a post.

use actix_web::web::Path;
use serde::Deserialize;

use super::*;
use crate::domain::ids::PostId;
use crate::domain::policy::{self, Contribute, InPost, Moderate};
use crate::domain::post;
use crate::error::Error;
use crate::web::answer::{Answer, see_and_read};
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::urls;
use crate::web::visit::Visit;

/// `POST /posts/{id}/deletion`
pub async fn delete(visit: Visit, post: Path<String>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| match policy::post::<Moderate>(tx, visit.viewer(), post).await {
            Ok(post) => post::delete(tx, &post).await,
            Err(Error::NotAllowed(_)) => {
                let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
                post::delete(tx, &post).await
            }
            Err(error) => Err(error),
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok("flash-post-deleted"))
}

/// On or off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switch {
    on: bool,
}

/// `POST /posts/{id}/pin`
pub async fn pin(visit: Visit, post: Path<String>, switch: Form<Switch>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| {
            let post: InPost<Moderate> = policy::post(tx, visit.viewer(), post).await?;
            if switch.0.on { post::pin(tx, &post).await } else { post::unpin(tx, &post).await }
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok(if switch.0.on { "flash-post-pinned" } else { "flash-post-unpinned" }))
}

/// `POST /posts/{id}/closing`
pub async fn close(visit: Visit, post: Path<String>, switch: Form<Switch>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| {
            let post: InPost<Moderate> = policy::post(tx, visit.viewer(), post).await?;
            if switch.0.on { post::close_comments(tx, &post).await } else { post::reopen_comments(tx, &post).await }
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok(if switch.0.on { "flash-post-closed" } else { "flash-post-reopened" }))
}
