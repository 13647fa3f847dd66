//! A mail for the worker who reads it, and what was understood of it.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{MailId, PersonId, PostId, RecipientId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{MailDoor, MailKind, MailLevel, MailState};
use crate::domain::schema::{mail_recipients, mails};
use crate::error::Result;

/// A mail, and those of its recipients that nobody has settled.
#[derive(Debug)]
pub struct Opened {
    /// Every byte of it.
    pub raw: Vec<u8>,
    /// By which door it came.
    pub door: MailDoor,
    /// The sender on the envelope.
    pub envelope_from: String,
    /// The network address of who handed it over.
    pub peer: Option<IpAddr>,
    /// What they called themselves.
    pub helo: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// To whom.
    pub recipients: Vec<Recipient>,
}

/// One of them.
#[derive(Clone, Debug, Queryable)]
pub struct Recipient {
    /// Which.
    pub id: RecipientId,
    /// Its address.
    pub address: String,
    /// In whose name somebody let it through.
    pub as_person: Option<PersonId>,
    /// And into which thread, if not where it is addressed.
    pub into: Option<PostId>,
    /// In which space it was held: it is let through there, and nowhere else.
    pub space: Option<SpaceId>,
}

type Row = (Vec<u8>, MailDoor, String, Option<String>, String, DateTime<Utc>);

/// Opens it; nothing when it is gone or settled.
pub async fn open(db: &Db, _: &Claimed, mail: MailId) -> Result<Option<Opened>> {
    let columns = (mails::raw, mails::door, mails::envelope_from, mails::peer, mails::helo, mails::received_at);
    let row: Option<Row> = mails::table.find(mail).select(columns).first(&mut db.conn()).await.optional()?;
    let Some((raw, door, envelope_from, peer, helo, received_at)) = row else { return Ok(None) };
    let recipients: Vec<Recipient> = mail_recipients::table
        .filter(mail_recipients::mail_id.eq(mail).and(mail_recipients::state.eq(MailState::New)))
        .order(mail_recipients::id)
        .select((
            mail_recipients::id,
            mail_recipients::address,
            mail_recipients::as_id,
            mail_recipients::into_id,
            mail_recipients::space_id,
        ))
        .load(&mut db.conn())
        .await?;
    let peer = peer.and_then(|peer| peer.parse().ok());
    Ok((!recipients.is_empty()).then_some(Opened { raw, door, envelope_from, peer, helo, received_at, recipients }))
}

/// What was understood of a mail, to be found and shown by.
#[derive(Clone, Debug)]
pub struct Understood {
    /// Its own id, or one made from what is in it.
    pub message_id: String,
    /// What all its copies share.
    pub fold: String,
    /// What it is.
    pub kind: MailKind,
    /// Who it says it is from.
    pub from: Option<(String, Option<String>)>,
    /// What about.
    pub subject: String,
    /// When it says it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// How far its sender is proved, and why.
    pub level: MailLevel,
    /// A word for it.
    pub proof: &'static str,
    /// Whether a program may answer it.
    pub may_answer: bool,
    /// Its own words, for those who decide.
    pub words: String,
}

/// Writes down what was understood.
pub async fn understand(tx: &mut Tx, _: &Claimed, mail: MailId, what: &Understood) -> Result<()> {
    let (address, name) = what.from.clone().unzip();
    diesel::update(mails::table.find(mail))
        .set((
            mails::message_id.eq(&what.message_id),
            mails::fold.eq(&what.fold),
            mails::kind.eq(what.kind),
            mails::from_address.eq(address),
            mails::from_name.eq(name.flatten()),
            mails::subject.eq(&what.subject),
            mails::sent_at.eq(what.sent_at),
            mails::level.eq(what.level),
            mails::proof.eq(what.proof),
            mails::may_answer.eq(what.may_answer),
            mails::words.eq(&what.words),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
