//! What each job does. None runs inside a transaction; each opens its own.

use crate::app::App;
use crate::domain::job::{Claimed, Job};
use crate::domain::{account, dispatch, guest};
use crate::error::Result;
use crate::mail::letters;

pub(super) async fn perform(app: &App, claimed: &Claimed) -> Result<()> {
    match claimed.job() {
        Job::Dispatch => app.db.write(async |tx| dispatch::tell(tx, claimed).await).await.map(|_| ()),
        Job::SendLetter { letter } => letters::send(app, claimed, letter).await,
        Job::TendAccesses => guest::tend(&app.db, claimed).await,
        Job::DeleteSpaces => Ok(()),
        Job::Sweep => app.db.write(async |tx| account::sweep(tx, claimed).await).await,
    }
}
