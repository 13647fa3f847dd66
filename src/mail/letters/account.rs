//! Letters about an account: becoming a colleague, a new password, signing in.

use serde::Serialize;

use super::{Reader, Sheet, write};
use crate::app::App;
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::job::Claimed;
use crate::domain::secret::Secret;
use crate::domain::{account, invitation};
use crate::error::Result;
use crate::mail::Written;

/// `mail/invitation.txt` and `.html`
#[derive(Serialize)]
struct Invitation {
    /// Who invites; nobody when the address asked itself and only has to be confirmed.
    by: Option<String>,
    token: String,
}

impl Sheet for Invitation {
    const NAME: &'static str = "invitation";
}

/// Asks an address to become a colleague.
pub(super) async fn invitation(app: &App, claimed: &Claimed, id: InvitationId) -> Result<Option<Written>> {
    let due = app.db.write(async |tx| invitation::letter(tx, claimed, id).await).await?;
    let Some(due) = due else { return Ok(None) };
    let to = Reader { name: due.name.unwrap_or_default(), email: due.email, language: due.language };
    let sheet = Invitation { by: due.by, token: due.secret.reveal().to_owned() };
    write(app, &due.house, to, &sheet).map(Some)
}

/// `mail/password_reset.txt` and `.html`
#[derive(Serialize)]
struct PasswordReset {
    token: String,
}

impl Sheet for PasswordReset {
    const NAME: &'static str = "password_reset";
}

/// A link to choose a new password.
pub(super) async fn password_reset(app: &App, claimed: &Claimed, person: PersonId) -> Result<Option<Written>> {
    let due = app.db.write(async |tx| account::reset_letter(tx, claimed, person).await).await?;
    linked(app, due, |token| PasswordReset { token })
}

/// `mail/sign_in_link.txt` and `.html`
#[derive(Serialize)]
struct SignInLink {
    token: String,
}

impl Sheet for SignInLink {
    const NAME: &'static str = "sign_in_link";
}

/// A link to sign in.
pub(super) async fn sign_in_link(app: &App, claimed: &Claimed, person: PersonId) -> Result<Option<Written>> {
    let due = app.db.write(async |tx| account::link_letter(tx, claimed, person).await).await?;
    linked(app, due, |token| SignInLink { token })
}

fn linked<S: Sheet>(
    app: &App,
    due: Option<(account::Reader, Secret)>,
    sheet: impl FnOnce(String) -> S,
) -> Result<Option<Written>> {
    let Some((reader, secret)) = due else { return Ok(None) };
    let to = Reader { name: reader.name, email: reader.email, language: reader.language };
    write(app, &reader.house, to, &sheet(secret.reveal().to_owned())).map(Some)
}
