//! The end of being here: everything that hangs on a person in a space, and on a person at all, in one place. Words stay,
//! and so does what is told of the past.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::ids::{PersonId, SpaceId};
use super::kinds::{DeliveryState, PersonKind, TokenPurpose, Visibility};
use super::schema::{
    bounces, deliveries, digests, drafts, follows, join_requests, mail_signatures, memberships, notifications, people,
    posts, preferences, saved_posts, sessions, spaces, suppressions, thread_marks, ways,
};
use super::{session, token};
use crate::error::Result;

/// Somebody is in a space no longer, with what they left lying there. Marks of what they read stay: an open space is
/// read without being a member of it. Tells whether they were in.
pub(in crate::domain) async fn lose_space(tx: &mut Tx, person: PersonId, space: SpaceId) -> Result<bool> {
    let begun = drafts::person_id.eq(person).and(drafts::space_id.eq(space));
    diesel::delete(drafts::table.filter(begun)).execute(&mut tx.conn()).await?;
    diesel::delete(join_requests::table.find((space, person))).execute(&mut tx.conn()).await?;
    // What a colleague kept or follows of an open space, they still read.
    let is_guest = exists(people::table.filter(people::id.eq(person).and(people::kind.eq(PersonKind::Guest))));
    let unseen =
        || spaces::table.find(space).filter(spaces::visibility.ne(Visibility::Open).or(is_guest)).select(spaces::id);
    let there = || posts::table.filter(posts::space_id.eq_any(unseen())).select(posts::id);
    let kept = saved_posts::person_id.eq(person).and(saved_posts::post_id.eq_any(there()));
    diesel::delete(saved_posts::table.filter(kept)).execute(&mut tx.conn()).await?;
    let followed = follows::person_id.eq(person).and(follows::post_id.eq_any(there()));
    diesel::delete(follows::table.filter(followed)).execute(&mut tx.conn()).await?;
    let told = notifications::person_id.eq(person).and(notifications::space_id.assume_not_null().eq_any(unseen()));
    diesel::delete(notifications::table.filter(told)).execute(&mut tx.conn()).await?;
    // What went, went; what waits to go does not.
    let waiting = deliveries::person_id.eq(person).and(deliveries::state.eq(DeliveryState::Waiting));
    let waiting = waiting.and(deliveries::space_id.eq_any(unseen()));
    diesel::delete(deliveries::table.filter(waiting)).execute(&mut tx.conn()).await?;
    let seats = diesel::delete(memberships::table.find((space, person))).execute(&mut tx.conn()).await?;
    Ok(seats > 0)
}

/// A space is no longer open: colleagues who only read it see it no more, and lose what they kept and heard of it.
pub(in crate::domain) async fn shut(tx: &mut Tx, space: SpaceId) -> Result<()> {
    let members = || memberships::table.filter(memberships::space_id.eq(space)).select(memberships::person_id);
    let there = || posts::table.filter(posts::space_id.eq(space)).select(posts::id);
    let kept = saved_posts::post_id.eq_any(there()).and(saved_posts::person_id.ne_all(members()));
    diesel::delete(saved_posts::table.filter(kept)).execute(&mut tx.conn()).await?;
    let followed = follows::post_id.eq_any(there()).and(follows::person_id.ne_all(members()));
    diesel::delete(follows::table.filter(followed)).execute(&mut tx.conn()).await?;
    let waiting = deliveries::space_id.eq(space).and(deliveries::state.eq(DeliveryState::Waiting));
    let waiting = waiting.and(deliveries::person_id.ne_all(members()));
    diesel::delete(deliveries::table.filter(waiting)).execute(&mut tx.conn()).await?;
    let told = notifications::space_id.eq(space).and(notifications::person_id.ne_all(members()));
    diesel::delete(notifications::table.filter(told)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Ends sessions and links: whatever could bring somebody in without signing in anew.
pub(in crate::domain) async fn interrupt(tx: &mut Tx, person: PersonId) -> Result<()> {
    session::end_all(tx, person, None).await?;
    token::revoke(tx, TokenPurpose::PasswordReset, person.uuid()).await?;
    token::revoke(tx, TokenPurpose::SignIn, person.uuid()).await
}

/// Nobody looks through their eyes any more.
pub(in crate::domain) async fn look_away(tx: &mut Tx, person: PersonId) -> Result<()> {
    let looking = sessions::table.filter(sessions::view_as.eq(person));
    diesel::update(looking).set(sessions::view_as.eq(None::<PersonId>)).execute(&mut tx.conn()).await?;
    Ok(())
}

/// Somebody is here no longer. A password stays with a guest, who may be invited again.
pub(in crate::domain) async fn lose_everything(tx: &mut Tx, person: PersonId) -> Result<()> {
    look_away(tx, person).await?;
    interrupt(tx, person).await?;
    diesel::delete(memberships::table.filter(memberships::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(join_requests::table.filter(join_requests::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(drafts::table.filter(drafts::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(saved_posts::table.filter(saved_posts::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(thread_marks::table.filter(thread_marks::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(deliveries::table.filter(deliveries::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(digests::table.filter(digests::person_id.eq(person))).execute(&mut tx.conn()).await?;
    let signed = mail_signatures::table.filter(mail_signatures::person_id.eq(person));
    diesel::delete(signed).execute(&mut tx.conn()).await?;
    let address = || people::table.find(person).select(people::email);
    let given_back = suppressions::table.filter(suppressions::address_lower.eq_any(address()));
    diesel::delete(given_back).execute(&mut tx.conn()).await?;
    let given_back = bounces::table.filter(bounces::address_lower.eq_any(address()));
    diesel::delete(given_back).execute(&mut tx.conn()).await?;
    diesel::delete(preferences::table.filter(preferences::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(ways::table.filter(ways::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(follows::table.filter(follows::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::delete(notifications::table.filter(notifications::person_id.eq(person))).execute(&mut tx.conn()).await?;
    diesel::update(people::table.find(person).filter(people::left_at.is_null()))
        .set((people::left_at.eq(tx.at()), people::is_admin.eq(false)))
        .execute(&mut tx.conn())
        .await?;
    Ok(())
}
