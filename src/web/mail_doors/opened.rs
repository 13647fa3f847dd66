//! The doors, each with where it is and when somebody last came through; and the way out.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::kinds::MailDoor;
use crate::domain::mail::Health;
use crate::web::translate::{Args, translate};
use crate::web::visit::Visit;

/// A door, and where it is.
#[derive(Serialize)]
pub(super) struct Door {
    name: String,
    /// Nothing where it is shut.
    place: Option<String>,
    /// What comes or goes there, and when it last did.
    traffic: &'static str,
    last: Option<DateTime<Utc>>,
    /// Of a mailbox: when it was last looked through.
    look: Option<Look>,
    trouble: Option<Trouble>,
}

/// A mailbox is looked through; by this server, as far as this server knows.
#[derive(Serialize)]
struct Look {
    at: Option<DateTime<Utc>>,
}

/// What went wrong there the last time.
#[derive(Serialize)]
struct Trouble {
    words: String,
    /// As the program says it.
    why: String,
    at: DateTime<Utc>,
    /// Whether it is so still.
    lasts: bool,
}

/// All of them.
pub(super) fn doors(visit: &Visit, health: &Health) -> Vec<Door> {
    let mail = &visit.app.config.mail_in;
    let last = |door| health.last_by.iter().find(|(by, _)| *by == door).and_then(|(_, at)| *at);
    let open = |name: &str, place: Option<String>, door| Door {
        name: name.to_owned(),
        place,
        traffic: "doors-last-in",
        last: last(door),
        look: None,
        trouble: None,
    };
    let listens = |address: Option<std::net::SocketAddr>| address.map(|address| address.to_string());
    let mailbox = mail.imap.as_ref().map(|mailbox| {
        let folder = [("folder".into(), mailbox.folder.clone().into()), ("done".into(), mail.imap_done.clone().into())];
        let folders = translate(visit.language, "doors-folders", &Args::from(folder));
        format!("{} · {}:{} · {folders}", mailbox.user, mailbox.host, mailbox.port)
    });
    let seen = visit.app.mail_health.now();
    let trouble = seen.last_error.map(|failed| Trouble {
        words: visit.say(&format!("doors-trouble-{}", failed.trouble.as_str())),
        why: failed.why,
        at: failed.at,
        lasts: seen.last_look.max(seen.last_in).is_none_or(|since| since <= failed.at),
    });
    let look = mailbox.is_some().then_some(Look { at: seen.last_look });
    let (of_mailbox, of_others) = if mailbox.is_some() { (trouble, None) } else { (None, trouble) };
    let out = visit.app.config.smtp_host().unwrap_or_else(|| visit.say("doors-out-folder"));
    vec![
        Door { trouble: of_others, ..open("LMTP", listens(mail.lmtp), MailDoor::Lmtp) },
        open("SMTP", listens(mail.smtp), MailDoor::Smtp),
        Door { look, trouble: of_mailbox, ..open("IMAP", mailbox, MailDoor::Imap) },
        open("parvis mail-in", Some(visit.say("doors-pipe")), MailDoor::Pipe),
        Door {
            traffic: "doors-last-out",
            last: health.last_out,
            ..open(&visit.say("doors-out"), Some(out), MailDoor::Pipe)
        },
    ]
}
