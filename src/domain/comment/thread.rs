//! A thread: the first and the last answers, and the middle when somebody opens it.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::read::{Comment, Row, columns, shown};
use crate::domain::db::Db;
use crate::domain::ids::CommentId;
use crate::domain::person::Face;
use crate::domain::policy::{Grants, InPost, Read};
use crate::domain::position::Position;
use crate::domain::schema::{comments, mailed, organizations, people, posts, thread_marks};
use crate::error::{Error, Result};

/// A thread of at most so many answers is shown whole; it is one query.
const WHOLE: i64 = 60;
/// Of a longer one, so many from the beginning,
const FIRST: i64 = 3;
/// so many from the end,
const LAST: i64 = 30;
/// and so many at a time from the middle, not counting answers to answers.
const MIDDLE: i64 = 100;
/// The most answers to answers that are shown at once.
const REPLIES: i64 = 1000;

/// A thread as one reads it.
#[derive(Debug)]
pub struct Thread {
    /// Comments, and where some are left out.
    pub pieces: Vec<Piece>,
    /// The moment of the newest answer among them or among those left out; nothing when there is none.
    pub until: Option<DateTime<Utc>>,
}

impl Thread {
    /// With these answers first, in this order: what came after its own answer.
    pub fn begin_with(&mut self, elders: &[CommentId]) {
        let place = |piece: &Piece| match piece {
            Piece::Comment(one) => elders.iter().position(|elder| *elder == one.id).unwrap_or(elders.len()),
            Piece::Gap(_) => elders.len(),
        };
        self.pieces.sort_by_key(place);
    }
}

/// A piece of a thread.
#[derive(Debug)]
pub enum Piece {
    /// A comment with its replies.
    Comment(Comment),
    /// Something left out.
    Gap(Gap),
}

/// Comments that are left out.
#[derive(Debug)]
pub struct Gap {
    /// From where on to open the thread to read them.
    pub from: Position,
}

/// What others have answered since a reader was last in a thread.
#[derive(Debug)]
pub struct News {
    /// Until when the reader had read.
    pub since: DateTime<Utc>,
    /// How many answers are newer, and by others.
    pub count: i64,
}

macro_rules! rows {
    ($post:expr) => {
        comments::table
            .inner_join(people::table.on(people::id.eq(comments::author_id)))
            .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
            .filter(comments::post_id.eq($post.post()))
            .select(columns!())
    };
}

/// The answers to a post, the first first, and none under a removed one; the middle of a long thread from `from` on.
pub async fn thread(db: &Db, post: &InPost<impl Grants<Read>>, from: Option<Position>) -> Result<Thread> {
    if !post.stands() {
        return Ok(Thread { pieces: Vec::new(), until: None });
    }
    if from.is_none() {
        let rows: Vec<Row> =
            rows!(post).order((comments::published_at, comments::id)).limit(WHOLE + 1).load(&mut db.conn()).await?;
        if rows.len() as i64 <= WHOLE {
            let until = rows.iter().map(|row| row.2.1).max();
            let all = shown(db, post.space().viewer(), rows).await?;
            return Ok(Thread { pieces: nested(all).into_iter().map(Piece::Comment).collect(), until });
        }
    }
    // Asked before the rest: whatever comes in meanwhile is newer.
    let until = posts::table.find(post.post()).select(posts::active_at).first(&mut db.conn()).await?;
    let (head, middle, tail, elders) =
        try_join!(first(db, post), middle(db, post, from), last(db, post), elders(db, post))?;
    let mut tops: Vec<Row> = Vec::new();
    let mut gaps: Vec<Position> = Vec::new();
    let begins = |rows: &[Row]| rows.first().map(position);
    let Cut { rows: head, next } = head;
    let after_head = begins(&middle.rows).or(begins(&tail));
    gaps.extend(next.filter(|next| after_head.is_some_and(|after| *next < after)));
    tops.extend(head);
    if !middle.rows.is_empty() {
        gaps.extend(middle.next.filter(|next| begins(&tail).is_some_and(|after| *next < after)));
        tops.extend(middle.rows);
    }
    tops.extend(tail);
    tops.extend(elders);
    tops.sort_by_key(position);
    tops.dedup_by_key(|row| row.0.0);
    let replies = replies(db, &tops).await?;
    let all = shown(db, post.space().viewer(), tops.into_iter().chain(replies).collect()).await?;
    Ok(Thread { pieces: with_gaps(nested(all), gaps), until: Some(until) })
}

/// A run of comments, and where the next one stands that is no longer in it.
struct Cut {
    rows: Vec<Row>,
    next: Option<Position>,
}

impl Cut {
    fn of(mut rows: Vec<Row>, most: i64) -> Self {
        let next = if rows.len() as i64 > most { rows.pop().as_ref().map(position) } else { None };
        Self { rows, next }
    }
}

fn position(row: &Row) -> Position {
    Position::new(row.2.1, row.0.0.uuid())
}

