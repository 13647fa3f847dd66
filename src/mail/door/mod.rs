//! The doors by which mail comes in. Whichever it is, `keep` makes it durable before whoever hands it over hears that it
//! arrived; until then it is theirs to keep.

mod bearer;
mod fetched;
mod health;
mod imap;
mod listen;
mod recipient;
mod reply;
mod session;

use std::time::Duration;

pub use health::{Failed, Health, Seen, Trouble};
pub use imap::watch;
pub use listen::{Protocol, serve};
pub use recipient::{Doorbell, Known};

use crate::app::App;
use crate::domain::mail::{self, Arrival};
use crate::error::{Error, Result};

/// How long the database may take; then whoever hands it over is told to come again.
const PATIENCE: Duration = Duration::from_secs(30);

/// So much of the disk must be free, in parts of a hundred, for mail to be taken in: pages need some too.
const FREE: u64 = 5;

/// Keeps a mail.
///
/// # Errors
/// When it could not be kept within half a minute, or the disk is nearly full: whoever has it must keep it, and come again.
pub async fn keep(app: &App, arrival: &Arrival<'_>) -> Result<()> {
    let kept = try_to_keep(app, arrival).await;
    match &kept {
        Ok(()) => app.mail_health.arrived(app.clock.now()),
        Err(error) => app.mail_health.failed(app.clock.now(), Trouble::Keeping, &error.to_string()),
    }
    kept
}

async fn try_to_keep(app: &App, arrival: &Arrival<'_>) -> Result<()> {
    if is_full(app) {
        return Err(Error::internal(anyhow::anyhow!("the disk is nearly full: no mail is taken in")));
    }
    patient(app.db.write(async |tx| mail::take(tx, arrival).await)).await.map(|_| ())
}

/// A database that does not answer is one that is away.
async fn patient<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or_else(|late| Err(Error::internal(late)))
}

/// Whether the disk under the data folder is nearly full.
fn is_full(app: &App) -> bool {
    rustix::fs::statvfs(&app.config.data_dir)
        .is_ok_and(|disk| disk.f_blocks > 0 && disk.f_bavail * 100 / disk.f_blocks < FREE)
}
