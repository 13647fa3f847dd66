//! A mail from a mailbox: nobody says any more to whom it was handed, but its head does.

use super::recipient::{Doorbell, Known};
use crate::app::App;
use crate::domain::kinds::MailDoor;
use crate::domain::mail::Arrival;
use crate::error::Result;
use crate::mail::incoming::author;
use crate::mail::incoming::head::Head;

/// Where mail systems write to whom a mail was handed, the surest first; then what its sender wrote.
const HANDED: &[&str] =
    &["x-original-to", "delivered-to", "x-delivered-to", "envelope-to", "x-envelope-to", "x-forwarded-to"];
const WRITTEN: &[&str] = &["to", "cc", "resent-to", "resent-cc"];

/// Recipients of one mail.
const MOST: usize = 100;

/// Keeps it.
pub(super) async fn keep(app: &App, raw: &[u8]) -> Result<()> {
    let head = Head::read(raw);
    let recipients = recipients(app, &Doorbell::new(app).await?, &head).await?;
    let envelope_from = author::all(&head, "return-path").into_iter().next();
    let arrival = Arrival {
        door: MailDoor::Imap,
        envelope_from: envelope_from.as_ref().map_or("", |from| &from.address),
        // Whoever handed it to that mail system is in its head, where anybody may have written it.
        peer: None,
        helo: "",
        recipients: &recipients,
        raw,
    };
    super::keep(app, &arrival).await
}

/// The addresses of this house that it was for; when none is, what it answers says where it belongs.
async fn recipients(app: &App, bell: &Doorbell<'_>, head: &Head) -> Result<Vec<String>> {
    let mut ours = Vec::new();
    for names in HANDED.iter().map(std::slice::from_ref).chain([WRITTEN]) {
        for name in names {
            for mailbox in author::all(head, name) {
                if ours.len() < MOST
                    && let Known::Ours(address) = bell.ask(&behind_plus(app, &mailbox.address)).await?
                    && !ours.contains(&address)
                {
                    ours.push(address);
                }
            }
        }
        if ours.iter().any(|address| !is_mailbox(app, address)) {
            break;
        }
    }
    // The mailbox's own address says nothing where another is known.
    if ours.iter().any(|address| !is_mailbox(app, address)) {
        ours.retain(|address| !is_mailbox(app, address));
    } else {
        ours = vec![app.config.mail_from.email.to_string()];
    }
    Ok(ours)
}

fn is_mailbox(app: &App, address: &str) -> bool {
    address.eq_ignore_ascii_case(app.config.mail_from.email.as_ref())
}

/// A mailbox with one address takes mail for all others behind a plus: `parvis+ligne-4@` is `ligne-4@`.
fn behind_plus(app: &App, address: &str) -> String {
    let from = &app.config.mail_from.email;
    let named = address.rsplit_once('@').filter(|(_, domain)| domain.eq_ignore_ascii_case(from.domain()));
    let (base, detail) = named.and_then(|(local, _)| local.split_once('+')).unwrap_or_default();
    if !detail.is_empty() && base.eq_ignore_ascii_case(from.user()) {
        format!("{detail}@{}", app.config.mail_domain)
    } else {
        address.to_owned()
    }
}
