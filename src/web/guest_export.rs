//! The house's guests as a file, for the admins' own tables.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use chrono::{DateTime, Utc};

use super::answer::Answer;
use super::visit::Visit;
use crate::domain::guest::{self, Entry, State};
use crate::error::Error;

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
    let mut file = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    file.write_record(COLUMNS.map(|column| visit.say(column))).map_err(Error::internal)?;
    for entry in house.entries {
        file.write_record(cells(&visit, entry).map(inert)).map_err(Error::internal)?;
    }
    let rows = file.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    // The mark at the front tells spreadsheets that accents are UTF-8.
    let body = ["\u{feff}".as_bytes(), &rows].concat();
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"guests.csv\""))
        .body(body))
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

/// A cell that no spreadsheet takes for a formula: names are chosen by those who bear them.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+33 4", "-2", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(inert(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(inert("Anne-Marie".to_owned()), "Anne-Marie");
    }
}
