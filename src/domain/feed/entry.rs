//! What a feed says of each post.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::{array, count_star};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use futures_util::try_join;

use super::visits::Left;
use crate::domain::announcement::{self, Progress};
use crate::domain::comment::{self, Comment};
use crate::domain::db::Db;
use crate::domain::file::{self, Attached};
use crate::domain::ids::{CommentId, PersonId, PostId, SpaceId};
use crate::domain::kinds::{Attention, PostKind, Role, Visibility};
use crate::domain::markup;
use crate::domain::person::Face;
use crate::domain::policy::Viewer;
use crate::domain::policy::sight::{self, Seen};
use crate::domain::poll::{self, Poll};
use crate::domain::reaction::{self, Tally};
use crate::domain::schema::{
    access_spaces, accesses, follows, memberships, organizations, people, posts, saved_posts, spaces, thread_marks,
};
use crate::domain::sql::{left, only_if, plain};
use crate::error::Result;

/// Letters of a long text that a feed shows; a shorter one is whole.
const EXCERPT: usize = 1500;

/// Letters of HTML that are asked for: markup and all, more than [`EXCERPT`] letters of any text people write.
const ENOUGH: i32 = 8000;

/// A post in a feed.
#[derive(Debug)]
pub struct Entry {
    /// Which.
    pub id: PostId,
    /// In which space.
    pub space: SpaceId,
    /// The space's name in addresses.
    pub slug: String,
    /// The space's name.
    pub space_name: String,
    /// Whether guests may be let in there.
    pub opened_to_guests: bool,
    /// Who wrote it.
    pub author: Face,
    /// Whether this reader may open the author's profile.
    pub author_seen: bool,
    /// What it is for.
    pub kind: PostKind,
    /// Whether an answer of it was kept.
    pub is_answered: bool,
    /// What it lets people choose.
    pub poll: Option<Poll>,
    /// How far it has come, when it is an announcement.
    pub progress: Option<Progress>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its text, or the beginning of a long one.
    pub html: String,
    /// Whether it is only the beginning.
    pub excerpted: bool,
    /// Since when it stands.
    pub published_at: DateTime<Utc>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// When it was last moved.
    pub active_at: DateTime<Utc>,
    /// Whether it stays on top of its space.
    pub is_pinned: bool,
    /// Whether others have moved it since the reader was there.
    pub is_unread: bool,
    /// Whether the reader keeps it to read again; nothing where somebody only looks as they would.
    pub is_saved: Option<bool>,
    /// What the reader chose to hear of it.
    pub attention: Option<Attention>,
    /// What was said to it in a word.
    pub reactions: Vec<Tally>,
    /// Whether the reader may write there.
    pub can_write: bool,
    /// Whether the reader answers for that space.
    pub owns: bool,
    /// Whether the reader may answer.
    pub can_answer: bool,
    /// Living answers.
    pub comment_count: i32,
    /// The last few, the earlier first.
    pub comments: Vec<Comment>,
    /// What hangs in it, in the order in which it was hung.
    pub files: Vec<Attached>,
}

