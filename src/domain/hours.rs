//! Quiet hours: when somebody may be disturbed, by their own clock. They hold letters, never the work; nobody else sets
//! them. Pure: from hours and an instant to the next instant at which one may be disturbed.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use super::schema::preferences;

/// The minutes of a day.
pub const DAY: u16 = 24 * 60;

/// From which minute of a day until which somebody may be disturbed. An end that is not after the start is on the next
/// day: whoever works at night is reached at night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    from: u16,
    until: u16,
}

impl Window {
    /// Between two minutes of a day; midnight at its end is 24 h, so that twice midnight is the whole day. Nothing when they
    /// are the same otherwise: that is silence.
    pub fn new(from: u16, until: u16) -> Option<Self> {
        let until = if until == 0 { DAY } else { until };
        (from < DAY && until <= DAY && from != until).then_some(Self { from, until })
    }

    /// From when.
    pub fn from(self) -> u16 {
        self.from
    }

    /// Until when; [`DAY`] is midnight.
    pub fn until(self) -> u16 {
        self.until
    }

    /// Whether it ends on the next day.
    pub fn is_overnight(self) -> bool {
        self.until < self.from
    }
}

/// A week of windows, from Monday; a day without one is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week(pub [Option<Window>; 7]);

impl Week {
    /// From 8 to 19 h on weekdays.
    pub fn usual() -> Self {
        let day = Window::new(8 * 60, 19 * 60);
        Self([day, day, day, day, day, None, None])
    }

    /// As the database keeps it.
    pub(in crate::domain) fn stored(&self) -> Vec<i16> {
        let both = |day: &Option<Window>| day.map_or([0, 0], |day| [day.from as i16, day.until as i16]);
        self.0.iter().flat_map(both).collect()
    }

    fn of_stored(numbers: &[i16]) -> Option<Self> {
        // A silent day is twice the same number.
        let day = |day: &[i16]| if day[0] == day[1] { None } else { Window::new(day[0] as u16, day[1] as u16) };
        let days: Vec<_> = numbers.chunks_exact(2).map(day).collect();
        days.try_into().ok().map(Self)
    }
}

/// When somebody may be disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Whether there are quiet hours at all.
    pub is_quiet: bool,
    /// When they may be disturbed, if so.
    pub week: Week,
    /// Their clock.
    pub zone: Tz,
}

/// What somebody chose of it; the rest is as the program and the house have it.
#[derive(Clone, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = preferences)]
pub struct Chosen {
    #[diesel(select_expression = preferences::quiet.nullable())]
    quiet: Option<bool>,
    #[diesel(select_expression = preferences::reachable.nullable())]
    reachable: Option<Vec<i16>>,
    #[diesel(select_expression = preferences::time_zone.nullable())]
    time_zone: Option<String>,
}

impl Chosen {
    /// Their hours, in a house whose clock this is.
    pub fn hours(&self, house: Tz) -> Hours {
        Hours {
            is_quiet: self.quiet.unwrap_or(true),
            week: self.reachable.as_deref().and_then(Week::of_stored).unwrap_or_else(Week::usual),
            zone: self.zone().unwrap_or(house),
        }
    }

    /// The clock they chose for themselves.
    pub fn zone(&self) -> Option<Tz> {
        self.time_zone.as_ref().and_then(|zone| zone.parse().ok())
    }
}

impl Hours {
    /// The first instant, from this one on, at which they may be disturbed; never, in a week of silence.
    pub fn next(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_quiet {
            return Some(at);
        }
        self.windows(at).into_iter().filter(|(_, until)| *until > at).map(|(from, _)| from.max(at)).min()
    }

    /// When silence comes, for somebody who may be disturbed now; nothing for one who may not, or always may.
    pub fn silent_from(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_quiet || self.next(at) != Some(at) {
            return None;
        }
        let mut windows = self.windows(at);
        windows.sort();
        // Where one window ends in the next, there is no silence between them.
        let end = windows.iter().fold(at, |end, (from, until)| if *from <= end { end.max(*until) } else { end });
        windows.last().is_some_and(|(_, last)| end < *last || self.next(end) != Some(end)).then_some(end)
    }

