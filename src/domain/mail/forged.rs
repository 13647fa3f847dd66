//! A mail that only uses somebody's name: they learn of it in Parvis, and whoever sent it learns nothing.

use chrono::Duration;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{PersonId, RecipientId};
use crate::domain::job::Claimed;
use crate::domain::kinds::MailLevel;
use crate::domain::schema::{mail_recipients, mails};
use crate::error::Result;

/// However many use a name, its owner hears of it once in this time.
const ONCE_IN: Duration = Duration::days(1);

/// Tells whoever has the name that a mail which only uses it is held.
pub async fn warn(tx: &mut Tx, _: &Claimed, recipient: RecipientId, person: PersonId) -> Result<()> {
    let lately = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::person_id.eq(person).and(mails::level.eq(MailLevel::D)))
        .filter(mail_recipients::told_at.gt(tx.at() - ONCE_IN));
    if diesel::select(exists(lately)).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    diesel::update(mail_recipients::table.find(recipient))
        .set(mail_recipients::told_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, None, &Event::MailForged { person }).await
}
