//! Answers.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::try_join;
use serde::Serialize;

use super::answer::{Answer, see, see_and_read, wants_fragment};
use super::attaching;
use super::audience::Audience;
use super::chrome::{self, About};
use super::composer::{Answering, Typed};
use super::entry::{Comment, Reader};
use super::flash::Flash;
use super::form::Form;
use super::page::Page;
use super::posts::{self, Edited, History, editing, id, powers_of_question, published, written};
use super::quotes;
use super::upload::Upload;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::policy::{self, Contribute, InComment, InPost, Moderate, Read};
use crate::domain::problems::Problems;
use crate::domain::{comment, file, post, question, reaction, report, space, words};
use crate::error::{Error, Result};

impl Typed {
    /// A comment, or what is wrong with it.
    fn comment(&self) -> Result<comment::Draft, Problems> {
        let mut problems = Problems::none();
        let body = problems.take("body", words::Answer::parse(&self.body));
        match (body, self.attached(&mut problems)) {
            (Some(body), Some(files)) => Ok(comment::Draft {
                form: self.form(),
                parent: self.parent.parse().ok(),
                body,
                audience_version: self.version(),
                files,
            }),
            _ => Err(problems),
        }
    }
}

/// `POST /posts/{id}/comments`
pub async fn create(
    visit: Visit,
    post: Path<String>,
    form: Form<Typed>,
    upload: Upload,
    request: HttpRequest,
) -> Answer {
    let (post, mut typed): (PostId, Typed) = (id(&post)?, form.0);
    let wrong = match upload.is_empty() {
        true => Problems::none(),
        // Whether they may comes before anything is kept.
        false => {
            policy::post::<Contribute>(&visit.db, visit.viewer(), post).await?;
            attaching::take_in(&visit, upload, &mut typed).await?
        }
    };
    let done = written(&visit, wrong.or(typed.comment()), async |tx, draft| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        comment::answer(tx, &post, draft).await
    });
    match done.await? {
        Ok(done) if done.unreached.is_empty() && wants_fragment(&request) => live(&visit, post, done.id).await,
        Ok(done) if done.unreached.is_empty() => see(urls::comment(done.id)),
        Ok(done) => published(urls::comment(done.id), &done.unreached, "flash-comment-published"),
        Err((status, problems)) => {
            // Who may not write here is told so, and keeps no form to try again with.
            policy::post::<Contribute>(&visit.db, visit.viewer(), post).await?;
            let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), post).await?;
            let typed = attaching::look_up(&visit, typed).await?;
            Ok(posts::thread(&visit, &post, status, None, typed, &problems).await?.0)
        }
    }
}

/// `comment/live.html`: the new answer in its place, and the form made ready for another.
#[derive(Serialize)]
pub struct Live {
    comment: Comment,
    is_reply: bool,
    answering: Answering,
}

impl Page for Live {
    const TEMPLATE: &'static str = "comment/live.html";
}

async fn live(visit: &Visit, post: PostId, new: CommentId) -> Answer {
    let comment: InComment<Read> = policy::comment(&visit.db, visit.viewer(), new).await?;
    let place = comment.post();
    let top = comment.parent().unwrap_or(new);
    let (about, audience, mut one, said, asked, files, spared) = try_join!(
        space::about(&visit.db, place.space()),
        space::audience(&visit.db, place.space()),
        comment::one(&visit.db, place, top),
        reaction::of_thread(&visit.db, place),
        question::asked(&visit.db, place),
        file::of_thread(&visit.db, place),
        report::spared(&visit.db, place),
    )?;
    quotes::in_comment(visit, &mut one).await?;
    let files = &mut super::files::by_comment(visit.language, files);
    let shown = Audience::new(visit, place.space(), &about.slug, &audience);
    let page = Live {
        comment: Reader::of(visit).comment(one, powers_of_question(place, asked, &spared), &said).with(files),
        is_reply: comment.parent().is_some(),
        answering: Answering::new(visit, &about.slug, post, shown, None, Typed::default(), &Problems::none()),
    };
    visit.updates(StatusCode::CREATED, &page)
}