    /// Whether they may be disturbed at some time of that day of the week.
    pub fn wakes_on(&self, day: NaiveDate) -> bool {
        let silent_week = self.week.0.iter().all(Option::is_none);
        !self.is_quiet || silent_week || self.week.0[day.weekday().num_days_from_monday() as usize].is_some()
    }

    /// The windows around an instant, long enough for a week to come round.
    fn windows(&self, at: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let today = at.with_timezone(&self.zone).date_naive();
        let days = (-2..=8).filter_map(|n| today.checked_add_signed(Duration::days(n)));
        let window = |day: NaiveDate| {
            let window = self.week.0[day.weekday().num_days_from_monday() as usize]?;
            let last = if window.is_overnight() { day.succ_opt()? } else { day };
            Some((moment(self.zone, day, window.from)?, moment_after(self.zone, last, window.until)?))
        };
        days.filter_map(window).filter(|(from, until)| from < until).collect()
    }
}

/// The instant at which the clock of a place first shows this minute of a day; where it jumps over it, the instant of
/// the jump.
pub fn moment(zone: Tz, day: NaiveDate, minute: u16) -> Option<DateTime<Utc>> {
    resolve(zone, day, minute).map(|(first, _)| first)
}

/// The last such instant, when the clock shows it twice.
fn moment_after(zone: Tz, day: NaiveDate, minute: u16) -> Option<DateTime<Utc>> {
    resolve(zone, day, minute).map(|(_, last)| last)
}

