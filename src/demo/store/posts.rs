//! What was written, and what follows from it: counters, earlier words, mentions, events.

use chrono::{DateTime, Utc};

use super::super::{Company, Post};
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::event::Event;
use crate::domain::file;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::markup::{self, Called};

/// What is loaded of it.
#[derive(Default)]
pub struct Rows {
    posts: Vec<bulk::Post>,
    versions: Vec<bulk::PostVersion>,
    comments: Vec<bulk::Comment>,
    mentions: Vec<bulk::Mention>,
    part: super::part::Rows,
    reports: super::reports::Rows,
    mail: super::mail::Rows,
    papers: super::papers::Rows,
}

impl Rows {
    /// Loads it.
    pub async fn load(&self, load: &Load, files: &file::Store) -> anyhow::Result<()> {
        load.copy(self.posts.iter().cloned()).await?;
        load.copy(self.versions.iter().cloned()).await?;
        load.copy(self.comments.iter().cloned()).await?;
        load.copy(self.mentions.iter().cloned()).await?;
        self.part.load(load).await?;
        self.reports.load(load).await?;
        self.mail.load(load).await?;
        self.papers.load(load, files).await?;
        Ok(())
    }
}

impl Store {
    /// All that was written.
    pub fn posts(&mut self) -> Rows {
        let posts = self.company.posts.clone();
        let mut rows = Rows::default();
        let texts = super::spread(&posts, |post| Texts::of(&self.company, post));
        for (post, texts) in posts.iter().zip(texts) {
            self.post(post, texts, &mut rows);
        }
        self.report(&mut rows.reports);
        if let Some(ligne4) = self.company.spaces.iter().position(|space| space.code == "ligne4") {
            self.held_mail(self.spaces[ligne4], &mut rows.mail);
        }
        rows
    }

    fn post(&mut self, post: &Post, texts: Texts, rows: &mut Rows) {
        let id = PostId::from(self.chance.id(post.at));
        let space_id = match self.rooms[post.space] {
            Some(room) if post.in_back_room => room,
            _ => self.spaces[post.space],
        };
        let owner = self.company.spaces[post.space].owner;
        let last = post.comments.iter().max_by_key(|comment| comment.at);
        let active_at = last.map_or(post.at, |comment| comment.at);
        let ids: Vec<CommentId> = post.comments.iter().map(|comment| self.chance.id(comment.at).into()).collect();
        rows.posts.push(bulk::Post {
            id,
            space_id,
            author_id: self.people[post.author],
            title: post.title.clone(),
            body: post.body.clone(),
            html: texts.body.html.clone(),
            published_at: post.at,
            edited_at: post.edited.as_ref().map(|(_, at)| *at),
            pinned_at: post.pinned.then_some(post.at),
            comments_closed_at: post.comments_closed.then_some(active_at),
            comment_count: post.comments.len() as i32,
            active_at,
            last_author_id: self.people[last.map_or(post.author, |comment| comment.author)],
            kind: post.kind,
            answer_id: post.kept.and_then(|kept| ids.get(kept).copied()),
        });
        self.tell(post.at, post.author, Event::PostPublished { space: space_id, post: id });
        if let (Some((body, at)), Some(html)) = (&post.edited, texts.before) {
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
        self.mentions(id, None, &texts.body, post.at, rows);
        self.papers(&post.files, (id, None), (post.author, post.at), &mut rows.papers);
        self.post_by_mail(post, (space_id, id), &mut rows.mail);
        self.part(post, (id, space_id), active_at, &ids, &mut rows.part);
        for (nth, ((comment, text), &own)) in post.comments.iter().zip(texts.comments).zip(&ids).enumerate() {
            self.overhear(post, (id, space_id), (nth, own, &text.html), &mut rows.reports);
            rows.comments.push(bulk::Comment {
                id: own,
                post_id: id,
                parent_id: comment.reply_to.map(|parent| ids[parent]),
                author_id: self.people[comment.author],
                body: comment.body.clone(),
                html: text.html.clone(),
                published_at: comment.at,
            });
            self.tell(comment.at, comment.author, Event::CommentPublished { space: space_id, post: id, comment: own });
            self.mentions(id, Some(own), &text, comment.at, rows);
            self.answer_by_mail(post, comment, (space_id, id, own), &mut rows.mail);
            self.papers(&comment.files, (id, Some(own)), (comment.author, comment.at), &mut rows.papers);
        }
    }

    fn mentions(&mut self, post: PostId, comment: Option<CommentId>, text: &Text, at: DateTime<Utc>, rows: &mut Rows) {
        for person in &text.called {
            let (id, person) = (self.chance.id(at), self.people[*person]);
            let mention = bulk::Mention { id, post_id: post, comment_id: comment, person_id: person, mentioned_at: at };
            rows.mentions.push(mention);
        }
    }
}

/// A post's texts as they are shown.
struct Texts {
    body: Text,
    before: Option<String>,
    comments: Vec<Text>,
}

/// A text as it is shown, and whom it calls.
struct Text {
    html: String,
    called: Vec<usize>,
}

impl Texts {
    fn of(company: &Company, post: &Post) -> Self {
        let text = |words: &str, at| Text::of(company, post, words, at);
        Self {
            body: text(&post.body, post.at),
            before: post.edited.as_ref().map(|(before, _)| text(before, post.at).html),
            comments: post.comments.iter().map(|comment| text(&comment.body, comment.at)).collect(),
        }
    }
}

impl Text {
    /// Those are called who can read it: members at that time, a guest whose horizon reaches back to the post.
    fn of(company: &Company, post: &Post, words: &str, at: DateTime<Utc>) -> Self {
        let reads = |key: usize| {
            let guest = company.spaces[post.space].guests.iter().find(|guest| guest.person == key);
            company.may_write(post.space, key, post.in_back_room, at)
                && guest.is_none_or(|guest| guest.sees_from <= post.at)
        };
        let known = |handle: String| company.people.iter().find(|person| person.handle == handle);
        let called: Vec<_> =
            markup::handles(words).into_iter().filter_map(known).filter(|person| reads(person.key)).collect();
        let links: Vec<Called> = called
            .iter()
            .map(|person| Called {
                handle: person.handle.clone(),
                name: person.name.clone(),
                company: person.organization.map(|partner| company.partners[partner].name.to_owned()),
            })
            .collect();
        Self { html: markup::render_calling(words, &links), called: called.iter().map(|person| person.key).collect() }
    }
}
