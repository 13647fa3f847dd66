//! What became of a mail at one of its recipients. Each is settled once, in the transaction of what it became.

use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::order;
use super::signature::{self, Signature};
use crate::domain::db::{Db, Tx};
use crate::domain::ids::{CommentId, PersonId, PostId, RecipientId, SpaceId};
use crate::domain::job::{self, Claimed, Job, Letter};
use crate::domain::kinds::{MailLevel, MailReason, MailState};
use crate::domain::schema::{mail_copies, mail_recipients, mailed, mails};
use crate::error::{Error, Late, Result};

/// Takes hold of a recipient that nobody has settled.
///
/// # Errors
/// [`Late::Done`] when another worker has settled it meanwhile.
async fn take_hold(tx: &mut Tx, recipient: RecipientId) -> Result<()> {
    let new = mail_recipients::table.find(recipient).filter(mail_recipients::state.eq(MailState::New));
    let held: Option<RecipientId> =
        new.select(mail_recipients::id).for_update().first(&mut tx.conn()).await.optional()?;
    held.map(|_| ()).ok_or(Error::TooLate(Late::Done))
}

/// Where a mail is settled: in which space, and who is taken for its sender.
#[derive(Clone, Copy, Debug, Default)]
pub struct Copied {
    /// The space it was for, when that is known and its owners decide.
    pub space: Option<SpaceId>,
    /// Who has the address that it claims to be from.
    pub person: Option<PersonId>,
}

