//! The house: the company that runs this installation, and how it lives.

mod settings;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::{Db, Tx};
use super::event::{self, Event};
use super::ids::PictureId;
use super::kinds::Language;
use super::picture::{self, Picture, Square};
use super::policy::Admin;
use super::schema::{house, organizations};
use crate::error::{Error, Result};

pub use settings::{ACCESS_DAYS, Settings, change_logo, settings, settle};

/// What everybody sees of the house, signed in or not.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = house)]
pub struct Front {
    /// Its name.
    #[diesel(select_expression = organizations::name)]
    pub name: String,
    /// Its language, for those who chose none.
    pub language: Language,
    /// The clock on its wall: a name of the IANA time zone database.
    pub time_zone: String,
    /// Its logo.
    pub logo_id: Option<PictureId>,
    /// Whether somebody with an address of its own may ask for an account.
    pub sign_up: bool,
}

/// The front of the house; nothing before it is set up.
pub async fn front(db: &Db) -> Result<Option<Front>> {
    let front = house::table.inner_join(organizations::table).select(Front::as_select()).first(&mut db.conn()).await;
    Ok(front.optional()?)
}

/// The house's logo, which hangs outside; any other picture is not found here.
pub async fn logo(db: &Db, logo: PictureId) -> Result<Picture> {
    let hangs: i64 = house::table.filter(house::logo_id.eq(logo)).count().get_result(&mut db.conn()).await?;
    match hangs {
        0 => Err(Error::NotFound),
        _ => picture::bytes(db, logo).await?.ok_or(Error::NotFound),
    }
}

/// Hangs another logo, or none; the earlier one is gone.
pub async fn change_logo(tx: &mut Tx, admin: &Admin<'_>, logo: Option<&Square>) -> Result<()> {
    let earlier: Option<PictureId> = house::table.select(house::logo_id).for_update().first(&mut tx.conn()).await?;
    let logo = match logo {
        Some(square) => Some(picture::store(tx, square).await?),
        None => None,
    };
    diesel::update(house::table).set(house::logo_id.eq(logo)).execute(&mut tx.conn()).await?;
    picture::forget(tx, earlier).await?;
    event::record(tx, Some(admin.id()), &Event::SettingsChanged { names: vec!["logo".to_owned()] }).await
}
