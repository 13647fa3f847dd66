//! What one was told, as far as one may see it now: the same filter draws the list and counts the bell, so that no number
//! tells more than the list shows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use uuid::Uuid;

use super::visible::visible;
use crate::domain::db::Db;
use crate::domain::ids::{AccessId, CommentId, PersonId, PostId};
use crate::domain::kinds::{PostKind, Reaction, Reason};
use crate::domain::markup;
use crate::domain::person::Face;
use crate::domain::policy::{Viewer, sight};
use crate::domain::position::Position;
use crate::domain::schema::{
    accesses, acknowledgements, comments, notifications, organizations, people, posts, reactions, spaces,
};
use crate::domain::sql::left;
use crate::error::{Error, Result};

/// So many are read at a time; what is told as one may be several of them.
const PAGE: i64 = 50;

/// The bell counts no further than 99 (and what is told as one may be many).
const COUNTED: i64 = 300;

/// Letters of a text that are asked for, and shown.
const ASKED: i32 = 600;
const SHOWN: usize = 160;

/// What somebody was told and has not read: enough to count it, and to know whether a thread is among it.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    rows: Vec<(Uuid, Reason, Option<PostId>)>,
}

impl Unread {
    /// How many, what is told as one counted once.
    pub fn count(&self) -> usize {
        self.rows.iter().map(|(bundle, reason, _)| (bundle, reason.is_of_thread())).collect::<HashSet<_>>().len()
    }

    /// Whether something of this thread is among it.
    pub fn has(&self, post: PostId) -> bool {
        self.rows.iter().any(|(_, _, about)| *about == Some(post))
    }

    /// The rest, once a thread is read.
    pub fn without(mut self, post: PostId) -> Self {
        self.rows.retain(|(_, _, about)| *about != Some(post));
        self
    }
}

/// The notifications of a viewer that they may see now, the latest first.
macro_rules! told {
    ($db:expr, $viewer:expr) => {
        notifications::table
            .left_join(posts::table)
            .left_join(comments::table.on(comments::id.nullable().eq(notifications::comment_id)))
            .left_join(spaces::table)
            .left_join(accesses::table)
            .filter(notifications::person_id.eq($viewer.id()))
            .filter(visible($viewer.eyes($db.at()), $viewer.id(), $viewer.is_admin()))
            .order((notifications::happened_at.desc(), notifications::item_id.desc()))
    };
}

pub(super) use told;

/// What the viewer has not read; nothing where somebody only looks as they would.
pub async fn unread(db: &Db, viewer: &Viewer) -> Result<Unread> {
    if viewer.looker().is_some() {
        return Ok(Unread::default());
    }
    let rows = told!(db, viewer)
        .filter(notifications::read_at.is_null())
        .limit(COUNTED)
        .select((notifications::bundle_id, notifications::reason, notifications::post_id))
        .load(&mut db.conn())
        .await?;
    Ok(Unread { rows })
}

/// Some of what one was told.
#[derive(Debug)]
pub struct Notices {
    /// The latest first.
    pub list: Vec<Notice>,
    /// Where the older ones begin.
    pub older: Option<Position>,
}

/// Something one was told, or several things that are told as one.
#[derive(Debug)]
pub struct Notice {
    /// By which it is named: the latest item of it.
    pub item: Uuid,
    /// Why: the weightiest reason.
    pub reason: Reason,
    /// When the latest of it happened.
    pub happened_at: DateTime<Utc>,
    /// Whether it was not read yet.
    pub is_unread: bool,
    /// Who did it, the latest first, each once; nobody when time did.
    pub actors: Vec<Actor>,
    /// The word of a reaction, when all said the same.
    pub word: Option<Reaction>,
    /// The space it is about.
    pub place: Option<Place>,
    /// The message.
    pub post: Option<PostId>,
    /// What the message is for.
    pub kind: Option<PostKind>,
    /// The answer.
    pub comment: Option<CommentId>,
    /// Whether that came by mail.
    pub by_mail: bool,
    /// The beginning of what was written last: the answer, else the title, else the message.
    pub words: String,
    /// Whether it asks to say that one has read it.
    pub asks: bool,
    /// The access.
    pub contract: Option<Contract>,
}

/// Somebody who did something.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub face: Face,
    /// Whether this reader may open their profile.
    pub is_seen: bool,
}

