//! Letters about a guest's access.

use crate::app::App;
use crate::domain::ids::{AccessId, PersonId};
use crate::domain::job::Claimed;
use crate::error::{Error, Result};
use crate::mail::Written;

fn unwritten() -> Error {
    Error::Internal(anyhow::anyhow!("this letter is not written yet"))
}

/// Asks an address to come in as a guest.
pub(super) async fn invitation(_: &App, _: &Claimed, _: AccessId) -> Result<Option<Written>> {
    Err(unwritten())
}

/// Tells guest or sponsor that an access ends in so many days.
pub(super) async fn ending(_: &App, _: &Claimed, _: AccessId, _: PersonId, _: i16) -> Result<Option<Written>> {
    Err(unwritten())
}

/// Tells guest or sponsor that an access has ended.
pub(super) async fn ended(_: &App, _: &Claimed, _: AccessId, _: PersonId) -> Result<Option<Written>> {
    Err(unwritten())
}
