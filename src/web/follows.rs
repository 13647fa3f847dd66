//! Following a thread, or hearing no more of it.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read, wants_fragment};
use super::flash::Flash;
use super::form::Form;
use super::page::Page;
use super::posts::id;
use super::urls;
use super::visit::Visit;
use crate::domain::follow;
use crate::domain::ids::PostId;
use crate::domain::kinds::Attention;
use crate::domain::policy::{self, InPost, Read};

/// What a reader wants to hear of a thread, as its page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Following {
    id: String,
    url: String,
    is_following: bool,
    is_muted: bool,
    hint: &'static str,
}

impl Following {
    /// Of a thread; `None` is neither followed nor muted.
    pub fn new(post: PostId, attention: Option<Attention>) -> Self {
        Self {
            id: post.to_string(),
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

/// `follow/live.html`: the lines of the menu as they are now, for a feed that is there already.
#[derive(Serialize)]
pub struct Live {
    following: Following,
    said: &'static str,
}

impl Page for Live {
    const TEMPLATE: &'static str = "follow/live.html";
}

/// What somebody chose: one of the words, or none of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    attention: String,
}

/// `POST /posts/{id}/attention`
pub async fn update(visit: Visit, post: Path<String>, choice: Form<Choice>, request: HttpRequest) -> Answer {
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
    if wants_fragment(&request) {
        return visit.updates(StatusCode::OK, &Live { following: Following::new(post, chosen), said });
    }
    see_and_read(urls::post(post), Flash::ok(said))
}
