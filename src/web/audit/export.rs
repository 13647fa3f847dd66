//! The log as a file, as long as it is: read in parts while it is sent, so that no part of the machine holds it whole.

use actix_web::web::{Bytes, Query};
use futures_util::stream;

use super::{Asked, Meant, label, meant, sentence};
use crate::domain::audit::{self, Act, Filter};
use crate::domain::event::Told;
use crate::error::{Error, Result};
use crate::web::answer::Answer;
use crate::web::table_file;
use crate::web::visit::Visit;

/// So many lines are read at once.
const PART: usize = 500;

/// The columns, by their words.
const COLUMNS: [&str; 4] = ["audit-col-when", "audit-col-who", "audit-col-act", "audit-col-what"];

/// What is still to be sent.
struct Rest {
    visit: Visit,
    filter: Filter,
    is_first: bool,
    is_last: bool,
}

/// `GET /admin/audit/export`: what the same question finds on the page, whole.
pub async fn export(visit: Visit, asked: Query<Asked>) -> Answer {
    let admin = visit.viewer().admin()?;
    let Meant { filter, person, is_nobody } = meant(&visit, &asked).await?;
    if is_nobody {
        return Err(Error::NotFound.into());
    }
    let person = person.map(|(id, _)| id);
    visit.app.db.write(async |tx| audit::exported(tx, &admin, person).await).await?;
    let rest = Rest { visit, filter: Filter { before: None, ..filter }, is_first: true, is_last: false };
    Ok(table_file::answer("journal.csv").streaming(stream::try_unfold(rest, part)))
}

async fn part(mut rest: Rest) -> Result<Option<(Bytes, Rest)>> {
    if rest.is_last {
        return Ok(None);
    }
    let visit = &rest.visit;
    let mut lines = Vec::new();
    if rest.is_first {
        lines.extend(table_file::MARK.as_bytes());
        lines.extend(table_file::line(COLUMNS.map(|column| visit.say(column)))?);
    }
    let page = audit::log(&visit.db, &visit.viewer().admin()?, &rest.filter, PART).await?;
    for told in &page.lines {
        if let Some(cells) = cells(visit, told, &page.names) {
            lines.extend(table_file::line(cells)?);
        }
    }
    rest.is_first = false;
    rest.is_last = page.next.is_none();
    rest.filter.before = page.next;
    Ok(Some((Bytes::from(lines), rest)))
}

/// When, by the clock of the house; who; what kind of act; the sentence.
fn cells(visit: &Visit, told: &Told, names: &audit::Names) -> Option<[String; 4]> {
    let at = told.at.with_timezone(&visit.setting().zone).format("%Y-%m-%d %H:%M:%S").to_string();
    let who = told.by.and_then(|by| names.person(by)).unwrap_or_default().to_owned();
    let act = label(visit, Act::of(&told.event)?);
    Some([at, who, act, sentence(visit.language, told.by, &told.event, names)?])
}
