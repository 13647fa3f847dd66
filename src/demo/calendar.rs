//! Time as the house lives it: working days, Paris hours, dates in words.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc, Weekday,
};
use chrono_tz::Europe::Paris;

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];
/// The story's own last morning: its times of today are squeezed before now when the day is younger.
const DAWN: i64 = 4 * 60 + 30;
const LAST: i64 = 9 * 60 + 50;

/// The days around an instant.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The instant of the demo.
    pub now: DateTime<Utc>,
    /// The last working day that has a morning to tell.
    pub today: NaiveDate,
}

impl Calendar {
    /// The calendar as seen from an instant.
    pub fn new(now: DateTime<Utc>) -> Self {
        let local = now.with_timezone(&Paris);
        let early = local.hour() < 7;
        let mut today = local.date_naive();
        if early || !worked(today) {
            today = step(today, -1);
        }
        Self { now, today }
    }

    /// The day so many working days from the last one.
    pub fn workday(&self, offset: i64) -> NaiveDate {
        shift(self.today, offset)
    }

    /// An instant: working days from the last one, and minutes after midnight in Paris. Never after now.
    pub fn at(&self, offset: i64, minutes: i64) -> DateTime<Utc> {
        self.on(self.workday(offset), minutes)
    }

    /// An instant of a day. Never after now.
    pub fn on(&self, day: NaiveDate, minutes: i64) -> DateTime<Utc> {
        let minutes = minutes.clamp(0, 24 * 60 - 1) as u32;
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN);
        let instant = zoned(NaiveDateTime::new(day, time));
        let minute = i64::from(minutes);
        let (dawn, last) = (zoned(day.and_time(hm(DAWN))), zoned(day.and_time(hm(LAST))));
        if day != self.today || last <= self.now || minute < DAWN {
            return instant.min(self.now);
        }
        let part = (minute - DAWN).min(LAST - DAWN) * 1000 / (LAST - DAWN);
        dawn + TimeDelta::seconds((self.now - dawn).num_seconds() * part / 1000)
    }

    /// Midnight of a calendar day so many days from now; for ends and horizons.
    pub fn midnight(&self, days: i64) -> DateTime<Utc> {
        zoned(plus(self.now.with_timezone(&Paris).date_naive(), days).and_time(NaiveTime::MIN))
    }

    /// The year that the forecasts speak of.
    pub fn next_year(&self) -> i32 {
        plus(self.today, 120).year()
    }
}

/// Whether the workshop is open that day: not at weekends, nor on the fixed holidays.
pub fn worked(day: NaiveDate) -> bool {
    let closed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !closed.contains(&(day.month(), day.day()))
}

/// The day in Paris of an instant.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

/// Minutes after midnight in Paris of an instant.
pub fn minute_of(at: DateTime<Utc>) -> i64 {
    let local = at.with_timezone(&Paris);
    i64::from(local.hour() * 60 + local.minute())
}

/// So many calendar days later or earlier.
pub fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }.unwrap_or(day)
}

/// So many working days later or earlier.
pub fn shift(mut day: NaiveDate, offset: i64) -> NaiveDate {
    for _ in 0..offset.abs() {
        day = step(day, offset.signum());
    }
    day
}

fn step(day: NaiveDate, by: i64) -> NaiveDate {
    let mut day = plus(day, by);
    while !worked(day) {
        day = plus(day, by);
    }
    day
}

fn hm(minutes: i64) -> NaiveTime {
    NaiveTime::from_hms_opt(minutes as u32 / 60, minutes as u32 % 60, 0).unwrap_or(NaiveTime::MIN)
}

fn zoned(local: NaiveDateTime) -> DateTime<Utc> {
    let found = Paris.from_local_datetime(&local).latest();
    found.map_or_else(|| local.and_utc(), |t| t.with_timezone(&Utc))
}

/// A date in words. Forms: `j` vendredi · `d` 27 novembre · `c` 27 nov. · `m` novembre · `n` 27 · none: vendredi 27 novembre.
pub fn in_words(day: NaiveDate, form: Option<char>) -> String {
    let (name, month) = (DAYS[day.weekday().num_days_from_monday() as usize], day.month0() as usize);
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    match form {
        Some('j') => name.to_owned(),
        Some('d') => format!("{number} {}", MONTHS[month]),
        Some('c') => format!("{number} {}", SHORT[month]),
        Some('m') => MONTHS[month].to_owned(),
        Some('n') => number,
        _ => format!("{name} {number} {}", MONTHS[month]),
    }
}

/// Replaces `{+4}`, `{-1j}`, `{=31d}` (calendar days), `{an}` and `{an+}` in a text by what they mean seen from a day.
pub fn dated(text: &str, day: NaiveDate, next_year: i32) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((tag, tail)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let form = tag.chars().last().filter(char::is_ascii_lowercase);
        let digits = tag.trim_start_matches('=').trim_end_matches(|c: char| c.is_ascii_lowercase());
        match (tag.chars().next(), digits.parse::<i64>()) {
            (Some('+' | '-'), Ok(n)) => out.push_str(&in_words(shift(day, n), form)),
            (Some('='), Ok(n)) => out.push_str(&in_words(plus(day, n), form)),
            _ if tag == "an" => out.push_str(&day.year().to_string()),
            _ if tag == "an+" => out.push_str(&next_year.to_string()),
            _ if tag == "fermeture" => out.push_str(match plus(day, 31).month() {
                12 | 1 => "Fermeture de fin d'année",
                7 | 8 => "Fermeture d'été",
                _ => "Fermeture annuelle",
            }),
            _ => out.push_str(&format!("{{{tag}}}")),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
