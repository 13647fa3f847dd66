//! Messages: writing, reading with their thread, changing, keeping order.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, see_and_read};
use super::audience::Audience;
use super::chrome::{self, About};
use super::composer::{Answering, Composer, Typed, Where};
use super::entry::{Comment, Entry, Powers, Reader, Removed};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, Shown};
use super::page::Page;
use super::refusal::Refusal;
use super::space_head::{enter, named};
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::comment::{self, Piece};
use crate::domain::ids::{CommentId, PostId};
use crate::domain::policy::{self, Contribute, InPost, InSpace, Moderate, Read};
use crate::domain::position::Position;
use crate::domain::post;
use crate::domain::problems::Problems;
use crate::domain::words::{Body, Title};
use crate::domain::{draft, feed, person, space};
use crate::error::{Error, Late, Result};

/// A name and where it leads.
#[derive(Debug, Serialize)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// The id in an address; what is none names nothing.
pub fn id<Id: std::str::FromStr>(text: &str) -> Result<Id> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `post/new.html`
#[derive(Serialize)]
pub struct New {
    space: Option<Link>,
    composer: Option<Composer>,
    inside: Vec<Choice>,
    outside: Vec<Choice>,
}

/// A space one may write in.
#[derive(Serialize)]
struct Choice {
    name: String,
    companies: String,
    url: String,
}

impl Page for New {
    const TEMPLATE: &'static str = "post/new.html";
}

/// Where to write.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    space: String,
}

/// `GET /posts/new`
pub async fn new(visit: Visit, wish: Query<Wish>) -> Answer {
    if !wish.space.is_empty() {
        let space: InSpace<Contribute> = enter(&visit, &wish.space).await?;
        let words = draft::of_space(&visit.db, &space).await?;
        return write(&visit, &space, StatusCode::OK, Typed::before(words), &Problems::none()).await;
    }
    let (frame, spaces) = try_join!(chrome::frame(&visit, About::Nothing), space::mine(&visit.db, visit.viewer()))?;
    let choice = |mine: &space::Mine| Choice {
        name: mine.name.clone(),
        companies: mine.companies.join(", "),
        url: format!("/posts/new?space={}", mine.slug),
    };
    let (outside, inside): (Vec<_>, Vec<_>) = spaces.iter().partition(|mine| !mine.companies.is_empty());
    let page = New {
        space: None,
        composer: None,
        inside: inside.into_iter().map(choice).collect(),
        outside: outside.into_iter().map(choice).collect(),
    };
    visit.page(frame, &page)
}

/// The composer of one space on a page of its own, with everything that was typed.
async fn write(
    visit: &Visit,
    space: &InSpace<Contribute>,
    status: StatusCode,
    typed: Typed,
    problems: &Problems,
) -> Answer {
    let (frame, audience, about) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        space::audience(&visit.db, space),
        space::about(&visit.db, space),
    )?;
    let shown = audience_for(visit, space, &about.slug, &audience, &typed);
    let place = Where { slug: &about.slug, name: &about.name };
    let page = New {
        composer: Some(Composer::new(visit, &place, shown, typed, problems).opened()),
        space: Some(Link { name: about.name.clone(), url: urls::space(&about.slug) }),
        inside: Vec::new(),
        outside: Vec::new(),
    };
    visit.page_with(status, frame.reaching(audience.is_open()), &page)
}

/// Who will read, with a mark when the form was drawn before somebody came in.
pub fn audience_for<R>(
    visit: &Visit,
    space: &InSpace<R>,
    slug: &str,
    audience: &space::Audience,
    typed: &Typed,
) -> Audience {
    let shown = Audience::new(visit, space, slug, audience);
    let sent = !typed.audience_version.is_empty();
    if sent && shown.is_newer_than(&typed.audience_version) { shown.grown() } else { shown }
}

impl Typed {
    /// A post, or what is wrong with it.
    fn post(&self) -> Result<post::Draft, Problems> {
        let mut problems = Problems::none();
        let title = problems.take("title", Title::parse_optional(&self.title));
        let body = problems.take("body", Body::parse(&self.body));
        match (title, body) {
            (Some(title), Some(body)) => Ok(post::Draft {
                id: self.id.parse().unwrap_or_else(|_| PostId::new()),
                title,
                body,
                audience_version: self.version(),
            }),
            _ => Err(problems),
        }
    }
}

