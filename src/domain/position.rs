//! Where somebody is in a list that grows at one end: a moment, and the id that decides between two of the same moment.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A position. In an address it is opaque; whoever alters one reads another part of the same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    at: DateTime<Utc>,
    id: Uuid,
}

/// Microseconds from 1970 to the end of 9999: PostgreSQL has no moments as far away as a forged position may name.
const MOMENTS: std::ops::Range<i64> = 0..253_402_300_800_000_000;

/// A moment that an address or a form names (RFC 3339), if the database has it.
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<Utc> = text.parse().ok()?;
    MOMENTS.contains(&at.timestamp_micros()).then_some(at)
}

impl Position {
    /// Of something that stands at a moment.
    pub fn new(at: DateTime<Utc>, id: Uuid) -> Self {
        Self { at, id }
    }

    /// The moment.
    pub fn at(self) -> DateTime<Utc> {
        self.at
    }

    /// The id.
    pub fn id(self) -> Uuid {
        self.id
    }

    /// As it stands in an address; nothing that was not written by [`Position::fmt`] is one.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 24] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (micros, id) = bytes.split_at(8);
        let micros = Some(i64::from_be_bytes(micros.try_into().ok()?)).filter(|micros| MOMENTS.contains(micros))?;
        let at = DateTime::from_timestamp_micros(micros)?;
        Some(Self { at, id: Uuid::from_slice(id).ok()? })
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.at.timestamp_micros().to_be_bytes().to_vec();
        bytes.extend(self.id.as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_moment_that_no_database_has_is_no_position() {
        for micros in [i64::MIN, -8_334_601_228_800_000_000, -1, MOMENTS.end, 8_210_266_876_799_999_999, i64::MAX] {
            let bytes = [&micros.to_be_bytes()[..], Uuid::max().as_bytes()].concat();
            assert_eq!(Position::parse(&URL_SAFE_NO_PAD.encode(bytes)), None, "{micros}");
        }
    }

    #[test]
    fn a_moment_that_no_database_has_is_none() {
        assert!(moment("2026-11-23T09:00:00Z").is_some());
        for far in
            ["-262143-01-01T00:00:00Z", "-9999-01-01T00:00:00Z", "+262142-12-31T00:00:00Z", "1969-12-31T23:59:59Z", ""]
        {
            assert_eq!(moment(far), None, "{far}");
        }
    }

    #[test]
    fn a_position_comes_back_from_an_address() {
        let at = "2026-11-23T09:00:00.123456Z".parse().expect("a moment");
        let position = Position::new(at, Uuid::now_v7());
        assert_eq!(Position::parse(&position.to_string()), Some(position));
        for bad in ["", "AAAA", "..", &"_".repeat(32), &"A".repeat(40)] {
            assert!(Position::parse(bad).is_none_or(|p| p.to_string() == bad), "{bad}");
        }
    }
}
