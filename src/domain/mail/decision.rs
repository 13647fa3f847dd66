//! What is decided about a held mail, one at a time, whoever decides and however many they ticked.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::held::{Held, Judge};
use super::{block, settle};
use crate::domain::db::{Db, Tx};
use crate::domain::ids::{MailId, PostId, RecipientId, SpaceId};
use crate::domain::job::{self, Claimed, Job, Letter};
use crate::domain::kinds::{MailLevel, MailReason, MailState};
use crate::domain::policy::{Grants, InPost, InSpace, Own, sight};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::schema::{mail_recipients, mails, posts};
use crate::domain::sql::left;
use crate::domain::suppression;
use crate::domain::words::{Email, Note};
use crate::error::{Error, Late, Result, Why};

/// What is decided. Who publishes may choose the thread; without one, it goes where it is addressed.
pub enum Decision<'a> {
    /// Publish it in the name of who has the address it claims to be from.
    AsSender(Option<&'a InPost<Own>>),
    /// Publish it in the judge's own name, as what it is: somebody else's words, passed on.
    AsJudge(Option<&'a InPost<Own>>),
    /// Throw it away. It stays in the ledger.
    Drop,
    /// The same, and its sender reads why.
    Refuse(Word),
    /// The same, and nothing more is taken of its sender there.
    Block,
}

/// What a judge says to the sender of a mail that they refuse.
#[derive(Debug)]
pub struct Word(String);

impl Word {
    /// A word, and no letter of its own.
    const LONGEST: usize = 500;

    /// As it was typed; there must be one.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let mut problems = Problems::none();
        let word = Note::parse(text).and_then(|word| match word.as_str().chars().count() {
            n if n > Self::LONGEST => Err(Wrong::with("problem-too-long", Self::LONGEST)),
            _ => Ok(Self(word.into())),
        });
        problems.take("word", word).ok_or(problems)
    }
}

/// Decides about one.
///
/// # Errors
/// [`Late::Done`] when somebody has decided before; [`Why::NotAMember`] for publishing in the name of nobody here;
/// [`Why::AnotherAccount`] for lending a name to who only uses it, or blocking it; [`Why::House`] for blocking who answers for
/// the space or for the house.
pub async fn decide(tx: &mut Tx, judge: &Judge, recipient: RecipientId, decision: Decision<'_>) -> Result<()> {
    let (held, mail) = hold(tx, judge, recipient).await?;
    let (name, into) = match decision {
        Decision::Drop => return put_aside(tx, judge, recipient, MailReason::Judged).await,
        Decision::Refuse(word) => return refuse(tx, judge, &held, word).await,
        Decision::Block => {
            block::block(tx, judge.person, judge.space.ok_or(Error::NotFound)?, &held).await?;
            return put_aside(tx, judge, recipient, MailReason::Blocked).await;
        }
        // What belongs to no space is not published.
        _ if judge.space.is_none() => return Err(Error::NotFound),
        // Whoever only uses a name gets it from nobody, however busy the judge.
        Decision::AsSender(_) if held.level == Some(MailLevel::D) => {
            return Err(Error::NotAllowed(Why::AnotherAccount));
        }
        Decision::AsSender(into) => (held.person.ok_or(Error::NotAllowed(Why::NotAMember))?, into),
        Decision::AsJudge(into) => (judge.person, into),
    };
    let into = into.map(|thread| within(thread, judge)).transpose()?;
    let again = (mail_recipients::state.eq(MailState::New), mail_recipients::settled_by.eq(judge.person));
    diesel::update(mail_recipients::table.find(recipient))
        .set((again, mail_recipients::as_id.eq(name), mail_recipients::into_id.eq(into)))
        .execute(&mut tx.conn())
        .await?;
    job::enqueue(tx, &Job::ReadMail { mail }).await
}

