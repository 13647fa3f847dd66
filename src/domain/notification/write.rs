//! Telling: from groups to people, and to rows. One statement for each group, whatever its size.

use chrono::{DateTime, Utc};
use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::recipients::{self, Item, Who};
use crate::domain::db::Tx;
use crate::domain::event::Told;
use crate::domain::ids::{AccessId, CaseId, CommentId, PersonId, PostId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::kinds::{Attention, PersonKind, PostKind, Reason, Role};
use crate::domain::policy::{Grants, InPost, Oneself, Read, sight};
use crate::domain::preferences;
use crate::domain::report;
use crate::domain::schema::{
    access_spaces, accesses, acknowledgements, comments, follows, memberships, mentions, notifications, people, posts,
    reports,
};
use crate::error::Result;

diesel::alias! {
    const ANSWERED: Alias<Answered> = comments as answered;
    const ACTOR: Alias<ByWhom> = people as by_whom;
    const LED: Alias<Led> = memberships as led_by;
}

/// Tells those whom an event concerns. Gives whose bell rings for what is no message: open pages hear of messages anyway.
pub(in crate::domain) async fn hear(tx: &mut Tx, _: &Claimed, told: &Told) -> Result<Vec<PersonId>> {
    tell_all(tx, told).await
}

pub(super) async fn tell_all(tx: &mut Tx, told: &Told) -> Result<Vec<PersonId>> {
    let Some((item, hearers)) = recipients::of(&told.event) else { return Ok(Vec::new()) };
    let mut about = About::new(item, told);
    if let Item::Report { space, post, comment, author, desk } = item {
        let case = report::case_of(tx, post, comment, author, desk).await?;
        let Some((case, of_house)) = case else { return Ok(Vec::new()) };
        // The house is told that a report waits, and nothing of where.
        (about.item, about.space) = (case.uuid(), (!of_house).then_some(space));
    }
    let published_at = match about.post {
        // A space that is deleted meanwhile has taken its messages along.
        Some(post) => match published_at(tx, post).await? {
            None => return Ok(Vec::new()),
            found => found,
        },
        None => None,
    };
    let mut rung = Vec::new();
    for (reason, who) in hearers {
        rung.extend(tell(tx, &about, published_at, *reason, *who).await?);
    }
    Ok(rung)
}

/// What a notification keeps of its item and of what happened.
pub(super) struct About {
    item: Uuid,
    pub(super) space: Option<SpaceId>,
    pub(super) post: Option<PostId>,
    comment: Option<CommentId>,
    access: Option<AccessId>,
    person: Option<PersonId>,
    by: Option<PersonId>,
    at: DateTime<Utc>,
}

impl About {
    fn new(item: Item, told: &Told) -> Self {
        let none = Self {
            item: told.id.uuid(),
            space: None,
            post: None,
            comment: None,
            access: None,
            person: None,
            by: told.by,
            at: told.at,
        };
        match item {
            Item::Post { space, post } => Self { item: post.uuid(), space: Some(space), post: Some(post), ..none },
            Item::Comment { space, post, comment } => {
                Self { item: comment.uuid(), space: Some(space), post: Some(post), comment: Some(comment), ..none }
            }
            Item::Place { space, person } => {
                Self { item: space.uuid(), space: Some(space), person: Some(person), ..none }
            }
            Item::Report { author, .. } => Self { person: Some(author), by: None, ..none },
            Item::Judged { space, post, comment } => {
                Self { space: Some(space), post: Some(post), comment, by: None, ..none }
            }
            Item::Request { space } => Self { space: Some(space), ..none },
            Item::Access { access } => Self { item: access.uuid(), access: Some(access), ..none },
            Item::Name { person } => Self { item: person.uuid(), person: Some(person), ..none },
        }
    }
}

async fn published_at(tx: &mut Tx, post: PostId) -> Result<Option<DateTime<Utc>>> {
    Ok(posts::table.find(post).select(posts::published_at).first(&mut tx.conn()).await.optional()?)
}

impl Reason {
    /// Whether it is about somebody's words; the others are about spaces and accesses.
    fn is_of_words(self) -> bool {
        self <= Self::Reaction
    }

    /// Whether it reaches whoever has muted the thread.
    fn breaks_silence(self) -> bool {
        matches!(self, Self::Mention | Self::Hidden | Self::Restored | Self::Removed)
    }

    /// Whether it is what goes on in a thread, which is shown and counted as one.
    pub(super) fn is_of_thread(self) -> bool {
        Self::OF_THREAD.contains(&self)
    }

    const OF_THREAD: [Self; 4] = [Self::Reply, Self::Outside, Self::Thread, Self::Space];

    /// The reasons that give way to this one. Of words the weightiest is told, and once; of a space or an access what is
    /// newest.
    fn yielding(self) -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        // Whoever reminds of an announcement asks once more.
        let again = |other| other == self && self == Self::Announcement;
        all.filter(|other| if self.is_of_words() { *other > self || again(*other) } else { !other.is_of_words() })
            .collect()
    }
}

