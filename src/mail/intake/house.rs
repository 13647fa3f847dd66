//! What the house says of its own mail, for those who judge a sender.

use crate::app::App;
use crate::domain::db::Db;
use crate::domain::house;
use crate::domain::job::Claimed;
use crate::error::Result;
use crate::mail::incoming::sender::House;

/// From its settings and from the configuration.
pub(super) async fn of(app: &App, db: &Db, claimed: &Claimed) -> Result<House> {
    let mail = &app.config.mail_in;
    Ok(House {
        domains: house::domains(db, claimed).await?,
        authserv_ids: mail.authserv_ids.clone(),
        relays: mail.relays.clone(),
        hosts: mail.hosts.clone(),
        sealers: mail.sealers.clone(),
    })
}
