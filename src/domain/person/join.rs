//! A new person of the network, whichever door they come through.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::index;
use crate::domain::db::Tx;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::kinds::{Language, PersonKind};
use crate::domain::schema::people;
use crate::domain::words::{Email, Handle, Line, Name};
use crate::error::Result;

/// Somebody who is about to be a person of the network.
pub(in crate::domain) struct Newcomer {
    pub kind: PersonKind,
    pub organization: OrganizationId,
    pub name: Name,
    pub email: Email,
    pub language: Option<Language>,
    pub title: Option<Line>,
    pub unit: Option<Line>,
    pub is_admin: bool,
}

/// Makes the person, under the first handle of their name that is free.
///
/// # Errors
/// A duplicate of `people_email`, when the address has an account.
pub(in crate::domain) async fn join(tx: &mut Tx, newcomer: &Newcomer) -> Result<PersonId> {
    let id = PersonId::new();
    let handle = free_handle(tx, &newcomer.name).await?;
    diesel::insert_into(people::table)
        .values((
            people::id.eq(id),
            people::kind.eq(newcomer.kind),
            people::organization_id.eq(newcomer.organization),
            people::handle.eq(handle),
            people::name.eq(&newcomer.name),
            people::email.eq(&newcomer.email),
            people::language.eq(newcomer.language),
            people::title.eq(newcomer.title.as_ref()),
            people::unit.eq(newcomer.unit.as_ref()),
            people::skills.eq(Vec::<String>::new()),
            people::is_admin.eq(newcomer.is_admin),
            people::created_at.eq(tx.at()),
            people::words.eq(""),
        ))
        .execute(&mut tx.conn())
        .await?;
    index(tx, id).await?;
    Ok(id)
}

async fn free_handle(tx: &mut Tx, name: &Name) -> Result<Handle> {
    let first = Handle::from_name(name, 0);
    let alike = format!("{}%", first.as_str());
    let taken: Vec<String> =
        people::table.filter(people::handle.like(alike)).select(people::handle).load(&mut tx.conn()).await?;
    let mut candidates = (0..).map(|n| Handle::from_name(name, n));
    let free = candidates.find(|handle| !taken.iter().any(|taken| taken == handle.as_str()));
    Ok(free.unwrap_or(first))
}
