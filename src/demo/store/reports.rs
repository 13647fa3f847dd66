//! What somebody reported: one case that waits for the moderators of Ligne 4, and one that they have looked at.

use chrono::Duration;

use super::super::Post;
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::ids::{CaseId, CommentId, PostId, SpaceId};
use crate::domain::kinds::{Desk, Grievance, Verdict};

/// What is loaded of it.
#[derive(Default)]
pub struct Rows {
    cases: Vec<bulk::Case>,
    reports: Vec<bulk::Report>,
    /// The words that could be reported, as they came.
    spoken: Vec<Spoken>,
}

/// An answer of somebody who does not keep order there.
struct Spoken {
    space: SpaceId,
    place: usize,
    post: PostId,
    comment: CommentId,
    author: usize,
    html: String,
    at: chrono::DateTime<chrono::Utc>,
}

impl Rows {
    /// Loads it.
    pub async fn load(&self, load: &Load) -> anyhow::Result<()> {
        load.copy(self.cases.iter().cloned()).await?;
        load.copy(self.reports.iter().cloned()).await?;
        Ok(())
    }
}

impl Store {
    /// Notes an answer in Ligne 4 that might be reported.
    pub(super) fn overhear(
        &self,
        post: &Post,
        (id, space): (PostId, SpaceId),
        (nth, comment, html): (usize, CommentId, &str),
        rows: &mut Rows,
    ) {
        let (place, said) = (&self.company.spaces[post.space], &post.comments[nth]);
        let keeps_order = place.owner == said.author || place.moderators.contains(&said.author);
        if place.code == "ligne4" && !post.in_back_room && !keeps_order {
            let (html, at) = (html.to_owned(), said.at);
            rows.spoken.push(Spoken { space, place: post.space, post: id, comment, author: said.author, html, at });
        }
    }

    /// The last answers but one and but four were reported by colleagues; the owner has let the older one stand.
    pub(super) fn report(&mut self, rows: &mut Rows) {
        let mut spoken = std::mem::take(&mut rows.spoken);
        spoken.sort_by_key(|one| one.at);
        let mut latest = spoken.into_iter().rev().step_by(3).skip(1);
        if let Some(one) = latest.next() {
            self.put_before(one, Grievance::Confidential, "Ce délai n’est pas encore confirmé au client.", false, rows);
        }
        if let Some(one) = latest.next() {
            self.put_before(one, Grievance::OffTopic, "À déplacer dans le fil des livraisons ?", true, rows);
        }
    }

    fn put_before(&mut self, one: Spoken, reason: Grievance, word: &str, is_settled: bool, rows: &mut Rows) {
        let Spoken { space, place, post, comment, author, html, at } = one;
        let (owner, members) = {
            let place = &self.company.spaces[place];
            (place.owner, place.members.clone())
        };
        let Some(by) = members.into_iter().find(|member| *member != author && *member != owner) else { return };
        let reported_at = at + Duration::minutes(40);
        let settled_at = is_settled.then(|| reported_at + Duration::minutes(25));
        let case = CaseId::from(self.chance.id(reported_at));
        rows.cases.push(bulk::Case {
            id: case,
            post_id: post,
            comment_id: Some(comment),
            author_id: self.people[author],
            desk: Desk::Space,
            title: None,
            excerpt: html,
            opened_at: reported_at,
            was_answer: false,
            settled_at,
            settled_by: settled_at.map(|_| self.people[owner]),
            verdict: settled_at.map(|_| Verdict::Stands),
        });
        let (person_id, word) = (self.people[by], Some(word.to_owned()));
        rows.reports.push(bulk::Report { case_id: case, person_id, reason, word, reported_at });
        let (comment, author) = (Some(comment), self.people[author]);
        // Nobody is told who reported.
        self.happened.push((reported_at, None, Event::Reported { space, post, comment, author, desk: Desk::Space }));
        if let Some(at) = settled_at {
            self.tell(at, owner, Event::ReportsDismissed { space, post, comment, author });
        }
    }
}
