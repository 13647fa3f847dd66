//! Writing: which space, what, and who will read it.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::*;
use crate::domain::kinds::{PostKind, SpaceKind};
use crate::domain::policy::{self, Contribute, InSpace, Own};
use crate::domain::post;
use crate::domain::problems::{Problems, Wrong};
use crate::domain::words::{Body, Title};
use crate::domain::{draft, poll, space};
use crate::error::Result;
use crate::web::answer::Answer;
use crate::web::attaching;
use crate::web::chrome::{self, About};
use crate::web::composer::{Composer, Typed, Where};
use crate::web::form::Form;
use crate::web::guests::end_of;
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
    let can_announce = space.could::<Own>() && about.kind == SpaceKind::Group;
    let place = Where { slug: &about.slug, name: &about.name, can_announce };
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
    pub(super) fn post(&self, visit: &Visit) -> Result<post::Draft, Problems> {
        let mut problems = Problems::none();
        let title = problems.take("title", Title::parse_optional(&self.title));
        let body = problems.take("body", Body::parse(&self.body));
        let kind = PostKind::parse(&self.kind).unwrap_or(PostKind::Message);
        let poll = match self.poll(visit, kind) {
            Ok(poll) => poll,
            Err(wrong) => {
                problems.join(wrong);
                None
            }
        };
        let wished_by = match kind {
            PostKind::Announcement => problems.take("wished_on", self.wish(visit)).flatten(),
            PostKind::Message | PostKind::Question | PostKind::Decision | PostKind::Poll => None,
        };
        match (title, body, self.attached(&mut problems)) {
            (Some(title), Some(body), Some(files)) if problems.is_empty() => Ok(post::Draft {
                form: self.form(),
                title,
                body,
                kind,
                poll,
                wished_by,
                audience_version: self.version(),
                files,
            }),
            _ => Err(problems),
        }
    }

    /// The end of the day by which it is to be read.
    fn wish(&self, visit: &Visit) -> Result<Option<DateTime<Utc>>, Wrong> {
        match self.wished_on.trim() {
            "" => Ok(None),
            day => {
                end_of(visit, day).filter(|end| *end > visit.db.at()).map(Some).ok_or(Wrong::new("problem-poll-end"))
            }
        }
    }

    fn poll(&self, visit: &Visit, kind: PostKind) -> Result<Option<poll::Draft>, Problems> {
        if kind != PostKind::Poll {
            return Ok(None);
        }
        let ends_at = match self.ends_on.trim() {
            "" => None,
            day => Some(end_of(visit, day).ok_or_else(|| Problems::one("ends_on", "problem-poll-end"))?),
        };
        poll::Draft::parse(&self.options, self.several, self.anonymous, ends_at, visit.db.at()).map(Some)
    }
}

/// `POST /spaces/{slug}/posts`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Typed>, upload: Upload) -> Answer {
    let (slug, mut typed) = (named(&slug)?, form.0);
    let wrong = match upload.is_empty() {
        true => Problems::none(),
        // Whether they may comes before anything is kept.
        false => {
            policy::space::<Contribute>(&visit.db, visit.viewer(), &slug).await?;
            attaching::take_in(&visit, upload, &mut typed).await?
        }
    };
    let done = written(&visit, wrong.or(typed.post(&visit)), async |tx, draft| {
        let space: InSpace<Contribute> = policy::space(tx, visit.viewer(), &slug).await?;
        post::publish(tx, &space, draft).await
    });
    match done.await? {
        Ok(done) => published(urls::post(done.id), &done.unreached, "flash-post-published"),
        Err((status, problems)) => {
            let space: InSpace<Contribute> = policy::space(&visit.db, visit.viewer(), &slug).await?;
            write(&visit, &space, status, attaching::look_up(&visit, typed).await?, &problems).await
        }
    }
}