/// It is settled like this.
pub async fn settle(
    tx: &mut Tx,
    _: &Claimed,
    recipient: RecipientId,
    (state, reason): (MailState, Option<MailReason>),
    at: Copied,
) -> Result<()> {
    take_hold(tx, recipient).await?;
    diesel::update(mail_recipients::table.find(recipient))
        .set((
            mail_recipients::state.eq(state),
            mail_recipients::reason.eq(reason),
            mail_recipients::space_id.eq(at.space),
            mail_recipients::person_id.eq(at.person),
            mail_recipients::settled_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// It is kept and not published. Its sender is told why, when they may be: once a day for each reason, and five times a day at
/// the most; all whom nobody here knows together so often in an hour.
pub async fn hold(
    tx: &mut Tx,
    claimed: &Claimed,
    recipient: RecipientId,
    reason: MailReason,
    at: Copied,
    tell: bool,
) -> Result<()> {
    settle(tx, claimed, recipient, (MailState::Held, Some(reason)), at).await?;
    let enough = async |tx: &Tx| match at.person {
        None if are_strangers_told_enough(tx).await? => Ok(true),
        _ => is_told_enough(tx, recipient, reason).await,
    };
    if tell && !enough(tx).await? {
        diesel::update(mail_recipients::table.find(recipient))
            .set(mail_recipients::told_at.eq(tx.at()))
            .execute(&mut tx.conn())
            .await?;
        job::enqueue(tx, &Job::SendLetter { letter: Letter::MailHeld { recipient } }).await?;
    }
    Ok(())
}

/// So often is one sender told in a day.
pub(super) const MOST_TOLD: usize = 5;

async fn is_told_enough(tx: &Tx, recipient: RecipientId, reason: MailReason) -> Result<bool> {
    let told = told_lately(tx, recipient).await?;
    Ok(told.is_none_or(|told| told.len() >= MOST_TOLD || told.contains(&Some(reason))))
}

/// Of which of their other mails the sender of this one was told within a day, by reasons; nothing when it has no sender.
pub(super) async fn told_lately(db: &Db, recipient: RecipientId) -> Result<Option<Vec<Option<MailReason>>>> {
    let from = mail_recipients::table.inner_join(mails::table).filter(mail_recipients::id.eq(recipient));
    let from: Option<String> = from.select(mails::from_address).first(&mut db.conn()).await?;
    let Some(from) = from else { return Ok(None) };
    let told = mail_recipients::table
        .inner_join(mails::table)
        .filter(mails::from_address.eq(from).and(mail_recipients::id.ne(recipient)))
        .filter(mail_recipients::told_at.gt(db.at() - Duration::days(1)))
        // Of those that only use an address, its owner was told.
        .filter(mails::level.ne(MailLevel::D))
        .select(mail_recipients::reason);
    Ok(Some(told.load(&mut db.conn()).await?))
}

/// So many strangers are told in an hour: whoever invents senders has us write to few of them.
const MOST_STRANGERS: i64 = 30;

async fn are_strangers_told_enough(tx: &Tx) -> Result<bool> {
    let told = mail_recipients::told_at.gt(tx.at() - Duration::hours(1)).and(mail_recipients::person_id.is_null());
    let told: i64 = mail_recipients::table.filter(told).count().get_result(&mut tx.conn()).await?;
    Ok(told >= MOST_STRANGERS)
}

/// What stands here already of the same mail, in a space: (the thread, the answer in it).
pub type Copy = (PostId, Option<CommentId>);

/// The message that the same mail became before, if it did. Whoever asks holds the space until the end of this transaction:
/// its mails are published one after the other, so that a copy, an answer or what is answered, read at the same time, is found.
pub async fn twin(tx: &mut Tx, _: &Claimed, (message_id, fold): (&str, &str), space: SpaceId) -> Result<Option<Copy>> {
    let lock =
        diesel::sql_query("select pg_advisory_xact_lock(hashtextextended($1, 0))").bind::<Text, _>(space.to_string());
    lock.execute(&mut tx.conn()).await?;
    let found: Option<(Option<PostId>, Option<CommentId>)> = mail_recipients::table
        .inner_join(mails::table)
        .filter(mails::message_id.eq(message_id).and(mails::fold.eq(fold)))
        .filter(mail_recipients::state.eq(MailState::Published).and(mail_recipients::space_id.eq(space)))
        .filter(mail_recipients::post_id.is_not_null())
        .order(mail_recipients::id)
        .select((mail_recipients::post_id, mail_recipients::comment_id))
        .first(&mut tx.conn())
        .await
        .optional()?;
    Ok(found.and_then(|(post, comment)| Some((post?, comment))))
}

/// It is a copy of what stands here.
pub async fn fold(tx: &mut Tx, claimed: &Claimed, recipient: RecipientId, of: Copy, at: Copied) -> Result<()> {
    settle(tx, claimed, recipient, (MailState::Folded, None), at).await?;
    stands(tx, recipient, of).await
}

/// It asked for something about what stands here, and that is done.
pub async fn grant(
    tx: &mut Tx,
    claimed: &Claimed,
    recipient: RecipientId,
    what: MailReason,
    about: Copy,
    at: Copied,
) -> Result<()> {
    settle(tx, claimed, recipient, (MailState::Done, Some(what)), at).await?;
    stands(tx, recipient, about).await
}

/// Writes down where.
async fn stands(tx: &mut Tx, recipient: RecipientId, (post, comment): Copy) -> Result<()> {
    diesel::update(mail_recipients::table.find(recipient))
        .set((mail_recipients::post_id.eq(post), mail_recipients::comment_id.eq(comment)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// So many messages of one person may come by mail in an hour, and in a day.
const MOST: [(Duration, i64); 2] = [(Duration::hours(1), 30), (Duration::days(1), 200)];

/// Whether somebody has sent too many for now.
pub async fn is_too_many(db: &Db, _: &Claimed, person: PersonId) -> Result<bool> {
    for (within, most) in MOST {
        let published = mail_recipients::table
            .filter(
                mail_recipients::person_id
                    .eq(person)
                    .and(mail_recipients::state.eq_any([MailState::Published, MailState::Done])),
            )
            .filter(mail_recipients::settled_at.gt(db.at() - within));
        let published: i64 = published.count().get_result(&mut db.conn()).await?;
        if published >= most {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A message that a mail passes on, as it claims to be; its words stand in the post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// From whom, in the words of its head.
    pub author: String,
    /// When, likewise.
    pub date: String,
    /// What about.
    pub subject: String,
}

/// What a mail became.
#[derive(Debug)]
pub struct Published {
    /// The thread, and the answer in it.
    pub copy: Copy,
    /// In which space, and who said it.
    pub at: Copied,
    /// The id under which everybody's mailbox knows it.
    pub message_id: String,
    /// Whether its sender was proved.
    pub is_proved: bool,
    /// How often one Parvis has passed it on to another.
    pub hops: i16,
    /// Quotes and signatures, safe to show.
    pub folded: Option<String>,
    /// What it passes on.
    pub passed: Vec<Passed>,
    /// To whom else it was written: addresses and names.
    pub copies: Vec<(String, Option<String>)>,
    /// How far before the post it stands, though it came later.
    pub elder: Option<i16>,
    /// The ids of others that it names, the nearest first, as far as they are believed.
    pub named: Vec<String>,
    /// How its author ended it.
    pub ends: Option<Signature>,
}

/// Writes down that it came by mail.
pub async fn note(tx: &mut Tx, claimed: &Claimed, recipient: RecipientId, published: &Published) -> Result<()> {
    settle(tx, claimed, recipient, (MailState::Published, None), published.at).await?;
    stands(tx, recipient, published.copy).await?;
    let (post, comment) = published.copy;
    let passed = match published.passed.as_slice() {
        [] => None,
        passed => Some(serde_json::to_value(passed).map_err(Error::internal)?),
    };
    let id = Uuid::now_v7();
    diesel::insert_into(mailed::table)
        .values((
            mailed::id.eq(id),
            mailed::post_id.eq(post),
            mailed::comment_id.eq(comment),
            mailed::recipient_id.eq(recipient),
            mailed::message_id.eq(&published.message_id),
            mailed::is_proved.eq(published.is_proved),
            mailed::hops.eq(published.hops),
            mailed::folded.eq(&published.folded),
            mailed::passed.eq(passed),
            mailed::elder.eq(published.elder),
        ))
        .execute(&mut tx.conn())
        .await?;
    let copies: Vec<_> = published
        .copies
        .iter()
        .map(|(address, name)| {
            (mail_copies::mailed_id.eq(id), mail_copies::address.eq(address), mail_copies::name.eq(name))
        })
        .collect();
    diesel::insert_into(mail_copies::table).values(copies).on_conflict_do_nothing().execute(&mut tx.conn()).await?;
    order::arrived(tx, post, &published.message_id).await?;
    if let Some(space) = published.at.space {
        order::remember(tx, id, space, &published.named).await?;
    }
    match (&published.ends, published.at.person) {
        (Some(ends), Some(person)) => signature::learn(tx, recipient, person, ends).await,
        _ => Ok(()),
    }
}
