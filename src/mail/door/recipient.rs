//! Who is at home: asked while a mail is being handed over, so that the sender's own server tells them of a wrong address.

use super::patient;
use crate::app::App;
use crate::domain::mail;
use crate::error::Result;
use crate::mail::address::Addresses;
use crate::mail::keys;

/// What is known of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Mail for it is taken in.
    Ours,
    /// Nobody has it, or it is not signed as ours are.
    Nobody,
    /// It is of another domain: we pass nothing on.
    Elsewhere,
}

/// Answers for the addresses of this house.
pub struct Doorbell<'a> {
    app: &'a App,
    addresses: Addresses,
}

impl<'a> Doorbell<'a> {
    /// With the keys of now.
    pub async fn new(app: &'a App) -> Result<Self> {
        Ok(Self { app, addresses: patient(keys::addresses(app)).await? })
    }

    /// Whether mail for this address is taken in.
    pub async fn ask(&self, address: &str) -> Result<Known> {
        let Some((local, domain)) = address.trim().rsplit_once('@') else { return Ok(Known::Nobody) };
        let from = &self.app.config.mail_from.email;
        if local.eq_ignore_ascii_case(from.user()) && domain.eq_ignore_ascii_case(from.domain()) {
            return Ok(Known::Ours);
        }
        if !domain.eq_ignore_ascii_case(self.addresses.domain()) {
            return Ok(Known::Elsewhere);
        }
        // RFC 5321, 4.5.1, and RFC 2142: somebody always answers for a domain.
        let local = local.to_lowercase();
        if ["postmaster", "abuse"].contains(&&*local) || self.addresses.read(address).is_some() {
            return Ok(Known::Ours);
        }
        let name = local.split(['+', '.']).next().unwrap_or(&local);
        let is_space = patient(async { mail::is_space(&self.app.db.read().await?, name).await }).await?;
        Ok(if is_space { Known::Ours } else { Known::Nobody })
    }

    /// Whether this sender on an envelope may leave another mail today.
    pub async fn has_room(&self, envelope_from: &str) -> Result<bool> {
        patient(async { mail::has_room(&self.app.db.read().await?, envelope_from).await }).await
    }
}
