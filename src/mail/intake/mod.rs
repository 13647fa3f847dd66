//! What becomes of a mail that came in: `read` understands it, asks who its author is, decides for each of its recipients
//! (`decide`), and does it (`publish`, or `wish` where it only asks for something). All through the same gate as everything;
//! what is not published is held.

mod bring;
mod decide;
mod house;
mod order;
mod publish;
mod signature;
mod wish;
mod words;

use std::sync::Arc;

use chrono::Duration;

use crate::app::App;
use crate::domain::ids::MailId;
use crate::domain::job::{self, Job, Leased};
use crate::domain::kinds::{MailDoor, MailKind, MailLevel, MailReason, MailState};
use crate::domain::mail::{self, Copied, Opened, Recipient};
use crate::domain::suppression;
use crate::error::{Error, Late, Result};
use crate::mail::address::Addresses;
use crate::mail::incoming::sender::{self, Envelope, Level, Verdict};
use crate::mail::incoming::{self, Kind, Ours, Reason, Refusal, Understood, fold};
use crate::mail::keys;
use decide::Next;

/// A mail that ended the process of who read it, so often, is poison: it is kept, and nobody reads it again.
const MOST_CRASHES: i16 = 3;
/// How long the DNS is waited for, and how often it is asked.
const DNS_PATIENCE: Duration = Duration::hours(4);
const DNS_AGAIN: Duration = Duration::minutes(10);

/// A mail being read.
struct Reading<'a> {
    app: &'a App,
    id: MailId,
    held: &'a Leased,
    addresses: Addresses,
    opened: Arc<Opened>,
    understood: Understood,
    verdict: Verdict,
    level: (Level, &'static str),
    owns_letter: bool,
    message_id: String,
    uses_results: bool,
    ends: Option<mail::Signature>,
}

/// Reads a mail, and settles it at each of its recipients that nobody has settled. What cannot be done for so long that the
/// job would be given up is held, where somebody sees it.
pub async fn read(app: &App, held: &Leased, id: MailId) -> Result<()> {
    let read = read_once(app, held, id).await;
    match read {
        Err(error) if held.is_last() => {
            tracing::error!("a mail cannot be read, and is held: {error}");
            let opened = mail::open(&app.db.read().await?, held.claimed(), id).await?;
            match opened {
                Some(opened) => hold_all(app, held, &opened, MailReason::Crash).await,
                None => Ok(()),
            }
        }
        read => read,
    }
}

async fn read_once(app: &App, held: &Leased, id: MailId) -> Result<()> {
    let claimed = held.claimed();
    let db = app.db.read().await?;
    let Some(opened) = mail::open(&db, claimed, id).await? else { return Ok(()) };
    if held.drops() >= MOST_CRASHES {
        return hold_all(app, held, &opened, MailReason::Crash).await;
    }
    let (addresses, opened) = (keys::addresses(app).await?, Arc::new(opened));
    let mut understood = match understood(&addresses, &opened).await? {
        Ok(understood) => understood,
        Err(refusal) => return hold_all(app, held, &opened, refused(refusal)).await,
    };
    let ends = signature::fold(&db, claimed, &mut understood).await?;
    let house = house::of(app, &db, claimed).await?;
    let envelope = Envelope { ip: opened.peer, helo: opened.helo.clone(), from: opened.envelope_from.to_lowercase() };
    let verdict = sender::check(&opened.raw, &envelope, &house, &app.dns).await;
    let is_early = verdict.trouble && app.clock.now() < opened.received_at + DNS_PATIENCE;
    let owns_letter = decide::owns_letter(&db, claimed, &understood).await?;
    let level = sender::level(&understood.incoming, &verdict, &envelope, &house, owns_letter);
    let message_id = format!("<{}>", fold::id(&understood.incoming, &understood.fold));
    let uses_results = !house.authserv_ids.is_empty();
    let reading = Reading {
        app,
        id,
        held,
        addresses,
        opened,
        understood,
        verdict,
        level,
        owns_letter,
        message_id,
        uses_results,
        ends,
    };
    let written = reading.written();
    app.db.write(async |tx| mail::understand(tx, claimed, id, &written).await).await?;
    if is_early {
        // The DNS is away: nobody is judged by that.
        let (at, job) = (app.clock.now() + DNS_AGAIN, Job::ReadMail { mail: id });
        let name = format!("read-mail-{id}-{}", at.timestamp());
        return app.db.write(async |tx| job::plan(tx, &job, &name, at).await).await;
    }
    // What fails at one of them does not keep the others waiting.
    let mut failed = Ok(());
    for recipient in &reading.opened.recipients {
        match reading.settle(recipient).await {
            // Another worker has done it meanwhile.
            Ok(()) | Err(Error::TooLate(Late::Done)) => {}
            Err(error) => failed = Err(error),
        }
    }
    failed
}

/// Understands it on a thread of its own: it may take a while.
async fn understood(addresses: &Addresses, opened: &Arc<Opened>) -> Result<Result<Understood, Refusal>> {
    let (addresses, opened) = (addresses.clone(), Arc::clone(opened));
    let understand = move || {
        let recipients: Vec<String> = opened.recipients.iter().map(|recipient| recipient.address.clone()).collect();
        incoming::understood(
            &opened.raw,
            &Ours { addresses: Some(&addresses), recipients: &recipients, ..Ours::default() },
        )
    };
    tokio::task::spawn_blocking(understand).await.map_err(Error::internal)
}

