//! What a device shows: where, and why; nothing of what was written, nobody's name. A screen lies about on tables.

use serde_json::json;

use crate::domain::device::Batch;
use crate::web::translate::{Args, say, translate};
use crate::web::urls;

/// The message for `assets/js/worker.js`.
pub fn of(batch: &Batch) -> String {
    let (first, language) = (&batch.first, batch.language);
    let is_of_words = first.reason.topic().is_some();
    let reason = match &first.place {
        Some(place) if place.discreet && is_of_words => say(language, "push-discreet"),
        _ => say(language, &format!("push-{}", first.reason.as_str())),
    };
    let body = match batch.others {
        0 => reason,
        n => format!("{reason}\n{}", translate(language, "push-others", &Args::from([("n".into(), n.into())]))),
    };
    let title = first.place.as_ref().map_or("Parvis", |place| &place.name);
    let url = if batch.others == 0 { urls::notification(first.item) } else { urls::NOTIFICATIONS.to_owned() };
    json!({ "title": title, "body": body, "url": url, "lang": language.as_str() }).to_string()
}
