//! A thread: the post, its answers, who reads along.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::message::{self, OfKind, powers};
use super::pieces::pieces;
use super::*;
use crate::domain::comment::{self, Piece};
use crate::domain::ids::{CommentId, PersonId, PostId};
use crate::domain::policy::{self, Contribute, InPost, Moderate, Read};
use crate::domain::position::Position;
use crate::domain::post;
use crate::domain::problems::Problems;
use crate::domain::{draft, feed, file, mail, notification, person, reaction, report, space};
use crate::error::Result;
use crate::web::answer::{Answer, wants_fragment};
use crate::web::audience::Audience;
use crate::web::chrome::{self, About};
use crate::web::composer::{Answering, Typed};
use crate::web::delivery::{self, Deliveries};
use crate::web::entry::{Comment, Entry, Powers, Reader, Removed};
use crate::web::face::Face;
use crate::web::files::{self, ByComment, Files};
use crate::web::follows::Following;
use crate::web::page::Page;
use crate::web::quotes;
use crate::web::refusal::Refusal;
use crate::web::translate::{Args, translate};
use crate::web::urls;
use crate::web::via::Vias;
use crate::web::visit::Visit;

/// `post/show.html`
#[derive(Serialize)]
pub struct Show {
    entry: Entry,
    space: Link,
    removed: Option<Removed>,
    kept: Option<Comment>,
    items: Vec<Item>,
    answering: Option<Answering>,
    closed: bool,
    archived: bool,
    menu: Menu,
    following: Option<Following>,
    readers: Readers,
}

impl Page for Show {
    const TEMPLATE: &'static str = "post/show.html";
}

/// A piece of a thread, one of the three.
#[derive(Debug, Default, Serialize)]
struct Item {
    comments: Vec<Comment>,
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
    removal_url: Option<String>,
    report_url: Option<String>,
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
    /// Whether a page that is there already shows what it asks for.
    seen: bool,
}

/// `GET /posts/{id}`
pub async fn show(visit: Visit, post: Path<String>, opening: Query<Opening>, request: HttpRequest) -> Answer {
    let post: InPost<Read> = policy::post(&visit.db, visit.viewer(), id(&post)?).await?;
    if wants_fragment(&request) {
        let (answer, until) = pieces(&visit, &post).await?;
        if until.is_some() && opening.seen && visit.viewer().looker().is_none() {
            mark(visit, post.post(), Reading { until, is_told: true });
        }
        return Ok(answer);
    }
    let words = draft::of_post(&visit.db, &post).await?;
    let typed = Typed { parent: opening.reply.clone(), ..Typed::before(words) };
    let from = Position::parse(&opening.from);
    let (answer, reading) = thread(&visit, &post, StatusCode::OK, from, typed, &Problems::none()).await?;
    if (reading.until.is_some() || reading.is_told) && visit.viewer().looker().is_none() {
        mark(visit, post.post(), reading);
    }
    Ok(answer)
}

/// What is new to the reader of a thread, and is read by it.
pub struct Reading {
    until: Option<DateTime<Utc>>,
    is_told: bool,
}

/// Notes where the reader is, after the answer has been written: reading waits for no disk.
fn mark(visit: Visit, post: PostId, reading: Reading) {
    actix_web::rt::spawn(async move {
        let marked = visit.app.db.write(async |tx| {
            let post: InPost<Read> = policy::post(tx, visit.viewer(), post).await?;
            if let Some(until) = reading.until {
                feed::mark(tx, &post, until).await?;
            }
            if reading.is_told { notification::read_thread(tx, &post).await } else { Ok(()) }
        });
        if let Err(error) = marked.await {
            tracing::warn!("where a reader left off could not be noted: {error}");
        }
    });
}

