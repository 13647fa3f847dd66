//! Tables as files, for people's own spreadsheets: CSV as French spreadsheets read it.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, HttpResponseBuilder};

use crate::error::{Error, Result};

/// The mark at the front tells spreadsheets that accents are UTF-8.
pub const MARK: &str = "\u{feff}";

/// One line.
pub fn line<const N: usize>(cells: [String; N]) -> Result<Vec<u8>> {
    let mut line = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    line.write_record(cells.map(inert)).map_err(Error::internal)?;
    line.into_inner().map_err(|error| Error::internal(error.into_error()))
}

/// An answer that is kept as a file of this name.
pub fn answer(name: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    answer
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
