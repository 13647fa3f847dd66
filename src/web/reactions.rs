//! Reactions: words under a message or an answer, and who said them.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, wants_fragment};
use super::chrome::{self, About};
use super::entry::Reader;
use super::face::Face;
use super::form::Form;
use super::page::Page;
use super::posts::{Link, id};
use super::refusal::Refusal;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::{CommentId, PostId};
use crate::domain::kinds::Reaction;
use crate::domain::policy::{self, Contribute, InComment, InPost, Read};
use crate::domain::problems::Problems;
use crate::domain::reaction::{self, Said, Tally};
use crate::error::{Error, Result};

/// The words under something, as `templates/part/reaction.html` shows them.
#[derive(Clone, Debug, Serialize)]
pub struct Reacts {
    id: String,
    url: String,
    said: Vec<Word>,
    can: bool,
    /// Whether the words that nobody said stand there too.
    is_whole: bool,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
struct Word {
    word: &'static str,
    icon: &'static str,
    count: i64,
    is_mine: bool,
    is_focused: bool,
}

impl Word {
    fn new(tally: &Tally) -> Self {
        let Tally { word, count, is_mine } = *tally;
        Self { word: word.as_str(), icon: icon(word), count, is_mine, is_focused: false }
    }
}

fn icon(word: Reaction) -> &'static str {
    match word {
        Reaction::Thanks => "hand-heart",
        Reaction::Agree => "thumbs-up",
        Reaction::Insight => "lightbulb",
        Reaction::Bravo => "party-popper",
        Reaction::Taken => "hand",
    }
}

impl Reacts {
    /// Under a post.
    pub fn of_post(post: PostId, tallies: &[Tally], can: bool) -> Self {
        Self::new(format!("reacts-{post}"), urls::post_part(post, "reactions"), tallies, can)
    }

    /// Under a comment.
    pub fn of_comment(comment: CommentId, tallies: &[Tally], can: bool) -> Self {
        Self::new(format!("reacts-{comment}"), urls::comment_part(comment, "reactions"), tallies, can)
    }

    fn new(id: String, url: String, tallies: &[Tally], can: bool) -> Self {
        Self { id, url, said: tallies.iter().map(Word::new).collect(), can, is_whole: false }
    }

    /// Whether there is anything to see.
    pub fn is_shown(&self) -> bool {
        self.can || !self.said.is_empty()
    }

    /// With all the words there are, to choose from.
    fn whole(mut self) -> Self {
        let unsaid = |word: &&Reaction| !self.said.iter().any(|said| said.word == word.as_str());
        let rest = Reaction::ALL.iter().filter(unsaid).map(|word| Tally { word: *word, count: 0, is_mine: false });
        let rest: Vec<Word> = rest.map(|tally| Word::new(&tally)).collect();
        self.said.extend(rest);
        Self { is_whole: true, ..self }
    }

    /// The id of its element.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// With the focus on the word that was just pressed.
    fn after(mut self, pressed: Reaction) -> Self {
        for word in &mut self.said {
            word.is_focused = word.word == pressed.as_str();
        }
        self
    }
}

/// What is sent: which word.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pressed {
    word: String,
}

impl Pressed {
    fn word(&self) -> Result<Reaction> {
        Reaction::parse(&self.word).ok_or_else(|| Error::Invalid(Problems::one("word", "problem-empty")))
    }
}

/// `reaction/live.html`: the words as they are now, for a page that is there already.
#[derive(Serialize)]
pub struct Live {
    id: String,
    reacts: Reacts,
}

impl Page for Live {
    const TEMPLATE: &'static str = "reaction/live.html";
}

fn live(visit: &Visit, reacts: Reacts) -> Answer {
    visit.updates(StatusCode::OK, &Live { id: reacts.id.clone(), reacts })
}

