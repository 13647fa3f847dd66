//! Less mail, by a link in a letter, without signing in. Looking changes nothing (a mail scanner looks); a POST does, also
//! one that comes from no page of ours: the mail program's own button sends it (RFC 8058). The link is signed, names one
//! person, and can only make Parvis quieter, so nothing else is asked of whoever presents it.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::form::Form;
use super::page::Page;
use super::visit::Caller;
use crate::domain::delivery::{self, Kind, Stop};
use crate::error::{Error, Result};
use crate::mail::address::{Read, Signed};
use crate::mail::keys;

/// `unsubscription/show.html`
#[derive(Serialize)]
pub struct Show {
    /// What the link is about and what is wider, each with its button.
    pub choices: Vec<Choice>,
    /// What was done.
    pub done: Option<String>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "unsubscription/show.html";
}

/// A button.
#[derive(Serialize)]
pub struct Choice {
    /// What it sends.
    pub value: &'static str,
    /// Its words.
    pub label: String,
}

/// What a button sends; a mail program sends something else.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    what: String,
}

/// `GET /unsubscriptions/{token}`
pub async fn show(caller: Caller, token: Path<String>) -> Answer {
    let (_, kind) = presented(&caller, &token).await?;
    let choice =
        |kind: &Kind| Choice { value: word(*kind), label: caller.say(&format!("unsubscription-{}", word(*kind))) };
    let choices = wider(kind).iter().map(choice).collect();
    caller.page_at_door(StatusCode::OK, &Show { choices, done: None })
}

/// `POST /unsubscriptions/{token}`
pub async fn create(caller: Caller, token: Path<String>, wish: Form<Wish>) -> Answer {
    let (stop, kind) = presented(&caller, &token).await?;
    let all = wider(kind);
    let kind = all.into_iter().find(|kind| word(*kind) == wish.0.what).unwrap_or(kind);
    caller.app.db.write(async |tx| delivery::stop(tx, &stop, kind).await).await?;
    let done = Some(caller.say(&format!("unsubscription-done-{}", word(kind))));
    caller.page_at_door(StatusCode::OK, &Show { choices: Vec::new(), done })
}

/// What a link says, if it is ours and holds.
async fn presented(caller: &Caller, token: &str) -> Result<(Stop, Kind)> {
    let read = keys::addresses(&caller.app).await?.read_local(token);
    let Some(Read { signed: Signed::Unsubscribe { person, about }, epoch }) = read else { return Err(Error::NotFound) };
    let stop = Stop { person, about, epoch };
    let kind = delivery::kind(&caller.db, &stop).await?.ok_or(Error::NotFound)?;
    Ok((stop, kind))
}

/// What it is about, and everything wider.
fn wider(kind: Kind) -> Vec<Kind> {
    match kind {
        Kind::Thread(_, space) => vec![kind, Kind::Space(space), Kind::Everything],
        Kind::Space(_) => vec![kind, Kind::Everything],
        Kind::Everything => vec![kind],
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Thread(..) => "thread",
        Kind::Space(_) => "space",
        Kind::Everything => "everything",
    }
}
