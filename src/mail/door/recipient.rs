//! Who is at home: asked while a mail is being handed over, so that the sender's own server tells them of a wrong address.

use super::patient;
use crate::app::App;
use crate::domain::ids::SpaceId;
use crate::domain::mail;
use crate::domain::words::Slug;
use crate::error::Result;
use crate::mail::address::{Addresses, Meant};
use crate::mail::keys;

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Mail for it is taken in, under the one address of the place that it means.
    Ours(String),
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

    /// Whether mail for this address is taken in. However many ways there are to write an address, they are one place: the
    /// same mail at all of them is kept once.
    pub async fn ask(&self, address: &str) -> Result<Known> {
        Ok(match self.addresses.meant(address) {
            Meant::Signed(read) => Known::Ours(self.addresses.sign(read.signed, read.epoch)),
            Meant::Sender | Meant::Postmaster => Known::Ours(address.trim().to_lowercase()),
            Meant::Elsewhere => Known::Elsewhere,
            Meant::Space { name, option } => {
                let space = patient(async { mail::named(&self.app.db.read().await?, &name).await }).await?;
                // A secret space answers to whoever was told its whole address, and is nobody to all others.
                let opens = |(space, _, is_secret): &(SpaceId, Slug, bool)| {
                    !is_secret || option.as_deref() == Some(&*self.addresses.tag(*space))
                };
                let address = |(space, slug, is_secret): (SpaceId, Slug, bool)| {
                    self.addresses.of_space(space, slug.as_str(), is_secret)
                };
                space.filter(opens).map_or(Known::Nobody, |found| Known::Ours(address(found)))
            }
        })
    }

    /// Whether this sender on an envelope may leave another mail today.
    pub async fn has_room(&self, envelope_from: &str) -> Result<bool> {
        patient(async { mail::has_room(&self.app.db.read().await?, envelope_from).await }).await
    }
}
