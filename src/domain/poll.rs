//! Polls: one or several choices until a day, with names or without. Results are shown to whoever has voted, and to all when
//! it is over. Of a poll without names only sums are kept, and fewer than five votes are not shown.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::{PersonId, PostId};
use super::person::Face;
use super::policy::{Contribute, Grants, InPost, Read, Viewer, sight};
use super::problems::Problems;
use super::schema::{organizations, people, poll_ballots, poll_options, poll_votes, polls, posts};
use super::words::Title;
use crate::error::{Error, Late, Result};

/// The fewest and the most choices.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=20;
/// Below so many votes a poll without names shows no result.
const FEW: i64 = 5;

/// A poll to be published with its post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    options: Vec<Title>,
    several: bool,
    anonymous: bool,
    ends_at: DateTime<Utc>,
}

impl Draft {
    /// From what was typed: a choice on each line; without an end, it ends in a week.
    ///
    /// # Errors
    /// Fewer than two choices or too many, one too long, an end that is past.
    pub fn parse(
        options: &str,
        several: bool,
        anonymous: bool,
        ends_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, Problems> {
        let mut known = HashSet::new();
        let options = options.lines().filter(|line| !line.trim().is_empty()).map(Title::parse);
        let options: Result<Vec<Title>, _> = options.collect();
        let Ok(mut options) = options else { return Err(Problems::one("options", "problem-poll-choice-long")) };
        options.retain(|option| known.insert(option.as_str().to_lowercase()));
        let ends_at = ends_at.unwrap_or(now + Duration::days(7));
        if !CHOICES.contains(&options.len()) {
            return Err(Problems::one("options", "problem-poll-choices"));
        }
        if ends_at <= now || ends_at > now + Duration::days(366) {
            return Err(Problems::one("ends_on", "problem-poll-end"));
        }
        Ok(Self { options, several, anonymous, ends_at })
    }
}

/// A post is published with this poll.
pub(in crate::domain) async fn attach(tx: &mut Tx, post: PostId, draft: &Draft) -> Result<()> {
    diesel::insert_into(polls::table)
        .values((
            polls::post_id.eq(post),
            polls::several.eq(draft.several),
            polls::anonymous.eq(draft.anonymous),
            polls::ends_at.eq(draft.ends_at),
        ))
        .execute(&mut tx.conn())
        .await?;
    let options: Vec<_> = (1i16..)
        .zip(&draft.options)
        .map(|(number, label)| {
            (
                poll_options::post_id.eq(post),
                poll_options::number.eq(number),
                poll_options::label.eq(label.as_str()),
                poll_options::votes.eq(0),
            )
        })
        .collect();
    diesel::insert_into(poll_options::table).values(options).execute(&mut tx.conn()).await?;
    Ok(())
}

/// A poll as a reader sees it.
#[derive(Clone, Debug)]
pub struct Poll {
    /// Whether several choices may be made.
    pub several: bool,
    /// Whether nobody is told who chose what.
    pub anonymous: bool,
    /// Until when one votes.
    pub ends_at: DateTime<Utc>,
    /// Whether that is past.
    pub is_over: bool,
    /// Whether the reader has voted.
    pub has_voted: bool,
    /// How many have.
    pub voters: i64,
    /// What one may choose.
    pub choices: Vec<Choice>,
}

/// A choice of a poll.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its number, from one.
    pub number: i16,
    /// Its words.
    pub label: String,
    /// How many chose it, where the reader may know.
    pub votes: Option<i64>,
    /// Whether the reader did, where that is kept.
    pub is_mine: bool,
}

