//! The queues: what waits for whom, and what was decided lately.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{judged_by_house, judged_in_space};
use crate::domain::db::Db;
use crate::domain::file::{self, Attached};
use crate::domain::ids::{CaseId, CommentId, FileId, PersonId, PostId};
use crate::domain::kinds::{Desk, Grievance, Verdict};
use crate::domain::person::Face;
use crate::domain::policy::{Admin, Grants, InPost, InSpace, Moderate, Own, Read};
use crate::domain::schema::{cases, comments, events, organizations, people, posts, reports, spaces};
use crate::error::{Error, Result};

/// So many settled cases are shown under those that wait.
const SETTLED: i64 = 20;

/// What became of reported words so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They can be read.
    There,
    /// They cannot, until somebody decides.
    Hidden,
    /// They are gone.
    Gone,
}

/// Words that somebody reported.
#[derive(Debug)]
pub struct Case {
    /// Which.
    pub id: CaseId,
    /// The post, or the one it answers.
    pub post: PostId,
    /// The comment, if it is one.
    pub comment: Option<CommentId>,
    /// The space's name, and its name in addresses.
    pub space: (String, String),
    /// Who wrote it.
    pub author: Face,
    /// Whom it was put before.
    pub desk: Desk,
    /// Its title, as reported.
    pub title: Option<String>,
    /// The beginning of its text, as reported; nothing where this reader has not asked for it, or it is settled.
    pub excerpt: Option<String>,
    /// All of its text as it is now; for the moderators of the space alone.
    pub whole: Option<String>,
    /// What hangs in it; for the moderators of the space alone.
    pub files: Vec<Attached>,
    /// What became of it so far.
    pub state: State,
    /// Since when it waits.
    pub opened_at: DateTime<Utc>,
    /// How and when it ended, and who said so.
    pub settled: Option<(Verdict, DateTime<Utc>, Option<String>)>,
    /// Who reported it, the first first.
    pub complaints: Vec<Complaint>,
}

/// One report of a case.
#[derive(Debug)]
pub struct Complaint {
    /// Who.
    pub by: Face,
    /// Why.
    pub reason: Grievance,
    /// In their words.
    pub word: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

type Gone = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);
type Row = (
    (CaseId, PostId, Option<CommentId>, Desk),
    (String, String),
    Face,
    (Option<String>, String, DateTime<Utc>),
    (Option<DateTime<Utc>>, Option<PersonId>, Option<Verdict>),
    (String, Gone),
    (Option<String>, Option<Gone>),
);

macro_rules! rows {
    () => {
        cases::table
            .inner_join(posts::table.inner_join(spaces::table))
            .inner_join(people::table.on(people::id.eq(cases::author_id)))
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .left_join(comments::table.on(comments::id.nullable().eq(cases::comment_id)))
            .select((
                (cases::id, cases::post_id, cases::comment_id, cases::desk),
                (spaces::name, spaces::slug),
                Face::as_select(),
                (cases::title, cases::excerpt, cases::opened_at),
                (cases::settled_at, cases::settled_by, cases::verdict),
                (posts::html, (posts::deleted_at, posts::hidden_at)),
                (comments::html.nullable(), (comments::deleted_at, comments::hidden_at).nullable()),
            ))
    };
}

/// What waits for this moderator, the longest first, then what was settled lately.
pub async fn of_space(db: &Db, space: &InSpace<impl Grants<Moderate>>) -> Result<Vec<Case>> {
    let mine = || {
        let here = rows!().filter(posts::space_id.eq(space.space()));
        here.filter(judged_in_space(space.person(), space.could::<Own>()))
    };
    let waiting = mine().filter(cases::settled_at.is_null()).order((cases::opened_at, cases::id));
    let settled = mine().filter(cases::settled_at.is_not_null()).order((cases::settled_at.desc(), cases::id));
    let mut rows: Vec<Row> = waiting.load(&mut db.conn()).await?;
    rows.extend(settled.limit(SETTLED).load::<Row>(&mut db.conn()).await?);
    let mut cases = told(db, rows).await?;
    for case in &mut cases {
        let (settled, gone) = (case.settled.is_some(), case.state == State::Gone);
        case.excerpt.take_if(|_| settled);
        case.whole.take_if(|_| settled || gone);
    }
    let shown: Vec<PostId> = cases.iter().filter(|case| case.whole.is_some()).map(|case| case.post).collect();
    let files = file::of_judged(db, &shown).await?;
    for case in cases.iter_mut().filter(|case| case.whole.is_some()) {
        let hangs = |file: &&Attached| file.post == Some(case.post) && file.comment == case.comment;
        case.files = files.iter().filter(hangs).cloned().collect();
    }
    Ok(cases)
}

/// To a file of words that wait for this moderator, hidden or not.
pub async fn reach_file(
    db: &Db,
    space: &InSpace<impl Grants<Moderate>>,
    case: CaseId,
    file: FileId,
) -> Result<file::Reached> {
    let gone = |deleted: Option<DateTime<Utc>>, hidden: Option<DateTime<Utc>>| deleted.is_some() && hidden.is_none();
    let found: Option<(PostId, Option<CommentId>, Gone, Option<Gone>)> = cases::table
        .inner_join(posts::table)
        .left_join(comments::table.on(comments::id.nullable().eq(cases::comment_id)))
        .filter(cases::id.eq(case).and(cases::settled_at.is_null()).and(posts::space_id.eq(space.space())))
        .filter(judged_in_space(space.person(), space.could::<Own>()))
        .select((
            cases::post_id,
            cases::comment_id,
            (posts::deleted_at, posts::hidden_at),
            (comments::deleted_at, comments::hidden_at).nullable(),
        ))
        .first(&mut db.conn())
        .await
        .optional()?;
    match found {
        Some((post, comment, of_post, of_comment)) if !gone(of_post.0, of_post.1) => match of_comment {
            Some((deleted, hidden)) if gone(deleted, hidden) => Err(Error::NotFound),
            _ => file::judged(db, (post, comment), file).await,
        },
        _ => Err(Error::NotFound),
    }
}

