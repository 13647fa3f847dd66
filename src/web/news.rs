//! What an open page asks for when something moved: the counts of the navigation, and how many messages came into its feed.

use actix_web::http::StatusCode;
use actix_web::web::Query;
use futures_util::try_join;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::page::Page;
use super::space_head::named;
use super::visit::Visit;
use crate::domain::policy::{self, InSpace, Read};
use crate::domain::position::moment;
use crate::domain::{feed, notification, space};
use crate::error::Result;

/// `news/index.html`
#[derive(Serialize)]
pub struct Index {
    counts: Vec<Count>,
    /// How much the reader is told of and has not read.
    bell: usize,
    /// How many messages are new in the feed that asks; nothing for a page without a feed.
    fresh: Option<i64>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "news/index.html";
}

/// A number of the navigation.
#[derive(Debug, Serialize)]
struct Count {
    /// The `data-live-count` that shows it.
    of: String,
    n: i64,
}

/// Which feed is open, and since when it stands there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    feed: String,
    since: String,
}

/// `GET /news`
pub async fn index(visit: Visit, asked: Query<Asked>) -> Answer {
    let (unread, bell, fresh) = try_join!(
        space::unread(&visit.db, visit.viewer()),
        notification::unread(&visit.db, visit.viewer()),
        fresh(&visit, &asked)
    )?;
    let home = Count { of: "home".to_owned(), n: unread.iter().map(|(_, n)| n).sum() };
    let spaces = unread.into_iter().map(|(space, n)| Count { of: format!("space-{space}"), n });
    let page = Index { counts: [home].into_iter().chain(spaces).collect(), bell: bell.count(), fresh };
    visit.updates(StatusCode::OK, &page)
}

/// A feed is called by its address.
async fn fresh(visit: &Visit, asked: &Asked) -> Result<Option<i64>> {
    let Some(since) = moment(&asked.since) else { return Ok(None) };
    match (asked.feed.as_str(), asked.feed.strip_prefix("/spaces/")) {
        ("/", _) => feed::fresh(&visit.db, visit.viewer(), since).await.map(Some),
        (_, Some(slug)) => {
            let space: InSpace<Read> = policy::space(&visit.db, visit.viewer(), &named(slug)?).await?;
            feed::fresh_in(&visit.db, &space, since).await.map(Some)
        }
        _ => Ok(None),
    }
}
