//! Questions: keeping an answer.

use actix_web::web::Path;
use serde::Deserialize;

use super::answer::{Answer, see_and_read};
use super::flash::Flash;
use super::form::Form;
use super::posts::id;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::CommentId;
use crate::domain::policy::{self, Contribute, Grants, InComment, Moderate};
use crate::domain::{db::Tx, question};
use crate::error::{Error, Result};

/// Kept, or not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switch {
    on: bool,
}

/// `POST /comments/{id}/answer`
pub async fn update(visit: Visit, comment: Path<String>, switch: Form<Switch>) -> Answer {
    let (comment, on): (CommentId, bool) = (id(&comment)?, switch.0.on);
    let done = visit.app.db.write(async |tx| match policy::comment::<Moderate>(tx, visit.viewer(), comment).await {
        Ok(comment) => turn(tx, &comment, on).await,
        Err(Error::NotAllowed(_)) => {
            let comment: InComment<Contribute> = policy::comment(tx, visit.viewer(), comment).await?;
            turn(tx, &comment, on).await
        }
        Err(error) => Err(error),
    });
    done.await?;
    see_and_read(urls::comment(comment), Flash::ok(if on { "flash-answer-kept" } else { "flash-answer-released" }))
}

async fn turn(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>, on: bool) -> Result<()> {
    if on { question::keep(tx, comment).await } else { question::release(tx, comment).await }
}