/// Holds it at all of its recipients, for those who run the house.
async fn hold_all(app: &App, held: &Leased, opened: &Opened, reason: MailReason) -> Result<()> {
    for recipient in &opened.recipients {
        let hold = app
            .db
            .write(async |tx| mail::hold(tx, held.claimed(), recipient.id, reason, Copied::default(), false).await);
        match hold.await {
            Err(Error::TooLate(Late::Done)) => {}
            other => other?,
        }
    }
    Ok(())
}

impl Reading<'_> {
    async fn settle(&self, recipient: &Recipient) -> Result<()> {
        let claimed = self.held.claimed();
        let next = self.next(recipient).await?;
        let db = &self.app.db;
        match next {
            Next::Publish(intent) => self.publish(recipient, intent).await,
            Next::Hold { reason, at, tell } => {
                let tell = tell && self.may_tell();
                // Whoever has the address learns that it was used; of what a judge let through they know.
                let used = at.person.filter(|_| self.level.0 == Level::D && recipient.as_person.is_none());
                db.write(async |tx| {
                    mail::hold(tx, claimed, recipient.id, reason, at, tell).await?;
                    match used {
                        Some(person) => mail::warn(tx, claimed, recipient.id, person).await,
                        None => Ok(()),
                    }
                })
                .await
            }
            Next::Settle { state, reason, at } => {
                db.write(async |tx| mail::settle(tx, claimed, recipient.id, (state, reason), at).await).await
            }
            Next::Bounced(letter, kind) => {
                db.write(async |tx| {
                    suppression::bounced(tx, claimed, letter, kind).await?;
                    let done = (MailState::Done, Some(MailReason::Bounce));
                    mail::settle(tx, claimed, recipient.id, done, Copied::default()).await
                })
                .await
            }
            Next::Stop(stop) => {
                let kind = crate::domain::delivery::kind(&db.read().await?, &stop).await?;
                db.write(async |tx| {
                    if let Some(kind) = kind {
                        crate::domain::delivery::stop(tx, &stop, kind).await?;
                    }
                    let done = (MailState::Done, None);
                    mail::settle(tx, claimed, recipient.id, done, Copied::default()).await
                })
                .await
            }
            Next::Test(test) => {
                let proof = (level(self.level.0), self.level.1);
                db.write(async |tx| {
                    mail::test_read(tx, claimed, (test, self.id), proof).await?;
                    mail::settle(tx, claimed, recipient.id, (MailState::Done, None), Copied::default()).await
                })
                .await
            }
        }
    }

    /// Whether its sender may be written to: never a program, never somebody whose name was only used.
    fn may_tell(&self) -> bool {
        let named = incoming::may_be_answered(&self.understood);
        let is_ours = self.understood.incoming.from.as_ref().is_ok_and(|from| from.domain() == self.addresses.domain());
        let failing = matches!(&*self.verdict.spf, "fail" | "softfail");
        // A mailbox does not always say who stood on the envelope.
        let by_nobody = self.opened.envelope_from.is_empty() && self.opened.door != MailDoor::Imap;
        named && !is_ours && !by_nobody && self.level.0 != Level::D && !(self.level.0 == Level::C && failing)
    }

    fn written(&self) -> mail::Understood {
        let incoming = &self.understood.incoming;
        mail::Understood {
            message_id: self.message_id.clone(),
            fold: self.understood.fold.clone(),
            kind: kind(self.understood.kind),
            from: incoming.from.as_ref().ok().map(|from| (from.address.clone(), from.name.clone())),
            subject: incoming.subject.chars().take(500).collect(),
            sent_at: incoming.sent,
            level: level(self.level.0),
            proof: self.level.1,
            may_answer: self.may_tell(),
            words: words::shown(&self.understood.kept(), &self.addresses),
        }
    }
}

fn kind(kind: Kind) -> MailKind {
    match kind {
        Kind::Reply => MailKind::Reply,
        Kind::Post => MailKind::Post,
        Kind::Forward => MailKind::Forward,
        Kind::Bounce => MailKind::Bounce,
        Kind::Automatic => MailKind::Automatic,
        Kind::Held => MailKind::Held,
    }
}

fn level(level: Level) -> MailLevel {
    match level {
        Level::A => MailLevel::A,
        Level::B => MailLevel::B,
        Level::C => MailLevel::C,
        Level::D => MailLevel::D,
    }
}

/// Why a mail cannot become a message, in the words of the ledger.
fn reason(reason: Reason) -> MailReason {
    match reason {
        Reason::NoFrom => MailReason::NoAuthor,
        Reason::MultipleFrom => MailReason::SeveralAuthors,
        Reason::Unparsable => MailReason::Unreadable,
        Reason::TooBig => MailReason::TooBig,
        Reason::Empty => MailReason::Empty,
        Reason::AutoReply => MailReason::Absence,
        Reason::Bounce => MailReason::Bounce,
        Reason::Receipt => MailReason::Receipt,
        Reason::Complaint => MailReason::Complaint,
        Reason::Loop => MailReason::Loop,
        Reason::Spam => MailReason::Spam,
        Reason::NoAddress => MailReason::NoAddress,
    }
}

fn refused(refusal: Refusal) -> MailReason {
    reason(refusal.into())
}
