//! Ending an access, and all accesses of an organization.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract::{self, hold_in_charge};
use crate::domain::db::Tx;
use crate::domain::ids::{AccessId, OrganizationId};
use crate::domain::kinds::EndReason;
use crate::domain::policy::{Admin, Charge};
use crate::domain::schema::accesses;
use crate::error::{Error, Late, Result};

/// Ends an access that was accepted, now.
pub async fn end(tx: &mut Tx, charge: &Charge) -> Result<()> {
    if hold_in_charge(tx, charge).await?.0.accepted_at.is_none() {
        return withdraw(tx, charge).await;
    }
    contract::finish(tx, Some(charge.person()), charge.access(), EndReason::Ended).await
}

/// Takes an invitation back that nobody has accepted yet.
pub async fn withdraw(tx: &mut Tx, charge: &Charge) -> Result<()> {
    if hold_in_charge(tx, charge).await?.0.accepted_at.is_some() {
        return Err(Error::TooLate(Late::Done));
    }
    contract::finish(tx, Some(charge.person()), charge.access(), EndReason::Withdrawn).await
}

/// Ends all accesses of a partner at once, pending invitations among them; tells how many that were.
pub async fn end_organization(tx: &mut Tx, admin: &Admin<'_>, organization: OrganizationId) -> Result<usize> {
    let living: Vec<AccessId> = accesses::table
        .filter(accesses::organization_id.eq(organization).and(accesses::ended_at.is_null()))
        .order(accesses::id)
        .select(accesses::id)
        .for_update()
        .load(&mut tx.conn())
        .await?;
    for access in &living {
        contract::finish(tx, Some(admin.id()), *access, EndReason::OrganizationEnded).await?;
    }
    Ok(living.len())
}
