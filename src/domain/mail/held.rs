//! Mail that waits for somebody to decide: owners for their space, admins for what belongs to none, and whoever has the
//! address it claims to be from. And what became of one's own.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::ids::{CommentId, MailId, PersonId, PostId, RecipientId, SpaceId};
use crate::domain::job::{self, Claimed, Job};
use crate::domain::kinds::{MailLevel, MailReason, MailState};
use crate::domain::policy::{Admin, Grants, InSpace, Oneself, Own, Right};
use crate::domain::schema::{mail_recipients, mails, people};
use crate::domain::session;
use crate::error::{Error, Late, Result, Why};

/// Proof that somebody decides about held mail: of a space they own, or of the house.
pub struct Judge {
    person: PersonId,
    space: Option<SpaceId>,
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
    #[diesel(select_expression = mail_recipients::person_id, select_expression_type = mail_recipients::person_id)]
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
    /// A word for it.
    pub proof: Option<String>,
    /// Its own id.
    pub message_id: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// So many are shown at once.
const SHOWN: i64 = 100;

/// What waits for this judge, the oldest first.
pub async fn waiting(db: &Db, judge: &Judge) -> Result<Vec<Held>> {
    let mut held =
        mail_recipients::table.inner_join(mails::table).filter(mail_recipients::state.eq(MailState::Held)).into_boxed();
    held = match judge.space {
        Some(space) => held.filter(mail_recipients::space_id.eq(space)),
        None => held.filter(mail_recipients::space_id.is_null()),
    };
    let held = held.order(mail_recipients::id).limit(SHOWN).select(Held::as_select());
    Ok(held.load(&mut db.conn()).await?)
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

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Publish it in the name of who has the address it claims to be from.
    AsSender,
    /// Publish it in the judge's own name, as what it is: somebody else's words, passed on.
    AsJudge,
    /// Throw it away. It stays in the ledger.
    Drop,
}

/// Decides about one.
///
/// # Errors
/// [`Late::Done`] when somebody has decided before; [`Why::NotAMember`] for publishing in the name of nobody here.
pub async fn decide(tx: &mut Tx, judge: &Judge, recipient: RecipientId, decision: Decision) -> Result<()> {
    type Row = (MailId, MailState, Option<SpaceId>, Option<PersonId>, Option<MailLevel>);
    let held = mail_recipients::table.find(recipient).select(mail_recipients::id).for_update();
    let _: Option<RecipientId> = held.first(&mut tx.conn()).await.optional()?;
    let row: Option<Row> = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::id.eq(recipient))
        .select((
            mail_recipients::mail_id,
            mail_recipients::state,
            mail_recipients::space_id,
            mail_recipients::person_id,
            mails::level,
        ))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let Some((mail, state, space, sender, level)) = row.filter(|row| row.2 == judge.space) else {
        return Err(Error::NotFound);
    };
    if state != MailState::Held {
        return Err(Error::TooLate(Late::Done));
    }
    // What belongs to no space can only be read, and thrown away.
    let name = match (decision, space) {
        (Decision::Drop, _) => None,
        (_, None) => return Err(Error::NotFound),
        // Whoever only uses a name gets it from nobody, however busy the judge.
        (Decision::AsSender, Some(_)) if level == Some(MailLevel::D) => {
            return Err(Error::NotAllowed(Why::AnotherAccount));
        }
        (Decision::AsSender, Some(_)) => Some(sender.ok_or(Error::NotAllowed(Why::NotAMember))?),
        (Decision::AsJudge, Some(_)) => Some(judge.person),
    };
    let row = diesel::update(mail_recipients::table.find(recipient));
    match name {
        Some(name) => {
            let again = (mail_recipients::state.eq(MailState::New), mail_recipients::as_id.eq(name));
            row.set((again, mail_recipients::settled_by.eq(judge.person))).execute(&mut tx.conn()).await?;
            job::enqueue(tx, &Job::ReadMail { mail }).await
        }
        None => {
            let dropped = (mail_recipients::state.eq(MailState::Dropped), mail_recipients::settled_at.eq(tx.at()));
            let reason = mail_recipients::reason.eq(MailReason::Judged);
            row.set((dropped, reason, mail_recipients::settled_by.eq(judge.person))).execute(&mut tx.conn()).await?;
            Ok(())
        }
    }
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
    let held = held.ok_or(Error::TooLate(Late::Link))?;
    // Whoever is here no more has nothing to confirm.
    let here = people::table.filter(people::id.nullable().eq(held.person)).filter(session::may_sign_in(db.at()));
    let is_here: bool = diesel::select(exists(here)).get_result(&mut db.conn()).await?;
    is_here.then_some(held).ok_or(Error::TooLate(Late::Link))
}

/// They confirm that they sent it.
pub async fn confirm(tx: &mut Tx, presented: RecipientId) -> Result<()> {
    let row = mail_recipients::table.find(presented).for_update().select(mail_recipients::id);
    let _: Option<RecipientId> = row.first(&mut tx.conn()).await.optional()?;
    let held = confirming(tx, presented).await?;
    let mail: MailId =
        mail_recipients::table.find(presented).select(mail_recipients::mail_id).first(&mut tx.conn()).await?;
    let again = (mail_recipients::state.eq(MailState::New), mail_recipients::as_id.eq(held.person));
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

/// One's own mail, and what became of it.
#[derive(Clone, Debug, Queryable)]
pub struct Mine {
    /// What about.
    pub subject: Option<String>,
    /// To which address.
    pub address: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What became of it.
    pub state: MailState,
    /// Why.
    pub reason: Option<MailReason>,
    /// The thread it stands in.
    pub post: Option<PostId>,
    /// The answer in it.
    pub comment: Option<CommentId>,
    /// How often it came.
    pub times: i32,
}

/// One's own, the newest first; those whose subject holds these words, if any.
pub async fn mine(db: &Db, oneself: &Oneself<'_>, words: &str) -> Result<Vec<Mine>> {
    let like = format!("%{}%", words.trim().replace(['\\', '%', '_'], ""));
    let mine = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::person_id.eq(oneself.id()))
        .filter(
            diesel::dsl::sql::<diesel::sql_types::Bool>("coalesce(mails.subject, '') ilike ")
                .bind::<diesel::sql_types::Text, _>(like),
        )
        .order(mail_recipients::id.desc())
        .limit(SHOWN)
        .select((
            mails::subject,
            mail_recipients::address,
            mails::received_at,
            mail_recipients::state,
            mail_recipients::reason,
            mail_recipients::post_id,
            mail_recipients::comment_id,
            mails::times,
        ));
    Ok(mine.load(&mut db.conn()).await?)
}
