//! How mail is doing, for those who run the house: what waits, for how long, what came back; and a letter of Parvis to itself,
//! step by step.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{count_star, max, min, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::MailId;
use crate::domain::job::{self, Claimed, Job, Letter};
use crate::domain::kinds::{DeliveryState, MailDoor, MailLevel, MailState};
use crate::domain::policy::Admin;
use crate::domain::schema::{deliveries, jobs, mail_recipients, mail_tests, mails};
use crate::error::Result;

/// Counts of all mail; of nobody's in particular.
#[derive(Clone, Debug)]
pub struct Health {
    /// When the last mail came in by each door.
    pub last_by: Vec<(MailDoor, Option<DateTime<Utc>>)>,
    /// When the last letter about something written went out.
    pub last_out: Option<DateTime<Utc>>,
    /// Mails that nobody has read yet, and since when the oldest waits.
    pub unread: i64,
    /// Since when.
    pub unread_since: Option<DateTime<Utc>>,
    /// Letters that are due and have not gone, and since when the oldest is.
    pub due: i64,
    /// Since when.
    pub due_since: Option<DateTime<Utc>>,
    /// Letters that have waited too long, if there are any.
    pub stuck: Option<Stuck>,
    /// Mails that are held, in all spaces and in none.
    pub held: i64,
    /// Letters of the last seven days that a server took.
    pub sent: i64,
    /// Those that one refused, or that came back.
    pub refused: i64,
    /// And those that none took within two days.
    pub late: i64,
}

/// Letters that are due, and that no server has taken for a quarter of an hour.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// How many.
    pub letters: i64,
    /// What was said the last time; nothing where nobody even tried.
    pub says: Option<String>,
}

/// How mail is doing now.
pub async fn health(db: &Db, _: &Admin<'_>) -> Result<Health> {
    let week = db.at() - Duration::days(7);
    let last_out = deliveries::table.select(max(deliveries::sent_at)).first(&mut db.conn()).await?;
    let (unread, unread_since) = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::state.eq(MailState::New))
        .select((count_star(), min(mails::received_at)))
        .first(&mut db.conn())
        .await?;
    let (due, due_since) = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Waiting).and(deliveries::due_at.le(db.at())))
        .select((count_star(), min(deliveries::due_at)))
        .first(&mut db.conn())
        .await?;
    let last_by = mails::table.group_by(mails::door).select((mails::door, max(mails::received_at)));
    let last_by = last_by.load(&mut db.conn()).await?;
    let stuck = stuck(db).await?;
    let held = mail_recipients::table.filter(mail_recipients::state.eq(MailState::Held));
    let held = held.count().get_result(&mut db.conn()).await?;
    let sent = deliveries::table.filter(deliveries::sent_at.gt(week)).count().get_result(&mut db.conn()).await?;
    // What was not tried, because the address gave others back, nobody refused.
    let refused = sql::<Bool>("(deliveries.message_id is not null or deliveries.state = 'refused')")
        .and(deliveries::state.eq_any([DeliveryState::Refused, DeliveryState::Failed]))
        .and(deliveries::attempts.gt(0).and(deliveries::due_at.gt(week)));
    let refused = deliveries::table.filter(refused).count().get_result(&mut db.conn()).await?;
    let late = deliveries::state.eq(DeliveryState::Failed).and(deliveries::message_id.is_null());
    let late = deliveries::table.filter(late.and(deliveries::due_at.gt(week)));
    let late = late.count().get_result(&mut db.conn()).await?;
    Ok(Health { last_by, last_out, unread, unread_since, due, due_since, stuck, held, sent, refused, late })
}

/// A quarter of an hour: until then, what is away may come back by itself.
const PATIENCE: Duration = Duration::minutes(15);

