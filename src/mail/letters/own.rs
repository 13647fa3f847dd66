//! A letter of Parvis to itself: it shows whether what goes out comes in.

use serde::Serialize;
use uuid::Uuid;

use super::{Sheet, addressed};
use crate::app::App;
use crate::domain::job::Claimed;
use crate::domain::{house, mail};
use crate::error::Result;
use crate::mail::address::Signed;
use crate::mail::keys;

/// `mail/own.txt` and `.html`
#[derive(Serialize)]
struct Own {}

impl Sheet for Own {
    const NAME: &'static str = "own";
}

/// Writes it and hands it over, and notes what became of that. It is tried once: whoever asked looks on.
pub(super) async fn send(app: &App, claimed: &Claimed, test: Uuid) -> Result<()> {
    let Some(house) = house::front(&app.db.read().await?).await? else { return Ok(()) };
    let address = keys::addresses(app).await?.sign(Signed::Test { test }, 0);
    let written = addressed(app, &house, (house.name.clone(), address), house.language, &Own {})?;
    let sent = app.mailer.send(&written).await;
    let error = sent.err().map(|error| error.to_string());
    app.db.write(async |tx| mail::test_sent(tx, claimed, test, error.as_deref()).await).await
}