/// A thread with the answer that somebody is writing, and what of it is new to its reader.
pub async fn thread(
    visit: &Visit,
    post: &InPost<Read>,
    status: StatusCode,
    from: Option<Position>,
    typed: Typed,
    problems: &Problems,
) -> Result<(HttpResponse, Reading), Refusal> {
    let db = &visit.db;
    let (frame, (mut whole, mut about), readers, mut thread, news, audience, said, files, spared, traces) = try_join!(
        chrome::frame(visit, About::Space(post.space().space())),
        message::whole(db, post),
        post::readers(db, post),
        comment::thread(db, post, from),
        comment::news(db, post),
        space::audience(db, post.space()),
        reaction::of_thread(db, post),
        file::of_thread(db, post),
        report::spared(db, post),
        mail::traces(db, post),
    )?;
    thread.begin_with(&mail::elders(&traces));
    let sent = delivery::sent(visit, post, delivery::is_theirs(post, &thread));
    let ((), sent) = try_join!(quotes::in_thread(visit, &mut whole.html, about.kept.as_mut(), &mut thread), sent)?;
    let mut sent = delivery::shown(visit, sent, &readers, &audience);
    let (own, answers): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.comment.is_none());
    let until = (whole.is_news && post.stands()).then(|| thread.until.unwrap_or(whole.published_at));
    let reading = Reading { until, is_told: frame.tells_of(post.post()) };
    let mut vias = message::vias(visit, post, &whole, traces);
    let draft = Thread { visit, post, whole: &whole, audience: &audience, said: &said, about: &about, spared: &spared };
    let page = Show {
        entry: Entry { via: vias.of_post(), ..draft.entry(files::shown(visit.language, own)) }.told(&mut sent),
        kept: draft.kept(&thread, &answers),
        items: draft.items(thread, news, files::by_comment(visit.language, answers), (vias, &mut sent)),
        answering: draft.answering(typed, problems),
        menu: draft.menu(),
        following: draft.following(),
        readers: draft.readers(&readers),
        space: Link { name: whole.space.clone(), url: urls::space(&whole.slug) },
        removed: whole.removed.as_ref().map(Removed::from),
        closed: post.comments_closed(),
        archived: post.space().is_archived(),
    };
    let frame = frame.reading(post.post()).reaching(audience.is_open());
    Ok((visit.page_with(status, frame, &page)?, reading))
}

/// What a thread's page is made of.
struct Thread<'v> {
    visit: &'v Visit,
    post: &'v InPost<Read>,
    whole: &'v post::Whole,
    audience: &'v space::Audience,
    said: &'v reaction::Tallies,
    about: &'v OfKind,
    spared: &'v [PersonId],
}

impl Thread<'_> {
    fn powers(&self) -> Powers<'_> {
        powers_of_question(self.post, message::asked(self.whole), self.spared)
    }

    /// The answer that was kept, unless it stands first anyway.
    fn kept(&self, thread: &comment::Thread, files: &[file::Attached]) -> Option<Comment> {
        let kept = self.about.kept.clone()?;
        if matches!(thread.pieces.first(), Some(Piece::Comment(first)) if first.id == kept.id) {
            return None;
        }
        let files = &mut files::by_comment(self.visit.language, files.to_vec());
        Some(Reader::of(self.visit).comment(kept, Powers::default(), self.said).with(files))
    }

    fn reach(&self) -> &'static str {
        if self.audience.is_open() { "outside" } else { "inside" }
    }

    fn entry(&self, files: Files) -> Entry {
        let hearers = Audience::new(self.visit, self.post.space(), &self.whole.slug, self.audience);
        let message = message::entry(self.visit, self.post, self.whole, self.about, self.said, files);
        Entry { reach: self.reach(), hearers: hearers.hearers(self.visit.language), ..message }
    }

    fn items(
        &self,
        thread: comment::Thread,
        news: Option<comment::News>,
        mut files: ByComment,
        (mut vias, sent): (Vias, &mut Deliveries),
    ) -> Vec<Item> {
        let (reader, powers) = (Reader::of(self.visit), self.powers());
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
        let mut items: Vec<Item> = Vec::new();
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
                    if !marked && !vias.is_elder(one.id) && is_new(&one) {
                        marked = true;
                        let count = news.as_ref().map_or(0, |news| news.count);
                        items.push(Item { new: Some(self.say("post-thread-new", count)), ..Item::default() });
                    }
                    let comment = reader.comment(one, powers, self.said).with(&mut files);
                    let comment = comment.having_come(&mut vias).told(sent);
                    match items.last_mut().filter(|item| !item.comments.is_empty()) {
                        Some(before) => before.comments.push(comment),
                        None => items.push(Item { comments: vec![comment], ..Item::default() }),
                    }
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
            deletion_url: at(own && writes, "deletion"),
            removal_url: at(!own && self.powers().removes(self.post.author()), "removal"),
            report_url: at(!own && powers(self.post).reports, "reports/new"),
            pin_url: at(moderates, "pin"),
            closing_url: at(moderates, "closing"),
        }
    }

    /// What a reader of their own wants to hear; whoever looks as another chooses nothing for them.
    fn following(&self) -> Option<Following> {
        let chooses = self.whole.removed.is_none() && self.post.viewer().looker().is_none();
        chooses.then(|| Following::new(self.post.post(), self.whole.attention))
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