/// What to say after publishing: whom nobody was reached by.
pub fn published(path: String, unreached: &[String], key: &str) -> Answer {
    if unreached.is_empty() {
        return see_and_read(path, Flash::ok(key));
    }
    let names: Vec<String> = unreached.iter().take(5).map(|handle| format!("@{handle}")).collect();
    see_and_read(path, Flash::info("flash-mention-unreached").naming(names.join(", ")))
}

/// `POST /spaces/{slug}/posts`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Typed>) -> Answer {
    let (slug, typed) = (named(&slug)?, form.0);
    let refused = async |status, problems: Problems, typed: Typed| {
        let space: InSpace<Contribute> = policy::space(&visit.db, visit.viewer(), &slug).await?;
        write(&visit, &space, status, typed, &problems).await
    };
    let draft = match typed.post() {
        Ok(draft) => draft,
        Err(problems) => return refused(StatusCode::UNPROCESSABLE_ENTITY, problems, typed).await,
    };
    if !visit.app.rates.may_write(visit.viewer().id()) {
        let problems = Problems::one("body", "problem-too-fast");
        return refused(StatusCode::TOO_MANY_REQUESTS, problems, typed).await;
    }
    let done = visit.app.db.write(async |tx| {
        let space: InSpace<Contribute> = policy::space(tx, visit.viewer(), &slug).await?;
        post::publish(tx, &space, &draft).await
    });
    match done.await {
        Ok(done) => published(urls::post(done.id), &done.unreached, "flash-post-published"),
        Err(Error::TooLate(Late::Audience)) => refused(StatusCode::CONFLICT, Problems::none(), typed).await,
        Err(error) => Err(error.into()),
    }
}

/// `post/show.html`
#[derive(Serialize)]
pub struct Show {
    entry: Entry,
    space: Link,
    removed: Option<Removed>,
    items: Vec<Item>,
    answering: Option<Answering>,
    closed: bool,
    archived: bool,
    menu: Menu,
    readers: Readers,
}

impl Page for Show {
    const TEMPLATE: &'static str = "post/show.html";
}

/// A piece of a thread, one of the three.
#[derive(Debug, Default, Serialize)]
struct Item {
    comment: Option<Comment>,
    gap: Option<Gap>,
    new: Option<String>,
}

/// Answers left out.
#[derive(Debug, Serialize)]
struct Gap {
    label: String,
    url: String,
}

/// What this reader may do with the message.
#[derive(Debug, Serialize)]
struct Menu {
    edit_url: Option<String>,
    history_url: Option<String>,
    deletion_url: Option<String>,
    pin_url: Option<String>,
    closing_url: Option<String>,
}

/// Who reads this thread.
#[derive(Debug, Serialize)]
struct Readers {
    colleagues: Vec<Face>,
    more: i64,
    guests: Vec<Face>,
    url: String,
}

/// How to open a thread.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Opening {
    from: String,
    reply: String,
}

/// `GET /posts/{id}`
pub async fn show(visit: Visit, post: Path<String>, opening: Query<Opening>) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let words = draft::of_post(&visit.db, &post).await?;
    let typed = Typed { parent: opening.reply.clone(), ..Typed::before(words) };
    let from = Position::parse(&opening.from);
    let (answer, is_news) = thread(&visit, &post, StatusCode::OK, from, typed, &Problems::none()).await?;
    if is_news && visit.viewer().looker().is_none() {
        mark(visit, post.post());
    }
    Ok(answer)
}

/// Notes where the reader is, after the answer has been written: reading waits for no disk.
fn mark(visit: Visit, post: PostId) {
    actix_web::rt::spawn(async move {
        let marked = visit.app.db.write(async |tx| {
            let post: InPost<Read> = policy::post(tx, visit.viewer(), post).await?;
            feed::mark(tx, &post).await
        });
        if let Err(error) = marked.await {
            tracing::warn!("where a reader left off could not be noted: {error}");
        }
    });
}

