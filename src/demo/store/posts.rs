//! What was written, and what follows from it: counters, earlier words, mentions, events.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::Post;
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::markup;

/// What is loaded of it.
#[derive(Default)]
pub struct Rows {
    posts: Vec<bulk::Post>,
    versions: Vec<bulk::PostVersion>,
    comments: Vec<bulk::Comment>,
    mentions: Vec<bulk::Mention>,
}

impl Rows {
    /// Loads it.
    pub async fn load(&self, load: &Load) -> anyhow::Result<()> {
        load.copy(self.posts.iter().cloned()).await?;
        load.copy(self.versions.iter().cloned()).await?;
        load.copy(self.comments.iter().cloned()).await?;
        load.copy(self.mentions.iter().cloned()).await?;
        Ok(())
    }
}

impl Store {
    /// All that was written.
    pub fn posts(&mut self) -> Rows {
        let posts = self.company.posts.clone();
        let mut rows = Rows::default();
        for (post, html) in posts.iter().zip(super::spread(&posts, Html::of)) {
            self.post(post, html, &mut rows);
        }
        rows
    }

    fn post(&mut self, post: &Post, html: Html, rows: &mut Rows) {
        let id = PostId::from(self.chance.id(post.at));
        let space_id = match self.rooms[post.space] {
            Some(room) if post.in_back_room => room,
            _ => self.spaces[post.space],
        };
        let owner = self.company.spaces[post.space].owner;
        let last = post.comments.iter().max_by_key(|comment| comment.at);
        let active_at = last.map_or(post.at, |comment| comment.at);
        rows.posts.push(bulk::Post {
            id,
            space_id,
            author_id: self.people[post.author],
            title: post.title.clone(),
            body: post.body.clone(),
            html: html.body,
            published_at: post.at,
            edited_at: post.edited.as_ref().map(|(_, at)| *at),
            pinned_at: post.pinned.then_some(post.at),
            comments_closed_at: post.comments_closed.then_some(active_at),
            comment_count: post.comments.len() as i32,
            active_at,
            last_author_id: self.people[last.map_or(post.author, |comment| comment.author)],
        });
        self.tell(post.at, post.author, Event::PostPublished { space: space_id, post: id });
        if let (Some((body, at)), Some(html)) = (&post.edited, html.before) {
            let (title, body) = (post.title.clone(), body.clone());
            rows.versions.push(bulk::PostVersion { post_id: id, number: 1, title, html, body, written_at: post.at });
            self.tell(*at, post.author, Event::PostEdited { space: space_id, post: id });
        }
        if post.pinned {
            self.tell(post.at, owner, Event::PostPinned { space: space_id, post: id });
        }
        if post.comments_closed {
            self.tell(active_at, owner, Event::CommentsClosed { space: space_id, post: id });
        }
        self.mentions(post, id, None, &post.body, post.at, rows);
        let ids: Vec<CommentId> = post.comments.iter().map(|comment| self.chance.id(comment.at).into()).collect();
        for ((comment, html), &own) in post.comments.iter().zip(html.comments).zip(&ids) {
            rows.comments.push(bulk::Comment {
                id: own,
                post_id: id,
                parent_id: comment.reply_to.map(|parent| ids[parent]),
                author_id: self.people[comment.author],
                body: comment.body.clone(),
                html,
                published_at: comment.at,
            });
            self.tell(comment.at, comment.author, Event::CommentPublished { space: space_id, post: id, comment: own });
            self.mentions(post, id, Some(own), &comment.body, comment.at, rows);
        }
    }

    /// Those who are named and can read it.
    fn mentions(
        &mut self,
        post: &Post,
        id: PostId,
        comment: Option<CommentId>,
        text: &str,
        at: DateTime<Utc>,
        rows: &mut Rows,
    ) {
        let mut named: BTreeMap<usize, Uuid> = BTreeMap::new();
        for handle in handles(text) {
            let person = self.company.people.iter().find(|person| person.handle == handle);
            let Some(key) = person.map(|person| person.key) else { continue };
            let guest = self.company.spaces[post.space].guests.iter().find(|guest| guest.person == key);
            let sees = guest.is_none_or(|guest| guest.sees_from <= post.at);
            if sees && self.company.may_write(post.space, key, post.in_back_room, at) {
                named.entry(key).or_insert_with(|| self.chance.id(at));
            }
        }
        rows.mentions.extend(named.into_iter().map(|(person, mention)| bulk::Mention {
            id: mention,
            post_id: id,
            comment_id: comment,
            person_id: self.people[person],
            mentioned_at: at,
        }));
    }
}

/// What stands behind each `@`.
fn handles(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-');
    text.split('@').skip(1).map(move |rest| rest.split(ends).next().unwrap_or_default().trim_end_matches(['.', '-']))
}

/// A post's texts as they are shown.
struct Html {
    body: String,
    before: Option<String>,
    comments: Vec<String>,
}

impl Html {
    fn of(post: &Post) -> Self {
        Self {
            body: markup::render(&post.body),
            before: post.edited.as_ref().map(|(before, _)| markup::render(before)),
            comments: post.comments.iter().map(|comment| markup::render(&comment.body)).collect(),
        }
    }
}
