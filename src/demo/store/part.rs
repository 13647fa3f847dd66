//! How people take part without writing: words, votes, what they have read.

use chrono::{DateTime, Duration, Utc};

use super::super::Post;
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::ids::{CommentId, PostId, SpaceId};
use crate::domain::kinds::{PostKind, Reaction};

/// What is loaded of it.
#[derive(Default)]
pub struct Rows {
    said: Vec<bulk::Said>,
    acknowledgements: Vec<bulk::Acknowledgement>,
    announcements: Vec<bulk::Announcement>,
    polls: Vec<bulk::Poll>,
    options: Vec<bulk::PollOption>,
    ballots: Vec<bulk::Ballot>,
    votes: Vec<bulk::Vote>,
}

impl Rows {
    /// Loads it.
    pub async fn load(&self, load: &Load) -> anyhow::Result<()> {
        load.copy(self.said.iter().cloned()).await?;
        load.copy(self.acknowledgements.iter().cloned()).await?;
        load.copy(self.announcements.iter().cloned()).await?;
        load.copy(self.polls.iter().cloned()).await?;
        load.copy(self.options.iter().cloned()).await?;
        load.copy(self.ballots.iter().cloned()).await?;
        load.copy(self.votes.iter().cloned()).await?;
        Ok(())
    }
}

/// How many say a word to something, at most.
const MANY: usize = 9;

impl Store {
    /// What follows a post besides its answers.
    pub(super) fn part(
        &mut self,
        post: &Post,
        (id, space): (PostId, SpaceId),
        at: DateTime<Utc>,
        answers: &[CommentId],
        rows: &mut Rows,
    ) {
        let present = self.present(post);
        if self.chance.percent(45) {
            self.say(post, (id, space), None, &present, at, rows);
        }
        for answer in answers {
            if self.chance.percent(12) {
                self.say(post, (id, space), Some(*answer), &present, at, rows);
            }
        }
        match post.kind {
            PostKind::Announcement => self.read(post, (id, space), &present, at, rows),
            PostKind::Poll => self.vote(post, (id, space), &present, at, rows),
            PostKind::Message | PostKind::Question | PostKind::Decision => {}
        }
    }

    /// Those who were there, without its author; a guest whose horizon reaches back to it.
    fn present(&self, post: &Post) -> Vec<usize> {
        let space = &self.company.spaces[post.space];
        let guests = space.guests.iter().filter(|guest| guest.sees_from <= post.at).map(|guest| guest.person);
        let all = space.members.iter().copied().chain(guests);
        let there = |person: &usize| self.company.may_write(post.space, *person, post.in_back_room, post.at);
        all.filter(|person| *person != post.author && there(person)).collect()
    }

    fn say(
        &mut self,
        post: &Post,
        (id, space): (PostId, SpaceId),
        answer: Option<CommentId>,
        present: &[usize],
        at: DateTime<Utc>,
        rows: &mut Rows,
    ) {
        let mut people = present.to_vec();
        self.chance.shuffle(&mut people);
        let many = 1 + self.chance.below(if answer.is_some() { 3 } else { MANY });
        // What one takes care of is a question or a trouble, and one person does.
        let words = [Reaction::Thanks, Reaction::Insight, Reaction::Thanks, Reaction::Agree, Reaction::Bravo];
        let (first, second) = (*self.chance.pick(&words), *self.chance.pick(&words));
        for (nth, person) in people.into_iter().take(many).enumerate() {
            let word = match (nth, post.kind) {
                (0, PostKind::Question) if answer.is_none() => Reaction::Taken,
                (nth, _) if nth % 3 == 2 => second,
                _ => first,
            };
            let said = bulk::Said {
                id: self.chance.id(at),
                post_id: id,
                comment_id: answer,
                person_id: self.people[person],
                word,
                reacted_at: at,
            };
            rows.said.push(said);
            self.tell(at, person, Event::Reacted { space, post: id, comment: answer, word });
        }
    }

    /// It is to be read within four days, and most have.
    fn read(
        &mut self,
        post: &Post,
        (id, space): (PostId, SpaceId),
        present: &[usize],
        at: DateTime<Utc>,
        rows: &mut Rows,
    ) {
        let wished_by = Some(post.at + Duration::days(4));
        rows.announcements.push(bulk::Announcement { post_id: id, wished_by, reminded_at: None });
        for &person in present {
            if self.chance.percent(62) {
                let person_id = self.people[person];
                rows.acknowledgements.push(bulk::Acknowledgement { post_id: id, person_id, acknowledged_at: at });
                self.tell(at, person, Event::Acknowledged { space, post: id });
            }
        }
    }

    /// Half have voted, with their names, and may still for some days.
    fn vote(
        &mut self,
        post: &Post,
        (id, space): (PostId, SpaceId),
        present: &[usize],
        at: DateTime<Utc>,
        rows: &mut Rows,
    ) {
        let ends_at = post.at + Duration::days(8);
        rows.polls.push(bulk::Poll { post_id: id, several: false, anonymous: false, ends_at });
        let mut counts = vec![0; post.options.len()];
        for &person in present {
            if counts.is_empty() || !self.chance.percent(50) {
                continue;
            }
            // The first is the most liked.
            let (one, other) = (self.chance.below(counts.len()), self.chance.below(counts.len()));
            let chosen = one.min(other);
            counts[chosen] += 1;
            let person_id = self.people[person];
            rows.ballots.push(bulk::Ballot { post_id: id, person_id, voted_at: at });
            rows.votes.push(bulk::Vote { post_id: id, number: chosen as i16 + 1, person_id });
            self.tell(at, person, Event::Voted { space, post: id });
        }
        for ((number, label), votes) in (1..).zip(&post.options).zip(counts) {
            rows.options.push(bulk::PollOption { post_id: id, number, label: label.clone(), votes });
        }
    }
}
