//! Keeping a mail, durably, before whoever hands it over is told that it arrived.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sha2::{Digest as _, Sha256};

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{MailId, RecipientId, SpaceId};
use crate::domain::job::{self, Job};
use crate::domain::kinds::{MailDoor, MailState, Visibility};
use crate::domain::schema::{mail_recipients, mails, old_slugs, spaces};
use crate::domain::words::Slug;
use crate::error::Result;

/// A mail as a door got it.
#[derive(Debug)]
pub struct Arrival<'a> {
    /// By which door.
    pub door: MailDoor,
    /// The sender on the envelope; empty for bounces.
    pub envelope_from: &'a str,
    /// The network address of the server that handed it to our mail system, when that is known.
    pub peer: Option<String>,
    /// What that server called itself.
    pub helo: &'a str,
    /// The recipients on the envelope, at least one, each as the place that it means.
    pub recipients: &'a [String],
    /// Every byte of it.
    pub raw: &'a [u8],
}

/// What makes two arrivals one: the same bytes, from the same hands. What came by others is judged by itself.
fn mark(arrival: &Arrival<'_>) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(arrival.raw);
    for part in [arrival.envelope_from, arrival.peer.as_deref().unwrap_or_default(), arrival.helo] {
        hash.update([0]);
        hash.update(part.to_lowercase().as_bytes());
    }
    hash.finalize().to_vec()
}

/// Keeps it. The same again is the same mail: only recipients who are new to it are added.
pub async fn take(tx: &mut Tx, arrival: &Arrival<'_>) -> Result<MailId> {
    let mail: MailId = diesel::insert_into(mails::table)
        .values((
            mails::id.eq(MailId::new()),
            mails::sha256.eq(mark(arrival)),
            mails::raw.eq(arrival.raw),
            mails::door.eq(arrival.door),
            mails::envelope_from.eq(arrival.envelope_from.to_lowercase()),
            mails::peer.eq(&arrival.peer),
            mails::helo.eq(arrival.helo),
            mails::received_at.eq(tx.at()),
            mails::times.eq(1),
        ))
        .on_conflict(mails::sha256)
        .do_update()
        .set(mails::times.eq(mails::times + 1))
        .returning(mails::id)
        .get_result(&mut tx.conn())
        .await?;
    let rows = arrival.recipients.iter().map(|address| {
        let address = address.trim().to_lowercase();
        (
            mail_recipients::id.eq(RecipientId::new()),
            mail_recipients::mail_id.eq(mail),
            mail_recipients::address.eq(address),
            mail_recipients::state.eq(MailState::New),
        )
    });
    let rows: Vec<_> = rows.collect();
    let insert = diesel::insert_into(mail_recipients::table).values(rows).on_conflict_do_nothing();
    insert.execute(&mut tx.conn()).await?;
    // Read twice, it is settled once; not read at all, it would be lost.
    let new = mail_recipients::mail_id.eq(mail).and(mail_recipients::state.eq(MailState::New));
    if diesel::select(exists(mail_recipients::table.filter(new))).get_result(&mut tx.conn()).await? {
        job::enqueue(tx, &Job::ReadMail { mail }).await?;
    }
    Ok(mail)
}

/// The space that has this name, or had it, with the name it has now, and whether it is secret. This is no permission: it is asked
/// while a mail is handed over, so that its sender's own server tells them of a wrong address, and again when it is read.
pub async fn named(db: &Db, name: &str) -> Result<Option<(SpaceId, Slug, bool)>> {
    let Ok(slug) = Slug::parse(name) else { return Ok(None) };
    let columns = (spaces::id, spaces::slug, spaces::visibility);
    let now = spaces::table.filter(spaces::slug.eq(&slug)).select(columns);
    let now: Option<(SpaceId, Slug, Visibility)> = now.first(&mut db.conn()).await.optional()?;
    let found = match now {
        Some(found) => Some(found),
        None => {
            let before = spaces::table.inner_join(old_slugs::table.on(old_slugs::space_id.eq(spaces::id)));
            let before = before.filter(old_slugs::slug.eq(&slug)).select(columns);
            before.first(&mut db.conn()).await.optional()?
        }
    };
    Ok(found.map(|(space, slug, visibility)| (space, slug, visibility == Visibility::Secret)))
}

/// So many mails of one sender may wait in a day; then they are asked to come again later.
const MOST_HELD: i64 = 10;

/// Whether a sender on an envelope may leave another mail today.
pub async fn has_room(db: &Db, envelope_from: &str) -> Result<bool> {
    if envelope_from.is_empty() {
        return Ok(true);
    }
    let since = db.at() - chrono::Duration::days(1);
    let held = mail_recipients::table
        .inner_join(mails::table)
        .filter(mails::envelope_from.eq(envelope_from.to_lowercase()).and(mails::received_at.gt(since)))
        .filter(mail_recipients::state.eq(MailState::Held));
    let held: i64 = held.count().get_result(&mut db.conn()).await?;
    Ok(held < MOST_HELD)
}