/// `POST /posts/{id}/reactions`
pub async fn create(visit: Visit, post: Path<String>, form: Form<Pressed>, request: HttpRequest) -> Answer {
    let post: PostId = id(&post)?;
    not_too_many(&visit)?;
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        reaction::react(tx, &post, form.0.word()?).await
    });
    done.await?;
    if !wants_fragment(&request) {
        return see(urls::post(post));
    }
    let place: InPost<Read> = policy::post(&visit.db, visit.viewer(), post).await?;
    let tallies = reaction::of_thread(&visit.db, &place).await?;
    live(&visit, Reacts::of_post(post, tallies.of_post(post), true).after(form.0.word()?))
}

/// `POST /comments/{id}/reactions`
pub async fn create_to_comment(
    visit: Visit,
    comment: Path<String>,
    form: Form<Pressed>,
    request: HttpRequest,
) -> Answer {
    let comment: CommentId = id(&comment)?;
    not_too_many(&visit)?;
    let done = visit.app.db.write(async |tx| {
        let comment: InComment<Contribute> = policy::comment(tx, visit.viewer(), comment).await?;
        reaction::react_to_comment(tx, &comment, form.0.word()?).await
    });
    done.await?;
    if !wants_fragment(&request) {
        return see(urls::comment(comment));
    }
    let place: InComment<Read> = policy::comment(&visit.db, visit.viewer(), comment).await?;
    let tallies = reaction::of_thread(&visit.db, place.post()).await?;
    let tallies = tallies.of_comment(place.post().post(), comment);
    live(&visit, Reacts::of_comment(comment, tallies, true).after(form.0.word()?))
}

/// Words are quick; a machine that presses them is not a reader.
fn not_too_many(visit: &Visit) -> Result<(), Refusal> {
    if visit.app.rates.may_write(visit.viewer().id()) { Ok(()) } else { Err(Refusal::TooMany) }
}

/// `reaction/index.html`: who said what.
#[derive(Serialize)]
pub struct Index {
    back: Link,
    reacts: Option<Reacts>,
    groups: Vec<Group>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "reaction/index.html";
}

/// Those who said the same word.
#[derive(Serialize)]
struct Group {
    icon: &'static str,
    label: String,
    people: Vec<Face>,
}

impl Index {
    fn new(visit: &Visit, back: String, reacts: Reacts, said: Vec<Said>) -> Self {
        let group = |word: &Reaction| Group {
            icon: icon(*word),
            label: visit.say(&format!("reaction-{}", word.as_str())),
            people: said
                .iter()
                .filter(|said| said.word == *word)
                .map(|said| Reader::of(visit).face(&said.person, said.is_seen))
                .collect(),
        };
        let groups = Reaction::ALL.iter().map(group).filter(|group| !group.people.is_empty()).collect();
        let back = Link { name: visit.say("post-history-back"), url: back };
        Self { back, reacts: reacts.can.then(|| reacts.whole()), groups }
    }
}

/// `GET /posts/{id}/reactions`
pub async fn index(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let place = About::Space(post.space().space());
    let (frame, said, tallies) = try_join!(
        chrome::frame(&visit, place),
        reaction::to_post(&visit.db, &post),
        reaction::of_thread(&visit.db, &post),
    )?;
    let reacts = Reacts::of_post(post.post(), tallies.of_post(post.post()), may_react(&post));
    visit.page(frame, &Index::new(&visit, urls::post(post.post()), reacts, said))
}

/// `GET /comments/{id}/reactions`
pub async fn index_of_comment(visit: Visit, comment: Path<String>) -> Answer {
    let comment: InComment<Read> = policy::comment(&visit.db, visit.viewer(), id(&comment)?).await?;
    let (post, id) = (comment.post(), comment.comment());
    let (frame, said, tallies) = try_join!(
        chrome::frame(&visit, About::Space(post.space().space())),
        reaction::to_comment(&visit.db, &comment),
        reaction::of_thread(&visit.db, post),
    )?;
    let reacts = Reacts::of_comment(id, tallies.of_comment(post.post(), id), may_react(post) && comment.stands());
    visit.page(frame, &Index::new(&visit, urls::comment(id), reacts, said))
}

fn may_react(post: &InPost<Read>) -> bool {
    post.space().could::<Contribute>() && post.stands()
}
