//! The addresses of a running Parvis, with its keys.

use super::address::{Addresses, Key};
use crate::app::App;
use crate::domain::mail_key;
use crate::error::Result;

/// Makes and reads the signed addresses of this house; its first key is made when somebody first needs one.
pub async fn addresses(app: &App) -> Result<Addresses> {
    let db = app.db.read().await?;
    let mut keys = mail_key::keys(&db).await?;
    if keys.is_empty() {
        keys = app
            .db
            .write(async |tx| {
                mail_key::begin(tx).await?;
                mail_key::keys(tx).await
            })
            .await?;
    }
    let keys = keys.into_iter().map(|(number, secret)| Key::new(number, secret)).collect();
    Ok(Addresses::new(&app.config.mail_domain, keys).sent_from(app.config.mail_from.email.as_ref()))
}
