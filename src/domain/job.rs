//! Everything that can be done later. A job is a row, written in the transaction of the change that asks for it; it is
//! done at least once, so each must be harmless when done twice.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

use super::db::{Database, Db, Tx};
use super::ids::{AccessId, EventId, FileId, InvitationId, JobId, MailId, PersonId, RecipientId, SessionId, SpaceId};
use super::policy::Admin;
use super::schema::{jobs, untold};
use super::sql::unless;
use crate::error::{Error, Result};

/// Something to be done. Ids only: permission is asked when it is done, not when it was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Writes a letter and hands it to the mailer.
    SendLetter { letter: Letter },
    /// Ends the guests' accesses whose time has come, and reminds of those that end soon.
    TendAccesses,
    /// Deletes the spaces whose day of grace is over.
    DeleteSpaces,
    /// Forgets sessions and links that have had their time.
    Sweep,
    /// Makes the sizes of a picture in which it is shown.
    DrawFile { file: FileId },
    /// Deletes files that no message names, and contents that no file does.
    SweepFiles,
    /// Writes and sends what is due to somebody by mail.
    Deliver { person: PersonId },
    /// Has a device ring for what is due there.
    Push { device: SessionId },
    /// Plans the digests of the next while.
    CallDigests,
    /// Tells of questions that nobody has answered, and forgets what was told long ago.
    TendNotifications,
    /// Finds contents that nothing knows of.
    TidyFiles,
    /// Reads a mail that came in, and does what it asks.
    ReadMail { mail: MailId },
}

/// A letter to be written, to whom and about what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// Asks an address to become a colleague; or, when they asked themselves, to confirm that it is theirs.
    ColleagueInvitation { invitation: InvitationId },
    /// Asks an address to come in as a guest.
    GuestInvitation { access: AccessId },
    /// A link to choose a new password.
    PasswordReset { person: PersonId },
    /// A link to sign in, for those who have no password.
    SignInLink { person: PersonId },
    /// A guest's access ends in so many days, told to guest or sponsor.
    AccessEnding { access: AccessId, to: PersonId, days: i16 },
    /// A guest's access has ended, told to guest or sponsor.
    AccessEnded { access: AccessId, to: PersonId },
    /// A guest's access goes on without one of its spaces, which closed to guests; told to the guest.
    AccessNarrowed { access: AccessId, space: SpaceId },
    /// Somebody answers for a guest from now on, and did not choose to; told to them.
    GuestHandedOver { access: AccessId, to: PersonId },
    /// A mail was kept and not published, and why; told to who sent it.
    MailHeld { recipient: RecipientId },
    /// A mail was refused, in the words of who decided; told to who sent it.
    MailRefused { recipient: RecipientId },
    /// Somebody's first mail is published, and where; told to them.
    MailPublished { recipient: RecipientId },
    /// A letter of Parvis to itself.
    MailTest { test: uuid::Uuid },
}

/// Proof that a worker does what nobody asks for in person. Only [`claim`] and [`claim_dispatch`] make it.
#[derive(Debug)]
pub struct Claimed(());

/// A job that this worker holds until its lease ends.
#[derive(Debug)]
pub struct Leased {
    id: JobId,
    job: Job,
    name: Option<String>,
    attempts: i16,
    drops: i16,
    claimed: Claimed,
}

/// How long a worker may take; after that, another may think it dead.
const LEASE: Duration = Duration::minutes(5);

/// After so many attempts a job is given up, and shown to the admins.
const MOST_ATTEMPTS: i16 = 12;

/// Asks for a job, in the transaction of what asks for it.
pub async fn enqueue(tx: &mut Tx, job: &Job) -> Result<()> {
    insert(tx, job, None, tx.at()).await
}

/// Asks for a job at a time, unless one of this name waits already.
pub async fn plan(tx: &mut Tx, job: &Job, name: &str, at: DateTime<Utc>) -> Result<()> {
    insert(tx, job, Some(name), at).await
}

/// The same for several, however many.
pub(in crate::domain) async fn plan_all(tx: &mut Tx, all: &[(Job, String, DateTime<Utc>)]) -> Result<()> {
    let rows = all.iter().map(|(job, name, at)| {
        let (kind, facts) = written(job)?;
        let row = (jobs::id.eq(JobId::new()), jobs::kind.eq(kind), jobs::facts.eq(facts), jobs::name.eq(name));
        Ok((row, jobs::run_at.eq(at), jobs::attempts.eq(0), jobs::enqueued_at.eq(tx.at())))
    });
    let rows: Vec<_> = rows.collect::<Result<_>>()?;
    for some in rows.chunks(5000) {
        let insert = diesel::insert_into(jobs::table).values(some.to_vec()).on_conflict_do_nothing();
        insert.execute(&mut tx.conn()).await?;
    }
    Ok(())
}