async fn first(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Cut> {
    let rows = rows!(post)
        .filter(comments::parent_id.is_null())
        .order((comments::published_at, comments::id))
        .limit(FIRST + 1)
        .load(&mut db.conn())
        .await?;
    Ok(Cut::of(rows, FIRST))
}

async fn middle(db: &Db, post: &InPost<impl Grants<Read>>, from: Option<Position>) -> Result<Cut> {
    let Some(from) = from else { return Ok(Cut { rows: Vec::new(), next: None }) };
    let rows = rows!(post)
        .filter(comments::parent_id.is_null())
        .filter(comments::published_at.ge(from.at()))
        .filter(comments::published_at.gt(from.at()).or(comments::id.ge(CommentId::from(from.id()))))
        .order((comments::published_at, comments::id))
        .limit(MIDDLE + 1)
        .load(&mut db.conn())
        .await?;
    Ok(Cut::of(rows, MIDDLE))
}

async fn last(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = rows!(post)
        .filter(comments::parent_id.is_null())
        .order((comments::published_at.desc(), comments::id.desc()))
        .limit(LAST)
        .load(&mut db.conn())
        .await?;
    rows.reverse();
    Ok(rows)
}

/// What came after its own answer stands in no gap: it is read first.
async fn elders(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Row>> {
    let elders = mailed::post_id.eq(post.post()).and(mailed::elder.is_not_null());
    let elders = mailed::table.filter(elders).select(mailed::comment_id.assume_not_null());
    let rows = rows!(post).filter(comments::parent_id.is_null().and(comments::id.eq_any(elders)));
    Ok(rows.load(&mut db.conn()).await?)
}

/// By their parents alone: they are of the same post, which a foreign key holds, and naming it too would make the
/// database walk through the whole thread.
async fn replies(db: &Db, tops: &[Row]) -> Result<Vec<Row>> {
    let parents: Vec<CommentId> = tops.iter().map(|row| row.0.0).collect();
    let replies = comments::table
        .inner_join(people::table.on(people::id.eq(comments::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .select(columns!())
        .filter(comments::parent_id.eq_any(parents))
        .order((comments::published_at, comments::id))
        .limit(REPLIES);
    Ok(replies.load(&mut db.conn()).await?)
}

/// One comment that answers the post itself, with its replies.
pub async fn one(db: &Db, post: &InPost<impl Grants<Read>>, top: CommentId) -> Result<Comment> {
    if !post.stands() {
        return Err(Error::NotFound);
    }
    let found: Option<Row> = rows!(post)
        .filter(comments::id.eq(top).and(comments::parent_id.is_null()))
        .first(&mut db.conn())
        .await
        .optional()?;
    let mut rows = vec![found.ok_or(Error::NotFound)?];
    rows.extend(replies(db, &rows).await?);
    let all = shown(db, post.space().viewer(), rows).await?;
    nested(all).into_iter().next().ok_or(Error::NotFound)
}

/// A comment alone, wherever it stands in the thread: the answer that was kept.
pub async fn kept(db: &Db, post: &InPost<impl Grants<Read>>, comment: CommentId) -> Result<Option<Comment>> {
    let living = comments::id.eq(comment).and(comments::deleted_at.is_null());
    let row: Option<Row> = rows!(post).filter(living).first(&mut db.conn()).await.optional()?;
    Ok(shown(db, post.space().viewer(), row.into_iter().collect()).await?.into_iter().next())
}

/// Replies under the comment they answer. All of a post's comments are of the same post, so a parent that is not among
/// them is one that is left out, and so is its reply.
fn nested(all: Vec<Comment>) -> Vec<Comment> {
    let (mut tops, replies): (Vec<Comment>, Vec<Comment>) = all.into_iter().partition(|one| one.parent.is_none());
    for reply in replies {
        if let Some(top) = tops.iter_mut().find(|top| Some(top.id) == reply.parent) {
            top.replies.push(reply);
        }
    }
    tops
}

fn with_gaps(tops: Vec<Comment>, gaps: Vec<Position>) -> Vec<Piece> {
    let mut gaps = gaps.into_iter().peekable();
    let mut pieces = Vec::new();
    for top in tops {
        if let Some(from) = gaps.next_if(|gap| *gap < top.position()) {
            pieces.push(Piece::Gap(Gap { from }));
        }
        pieces.push(Piece::Comment(top));
    }
    pieces
}

/// Whether a thread leaves out what stands here until somebody opens it.
pub(super) async fn hides(db: &Db, post: &InPost<impl Grants<Read>>, at: Position) -> Result<bool> {
    let all: i64 =
        comments::table.filter(comments::post_id.eq(post.post())).select(count_star()).first(&mut db.conn()).await?;
    if all <= WHOLE {
        return Ok(false);
    }
    let (head, tail) = try_join!(first(db, post), last(db, post))?;
    let stands = |rows: &[Row]| rows.iter().any(|row| position(row) == at);
    Ok(!stands(&head.rows) && !stands(&tail))
}

/// What is new for the reader; nothing before their first visit, nor when nothing is.
pub async fn news(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Option<News>> {
    if !post.stands() || post.viewer().looker().is_some() {
        return Ok(None);
    }
    let reader = post.space().person();
    let mark = thread_marks::person_id.eq(reader).and(thread_marks::post_id.eq(post.post()));
    let newer = comments::published_at.gt(thread_marks::read_at).and(comments::deleted_at.is_null());
    let found: Option<(DateTime<Utc>, i64)> = thread_marks::table
        .inner_join(comments::table.on(comments::post_id.eq(thread_marks::post_id)))
        .filter(mark.and(newer).and(comments::author_id.ne(reader)))
        .group_by(thread_marks::read_at)
        .select((thread_marks::read_at, count_star()))
        .first(&mut db.conn())
        .await
        .optional()?;
    Ok(found.map(|(since, count)| News { since, count }))
}
