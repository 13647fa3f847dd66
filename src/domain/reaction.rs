//! Reactions: what one says to a post or a comment in a word, one of each per person, and who said it. They follow their
//! post: whoever reads it reads who reacted, and what is removed shows none.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::{CommentId, PersonId, PostId};
use super::kinds::Reaction;
use super::person::Face;
use super::policy::sight::{self, Seen};
use super::policy::{Contribute, Grants, InComment, InPost, Read, Viewer};
use super::schema::{comments, organizations, people, posts, reactions};
use super::sql::bool_or;
use crate::error::Result;

/// How many said a word, and whether the reader is one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Which word.
    pub word: Reaction,
    /// How many said it.
    pub count: i64,
    /// Whether the reader did.
    pub is_mine: bool,
}

/// The tallies of posts and comments.
#[derive(Debug, Default)]
pub struct Tallies(HashMap<(PostId, Option<CommentId>), Vec<Tally>>);

impl Tallies {
    /// Of a post itself.
    pub fn of_post(&self, post: PostId) -> &[Tally] {
        self.0.get(&(post, None)).map_or(&[], Vec::as_slice)
    }

    /// Of a comment.
    pub fn of_comment(&self, post: PostId, comment: CommentId) -> &[Tally] {
        self.0.get(&(post, Some(comment))).map_or(&[], Vec::as_slice)
    }

    fn of(rows: Vec<Row>) -> Self {
        let mut tallies = Self::default();
        for (post, comment, word, count, mine) in rows {
            let tally = Tally { word, count, is_mine: mine.unwrap_or_default() };
            tallies.0.entry((post, comment)).or_default().push(tally);
        }
        for of_one in tallies.0.values_mut() {
            of_one.sort_by_key(|tally| Reaction::ALL.iter().position(|word| *word == tally.word));
        }
        tallies
    }
}

type Row = (PostId, Option<CommentId>, Reaction, i64, Option<bool>);

macro_rules! tallied {
    ($me:expr) => {
        reactions::table
            .inner_join(posts::table)
            .group_by((reactions::post_id, reactions::comment_id, reactions::word))
            .select((
                reactions::post_id,
                reactions::comment_id,
                reactions::word,
                count_star(),
                bool_or(reactions::person_id.eq($me)),
            ))
            .filter(posts::deleted_at.is_null())
    };
}

/// What was said to these posts; not to their comments.
pub(in crate::domain) async fn of_posts(db: &Db, posts: &Seen<'_>) -> Result<Tallies> {
    let query = tallied!(posts.viewer().id())
        .filter(reactions::post_id.eq_any(posts.posts()).and(reactions::comment_id.is_null()));
    Ok(Tallies::of(query.load(&mut db.conn()).await?))
}

/// What was said to a post and to its comments.
pub async fn of_thread(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Tallies> {
    let query = tallied!(post.space().person()).filter(reactions::post_id.eq(post.post()));
    Ok(Tallies::of(query.load(&mut db.conn()).await?))
}

/// Somebody who said a word.
#[derive(Debug)]
pub struct Said {
    /// Which.
    pub word: Reaction,
    /// Who.
    pub person: Face,
    /// Whether the reader may open their profile.
    pub is_seen: bool,
}

/// So many are named.
const NAMED: i64 = 1000;

/// Who reacted to a post.
pub async fn to_post(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<Vec<Said>> {
    said(db, post.post(), None, post.viewer()).await
}

/// Who reacted to a comment.
pub async fn to_comment(db: &Db, comment: &InComment<impl Grants<Read>>) -> Result<Vec<Said>> {
    said(db, comment.post().post(), Some(comment.comment()), comment.post().viewer()).await
}

async fn said(db: &Db, post: PostId, comment: Option<CommentId>, viewer: &Viewer) -> Result<Vec<Said>> {
    let rows: Vec<(Reaction, Face)> = reactions::table
        .inner_join(posts::table)
        .left_join(comments::table)
        .inner_join(people::table.on(people::id.eq(reactions::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(reactions::post_id.eq(post).and(reactions::comment_id.is_not_distinct_from(comment)))
        .filter(posts::deleted_at.is_null().and(comments::deleted_at.is_null()))
        .order((reactions::reacted_at, reactions::id))
        .limit(NAMED)
        .select((reactions::word, Face::as_select()))
        .load(&mut db.conn())
        .await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.1.id).collect();
    let seen = sight::seen(db, viewer, &ids).await?;
    let said = |(word, person): (Reaction, Face)| Said { word, is_seen: seen.contains(&person.id), person };
    Ok(rows.into_iter().map(said).collect())
}

/// Says a word to a post; said before, it is taken back.
pub async fn react(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, word: Reaction) -> Result<()> {
    turn(tx, post, None, word).await
}

/// Says a word to a comment; said before, it is taken back.
pub async fn react_to_comment(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>, word: Reaction) -> Result<()> {
    turn(tx, comment.post(), Some(comment.comment()), word).await
}

/// Says a word to a post; said before, it stays.
pub async fn say(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, word: Reaction) -> Result<()> {
    speak(tx, post, None, word).await
}

/// Says a word to a comment; said before, it stays.
pub async fn say_to_comment(tx: &mut Tx, comment: &InComment<impl Grants<Contribute>>, word: Reaction) -> Result<()> {
    speak(tx, comment.post(), Some(comment.comment()), word).await
}

async fn turn(
    tx: &mut Tx,
    of: &InPost<impl Grants<Contribute>>,
    comment: Option<CommentId>,
    word: Reaction,
) -> Result<()> {
    let (space, person, post) = (of.space().space(), of.space().person(), of.post());
    let here = reactions::post_id.eq(post).and(reactions::comment_id.is_not_distinct_from(comment));
    let mine = reactions::table.filter(here.and(reactions::person_id.eq(person)).and(reactions::word.eq(word)));
    if diesel::delete(mine).execute(&mut tx.conn()).await? > 0 {
        let back = Event::ReactionTakenBack { space, post, comment, word };
        return event::record(tx, Some(person), &back).await;
    }
    speak(tx, of, comment, word).await
}

async fn speak(
    tx: &mut Tx,
    post: &InPost<impl Grants<Contribute>>,
    comment: Option<CommentId>,
    word: Reaction,
) -> Result<()> {
    let (space, person, post) = (post.space().space(), post.space().person(), post.post());
    let said = diesel::insert_into(reactions::table)
        .values((
            reactions::id.eq(Uuid::now_v7()),
            reactions::post_id.eq(post),
            reactions::comment_id.eq(comment),
            reactions::person_id.eq(person),
            reactions::word.eq(word),
            reactions::reacted_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    // Twice at the same time is once.
    if said == 0 {
        return Ok(());
    }
    event::record(tx, Some(person), &Event::Reacted { space, post, comment, word }).await
}
