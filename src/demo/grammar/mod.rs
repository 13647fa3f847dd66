//! The rest of the talk (`topics*.txt`): each topic is told a few times, never twice in the same words.
//!
//! `# code weight` opens a space. `== title` (alternatives between `/`) opens a topic; then one sentence or line per
//! line, `[one|two]` being a choice. `{n=10..40}` is a number, `{n}` the same again; `{mot}` a word of `words.txt`,
//! the same all through the post and its answers, `{mot2}` another one; `{+3}` a date seen from the post's day.
//! `> ` is an answer, in the order in which answers can come; `>a ` is the author's, `>g ` a guest's. `-- ` begins a
//! paragraph.

mod rhythm;
mod speech;
mod topics;

use super::calendar::{self, Calendar};
use super::chance::Chance;
use super::{Comment, Company, Post, crowd};
use crate::domain::kinds::PostKind;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use speech::ended;
use std::collections::{HashMap, HashSet};
use topics::{Topic, Voice, topics};

const WORDS: &str = include_str!("../content/words.txt");
/// Answers that fit under any topic, one at most in a thread.
const ANSWERS: &str = include_str!("../content/answers.txt");
/// Posts and comments in all, the story among them.
pub const POSTS: usize = 400;
/// Comments in all.
pub const COMMENTS: usize = 1_500;

/// Completes the company's posts and comments.
pub fn compose(company: &mut Company, calendar: &Calendar, chance: &mut Chance) {
    let mut composer = Composer::new(company, calendar, chance);
    let (mut topics, mut turns) = topics(company);
    composer.chance.shuffle(&mut turns);
    let mut fruitless = 0;
    while company.posts.len() < POSTS && fruitless < 4_000 {
        let space = turns[fruitless % turns.len()];
        turns.rotate_left(1);
        let here = topics.iter_mut().filter(|t| t.space == space).min_by_key(|t| t.told);
        let Some(topic) = here else { continue };
        topic.told += 1;
        match composer.post(company, topic) {
            Some((post, words)) => {
                let day = calendar::day_of(post.at);
                let mut post = post;
                let wanted = composer.wanted_answers(company);
                composer.answer(company, topic, &mut post, words, day, wanted);
                company.posts.push(post);
            }
            None => fruitless += 1,
        }
    }
    trim(company);
}

/// Takes back the last answers of the longest threads, down to the figure.
fn trim(company: &mut Company) {
    let mut extra = company.posts.iter().map(|p| p.comments.len()).sum::<usize>().saturating_sub(COMMENTS);
    for post in company.posts.iter_mut().rev().filter(|p| p.comments.len() > 3) {
        if extra > 0 {
            post.comments.pop();
            extra -= 1;
        }
    }
}

/// What was drawn for a post: its numbers and its words.
type Drawn = HashMap<String, String>;

struct Composer<'a> {
    calendar: &'a Calendar,
    chance: &'a mut Chance,
    words: HashMap<&'static str, Vec<&'static str>>,
    answers: Vec<&'static str>,
    said: HashSet<String>,
    titles: HashSet<String>,
    busy: HashMap<(usize, NaiveDate), usize>,
    next_year: i32,
}

impl<'a> Composer<'a> {
    fn new(company: &Company, calendar: &'a Calendar, chance: &'a mut Chance) -> Self {
        let words = WORDS.lines().filter_map(|l| l.split_once(": "));
        let comments = company.posts.iter().flat_map(|p| &p.comments);
        Self {
            calendar,
            chance,
            words: words.map(|(name, list)| (name, list.split(" / ").collect())).collect(),
            answers: ANSWERS.lines().collect(),
            said: comments.map(|c| c.body.clone()).collect(),
            titles: company.posts.iter().filter_map(|p| p.title.clone()).collect(),
            busy: HashMap::new(),
            next_year: calendar.next_year(),
        }
    }

    /// Short threads and long ones, with the figures of the whole in sight.
    fn wanted_answers(&mut self, company: &Company) -> usize {
        let told: usize = company.posts.iter().map(|p| p.comments.len()).sum();
        let (left, posts) = (COMMENTS.saturating_sub(told), (POSTS - company.posts.len()).max(1));
        let more = left * 100 / posts;
        let share = more / 100 + usize::from(self.chance.below(100) < more % 100);
        share + self.chance.below(4).saturating_sub(usize::from(self.chance.percent(70)))
    }