/// Tells a group. A message is told to its readers of now, as sight has them, and not to those who have muted its thread,
/// unless they are called.
async fn tell(
    tx: &mut Tx,
    about: &About,
    published_at: Option<DateTime<Utc>>,
    reason: Reason,
    who: Who,
) -> Result<Vec<PersonId>> {
    let by = about.by.into_iter().collect::<Vec<_>>();
    let mut group = people::table.filter(sight::present()).filter(people::id.ne_all(by)).into_boxed::<Pg>();
    if let (Some(space), Some(published_at)) = (about.space, published_at) {
        group = group.filter(sight::readers(space, published_at, tx.at()));
    }
    if let Some(post) = about.post.filter(|_| !reason.breaks_silence()) {
        let theirs = follows::person_id.eq(people::id).and(follows::post_id.eq(post));
        let muted = follows::table.filter(theirs).filter(follows::attention.eq(Attention::Muted));
        group = group.filter(not(exists(muted)));
    }
    let space = about.space.map(SpaceId::uuid).unwrap_or_default();
    let members = || memberships::table.filter(memberships::space_id.eq(SpaceId::from(space)));
    let access = || accesses::table.filter(accesses::id.nullable().eq(about.access));
    let post = || posts::table.filter(posts::id.nullable().eq(about.post));
    let group = match who {
        Who::Called => {
            let here = mentions::post_id.nullable().eq(about.post);
            let here = here.and(mentions::comment_id.is_not_distinct_from(about.comment));
            // Who was called before this change has been told.
            let called = mentions::table.filter(here).filter(mentions::mentioned_at.ge(about.at));
            group.filter(people::id.eq_any(called.select(mentions::person_id)))
        }
        Who::Asked => {
            let asks = exists(post().filter(posts::kind.eq(PostKind::Announcement)));
            group.filter(people::id.eq_any(members().filter(asks).select(memberships::person_id)))
        }
        Who::Waiting => {
            let read = acknowledgements::post_id.nullable().eq(about.post);
            let read = acknowledgements::table.filter(read).select(acknowledgements::person_id);
            let waiting = members().filter(memberships::person_id.ne_all(array::<SqlUuid, _>(read)));
            group.filter(people::id.eq_any(waiting.select(memberships::person_id)))
        }
        Who::Author => match about.comment {
            Some(comment) => group.filter(people::id.eq_any(comments::table.find(comment).select(comments::author_id))),
            None => group.filter(people::id.eq_any(post().select(posts::author_id))),
        },
        Who::Answered => {
            let above = ANSWERED.field(comments::id).nullable().eq(comments::parent_id);
            let answered = ANSWERED
                .inner_join(comments::table.on(above))
                .filter(comments::id.nullable().eq(about.comment))
                .select(ANSWERED.field(comments::author_id));
            let author = people::id.eq_any(post().select(posts::author_id));
            group.filter(author.or(people::id.eq_any(answered)))
        }
        Who::Keepers => {
            let outside = ACTOR.field(people::kind).eq(PersonKind::Guest);
            let outside = exists(ACTOR.filter(outside.and(ACTOR.field(people::id).nullable().eq(about.by))));
            let keepers = members().filter(memberships::role.eq_any([Role::Owner, Role::Moderator])).filter(outside);
            group.filter(people::id.eq_any(keepers.select(memberships::person_id)))
        }
        Who::Followers => {
            let here = follows::post_id.nullable().eq(about.post);
            let following = follows::table.filter(here.and(follows::attention.eq(Attention::Following)));
            let since = following.filter(follows::since.le(about.at));
            group.filter(people::id.eq_any(since.select(follows::person_id)))
        }
        Who::Close => {
            group.filter(people::id.eq_any(members().filter(preferences::closely()).select(memberships::person_id)))
        }
        Who::Owners => {
            let owners = members().filter(memberships::role.eq(Role::Owner));
            group.filter(people::id.eq_any(owners.select(memberships::person_id)))
        }
        Who::Judges => {
            // Whoever reported it just now knows; whoever wrote it must not.
            let now = reports::case_id.eq(CaseId::from(about.item)).and(reports::reported_at.eq(about.at));
            let by = reports::table.filter(now).select(reports::person_id);
            let group = group.filter(people::id.ne_all(by)).filter(people::id.nullable().ne(about.person));
            match about.space {
                None => group.filter(people::is_admin),
                Some(space) => {
                    let led = LED.field(memberships::person_id).nullable().eq(about.person);
                    let led = led.and(LED.field(memberships::space_id).eq(space));
                    let led = LED.filter(led.and(LED.field(memberships::role).eq(Role::Owner)));
                    let keeps_order = memberships::role.eq(Role::Moderator).and(not(exists(led)));
                    let judges = members().filter(memberships::role.eq(Role::Owner).or(keeps_order));
                    group.filter(people::id.eq_any(judges.select(memberships::person_id)))
                }
            }
        }
        Who::Themselves => group.filter(people::id.eq_any(about.person)),
        Who::Approvers => {
            // Whoever proposed is `by`; two keys, two people.
            let waits = || access().filter(accesses::approved_at.is_null().and(accesses::ended_at.is_null()));
            let owners = access_spaces::table
                .inner_join(memberships::table.on(memberships::space_id.eq(access_spaces::space_id)))
                .filter(access_spaces::access_id.eq_any(waits().select(accesses::id)))
                .filter(memberships::role.eq(Role::Owner))
                .select(memberships::person_id);
            let admins = people::is_admin.and(exists(waits()));
            group.filter(admins.or(people::id.eq_any(owners)))
        }
        Who::Guest => {
            group.filter(people::id.eq_any(
                access().filter(accesses::person_id.is_not_null()).select(accesses::person_id.assume_not_null()),
            ))
        }
        // An invitation that nobody accepted ends without a word.
        Who::Sponsor => group.filter(
            people::id.eq_any(access().filter(accesses::accepted_at.is_not_null()).select(accesses::sponsor_id)),
        ),
    };
    let rows = group.select((
        people::id,
        about.item.into_sql::<SqlUuid>(),
        reason.into_sql::<Text>(),
        about.space.into_sql::<Nullable<SqlUuid>>(),
        about.post.into_sql::<Nullable<SqlUuid>>(),
        about.comment.into_sql::<Nullable<SqlUuid>>(),
        about.access.into_sql::<Nullable<SqlUuid>>(),
        about.by.into_sql::<Nullable<SqlUuid>>(),
        about.at.into_sql::<Timestamptz>(),
    ));
    let told = diesel::insert_into(notifications::table)
        .values(rows)
        .into_columns((
            notifications::person_id,
            notifications::item_id,
            notifications::reason,
            notifications::space_id,
            notifications::post_id,
            notifications::comment_id,
            notifications::access_id,
            notifications::actor_id,
            notifications::happened_at,
        ))
        .on_conflict((notifications::person_id, notifications::item_id))
        .do_update()
        .set((
            notifications::reason.eq(excluded(notifications::reason)),
            notifications::actor_id.eq(excluded(notifications::actor_id)),
            notifications::happened_at.eq(excluded(notifications::happened_at)),
            notifications::read_at.eq(None::<DateTime<Utc>>),
        ));
    let told = diesel::query_dsl::methods::FilterDsl::filter(told, notifications::reason.eq_any(reason.yielding()));
    if about.post.is_some() {
        told.execute(&mut tx.conn()).await?;
        return Ok(Vec::new());
    }
    Ok(told.returning(notifications::person_id).get_results(&mut tx.conn()).await?)
}

