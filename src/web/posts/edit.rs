//! Other words for what was published; the earlier ones are kept.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use futures_util::try_join;
use serde::Serialize;

use super::*;
use crate::domain::file::{self, Attached};
use crate::domain::ids::PostId;
use crate::domain::policy::{self, Contribute, InPost, InSpace};
use crate::domain::post;
use crate::domain::problems::Problems;
use crate::domain::space;
use crate::web::answer::Answer;
use crate::web::attaching::{self, Attaching};
use crate::web::audience::Audience;
use crate::web::chrome::{self, About};
use crate::web::composer::Typed;
use crate::web::form::{Form, Shown};
use crate::web::page::Page;
use crate::web::upload::Upload;
use crate::web::urls;
use crate::web::visit::Visit;

/// `post/edit.html`
#[derive(Serialize)]
pub struct Edit {
    url: String,
    back: Link,
    titled: bool,
    title: String,
    body: String,
    audience: Audience,
    mentions: String,
    problems: Shown,
    deletion_url: String,
    attaching: Attaching,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "post/edit.html";
}

/// What is edited, for the page that edits messages and answers alike.
pub struct Edited {
    /// Where the form goes, and which address it stands at.
    pub url: String,
    /// Where the words stand.
    pub back: String,
    /// Whether there is a title.
    pub titled: bool,
    /// Where it is removed.
    pub deletion_url: String,
    /// The files that hang in it.
    pub hanging: Vec<Attached>,
}

/// The page that edits.
pub async fn editing(
    visit: &Visit,
    space: &InSpace<Contribute>,
    edited: Edited,
    status: StatusCode,
    typed: Typed,
    problems: &Problems,
) -> Answer {
    let (frame, about, audience) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        space::about(&visit.db, space),
        space::audience(&visit.db, space),
    )?;
    let shown = Shown::new(problems, visit.language);
    let attaching = Attaching::new(visit, &typed, &edited.hanging, shown.of("files"));
    let page = Edit {
        url: edited.url,
        back: Link { name: about.name.clone(), url: edited.back },
        titled: edited.titled,
        audience: audience_for(visit, space, &about.slug, &audience, &typed),
        mentions: format!("{}?q=", urls::space_part(&about.slug, "mentions")),
        title: typed.title,
        body: typed.body,
        attaching,
        problems: shown,
        deletion_url: edited.deletion_url,
    };
    visit.page_with(status, frame.reaching(audience.is_open()), &page)
}

async fn hanging(visit: &Visit, post: &InPost<Contribute>) -> Result<Vec<Attached>> {
    let all = file::of_thread(&visit.db, post).await?;
    Ok(all.into_iter().filter(|file| file.comment.is_none()).collect())
}

fn edited(post: PostId, hanging: Vec<Attached>) -> Edited {
    let (url, deletion_url) = (urls::post_part(post, "edit"), urls::post_part(post, "deletion"));
    Edited { url, back: urls::post(post), titled: true, deletion_url, hanging }
}

/// `GET /posts/{id}/edit`
pub async fn edit(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Contribute> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let source = post::source(&visit.db, &post).await?;
    let typed = Typed { title: source.title.unwrap_or_default(), body: source.body, ..Typed::default() };
    let hanging = hanging(&visit, &post).await?;
    editing(&visit, post.space(), edited(post.post(), hanging), StatusCode::OK, typed, &Problems::none()).await
}

/// `POST /posts/{id}/edit`
pub async fn update(visit: Visit, post: Path<String>, form: Form<Typed>, upload: Upload) -> Answer {
    let (post, mut typed): (PostId, Typed) = (id(&post)?, form.0);
    let wrong = match upload.is_empty() {
        true => Problems::none(),
        // Whether they may comes before anything is kept.
        false => {
            let post: InPost<Contribute> = policy::post(&visit.db, visit.viewer(), post).await?;
            post::source(&visit.db, &post).await?;
            attaching::take_in(&visit, upload, &mut typed).await?
        }
    };
    let change = wrong.or(typed.post(&visit)).map(|draft| post::Edit {
        title: draft.title,
        body: draft.body,
        audience_version: draft.audience_version,
        files: draft.files,
    });
    let done = written(&visit, change, async |tx, change| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        post::edit(tx, &post, change).await
    });
    match done.await? {
        Ok(done) => published(urls::post(post), &done.unreached, "flash-post-edited"),
        Err((status, problems)) => {
            let post: InPost<Contribute> = policy::post(&visit.db, visit.viewer(), post).await?;
            post::source(&visit.db, &post).await?;
            let typed = attaching::look_up(&visit, typed).await?;
            let edited = edited(post.post(), hanging(&visit, &post).await?);
            editing(&visit, post.space(), edited, status, typed, &problems).await
        }
    }
}
