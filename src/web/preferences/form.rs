//! What the form of « Nouvelles et silence » sends, and shows again.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::shown_topics;
use crate::domain::kinds::{PersonKind, Rhythm, Topic, Way};
use crate::domain::preferences::{DAY, Digest, Hours, Preferences, Ways, Week, Window};
use crate::domain::problems::Problems;
use crate::web::visit::Visit;

/// The fields of the form.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Wanted {
    pub(super) at_once: Vec<String>,
    pub(super) digest: Vec<String>,
    quiet: bool,
    pub(super) from: Vec<String>,
    pub(super) until: Vec<String>,
    time_zone: String,
    pub(super) rhythm: String,
    pub(super) digest_at: String,
    discreet: bool,
}

/// A minute of the day as a field of time has it: `07:30`.
pub(super) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute % DAY / 60, minute % 60)
}

/// The minute that such a field says; in French one writes `7h30`.
pub(super) fn minute(field: &str) -> Option<u16> {
    let mut parts = field.trim().split([':', 'h', 'H', '.']).map(|part| part.parse::<u16>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Wanted {
    /// As it is now.
    pub(super) fn of(now: &Preferences) -> Self {
        let by = |way| now.ways.by(way).map(|topic| topic.as_str().to_owned()).collect();
        let ends = |of: fn(Window) -> u16| {
            let end = |day: &Option<Window>| day.map_or_else(String::new, |day| clock(of(day)));
            now.hours.week.0.iter().map(end).collect()
        };
        Self {
            at_once: by(Way::AtOnce),
            digest: by(Way::Digest),
            quiet: now.hours.is_quiet,
            from: ends(Window::from),
            until: ends(Window::until),
            time_zone: if now.has_own_zone { now.hours.zone.name().to_owned() } else { String::new() },
            rhythm: now.digest.rhythm.as_str().to_owned(),
            digest_at: clock(now.digest.minute),
            discreet: now.is_discreet,
        }
    }

    /// What is wanted; a topic that is ticked twice comes at once, and not again in the digest.
    pub(super) fn parse(&self, visit: &Visit) -> Result<Preferences, Problems> {
        let mut problems = Problems::none();
        let mut week = [None; 7];
        for (n, day) in week.iter_mut().enumerate() {
            match self.window(n) {
                Ok(window) => *day = window,
                Err(()) => problems.add("hours", "problem-hours"),
            }
        }
        let house = visit.setting().zone;
        let own_zone = match self.time_zone.as_str() {
            "" => None,
            zone => zone.parse::<Tz>().map_err(|_| problems.add("time_zone", "problem-time-zone")).ok(),
        };
        let digest = match (Rhythm::parse(&self.rhythm), minute(&self.digest_at)) {
            (Some(rhythm), Some(minute)) => Digest { rhythm, minute },
            _ => {
                problems.add("digest", "problem-hours");
                Digest::usual()
            }
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Preferences {
            ways: self.ways(visit),
            hours: Hours { is_quiet: self.quiet, week: Week(week), zone: own_zone.unwrap_or(house) },
            has_own_zone: own_zone.is_some(),
            digest,
            is_discreet: self.discreet,
        })
    }

    fn ways(&self, visit: &Visit) -> Ways {
        let kind = if visit.viewer().is_guest() { PersonKind::Guest } else { PersonKind::Employee };
        let way = |topic: Topic| {
            let ticked = |boxes: &[String]| boxes.iter().any(|one| one == topic.as_str());
            match (ticked(&self.at_once), ticked(&self.digest)) {
                (true, _) => Way::AtOnce,
                (false, true) => Way::Digest,
                (false, false) => Way::Never,
            }
        };
        shown_topics(visit).fold(Ways::usual(kind), |ways, topic| ways.with(topic, way(topic)))
    }

    /// The window of a day; an empty one is silent.
    pub(super) fn window(&self, day: usize) -> Result<Option<Window>, ()> {
        let field = |fields: &[String]| fields.get(day).map_or("", |field| field.trim()).to_owned();
        let (from, until) = (field(&self.from), field(&self.until));
        match (minute(&from), minute(&until)) {
            _ if from.is_empty() && until.is_empty() => Ok(None),
            (Some(from), Some(until)) => Ok(Window::new(from, until)),
            _ => Err(()),
        }
    }
}