fn resolve(zone: Tz, day: NaiveDate, minute: u16) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let shown = day.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::minutes(minute.into()))?;
    let told = |shown: &NaiveDateTime| {
        let at = zone.from_local_datetime(shown);
        Some((at.earliest()?.to_utc(), at.latest()?.to_utc()))
    };
    told(&shown).or_else(|| {
        // Clocks jump at whole quarters of an hour, and over a day at the most.
        let quarter = shown.with_minute(shown.minute() / 15 * 15)?;
        (0..=100).find_map(|n| told(&quarter.checked_add_signed(Duration::minutes(15 * n))?))
    })
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Paris;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn hours(week: Week) -> Hours {
        Hours { is_quiet: true, week, zone: Paris }
    }

    fn every_day(from: u16, until: u16) -> Hours {
        hours(Week([Window::new(from, until); 7]))
    }

    #[test]
    fn a_letter_of_the_evening_waits_for_the_morning() {
        let usual = hours(Week::usual());
        let next = |text| usual.next(at(text)).expect("an hour").to_rfc3339();
        assert_eq!(next("2026-11-23T09:00:00Z"), "2026-11-23T09:00:00+00:00", "it is ten on a Monday");
        assert_eq!(next("2026-11-23T18:00:00Z"), "2026-11-24T07:00:00+00:00", "19 h in Paris: over");
        assert_eq!(next("2026-11-23T17:59:59Z"), "2026-11-23T17:59:59+00:00");
        assert_eq!(next("2026-11-23T03:00:00Z"), "2026-11-23T07:00:00+00:00");
        assert_eq!(next("2026-11-27T18:30:00Z"), "2026-11-30T07:00:00+00:00", "a week-end is silent");
        assert_eq!(usual.silent_from(at("2026-11-23T09:00:00Z")), Some(at("2026-11-23T18:00:00Z")));
        assert_eq!(usual.silent_from(at("2026-11-23T19:00:00Z")), None, "it is silent already");
        let off = Hours { is_quiet: false, ..usual };
        assert_eq!(off.next(at("2026-11-28T02:00:00Z")), Some(at("2026-11-28T02:00:00Z")));
    }

    #[test]
    fn eight_o_clock_is_eight_o_clock_in_summer_and_in_winter() {
        // Clocks go forward on 2027-03-28 and back on 2026-10-25, both Sundays.
        let daily = every_day(8 * 60, 19 * 60);
        assert_eq!(daily.next(at("2027-03-27T20:00:00Z")), Some(at("2027-03-28T06:00:00Z")));
        assert_eq!(daily.next(at("2026-10-24T20:00:00Z")), Some(at("2026-10-25T07:00:00Z")));
        // Half past two is not there in spring, and is there twice in autumn.
        let night = every_day(150, 210);
        assert_eq!(night.next(at("2027-03-27T23:30:00Z")), Some(at("2027-03-28T01:00:00Z")), "at three, when it jumps");
        assert_eq!(night.next(at("2026-10-24T23:00:00Z")), Some(at("2026-10-25T00:30:00Z")), "the first of the two");
        let until = every_day(60, 150);
        assert_eq!(until.next(at("2026-10-25T01:15:00Z")), Some(at("2026-10-25T01:15:00Z")), "until the second");
        let within = every_day(130, 170);
        assert_eq!(
            within.next(at("2027-03-28T00:30:00Z")),
            Some(at("2027-03-29T00:10:00Z")),
            "a window that is jumped over"
        );
    }

    #[test]
    fn whoever_works_at_night_is_reached_at_night() {
        let night = every_day(22 * 60, 6 * 60);
        assert_eq!(night.next(at("2026-11-23T02:00:00Z")), Some(at("2026-11-23T02:00:00Z")), "three in the morning");
        assert_eq!(night.next(at("2026-11-23T09:00:00Z")), Some(at("2026-11-23T21:00:00Z")));
        let sunday = hours(Week([None, None, None, None, None, None, Window::new(22 * 60, 6 * 60)]));
        assert_eq!(sunday.next(at("2026-11-23T04:00:00Z")), Some(at("2026-11-23T04:00:00Z")), "Sunday's, on Monday");
        assert_eq!(sunday.next(at("2026-11-23T06:00:00Z")), Some(at("2026-11-29T21:00:00Z")));
        assert_eq!(every_day(22 * 60, 0).next(at("2026-11-23T22:59:00Z")), Some(at("2026-11-23T22:59:00Z")));
        assert_eq!(every_day(0, 0).silent_from(at("2026-11-23T09:00:00Z")), None, "never silent");
    }

    #[test]
    fn a_week_of_silence_never_ends() {
        assert_eq!(hours(Week([None; 7])).next(at("2026-11-23T09:00:00Z")), None);
        assert_eq!(Week::of_stored(&Week([None; 7]).stored()), Some(Week([None; 7])));
    }

    fn a_window() -> impl Strategy<Value = Option<Window>> {
        prop_oneof![Just(None), (0..DAY, 0..=DAY).prop_map(|(from, until)| Window::new(from, until))]
    }

    proptest! {
        #[test]
        fn the_next_hour_is_one_at_which_one_may_be_disturbed(
            days in prop::array::uniform7(a_window()),
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            seconds in 1_700_000_000_i64..2_000_000_000,
        ) {
            let hours = Hours { is_quiet: true, week: Week(days), zone };
            prop_assert_eq!(Week::of_stored(&hours.week.stored()), Some(hours.week));
            let at = DateTime::from_timestamp(seconds, 0).expect("a moment");
            match hours.next(at) {
                None => prop_assert!(days.iter().all(Option::is_none)),
                Some(next) => {
                    prop_assert!(next >= at && next <= at + Duration::days(9));
                    prop_assert_eq!(hours.next(next), Some(next), "one may be disturbed then");
                    // By the clock on the wall, as nobody computes it: at each quarter before it was silent.
                    let quarters = (next - at).num_minutes() / 15;
                    for n in 0..quarters.min(40) {
                        let before = at + Duration::minutes(15 * n);
                        prop_assert!(!on_the_wall(&hours, before), "silent at {before}");
                    }
                }
            }
        }
    }

    fn on_the_wall(hours: &Hours, at: DateTime<Utc>) -> bool {
        let local = at.with_timezone(&hours.zone);
        let minute = (local.hour() * 60 + local.minute()) as u16;
        let today = local.weekday().num_days_from_monday() as usize;
        let now =
            hours.week.0[today].is_some_and(|day| minute >= day.from && (day.is_overnight() || minute < day.until));
        let still = hours.week.0[(today + 6) % 7].is_some_and(|day| day.is_overnight() && minute < day.until);
        now || still
    }
}
