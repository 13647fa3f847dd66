//! What the sender of a mail is told when it is kept and not published: what came, that it is not lost, why, and what to do;
//! and when it is refused, in the words of who decided. Nothing of any thread stands in it.

use serde::Serialize;

use super::{Sheet, addressed};
use crate::app::App;
use crate::domain::db::Db;
use crate::domain::house::{self, Front};
use crate::domain::ids::RecipientId;
use crate::domain::job::Claimed;
use crate::domain::kinds::{Language, MailReason};
use crate::domain::mail::{self, Whose};
use crate::error::Result;
use crate::mail::Written;
use crate::mail::address::Signed;
use crate::mail::headers::Answering;
use crate::mail::keys;
use crate::web::dates::{self, Style};
use crate::web::translate::say;

/// `mail/held.txt` and `.html`
#[derive(Serialize)]
struct Held {
    subject: String,
    when: String,
    address: String,
    why: String,
    confirm: Option<String>,
}

impl Sheet for Held {
    const NAME: &'static str = "held";
}

/// `mail/refused.txt` and `.html`
#[derive(Serialize)]
struct Refused {
    subject: String,
    when: String,
    address: String,
    word: String,
}

impl Sheet for Refused {
    const NAME: &'static str = "refused";
}

/// Whom a letter about their mail goes to, and how it is told there.
struct Sender {
    house: Front,
    to: (String, String),
    language: Language,
    when: String,
}

/// Who sent a mail, in their own language or else the house's; nobody where it does not say.
async fn sender(app: &App, db: &Db, claimed: &Claimed, held: &mail::Held) -> Result<Option<Sender>> {
    let (Some(address), Some(house)) = (held.from_address.clone(), house::front(db).await?) else { return Ok(None) };
    let person = mail::author(db, claimed, Whose::Address(&address)).await?;
    let language = person.and_then(|person| person.language).unwrap_or(house.language);
    let zone = house.time_zone.parse().unwrap_or(app.config.time_zone);
    let when = dates::tell(held.received_at, app.clock.now(), zone, language, Style::Long);
    let to = (held.from_name.clone().unwrap_or_default(), address);
    Ok(Some(Sender { house, to, language, when }))
}

/// Writes it, if the mail still waits.
pub(super) async fn letter(app: &App, claimed: &Claimed, recipient: RecipientId) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some(held) = mail::to_be_told(&db, claimed, recipient).await? else { return Ok(None) };
    let (Some(sender), Some(reason)) = (sender(app, &db, claimed, &held).await?, held.reason) else { return Ok(None) };
    let confirm = match reason {
        MailReason::Unverified => {
            let signed = Signed::Confirm { held: recipient.uuid() };
            Some(format!("/mail/confirmations/{}", keys::addresses(app).await?.local(signed, 0)))
        }
        _ => None,
    };
    let sheet = Held {
        subject: held.subject.unwrap_or_default(),
        when: sender.when,
        address: held.address,
        why: say(sender.language, &format!("mail-reason-{}", reason.as_str())),
        confirm,
    };
    let written = addressed(app, &sender.house, sender.to, sender.language, &sheet)?;
    Ok(Some(answering(written, held.message_id)))
}

/// The same of one that was refused.
pub(super) async fn refusal(app: &App, claimed: &Claimed, recipient: RecipientId) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let Some((held, word)) = mail::refusal(&db, claimed, recipient).await? else { return Ok(None) };
    let Some(sender) = sender(app, &db, claimed, &held).await? else { return Ok(None) };
    let subject = held.subject.unwrap_or_default();
    let sheet = Refused { subject, when: sender.when, address: held.address, word };
    let written = addressed(app, &sender.house, sender.to, sender.language, &sheet)?;
    Ok(Some(answering(written, held.message_id)))
}

fn answering(written: Written, message_id: Option<String>) -> Written {
    Written { answering: Some(Answering { message_id }), ..written }
}