type Row = (
    (PostId, Option<String>, String, DateTime<Utc>, Option<DateTime<Utc>>, DateTime<Utc>),
    (Option<DateTime<Utc>>, Option<DateTime<Utc>>, i32, PersonId, PostKind, Option<CommentId>),
    (SpaceId, String, String, bool, Option<DateTime<Utc>>),
    Face,
    (Option<Role>, Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    (Option<DateTime<Utc>>, bool, Option<Attention>),
);

/// What a feed says of these posts, in this order; what the viewer does not see is left out.
pub async fn entries(db: &Db, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let me = viewer.id();
    let mine = memberships::space_id.eq(posts::space_id).and(memberships::person_id.eq(me));
    let mark = thread_marks::post_id.eq(posts::id).and(thread_marks::person_id.eq(me));
    let heard = follows::post_id.eq(posts::id).and(follows::person_id.eq(me));
    let kept = saved_posts::post_id.eq(posts::id).and(saved_posts::person_id.eq(me));
    let query = posts::table
        .inner_join(spaces::table)
        .inner_join(people::table.on(people::id.eq(posts::author_id)))
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .left_join(memberships::table.on(mine.and(sight::living(db.at()))))
        .left_join(thread_marks::table.on(mark))
        .left_join(saved_posts::table.on(kept))
        .left_join(follows::table.on(heard))
        .filter(posts::id.eq_any(ids).and(posts::deleted_at.is_null()))
        .filter(sight::of_posts_in_spaces(viewer.eyes(db.at())))
        .select((
            (
                posts::id,
                posts::title,
                left(posts::html, ENOUGH),
                posts::published_at,
                posts::edited_at,
                posts::active_at,
            ),
            (
                posts::pinned_at,
                posts::comments_closed_at,
                posts::comment_count,
                posts::last_author_id,
                posts::kind,
                posts::answer_id,
            ),
            (spaces::id, spaces::slug, spaces::name, spaces::opened_to_guests, spaces::archived_at),
            Face::as_select(),
            (memberships::role.nullable(), memberships::read_at.nullable(), memberships::visited_at.nullable()),
            (
                thread_marks::read_at.nullable(),
                saved_posts::saved_at.nullable().is_not_null(),
                follows::attention.nullable(),
            ),
        ));
    let rows: Vec<Row> = query.load(&mut db.conn()).await?;
    let authors: Vec<PersonId> = rows.iter().map(|row| row.3.id).collect();
    let of = |kind: PostKind| -> Vec<PostId> { rows.iter().filter(|row| row.1.4 == kind).map(|row| row.0.0).collect() };
    let (asked, announced) = (of(PostKind::Poll), of(PostKind::Announcement));
    let posts = Seen::of(viewer, rows.iter().map(|row| row.0.0).collect());
    let (comments, said, files, seen, mut polls, mut progress) = try_join!(
        comment::last_of(db, &posts),
        reaction::of_posts(db, &posts),
        file::of_posts(db, &posts),
        sight::seen(db, viewer, &authors),
        poll::of_posts(db, viewer, &asked),
        announcement::of_posts(db, viewer, &announced),
    )?;
    let mut hanging: HashMap<PostId, Vec<Attached>> = HashMap::new();
    for file in files {
        if let Some(post) = file.post {
            hanging.entry(post).or_default().push(file);
        }
    }
    let mut by_post: HashMap<PostId, Vec<Comment>> = HashMap::new();
    for comment in comments {
        by_post.entry(comment.post).or_default().push(comment);
    }
    let mut entries: HashMap<PostId, Entry> = rows
        .into_iter()
        .map(|row| {
            let comments = by_post.remove(&row.0.0).unwrap_or_default();
            let author_seen = seen.contains(&row.3.id);
            let files = hanging.remove(&row.0.0).unwrap_or_default();
            let reactions = said.of_post(row.0.0).to_vec();
            let (poll, progress) = (polls.remove(&row.0.0), progress.remove(&row.0.0));
            (
                row.0.0,
                Entry { author_seen, comments, files, reactions, poll, progress, ..Entry::of(row, viewer, db.at()) },
            )
        })
        .collect();
    Ok(ids.iter().filter_map(|id| entries.remove(id)).collect())
}

impl Entry {
    fn of(row: Row, viewer: &Viewer, now: DateTime<Utc>) -> Self {
        let (
            said,
            state,
            (space, slug, space_name, opened_to_guests, archived_at),
            author,
            (role, read_at, visited_at),
            (mark, is_saved, attention),
        ) = row;
        let (id, title, html, published_at, edited_at, active_at) = said;
        let (pinned_at, closed_at, comment_count, last_author, kind, answer) = state;
        let left = read_at.zip(visited_at).map(|(read_at, visited_at)| Left::new(read_at, visited_at).since(now));
        let since = left.map(|left| mark.map_or(left, |mark| mark.max(left)));
        let whole = html.chars().count() < ENOUGH as usize;
        let begun = markup::excerpt(&html, EXCERPT, whole);
        let may_write = role.is_some() && archived_at.is_none() && viewer.looker().is_none();
        Self {
            id,
            space,
            slug,
            space_name,
            opened_to_guests,
            author,
            author_seen: false,
            kind,
            is_answered: answer.is_some(),
            poll: None,
            progress: None,
            title,
            excerpted: begun.is_some(),
            html: begun.unwrap_or(html),
            published_at,
            edited_at,
            active_at,
            is_pinned: pinned_at.is_some(),
            is_saved: viewer.looker().is_none().then_some(is_saved),
            attention,
            // What a guest has read is theirs alone: whoever looks as one is shown no marks.
            is_unread: viewer.looker().is_none()
                && last_author != viewer.id()
                && since.is_some_and(|since| active_at > since),
            reactions: Vec::new(),
            can_write: may_write,
            owns: role == Some(Role::Owner) && viewer.looker().is_none(),
            can_answer: may_write && closed_at.is_none(),
            comment_count,
            comments: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// Who hears what is said in a space: how many, counted now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hearing {
    /// People of the house.
    pub colleagues: i64,
    /// Guests who are in, and those who are invited.
    pub guests: i64,
}

/// Who hears, in those of these spaces that the viewer is a member of. Whoever is let in from outside, or invited, is counted
/// now; the house's own are kept with the space (migration 39).
pub async fn hearings(db: &Db, viewer: &Viewer, asked: &[SpaceId]) -> Result<HashMap<SpaceId, Hearing>> {
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let end = memberships::expires_at;
    let let_in = memberships::table
        .filter(memberships::space_id.eq(spaces::id))
        .filter(end.is_not_null().and(end.assume_not_null().gt(db.at())))
        .select(count_star());
    // A guest cannot count whom nobody has let in yet.
    let invited = access_spaces::table
        .inner_join(accesses::table)
        .filter(access_spaces::space_id.eq(spaces::id))
        .filter(only_if(!viewer.is_guest(), accesses::ends_at.gt(db.at())))
        .filter(accesses::accepted_at.is_null().and(accesses::ended_at.is_null()))
        .select(count_star());
    let house = organizations::table.filter(organizations::is_house).select(organizations::present);
    type Heard = (SpaceId, Visibility, i32, Option<i32>, Option<i64>, Option<i64>);
    let rows: Vec<Heard> = spaces::table
        .filter(spaces::id.eq_any(asked).and(spaces::id.eq_any(sight::space_ids(viewer.id(), db.at()))))
        .select((
            spaces::id,
            spaces::visibility,
            spaces::colleagues,
            house.single_value(),
            let_in.single_value(),
            invited.single_value(),
        ))
        .load(&mut db.conn())
        .await?;
    let hearing = |(space, visibility, colleagues, house, let_in, invited): Heard| {
        // Every colleague reads an open space; a guest counts the members they see.
        let by_house = visibility == Visibility::Open && !viewer.is_guest();
        let colleagues = i64::from(if by_house { house.unwrap_or_default() } else { colleagues });
        (space, Hearing { colleagues, guests: let_in.unwrap_or_default() + invited.unwrap_or_default() })
    };
    Ok(rows.into_iter().map(hearing).collect())
}

diesel::alias! {
    const OWN: Alias<Own> = people as own;
}

/// So many people of one's own company are named.
const COMPANIONS: i64 = 12;

/// Others of a guest's own organization whom they meet here.
pub async fn companions(db: &Db, viewer: &Viewer) -> Result<Vec<Face>> {
    let own = OWN.filter(OWN.field(people::id).eq(viewer.id())).select(OWN.field(people::organization_id));
    // From the guests of one's spaces, who are few: a company may be large, and so is the house.
    let met = memberships::table
        .filter(memberships::space_id.eq_any(sight::space_ids(viewer.id(), db.at())))
        .filter(memberships::expires_at.is_not_null().and(memberships::expires_at.assume_not_null().gt(db.at())))
        .select(memberships::person_id);
    let others = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::id.eq_any(array::<sql_types::Uuid, _>(met)))
        .filter(people::organization_id.eq_any(array::<sql_types::Uuid, _>(own)))
        .filter(people::id.ne(viewer.id()).and(people::left_at.is_null()))
        .filter(sight::of_people(viewer.eyes(db.at())))
        .order((plain(people::name), people::id))
        .limit(COMPANIONS)
        .select(Face::as_select());
    Ok(others.load(&mut db.conn()).await?)
}