/// The space of a notification.
#[derive(Debug)]
pub struct Place {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// The access that a notification is about.
#[derive(Debug)]
pub struct Contract {
    /// Which.
    pub id: AccessId,
    /// Whose.
    pub name: String,
    /// Their organization.
    pub organization: String,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether it is the reader's own.
    pub is_own: bool,
}

type Row = (
    (Uuid, Uuid, Reason, DateTime<Utc>, Option<DateTime<Utc>>),
    (Option<PostId>, Option<CommentId>, Option<PersonId>, bool),
    (Option<String>, Option<String>),
    (Option<String>, Option<String>, Option<PostKind>, Option<String>),
    (Option<AccessId>, Option<String>, Option<String>, Option<DateTime<Utc>>, Option<PersonId>),
    bool,
);

/// Whether what somebody wrote came by mail; what others say to it did not.
const BY_MAIL: &str = "(notifications.reason <> 'reaction' and exists (select 1 from mailed \
     where mailed.post_id = notifications.post_id and mailed.comment_id is not distinct from notifications.comment_id))";

/// The columns of a [`Row`].
macro_rules! columns {
    ($me:expr) => {{
        let read = acknowledgements::post_id.nullable().eq(notifications::post_id);
        let read = acknowledgements::table.filter(read.and(acknowledgements::person_id.eq($me)));
        (
            (
                notifications::item_id,
                notifications::bundle_id,
                notifications::reason,
                notifications::happened_at,
                notifications::read_at,
            ),
            (notifications::post_id, notifications::comment_id, notifications::actor_id, sql::<Bool>(BY_MAIL)),
            (spaces::slug.nullable(), spaces::name.nullable()),
            (
                posts::title.nullable(),
                left(posts::body, ASKED).nullable(),
                posts::kind.nullable(),
                left(comments::body, ASKED).nullable(),
            ),
            (
                accesses::id.nullable(),
                accesses::name.nullable(),
                organizations::name.nullable(),
                accesses::ends_at.nullable(),
                accesses::person_id.nullable(),
            ),
            exists(read),
        )
    }};
}

/// What one was told, from a position on.
pub async fn notices(db: &Db, viewer: &Viewer, only_unread: bool, before: Option<Position>) -> Result<Notices> {
    viewer.oneself()?;
    let mut query = told!(db, viewer)
        .left_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .select(columns!(viewer.id()))
        .limit(PAGE + 1)
        .into_boxed();
    if only_unread {
        query = query.filter(notifications::read_at.is_null());
    }
    if let Some(before) = before {
        let same = notifications::happened_at.eq(before.at()).and(notifications::item_id.lt(before.id()));
        query = query.filter(notifications::happened_at.lt(before.at()).or(same));
    }
    let mut rows: Vec<Row> = query.load(&mut db.conn()).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let older = rows.last().filter(|_| more).map(|row| Position::new(row.0.3, row.0.0));
    Ok(Notices { list: shown(db, viewer, rows).await?, older })
}

/// One of them, by an item of it.
pub async fn one(db: &Db, viewer: &Viewer, item: Uuid) -> Result<Notice> {
    viewer.oneself()?;
    let row: Option<Row> = told!(db, viewer)
        .left_join(organizations::table.on(organizations::id.eq(accesses::organization_id)))
        .filter(notifications::item_id.eq(item))
        .select(columns!(viewer.id()))
        .first(&mut db.conn())
        .await
        .optional()?;
    let found = shown(db, viewer, row.into_iter().collect()).await?.pop();
    found.ok_or(Error::NotFound)
}

/// Rows as notices: what is told as one stands where its latest does.
async fn shown(db: &Db, viewer: &Viewer, rows: Vec<Row>) -> Result<Vec<Notice>> {
    let said = said(db, viewer, &rows).await?;
    let mut people: Vec<PersonId> = rows.iter().filter_map(|row| row.1.2).collect();
    people.extend(said.values().flatten().map(|(person, _)| *person));
    let (faces, seen) = try_join!(faces(db, &people), sight::seen(db, viewer, &people))?;
    let actor = |id: &PersonId| faces.get(id).cloned().map(|face| Actor { is_seen: seen.contains(&face.id), face });
    let mut list: Vec<Notice> = Vec::new();
    let mut known: HashMap<(Uuid, bool, bool), usize> = HashMap::new();
    for row in rows {
        let key = (row.0.1, row.0.2.is_of_thread(), row.0.4.is_none());
        let (post, comment, by, _) = row.1;
        let said = post.and_then(|post| said.get(&(post, comment))).filter(|_| row.0.2 == Reason::Reaction);
        let (who, word): (Vec<PersonId>, _) = match said {
            Some(said) => (said.iter().map(|(person, _)| *person).collect(), same_word(said)),
            None => (by.into_iter().collect(), None),
        };
        let actors: Vec<Actor> = who.iter().filter_map(actor).collect();
        match known.get(&key) {
            Some(at) => list[*at].join(row.0.2, actors),
            None => {
                known.insert(key, list.len());
                list.push(Notice { word, ..Notice::of(row, viewer.id(), actors) });
            }
        }
    }
    Ok(list)
}

impl Notice {
    fn of(row: Row, me: PersonId, actors: Vec<Actor>) -> Self {
        let (
            (item, _, reason, happened_at, read_at),
            (post, comment, _, by_mail),
            (slug, name),
            words,
            access,
            has_read,
        ) = row;
        let (title, body, kind, answer) = words;
        let (id, guest, organization, ends_at, person) = access;
        let words = answer.or(title.filter(|_| comment.is_none())).or(body).unwrap_or_default();
        // What cannot be read in its place is not read here.
        let is_gone = matches!(reason, Reason::Hidden | Reason::Removed);
        let words = if is_gone { String::new() } else { words };
        let contract = id.zip(ends_at).map(|(id, ends_at)| Contract {
            id,
            name: guest.unwrap_or_default(),
            organization: organization.unwrap_or_default(),
            ends_at,
            is_own: person == Some(me),
        });
        Self {
            item,
            reason,
            happened_at,
            is_unread: read_at.is_none(),
            actors: Vec::new(),
            word: None,
            place: slug.zip(name).map(|(slug, name)| Place { slug, name }),
            post,
            kind,
            comment,
            by_mail,
            words: beginning(&words),
            asks: reason == Reason::Announcement && !has_read,
            contract,
        }
        .by(actors)
    }

