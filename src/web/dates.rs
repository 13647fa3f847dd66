//! Dates and hours as people say them, in their language, by the clock of the house.

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;

use crate::domain::kinds::Language;

/// How a moment is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As near as it is: an hour today, a weekday this week, else a date.
    Relative,
    /// The same after "since": a French date then has its article, `le 20 novembre`.
    Since,
    /// The day: `vendredi 20 novembre 2026`.
    Day,
    /// Day and hour: `vendredi 20 novembre 2026, 8 h 41`.
    Long,
    /// The date alone: `31 mars 2027`.
    Date,
}

impl Style {
    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "relative" => Some(Self::Relative),
            "day" => Some(Self::Day),
            "long" => Some(Self::Long),
            "date" => Some(Self::Date),
            _ => None,
        }
    }
}

/// Tells a moment.
pub fn tell(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, language: Language, style: Style) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let names = Names::of(language);
    match style {
        Style::Date => names.date(&at),
        Style::Day => names.weekday_and_date(&at),
        Style::Long => format!("{}, {}", names.weekday_and_date(&at), names.hour(&at)),
        Style::Since => {
            let is_date = !(-1..=6).contains(&(now.date_naive() - at.date_naive()).num_days());
            let told = tell(at.to_utc(), now.to_utc(), zone, language, Style::Relative);
            if is_date && language == Language::French { format!("le\u{a0}{told}") } else { told }
        }
        Style::Relative => match (now.date_naive() - at.date_naive()).num_days() {
            0 => names.hour(&at),
            1 => format!("{}, {}", names.yesterday, names.hour(&at)),
            -1 => format!("{}, {}", names.tomorrow, names.hour(&at)),
            2..=6 => format!("{}, {}", names.weekday(&at), names.hour(&at)),
            _ if at.year() == now.year() => names.day_and_month(&at),
            _ => names.date(&at),
        },
    }
}

/// A minute of the day, as its clock shows it: `7 h 30`, `8 h`.
pub fn clock(minute: u16, language: Language) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    match (language, minute) {
        (Language::French, 0) => format!("{hour}\u{a0}h"),
        (Language::French, _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        (Language::English, _) => format!("{hour}:{minute:02}"),
    }
}

/// A moment of the days to come: `18 h 30`, `demain 8 h`, `lundi 8 h`.
pub fn soon(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, language: Language) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let names = Names::of(language);
    let hour = clock((at.hour() * 60 + at.minute()) as u16, language);
    match (at.date_naive() - now.date_naive()).num_days() {
        0 => hour,
        1 => format!("{} {hour}", names.tomorrow),
        _ => format!("{} {hour}", names.weekday(&at)),
    }
}

struct Names {
    language: Language,
    yesterday: &'static str,
    tomorrow: &'static str,
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
}

const FRENCH: Names = Names {
    language: Language::French,
    yesterday: "hier",
    tomorrow: "demain",
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    months: [
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
    ],
};

const ENGLISH: Names = Names {
    language: Language::English,
    yesterday: "yesterday",
    tomorrow: "tomorrow",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

impl Names {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    fn hour(&self, at: &DateTime<Tz>) -> String {
        match self.language {
            Language::French => format!("{}\u{a0}h\u{a0}{:02}", at.hour(), at.minute()),
            Language::English => format!("{}:{:02}", at.hour(), at.minute()),
        }
    }

    fn weekday(&self, at: &DateTime<Tz>) -> &'static str {
        self.weekdays[at.weekday().num_days_from_monday() as usize]
    }

    fn day_and_month(&self, at: &DateTime<Tz>) -> String {
        let day = match (self.language, at.day()) {
            (Language::French, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        format!("{day}\u{a0}{}", self.months[at.month0() as usize])
    }

    fn date(&self, at: &DateTime<Tz>) -> String {
        format!("{}\u{a0}{}", self.day_and_month(at), at.year())
    }

    fn weekday_and_date(&self, at: &DateTime<Tz>) -> String {
        format!("{} {}", self.weekday(at), self.date(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_as_near_as_they_are() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
        let tell = |text: &str, language, style| {
            tell(at(text), at("2026-11-23T09:00:00Z"), chrono_tz::Europe::Paris, language, style).replace('\u{a0}', " ")
        };
        use Language::{English, French};
        assert_eq!(tell("2026-11-23T07:52:00Z", French, Style::Relative), "8 h 52");
        assert_eq!(tell("2026-11-22T23:30:00Z", French, Style::Relative), "0 h 30", "it is the 23rd in Paris already");
        assert_eq!(tell("2026-11-22T10:00:00Z", French, Style::Relative), "hier, 11 h 00");
        assert_eq!(tell("2026-11-20T07:41:00Z", French, Style::Relative), "vendredi, 8 h 41");
        assert_eq!(tell("2026-11-01T07:41:00Z", French, Style::Relative), "1er novembre");
        assert_eq!(tell("2026-11-01T07:41:00Z", French, Style::Since), "le 1er novembre");
        assert_eq!(tell("2026-11-20T07:41:00Z", French, Style::Since), "vendredi, 8 h 41");
        assert_eq!(tell("2025-06-02T06:41:00Z", English, Style::Relative), "2 June 2025");
        assert_eq!(tell("2026-11-20T07:41:00Z", English, Style::Long), "Friday 20 November 2026, 8:41");
        assert_eq!(tell("2027-03-31T22:30:00Z", French, Style::Date), "1er avril 2027", "summer time");
    }
}
