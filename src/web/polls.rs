//! Polls: voting, what came of it, and who chose what where that is said.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::entry::Reader;
use super::face::Face;
use super::flash::Flash;
use super::form::Form;
use super::page::Page;
use super::posts::id;
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::ids::PostId;
use crate::domain::policy::{self, Contribute, InPost, Read};
use crate::domain::poll;

/// A poll, as `templates/part/kind.html` shows it.
#[derive(Debug, Serialize)]
pub struct Poll {
    url: String,
    several: bool,
    can_vote: bool,
    choices: Vec<Choice>,
    /// What the widest bar stands for.
    most: i64,
    count: String,
    rule: String,
    hidden: Option<String>,
    is_over: bool,
    ends_at: DateTime<Utc>,
    who_url: Option<String>,
}

/// A choice of it.
#[derive(Debug, Serialize)]
struct Choice {
    number: i16,
    label: String,
    votes: Option<i64>,
    is_mine: bool,
}

impl Poll {
    /// For a reader who may write there, or not.
    pub fn new(visit: &Visit, post: PostId, poll: poll::Poll, writes: bool) -> Self {
        let sees = poll.has_voted || poll.is_over;
        let shows = poll.choices.iter().any(|choice| choice.votes.is_some());
        let hidden = match (sees, shows) {
            (_, true) => None,
            (true, false) => Some(visit.say("poll-few")),
            (false, false) => Some(visit.say("poll-after")),
        };
        let choice = |choice: poll::Choice| Choice {
            number: choice.number,
            label: choice.label,
            votes: choice.votes,
            is_mine: choice.is_mine,
        };
        Self {
            url: urls::post_part(post, "votes"),
            several: poll.several,
            can_vote: writes && !sees,
            choices: poll.choices.into_iter().map(choice).collect(),
            most: poll.voters.max(1),
            count: translate(visit.language, "poll-count", &Args::from([("n".into(), poll.voters.into())])),
            rule: visit.say(if poll.anonymous { "poll-anonymous" } else { "poll-named" }),
            hidden,
            is_over: poll.is_over,
            ends_at: poll.ends_at,
            who_url: (sees && !poll.anonymous && poll.voters > 0).then(|| urls::post_part(post, "votes")),
        }
    }
}

/// What is chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    choice: Vec<i16>,
}

/// `POST /posts/{id}/votes`
pub async fn create(visit: Visit, post: Path<String>, form: Form<Chosen>) -> Answer {
    let post: PostId = id(&post)?;
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        poll::vote(tx, &post, &form.0.choice).await
    });
    match super::form::problems(done.await)? {
        Ok(()) => see_and_read(urls::post(post), Flash::ok("flash-voted")),
        Err(_) => see_and_read(urls::post(post), Flash::warn("flash-vote-choose")),
    }
}

/// `poll/index.html`: who chose what.
#[derive(Serialize)]
pub struct Index {
    back: String,
    groups: Vec<Group>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "poll/index.html";
}

/// Those who made the same choice.
#[derive(Serialize)]
struct Group {
    label: String,
    people: Vec<Face>,
}

/// `GET /posts/{id}/votes`
pub async fn index(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let place = About::Space(post.space().space());
    let (frame, (poll, voters)) = try_join!(chrome::frame(&visit, place), poll::voters(&visit.db, &post))?;
    let reader = Reader::of(&visit);
    let group = |choice: poll::Choice| Group {
        people: voters
            .iter()
            .filter(|voter| voter.number == choice.number)
            .map(|voter| reader.face(&voter.person, voter.is_seen))
            .collect(),
        label: choice.label,
    };
    let groups = poll.choices.into_iter().map(group).collect();
    visit.page(frame, &Index { back: urls::post(post.post()), groups })
}
