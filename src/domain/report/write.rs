//! Reporting words, and an admin's look at what was reported.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::item::Item;
use super::judged_by_house;
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{CaseId, PersonId, SpaceId};
use crate::domain::kinds::{Desk, Grievance, Verdict};
use crate::domain::markup;
use crate::domain::policy::{Admin, Grants, InComment, InPost, Oneself, Read};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::schema::{cases, comments, events, posts, reports, spaces};
use crate::domain::words::Note;
use crate::error::{Error, Result, Why};

/// So many letters of what was reported are kept with the report.
const EXCERPT: usize = 600;

/// The longest word to those who judge, in characters; the database says the same.
pub(super) const LONGEST: usize = 500;

/// What somebody finds wrong.
#[derive(Debug)]
pub struct Report {
    reason: Grievance,
    word: Option<String>,
    desk: Desk,
}

impl Report {
    /// As a form gives it.
    pub fn parse(reason: &str, word: &str, desk: &str) -> Result<Self, Problems> {
        let mut problems = Problems::none();
        let reason = problems.take("reason", Grievance::parse(reason).ok_or(Wrong::new("problem-choose")));
        let word = problems.take("word", short(word));
        match (reason, word) {
            (Some(reason), Some(word)) => Ok(Self { reason, word, desk: Desk::parse(desk).unwrap_or(Desk::Space) }),
            _ => Err(problems),
        }
    }
}

/// A few words, or none.
pub(super) fn short(text: &str) -> Result<Option<String>, Wrong> {
    match Note::parse_optional(text)? {
        Some(note) if note.as_str().chars().count() > LONGEST => Err(Wrong::with("problem-too-long", LONGEST)),
        note => Ok(note.map(String::from)),
    }
}

/// Reports a post, once; a second time is the first.
pub async fn report_post(
    tx: &mut Tx,
    by: &Oneself<'_>,
    post: &InPost<impl Grants<Read>>,
    report: &Report,
) -> Result<()> {
    file(tx, by, Item::of_post(post), post.stands(), report).await
}

/// Reports a comment, once.
pub async fn report_comment(
    tx: &mut Tx,
    by: &Oneself<'_>,
    comment: &InComment<impl Grants<Read>>,
    report: &Report,
) -> Result<()> {
    file(tx, by, Item::of_comment(comment), comment.stands(), report).await
}

async fn file(tx: &mut Tx, by: &Oneself<'_>, item: Item, stands: bool, report: &Report) -> Result<()> {
    if item.author == by.id() {
        return Err(Error::NotAllowed(Why::OwnWords));
    }
    if !stands {
        return Err(Error::NotAllowed(Why::Deleted));
    }
    // One report of a thread at a time, and none while somebody judges.
    let held = posts::table.find(item.post).for_no_key_update().select(posts::title);
    let title: Option<String> = held.first(&mut tx.conn()).await?;
    let of_it = cases::table.filter(cases::post_id.eq(item.post));
    let of_it = of_it.filter(cases::comment_id.is_not_distinct_from(item.comment));
    let known: Vec<(CaseId, Desk)> = of_it.select((cases::id, cases::desk)).load(&mut tx.conn()).await?;
    let ids: Vec<CaseId> = known.iter().map(|(id, _)| *id).collect();
    let mine = reports::table.filter(reports::case_id.eq_any(ids)).filter(reports::person_id.eq(by.id()));
    if diesel::select(diesel::dsl::exists(mine)).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    let (title, excerpt) = shown(tx, &item, title).await?;
    let case = match known.into_iter().find(|(_, desk)| *desk == report.desk) {
        Some((case, _)) => again(tx, case, title, excerpt).await?,
        None => first(tx, &item, report.desk, title, excerpt).await?,
    };
    diesel::insert_into(reports::table)
        .values((
            reports::case_id.eq(case),
            reports::person_id.eq(by.id()),
            reports::reason.eq(report.reason),
            reports::word.eq(&report.word),
            reports::reported_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, None, &item.reported(report.desk)).await
}

/// What the reporter read.
async fn shown(tx: &mut Tx, item: &Item, title: Option<String>) -> Result<(Option<String>, String)> {
    let html: String = match item.comment {
        Some(comment) => comments::table.find(comment).select(comments::html).first(&mut tx.conn()).await?,
        None => posts::table.find(item.post).select(posts::html).first(&mut tx.conn()).await?,
    };
    let title = title.filter(|_| item.comment.is_none());
    Ok((title, markup::excerpt(&html, EXCERPT, true).unwrap_or(html)))
}

async fn first(tx: &mut Tx, item: &Item, desk: Desk, title: Option<String>, excerpt: String) -> Result<CaseId> {
    let id = CaseId::new();
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(id),
            cases::post_id.eq(item.post),
            cases::comment_id.eq(item.comment),
            cases::author_id.eq(item.author),
            cases::desk.eq(desk),
            cases::title.eq(title),
            cases::excerpt.eq(excerpt),
            cases::opened_at.eq(tx.at()),
            cases::was_answer.eq(false),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(id)
}

/// What was settled is open again, about the words of now.
async fn again(tx: &mut Tx, case: CaseId, title: Option<String>, excerpt: String) -> Result<CaseId> {
    diesel::update(cases::table.find(case).filter(cases::settled_at.is_not_null()))
        .set((
            cases::title.eq(title),
            cases::excerpt.eq(excerpt),
            cases::opened_at.eq(tx.at()),
            cases::settled_at.eq(None::<chrono::DateTime<chrono::Utc>>),
            cases::settled_by.eq(None::<PersonId>),
            cases::verdict.eq(None::<Verdict>),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(case)
}

/// An admin reads what was reported; that they did is told, once for each of them.
pub async fn open(tx: &mut Tx, admin: &Admin<'_>, case: CaseId) -> Result<()> {
    let space: Option<SpaceId> = cases::table
        .inner_join(posts::table.inner_join(spaces::table))
        .filter(cases::id.eq(case).and(cases::settled_at.is_null()))
        .filter(judged_by_house(admin.id()))
        .select(posts::space_id)
        .first(&mut tx.conn())
        .await
        .optional()?;
    let space = space.ok_or(Error::NotFound)?;
    let before = events::kind.eq("report_read").and(events::subject_id.eq(case.uuid()));
    let before = events::table.filter(before.and(events::actor_id.eq(admin.id())));
    if diesel::select(diesel::dsl::exists(before)).get_result(&mut tx.conn()).await? {
        return Ok(());
    }
    event::record(tx, Some(admin.id()), &Event::ReportRead { space, case }).await
}
