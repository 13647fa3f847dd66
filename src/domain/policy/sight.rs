//! The one definition of "can see". The gate opens by it, and every list, search, count and recipient rule filters by
//! it, so that a list can never show what a page would refuse.
//!
//! A viewer sees a post when they are a member of its space, or an employee and the space is open; and, for a member
//! with a history horizon, when it was published at or after it. Comments, versions, mentions and counts follow their
//! post. A space waiting for its deletion is seen by nobody.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::dsl::{auto_type, exists, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

use super::Viewer;
use crate::domain::db::Db;
use crate::domain::ids::{PersonId, PostId, SpaceId};
use crate::domain::kinds::PersonKind;
use crate::domain::schema::{memberships, people, posts, spaces};
use crate::domain::sql::{Asked, only_if, unless};
use crate::error::Result;

/// Whose eyes, at which instant. Two pairs when somebody looks as another would: what is seen is what both see.
#[derive(Clone, Copy)]
pub(in crate::domain) struct Eyes {
    viewer: PersonId,
    of_house: bool,
    looker: PersonId,
    looker_of_house: bool,
    /// Whether the two are one, so that the database need not ask twice.
    alone: bool,
    at: DateTime<Utc>,
}

impl Viewer {
    /// This viewer's eyes at an instant.
    pub(in crate::domain) fn eyes(&self, at: DateTime<Utc>) -> Eyes {
        let of_house = self.kind == PersonKind::Employee;
        let (looker, looker_of_house) =
            self.looker.map_or((self.id, of_house), |looker| (looker.id, looker.kind == PersonKind::Employee));
        let alone = looker == self.id && looker_of_house == of_house;
        Eyes { viewer: self.id, of_house, looker, looker_of_house, alone, at }
    }
}

// Names of its own for the tables in the subselects, so that these filters fit into any query.
diesel::alias! {
    pub(in crate::domain) const GRANT: Alias<Grant> = memberships as sight_grant;
    pub(in crate::domain) const PLACE: Alias<Place> = spaces as sight_place;
    pub(in crate::domain) const THEIRS: Alias<Theirs> = memberships as sight_theirs;
}

/// Filter on `memberships`: those that hold. A guest's ends to the minute, whether or not a job has tidied up.
#[auto_type]
pub(in crate::domain) fn living(at: DateTime<Utc>) -> _ {
    memberships::expires_at.is_null().or(memberships::expires_at.assume_not_null().gt(at))
}

/// The memberships of a person that hold.
#[auto_type]
fn grants(person: PersonId, at: DateTime<Utc>) -> _ {
    let end = GRANT.field(memberships::expires_at);
    GRANT.filter(GRANT.field(memberships::person_id).eq(person)).filter(end.is_null().or(end.assume_not_null().gt(at)))
}

/// The spaces a person is in, for lists that start from there. It is no filter of sight by itself: add one of those.
#[auto_type]
pub(in crate::domain) fn space_ids(person: PersonId, at: DateTime<Utc>) -> _ {
    let grants: grants = grants(person, at);
    grants.select(GRANT.field(memberships::space_id))
}

#[auto_type]
fn in_space(person: PersonId, at: DateTime<Utc>) -> _ {
    let grants: grants = grants(person, at);
    exists(grants.filter(GRANT.field(memberships::space_id).eq(spaces::id)))
}

#[auto_type]
fn space_seen_by(person: PersonId, of_house: bool, at: DateTime<Utc>) -> _ {
    let member: in_space = in_space(person, at);
    member.or(spaces::visibility.eq("open").and::<bool, Bool>(of_house))
}

/// Filter on `spaces`: those that are seen into.
#[auto_type]
pub(in crate::domain) fn of_spaces(eyes: Eyes) -> _ {
    let seen: space_seen_by = space_seen_by(eyes.viewer, eyes.of_house, eyes.at);
    let by_looker: space_seen_by = space_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<space_seen_by> = unless(eyes.alone, by_looker);
    spaces::deletion_due_at.is_null().and(seen).and(by_looker)
}

#[auto_type]
fn in_as(person: PersonId) -> _ {
    memberships::person_id.eq(person).and(memberships::space_id.eq(spaces::id))
}

/// Filter on `spaces` joined with the viewer's own `memberships` of them: [`of_spaces`] of a member, without looking for the
/// membership that is there already.
#[auto_type]
pub(in crate::domain) fn of_spaces_as_member(eyes: Eyes) -> _ {
    let holds: living = living(eyes.at);
    let mine: in_as = in_as(eyes.viewer);
    let by_looker: space_seen_by = space_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<space_seen_by> = unless(eyes.alone, by_looker);
    spaces::deletion_due_at.is_null().and(mine).and(holds).and(by_looker)
}

