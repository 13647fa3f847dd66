//! Following a thread, or hearing no more of it.

use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::flash::Flash;
use super::form::Form;
use super::posts::id;
use super::urls;
use super::visit::Visit;
use crate::domain::follow;
use crate::domain::ids::PostId;
use crate::domain::kinds::Attention;
use crate::domain::policy::{self, InPost, Read};

/// What a reader wants to hear of a thread, as its page shows it.
#[derive(Debug, Serialize)]
pub struct Following {
    url: String,
    is_following: bool,
    is_muted: bool,
    hint: &'static str,
}

impl Following {
    /// Of a thread; `None` is neither followed nor muted.
    pub fn new(post: PostId, attention: Option<Attention>) -> Self {
        Self {
            url: urls::post_part(post, "attention"),
            is_following: attention == Some(Attention::Following),
            is_muted: attention == Some(Attention::Muted),
            hint: match attention {
                Some(Attention::Following) => "follow-hint-following",
                Some(Attention::Muted) => "follow-hint-muted",
                None => "follow-hint-none",
            },
        }
    }
}

/// What somebody chose: one of the words, or none of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    attention: String,
}

/// `POST /posts/{id}/attention`
pub async fn update(visit: Visit, post: Path<String>, choice: Form<Choice>) -> Answer {
    let (post, chosen): (PostId, _) = (id(&post)?, Attention::parse(&choice.0.attention));
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Read> = policy::post(tx, visit.viewer(), post).await?;
        follow::choose(tx, &post, chosen).await
    });
    done.await?;
    let said = match chosen {
        Some(Attention::Following) => "flash-following",
        Some(Attention::Muted) => "flash-muted",
        None => "flash-unfollowed",
    };
    see_and_read(urls::post(post), Flash::ok(said))
}
