//! Which posts stand in a feed, in which order: ids first, by one walk along an index, so that PostgreSQL keeps one plan
//! for it whatever the page (see docs/performance.md); what they say comes after, by key.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::{array, auto_type, exists, not};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;

use super::near::Near;
use super::visits::visit_before;
use crate::domain::db::Db;
use crate::domain::ids::{PostId, SpaceId};
use crate::domain::kinds::PostKind;
use crate::domain::policy::{Grants, InSpace, Read, Viewer, sight};
use crate::domain::position::Position;
use crate::domain::schema::{comments, memberships, mentions, people, posts, spaces, thread_marks};
use crate::error::Result;

/// Posts on a page.
pub(super) const PAGE: usize = 20;

/// What was moved before is old, read or not: as the counts of the navigation have it.
const NEWS: Duration = Duration::days(30);

/// The most posts that are kept on top of a space at once; the latest pinned come first.
const PINNED: i64 = 20;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was moved last: a new post or a new answer.
    #[default]
    Activity,
    /// The newest post.
    Newest,
}

/// Which of the reader's posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Those that others have moved since the reader was there.
    Unread,
    /// Those of these spaces.
    In(Vec<SpaceId>),
    /// Those that call the reader, that they wrote, or that they answered.
    Mine,
    /// Questions of which no answer was kept.
    Unanswered,
}