#[auto_type]
fn space_listed_for(person: PersonId, of_house: bool, at: DateTime<Utc>) -> _ {
    let member: in_space = in_space(person, at);
    member.or(spaces::visibility.ne("secret").and::<bool, Bool>(of_house))
}

/// Filter on `spaces`: those whose existence is known. Every space that is seen into is known; a closed one is known to
/// employees who are not in it.
#[auto_type]
pub(in crate::domain) fn listed(eyes: Eyes) -> _ {
    let known: space_listed_for = space_listed_for(eyes.viewer, eyes.of_house, eyes.at);
    let by_looker: space_listed_for = space_listed_for(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<space_listed_for> = unless(eyes.alone, by_looker);
    spaces::deletion_due_at.is_null().and(known).and(by_looker)
}

#[auto_type]
fn in_open_space() -> _ {
    let here = PLACE.field(spaces::id).eq(posts::space_id);
    exists(PLACE.filter(here.and(PLACE.field(spaces::visibility).eq("open"))))
}

#[auto_type]
fn post_seen_by(person: PersonId, of_house: bool, at: DateTime<Utc>) -> _ {
    let grants: grants = grants(person, at);
    let horizon = GRANT.field(memberships::sees_from);
    let here = GRANT.field(memberships::space_id).eq(posts::space_id);
    let after = horizon.is_null().or(horizon.assume_not_null().le(posts::published_at));
    let open: in_open_space = in_open_space();
    let open: Asked<in_open_space> = only_if(of_house, open);
    exists(grants.filter(here).filter(after)).or(open)
}

#[auto_type]
fn here_as(person: PersonId) -> _ {
    memberships::person_id.eq(person).and(memberships::space_id.eq(posts::space_id))
}

/// Filter on `posts` joined with the viewer's own `memberships` of their spaces: [`of_posts`] of a member, without looking
/// for the membership that is there already.
#[auto_type]
pub(in crate::domain) fn of_posts_as_member(eyes: Eyes) -> _ {
    let holds: living = living(eyes.at);
    let horizon = memberships::sees_from;
    let after = horizon.is_null().or(horizon.assume_not_null().le(posts::published_at));
    let mine: here_as = here_as(eyes.viewer);
    let by_looker: post_seen_by = post_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<post_seen_by> = unless(eyes.alone, by_looker);
    let going = PLACE.filter(PLACE.field(spaces::deletion_due_at).is_not_null()).select(PLACE.field(spaces::id));
    let stands = posts::space_id.ne_all(going);
    stands.and(mine).and(holds).and(after).and(by_looker)
}

/// Filter on `posts`: those that are seen, deleted ones among them (who reads a deleted post reads who and when).
#[auto_type]
pub(in crate::domain) fn of_posts(eyes: Eyes) -> _ {
    let seen: post_seen_by = post_seen_by(eyes.viewer, eyes.of_house, eyes.at);
    let by_looker: post_seen_by = post_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<post_seen_by> = unless(eyes.alone, by_looker);
    let going = PLACE.filter(PLACE.field(spaces::deletion_due_at).is_not_null()).select(PLACE.field(spaces::id));
    // A list that is made once, whatever the number of posts.
    let stands = posts::space_id.ne_all(going);
    stands.and(seen).and(by_looker)
}

/// Filter on `posts` joined with their `spaces` and with the viewer's own `memberships` of them that hold, if any:
/// [`of_posts`], without looking for what is there already.
#[auto_type]
pub(in crate::domain) fn of_posts_in_spaces(eyes: Eyes) -> _ {
    let horizon = memberships::sees_from;
    let after = horizon.is_null().or(horizon.assume_not_null().le(posts::published_at));
    let mine: here_as = here_as(eyes.viewer);
    let open: open_space = open_space();
    let open: Asked<open_space> = only_if(eyes.of_house, open);
    let by_looker: post_seen_by = post_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<post_seen_by> = unless(eyes.alone, by_looker);
    spaces::deletion_due_at.is_null().and(mine.and(after).or(open)).and(by_looker)
}

#[auto_type]
fn open_space() -> _ {
    spaces::visibility.eq("open")
}

/// Posts that a viewer was found to see, in this request: what hangs in them (answers, words, files) follows them, and need
/// not be asked for again, post by post.
pub(in crate::domain) struct Seen<'v> {
    viewer: &'v Viewer,
    posts: Vec<PostId>,
}

