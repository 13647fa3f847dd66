//! Removing, pinning, closing: short acts on a post.

use actix_web::web::Path;
use serde::Deserialize;

use super::*;
use crate::domain::db::Tx;
use crate::domain::ids::PostId;
use crate::domain::policy::{self, Contribute, InPost, Moderate};
use crate::domain::post;
use crate::error::{Error, Result};
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
    let on = switch.0.on;
    let said = if on { "flash-post-pinned" } else { "flash-post-unpinned" };
    keep_order(&visit, &post, said, async |tx, post| match on {
        true => post::pin(tx, post).await,
        false => post::unpin(tx, post).await,
    })
    .await
}

/// `POST /posts/{id}/closing`
pub async fn close(visit: Visit, post: Path<String>, switch: Form<Switch>) -> Answer {
    let on = switch.0.on;
    let said = if on { "flash-post-closed" } else { "flash-post-reopened" };
    keep_order(&visit, &post, said, async |tx, post| match on {
        true => post::close_comments(tx, post).await,
        false => post::reopen_comments(tx, post).await,
    })
    .await
}

async fn keep_order(
    visit: &Visit,
    post: &str,
    said: &str,
    act: impl AsyncFnOnce(&mut Tx, &InPost<Moderate>) -> Result<()>,
) -> Answer {
    let post: PostId = id(post)?;
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Moderate> = policy::post(tx, visit.viewer(), post).await?;
        act(tx, &post).await
    });
    done.await?;
    see_and_read(urls::post(post), Flash::ok(said))
}
