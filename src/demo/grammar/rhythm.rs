//! When people write: working days, two peaks, answers in working hours.

use super::Composer;
use crate::demo::calendar::{self, worked};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

impl Composer<'_> {
    /// A working day since the space was made; nearer days come a little more often.
    pub fn day(&mut self, from: DateTime<Utc>, archived: bool) -> Option<NaiveDate> {
        let first = calendar::day_of(from);
        let mut end = self.calendar.today;
        if archived {
            end = self.calendar.workday(-92);
        }
        let span = (end - first).num_days();
        (0..40).find_map(|_| {
            let back = self.chance.between(0, span).min(self.chance.between(0, span * 2));
            let day = calendar::plus(end, -back);
            (worked(day) && day > first).then_some(day)
        })
    }

    /// A minute of a working day, with its two peaks.
    pub fn minutes(&mut self, low: i64, high: i64) -> i64 {
        let hour =
            *self.chance.pick(&[7, 7, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 18]);
        (hour * 60 + self.chance.between(0, 59)).clamp(low, high)
    }

    /// Some time later, in working hours.
    pub fn later(&mut self, at: DateTime<Utc>) -> DateTime<Utc> {
        let wait = match self.chance.below(10) {
            0..=4 => self.chance.between(4, 50),
            5..=7 => self.chance.between(50, 240),
            _ => self.chance.between(600, 1_500),
        };
        let next = at + TimeDelta::minutes(wait);
        let (day, minute) = (calendar::day_of(next), calendar::minute_of(next));
        if worked(day) && (7 * 60..19 * 60).contains(&minute) {
            return next;
        }
        let day = if minute < 7 * 60 { calendar::plus(day, -1) } else { day };
        let minutes = self.chance.between(7 * 60, 10 * 60 + 30);
        let on = calendar::shift(day, 1);
        if on > self.calendar.today {
            self.calendar.now + TimeDelta::days(1)
        } else {
            self.calendar.on(on, minutes).max(at)
        }
    }
}
