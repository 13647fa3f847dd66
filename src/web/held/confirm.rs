//! A mail that its sender confirms, by the link that went to the address it claims to be from. Looking changes nothing.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Serialize;

use super::row::Row;
use crate::domain::ids::RecipientId;
use crate::domain::mail;
use crate::error::{Error, Result};
use crate::mail::address::{Read, Signed};
use crate::mail::keys;
use crate::web::answer::Answer;
use crate::web::page::Page;
use crate::web::visit::Caller;

/// `held/confirm.html`
#[derive(Serialize)]
pub struct Confirm {
    /// The mail; nothing once it is confirmed.
    held: Option<Row>,
    /// Where the button leads.
    url: String,
}

impl Page for Confirm {
    const TEMPLATE: &'static str = "held/confirm.html";
}

/// `GET /mail/confirmations/{token}`
pub async fn show(caller: Caller, token: Path<String>) -> Answer {
    let presented = presented(&caller, &token).await?;
    let held = mail::confirming(&caller.db, presented).await?;
    let held = Some(Row::of(&caller, held));
    caller.page_at_door(StatusCode::OK, &Confirm { held, url: format!("/mail/confirmations/{token}") })
}

/// `POST /mail/confirmations/{token}`
pub async fn create(caller: Caller, token: Path<String>) -> Answer {
    let presented = presented(&caller, &token).await?;
    caller.app.db.write(async |tx| mail::confirm(tx, presented).await).await?;
    caller.page_at_door(StatusCode::OK, &Confirm { held: None, url: String::new() })
}

/// What a link says, if it is ours.
async fn presented(caller: &Caller, token: &str) -> Result<RecipientId> {
    match keys::addresses(&caller.app).await?.read_local(token) {
        Some(Read { signed: Signed::Confirm { held }, .. }) => Ok(held.into()),
        _ => Err(Error::NotFound),
    }
}
