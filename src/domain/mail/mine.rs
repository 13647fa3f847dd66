//! One's own mail, and what became of it.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use crate::domain::db::Db;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::kinds::{MailReason, MailState};
use crate::domain::policy::Oneself;
use crate::domain::schema::{mail_recipients, mails};
use crate::error::Result;

/// So many are shown.
const SHOWN: i64 = 100;

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
    /// Whether they may know why: whom a space blocks is told so as a member of it, and not otherwise.
    pub is_told: bool,
    /// What was said to them when it was refused.
    pub word: Option<String>,
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
    let told = "(mail_recipients.reason is distinct from 'blocked' or exists (select from memberships m \
        where m.space_id = mail_recipients.space_id and m.person_id = mail_recipients.person_id \
        and (m.expires_at is null or m.expires_at > ";
    let mine = mail_recipients::table
        .inner_join(mails::table)
        .filter(mail_recipients::person_id.eq(oneself.id()))
        .filter(sql::<Bool>("coalesce(mails.subject, '') ilike ").bind::<Text, _>(like))
        .order(mail_recipients::id.desc())
        .limit(SHOWN)
        .select((
            mails::subject,
            mail_recipients::address,
            mails::received_at,
            mail_recipients::state,
            mail_recipients::reason,
            sql::<Bool>(told).bind::<Timestamptz, _>(db.at()).sql(")))"),
            mail_recipients::word,
            mail_recipients::post_id,
            mail_recipients::comment_id,
            mails::times,
        ));
    Ok(mine.load(&mut db.conn()).await?)
}