/// What waits for this admin; of the words only what they asked to read.
pub async fn of_house(db: &Db, admin: &Admin<'_>) -> Result<Vec<Case>> {
    let waiting = rows!().filter(cases::settled_at.is_null()).filter(judged_by_house(admin.id()));
    let settled = rows!().filter(cases::settled_at.is_not_null().and(cases::desk.eq(Desk::House)));
    let settled = settled.filter(judged_by_house(admin.id())).order((cases::settled_at.desc(), cases::id));
    let mut rows: Vec<Row> = waiting.order((cases::opened_at, cases::id)).load(&mut db.conn()).await?;
    rows.extend(settled.limit(SETTLED).load::<Row>(&mut db.conn()).await?);
    let ids: Vec<Option<uuid::Uuid>> = rows.iter().map(|row| Some(row.0.0.uuid())).collect();
    let read = events::kind.eq("report_read").and(events::actor_id.eq(admin.id()));
    let read: Vec<Option<uuid::Uuid>> = events::table
        .filter(read.and(events::subject_id.eq_any(ids)))
        .select(events::subject_id)
        .load(&mut db.conn())
        .await?;
    let mut cases = told(db, rows).await?;
    for case in &mut cases {
        let may_read = case.settled.is_none() && read.contains(&Some(case.id.uuid()));
        case.excerpt.take_if(|_| !may_read);
        case.title.take_if(|_| !may_read);
        case.whole = None;
    }
    Ok(cases)
}

/// How many wait for this moderator.
pub async fn waiting_in(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<i64> {
    if !space.could::<Moderate>() {
        return Ok(0);
    }
    let waiting = cases::table
        .inner_join(posts::table)
        .filter(cases::settled_at.is_null().and(posts::space_id.eq(space.space())))
        .filter(judged_in_space(space.person(), space.could::<Own>()));
    Ok(waiting.select(count_star()).first(&mut db.conn()).await?)
}

/// How many wait for this admin.
pub async fn waiting_for_house(db: &Db, admin: &Admin<'_>) -> Result<i64> {
    let waiting = cases::table
        .inner_join(posts::table.inner_join(spaces::table))
        .filter(cases::settled_at.is_null())
        .filter(judged_by_house(admin.id()));
    Ok(waiting.select(count_star()).first(&mut db.conn()).await?)
}

/// Whether the viewer has reported this post, or this comment of it.
pub async fn has_reported(db: &Db, post: &InPost<impl Grants<Read>>, comment: Option<CommentId>) -> Result<bool> {
    let mine = reports::table
        .inner_join(cases::table)
        .filter(reports::person_id.eq(post.viewer().id()).and(cases::post_id.eq(post.post())))
        .filter(cases::comment_id.is_not_distinct_from(comment));
    Ok(diesel::select(diesel::dsl::exists(mine)).get_result(&mut db.conn()).await?)
}

async fn told(db: &Db, rows: Vec<Row>) -> Result<Vec<Case>> {
    let ids: Vec<CaseId> = rows.iter().map(|row| row.0.0).collect();
    let judges: Vec<PersonId> = rows.iter().filter_map(|row| row.4.1).collect();
    type Said = (CaseId, Face, Grievance, Option<String>, DateTime<Utc>);
    let said = reports::table
        .inner_join(people::table.on(people::id.eq(reports::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(reports::case_id.eq_any(ids))
        .order((reports::reported_at, reports::person_id))
        .select((reports::case_id, Face::as_select(), reports::reason, reports::word, reports::reported_at));
    let names = people::table.filter(people::id.eq_any(judges)).select((people::id, people::name));
    let said = async { Ok::<_, crate::error::Error>(said.load::<Said>(&mut db.conn()).await?) };
    let names = async { Ok(names.load::<(PersonId, String)>(&mut db.conn()).await?) };
    let (said, names) = futures_util::try_join!(said, names)?;
    let names: HashMap<PersonId, String> = names.into_iter().collect();
    let mut complaints: HashMap<CaseId, Vec<Complaint>> = HashMap::new();
    for (case, by, reason, word, at) in said {
        complaints.entry(case).or_default().push(Complaint { by, reason, word, at });
    }
    let case = |row: Row| {
        let ((id, post, comment, desk), space, author, (title, excerpt, opened_at), end, of_post, of_comment) = row;
        let (settled_at, settled_by, verdict) = end;
        let (html, gone) = match of_comment {
            (Some(html), Some(gone)) => (html, gone),
            _ => of_post,
        };
        Case {
            id,
            post,
            comment,
            space,
            author,
            desk,
            title,
            excerpt: Some(excerpt),
            whole: Some(html),
            files: Vec::new(),
            state: match gone {
                (None, _) => State::There,
                (Some(_), Some(_)) => State::Hidden,
                (Some(_), None) => State::Gone,
            },
            opened_at,
            settled: verdict
                .zip(settled_at)
                .map(|(verdict, at)| (verdict, at, settled_by.and_then(|by| names.get(&by).cloned()))),
            complaints: complaints.remove(&id).unwrap_or_default(),
        }
    };
    Ok(rows.into_iter().map(case).collect())
}
