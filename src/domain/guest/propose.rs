//! Proposing guests: by an owner of every space that is offered, each proved.

use chrono::{DateTime, Duration, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::rules::{self, Rules};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::{AccessId, OrganizationId, PersonId, SpaceId};
use crate::domain::kinds::{Horizon, Language, OrganizationKind, PersonKind};
use crate::domain::membership::hold_as_owner;
use crate::domain::organization;
use crate::domain::policy::{InSpace, Own, sight};
use crate::domain::problems::Problems;
use crate::domain::schema::{access_spaces, accesses, memberships, organizations, people};
use crate::domain::space::grow_audience;
use crate::domain::sql::plain;
use crate::domain::words::{Email, Name, Note, Purpose};
use crate::error::Result;

/// The most that one proposal names: each of them is written to.
const AT_ONCE: usize = 50;

/// What an owner proposes.
#[derive(Debug)]
pub struct Proposal {
    /// Whom; each gets a contract of their own.
    pub guests: Vec<Invited>,
    /// Where they work.
    pub partner: Partner,
    /// Who answers for them.
    pub sponsor: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// How far back they read.
    pub horizon: Horizon,
    /// From which day on, for [`Horizon::Date`].
    pub horizon_at: Option<DateTime<Utc>>,
    /// A personal word for the letter.
    pub word: Option<Note>,
    /// The language of the letter.
    pub language: Language,
}

/// Somebody to be let in.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Their own address.
    pub email: Email,
    /// As they are called; they may correct it when they come.
    pub name: Name,
}

/// Where the invited work.
#[derive(Clone, Debug)]
pub enum Partner {
    /// A known partner.
    Known(OrganizationId),
    /// A new one; of the same name as a known one, it is that one.
    New(Name, OrganizationKind),
}

/// Proposes. Without a second key the proposal is approved at once and the letters go; with one, they wait. Either way
/// the audience of the spaces has grown: an invitation that is pending counts already.
///
/// # Errors
/// All problems of the proposal; [`Why::House`](crate::error::Why::House) when the house keeps proposals to admins.
pub async fn propose(tx: &mut Tx, spaces: &[InSpace<Own>], proposal: &Proposal) -> Result<Vec<AccessId>> {
    let rules = rules::of_the_house(tx).await?;
    let Some(first) = spaces.first() else { return Err(Problems::one("spaces", "problem-guest-no-space").into()) };
    spaces.iter().try_for_each(|space| rules.allow(space))?;
    // Always in the same order, so that two who propose for the same spaces at once do not wait for each other.
    let mut in_order: Vec<&InSpace<Own>> = spaces.iter().collect();
    in_order.sort_by_key(|space| space.space());
    for space in in_order {
        hold_as_owner(tx, space).await?;
    }
    let mut problems = Problems::none();
    check_terms(tx, &rules, spaces, proposal, &mut problems).await?;
    let partner = find(tx, &proposal.partner).await?;
    let mut known = Vec::with_capacity(proposal.guests.len());
    for invited in &proposal.guests {
        known.push(check_guest(tx, &rules, spaces, partner, invited, &mut problems).await?);
    }
    problems.into_result()?;
    let partner = match partner {
        Some(partner) => partner,
        None => found(tx, first.person(), &proposal.partner).await?,
    };
    let mut accesses = Vec::with_capacity(proposal.guests.len());
    for (invited, person) in proposal.guests.iter().zip(known) {
        accesses.push(write(tx, &rules, spaces, proposal, partner, invited, person).await?);
    }
    for space in spaces {
        grow_audience(tx, space.space()).await?;
    }
    Ok(accesses)
}

async fn check_terms(
    tx: &Tx,
    rules: &Rules,
    spaces: &[InSpace<Own>],
    proposal: &Proposal,
    problems: &mut Problems,
) -> Result<()> {
    if spaces.iter().any(|space| !space.is_opened_to_guests() || space.is_archived()) {
        problems.add("spaces", "problem-guest-space-closed");
    }
    check_end(rules, proposal.ends_at, tx.at(), problems);
    let from_day = proposal.horizon_at.filter(|_| proposal.horizon == Horizon::Date);
    if proposal.horizon == Horizon::Date && from_day.is_none_or(|day| day > tx.at()) {
        problems.add("horizon_at", "problem-guest-horizon");
    }
    let ids: Vec<SpaceId> = spaces.iter().map(InSpace::space).collect();
    if !is_colleague(tx, proposal.sponsor, &ids).await? {
        problems.add("sponsor", "problem-guest-sponsor");
    }
    if proposal.guests.is_empty() {
        problems.add("guests", "problem-empty");
    }
    if proposal.guests.len() > AT_ONCE {
        problems.add("guests", "problem-guest-many");
    }
    for (n, invited) in proposal.guests.iter().enumerate() {
        if proposal.guests[..n].iter().any(|other| other.email == invited.email) {
            problems.add_with("guests", "problem-guest-twice", &invited.email);
        }
    }
    Ok(())
}

/// An end that lies ahead, and no further than the house allows from now. A day's end may be some hours later than the
/// same hour after so many days, hence the day more.
pub(super) fn check_end(rules: &Rules, ends_at: DateTime<Utc>, now: DateTime<Utc>, problems: &mut Problems) {
    if ends_at <= now {
        problems.add("ends_on", "problem-guest-end-past");
    } else if ends_at >= now + Duration::days(i64::from(rules.longest_access_days) + 1) {
        problems.add_with("ends_on", "problem-guest-end-far", rules.longest_access_days);
    }
}