/// A page of a feed.
#[derive(Debug)]
pub struct Page {
    /// Its posts, in order.
    pub posts: Vec<PostId>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

macro_rules! page {
    ($query:expr, $order:expr, $before:expr, $db:expr) => {{
        let query = $query.filter(posts::deleted_at.is_null()).limit(PAGE as i64 + 1);
        let rows: Vec<(PostId, DateTime<Utc>)> = match ($order, $before) {
            (Order::Activity, None) => {
                let query = query.order((posts::active_at.desc(), posts::id.desc()));
                query.select((posts::id, posts::active_at)).load(&mut $db.conn()).await?
            }
            (Order::Newest, None) => {
                let query = query.order((posts::published_at.desc(), posts::id.desc()));
                query.select((posts::id, posts::published_at)).load(&mut $db.conn()).await?
            }
            (Order::Activity, Some(before)) => {
                let earlier = posts::active_at.lt(before.at()).or(posts::id.lt(PostId::from(before.id())));
                let query = query.filter(posts::active_at.le(before.at()).and(earlier));
                let query = query.order((posts::active_at.desc(), posts::id.desc()));
                query.select((posts::id, posts::active_at)).load(&mut $db.conn()).await?
            }
            (Order::Newest, Some(before)) => {
                let earlier = posts::published_at.lt(before.at()).or(posts::id.lt(PostId::from(before.id())));
                let query = query.filter(posts::published_at.le(before.at()).and(earlier));
                let query = query.order((posts::published_at.desc(), posts::id.desc()));
                query.select((posts::id, posts::published_at)).load(&mut $db.conn()).await?
            }
        };
        Ok(Page::of(rows))
    }};
}

/// The posts of the reader's spaces.
pub async fn home(db: &Db, viewer: &Viewer, scope: &Scope, order: Order, before: Option<Position>) -> Result<Page> {
    let me = viewer.id();
    // Whoever looks as another sees a part of the other's posts: the walk does not know which, and would stop too early.
    if let (Scope::All | Scope::In(_), None) = (scope, viewer.looker()) {
        let places = match scope {
            Scope::In(places) => Some(places.iter().map(|place| place.uuid()).collect()),
            _ => None,
        };
        let near = Near::new(me.uuid(), db.at(), order, places, before);
        let query = posts::table.filter(near).filter(sight::of_posts(viewer.eyes(db.at())));
        return page!(query, order, before, db);
    }
    let mine = memberships::table
        .inner_join(spaces::table.on(spaces::id.eq(memberships::space_id)))
        .filter(memberships::person_id.eq(me).and(spaces::archived_at.is_null()))
        .filter(sight::living(db.at()))
        .select(memberships::space_id);
    let query = posts::table
        .filter(posts::space_id.eq_any(array::<sql_types::Uuid, _>(mine)))
        .filter(sight::of_posts(viewer.eyes(db.at())));
    match scope {
        Scope::All => page!(query, order, before, db),
        Scope::In(spaces) => page!(query.filter(posts::space_id.eq_any(spaces)), order, before, db),
        // What a guest has read is theirs alone.
        Scope::Unread if viewer.looker().is_some() => page!(query, order, before, db),
        Scope::Unread => {
            let earlier = visit_before(db.at());
            let here = memberships::space_id.eq(posts::space_id).and(memberships::person_id.eq(me));
            let long_ago = memberships::visited_at.lt(earlier).and(posts::active_at.gt(memberships::visited_at));
            let lately = memberships::visited_at.ge(earlier).and(posts::active_at.gt(memberships::read_at));
            let moved = exists(memberships::table.filter(here.and(long_ago.or(lately))));
            let mark = thread_marks::post_id.eq(posts::id).and(thread_marks::person_id.eq(me));
            let read = exists(thread_marks::table.filter(mark.and(thread_marks::read_at.ge(posts::active_at))));
            let lately = posts::active_at.gt(db.at() - NEWS).and(posts::last_author_id.ne(me));
            page!(query.filter(lately.and(moved).and(not(read))), order, before, db)
        }
        Scope::Unanswered => page!(query.filter(unanswered()), order, before, db),
        Scope::Mine => {
            // From what is the reader's own, by key: a walk along the feed would go far back for somebody quiet.
            let called = mentions::table.filter(mentions::person_id.eq(me)).select(mentions::post_id);
            let answered = comments::author_id.eq(me).and(comments::deleted_at.is_null());
            let answered = comments::table.filter(answered).select(comments::post_id);
            let concerns = posts::author_id
                .eq(me)
                .or(posts::id.eq_any(array::<sql_types::Uuid, _>(called)))
                .or(posts::id.eq_any(array::<sql_types::Uuid, _>(answered)));
            page!(query.filter(concerns), order, before, db)
        }
    }
}

/// Filter on `posts`: questions of which no answer was kept.
#[auto_type]
fn unanswered() -> _ {
    posts::kind.eq("question").and(posts::answer_id.is_null())
}

/// The questions of one space of which no answer was kept.
pub async fn unanswered_in(
    db: &Db,
    space: &InSpace<impl Grants<Read>>,
    order: Order,
    before: Option<Position>,
) -> Result<Page> {
    let query = posts::table
        .filter(posts::space_id.eq(space.space()).and(unanswered()))
        .filter(sight::of_posts(space.viewer().eyes(db.at())));
    page!(query, order, before, db)
}

/// A decision, in the list of a space's.
#[derive(Debug, Queryable)]
pub struct Decision {
    /// Which post.
    pub id: PostId,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its text, in Markdown.
    pub body: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub author: String,
}

/// So many decisions are listed.
const DECISIONS: i64 = 50;

/// What was decided in a space, the latest first.
pub async fn decisions(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Vec<Decision>> {
    let decisions = posts::table
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .filter(posts::space_id.eq(space.space()).and(posts::kind.eq(PostKind::Decision)))
        .filter(posts::deleted_at.is_null())
        .filter(sight::of_posts(space.viewer().eyes(db.at())))
        .order((posts::published_at.desc(), posts::id.desc()))
        .limit(DECISIONS)
        .select((posts::id, posts::title, posts::body, posts::published_at, people::name));
    Ok(decisions.load(&mut db.conn()).await?)
}

/// The posts of one space, but for those that are kept on top.
pub async fn space(
    db: &Db,
    space: &InSpace<impl Grants<Read>>,
    order: Order,
    before: Option<Position>,
) -> Result<Page> {
    let query = posts::table
        .filter(posts::space_id.eq(space.space()).and(posts::pinned_at.is_null()))
        .filter(sight::of_posts(space.viewer().eyes(db.at())));
    page!(query, order, before, db)
}

/// The posts that are kept on top of a space.
pub async fn pinned(db: &Db, space: &InSpace<impl Grants<Read>>) -> Result<Vec<PostId>> {
    let posts = posts::table
        .filter(posts::space_id.eq(space.space()))
        .filter(posts::pinned_at.is_not_null().and(posts::deleted_at.is_null()))
        .filter(sight::of_posts(space.viewer().eyes(db.at())))
        .order(posts::pinned_at.desc())
        .limit(PINNED)
        .select(posts::id)
        .load(&mut db.conn())
        .await?;
    Ok(posts)
}

impl Page {
    fn of(mut rows: Vec<(PostId, DateTime<Utc>)>) -> Self {
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let last = rows.last().map(|(id, at)| Position::new(*at, id.uuid()));
        Self { next: last.filter(|_| more), posts: rows.into_iter().map(|row| row.0).collect() }
    }
}
