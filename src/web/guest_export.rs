//! The house's guests as a file, for the admins' own tables.

use chrono::{DateTime, Utc};

use super::answer::Answer;
use super::table_file;
use super::visit::Visit;
use crate::domain::guest::{self, Entry, State};

/// The columns, by their words.
const COLUMNS: [&str; 8] = [
    "guest-col-who",
    "guest-access-email",
    "guest-col-company",
    "guest-col-spaces",
    "guest-col-sponsor",
    "guest-col-state",
    "guest-col-end",
    "guest-col-seen",
];

/// `GET /admin/guests/export`: what the list shows, as CSV. Days are written as 2026-11-23, by the clock of the house.
pub async fn show(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let house = guest::of_house(&visit.db, &admin, None).await?;
    let mut rows = table_file::MARK.as_bytes().to_vec();
    rows.extend(table_file::line(COLUMNS.map(|column| visit.say(column)))?);
    for entry in house.entries {
        rows.extend(table_file::line(cells(&visit, entry))?);
    }
    Ok(table_file::answer("guests.csv").body(rows))
}

fn cells(visit: &Visit, entry: Entry) -> [String; 8] {
    let day = |at: DateTime<Utc>| at.with_timezone(&visit.setting().zone).date_naive().to_string();
    let places: Vec<String> = entry.places.into_iter().map(|place| place.name).collect();
    let state = match entry.state {
        State::Proposed => "guest-state-proposed",
        State::Invited => "guest-state-invited",
        State::Here => "guest-state-here",
    };
    [
        entry.face.map_or(entry.name, |face| face.name),
        entry.email,
        entry.organization.1,
        places.join(", "),
        entry.sponsor.name,
        visit.say(state),
        day(entry.ends_at),
        entry.seen_at.map(day).unwrap_or_default(),
    ]
}
