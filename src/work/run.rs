//! What each job does. None runs inside a transaction; each opens its own.

use crate::app::App;
use crate::domain::db::Tx;
use crate::domain::job::{Job, Leased};
use crate::domain::{account, deletion, delivery, device, dispatch, file, guest, mail};
use crate::error::Result;
use crate::mail::{intake, letters};
use crate::push;

pub(super) async fn perform(app: &App, held: &Leased) -> Result<()> {
    let claimed = held.claimed();
    match held.job() {
        Job::SendLetter { letter } => letters::send(app, claimed, letter).await,
        Job::TendAccesses => guest::tend(&app.db, claimed).await,
        Job::DeleteSpaces => app.db.write(async |tx| deletion::finish_due(tx, claimed).await).await,
        Job::DrawFile { file: picture } => file::draw(&app.db, &app.files, claimed, *picture).await,
        Job::SweepFiles => file::sweep(&app.db, &app.files, claimed).await,
        Job::TendNotifications => {
            let tend = async |tx: &mut _| {
                dispatch::tend(tx, claimed).await?;
                device::tend(tx, claimed).await
            };
            app.db.write(tend).await
        }
        Job::Deliver { person } => letters::deliver(app, claimed, *person).await,
        Job::Push { device } => push::deliver(app, claimed, *device).await,
        Job::CallDigests => app.db.write(async |tx| delivery::call(tx, claimed).await).await,
        Job::ReadMail { mail } => intake::read(app, held, *mail).await,
        Job::TidyFiles => file::tidy(&app.db, &app.files, claimed).await,
        Job::Sweep => {
            let forget = async |tx: &mut Tx| {
                account::sweep(tx, claimed).await?;
                mail::sweep(tx, claimed).await
            };
            app.db.write(forget).await
        }
    }
}