/// A job as its row has it: of which kind, and its facts.
fn written(job: &Job) -> Result<(String, serde_json::Value)> {
    let mut facts = serde_json::to_value(job).map_err(Error::internal)?;
    let kind = facts.as_object_mut().and_then(|facts| facts.remove("kind"));
    Ok((kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().to_owned(), facts))
}

async fn insert(tx: &mut Tx, job: &Job, name: Option<&str>, at: DateTime<Utc>) -> Result<()> {
    let (kind, facts) = written(job)?;
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(JobId::new()),
            jobs::kind.eq(kind),
            jobs::facts.eq(&facts),
            jobs::name.eq(name),
            jobs::run_at.eq(at),
            jobs::attempts.eq(0),
            jobs::enqueued_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whether a job of this name waits or is being done.
pub async fn is_planned(db: &Db, name: &str) -> Result<bool> {
    let named = jobs::table.filter(jobs::name.eq(name));
    Ok(diesel::select(exists(named)).get_result(&mut db.conn()).await?)
}

/// The telling of events, when there are some that nobody has heard of and no other worker holds. It is a job without a
/// row: the events themselves are what waits.
pub async fn claim_dispatch(db: &Database) -> Result<Option<Claimed>> {
    db.write(async |tx| {
        let due = untold::table.filter(untold::tell_at.le(tx.at())).for_update().skip_locked();
        let due: Option<EventId> = due.select(untold::event_id).first(&mut tx.conn()).await.optional()?;
        Ok(due.map(|_| Claimed(())))
    })
    .await
}

/// Takes the next job that is due, under a lease.
pub async fn claim(db: &Database) -> Result<Option<Leased>> {
    db.write(async |tx| take(tx, None, &[]).await).await
}

/// Takes more of the same kind, at most so many: for what mostly waits for another server, and can wait together. Of the same
/// facts there is one at a time: two letters to the same person would know nothing of each other.
pub async fn claim_alike(db: &Database, held: &Leased, most: usize) -> Result<Vec<Leased>> {
    let (kind, facts) = written(&held.job)?;
    db.write(async |tx| {
        let (mut more, mut taken) = (Vec::new(), vec![facts.clone()]);
        while more.len() < most
            && let Some(one) = take(tx, Some(&kind), &taken).await?
        {
            taken.push(written(&one.job)?.1);
            more.push(one);
        }
        Ok(more)
    })
    .await
}

/// The next that is due, of this kind if one is wanted, and of none of these facts.
async fn take(tx: &mut Tx, kind: Option<&str>, but: &[serde_json::Value]) -> Result<Option<Leased>> {
    while let Some(due) = next(tx, kind, but).await? {
        if due.attempts >= MOST_ATTEMPTS {
            give_up(tx, due.id, "whoever did it never came back").await?;
            continue;
        }
        let attempts = due.attempts + 1;
        // A lease that ran out: whoever had it never came back.
        let drops = due.drops + i16::from(due.leased_until.is_some());
        let lease = jobs::leased_until.eq(tx.at() + LEASE);
        let leased = (lease, jobs::attempts.eq(attempts), jobs::drops.eq(drops));
        diesel::update(jobs::table.find(due.id)).set(leased).execute(&mut tx.conn()).await?;
        match read(due.kind, due.facts) {
            Ok(job) => {
                let (name, claimed) = (due.name, Claimed(()));
                return Ok(Some(Leased { id: due.id, job, name, attempts, drops, claimed }));
            }
            // Another version's job: it waits for a worker who knows it, and holds nobody up.
            Err(error) => {
                tracing::error!("a job cannot be read: {error}");
                later(tx, due.id, attempts, &error.to_string()).await?;
            }
        }
    }
    Ok(None)
}

#[derive(Queryable)]
struct Due {
    id: JobId,
    kind: String,
    facts: serde_json::Value,
    name: Option<String>,
    attempts: i16,
    leased_until: Option<DateTime<Utc>>,
    drops: i16,
}

async fn next(tx: &mut Tx, kind: Option<&str>, but: &[serde_json::Value]) -> Result<Option<Due>> {
    let free = jobs::leased_until.is_null().or(jobs::leased_until.assume_not_null().lt(tx.at()));
    let next = jobs::table
        .filter(jobs::run_at.le(tx.at()))
        .filter(free)
        .filter(unless(kind.is_none(), jobs::kind.eq(kind.unwrap_or_default())))
        .filter(unless(but.is_empty(), jobs::facts.ne_all(but)))
        .order((jobs::run_at, jobs::id))
        .for_update()
        .skip_locked()
        .select((jobs::id, jobs::kind, jobs::facts, jobs::name, jobs::attempts, jobs::leased_until, jobs::drops));
    Ok(next.first(&mut tx.conn()).await.optional()?)
}

fn read(kind: String, mut facts: serde_json::Value) -> Result<Job> {
    if let Some(facts) = facts.as_object_mut() {
        facts.insert("kind".to_owned(), kind.into());
    }
    serde_json::from_value(facts).map_err(Error::internal)
}

// What a worker says of a job counts while the job is still in its hands: past its lease, another may hold it, and then
// the number of attempts is no longer the one it was claimed with.

/// It is done, and forgotten.
pub async fn finish(db: &Database, done: Leased) -> Result<()> {
    db.write(async |tx| {
        let held = jobs::table.filter(jobs::id.eq(done.id).and(jobs::attempts.eq(done.attempts)));
        diesel::delete(held).execute(&mut tx.conn()).await?;
        Ok(())
    })
    .await
}

/// It is done for now, well or not, and comes again: the same row, at a later time.
pub async fn repeat(db: &Database, done: Leased, at: DateTime<Utc>, error: Option<&str>) -> Result<()> {
    db.write(async |tx| {
        let held = jobs::table.filter(jobs::id.eq(done.id).and(jobs::attempts.eq(done.attempts)));
        let none = None::<DateTime<Utc>>;
        let waiting =
            (jobs::run_at.eq(at), jobs::leased_until.eq(none), jobs::attempts.eq(0), jobs::last_error.eq(error));
        diesel::update(held).set(waiting).execute(&mut tx.conn()).await?;
        Ok(())
    })
    .await
}

/// It went wrong: again later, each time twice as late, or given up for good.
pub async fn put_off(db: &Database, failed: Leased, error: &str) -> Result<()> {
    db.write(async |tx| later(tx, failed.id, failed.attempts, error).await).await
}

async fn later(tx: &mut Tx, id: JobId, attempts: i16, error: &str) -> Result<()> {
    if attempts >= MOST_ATTEMPTS {
        return give_up(tx, id, error).await;
    }
    let held = jobs::table.filter(jobs::id.eq(id).and(jobs::attempts.eq(attempts)));
    let again = tx.at() + Duration::seconds(1 << attempts.clamp(1, 12));
    diesel::update(held)
        .set((jobs::leased_until.eq(None::<DateTime<Utc>>), jobs::last_error.eq(error), jobs::run_at.eq(again)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Kept, shown, and never done again. Its name is free, so that what is regular is planned anew.
async fn give_up(tx: &mut Tx, id: JobId, error: &str) -> Result<()> {
    let given_up = (
        jobs::run_at.eq(DateTime::<Utc>::MAX_UTC),
        jobs::leased_until.eq(None::<DateTime<Utc>>),
        jobs::name.eq(None::<String>),
        jobs::last_error.eq(error),
    );
    let held = jobs::table.filter(jobs::id.eq(id).and(jobs::attempts.eq(MOST_ATTEMPTS)));
    diesel::update(held).set(given_up).execute(&mut tx.conn()).await?;
    Ok(())
}

/// A job that was given up, as admins see it: what kind of thing, never to whom.
#[derive(Debug, Queryable)]
pub struct GivenUp {
    /// The kind of job.
    pub kind: String,
    /// The kind of letter, when it was one.
    pub letter: Option<String>,
    /// How often it was tried.
    pub attempts: i16,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// When it was asked for.
    pub enqueued_at: DateTime<Utc>,
}

/// The jobs that were given up, the newest first, at most a hundred.
pub async fn given_up(db: &Db, _: &Admin<'_>) -> Result<Vec<GivenUp>> {
    let rows: Vec<(String, serde_json::Value, i16, Option<String>, DateTime<Utc>)> = jobs::table
        .filter(jobs::attempts.ge(MOST_ATTEMPTS).and(jobs::leased_until.is_null()))
        .order(jobs::enqueued_at.desc())
        .limit(100)
        .select((jobs::kind, jobs::facts, jobs::attempts, jobs::last_error, jobs::enqueued_at))
        .load(&mut db.conn())
        .await?;
    let given_up = rows.into_iter().map(|(kind, facts, attempts, last_error, enqueued_at)| {
        let letter = facts.pointer("/letter/letter").and_then(|letter| letter.as_str()).map(str::to_owned);
        GivenUp { kind, letter, attempts, last_error, enqueued_at }
    });
    Ok(given_up.collect())
}

impl Leased {
    /// The proof for what is done.
    pub fn claimed(&self) -> &Claimed {
        &self.claimed
    }

    /// Whether it mostly waits for somebody else's server, so that several can wait at once.
    pub fn waits(&self) -> bool {
        matches!(self.job, Job::SendLetter { .. } | Job::Deliver { .. } | Job::Push { .. })
    }

    /// What is to be done.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// The name it was planned by, when it has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// How often whoever had it never came back: their process ended in the middle of it.
    pub fn drops(&self) -> i16 {
        self.drops
    }

    /// Whether it is given up when this attempt fails.
    pub fn is_last(&self) -> bool {
        self.attempts >= MOST_ATTEMPTS
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> i16 {
        self.attempts
    }
}
