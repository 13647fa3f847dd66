//! The key of a running Parvis.

use super::vapid::Signer;
use crate::app::App;
use crate::domain::push_key;
use crate::error::{Error, Result};

/// Signs for this house; its key is made when somebody first needs it.
pub(super) async fn signer(app: &App) -> Result<Signer> {
    let db = app.db.read().await?;
    let key = match push_key::key(&db).await? {
        Some(key) => key,
        None => {
            let begun = app.db.write(async |tx| {
                push_key::begin(tx).await?;
                push_key::key(tx).await
            });
            begun.await?.ok_or(Error::NotFound)?
        }
    };
    Signer::of(&key)
}

/// What browsers are told of it.
pub async fn public(app: &App) -> Result<String> {
    Ok(signer(app).await?.public())
}
