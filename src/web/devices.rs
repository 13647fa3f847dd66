//! Devices that ring: subscribing from the settings page « Nouvelles et silence », where they are listed, and leaving.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::flash::Flash;
use super::form::{Form, problems};
use super::preferences::{self, HERE};
use super::urls;
use super::visit::Visit;
use super::{posts, sessions};
use crate::domain::device::{self, Endpoint, Keys};
use crate::domain::problems::Problems;
use crate::error::Result;

/// A device that rings, as its owner recognizes it.
#[derive(Serialize)]
pub struct Device {
    name: String,
    is_phone: bool,
    /// Whether it is the one that asks.
    pub is_this: bool,
    made_at: DateTime<Utc>,
    removal: String,
}

impl Device {
    /// For its owner.
    pub fn new(visit: &Visit, device: &device::Device) -> Self {
        let (name, is_phone) = sessions::name(&device.agent, visit.language);
        Self {
            name,
            is_phone,
            is_this: device.session == visit.resumed().session,
            made_at: device.made_at,
            removal: urls::device_removal(device.session),
        }
    }
}

/// What a browser says of where it is reached; `assets/js/push.js` fills it in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Subscription {
    endpoint: String,
    p256dh: String,
    auth: String,
}

impl Subscription {
    fn parse(&self) -> Result<(Endpoint, Keys)> {
        let mut wrong = Problems::none();
        let endpoint = wrong.take("device", Endpoint::parse(&self.endpoint));
        let keys = wrong.take("device", Keys::parse(&self.p256dh, &self.auth));
        endpoint.zip(keys).ok_or_else(|| wrong.into())
    }
}

/// `POST /devices`
pub async fn create(visit: Visit, form: Form<Subscription>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let session = visit.resumed().session;
    let done = match form.0.parse() {
        Ok((endpoint, keys)) => {
            visit.app.db.write(async |tx| device::add(tx, &oneself, session, &endpoint, &keys).await).await
        }
        Err(wrong) => Err(wrong),
    };
    match problems(done)? {
        Ok(()) => see_and_read(HERE, Flash::ok("flash-device-added")),
        Err(wrong) => preferences::again(&visit, &wrong).await,
    }
}

/// `POST /devices/{id}/removal`
pub async fn delete(visit: Visit, device: Path<String>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let device = posts::id(&device)?;
    visit.app.db.write(async |tx| device::remove(tx, &oneself, device).await).await?;
    see_and_read(HERE, Flash::ok("flash-device-removed"))
}
