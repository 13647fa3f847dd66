//! What the sender of a mail is told when it is kept and not published: what came, that it is not lost, why, and what to do.
//! Nothing of any thread stands in it.

use serde::Serialize;

use super::{Sheet, addressed};
use crate::app::App;
use crate::domain::house;
use crate::domain::ids::RecipientId;
use crate::domain::job::Claimed;
use crate::domain::kinds::MailReason;
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

/// Writes it, if the mail still waits.
pub(super) async fn letter(app: &App, claimed: &Claimed, recipient: RecipientId) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let (Some(held), Some(house)) = (mail::to_be_told(&db, claimed, recipient).await?, house::front(&db).await?) else {
        return Ok(None);
    };
    let (Some(address), Some(reason)) = (held.from_address, held.reason) else { return Ok(None) };
    let person = mail::author(&db, claimed, Whose::Address(&address)).await?;
    let language = person.and_then(|person| person.language).unwrap_or(house.language);
    let zone = house.time_zone.parse().unwrap_or(app.config.time_zone);
    let confirm = match reason {
        MailReason::Unverified => {
            let signed = Signed::Confirm { held: recipient.uuid() };
            Some(format!("/mail/confirmations/{}", keys::addresses(app).await?.local(signed, 0)))
        }
        _ => None,
    };
    let sheet = Held {
        subject: held.subject.unwrap_or_default(),
        when: dates::tell(held.received_at, app.clock.now(), zone, language, Style::Long),
        address: held.address,
        why: say(language, &format!("mail-reason-{}", reason.as_str())),
        confirm,
    };
    let to = (held.from_name.unwrap_or_default(), address);
    let written = addressed(app, &house, to, language, &sheet)?;
    Ok(Some(Written { answering: Some(Answering { message_id: held.message_id }), ..written }))
}
