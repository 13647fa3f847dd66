//! The door for devices: Web Push (RFC 8030), sealed so that the service that carries a message reads nothing of it (RFC 8291),
//! and signed by this house (RFC 8292), so that no vendor's account is wanted.

pub mod keys;
mod post;
mod seal;
mod vapid;
mod words;

pub use post::Poster;

use crate::app::App;
use crate::domain::device::{self, Batch, Outcome};
use crate::domain::ids::SessionId;
use crate::domain::job::Claimed;
use crate::error::Result;

/// Has a device ring for what is due there now.
pub async fn deliver(app: &App, claimed: &Claimed, device: SessionId) -> Result<()> {
    let Some(batch) = app.db.write(async |tx| device::take(tx, claimed, device).await).await? else { return Ok(()) };
    let outcome = send(app, &batch).await?;
    app.db.write(async |tx| device::settle(tx, claimed, &batch, outcome).await).await
}

async fn send(app: &App, batch: &Batch) -> Result<Outcome> {
    let message = words::of(batch);
    let Ok(sealed) = seal::seal(&batch.keys, message.as_bytes()) else { return Ok(Outcome::Refused) };
    let sender = format!("mailto:{}", app.config.mail_from.email);
    let signer = keys::signer(app).await?;
    let authorization = signer.authorization(&batch.endpoint.service(), &sender, app.clock.now())?;
    Ok(app.poster.post(&batch.endpoint, &authorization, sealed).await)
}