impl<'v> Seen<'v> {
    /// Of rows that a filter on posts let through.
    pub(in crate::domain) fn of(viewer: &'v Viewer, posts: Vec<PostId>) -> Self {
        Self { viewer, posts }
    }

    /// Who sees them.
    pub(in crate::domain) fn viewer(&self) -> &'v Viewer {
        self.viewer
    }

    /// Which.
    pub(in crate::domain) fn posts(&self) -> &[PostId] {
        &self.posts
    }
}

/// Filter on `comments` joined with their `posts`: those under a post that is seen and has not been removed. A comment
/// that was removed itself is among them (its place shows who and when).
#[auto_type]
pub(in crate::domain) fn of_comments(eyes: Eyes) -> _ {
    let seen: of_posts = of_posts(eyes);
    posts::deleted_at.is_null().and(seen)
}

#[auto_type]
fn meets(person: PersonId, at: DateTime<Utc>) -> _ {
    let grants: grants = grants(person, at);
    let end = THEIRS.field(memberships::expires_at);
    let theirs = THEIRS.field(memberships::person_id).eq(people::id);
    let lives = end.is_null().or(end.assume_not_null().gt(at));
    let place = PLACE.field(spaces::id).eq(GRANT.field(memberships::space_id));
    let stands = exists(PLACE.filter(place).filter(PLACE.field(spaces::deletion_due_at).is_null()));
    let here = GRANT.field(memberships::space_id).eq(THEIRS.field(memberships::space_id));
    let shared = exists(grants.filter(here).filter(stands));
    exists(THEIRS.filter(theirs).filter(lives).filter(shared)).or(people::id.eq(person))
}

#[auto_type]
fn person_seen_by(person: PersonId, of_house: bool, at: DateTime<Utc>) -> _ {
    let met: meets = meets(person, at);
    let met: Asked<meets> = unless(of_house, met);
    people::id.is_not_null().and(met)
}

/// Filter on `people`: for a guest those with whom they share a space now, for an employee everybody.
#[auto_type]
pub(in crate::domain) fn of_people(eyes: Eyes) -> _ {
    let seen: person_seen_by = person_seen_by(eyes.viewer, eyes.of_house, eyes.at);
    let by_looker: person_seen_by = person_seen_by(eyes.looker, eyes.looker_of_house, eyes.at);
    let by_looker: Asked<person_seen_by> = unless(eyes.alone, by_looker);
    seen.and(by_looker)
}

/// Filter on `people`: those who are here. Who has left or is suspended keeps their words, and sees nothing.
#[auto_type]
pub(in crate::domain) fn present() -> _ {
    people::left_at.is_null().and(people::suspended_at.is_null())
}

/// Filter on `people`: those who read a post of this space that was published at this moment, as the filter on posts
/// has it the other way round. For mentions and for whom to tell; the people of an open space are the whole house.
/// `agreement` holds it against the gate.
#[auto_type]
pub(in crate::domain) fn readers(space: SpaceId, published_at: DateTime<Utc>, at: DateTime<Utc>) -> _ {
    let end = THEIRS.field(memberships::expires_at);
    let horizon = THEIRS.field(memberships::sees_from);
    let theirs = THEIRS.field(memberships::person_id).eq(people::id);
    let here = THEIRS.field(memberships::space_id).eq(space);
    let lives = end.is_null().or(end.assume_not_null().gt(at));
    let after = horizon.is_null().or(horizon.assume_not_null().le(published_at));
    let open = PLACE.field(spaces::id).eq(space).and(PLACE.field(spaces::visibility).eq("open"));
    let member = exists(THEIRS.filter(theirs).filter(here).filter(lives).filter(after));
    let of_house = people::kind.eq("employee").and(exists(PLACE.filter(open)));
    let going = PLACE.field(spaces::id).eq(space).and(PLACE.field(spaces::deletion_due_at).is_not_null());
    let present: present = present();
    present.and(not(exists(PLACE.filter(going)))).and(member.or(of_house))
}

/// Which of these people a viewer may know more of than a name in a thread. Colleagues know everybody, at no cost.
pub(in crate::domain) async fn seen(db: &Db, viewer: &Viewer, people: &[PersonId]) -> Result<HashSet<PersonId>> {
    if !viewer.is_guest() || people.is_empty() {
        return Ok(people.iter().copied().collect());
    }
    let seen: Vec<PersonId> = people::table
        .filter(people::id.eq_any(people))
        .filter(of_people(viewer.eyes(db.at())))
        .select(people::id)
        .load(&mut db.conn())
        .await?;
    Ok(seen.into_iter().collect())
}
