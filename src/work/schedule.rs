//! What happens by the clock: each is one row in the queue, by its name, whatever the number of servers.

use chrono::{DateTime, Duration, DurationRound, Utc};

use crate::app::App;
use crate::domain::job::{self, Job};
use crate::error::Result;

/// What comes again, by the name of its row: a job of the same kind that was asked for once has another, or none.
fn regular() -> [(&'static str, Job, Duration); 7] {
    [
        ("tend-accesses", Job::TendAccesses, Duration::minutes(1)),
        ("delete-spaces", Job::DeleteSpaces, Duration::hours(1)),
        ("sweep", Job::Sweep, Duration::days(1)),
        ("tend-notifications", Job::TendNotifications, Duration::days(1)),
        ("call-digests", Job::CallDigests, Duration::hours(1)),
        ("sweep-files", Job::SweepFiles, Duration::hours(1)),
        ("tidy-files", Job::TidyFiles, Duration::days(1)),
    ]
}

/// Makes sure that everything regular waits for its turn; what never ran is due at once.
pub(super) async fn plan(app: &App) -> Result<()> {
    let db = app.db.read().await?;
    for (name, job, _) in regular() {
        if !job::is_planned(&db, name).await? {
            app.db.write(async |tx| job::plan(tx, &job, name, db.at()).await).await?;
        }
    }
    Ok(())
}

/// When a regular job comes again; never, for what is asked for once.
pub(super) fn next(name: Option<&str>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (_, _, every) = regular().into_iter().find(|(regular, _, _)| name == Some(*regular))?;
    Some(now.duration_trunc(every).unwrap_or(now) + every)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_regular_comes_on_the_minute_the_hour_and_the_day() {
        let now: DateTime<Utc> = "2026-11-23T09:41:07Z".parse().expect("a moment");
        let at = |name| next(name, now).map(|at| at.to_rfc3339());
        assert_eq!(at(Some("tend-accesses")).as_deref(), Some("2026-11-23T09:42:00+00:00"));
        assert_eq!(at(Some("delete-spaces")).as_deref(), Some("2026-11-23T10:00:00+00:00"));
        assert_eq!(at(Some("sweep")).as_deref(), Some("2026-11-24T00:00:00+00:00"));
        assert_eq!(at(Some("delete-space-1")), None);
        assert_eq!(at(None), None);
    }
}
