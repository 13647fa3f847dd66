//! A message on its own page: what it says, what its kind carries, and what its reader may do there.

use crate::domain::db::Db;
use crate::domain::ids::PersonId;
use crate::domain::kinds::PostKind;
use crate::domain::mail::Trace;
use crate::domain::policy::{Contribute, InPost, Moderate, Own, Read};
use crate::domain::question::Asked;
use crate::domain::reaction::Tallies;
use crate::domain::{announcement, comment, poll, post};
use crate::error::Result;
use crate::web::announcements::Ack;
use crate::web::entry::{Entry, Powers, Reader, kind_label};
use crate::web::files::Files;
use crate::web::polls::Poll;
use crate::web::reactions::Reacts;
use crate::web::saved::Saving;
use crate::web::urls;
use crate::web::via::Vias;
use crate::web::visit::Visit;

/// What a post of its kind carries.
#[derive(Default)]
pub(super) struct OfKind {
    pub(super) kept: Option<comment::Comment>,
    pub(super) poll: Option<poll::Poll>,
    pub(super) progress: Option<announcement::Progress>,
}

async fn of_kind(db: &Db, post: &InPost<Read>, whole: &post::Whole) -> Result<OfKind> {
    let (id, none) = (post.post(), OfKind::default());
    if whole.removed.is_some() {
        return Ok(none);
    }
    Ok(match (whole.kind, whole.answer) {
        (PostKind::Question, Some(kept)) => OfKind { kept: comment::kept(db, post, kept).await?, ..none },
        (PostKind::Poll, _) => OfKind { poll: poll::of_posts(db, post.viewer(), &[id]).await?.remove(&id), ..none },
        (PostKind::Announcement, _) => {
            OfKind { progress: announcement::of_posts(db, post.viewer(), &[id]).await?.remove(&id), ..none }
        }
        (PostKind::Message | PostKind::Question | PostKind::Decision, _) => none,
    })
}

/// A message, and what its kind carries.
pub(super) async fn whole(db: &Db, post: &InPost<Read>) -> Result<(post::Whole, OfKind)> {
    let whole = post::whole(db, post).await?;
    let about = of_kind(db, post, &whole).await?;
    Ok((whole, about))
}

/// What its thread may answer, when it is a question.
pub(super) fn asked(whole: &post::Whole) -> Option<Asked> {
    (whole.kind == PostKind::Question).then_some(Asked { kept: whole.answer })
}

/// What of its thread came by mail. Who was written to besides and is not here is proposed as a guest by whoever may.
pub(super) fn vias(visit: &Visit, post: &InPost<Read>, whole: &post::Whole, traces: Vec<Trace>) -> Vias {
    let proposes = post.space().could::<Own>() && post.space().is_opened_to_guests();
    Vias::new(visit, traces, proposes.then_some(&*whole.slug))
}

/// As it is shown, without those who hear it.
pub(super) fn entry(
    visit: &Visit,
    post: &InPost<Read>,
    whole: &post::Whole,
    about: &OfKind,
    said: &Tallies,
    files: Files,
) -> Entry {
    let (id, powers) = (post.post(), powers(post));
    Entry {
        id: id.to_string(),
        answer_url: None,
        url: urls::post(id),
        history_url: whole.edited_at.map(|_| urls::post_part(id, "history")),
        space_name: whole.space.clone(),
        space_url: urls::space(&whole.slug),
        reach: "inside",
        hearers: String::new(),
        is_unread: false,
        is_pinned: whole.is_pinned,
        following: None,
        saving: whole.is_saved.filter(|_| whole.removed.is_none()).map(|is_saved| Saving::new(id, is_saved)),
        author: Reader::of(visit).face(&whole.author, whole.author_seen),
        author_title: whole.author.title.clone().filter(|_| whole.author_seen).unwrap_or_default(),
        at: whole.published_at,
        active_at: whole.active_at,
        edited_at: whole.edited_at,
        kind_label: kind_label(visit, whole.kind, whole.answer.is_some()),
        poll: about.poll.clone().map(|poll| Poll::new(visit, id, poll, powers.writes)),
        ack: about.progress.as_ref().map(|progress| {
            let asks = powers.writes && !post.is_own();
            Ack::new(visit, id, progress, asks, post.space().could::<Own>())
        }),
        title: whole.title.clone(),
        html: whole.html.clone(),
        excerpted: false,
        via: None,
        comment_count: i64::from(whole.comment_count),
        comments: Vec::new(),
        files,
        reacts: Reacts::of_post(id, said.of_post(id), powers.writes),
        faces: Vec::new(),
        delivery: None,
    }
}

/// What a reader may do in a thread.
pub fn powers<R>(post: &InPost<R>) -> Powers<'static> {
    let writes = post.space().could::<Contribute>();
    let moderates = post.space().could::<Moderate>();
    let reports = post.viewer().looker().is_none();
    Powers { answers: writes && !post.comments_closed(), writes, moderates, reports, ..Powers::default() }
}

/// What a reader may do in the thread of a question.
pub fn powers_of_question<'s, R>(post: &InPost<R>, asked: Option<Asked>, spared: &'s [PersonId]) -> Powers<'s> {
    let powers = Powers { spared, ..powers(post) };
    let chooses = (post.is_own() && powers.writes) || powers.moderates;
    Powers { keeps: asked.is_some() && chooses, kept: asked.and_then(|asked| asked.kept), ..powers }
}
