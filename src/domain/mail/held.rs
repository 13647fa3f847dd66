//! Mail that waits for somebody to decide: owners for their space, admins for what belongs to none, and whoever has the
//! address it claims to be from.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use diesel_async::RunQueryDsl;

use super::block;
use crate::domain::db::{Db, Tx};
use crate::domain::ids::{MailId, PersonId, PostId, RecipientId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{MailLevel, MailReason, MailState};
use crate::domain::policy::{Admin, Grants, InSpace, Own, Right};
use crate::domain::schema::{mail_recipients, mails};
use crate::error::{Error, Late, Result};

/// Proof that somebody decides about held mail: of a space they own, or of the house.
pub struct Judge {
    pub(super) person: PersonId,
    pub(super) space: Option<SpaceId>,
}

impl Judge {
    /// Whoever answers for a space decides about what was sent there.
    pub fn of_space(space: &InSpace<impl Grants<Own>>) -> Self {
        Self { person: space.person(), space: Some(space.space()) }
    }

    /// Admins decide about what belongs to no space; what was sent to one is not theirs to read.
    pub fn of_house(admin: &Admin<'_>) -> Self {
        Self { person: admin.id(), space: None }
    }
}

/// Who has the address that a mail claims to be from: when it was read, or since then.
const WHOSE: &str = "coalesce(mail_recipients.person_id, \
    (select p.id from people p where p.email = mails.from_address and p.left_at is null))";

/// Whether the address is proved to be its sender's. A relay of the house speaks for its own people alone.
const PROVED: &str = "coalesce(mails.level = 'A' and (mails.proof is distinct from 'trusted-relay' or exists \
    (select from people p where p.email = mails.from_address and p.kind = 'employee')), false)";

/// A mail that waits.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Held {
    /// At which of its recipients.
    #[diesel(select_expression = mail_recipients::id, select_expression_type = mail_recipients::id)]
    pub id: RecipientId,
    /// Its address.
    #[diesel(select_expression = mail_recipients::address, select_expression_type = mail_recipients::address)]
    pub address: String,
    /// Why.
    #[diesel(select_expression = mail_recipients::reason, select_expression_type = mail_recipients::reason)]
    pub reason: Option<MailReason>,
    /// Who has the address it claims to be from.
    #[diesel(select_expression = sql(WHOSE), select_expression_type = SqlLiteral<Nullable<diesel::sql_types::Uuid>>)]
    pub person: Option<PersonId>,
    /// Who it says it is from.
    pub from_address: Option<String>,
    /// What they call themselves.
    pub from_name: Option<String>,
    /// What about.
    pub subject: Option<String>,
    /// Its own words.
    pub words: Option<String>,
    /// How far its sender is proved.
    pub level: Option<MailLevel>,
    /// Whether the address is proved to be theirs.
    #[diesel(select_expression = sql(PROVED), select_expression_type = SqlLiteral<Bool>)]
    pub is_proved: bool,
    /// Whether it is of somebody whose mail nobody can block there: an owner, an admin.
    #[diesel(select_expression = sql(block::SPARED), select_expression_type = SqlLiteral<Bool>)]
    pub is_spared: bool,
    /// Whether a program may write to whoever sent it.
    pub may_answer: Option<bool>,
    /// Its own id.
    pub message_id: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

impl Held {
    /// Whether a program may write to whoever sent it.
    pub fn may_be_told(&self) -> bool {
        self.may_answer == Some(true) && self.level != Some(MailLevel::D)
    }
}

/// So many are shown at once, and decided about together.
pub const PAGE: usize = 20;

/// A part of what waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The oldest first.
    pub list: Vec<Held>,
    /// After which it goes on.
    pub next: Option<RecipientId>,
}

/// What waits for this judge, the oldest first; what came after one of them, if that is named.
pub async fn waiting(db: &Db, judge: &Judge, after: Option<RecipientId>) -> Result<Waiting> {
    let mut held =
        mail_recipients::table.inner_join(mails::table).filter(mail_recipients::state.eq(MailState::Held)).into_boxed();
    held = match judge.space {
        Some(space) => held.filter(mail_recipients::space_id.eq(space)),
        None => held.filter(mail_recipients::space_id.is_null()),
    };
    if let Some(after) = after {
        held = held.filter(mail_recipients::id.gt(after));
    }
    let held = held.order(mail_recipients::id).limit(PAGE as i64 + 1).select(Held::as_select());
    let mut list: Vec<Held> = held.load(&mut db.conn()).await?;
    let more = list.len() > PAGE;
    list.truncate(PAGE);
    Ok(Waiting { next: list.last().filter(|_| more).map(|last| last.id), list })
}