/// Whether this is a colleague who still works here and is in one of these spaces.
pub(super) async fn is_colleague(tx: &Tx, person: PersonId, in_one_of: &[SpaceId]) -> Result<bool> {
    let works_here = sight::present();
    let colleague = people::table
        .inner_join(memberships::table.on(memberships::person_id.eq(people::id)))
        .filter(people::id.eq(person).and(people::kind.eq(PersonKind::Employee)).and(works_here))
        .filter(memberships::space_id.eq_any(in_one_of));
    Ok(diesel::select(exists(colleague)).get_result(&mut tx.conn()).await?)
}

/// Whether this address may be invited; the guest it belongs to, when there is one.
async fn check_guest(
    tx: &Tx,
    rules: &Rules,
    offered: &[InSpace<Own>],
    partner: Option<OrganizationId>,
    invited: &Invited,
    problems: &mut Problems,
) -> Result<Option<PersonId>> {
    let email = &invited.email;
    if email.is_shared_mailbox() {
        let local = email.as_str().split('@').next().unwrap_or_default();
        problems.add_with("guests", "problem-guest-shared", format!("{local}@"));
    }
    if rules.domains.iter().any(|domain| domain.eq_ignore_ascii_case(email.domain())) {
        problems.add_with("guests", "problem-guest-of-house", email);
        return Ok(None);
    }
    type Known = (PersonId, PersonKind, OrganizationId, String, Option<DateTime<Utc>>);
    let known: Option<Known> = people::table
        .inner_join(organizations::table.on(organizations::id.eq(people::organization_id)))
        .filter(people::email.eq(email))
        .select((people::id, people::kind, people::organization_id, organizations::name, people::suspended_at))
        .first(&mut tx.conn())
        .await
        .optional()?;
    match &known {
        Some((_, PersonKind::Employee, ..)) => problems.add_with("guests", "problem-guest-of-house", email),
        Some((_, _, theirs, name, _)) if partner != Some(*theirs) => {
            problems.add_with("guests", "problem-guest-elsewhere", format!("{email} ({name})"));
        }
        Some((.., Some(_))) => problems.add_with("guests", "problem-guest-suspended", email),
        _ => {}
    }
    let ids: Vec<SpaceId> = offered.iter().map(InSpace::space).collect();
    let living = accesses::ended_at.is_null().and(accesses::ends_at.gt(tx.at()));
    let covered = accesses::table
        .inner_join(access_spaces::table)
        .filter(accesses::email.eq(email).and(living))
        .filter(access_spaces::space_id.eq_any(ids));
    if diesel::select(exists(covered)).get_result(&mut tx.conn()).await? {
        problems.add_with("guests", "problem-guest-already", email);
    }
    Ok(known.map(|known| known.0))
}

async fn find(tx: &Tx, partner: &Partner) -> Result<Option<OrganizationId>> {
    let partners = organizations::table.filter(organizations::is_house.eq(false)).select(organizations::id);
    let found = match partner {
        Partner::Known(id) => {
            let found: Option<OrganizationId> =
                partners.filter(organizations::id.eq(*id)).first(&mut tx.conn()).await.optional()?;
            return found.ok_or_else(|| Problems::one("organization", "problem-guest-organization").into()).map(Some);
        }
        Partner::New(name, _) => partners.filter(plain(organizations::name).eq(plain(name))),
    };
    Ok(found.first(&mut tx.conn()).await.optional()?)
}

async fn found(tx: &mut Tx, by: PersonId, partner: &Partner) -> Result<OrganizationId> {
    match partner {
        Partner::Known(id) => Ok(*id),
        Partner::New(name, kind) => organization::find_or_add(tx, by, name, *kind).await,
    }
}

async fn write(
    tx: &mut Tx,
    rules: &Rules,
    spaces: &[InSpace<Own>],
    proposal: &Proposal,
    partner: OrganizationId,
    invited: &Invited,
    person: Option<PersonId>,
) -> Result<AccessId> {
    let (access, by) = (AccessId::new(), spaces[0].person());
    let approved_at = (!rules.second_key).then_some(tx.at());
    diesel::insert_into(accesses::table)
        .values((
            (accesses::id.eq(access), accesses::email.eq(&invited.email), accesses::name.eq(&invited.name)),
            (accesses::organization_id.eq(partner), accesses::language.eq(proposal.language)),
            (accesses::person_id.eq(person), accesses::sponsor_id.eq(proposal.sponsor)),
            (accesses::purpose.eq(&proposal.purpose), accesses::word.eq(&proposal.word)),
            accesses::horizon.eq(proposal.horizon),
            accesses::horizon_at.eq(proposal.horizon_at.filter(|_| proposal.horizon == Horizon::Date)),
            (accesses::ends_at.eq(proposal.ends_at), accesses::proposed_by.eq(by)),
            (accesses::proposed_at.eq(tx.at()), accesses::approved_at.eq(approved_at)),
        ))
        .execute(&mut tx.conn())
        .await?;
    let places: Vec<_> = spaces
        .iter()
        .map(|space| {
            let guests = access_spaces::space_guests.eq(true);
            (access_spaces::access_id.eq(access), access_spaces::space_id.eq(space.space()), guests)
        })
        .collect();
    diesel::insert_into(access_spaces::table).values(places).execute(&mut tx.conn()).await?;
    event::record(tx, Some(by), &Event::AccessProposed { access }).await?;
    if approved_at.is_some() {
        event::record(tx, Some(by), &Event::AccessApproved { access }).await?;
    }
    Ok(access)
}