/// A thread with the answer that somebody is writing, and whether anything of it is new to its reader.
pub async fn thread(
    visit: &Visit,
    post: &InPost<Read>,
    status: StatusCode,
    from: Option<Position>,
    typed: Typed,
    problems: &Problems,
) -> Result<(HttpResponse, bool), Refusal> {
    let db = &visit.db;
    let whole = async {
        let whole = post::whole(db, post).await?;
        let readers = post::readers(db, post, whole.published_at).await?;
        Ok((whole, readers))
    };
    let (frame, (whole, readers), thread, news, audience) = try_join!(
        chrome::frame(visit, About::Space(post.space().space())),
        whole,
        comment::thread(db, post, from),
        comment::news(db, post),
        space::audience(db, post.space()),
    )?;
    let removed = whole.removed.is_some();
    let thread = if removed { comment::Thread { pieces: Vec::new() } } else { thread };
    let draft = Thread { visit, post, whole: &whole, audience: &audience };
    let page = Show {
        items: draft.items(thread, news),
        answering: draft.answering(typed, problems),
        menu: draft.menu(),
        readers: draft.readers(&readers),
        space: Link { name: whole.space.clone(), url: urls::space(&whole.slug) },
        removed: whole.removed.as_ref().map(Removed::from),
        closed: post.comments_closed(),
        archived: post.space().is_archived(),
        entry: draft.entry(),
    };
    Ok((visit.page_with(status, frame.reaching(audience.is_open()), &page)?, whole.is_news && !removed))
}

/// What a thread's page is made of.
struct Thread<'v> {
    visit: &'v Visit,
    post: &'v InPost<Read>,
    whole: &'v post::Whole,
    audience: &'v space::Audience,
}

/// What a reader may do in a thread.
pub fn powers<R>(post: &InPost<R>) -> Powers {
    let writes = post.space().could::<Contribute>();
    Powers { answers: writes && !post.comments_closed(), writes, moderates: post.space().could::<Moderate>() }
}

impl Thread<'_> {
    fn reach(&self) -> &'static str {
        if self.audience.is_open() { "outside" } else { "inside" }
    }

    fn entry(&self) -> Entry {
        let (id, whole) = (self.post.post(), self.whole);
        let url = urls::post(id);
        let hearers = Audience::new(self.visit, self.post.space(), &whole.slug, self.audience);
        Entry {
            id: id.to_string(),
            answer_url: format!("{url}#answer"),
            url,
            history_url: urls::post_part(id, "history"),
            space_name: whole.space.clone(),
            space_url: urls::space(&whole.slug),
            reach: self.reach(),
            hearers: hearers.hearers(self.visit.language),
            is_unread: false,
            is_pinned: whole.is_pinned,
            author: Reader::of(self.visit).face(&whole.author, whole.author_seen),
            author_title: whole.author.title.clone().filter(|_| whole.author_seen).unwrap_or_default(),
            at: whole.published_at,
            active_at: whole.active_at,
            edited_at: whole.edited_at,
            title: whole.title.clone(),
            html: whole.html.clone(),
            excerpted: false,
            comment_count: i64::from(whole.comment_count),
            comments: Vec::new(),
            can_answer: powers(self.post).answers,
            faces: Vec::new(),
        }
    }

    fn items(&self, thread: comment::Thread, news: Option<comment::News>) -> Vec<Item> {
        let (reader, powers) = (Reader::of(self.visit), powers(self.post));
        let me = self.visit.viewer().id();
        let is_new = |one: &comment::Comment| {
            let newer = |one: &comment::Comment| {
                let others = one.author.id != me && one.removed.is_none();
                others && news.as_ref().is_some_and(|news| one.published_at > news.since)
            };
            newer(one) || one.replies.iter().any(newer)
        };
        let living = |one: &comment::Comment| {
            let replies = one.replies.iter().filter(|reply| reply.removed.is_none()).count();
            replies as i64 + i64::from(one.removed.is_none())
        };
        let shown: i64 =
            thread.pieces.iter().map(|piece| if let Piece::Comment(one) = piece { living(one) } else { 0 }).sum();
        let gaps = thread.pieces.iter().filter(|piece| matches!(piece, Piece::Gap(_))).count();
        let hidden = (i64::from(self.whole.comment_count) - shown).max(1);
        let mut items = Vec::new();
        let mut marked = false;
        for piece in thread.pieces {
            match piece {
                Piece::Gap(gap) => {
                    let url = format!("{}?from={}#comments", urls::post(self.post.post()), gap.from);
                    // How many are left out is known for all gaps together.
                    let label = match gaps {
                        1 => self.say("post-thread-gap", hidden),
                        _ => self.say("post-thread-gap-some", hidden),
                    };
                    items.push(Item { gap: Some(Gap { label, url }), ..Item::default() });
                }
                Piece::Comment(one) => {
                    if !marked && is_new(&one) {
                        marked = true;
                        let count = news.as_ref().map_or(0, |news| news.count);
                        items.push(Item { new: Some(self.say("post-thread-new", count)), ..Item::default() });
                    }
                    items.push(Item { comment: Some(reader.comment(one, powers)), ..Item::default() });
                }
            }
        }
        items
    }

    fn say(&self, key: &str, n: i64) -> String {
        translate(self.visit.language, key, &Args::from([("n".into(), n.into())]))
    }

    fn answering(&self, typed: Typed, problems: &Problems) -> Option<Answering> {
        if !powers(self.post).answers || self.whole.removed.is_some() {
            return None;
        }
        let slug = &self.whole.slug;
        let audience = audience_for(self.visit, self.post.space(), slug, self.audience, &typed);
        let parent = typed.parent.parse::<CommentId>().ok();
        Some(Answering::new(self.visit, slug, self.post.post(), audience, parent, typed, problems))
    }

    fn menu(&self) -> Menu {
        let space = self.post.space();
        let (own, stands) = (self.post.is_own(), self.whole.removed.is_none());
        let (writes, moderates) = (space.could::<Contribute>(), space.could::<Moderate>());
        let at = |offered: bool, part: &str| (offered && stands).then(|| urls::post_part(self.post.post(), part));
        Menu {
            edit_url: at(own && writes, "edit"),
            history_url: at(self.whole.edited_at.is_some(), "history"),
            deletion_url: at((own && writes) || moderates, "deletion"),
            pin_url: at(moderates, "pin"),
            closing_url: at(moderates, "closing"),
        }
    }

    fn readers(&self, readers: &post::Readers) -> Readers {
        let reader = Reader::of(self.visit);
        let faces = |people: &[person::Face]| people.iter().map(|face| reader.face(face, true)).collect::<Vec<_>>();
        Readers {
            more: (self.audience.colleagues - readers.colleagues.len() as i64).max(0),
            colleagues: faces(&readers.colleagues),
            guests: faces(&readers.guests),
            url: urls::space_part(&self.whole.slug, "members"),
        }
    }
}