/// All that was told until a moment is read.
pub async fn read_all(tx: &mut Tx, oneself: &Oneself<'_>, until: DateTime<Utc>) -> Result<()> {
    let unread = notifications::person_id.eq(oneself.id()).and(notifications::read_at.is_null());
    diesel::update(notifications::table.filter(unread.and(notifications::happened_at.le(until))))
        .set(notifications::read_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// What was told as one, by one item of it, is read.
pub async fn read_bundle(tx: &mut Tx, oneself: &Oneself<'_>, item: Uuid) -> Result<()> {
    let one = notifications::table.find((oneself.id(), item));
    let columns = (notifications::bundle_id, notifications::happened_at, notifications::reason);
    let found: Option<(Uuid, DateTime<Utc>, Reason)> = one.select(columns).first(&mut tx.conn()).await.optional()?;
    let Some((bundle, until, reason)) = found else { return Ok(()) };
    // What is said of a message itself has its own line beside what goes on under it.
    let alike = Reason::ALL.iter().copied().filter(|other| other.is_of_thread() == reason.is_of_thread());
    let alike = notifications::reason.eq_any(alike.collect::<Vec<_>>());
    let mine = notifications::person_id.eq(oneself.id()).and(notifications::read_at.is_null());
    let mine = mine.and(notifications::bundle_id.eq(bundle).and(alike)).and(notifications::happened_at.le(until));
    diesel::update(notifications::table.filter(mine))
        .set(notifications::read_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whoever reads a thread has read what was told of it; nothing changes for whoever looks as another.
pub async fn read_thread(tx: &mut Tx, post: &InPost<impl Grants<Read>>) -> Result<()> {
    let Ok(oneself) = post.viewer().oneself() else { return Ok(()) };
    let here = notifications::person_id.eq(oneself.id()).and(notifications::post_id.eq(post.post()));
    diesel::update(notifications::table.filter(here.and(notifications::read_at.is_null())))
        .set(notifications::read_at.eq(tx.at()))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}

/// Whoever has answered a message's own question to them has read what was told of it.
pub async fn read_item(tx: &mut Tx, post: &InPost<impl Grants<Read>>) -> Result<()> {
    read_bundle(tx, &post.viewer().oneself()?, post.post().uuid()).await
}
