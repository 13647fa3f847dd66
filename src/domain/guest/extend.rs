//! Keeping a contract alive: a later end, another sponsor, the letter once more.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract::{hold_in_charge, settle, spaces_of};
use super::propose::{check_end, is_colleague};
use super::{remind, rules};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::job::{self, Job, Letter};
use crate::domain::policy::Charge;
use crate::domain::problems::Problems;
use crate::domain::schema::{accesses, tokens};
use crate::error::{Error, Late, Result};

/// The same letter twice within this time is one too many.
const NOT_AGAIN_WITHIN: Duration = Duration::minutes(10);

/// Moves the end of an accepted access, within the longest term from today.
pub async fn extend(tx: &mut Tx, charge: &Charge, ends_at: DateTime<Utc>) -> Result<()> {
    let access = charge.access();
    let (held, _) = hold_in_charge(tx, charge).await?;
    let (Some(guest), Some(_)) = (held.person_id, held.accepted_at) else { return Err(Error::TooLate(Late::Done)) };
    let mut problems = Problems::none();
    check_end(&rules::of_the_house(tx).await?, ends_at, tx.at(), &mut problems);
    problems.into_result()?;
    if ends_at == held.ends_at {
        return Ok(());
    }
    diesel::update(accesses::table.find(access)).set(accesses::ends_at.eq(ends_at)).execute(&mut tx.conn()).await?;
    for space in spaces_of(tx, access).await? {
        settle(tx, guest, space).await?;
    }
    remind::pass_over(tx, access, ends_at).await?;
    event::record(tx, Some(charge.person()), &Event::AccessExtended { access, ends_at }).await
}

/// Makes another colleague answer for the guest; naming the one who does already confirms a sponsor who was put in by
/// the program.
pub async fn change_sponsor(tx: &mut Tx, charge: &Charge, sponsor: PersonId) -> Result<()> {
    let access = charge.access();
    let from = Some(hold_in_charge(tx, charge).await?.0.sponsor_id);
    let spaces = spaces_of(tx, access).await?;
    if !is_colleague(tx, sponsor, &spaces).await? {
        return Err(Problems::one("sponsor", "problem-guest-sponsor").into());
    }
    let named = (accesses::sponsor_id.eq(sponsor), accesses::sponsor_flagged_at.eq(None::<DateTime<Utc>>));
    diesel::update(accesses::table.find(access)).set(named).execute(&mut tx.conn()).await?;
    event::record(tx, Some(charge.person()), &Event::SponsorChanged { access, sponsor, from }).await
}

/// Sends the invitation once more, with a new link; the old one stops working when it goes.
///
/// # Errors
/// [`Late::Done`] when it was accepted meanwhile, waits for its second key, or has just been sent.
pub async fn resend(tx: &mut Tx, charge: &Charge) -> Result<()> {
    let access = charge.access();
    let (held, _) = hold_in_charge(tx, charge).await?;
    let just_sent = tokens::table
        .filter(tokens::subject_id.eq(access.uuid()))
        .filter(tokens::created_at.gt(tx.at() - NOT_AGAIN_WITHIN));
    let just_sent: bool = diesel::select(exists(just_sent)).get_result(&mut tx.conn()).await?;
    if held.accepted_at.is_some() || held.approved_at.is_none() || just_sent {
        return Err(Error::TooLate(Late::Done));
    }
    job::enqueue(tx, &Job::SendLetter { letter: Letter::GuestInvitation { access } }).await
}