/// A mail by its names: from whom, and what about.
#[derive(Clone, Debug, Queryable)]
pub struct Label {
    /// At which of its recipients.
    pub id: RecipientId,
    /// Who it says it is from.
    pub from_address: Option<String>,
    /// What about.
    pub subject: Option<String>,
}

/// Those of these that are this judge's, whatever became of them.
pub async fn names(db: &Db, judge: &Judge, ids: &[RecipientId]) -> Result<Vec<Label>> {
    let named = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq_any(ids))
        .filter(mail_recipients::space_id.is_not_distinct_from(judge.space))
        .order(mail_recipients::id)
        .select((mail_recipients::id, mails::from_address, mails::subject));
    Ok(named.load(&mut db.conn()).await?)
}

/// How many wait in a space; for those who do not decide, none.
pub async fn waiting_in(db: &Db, space: &InSpace<impl Right>) -> Result<i64> {
    if !space.could::<Own>() {
        return Ok(0);
    }
    waiting_for(db, &Judge { person: space.person(), space: Some(space.space()) }).await
}

/// How many wait for this judge, however many are shown.
pub async fn waiting_for(db: &Db, judge: &Judge) -> Result<i64> {
    // By equality, which an index answers: this stands on each page of a space, for its owners.
    let held = mail_recipients::table.filter(mail_recipients::state.eq(MailState::Held)).count();
    Ok(match judge.space {
        Some(space) => held.filter(mail_recipients::space_id.eq(space)).get_result(&mut db.conn()).await?,
        None => held.filter(mail_recipients::space_id.is_null()).get_result(&mut db.conn()).await?,
    })
}

/// A held mail as it came, byte by byte.
pub async fn original(db: &Db, judge: &Judge, recipient: RecipientId) -> Result<Vec<u8>> {
    let held = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient))
        .filter(mail_recipients::space_id.is_not_distinct_from(judge.space))
        .filter(mail_recipients::state.eq(MailState::Held));
    held.select(mails::raw).first(&mut db.conn()).await.optional()?.ok_or(Error::NotFound)
}

/// How long the link that confirms a mail holds.
const CONFIRMING: Duration = Duration::hours(72);

/// A held mail that its sender may confirm, by the link that went to the address it claims to be from.
pub async fn confirming(db: &Db, presented: RecipientId) -> Result<Held> {
    let waits = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(presented).and(mail_recipients::state.eq(MailState::Held)))
        .filter(mail_recipients::reason.eq(MailReason::Unverified))
        .filter(mail_recipients::told_at.gt(db.at() - CONFIRMING));
    let held: Option<Held> = waits.select(Held::as_select()).first(&mut db.conn()).await.optional()?;
    held.ok_or(Error::TooLate(Late::Link))
}

/// They confirm that they sent it.
pub async fn confirm(tx: &mut Tx, presented: RecipientId) -> Result<()> {
    let row = mail_recipients::table.find(presented).for_update().select(mail_recipients::id);
    let _: Option<RecipientId> = row.first(&mut tx.conn()).await.optional()?;
    let held = confirming(tx, presented).await?;
    let mail: MailId =
        mail_recipients::table.find(presented).select(mail_recipients::mail_id).first(&mut tx.conn()).await?;
    // Where it is addressed, whatever a judge wished before.
    let here = mail_recipients::into_id.eq(None::<PostId>);
    let again = (mail_recipients::state.eq(MailState::New), mail_recipients::as_id.eq(held.person), here);
    diesel::update(mail_recipients::table.find(presented))
        .set((again, mail_recipients::settled_by.eq(held.person)))
        .execute(&mut tx.conn())
        .await?;
    job::enqueue(tx, &Job::ReadMail { mail }).await
}

/// What a letter to a sender says of their held mail; nothing once it is decided.
pub async fn to_be_told(db: &Db, _: &Claimed, recipient: RecipientId) -> Result<Option<Held>> {
    let held = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient).and(mail_recipients::state.eq(MailState::Held)));
    Ok(held.select(Held::as_select()).first(&mut db.conn()).await.optional()?)
}
