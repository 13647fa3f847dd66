//! What each job does. None runs inside a transaction; each opens its own.

use crate::app::App;
use crate::domain::job::{Job, Leased};
use crate::domain::{account, deletion, delivery, file, guest, notification};
use crate::error::Result;
use crate::mail::{intake, letters};

pub(super) async fn perform(app: &App, held: &Leased) -> Result<()> {
    let claimed = held.claimed();
    match held.job() {
        Job::SendLetter { letter } => letters::send(app, claimed, letter).await,
        Job::TendAccesses => guest::tend(&app.db, claimed).await,
        Job::DeleteSpaces => app.db.write(async |tx| deletion::finish_due(tx, claimed).await).await,
        Job::DrawFile { file: picture } => file::draw(&app.db, &app.files, claimed, *picture).await,
        Job::SweepFiles => file::sweep(&app.db, &app.files, claimed).await,
        Job::TendNotifications => app.db.write(async |tx| notification::tend(tx, claimed).await).await,
        Job::Deliver { person } => letters::deliver(app, claimed, *person).await,
        Job::CallDigests => app.db.write(async |tx| delivery::call(tx, claimed).await).await,
        Job::ReadMail { mail } => intake::read(app, held, *mail).await,
        Job::TidyFiles => file::tidy(&app.db, &app.files, claimed).await,
        Job::Sweep => app.db.write(async |tx| account::sweep(tx, claimed).await).await,
    }
}
