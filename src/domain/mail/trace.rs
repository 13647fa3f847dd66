//! What a message shows of having come by mail.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::settle::Passed;
use crate::domain::db::Db;
use crate::domain::ids::CommentId;
use crate::domain::policy::{Grants, InPost, Read, sight};
use crate::domain::schema::{mail_copies, mailed, memberships, people};
use crate::error::Result;

/// Of one message of a thread.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The answer; nothing for the post itself.
    pub comment: Option<CommentId>,
    /// Whether its sender was proved.
    pub is_proved: bool,
    /// How far before the post it stands, though it came later.
    pub elder: Option<i16>,
    /// Quotes and signatures, safe to show.
    pub folded: Option<String>,
    /// What it passes on.
    pub passed: Vec<Passed>,
    /// Who else it was written to and is not here: addresses and names.
    pub outside: Vec<(String, Option<String>)>,
}

type Row = (Uuid, Option<CommentId>, bool, Option<i16>, Option<String>, Option<serde_json::Value>);

/// What came after its own answer, the eldest first.
pub fn elders(traces: &[Trace]) -> Vec<CommentId> {
    let mut elders: Vec<_> = traces.iter().filter_map(|trace| Some((trace.elder?, trace.comment?))).collect();
    elders.sort_by_key(|(distance, comment)| (std::cmp::Reverse(*distance), *comment));
    elders.into_iter().map(|(_, comment)| comment).collect()
}

/// Of a post and its answers.
pub async fn traces(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Trace>> {
    let rows: Vec<Row> = mailed::table
        .filter(mailed::post_id.eq(post.post()))
        .select((mailed::id, mailed::comment_id, mailed::is_proved, mailed::elder, mailed::folded, mailed::passed))
        .load(&mut db.conn())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let here = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(people::email.eq(mail_copies::address))
        .filter(memberships::space_id.eq(post.space().space()).and(sight::living(db.at())));
    let ids: Vec<Uuid> = rows.iter().map(|row| row.0).collect();
    let outside: Vec<(Uuid, String, Option<String>)> = mail_copies::table
        .filter(mail_copies::mailed_id.eq_any(ids).and(diesel::dsl::not(exists(here))))
        .order((mail_copies::mailed_id, mail_copies::address))
        .select((mail_copies::mailed_id, mail_copies::address, mail_copies::name))
        .load(&mut db.conn())
        .await?;
    let mut by_mail: HashMap<Uuid, Vec<(String, Option<String>)>> = HashMap::new();
    for (mail, address, name) in outside {
        by_mail.entry(mail).or_default().push((address, name));
    }
    let trace = |(id, comment, is_proved, elder, folded, passed): Row| Trace {
        comment,
        is_proved,
        elder,
        folded,
        passed: passed.and_then(|passed| serde_json::from_value(passed).ok()).unwrap_or_default(),
        outside: by_mail.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(trace).collect())
}
