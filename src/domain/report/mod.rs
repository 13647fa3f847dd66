//! Reports: words that somebody puts before those who judge, and what is decided of them.
//!
//! Words that are hidden are removed until somebody decides: the same column says so, and no path can forget it. Who
//! judges is asked anew each time, from who is there: the owners and moderators of the space, never of their own words,
//! and moderators never of an owner's. Where nobody is left who could, and where the reporter wants it, the house
//! judges: its admins see what was reported, as the reporter showed it to them, and nothing else of the space.

mod item;
mod judge;
mod read;
mod write;

pub use judge::{Judge, Reason, hide, may_remove, remove, remove_comment, remove_post, spared, uphold};
pub use read::{Case, Complaint, State, has_reported, of_house, of_space, reach_file, waiting_for_house, waiting_in};
pub use write::{Report, open, report_comment, report_post};

use diesel::dsl::{InnerJoin, IntoBoxed, Select, auto_type, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::ids::{CaseId, CommentId, PersonId, PostId};
use super::kinds::Desk;
use super::schema::{cases, memberships, people, posts, spaces};
use crate::error::Result;

diesel::alias! {
    const SEAT: Alias<Seat> = memberships as report_seat;
    const JUDGE: Alias<JudgeName> = people as report_judge;
    const LED: Alias<Led> = memberships as report_led;
}

/// Filter on `cases` joined with `posts`: the author answers for the space.
#[auto_type]
fn by_owner() -> _ {
    let author = LED.field(memberships::person_id).eq(cases::author_id);
    let here = LED.field(memberships::space_id).eq(posts::space_id);
    exists(LED.filter(author).filter(here).filter(LED.field(memberships::role).eq("owner")))
}

/// Filter on `cases` joined with `posts`: nobody of the space is left who could judge.
#[auto_type]
fn without_judge() -> _ {
    let by_owner: by_owner = by_owner();
    let here = SEAT.field(memberships::space_id).eq(posts::space_id);
    let other = SEAT.field(memberships::person_id).ne(cases::author_id);
    let is_owner = SEAT.field(memberships::role).eq("owner");
    let keeps_order = SEAT.field(memberships::role).eq("moderator").and(not(by_owner));
    let them = JUDGE.field(people::id).eq(SEAT.field(memberships::person_id));
    let present = JUDGE.field(people::left_at).is_null().and(JUDGE.field(people::suspended_at).is_null());
    let here = SEAT.filter(here).filter(other).filter(is_owner.or(keeps_order));
    not(exists(here.filter(exists(JUDGE.filter(them).filter(present)))))
}

/// Filter on `cases` joined with `posts`: those that somebody of the space judges, an owner or a moderator.
#[auto_type]
fn judged_in_space(person: PersonId, is_owner: bool) -> _ {
    let by_owner: by_owner = by_owner();
    let owner = is_owner.into_sql::<diesel::sql_types::Bool>();
    cases::desk.eq("space").and(cases::author_id.ne(person)).and(owner.or(not(by_owner)))
}

/// Filter on `cases` joined with `posts` and `spaces`: those that an admin judges. Of a space that waits for its deletion
/// nothing is shown.
#[auto_type]
fn judged_by_house(person: PersonId) -> _ {
    let without_judge: without_judge = without_judge();
    let stands = spaces::deletion_due_at.is_null();
    stands.and(cases::author_id.ne(person)).and(cases::desk.eq("house").or(without_judge))
}

/// Filter on `cases` joined with `posts`: those that somebody judges in a space that they keep.
#[auto_type]
fn judged_where_kept(person: PersonId) -> _ {
    let by_owner: by_owner = by_owner();
    let mine = SEAT.field(memberships::person_id).eq(person);
    let mine = mine.and(SEAT.field(memberships::space_id).eq(posts::space_id));
    let keeps_order = SEAT.field(memberships::role).eq("moderator").and(not(by_owner));
    let mine = SEAT.filter(mine).filter(SEAT.field(memberships::role).eq("owner").or(keeps_order));
    cases::desk.eq("space").and(cases::author_id.ne(person)).and(exists(mine))
}

type InPlaces = InnerJoin<cases::table, InnerJoin<posts::table, spaces::table>>;

fn in_places() -> InPlaces {
    cases::table.inner_join(posts::table.inner_join(spaces::table))
}

/// Cases, as a subselect that fits into any query.
pub(in crate::domain) type Cases = IntoBoxed<'static, Select<InPlaces, cases::id>, Pg>;

/// The cases that wait for somebody in the spaces they keep.
pub(in crate::domain) fn waiting_where_kept(person: PersonId) -> Cases {
    let waiting = in_places().select(cases::id).into_boxed().filter(cases::settled_at.is_null());
    waiting.filter(spaces::deletion_due_at.is_null()).filter(judged_where_kept(person))
}

/// The cases that wait for an admin.
pub(in crate::domain) fn waiting_at_house(person: PersonId) -> Cases {
    in_places().select(cases::id).into_boxed().filter(cases::settled_at.is_null()).filter(judged_by_house(person))
}

/// The case of reported words at a desk, and whether the house judges it; nothing when it is settled.
pub(in crate::domain) async fn case_of(
    tx: &Tx,
    post: PostId,
    comment: Option<CommentId>,
    author: PersonId,
    desk: Desk,
) -> Result<Option<(CaseId, bool)>> {
    let without_judge: without_judge = without_judge();
    let case = in_places()
        .filter(cases::post_id.eq(post).and(cases::comment_id.is_not_distinct_from(comment)))
        .filter(cases::desk.eq(desk).and(cases::author_id.eq(author)))
        .filter(cases::settled_at.is_null().and(spaces::deletion_due_at.is_null()))
        .select((cases::id, cases::desk.eq("house").or(without_judge)));
    Ok(case.first(&mut tx.conn()).await.optional()?)
}