/// The polls among these posts that the viewer sees.
pub async fn of_posts(db: &Db, viewer: &Viewer, ids: &[PostId]) -> Result<HashMap<PostId, Poll>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mine = poll_ballots::post_id.eq(polls::post_id).and(poll_ballots::person_id.eq(viewer.id()));
    let found = polls::table
        .inner_join(posts::table)
        .left_join(poll_ballots::table.on(mine))
        .filter(polls::post_id.eq_any(ids).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(viewer.eyes(db.at())))
        .select((
            polls::post_id,
            polls::several,
            polls::anonymous,
            polls::ends_at,
            poll_ballots::person_id.nullable().is_not_null(),
        ));
    let options = poll_options::table
        .filter(poll_options::post_id.eq_any(ids))
        .order((poll_options::post_id, poll_options::number))
        .select((poll_options::post_id, poll_options::number, poll_options::label, poll_options::votes));
    let voters = poll_ballots::table
        .filter(poll_ballots::post_id.eq_any(ids))
        .group_by(poll_ballots::post_id)
        .select((poll_ballots::post_id, count_star()));
    let chosen = poll_votes::table
        .filter(poll_votes::post_id.eq_any(ids).and(poll_votes::person_id.eq(viewer.id())))
        .select((poll_votes::post_id, poll_votes::number));
    type Found = (PostId, bool, bool, DateTime<Utc>, bool);
    let (found, options, voters, chosen) = try_join!(
        async { Ok::<Vec<Found>, Error>(found.load(&mut db.conn()).await?) },
        async { Ok::<Vec<(PostId, i16, String, i32)>, Error>(options.load(&mut db.conn()).await?) },
        async { Ok::<Vec<(PostId, i64)>, Error>(voters.load(&mut db.conn()).await?) },
        async { Ok::<Vec<(PostId, i16)>, Error>(chosen.load(&mut db.conn()).await?) },
    )?;
    let voters: HashMap<PostId, i64> = voters.into_iter().collect();
    let chosen: HashSet<(PostId, i16)> = chosen.into_iter().collect();
    let polls = found.into_iter().map(|(post, several, anonymous, ends_at, has_voted)| {
        let voters = voters.get(&post).copied().unwrap_or_default();
        let is_over = ends_at <= db.at();
        let shows = (has_voted || is_over) && (!anonymous || voters >= FEW);
        let choices = options.iter().filter(|option| option.0 == post).map(|(_, number, label, votes)| Choice {
            number: *number,
            label: label.clone(),
            votes: shows.then_some(i64::from(*votes)),
            is_mine: chosen.contains(&(post, *number)),
        });
        let choices = choices.collect();
        (post, Poll { several, anonymous, ends_at, is_over, has_voted, voters, choices })
    });
    Ok(polls.collect())
}

/// Votes, once: what is chosen stays chosen.
///
/// # Errors
/// Nothing chosen, or too much; [`Late::Done`] when it is over, or for a second vote.
pub async fn vote(tx: &mut Tx, post: &InPost<impl Grants<Contribute>>, numbers: &[i16]) -> Result<()> {
    let (id, person) = (post.post(), post.space().person());
    let found: Option<(bool, bool, DateTime<Utc>)> = polls::table
        .find(id)
        .select((polls::several, polls::anonymous, polls::ends_at))
        .first(&mut tx.conn())
        .await
        .optional()?;
    let (several, anonymous, ends_at) = found.ok_or(Error::NotFound)?;
    let numbers: HashSet<i16> = numbers.iter().copied().collect();
    if numbers.is_empty() || (numbers.len() > 1 && !several) {
        return Err(Problems::one("choice", "problem-poll-choose").into());
    }
    let voted = diesel::insert_into(poll_ballots::table)
        .values((poll_ballots::post_id.eq(id), poll_ballots::person_id.eq(person), poll_ballots::voted_at.eq(tx.at())))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    if voted == 0 || ends_at <= tx.at() {
        return Err(Error::TooLate(Late::Done));
    }
    let chosen = poll_options::post_id.eq(id).and(poll_options::number.eq_any(&numbers));
    let counted = diesel::update(poll_options::table.filter(chosen))
        .set(poll_options::votes.eq(poll_options::votes + 1))
        .execute(&mut tx.conn())
        .await?;
    if counted != numbers.len() {
        return Err(Problems::one("choice", "problem-poll-choose").into());
    }
    if !anonymous {
        let row =
            |number: i16| (poll_votes::post_id.eq(id), poll_votes::number.eq(number), poll_votes::person_id.eq(person));
        let rows: Vec<_> = numbers.into_iter().map(row).collect();
        diesel::insert_into(poll_votes::table).values(rows).execute(&mut tx.conn()).await?;
    }
    event::record(tx, Some(person), &Event::Voted { space: post.space().space(), post: id }).await
}

/// Somebody who made a choice.
#[derive(Debug)]
pub struct Voter {
    /// Which choice.
    pub number: i16,
    /// Who.
    pub person: Face,
    /// Whether the reader may open their profile.
    pub is_seen: bool,
}

/// Who chose what in a poll with names, for whoever sees its results; by choice.
pub async fn voters(db: &Db, post: &InPost<impl Grants<Read>>) -> Result<(Poll, Vec<Voter>)> {
    let poll = of_posts(db, post.viewer(), &[post.post()]).await?.remove(&post.post()).ok_or(Error::NotFound)?;
    if poll.anonymous || !(poll.has_voted || poll.is_over) {
        return Err(Error::NotFound);
    }
    let rows: Vec<(i16, Face)> = poll_votes::table
        .inner_join(people::table.on(people::id.eq(poll_votes::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(poll_votes::post_id.eq(post.post()))
        .order((poll_votes::number, people::name, people::id))
        .limit(2000)
        .select((poll_votes::number, Face::as_select()))
        .load(&mut db.conn())
        .await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.1.id).collect();
    let seen = sight::seen(db, post.viewer(), &ids).await?;
    let voter = |(number, person): (i16, Face)| Voter { number, is_seen: seen.contains(&person.id), person };
    Ok((poll, rows.into_iter().map(voter).collect()))
}