/// `post/edit.html`
#[derive(Serialize)]
pub struct Edit {
    url: String,
    back: Link,
    titled: bool,
    title: String,
    body: String,
    audience: Audience,
    mentions: String,
    problems: Shown,
    deletion_url: String,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "post/edit.html";
}

/// What is edited, for the page that edits messages and answers alike.
pub struct Edited {
    /// Where the form goes, and which address it stands at.
    pub url: String,
    /// Where the words stand.
    pub back: String,
    /// Whether there is a title.
    pub titled: bool,
    /// Where it is removed.
    pub deletion_url: String,
}

/// The page that edits.
pub async fn editing(
    visit: &Visit,
    space: &InSpace<Contribute>,
    edited: Edited,
    status: StatusCode,
    typed: Typed,
    problems: &Problems,
) -> Answer {
    let (frame, about, audience) = try_join!(
        chrome::frame(visit, About::Space(space.space())),
        space::about(&visit.db, space),
        space::audience(&visit.db, space),
    )?;
    let page = Edit {
        url: edited.url,
        back: Link { name: about.name.clone(), url: edited.back },
        titled: edited.titled,
        audience: audience_for(visit, space, &about.slug, &audience, &typed),
        mentions: format!("{}?q=", urls::space_part(&about.slug, "mentions")),
        title: typed.title,
        body: typed.body,
        problems: Shown::new(problems, visit.language),
        deletion_url: edited.deletion_url,
    };
    visit.page_with(status, frame.reaching(audience.is_open()), &page)
}

fn edited(post: PostId) -> Edited {
    let (url, deletion_url) = (urls::post_part(post, "edit"), urls::post_part(post, "deletion"));
    Edited { url, back: urls::post(post), titled: true, deletion_url }
}

/// `GET /posts/{id}/edit`
pub async fn edit(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Contribute> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let source = post::source(&visit.db, &post).await?;
    let typed = Typed { title: source.title.unwrap_or_default(), body: source.body, ..Typed::default() };
    editing(&visit, post.space(), edited(post.post()), StatusCode::OK, typed, &Problems::none()).await
}

