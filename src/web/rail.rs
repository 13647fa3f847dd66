//! Beside the home feed: whom one answers for, and who came lately. For colleagues; a guest's rail is their host.

use chrono::{DateTime, Duration, Utc};
use futures_util::try_join;
use serde::Serialize;

use super::face::Face;
use super::urls;
use super::visit::Visit;
use crate::domain::guest::{self, Answered};
use crate::domain::person;
use crate::error::Result;

/// An end is soon from so many days before.
const SOON: Duration = Duration::days(14);

/// What stands beside the feed.
#[derive(Debug, Serialize)]
pub struct Rail {
    answered: Vec<Line>,
    newcomers: Vec<Newcomer>,
}

/// A guest one answers for.
#[derive(Debug, Serialize)]
struct Line {
    name: String,
    company: String,
    url: String,
    ends_at: DateTime<Utc>,
    is_soon: bool,
    is_invited: bool,
}

/// A colleague who came lately.
#[derive(Debug, Serialize)]
struct Newcomer {
    face: Face,
    title: String,
}

/// What there is for this reader; nothing for most, and then the feed has the page for itself.
pub async fn rail(visit: &Visit) -> Result<Option<Rail>> {
    if visit.viewer().is_guest() {
        return Ok(None);
    }
    let employee = visit.viewer().employee()?;
    let (answered, newcomers) =
        try_join!(guest::answered(&visit.db, &employee), person::newcomers(&visit.db, &employee))?;
    if answered.is_empty() && newcomers.is_empty() {
        return Ok(None);
    }
    let line = |contract: Answered| Line {
        name: contract.name,
        company: contract.organization,
        url: urls::access(contract.id),
        ends_at: contract.ends_at,
        is_soon: contract.ends_at - visit.db.at() <= SOON,
        is_invited: contract.accepted_at.is_none(),
    };
    let newcomer =
        |face: person::Face| Newcomer { title: face.title.clone().unwrap_or_default(), face: Face::of(&face) };
    Ok(Some(Rail {
        answered: answered.into_iter().map(line).collect(),
        newcomers: newcomers.into_iter().map(newcomer).collect(),
    }))
}
