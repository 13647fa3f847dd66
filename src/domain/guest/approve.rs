//! The second key, when the house wants one: two people, never the same.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract::{self, hold_in_charge};
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::kinds::EndReason;
use crate::domain::policy::Charge;
use crate::domain::schema::accesses;
use crate::error::{Error, Late, Result};

/// Turns the second key: the letter goes.
pub async fn approve(tx: &mut Tx, charge: &Charge) -> Result<()> {
    charge.may_approve()?;
    let (held, charge) = hold_in_charge(tx, charge).await?;
    charge.may_approve()?;
    if held.approved_at.is_some() {
        return Err(Error::TooLate(Late::Done));
    }
    let approved = (accesses::approved_by.eq(charge.person()), accesses::approved_at.eq(tx.at()));
    diesel::update(accesses::table.find(charge.access())).set(approved).execute(&mut tx.conn()).await?;
    event::record(tx, Some(charge.person()), &Event::AccessApproved { access: charge.access() }).await
}

/// Says no: nobody is written to.
pub async fn refuse(tx: &mut Tx, charge: &Charge) -> Result<()> {
    charge.may_approve()?;
    let (held, charge) = hold_in_charge(tx, charge).await?;
    charge.may_approve()?;
    if held.approved_at.is_some() {
        return Err(Error::TooLate(Late::Done));
    }
    contract::finish(tx, Some(charge.person()), charge.access(), EndReason::Refused).await
}
