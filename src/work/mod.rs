//! The door for time: jobs that wait, events that nobody has heard of, and what happens by the clock.

mod run;
mod schedule;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;

use crate::app::App;
use crate::domain::db::Ear;
use crate::domain::dispatch;
use crate::domain::job::{self, Leased};
use crate::error::{Error, Result};
use crate::stop::Stop;

/// How long to wait when there is nothing to do and nothing wakes us: what becomes due by the clock wakes nobody.
const NAP: Duration = Duration::from_secs(2);

/// Works until it is told to stop, finishing what it has begun.
pub async fn run(app: Arc<App>, stop: Stop) -> anyhow::Result<()> {
    let mut ear = None;
    while !stop.is_requested() {
        if ear.is_none() {
            ear = app.db.server().listen("work").await.ok();
        }
        if let Err(error) = round(&app).await {
            tracing::error!("work: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(NAP) => {}
            () = heard(&mut ear) => {}
            () = stop.requested() => {}
        }
    }
    Ok(())
}

async fn heard(ear: &mut Option<Ear>) {
    let all = match ear {
        Some(ear) => ear.heard().await,
        None => std::future::pending().await,
    };
    if all.is_none() {
        *ear = None;
    }
}

/// Does everything that is due, and what follows from it; tells how many jobs that was.
pub async fn round(app: &App) -> Result<usize> {
    schedule::plan(app).await?;
    let mut done = 0;
    loop {
        // Letters still go out when an event cannot be told.
        if let Err(error) = tell(app).await {
            tracing::error!("events could not be told: {error}");
        }
        let Some(held) = job::claim(&app.db).await? else { return Ok(done) };
        let mut all = Vec::new();
        if held.waits() {
            // What is in our hands is done, whatever else can be had.
            let more = job::claim_alike(&app.db, &held, app.mailer.at_once() - 1).await;
            all = more.inspect_err(|error| tracing::error!("work: {error}")).unwrap_or_default();
        }
        all.push(held);
        done += all.len();
        let each = all.into_iter().map(async |held| {
            let outcome = attempt(app, &held).await;
            settle(app, held, outcome).await
        });
        join_all(each).await.into_iter().collect::<Result<()>>()?;
    }
}

async fn tell(app: &App) -> Result<()> {
    while let Some(claimed) = job::claim_dispatch(&app.db).await? {
        if app.db.write(async |tx| dispatch::tell(tx, &claimed).await).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Tries a job; one that panics has failed, and the worker lives on.
async fn attempt(app: &App, held: &Leased) -> Result<()> {
    let attempted = AssertUnwindSafe(run::perform(app, held)).catch_unwind().await;
    attempted.unwrap_or_else(|_| Err(Error::Internal(anyhow::anyhow!("the job panicked"))))
}

async fn settle(app: &App, held: Leased, outcome: Result<()>) -> Result<()> {
    let error = outcome.err().map(|error| error.to_string());
    if let Some(error) = &error {
        tracing::warn!(attempt = held.attempt(), job = ?held.job(), "a job failed: {error}");
    }
    match (schedule::next(held.name(), app.clock.now()), error) {
        (Some(at), error) => job::repeat(&app.db, held, at, error.as_deref()).await,
        (None, None) => job::finish(&app.db, held).await,
        (None, Some(error)) => job::put_off(&app.db, held, &error).await,
    }
}
