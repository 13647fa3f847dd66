//! Looking after the administrators, from the command line: for whoever runs the machine, when nobody else can.

use anyhow::{Context as _, anyhow, bail};

use crate::app::App;
use crate::domain::account;
use crate::domain::kinds::TokenPurpose;
use crate::domain::problems::Wrong;
use crate::domain::secret::Secret;
use crate::domain::words::{Email, Name};
use crate::error::{Error, Late};

/// Makes an administrator; gives the link by which they choose their password.
pub async fn create(app: &App, name: &str, email: &str) -> anyhow::Result<String> {
    let name = Name::parse(name).map_err(|_| anyhow!("a name has 1 to 80 characters"))?;
    let email = address(email)?;
    match app.db.write(async |tx| account::create_admin(tx, &name, &email).await).await {
        Ok(secret) => Ok(link(app, &secret)),
        Err(Error::TooLate(Late::Done)) => {
            bail!("{email} has an account already; an administrator can give it rights under /admin/people")
        }
        Err(Error::NotFound) => bail!("nobody has set Parvis up yet; open {} first", app.config.base_url.as_str()),
        Err(error) => Err(error.into()),
    }
}

/// Gives a link by which an administrator chooses a new password.
pub async fn reset(app: &App, email: &str) -> anyhow::Result<String> {
    let email = address(email)?;
    let secret = app.db.write(async |tx| account::issue_reset(tx, &email).await).await?;
    let secret = secret.with_context(|| format!("no administrator who may sign in has the address {email}"))?;
    Ok(link(app, &secret))
}

fn address(text: &str) -> anyhow::Result<Email> {
    Email::parse(text).map_err(|Wrong { .. }| anyhow!("{text:?} is not a mail address"))
}

fn link(app: &App, secret: &Secret) -> String {
    let hours = TokenPurpose::PasswordReset.lifetime().num_hours();
    let base = app.config.base_url.as_str();
    format!("This link works once, within {hours} hour:\n{base}/password/reset/{}", secret.reveal())
}
