//! Writing: which space, what, and who will read it.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::*;
use crate::domain::ids::PostId;
use crate::domain::policy::{self, Contribute, InSpace};
use crate::domain::post;
use crate::domain::problems::Problems;
use crate::domain::words::{Body, Title};
use crate::domain::{draft, space};
use crate::error::{Error, Late, Result};
use crate::web::answer::Answer;
use crate::web::attaching;
use crate::web::chrome::{self, About};
use crate::web::composer::{Composer, Typed, Where};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::space_head::{enter, named};
use crate::web::upload::Upload;
use crate::web::urls;
use crate::web::visit::Visit;

/// `post/new.html`
#[derive(Serialize)]
pub struct New {
    space: Option<Link>,
    composer: Option<Composer>,
    inside: Vec<Choice>,
    outside: Vec<Choice>,
}

/// A space one may write in.
#[derive(Serialize)]
struct Choice {
    name: String,
    companies: String,
    url: String,
}

impl Page for New {
    const TEMPLATE: &'static str = "post/new.html";
}

/// Where to write.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    space: String,
}

/// `GET /posts/new`
pub async fn new(visit: Visit, wish: Query<Wish>) -> Answer {
    if !wish.space.is_empty() {
        let space: InSpace<Contribute> = enter(&visit, &wish.space).await?;
        let words = draft::of_space(&visit.db, &space).await?;
        return write(&visit, &space, StatusCode::OK, Typed::before(words), &Problems::none()).await;
    }
    let (frame, spaces) = try_join!(chrome::frame(&visit, About::Nothing), space::mine(&visit.db, visit.viewer()))?;
    let choice = |mine: &space::Mine| Choice {
        name: mine.name.clone(),
        companies: mine.companies.join(", "),
        url: format!("/posts/new?space={}", mine.slug),
    };
    let (outside, inside): (Vec<_>, Vec<_>) = spaces.iter().partition(|mine| !mine.companies.is_empty());
    let page = New {
        space: None,
        composer: None,
        inside: inside.into_iter().map(choice).collect(),
        outside: outside.into_iter().map(choice).collect(),
    };
    visit.page(frame, &page)
}

/// The composer of one space on a page of its own, with everything that was typed.
async fn write(
    visit: &Visit,
    space: &InSpace<Contribute>,
    status: StatusCode,
    typed: Typed,
    problems: &Problems,
) -> Answer {
    let (frame, audience, about) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        space::audience(&visit.db, space),
        space::about(&visit.db, space),
    )?;
    let shown = audience_for(visit, space, &about.slug, &audience, &typed);
    let place = Where { slug: &about.slug, name: &about.name };
    let page = New {
        composer: Some(Composer::new(visit, &place, shown, typed, problems).opened()),
        space: Some(Link { name: about.name.clone(), url: urls::space(&about.slug) }),
        inside: Vec::new(),
        outside: Vec::new(),
    };
    visit.page_with(status, frame.reaching(audience.is_open()), &page)
}

impl Typed {
    /// A post, or what is wrong with it.
    pub(super) fn post(&self) -> Result<post::Draft, Problems> {
        let mut problems = Problems::none();
        let title = problems.take("title", Title::parse_optional(&self.title));
        let body = problems.take("body", Body::parse(&self.body));
        match (title, body) {
            (Some(title), Some(body)) => Ok(post::Draft {
                id: self.id.parse().unwrap_or_else(|_| PostId::new()),
                title,
                body,
                audience_version: self.version(),
                from: self.form().from,
                files: self.files(),
            }),
            _ => Err(problems),
        }
    }
}

/// `POST /spaces/{slug}/posts`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Typed>, upload: Upload) -> Answer {
    let (slug, mut typed) = (named(&slug)?, form.0);
    let refused = async |status, problems: Problems, typed: Typed| {
        let space: InSpace<Contribute> = policy::space(&visit.db, visit.viewer(), &slug).await?;
        write(&visit, &space, status, attaching::look_up(&visit, typed).await?, &problems).await
    };
    let wrong = match upload.is_empty() {
        true => Problems::none(),
        // Whether they may comes before anything is kept.
        false => {
            policy::space::<Contribute>(&visit.db, visit.viewer(), &slug).await?;
            attaching::take_in(&visit, upload, &mut typed).await?
        }
    };
    let draft = match typed.post().and_then(|draft| if wrong.is_empty() { Ok(draft) } else { Err(wrong) }) {
        Ok(draft) => draft,
        Err(problems) => return refused(StatusCode::UNPROCESSABLE_ENTITY, problems, typed).await,
    };
    if !visit.app.rates.may_write(visit.viewer().id()) {
        let problems = Problems::one("body", "problem-too-fast");
        return refused(StatusCode::TOO_MANY_REQUESTS, problems, typed).await;
    }
    let done = visit.app.db.write(async |tx| {
        let space: InSpace<Contribute> = policy::space(tx, visit.viewer(), &slug).await?;
        post::publish(tx, &space, &draft).await
    });
    match done.await {
        Ok(done) => published(urls::post(done.id), &done.unreached, "flash-post-published"),
        Err(Error::Invalid(problems)) => refused(StatusCode::UNPROCESSABLE_ENTITY, problems, typed).await,
        Err(Error::TooLate(Late::Audience)) => refused(StatusCode::CONFLICT, Problems::none(), typed).await,
        Err(error) => Err(error.into()),
    }
}
