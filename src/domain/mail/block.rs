//! Addresses whose mail a space takes no more. Whoever answers for the space says so, of a sender who is proved, and takes it
//! back. It never keeps out who owns the space or runs the house, whatever they became since.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

use super::held::Held;
use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{PersonId, SpaceId};
use crate::domain::job::Claimed;
use crate::domain::policy::{Grants, InSpace, Own};
use crate::domain::schema::{mail_blocks, people};
use crate::error::{Error, Result, Why};

/// Whether an address is of an owner of the space or of an admin.
macro_rules! spared {
    ($address:literal, $space:literal) => {
        concat!(
            "exists (select from people p where p.email = ",
            $address,
            " and p.left_at is null and (p.is_admin or exists (select from memberships m where m.person_id = p.id \
             and m.space_id = ",
            $space,
            " and m.role = 'owner')))"
        )
    };
}

/// The same of a held mail.
pub(super) const SPARED: &str = spared!("mails.from_address", "mail_recipients.space_id");

/// The sender of this mail is blocked in its space from now on.
pub(super) async fn block(tx: &mut Tx, by: PersonId, space: SpaceId, held: &Held) -> Result<()> {
    let address = held.from_address.as_deref().filter(|_| held.is_proved);
    let address = address.ok_or(Error::NotAllowed(Why::AnotherAccount))?;
    if held.is_spared {
        return Err(Error::NotAllowed(Why::House));
    }
    let blocked = diesel::insert_into(mail_blocks::table)
        .values((
            mail_blocks::space_id.eq(space),
            mail_blocks::address.eq(address),
            mail_blocks::blocked_by.eq(by),
            mail_blocks::blocked_at.eq(tx.at()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut tx.conn())
        .await?;
    match blocked {
        0 => Ok(()),
        _ => event::record(tx, Some(by), &Event::SenderBlocked { space }).await,
    }
}

/// Mail of this address is taken again.
pub async fn release(tx: &mut Tx, space: &InSpace<impl Grants<Own>>, address: &str) -> Result<()> {
    let blocked = mail_blocks::table.find((space.space(), address));
    match diesel::delete(blocked).execute(&mut tx.conn()).await? {
        0 => Ok(()),
        _ => event::record(tx, Some(space.person()), &Event::SenderReleased { space: space.space() }).await,
    }
}

/// An address that is blocked.
#[derive(Clone, Debug, Queryable)]
pub struct Blocked {
    /// Which.
    pub address: String,
    /// By whom.
    pub by: Option<String>,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Those of a space.
pub async fn blocked(db: &Db, space: &InSpace<impl Grants<Own>>) -> Result<Vec<Blocked>> {
    let blocked = mail_blocks::table
        .left_join(people::table)
        .filter(mail_blocks::space_id.eq(space.space()))
        .order((mail_blocks::blocked_at.desc(), mail_blocks::address))
        .select((mail_blocks::address, people::name.nullable(), mail_blocks::blocked_at));
    Ok(blocked.load(&mut db.conn()).await?)
}

/// Whether a space takes no mail of this address now.
pub async fn is_blocked(db: &Db, _: &Claimed, space: SpaceId, address: &str) -> Result<bool> {
    let spared = spared!("mail_blocks.address", "mail_blocks.space_id");
    let blocked = mail_blocks::table.find((space, address)).filter(sql::<Bool>("not ").sql(spared));
    Ok(diesel::select(exists(blocked)).get_result(&mut db.conn()).await?)
}
