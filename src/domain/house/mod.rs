//! The house: the company that runs this installation, and how it lives.

mod settings;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Db;
use super::ids::PictureId;
use super::job::Claimed;
use super::kinds::Language;
use super::picture::{self, Picture};
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

/// The domains whose addresses are its own people's.
pub async fn domains(db: &Db, _: &Claimed) -> Result<Vec<String>> {
    let domains = house::table.select(house::domains).first(&mut db.conn()).await;
    Ok(domains.optional()?.unwrap_or_default())
}

/// The house's logo, which hangs outside; any other picture is not found here.
pub async fn logo(db: &Db, logo: PictureId) -> Result<Picture> {
    let hangs: i64 = house::table.filter(house::logo_id.eq(logo)).count().get_result(&mut db.conn()).await?;
    match hangs {
        0 => Err(Error::NotFound),
        _ => picture::bytes(db, logo).await?.ok_or(Error::NotFound),
    }
}
