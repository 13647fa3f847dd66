//! Looking at Parvis as a guest would: read-only, told, and never more than the looker sees with their own eyes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::contract::hold_in_charge;
use crate::domain::db::Tx;
use crate::domain::event::{self, Event};
use crate::domain::ids::PersonId;
use crate::domain::policy::Charge;
use crate::domain::schema::{people, sessions};
use crate::domain::session::Resumed;
use crate::error::{Error, Late, Result};

/// From now on this session sees what the access's guest sees, as far as its owner sees it too.
pub async fn look_as(tx: &mut Tx, charge: &Charge, resumed: &Resumed) -> Result<()> {
    charge.may_look()?;
    let (held, charge) = hold_in_charge(tx, charge).await?;
    charge.may_look()?;
    let (Some(guest), Some(_)) = (held.person_id, held.accepted_at) else { return Err(Error::TooLate(Late::Done)) };
    let is_here: Option<DateTime<Utc>> =
        people::table.find(guest).select(people::left_at).first(&mut tx.conn()).await?;
    if is_here.is_some() {
        return Err(Error::TooLate(Late::Done));
    }
    let own = sessions::id.eq(resumed.session).and(sessions::person_id.eq(charge.person()));
    let looking =
        diesel::update(sessions::table.filter(own)).set(sessions::view_as.eq(guest)).execute(&mut tx.conn()).await?;
    if looking != 1 {
        return Err(Error::NotFound);
    }
    event::record(tx, Some(charge.person()), &Event::LookedAs { guest }).await
}

/// Back to one's own eyes.
pub async fn stop_looking(tx: &mut Tx, resumed: &Resumed) -> Result<()> {
    let own = sessions::table.filter(sessions::id.eq(resumed.session));
    diesel::update(own).set(sessions::view_as.eq(None::<PersonId>)).execute(&mut tx.conn()).await?;
    Ok(())
}
