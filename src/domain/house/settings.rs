//! How the house lives, as its admins settle it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::domain::db::{Db, Tx};
use crate::domain::event::{self, Event};
use crate::domain::ids::{OrganizationId, PictureId};
use crate::domain::kinds::{Inviters, Language};
use crate::domain::picture::{self, Square};
use crate::domain::policy::Admin;
use crate::domain::problems::Problems;
use crate::domain::schema::{house, organizations};
use crate::error::Result;

/// The fewest and the most days that a house may set as its guests' longest access (product.md: at most 12 months).
pub const ACCESS_DAYS: std::ops::RangeInclusive<i32> = 1..=366;

/// Every setting of the house but its logo.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = house)]
pub struct Settings {
    /// Its name.
    #[diesel(select_expression = organizations::name)]
    pub name: String,
    /// Its language, for those who chose none.
    pub language: Language,
    /// The clock on its wall: a name of the IANA time zone database.
    pub time_zone: String,
    /// The domains of its own addresses, in lower case.
    pub domains: Vec<String>,
    /// Whether somebody with such an address may ask for an account.
    pub sign_up: bool,
    /// Who may propose a guest.
    pub inviters: Inviters,
    /// Whether a second person approves each guest.
    pub second_key: bool,
    /// The longest access a guest may have, in days.
    pub longest_access_days: i32,
}

/// The settings as they are.
pub async fn settings(db: &Db, _: &Admin<'_>) -> Result<Settings> {
    Ok(house::table.inner_join(organizations::table).select(Settings::as_select()).first(&mut db.conn()).await?)
}

/// Settles all of it; says which settings that changed. What stays the same is no event.
///
/// # Errors
/// A problem of the field `name`, when a partner is called so.
pub async fn settle(tx: &mut Tx, admin: &Admin<'_>, new: &Settings) -> Result<()> {
    let old = settings(tx, admin).await?;
    let names = differences(&old, new);
    if names.is_empty() {
        return Ok(());
    }
    let organization: OrganizationId = house::table.select(house::organization_id).first(&mut tx.conn()).await?;
    let named = diesel::update(organizations::table.find(organization)).set(organizations::name.eq(&new.name));
    named.execute(&mut tx.conn()).await.map_err(crate::error::Error::from).map_err(|error| {
        match error.is_duplicate_of("organizations_name") {
            true => Problems::one("name", "problem-house-name-taken").into(),
            false => error,
        }
    })?;
    diesel::update(house::table)
        .set((
            house::language.eq(new.language),
            house::time_zone.eq(&new.time_zone),
            house::domains.eq(&new.domains),
            house::sign_up.eq(new.sign_up),
            house::inviters.eq(new.inviters),
            house::second_key.eq(new.second_key),
            house::longest_access_days.eq(new.longest_access_days),
        ))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(admin.id()), &Event::SettingsChanged { names }).await
}

/// Hangs another logo, or none.
pub async fn change_logo(tx: &mut Tx, admin: &Admin<'_>, logo: Option<&Square>) -> Result<()> {
    let earlier: Option<PictureId> = house::table.select(house::logo_id).for_update().first(&mut tx.conn()).await?;
    let logo = match logo {
        Some(square) => Some(picture::store(tx, square).await?),
        None => None,
    };
    diesel::update(house::table).set(house::logo_id.eq(logo)).execute(&mut tx.conn()).await?;
    picture::forget(tx, earlier).await?;
    let names = vec!["logo".to_owned()];
    event::record(tx, Some(admin.id()), &Event::SettingsChanged { names }).await
}

fn differences(old: &Settings, new: &Settings) -> Vec<String> {
    let changed = [
        ("name", old.name != new.name),
        ("language", old.language != new.language),
        ("time_zone", old.time_zone != new.time_zone),
        ("domains", old.domains != new.domains),
        ("sign_up", old.sign_up != new.sign_up),
        ("inviters", old.inviters != new.inviters),
        ("second_key", old.second_key != new.second_key),
        ("longest_access_days", old.longest_access_days != new.longest_access_days),
    ];
    changed.iter().filter(|(_, changed)| *changed).map(|(name, _)| (*name).to_owned()).collect()
}
