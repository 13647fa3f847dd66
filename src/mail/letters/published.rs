//! The receipt for somebody's first mail: published, and where. Their second has none.

use serde::Serialize;

use super::{Sheet, addressed};
use crate::app::App;
use crate::domain::house;
use crate::domain::ids::RecipientId;
use crate::domain::job::Claimed;
use crate::domain::mail::{self, Proof, Whose};
use crate::domain::policy::{self, Read};
use crate::error::{Error, Result};
use crate::mail::Written;
use crate::mail::headers::Answering;
use crate::web::dates::{self, Style};
use crate::web::translate::say;
use crate::web::urls;

/// `mail/published.txt` and `.html`
#[derive(Serialize)]
struct Published {
    subject: String,
    when: String,
    path: String,
}

impl Sheet for Published {
    const NAME: &'static str = "published";
}

/// Writes it, if they still read there what they wrote.
pub(super) async fn letter(app: &App, claimed: &Claimed, recipient: RecipientId) -> Result<Option<Written>> {
    let db = app.db.read().await?;
    let (Some(receipt), Some(house)) = (mail::receipt(&db, claimed, recipient).await?, house::front(&db).await?) else {
        return Ok(None);
    };
    let Some(author) = mail::author(&db, claimed, Whose::Person(receipt.person)).await? else { return Ok(None) };
    let Some(viewer) = author.speaks(Proof::Confirmed, true) else { return Ok(None) };
    match policy::post::<Read>(&db, &viewer, receipt.post).await {
        Ok(_) => {}
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    }
    let language = author.language.unwrap_or(house.language);
    let zone = house.time_zone.parse().unwrap_or(app.config.time_zone);
    let sheet = Published {
        subject: receipt.subject.filter(|words| !words.is_empty()).unwrap_or_else(|| say(language, "held-no-subject")),
        when: dates::tell(receipt.received_at, app.clock.now(), zone, language, Style::Long),
        path: receipt.comment.map_or_else(|| urls::post(receipt.post), urls::comment),
    };
    let to = (receipt.name.unwrap_or_default(), receipt.address);
    let written = addressed(app, &house, to, language, &sheet)?;
    Ok(Some(Written { answering: Some(Answering { message_id: receipt.message_id }), ..written }))
}