async fn stuck(db: &Db) -> Result<Option<Stuck>> {
    let long_ago = db.at() - PATIENCE;
    // The third try is six minutes after the first, and the fourth a quarter of an hour later (`delivery/settle.rs`).
    let nearly = db.at() + Duration::minutes(6);
    let waiting = || deliveries::table.filter(deliveries::state.eq(DeliveryState::Waiting));
    let tried = || {
        let often = deliveries::attempts.gt(3).or(deliveries::attempts.eq(3).and(deliveries::due_at.le(nearly)));
        waiting().filter(deliveries::last_reply.is_not_null()).filter(often)
    };
    let untried = waiting().filter(deliveries::attempts.eq(0).and(deliveries::due_at.le(long_ago)));
    // Those that were given up have a place of their own.
    let alone = || {
        let waits = jobs::enqueued_at.le(long_ago).and(jobs::run_at.le(db.at() + Duration::days(1)));
        jobs::table.filter(jobs::kind.eq("send_letter")).filter(waits)
    };
    let letters: i64 = tried().count().get_result::<i64>(&mut db.conn()).await?
        + untried.count().get_result::<i64>(&mut db.conn()).await?
        + alone().count().get_result::<i64>(&mut db.conn()).await?;
    if letters == 0 {
        return Ok(None);
    }
    let said = tried().order(deliveries::due_at.desc()).select(deliveries::last_reply);
    let said: Option<Option<String>> = said.first(&mut db.conn()).await.optional()?;
    let alone = alone().filter(jobs::last_error.is_not_null()).select(jobs::last_error);
    let says = match said.flatten() {
        None => alone.first::<Option<String>>(&mut db.conn()).await.optional()?.flatten(),
        said => said,
    };
    Ok(Some(Stuck { letters, says }))
}

/// A letter of Parvis to itself, as far as it has come.
#[derive(Clone, Debug, Queryable)]
pub struct Test {
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// What it said instead.
    pub error: Option<String>,
    /// When it stood at a door,
    pub arrived_at: Option<DateTime<Utc>>,
    /// and at which.
    pub door: Option<MailDoor>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// How far its sender, the house itself, was proved.
    pub level: Option<MailLevel>,
    /// A word for it.
    pub proof: Option<String>,
}

/// Asks for one.
pub async fn ask_test(tx: &mut Tx, admin: &Admin<'_>) -> Result<()> {
    let test = Uuid::now_v7();
    diesel::insert_into(mail_tests::table)
        .values((mail_tests::id.eq(test), mail_tests::asked_at.eq(tx.at()), mail_tests::asked_by.eq(admin.id())))
        .execute(&mut tx.conn())
        .await?;
    job::enqueue(tx, &Job::SendLetter { letter: Letter::MailTest { test } }).await
}

/// The last one.
pub async fn last_test(db: &Db, _: &Admin<'_>) -> Result<Option<Test>> {
    let last = mail_tests::table.order(mail_tests::asked_at.desc()).select((
        mail_tests::asked_at,
        mail_tests::sent_at,
        mail_tests::error,
        mail_tests::arrived_at,
        mail_tests::door,
        mail_tests::read_at,
        mail_tests::level,
        mail_tests::proof,
    ));
    Ok(last.first(&mut db.conn()).await.optional()?)
}

/// The mail server took it, or said why not.
pub async fn test_sent(tx: &mut Tx, _: &Claimed, test: Uuid, error: Option<&str>) -> Result<()> {
    let row = diesel::update(mail_tests::table.find(test));
    let sent = error.is_none().then_some(tx.at());
    row.set((mail_tests::sent_at.eq(sent), mail_tests::error.eq(error))).execute(&mut tx.conn()).await?;
    Ok(())
}

/// It came in, and is read.
pub async fn test_read(
    tx: &mut Tx,
    _: &Claimed,
    (test, mail): (Uuid, MailId),
    (level, proof): (MailLevel, &str),
) -> Result<()> {
    let (arrived, door): (DateTime<Utc>, MailDoor) =
        mails::table.find(mail).select((mails::received_at, mails::door)).first(&mut tx.conn()).await?;
    diesel::update(mail_tests::table.find(test).filter(mail_tests::read_at.is_null()))
        .set((
            mail_tests::arrived_at.eq(arrived),
            mail_tests::door.eq(door),
            mail_tests::read_at.eq(tx.at()),
            mail_tests::level.eq(level),
            mail_tests::proof.eq(proof),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