/// `GET /comments/{id}`: to its place in its thread.
pub async fn show(visit: Visit, comment: Path<String>) -> Answer {
    let comment: InComment<Read> = policy::comment(&visit.db, visit.viewer(), id(&comment)?).await?;
    let place = comment::place(&visit.db, &comment).await?;
    let there = match place.from {
        Some(from) => format!("{}?from={from}#{}", urls::post(place.post), super::entry::anchor(comment.comment())),
        None => urls::comment_in(place.post, comment.comment()),
    };
    let mut answer = HttpResponse::SeeOther();
    Ok(answer.insert_header((actix_web::http::header::LOCATION, there)).finish())
}

async fn hanging(visit: &Visit, comment: &InComment<Contribute>) -> Result<Vec<file::Attached>> {
    let all = file::of_thread(&visit.db, comment.post()).await?;
    Ok(all.into_iter().filter(|file| file.comment == Some(comment.comment())).collect())
}

fn edited(comment: CommentId, hanging: Vec<file::Attached>) -> Edited {
    let (url, deletion_url) = (urls::comment_part(comment, "edit"), urls::comment_part(comment, "deletion"));
    Edited { url, back: urls::comment(comment), titled: false, deletion_url, hanging }
}

/// `GET /comments/{id}/edit`
pub async fn edit(visit: Visit, comment: Path<String>) -> Answer {
    let comment: InComment<Contribute> = policy::comment(&visit.db, visit.viewer(), id(&comment)?).await?;
    let typed = Typed { body: comment::source(&visit.db, &comment).await?, ..Typed::default() };
    let hanging = hanging(&visit, &comment).await?;
    let space = comment.post().space();
    editing(&visit, space, edited(comment.comment(), hanging), StatusCode::OK, typed, &Problems::none()).await
}

/// `POST /comments/{id}/edit`
pub async fn update(visit: Visit, comment: Path<String>, form: Form<Typed>, upload: Upload) -> Answer {
    let (comment, mut typed): (CommentId, Typed) = (id(&comment)?, form.0);
    let wrong = match upload.is_empty() {
        true => Problems::none(),
        // Whether they may comes before anything is kept.
        false => {
            let comment: InComment<Contribute> = policy::comment(&visit.db, visit.viewer(), comment).await?;
            comment::source(&visit.db, &comment).await?;
            attaching::take_in(&visit, upload, &mut typed).await?
        }
    };
    let change = wrong.or(typed.comment()).map(|draft| comment::Edit {
        body: draft.body,
        audience_version: draft.audience_version,
        files: draft.files,
    });
    let done = written(&visit, change, async |tx, change| {
        let comment: InComment<Contribute> = policy::comment(tx, visit.viewer(), comment).await?;
        comment::edit(tx, &comment, change).await
    });
    match done.await? {
        Ok(done) => published(urls::comment(comment), &done.unreached, "flash-comment-edited"),
        Err((status, problems)) => {
            let comment: InComment<Contribute> = policy::comment(&visit.db, visit.viewer(), comment).await?;
            comment::source(&visit.db, &comment).await?;
            let edited = edited(comment.comment(), hanging(&visit, &comment).await?);
            let typed = attaching::look_up(&visit, typed).await?;
            editing(&visit, comment.post().space(), edited, status, typed, &problems).await
        }
    }
}

/// `GET /comments/{id}/history`
pub async fn history(visit: Visit, comment: Path<String>) -> Answer {
    let comment: InComment<Read> = policy::comment(&visit.db, visit.viewer(), id(&comment)?).await?;
    let (frame, (now, before)) = try_join!(
        chrome::frame(&visit, About::Space(comment.post().space().space())),
        comment::versions(&visit.db, &comment),
    )?;
    let author = Reader::of(&visit).face(&now.author, now.author_seen);
    let written_at = now.edited_at.unwrap_or(now.published_at);
    let now = post::Version { title: None, html: now.html, written_at };
    visit.page(frame, &History::new(urls::comment(comment.comment()), author, now, before))
}

/// `POST /comments/{id}/deletion`
pub async fn delete(visit: Visit, comment: Path<String>) -> Answer {
    let comment: CommentId = id(&comment)?;
    let done = visit.app.db.write(async |tx| match policy::comment::<Moderate>(tx, visit.viewer(), comment).await {
        Ok(comment) => comment::delete(tx, &comment).await,
        Err(Error::NotAllowed(_)) => {
            let comment: InComment<Contribute> = policy::comment(tx, visit.viewer(), comment).await?;
            comment::delete(tx, &comment).await
        }
        Err(error) => Err(error),
    });
    done.await?;
    see_and_read(urls::comment(comment), Flash::ok("flash-comment-deleted"))
}
