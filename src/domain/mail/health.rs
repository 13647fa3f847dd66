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
use crate::domain::schema::{deliveries, mail_recipients, mail_tests, mails};
use crate::error::Result;

/// Counts of all mail; of nobody's in particular.
#[derive(Clone, Debug)]
pub struct Health {
    /// When the last mail came in.
    pub last_in: Option<DateTime<Utc>>,
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
    /// Mails that are held, in all spaces and in none.
    pub held: i64,
    /// Letters of the last seven days that a server took.
    pub sent: i64,
    /// Those that one refused, or that came back.
    pub refused: i64,
    /// And those that none took within two days.
    pub late: i64,
}

/// How mail is doing now.
pub async fn health(db: &Db, _: &Admin<'_>) -> Result<Health> {
    let week = db.at() - Duration::days(7);
    let last_in = mails::table.select(max(mails::received_at)).first(&mut db.conn()).await?;
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
    Ok(Health { last_in, last_out, unread, unread_since, due, due_since, held, sent, refused, late })
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
