//! Letters about what is written: one about an item, one about several that are due together, and the digest. What they
//! say was read a moment ago through the reader's own eyes.

mod digest;
mod notification;
mod words;

use crate::app::App;
use crate::domain::delivery::{self, Batch, Digest, Outcome, Reader};
use crate::domain::house::Front;
use crate::domain::ids::{DeliveryId, PersonId};
use crate::domain::job::Claimed;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::mail::address::{Addresses, Signed};
use crate::mail::keys;

/// What every one of these letters is written with.
struct Desk<'a> {
    app: &'a App,
    house: &'a Front,
    reader: &'a Reader,
    addresses: Addresses,
}

impl Desk<'_> {
    /// An address of a page, whole.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.app.config.base_url.as_str())
    }

    /// The link by which the reader gets no more mail about this.
    fn stop(&self, about: uuid::Uuid) -> String {
        let signed = Signed::Unsubscribe { person: self.reader.viewer.id(), about };
        self.url(&format!("/unsubscriptions/{}", self.addresses.local(signed, self.reader.epoch)))
    }
}

/// Writes and sends what is due to somebody now.
pub async fn deliver(app: &App, claimed: &Claimed, person: PersonId) -> Result<()> {
    let batch = app.db.write(async |tx| delivery::take(tx, claimed, person).await).await?;
    let Some(Batch { reader, house, at_once, digest }) = batch else { return Ok(()) };
    let desk = Desk { app, house: &house, reader: &reader, addresses: keys::addresses(app).await? };
    let mut failed = None;
    if !at_once.is_empty() {
        let told: Vec<DeliveryId> = at_once.iter().filter_map(|item| item.delivery).collect();
        let written = notification::write(&desk, &at_once).await?;
        failed = send(app, claimed, person, &written, &told, None).await?;
    }
    if let Some(digest) = &digest {
        let written = digest::write(&desk, digest)?;
        failed = send(app, claimed, person, &written, &digest.deliveries, Some(digest)).await?.or(failed);
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Hands a letter over, and writes down what became of it; the error when it is to be tried again.
async fn send(
    app: &App,
    claimed: &Claimed,
    person: PersonId,
    written: &Written,
    told: &[DeliveryId],
    digest: Option<&Digest>,
) -> Result<Option<Error>> {
    let sent = app.mailer.send(written).await;
    let message_id = written.threading.as_ref().map_or("", |threading| threading.message_id.as_str());
    let reply = sent.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let outcome = match &sent {
        Ok(()) => Outcome::Sent { message_id },
        Err(error) if is_final(error) => Outcome::Refused { reply: &reply },
        Err(_) => Outcome::Failed { reply: &reply },
    };
    app.db.write(async |tx| delivery::settle(tx, claimed, person, told, digest, outcome).await).await?;
    Ok(sent.err().filter(|error| !is_final(error)))
}

/// Whether the server will never have it, whatever one tries.
fn is_final(error: &Error) -> bool {
    let Error::Internal(inner) = error else { return false };
    inner.downcast_ref::<lettre::transport::smtp::Error>().is_some_and(lettre::transport::smtp::Error::is_permanent)
}
