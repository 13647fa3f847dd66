//! The door for time: jobs that wait, events that nobody has heard of, and what happens by the clock.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::domain::job::{self, Claimed, Job};
use crate::domain::space;
use crate::error::Result;
use crate::stop::Stop;

/// How long to wait when there is nothing to do and nothing wakes us.
const NAP: Duration = Duration::from_secs(2);

/// Works until it is told to stop, finishing what it has begun.
pub async fn run(app: Arc<App>, stop: Stop) -> anyhow::Result<()> {
    while !stop.is_requested() {
        if let Err(error) = round(&app).await {
            tracing::error!("work: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(NAP) => {}
            () = stop.requested() => {}
        }
    }
    Ok(())
}

/// Does everything that is due; tells how many jobs that was.
pub async fn round(app: &App) -> Result<usize> {
    let mut done = 0;
    while let Some(claimed) = job::claim(&app.db).await? {
        done += 1;
        match perform(app, &claimed).await {
            Ok(()) => job::finish(&app.db, claimed).await?,
            Err(error) => {
                tracing::warn!(attempt = claimed.attempt(), "a job failed: {error}");
                job::put_off(&app.db, claimed, &error.to_string()).await?;
            }
        }
    }
    Ok(done)
}

async fn perform(app: &App, claimed: &Claimed) -> Result<()> {
    match claimed.job() {
        Job::Dispatch | Job::SendLetter { .. } | Job::TendAccesses | Job::Sweep => Ok(()),
        Job::DeleteSpaces => app.db.write(async |tx| space::delete_due(tx, claimed).await).await,
    }
}