/// Takes hold of a mail that waits for this judge.
async fn hold(tx: &mut Tx, judge: &Judge, recipient: RecipientId) -> Result<(Held, MailId)> {
    let row = mail_recipients::table.find(recipient).select(mail_recipients::id).for_update();
    let _: Option<RecipientId> = row.first(&mut tx.conn()).await.optional()?;
    let found: Option<(Held, MailId, MailState, Option<SpaceId>)> = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient))
        .select((Held::as_select(), mail_recipients::mail_id, mail_recipients::state, mail_recipients::space_id))
        .first(&mut tx.conn())
        .await
        .optional()?;
    match found.filter(|found| found.3 == judge.space) {
        None => Err(Error::NotFound),
        Some((held, mail, MailState::Held, _)) => Ok((held, mail)),
        Some(_) => Err(Error::TooLate(Late::Done)),
    }
}

/// The thread, if it is one of the mail's own space and takes answers.
fn within(thread: &InPost<Own>, judge: &Judge) -> Result<PostId> {
    match thread.space().space() {
        space if Some(space) != judge.space => Err(Error::NotFound),
        _ if thread.comments_closed() => Err(Error::NotAllowed(Why::CommentsClosed)),
        _ => Ok(thread.post()),
    }
}

async fn put_aside(tx: &mut Tx, judge: &Judge, recipient: RecipientId, reason: MailReason) -> Result<()> {
    let dropped = (mail_recipients::state.eq(MailState::Dropped), mail_recipients::reason.eq(reason));
    let by = (mail_recipients::settled_at.eq(tx.at()), mail_recipients::settled_by.eq(judge.person));
    diesel::update(mail_recipients::table.find(recipient)).set((dropped, by)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Its sender reads the word, where they may be written to at all: as often in a day as anybody is told of a held mail.
async fn refuse(tx: &mut Tx, judge: &Judge, held: &Held, word: Word) -> Result<()> {
    if !may_be_told(tx, held).await? {
        return Err(Problems::one("word", "problem-held-untold").into());
    }
    if settle::told_lately(tx, held.id).await?.is_none_or(|told| told.len() >= settle::MOST_TOLD) {
        return Err(Problems::one("word", "problem-held-told-enough").into());
    }
    put_aside(tx, judge, held.id, MailReason::Declined).await?;
    diesel::update(mail_recipients::table.find(held.id))
        .set((mail_recipients::word.eq(word.0), mail_recipients::told_at.eq(tx.at())))
        .execute(&mut tx.conn())
        .await?;
    job::enqueue(tx, &Job::SendLetter { letter: Letter::MailRefused { recipient: held.id } }).await
}

/// Whether whoever sent it may be written to: no program, nobody whose name was only used, no address that gives letters back.
async fn may_be_told(db: &Db, held: &Held) -> Result<bool> {
    let address = held.from_address.as_deref().filter(|_| held.may_be_told());
    match address.map(Email::parse) {
        Some(Ok(address)) => Ok(suppression::of(db, &address).await?.is_none()),
        _ => Ok(false),
    }
}

/// What a letter says of a mail that was refused, with the word; nothing where its sender may not be written to any more.
pub async fn refusal(db: &Db, _: &Claimed, recipient: RecipientId) -> Result<Option<(Held, String)>> {
    let refused = mail_recipients::state.eq(MailState::Dropped).and(mail_recipients::reason.eq(MailReason::Declined));
    let found: Option<(Held, Option<String>)> = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient).and(refused))
        .select((Held::as_select(), mail_recipients::word))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        Some((held, Some(word))) if may_be_told(db, &held).await? => Ok(Some((held, word))),
        _ => Ok(None),
    }
}

/// A thread that a mail may be published into.
#[derive(Clone, Debug, Queryable)]
pub struct Thread {
    /// Which.
    pub post: PostId,
    /// Its title.
    pub title: Option<String>,
    /// How it begins.
    pub beginning: String,
}

/// So many are offered.
const THREADS: i64 = 20;
/// So much of one without a title is shown.
const BEGINNING: i32 = 80;

/// The threads of a space that take answers, those where something was last said first.
pub async fn threads(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Vec<Thread>> {
    let threads = posts::table
        .filter(posts::space_id.eq(space.space()))
        .filter(posts::deleted_at.is_null().and(posts::comments_closed_at.is_null()))
        .filter(sight::of_posts(space.viewer().eyes(db.at())))
        .order((posts::active_at.desc(), posts::id.desc()))
        .limit(THREADS)
        .select((posts::id, posts::title, left(posts::body, BEGINNING)));
    Ok(threads.load(&mut db.conn()).await?)
}