    fn by(mut self, actors: Vec<Actor>) -> Self {
        self.join(self.reason, actors);
        self
    }

    /// Something earlier that is told with it.
    fn join(&mut self, reason: Reason, actors: Vec<Actor>) {
        self.reason = self.reason.min(reason);
        for actor in actors {
            if !self.actors.iter().any(|known| known.face.id == actor.face.id) {
                self.actors.push(actor);
            }
        }
    }
}

/// The first words of a text, on one line.
fn beginning(markdown: &str) -> String {
    let plain = markup::plain(markdown);
    let mut line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(SHOWN) {
        let end = line[..end].rfind(' ').unwrap_or(end);
        line.truncate(end);
        line.push('…');
    }
    line
}

async fn faces(db: &Db, ids: &[PersonId]) -> Result<HashMap<PersonId, Face>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let faces: Vec<Face> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::id.eq_any(ids))
        .select(Face::as_select())
        .load(&mut db.conn())
        .await?;
    Ok(faces.into_iter().map(|face| (face.id, face)).collect())
}

type Said = HashMap<(PostId, Option<CommentId>), Vec<(PersonId, Reaction)>>;

fn same_word(said: &[(PersonId, Reaction)]) -> Option<Reaction> {
    let mut words = said.iter().map(|(_, word)| *word);
    let first = words.next()?;
    words.all(|word| word == first).then_some(first)
}

/// So many words are looked at, of all that is told of reactions.
const WORDS: i64 = 1000;

/// Who said a word to what the reader wrote, the latest first; asked only where something of it is told.
async fn said(db: &Db, viewer: &Viewer, rows: &[Row]) -> Result<Said> {
    let reacted: Vec<PostId> =
        rows.iter().filter(|row| row.0.2 == Reason::Reaction).filter_map(|row| row.1.0).collect();
    let mut said = Said::new();
    if reacted.is_empty() {
        return Ok(said);
    }
    let words: Vec<(PostId, Option<CommentId>, PersonId, Reaction)> = reactions::table
        .filter(reactions::post_id.eq_any(reacted).and(reactions::person_id.ne(viewer.id())))
        .order((reactions::reacted_at.desc(), reactions::id.desc()))
        .limit(WORDS)
        .select((reactions::post_id, reactions::comment_id, reactions::person_id, reactions::word))
        .load(&mut db.conn())
        .await?;
    for (post, comment, person, word) in words {
        said.entry((post, comment)).or_default().push((person, word));
    }
    Ok(said)
}
