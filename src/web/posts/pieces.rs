//! What an open thread asks for when something in it moved: its answers as they are now, and the words under the post.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::powers::{powers, powers_of_question};
use crate::domain::comment::{self, Piece};
use crate::domain::policy::{InPost, Read};
use crate::domain::{file, mail, question, reaction};
use crate::web::entry::{Comment, Reader};
use crate::web::files;
use crate::web::page::Page;
use crate::web::reactions::Reacts;
use crate::web::refusal::Refusal;
use crate::web::via::Vias;
use crate::web::visit::Visit;

/// `post/pieces.html`: the page knows which of them it has.
#[derive(Serialize)]
pub struct Pieces {
    comments: Vec<Comment>,
    reacts_id: String,
    reacts: Reacts,
}

impl Page for Pieces {
    const TEMPLATE: &'static str = "post/pieces.html";
}

/// The pieces, and until when whoever sees them has read the thread.
pub async fn pieces(visit: &Visit, post: &InPost<Read>) -> Result<(HttpResponse, Option<DateTime<Utc>>), Refusal> {
    let db = &visit.db;
    let (thread, said, asked, files, traces) = try_join!(
        comment::thread(db, post, None),
        reaction::of_thread(db, post),
        question::asked(db, post),
        file::of_thread(db, post),
        mail::traces(db, post),
    )?;
    let mut vias = Vias::new(visit, traces, None);
    let (reader, powers_there) = (Reader::of(visit), powers_of_question(post, asked));
    let mut files = files::by_comment(visit.language, files);
    let shown = thread.pieces.into_iter().filter_map(|piece| match piece {
        Piece::Comment(one) => Some(reader.comment(one, powers_there, &said).with(&mut files).having_come(&mut vias)),
        Piece::Gap(_) => None,
    });
    let comments = shown.collect();
    let reacts = Reacts::of_post(post.post(), said.of_post(post.post()), powers(post).writes);
    let page = Pieces { comments, reacts_id: reacts.id().to_owned(), reacts };
    Ok((visit.updates(StatusCode::OK, &page)?, thread.until))
}