    fn post(&mut self, company: &Company, topic: &Topic) -> Option<(Post, Drawn)> {
        let space = &company.spaces[topic.space];
        let day = self.day(space.created_at, space.archived)?;
        let mut words = Drawn::new();
        let title = (0..6).find_map(|_| {
            words.clear();
            self.count(topic, &mut words);
            let line = *self.chance.pick(&topic.titles);
            let title = self.say(line, day, &mut words);
            (!self.titles.contains(&title)).then_some(title)
        })?;
        let mut body = String::new();
        for line in &topic.lines {
            let said = ended(self.say(line.trim_start_matches("-- "), day, &mut words));
            let block = |l: &str| l.starts_with("- ") || l.starts_with('|') || l.starts_with("1. ");
            let last = body.lines().last().unwrap_or_default();
            body.push_str(match () {
                () if body.is_empty() => "",
                () if block(last) && block(&said) => "\n",
                () if line.starts_with("-- ") || block(last) || block(&said) => "\n\n",
                () => " ",
            });
            body.push_str(&said);
        }
        if self.said.contains(&body) {
            return None;
        }
        let minutes = self.minutes(7 * 60, 18 * 60);
        let at = self.calendar.on(day, minutes);
        if at + TimeDelta::minutes(3) > self.calendar.now {
            return None;
        }
        let free = |p: &&usize| self.busy.get(&(**p, day)).is_none_or(|n| *n < 2);
        let able = space.members.iter().filter(|p| company.may_write(topic.space, **p, false, at));
        let mut able: Vec<usize> = able.filter(free).copied().collect();
        let known: Vec<usize> = able.iter().copied().filter(|p| *p < crowd::cast_size()).collect();
        if !known.is_empty() && self.chance.percent(45) {
            able = known;
        }
        if able.is_empty() {
            return None;
        }
        let author = *self.chance.pick(&able);
        *self.busy.entry((author, day)).or_default() += 1;
        self.titles.insert(title.clone());
        self.said.insert(body.clone());
        let untitled = self.chance.percent(9) && !body.contains(['\n', '|']);
        let edited = self.edited(&body, at);
        let post = Post {
            space: topic.space,
            in_back_room: false,
            author,
            title: (!untitled).then_some(title),
            body,
            at,
            edited,
            pinned: false,
            comments_closed: false,
            comments: Vec::new(),
            kind: PostKind::Message,
            kept: None,
            options: Vec::new(),
            files: Vec::new(),
        };
        Some((post, words))
    }

    /// Now and then, a sentence was added a little later.
    fn edited(&mut self, body: &str, at: DateTime<Utc>) -> Option<(String, DateTime<Utc>)> {
        let (first, _) = body.rsplit_once(". ")?;
        let later = at + TimeDelta::minutes(self.chance.between(3, 45));
        (self.chance.percent(5) && later < self.calendar.now).then(|| (format!("{first}."), later))
    }

    /// Up to so many more answers, in the order of the topic's list.
    fn answer(
        &mut self,
        company: &Company,
        topic: &Topic,
        post: &mut Post,
        mut words: Drawn,
        day: NaiveDate,
        wanted: usize,
    ) {
        let mut chosen: Vec<usize> = (0..topic.answers.len()).collect();
        self.chance.shuffle(&mut chosen);
        chosen.truncate(wanted);
        chosen.sort_unstable();
        let mut answers: Vec<(Voice, &'static str)> = chosen.into_iter().map(|i| topic.answers[i]).collect();
        if wanted > answers.len() || self.chance.percent(15) {
            answers.push((Voice::Any, *self.chance.pick(&self.answers.clone())));
        }
        let mut at = post.at;
        for (voice, line) in answers {
            if voice == Voice::Author && post.comments.iter().all(|c| c.author == post.author) {
                continue;
            }
            let found = (0..5).find_map(|_| {
                let said = ended(self.say(line, day, &mut words));
                (!self.said.contains(&said)).then_some(said)
            });
            let Some(body) = found else { continue };
            at = self.later(at);
            let Some(author) = self.voice(company, topic.space, post, voice, at) else {
                continue;
            };
            if at > self.calendar.now || !self.said.insert(body.clone()) {
                continue;
            }
            let before = post.comments.len().checked_sub(1);
            let reply = before.filter(|b| {
                let last = &post.comments[*b];
                last.reply_to.is_none() && last.author != author && voice == Voice::Author && self.chance.percent(60)
            });
            post.comments.push(Comment { author, body, at, reply_to: reply, files: Vec::new() });
        }
    }

    fn voice(
        &mut self,
        company: &Company,
        space: usize,
        post: &Post,
        voice: Voice,
        at: DateTime<Utc>,
    ) -> Option<usize> {
        if voice == Voice::Author {
            return company.may_write(space, post.author, false, at).then_some(post.author);
        }
        let last = post.comments.last().map_or(post.author, |c| c.author);
        let s = &company.spaces[space];
        let mut able: Vec<usize> = match voice {
            Voice::Guest => s.guests.iter().filter(|g| g.sees_from <= post.at).map(|g| g.person).collect(),
            _ => s.members.clone(),
        };
        able.retain(|p| *p != last && *p != post.author && company.may_write(space, *p, post.in_back_room, at));
        let known: Vec<usize> = able.iter().copied().filter(|p| *p < crowd::cast_size()).collect();
        if !known.is_empty() && self.chance.percent(35) {
            able = known;
        }
        (!able.is_empty()).then(|| *self.chance.pick(&able))
    }
}
