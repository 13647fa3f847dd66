//! The doors by which mail comes in. Whichever it is, `keep` makes it durable before whoever hands it over hears that it
//! arrived; until then it is theirs to keep.

mod listen;
mod recipient;
mod reply;
mod session;

use std::time::Duration;

pub use listen::{Protocol, serve};
pub use recipient::{Doorbell, Known};

use crate::app::App;
use crate::domain::mail::{self, Arrival};
use crate::error::{Error, Result};

/// How long keeping a mail may take; then whoever hands it over is told to come again.
const PATIENCE: Duration = Duration::from_secs(30);

/// So much of the disk must be free, in parts of a hundred, for mail to be taken in: pages need some too.
const FREE: u64 = 5;

/// Keeps a mail.
///
/// # Errors
/// When it could not be kept within half a minute, or the disk is nearly full: whoever has it must keep it, and come again.
pub async fn keep(app: &App, arrival: &Arrival<'_>) -> Result<()> {
    if is_full(app) {
        return Err(Error::internal(anyhow::anyhow!("the disk is nearly full: no mail is taken in")));
    }
    let kept = app.db.write(async |tx| mail::take(tx, arrival).await);
    match tokio::time::timeout(PATIENCE, kept).await {
        Ok(kept) => kept.map(|_| ()),
        Err(late) => Err(Error::internal(late)),
    }
}

/// Whether the disk under the data folder is nearly full.
fn is_full(app: &App) -> bool {
    rustix::fs::statvfs(&app.config.data_dir)
        .is_ok_and(|disk| disk.f_blocks > 0 && disk.f_bavail * 100 / disk.f_blocks < FREE)
}
