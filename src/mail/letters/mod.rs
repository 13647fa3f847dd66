//! Every letter, written at the moment it is sent: what it is about is read again, and a letter that is no longer due is
//! not sent. The secret of its link is made in that moment and stands nowhere else; the database keeps its hash.
//!
//! A letter is a struct (its [`Sheet`]) and two templates, `templates/mail/NAME.txt` and `NAME.html`; the first line of
//! the text is the subject.

mod account;
mod guest;
mod held;
mod news;
mod own;

pub use news::deliver;

use serde::Serialize;

use super::mailer::Written;
use crate::app::App;
use crate::domain::house::Front;
use crate::domain::job::{Claimed, Letter};
use crate::domain::kinds::Language;
use crate::domain::words::Email;
use crate::error::Result;

/// What the two templates of a letter show. Its fields are their variables, no more and no fewer; besides, `frame` is
/// `{ house, url }`: the house's name, and the address of this Parvis without a slash at its end.
trait Sheet: Serialize {
    /// The templates' name: `invitation` is `templates/mail/invitation.txt` and `.html`.
    const NAME: &'static str;
}

/// Who reads a letter.
struct Reader {
    name: String,
    email: Email,
    language: Language,
}

/// Writes a letter and sends it, if it is still due.
pub async fn send(app: &App, claimed: &Claimed, letter: &Letter) -> Result<()> {
    let written = match letter {
        Letter::ColleagueInvitation { invitation } => account::invitation(app, claimed, *invitation).await?,
        Letter::PasswordReset { person } => account::password_reset(app, claimed, *person).await?,
        Letter::SignInLink { person } => account::sign_in_link(app, claimed, *person).await?,
        Letter::GuestInvitation { access } => guest::invitation(app, claimed, *access).await?,
        Letter::AccessEnding { access, to, days } => guest::ending(app, claimed, *access, *to, *days).await?,
        Letter::AccessEnded { access, to } => guest::ended(app, claimed, *access, *to).await?,
        Letter::AccessNarrowed { access, space } => guest::narrowed(app, claimed, *access, *space).await?,
        Letter::MailHeld { recipient } => held::letter(app, claimed, *recipient).await?,
        Letter::MailRefused { recipient } => held::refusal(app, claimed, *recipient).await?,
        Letter::MailTest { test } => return own::send(app, claimed, *test).await,
        Letter::GuestHandedOver { access, to } => guest::handed_over(app, claimed, *access, *to).await?,
    };
    match written {
        Some(written) => app.mailer.send(&written).await,
        None => Ok(()),
    }
}

/// A sheet, filled for its reader.
fn write<S: Sheet>(app: &App, house: &Front, to: Reader, sheet: &S) -> Result<Written> {
    addressed(app, house, (to.name, to.email.to_string()), to.language, sheet)
}

/// The same, to any address.
fn addressed<S: Sheet>(
    app: &App,
    house: &Front,
    to: (String, String),
    language: Language,
    sheet: &S,
) -> Result<Written> {
    let (text, html) = app.fill_letter(S::NAME, house, language, sheet)?;
    let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
    let (subject, text) = (subject.trim().to_owned(), text.trim_start().to_owned());
    Ok(Written { to, subject, text, html, threading: None, files: Vec::new(), answering: None })
}