/// `POST /posts/{id}/edit`
pub async fn update(visit: Visit, post: Path<String>, form: Form<Typed>) -> Answer {
    let (post, typed): (PostId, Typed) = (id(&post)?, form.0);
    let refused = async |status, problems: Problems, typed: Typed| {
        let post: InPost<Contribute> = policy::post(&visit.db, visit.viewer(), post).await?;
        post::source(&visit.db, &post).await?;
        editing(&visit, post.space(), edited(post.post()), status, typed, &problems).await
    };
    let draft = match typed.post() {
        Ok(draft) => draft,
        Err(problems) => return refused(StatusCode::UNPROCESSABLE_ENTITY, problems, typed).await,
    };
    let change = post::Edit { title: draft.title, body: draft.body, audience_version: draft.audience_version };
    let done = visit.app.db.write(async |tx| {
        let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
        post::edit(tx, &post, &change).await
    });
    match done.await {
        Ok(done) => published(urls::post(post), &done.unreached, "flash-post-edited"),
        Err(Error::TooLate(Late::Audience)) => refused(StatusCode::CONFLICT, Problems::none(), typed).await,
        Err(error) => Err(error.into()),
    }
}

/// `post/history.html`
#[derive(Serialize)]
pub struct History {
    back: String,
    author: Face,
    versions: Vec<Version>,
}

/// What something said, from a moment on.
#[derive(Serialize)]
struct Version {
    title: Option<String>,
    html: String,
    at: DateTime<Utc>,
    current: bool,
}

impl Page for History {
    const TEMPLATE: &'static str = "post/history.html";
}

impl History {
    /// What something says now, and what it said before.
    pub fn new(back: String, author: Face, now: post::Version, before: Vec<post::Version>) -> Self {
        let version = |version: post::Version, current| Version {
            title: version.title,
            html: version.html,
            at: version.written_at,
            current,
        };
        let before = before.into_iter().map(|before| version(before, false));
        Self { back, author, versions: std::iter::once(version(now, true)).chain(before).collect() }
    }
}

/// `GET /posts/{id}/history`
pub async fn history(visit: Visit, post: Path<String>) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    let (frame, whole, versions) = try_join!(
        chrome::frame(&visit, About::Space(post.space().space())),
        post::whole(&visit.db, &post),
        post::versions(&visit.db, &post),
    )?;
    if whole.removed.is_some() {
        return see(urls::post(post.post()));
    }
    let author = Reader::of(&visit).face(&whole.author, whole.author_seen);
    let written_at = whole.edited_at.unwrap_or(whole.published_at);
    let now = post::Version { title: whole.title, html: whole.html, written_at };
    visit.page(frame, &History::new(urls::post(post.post()), author, now, versions))
}

/// `POST /posts/{id}/deletion`
pub async fn delete(visit: Visit, post: Path<String>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| match policy::post::<Moderate>(tx, visit.viewer(), post).await {
            Ok(post) => post::delete(tx, &post).await,
            Err(Error::NotAllowed(_)) => {
                let post: InPost<Contribute> = policy::post(tx, visit.viewer(), post).await?;
                post::delete(tx, &post).await
            }
            Err(error) => Err(error),
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok("flash-post-deleted"))
}

/// On or off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switch {
    on: bool,
}

/// `POST /posts/{id}/pin`
pub async fn pin(visit: Visit, post: Path<String>, switch: Form<Switch>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| {
            let post: InPost<Moderate> = policy::post(tx, visit.viewer(), post).await?;
            if switch.0.on { post::pin(tx, &post).await } else { post::unpin(tx, &post).await }
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok(if switch.0.on { "flash-post-pinned" } else { "flash-post-unpinned" }))
}

/// `POST /posts/{id}/closing`
pub async fn close(visit: Visit, post: Path<String>, switch: Form<Switch>) -> Answer {
    let post: PostId = id(&post)?;
    visit
        .app
        .db
        .write(async |tx| {
            let post: InPost<Moderate> = policy::post(tx, visit.viewer(), post).await?;
            if switch.0.on { post::close_comments(tx, &post).await } else { post::reopen_comments(tx, &post).await }
        })
        .await?;
    see_and_read(urls::post(post), Flash::ok(if switch.0.on { "flash-post-closed" } else { "flash-post-reopened" }))
}
