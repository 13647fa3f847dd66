//! What an open thread asks for when something in it moved: the message and its answers as they are now, and the words
//! under the message.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::message::{self, powers_of_question};
use crate::domain::comment::{self, Piece};
use crate::domain::policy::{InPost, Read};
use crate::domain::{file, mail, post, reaction, report, space};
use crate::error::Result;
use crate::web::delivery::{self, Deliveries};
use crate::web::entry::{Comment, Entry, Reader, Removed};
use crate::web::files;
use crate::web::page::Page;
use crate::web::quotes;
use crate::web::refusal::Refusal;
use crate::web::visit::Visit;

/// `post/pieces.html`: the page knows which of them it has.
#[derive(Serialize)]
pub struct Pieces {
    entry: Entry,
    removed: Option<Removed>,
    comments: Vec<Comment>,
    reacts_id: String,
}

impl Page for Pieces {
    const TEMPLATE: &'static str = "post/pieces.html";
}

/// The pieces, and until when whoever sees them has read the thread.
pub async fn pieces(visit: &Visit, post: &InPost<Read>) -> Result<(HttpResponse, Option<DateTime<Utc>>), Refusal> {
    let db = &visit.db;
    let ((mut whole, about), mut thread, said, files, spared, traces) = try_join!(
        message::whole(db, post),
        comment::thread(db, post, None),
        reaction::of_thread(db, post),
        file::of_thread(db, post),
        report::spared(db, post),
        mail::traces(db, post),
    )?;
    thread.begin_with(&mail::elders(&traces));
    quotes::in_thread(visit, &mut whole.html, None, &mut thread).await?;
    let mut sent = sent(visit, post, &thread).await?;
    let (own, answers): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.comment.is_none());
    let (reader, powers) = (Reader::of(visit), powers_of_question(post, message::asked(&whole), &spared));
    let mut vias = message::vias(visit, post, &whole, traces);
    let via = vias.of_post();
    let mut files = files::by_comment(visit.language, answers);
    let shown = thread.pieces.into_iter().filter_map(|piece| match piece {
        Piece::Comment(one) => {
            let shown = reader.comment(one, powers, &said).with(&mut files);
            Some(shown.having_come(&mut vias).told(&mut sent))
        }
        Piece::Gap(_) => None,
    });
    let comments = shown.collect();
    let entry = message::entry(visit, post, &whole, &about, &said, files::shown(visit.language, own));
    let entry = Entry { via, ..entry }.told(&mut sent);
    let reacts_id = entry.reacts.id().to_owned();
    let page = Pieces { entry, removed: whole.removed.as_ref().map(Removed::from), comments, reacts_id };
    Ok((visit.updates(StatusCode::OK, &page)?, thread.until))
}

/// How the reader's own answers went out, where there are some.
async fn sent(visit: &Visit, post: &InPost<Read>, thread: &comment::Thread) -> Result<Deliveries> {
    if !delivery::is_theirs(post, thread) {
        return Ok(Deliveries::new());
    }
    let db = &visit.db;
    let (sent, readers, audience) =
        try_join!(delivery::sent(visit, post, true), post::readers(db, post), space::audience(db, post.space()))?;
    Ok(delivery::shown(visit, sent, &readers, &audience))
}
