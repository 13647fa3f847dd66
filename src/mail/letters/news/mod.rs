//! Letters about what is written: one about an item, one about several that are due together, and the digest. What they
//! say was read a moment ago through the reader's own eyes.

mod digest;
mod files;
mod notification;
mod shown;
mod thread;
mod words;

use crate::app::App;
use crate::domain::delivery::{self, Batch, Digest, Link, Names, Outcome, Reader};
use crate::domain::house::Front;
use crate::domain::ids::{DeliveryId, FileId, PersonId, PostId};
use crate::domain::job::Claimed;
use crate::domain::kinds::Bounce;
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::mail::address::{Addresses, Signed};
use crate::mail::headers::Threading;
use crate::mail::incoming::bounced;
use crate::mail::keys;
use crate::web::urls;

/// What every one of these letters is written with.
struct Desk<'a> {
    app: &'a App,
    house: &'a Front,
    reader: &'a Reader,
    addresses: Addresses,
    names: Names,
}

impl Desk<'_> {
    /// An address of a page, whole.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.app.config.base_url.as_str())
    }

    /// The Message-ID of a post or a comment: its own, where it came by mail; none that could be taken for one of ours.
    fn message_id(&self, object: uuid::Uuid) -> String {
        let ours = format!("@{}>", self.addresses.domain());
        let known = self.names.of(object).filter(|id| !id.to_ascii_lowercase().ends_with(&ours));
        known.cloned().unwrap_or_else(|| self.addresses.message_id(object))
    }

    /// Whether an answer by mail would arrive.
    fn is_answered(&self) -> bool {
        self.app.config.mail_in.is_open()
    }

    /// Where the reader's answer in a thread goes.
    fn reply(&self, post: PostId) -> String {
        self.addresses.sign(Signed::Reply { post, person: self.reader.viewer.id() }, self.reader.epoch)
    }

    /// The link by which the reader opens a file without signing in.
    fn link(&self, file: FileId) -> String {
        let until = self.app.clock.now() + delivery::LINKS_HOLD;
        let link = Link { file, person: self.reader.viewer.id(), epoch: self.reader.epoch, until };
        self.url(&urls::mail_file(&self.addresses.link(&link)))
    }

    /// What stands over every one of these letters.
    fn threading(&self, letter: DeliveryId, from: &str) -> Threading {
        Threading {
            from: Some(self.tell("letter-from", [("who", from.to_owned())])),
            help: self.url("/settings/notifications"),
            bounce: Some(self.addresses.sign(Signed::Bounce { letter: letter.uuid() }, self.reader.epoch)),
            origin: self.addresses.domain().to_owned(),
            ..Threading::default()
        }
    }

    /// The link by which the reader gets no more mail about this.
    fn stop(&self, about: uuid::Uuid) -> String {
        let signed = Signed::Unsubscribe { person: self.reader.viewer.id(), about };
        self.url(&format!("/unsubscriptions/{}", self.addresses.local(signed, self.reader.epoch)))
    }

    /// The address that does the same.
    fn stop_address(&self, about: uuid::Uuid) -> String {
        self.addresses.sign(Signed::Unsubscribe { person: self.reader.viewer.id(), about }, self.reader.epoch)
    }
}

/// Writes and sends what is due to somebody now.
pub async fn deliver(app: &App, claimed: &Claimed, person: PersonId) -> Result<()> {
    let batch = app.db.write(async |tx| delivery::take(tx, claimed, person).await).await?;
    let Some(Batch { reader, house, at_once, digest, names }) = batch else { return Ok(()) };
    let desk = Desk { app, house: &house, reader: &reader, addresses: keys::addresses(app).await?, names };
    if !at_once.is_empty() {
        let told: Vec<DeliveryId> = at_once.iter().filter_map(|item| item.delivery).collect();
        let written = notification::write(&desk, &at_once).await?;
        send(app, claimed, person, &written, &told, None).await?;
    }
    if let Some(digest) = &digest {
        let written = digest::write(&desk, digest)?;
        send(app, claimed, person, &written, &digest.deliveries, Some(digest)).await?;
    }
    Ok(())
}

/// Hands a letter over, and writes down what became of it. What is to be tried again is due again later.
async fn send(
    app: &App,
    claimed: &Claimed,
    person: PersonId,
    written: &Written,
    told: &[DeliveryId],
    digest: Option<&Digest>,
) -> Result<()> {
    let sent = app.mailer.send(written).await;
    let message_id = written.threading.as_ref().map_or("", |threading| threading.message_id.as_str());
    let reply = sent.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let outcome = match &sent {
        Ok(()) => Outcome::Sent { message_id },
        Err(error) => match refusal(error) {
            Some(kind) => Outcome::Refused { reply: &reply, kind },
            None => Outcome::Failed { reply: &reply },
        },
    };
    if sent.is_err() {
        // What was said may name the address: it is kept with the delivery, and not in the log.
        tracing::warn!(%person, is_refused = matches!(outcome, Outcome::Refused { .. }), "a letter did not go");
    }
    app.db.write(async |tx| delivery::settle(tx, claimed, person, told, digest, outcome).await).await
}

/// What it means for the address that the server will never have it, whatever one tries; nothing for what passes, and for
/// what is wrong between us and our own server.
fn refusal(error: &Error) -> Option<Bounce> {
    let Error::Internal(inner) = error else { return None };
    let error = inner.downcast_ref::<lettre::transport::smtp::Error>().filter(|error| error.is_permanent())?;
    let (code, said) = (error.status()?.to_string(), error.to_string());
    let said_low = said.to_ascii_lowercase();
    let relays_not = ["relay access", "relaying", "to relay", "relay not"].iter().any(|words| said_low.contains(words));
    let is_ours = code.starts_with("50") || code.starts_with("53") || relays_not;
    (!is_ours).then(|| bounced::judged("", &said))
}
