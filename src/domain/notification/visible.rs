//! Which notifications may be seen now, and still mean something: each follows its item, and the item follows sight.

use diesel::dsl::{auto_type, exists, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::ids::PersonId;
use crate::domain::policy::sight::{self, Eyes};
use crate::domain::report;
use crate::domain::schema::{
    access_spaces, accesses, comments, join_requests, memberships, mentions, notifications, posts, reactions, spaces,
};

diesel::alias! {
    pub(super) const ANSWER: Alias<AnAnswer> = comments as an_answer;
    pub(super) const SEAT: Alias<ASeat> = memberships as a_seat;
}

/// Words that are as their author was told when they were judged: hidden still, or removed. An answer goes with its message.
#[auto_type]
fn judged() -> _ {
    let at = notifications::happened_at.nullable();
    let is_post = notifications::comment_id.is_null();
    let is_comment = notifications::comment_id.is_not_null().and(posts::deleted_at.is_null());
    let post_hidden = is_post.and(posts::hidden_at.is_not_distinct_from(at));
    let comment_hidden = is_comment.and(comments::hidden_at.is_not_distinct_from(at));
    let post_gone = is_post.and(posts::hidden_at.is_null()).and(posts::deleted_at.is_not_distinct_from(at));
    let comment_gone = comments::hidden_at.is_null().and(comments::deleted_at.is_not_distinct_from(at));
    let comment_gone = is_comment.and(comment_gone);
    let is_hidden = notifications::reason.eq("hidden").and(post_hidden.or(comment_hidden));
    let is_removed = notifications::reason.eq("removed").and(post_gone.or(comment_gone));
    is_hidden.or(is_removed)
}

/// A message or an answer that stands and is seen, and of which the reason still holds.
#[auto_type]
fn of_words(eyes: Eyes, me: PersonId) -> _ {
    let seen: sight::of_posts = sight::of_posts(eyes);
    let called = mentions::person_id.eq(me).and(mentions::post_id.nullable().eq(notifications::post_id));
    let called = called.and(mentions::comment_id.is_not_distinct_from(notifications::comment_id));
    let said = reactions::person_id.ne(me).and(reactions::post_id.nullable().eq(notifications::post_id));
    let said = said.and(reactions::comment_id.is_not_distinct_from(notifications::comment_id));
    let by_another = ANSWER.field(comments::author_id).ne(posts::author_id);
    let by_another = by_another.and(ANSWER.field(comments::post_id).eq(posts::id));
    let by_another = ANSWER.filter(by_another.and(ANSWER.field(comments::deleted_at).is_null()));
    let is_called = notifications::reason.ne("mention").or(exists(mentions::table.filter(called)));
    let is_said = notifications::reason.ne("reaction").or(exists(reactions::table.filter(said)));
    let is_kept = posts::answer_id.is_not_distinct_from(notifications::comment_id);
    let is_kept = notifications::reason.ne("kept").or(is_kept);
    let waits = posts::answer_id.is_null().and(not(exists(by_another)));
    let waits = notifications::reason.ne("question").or(waits);
    let stands = posts::deleted_at.is_null().and(comments::deleted_at.is_null());
    let stands = stands.and(notifications::reason.ne("hidden").and(notifications::reason.ne("removed")));
    let judged: judged = judged();
    let stands = notifications::post_id.is_not_null().and(stands.or(judged));
    stands.and(seen).and(is_called).and(is_said).and(is_kept).and(waits)
}

/// Where somebody is an owner.
#[auto_type]
fn owned_by(person: PersonId) -> _ {
    let seat = SEAT.field(memberships::person_id).eq(person);
    SEAT.filter(seat.and(SEAT.field(memberships::role).eq("owner")))
}

/// What somebody is in a space that they see, what they were refused where they know of it, and who asks to come in.
#[auto_type]
fn of_places(eyes: Eyes, me: PersonId) -> _ {
    let seen: sight::of_spaces = sight::of_spaces(eyes);
    let listed: sight::listed = sight::listed(eyes);
    let owned: owned_by = owned_by(me);
    let here = owned.filter(SEAT.field(memberships::space_id).eq(spaces::id));
    let asks = join_requests::space_id.eq(spaces::id).and(join_requests::asked_at.eq(notifications::happened_at));
    let asks = asks.and(join_requests::person_id.nullable().eq(notifications::actor_id));
    let is_request = notifications::reason.eq("request").and(spaces::deletion_due_at.is_null());
    let is_request = is_request.and(exists(here)).and(exists(join_requests::table.filter(asks)));
    let is_refusal = notifications::reason.eq("refusal").and(listed);
    let is_seat = notifications::reason.eq("entry").or(notifications::reason.eq("role")).and(seen);
    notifications::post_id.is_null().and(is_request.or(is_refusal).or(is_seat))
}

#[auto_type]
fn bound(value: bool) -> _ {
    value.into_sql::<Bool>()
}

/// An access that the reader has, or answers for, or may approve, in the state that they were told of.
#[auto_type]
fn of_accesses(me: PersonId, is_admin: bool) -> _ {
    let owned: owned_by = owned_by(me);
    let of_it = access_spaces::table.filter(access_spaces::access_id.eq(accesses::id)).select(access_spaces::space_id);
    let of_its_spaces = owned.filter(SEAT.field(memberships::space_id).eq_any(of_it));
    let is_theirs = accesses::sponsor_id.eq(me).or(accesses::person_id.assume_not_null().eq(me));
    let is_admin: bound = bound(is_admin);
    let waits = notifications::reason.eq("approval").and(accesses::ended_at.is_null());
    let waits = waits.and(accesses::approved_at.is_null()).and(is_admin.or(exists(of_its_spaces)));
    let goes_on = notifications::reason.eq("accepted").or(notifications::reason.eq("sponsor"));
    let goes_on = goes_on.or(notifications::reason.eq("ending")).and(accesses::ended_at.is_null());
    let is_over = notifications::reason.eq("ended").and(accesses::ended_at.is_not_null());
    accesses::id.is_not_null().and(waits.or(is_theirs.and(goes_on.or(is_over))))
}

/// A report that waits for the reader: in a space that they keep, or at the house's desk.
#[auto_type]
fn of_reports(me: PersonId, is_admin: bool) -> _ {
    let where_kept: report::Cases = report::waiting_where_kept(me);
    let at_house: report::Cases = report::waiting_at_house(me);
    let is_admin: bound = bound(is_admin);
    let here = notifications::space_id.is_not_null().and(notifications::item_id.eq_any(where_kept));
    let at_house = notifications::space_id.is_null().and(is_admin).and(notifications::item_id.eq_any(at_house));
    notifications::reason.eq("report").and(here.or(at_house))
}

/// A mail that only used the reader's name. Nothing of it is said here.
#[auto_type]
fn of_name() -> _ {
    notifications::reason.eq("forged")
}

/// Filter on `notifications` joined with the `posts`, `comments`, `spaces` and `accesses` they are about.
#[auto_type]
pub(super) fn visible(eyes: Eyes, me: PersonId, is_admin: bool) -> _ {
    let of_words: of_words = of_words(eyes, me);
    let of_places: of_places = of_places(eyes, me);
    let of_accesses: of_accesses = of_accesses(me, is_admin);
    let of_reports: of_reports = of_reports(me, is_admin);
    let of_name: of_name = of_name();
    of_words.or(of_places).or(of_accesses).or(of_reports).or(of_name)
}
