//! The receipt for somebody's first mail: it is published, and where. Then they know, and hear of it no more.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{CommentId, PersonId, PostId, RecipientId};
use crate::domain::job::{self, Claimed, Job, Letter};
use crate::domain::kinds::MailState;
use crate::domain::schema::{mail_recipients, mails};
use crate::domain::suppression;
use crate::domain::words::Email;
use crate::error::Result;

/// Asks for the receipt, when nothing of theirs was published by mail before.
pub async fn acknowledge(tx: &mut Tx, _: &Claimed, recipient: RecipientId, person: PersonId) -> Result<()> {
    let before = mail_recipients::person_id.eq(person).and(mail_recipients::state.eq(MailState::Published));
    let before = mail_recipients::table.filter(before.and(mail_recipients::id.ne(recipient)));
    if diesel::select(exists(before)).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    diesel::update(mail_recipients::table.find(recipient))
        .set(mail_recipients::told_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    // Two first mails that are read at the same time have one receipt.
    let letter = Job::SendLetter { letter: Letter::MailPublished { recipient } };
    job::plan(tx, &letter, &format!("mail-receipt-{person}"), tx.at()).await
}

/// What the receipt says.
#[derive(Clone, Debug, Queryable)]
pub struct Receipt {
    /// Who wrote.
    pub person: PersonId,
    /// From which address.
    pub address: String,
    /// What they call themselves.
    pub name: Option<String>,
    /// What about.
    pub subject: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Its own id.
    pub message_id: Option<String>,
    /// The thread it stands in.
    pub post: PostId,
    /// The answer in it.
    pub comment: Option<CommentId>,
}

/// Reads again what became of it; nothing when it stands nowhere any more, or when nothing goes to that address.
pub async fn receipt(db: &Db, _: &Claimed, recipient: RecipientId) -> Result<Option<Receipt>> {
    let published: Option<Receipt> = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient).and(mail_recipients::state.eq(MailState::Published)))
        .filter(mail_recipients::person_id.is_not_null().and(mail_recipients::post_id.is_not_null()))
        .filter(mails::from_address.is_not_null())
        .select((
            mail_recipients::person_id.assume_not_null(),
            mails::from_address.assume_not_null(),
            mails::from_name,
            mails::subject,
            mails::received_at,
            mails::message_id,
            mail_recipients::post_id.assume_not_null(),
            mail_recipients::comment_id,
        ))
        .first(&mut db.conn())
        .await
        .optional()?;
    let Some(receipt) = published else { return Ok(None) };
    let stopped = match Email::parse(&receipt.address) {
        Ok(address) => suppression::of(db, &address).await?.is_some(),
        Err(_) => true,
    };
    Ok((!stopped).then_some(receipt))
}
