//! How Parvis reaches somebody by mail: which topics at once and which in the digest, how closely they follow each space,
//! when they may be disturbed. Theirs alone: nobody else reads or sets it. What nobody chose is here, in code; the
//! database holds what somebody did.

mod closeness;
mod read;
mod write;

use chrono::{DateTime, Datelike, Duration, Utc, Weekday};
use chrono_tz::Tz;

pub use super::hours::{DAY, Hours, Week, Window};
pub use closeness::{Followed, attend, attend_all, closeness, spaces};
pub(in crate::domain) use closeness::{chosen, closely};
pub(in crate::domain) use read::of;
pub use read::{mine, wants};
pub use write::set;

use super::hours::moment;
use super::kinds::{Closeness, PersonKind, Rhythm, Topic, Way};

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// By which way each topic reaches them.
    pub ways: Ways,
    /// When they may be disturbed.
    pub hours: Hours,
    /// Whether the clock is their own choice, and not the house's.
    pub has_own_zone: bool,
    /// When the digest comes.
    pub digest: Digest,
    /// Whether their letters say where and from whom, and nothing of what was written.
    pub is_discreet: bool,
}

/// A way for each topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways([Way; Topic::ALL.len()]);

/// When the digest comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// How often.
    pub rhythm: Rhythm,
    /// At which minute of the day.
    pub minute: u16,
}

impl Ways {
    /// What somebody has who never chose. Many guests live in their mailbox: they hear of everything at once.
    pub fn usual(kind: PersonKind) -> Self {
        let way = |topic: &Topic| match (topic, kind) {
            (Topic::Addressed | Topic::Answered | Topic::GuestWrote | Topic::Ending, _) => Way::AtOnce,
            (Topic::Announced | Topic::News, PersonKind::Guest) => Way::AtOnce,
            (Topic::Announced | Topic::News, PersonKind::Employee) => Way::Digest,
            (Topic::Reacted, _) => Way::Never,
        };
        let mut ways = [Way::Never; Topic::ALL.len()];
        for topic in Topic::ALL {
            ways[*topic as usize] = way(topic);
        }
        Self(ways)
    }

    /// How a topic reaches them.
    pub fn of(&self, topic: Topic) -> Way {
        self.0[topic as usize]
    }

    /// The same, with another way for a topic.
    pub fn with(mut self, topic: Topic, way: Way) -> Self {
        self.0[topic as usize] = way;
        self
    }

    /// The topics that come by this way.
    pub fn by(&self, way: Way) -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(move |topic| self.of(*topic) == way)
    }
}

impl Digest {
    /// On Mondays, before work begins.
    pub fn usual() -> Self {
        Self { rhythm: Rhythm::Weekly, minute: 7 * 60 + 30 }
    }

    /// When the next one goes, after this instant; never, for who wants none. Its hour is asked for, so no quiet hour
    /// holds it; a daily one leaves out silent days.
    pub fn next(&self, hours: &Hours, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let today = after.with_timezone(&hours.zone).date_naive();
        let days = (0..=8).filter_map(|n| today.checked_add_signed(Duration::days(n)));
        let mut due = days.filter(|day| match self.rhythm {
            Rhythm::Daily => hours.wakes_on(*day),
            Rhythm::Weekly => day.weekday() == Weekday::Mon,
            Rhythm::Never => false,
        });
        due.find_map(|day| moment(hours.zone, day, self.minute).filter(|at| *at > after))
    }
}

/// How closely somebody follows a space who never chose.
pub fn usual_closeness(kind: PersonKind) -> Closeness {
    match kind {
        PersonKind::Guest => Closeness::Everything,
        PersonKind::Employee => Closeness::Digest,
    }
}

/// By which letter something goes, and when at the earliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// At once or in the digest; never both.
    pub way: Way,
    /// When.
    pub at: DateTime<Utc>,
}

impl Preferences {
    /// What somebody has who never chose, in a house whose clock this is.
    pub fn usual(kind: PersonKind, house: Tz) -> Self {
        Self {
            ways: Ways::usual(kind),
            hours: Hours { is_quiet: true, week: Week::usual(), zone: house },
            has_own_zone: false,
            digest: Digest::usual(),
            is_discreet: false,
        }
    }

    /// By which letter something of a topic goes, in a space that they follow so closely, and when; by none, perhaps.
    /// Somebody who may never be disturbed finds it in their digest.
    pub fn due(&self, topic: Topic, closeness: Closeness, at: DateTime<Utc>) -> Option<Due> {
        let at_once = || self.hours.next(at).map(|at| Due { way: Way::AtOnce, at });
        let in_digest = || self.digest.next(&self.hours, at).map(|at| Due { way: Way::Digest, at });
        match self.way(topic, closeness) {
            Way::AtOnce => at_once().or_else(in_digest),
            Way::Digest => in_digest(),
            Way::Never => None,
        }
    }

    fn way(&self, topic: Topic, closeness: Closeness) -> Way {
        match (closeness, topic) {
            (Closeness::Nothing, _) | (Closeness::Mine, Topic::News) => Way::Never,
            (Closeness::Digest, Topic::News) => Way::Digest,
            (Closeness::Everything | Closeness::Mine | Closeness::Digest, topic) => self.ways.of(topic),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Paris;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn something_goes_at_once_or_in_the_digest_and_never_both() {
        let camille = Preferences::usual(PersonKind::Employee, Paris);
        let now = at("2026-11-27T20:00:00Z"); // a Friday evening
        let monday = at("2026-11-30T07:00:00Z");
        let due = |topic, closeness| camille.due(topic, closeness, now);
        assert_eq!(due(Topic::Addressed, Closeness::Digest), Some(Due { way: Way::AtOnce, at: monday }));
        let digest = Some(Due { way: Way::Digest, at: at("2026-11-30T06:30:00Z") });
        assert_eq!(due(Topic::News, Closeness::Digest), digest);
        assert_eq!(due(Topic::Announced, Closeness::Mine), digest);
        assert_eq!(due(Topic::News, Closeness::Mine), None);
        assert_eq!(due(Topic::Reacted, Closeness::Everything), None);
        assert_eq!(due(Topic::Addressed, Closeness::Nothing), None);
        let claire = Preferences::usual(PersonKind::Guest, Paris);
        let news = claire.due(Topic::News, usual_closeness(PersonKind::Guest), now);
        assert_eq!(news, Some(Due { way: Way::AtOnce, at: monday }), "guests hear of every post");
    }

    #[test]
    fn who_may_never_be_disturbed_finds_it_in_the_digest() {
        let mut camille = Preferences::usual(PersonKind::Employee, Paris);
        camille.hours.week = Week([None; 7]);
        let now = at("2026-11-23T09:00:00Z");
        let due = camille.due(Topic::Addressed, Closeness::Mine, now);
        assert_eq!(due, Some(Due { way: Way::Digest, at: at("2026-11-30T06:30:00Z") }));
        camille.digest.rhythm = Rhythm::Never;
        assert_eq!(camille.due(Topic::Addressed, Closeness::Mine, now), None);
    }

    #[test]
    fn a_digest_comes_at_its_hour_and_not_twice() {
        let hours = Preferences::usual(PersonKind::Employee, Paris).hours;
        let daily = Digest { rhythm: Rhythm::Daily, minute: 450 };
        assert_eq!(daily.next(&hours, at("2026-11-23T06:29:59Z")), Some(at("2026-11-23T06:30:00Z")));
        assert_eq!(daily.next(&hours, at("2026-11-23T06:30:00Z")), Some(at("2026-11-24T06:30:00Z")));
        assert_eq!(daily.next(&hours, at("2026-11-27T07:00:00Z")), Some(at("2026-11-30T06:30:00Z")), "over a week-end");
        let weekly = Digest::usual();
        assert_eq!(weekly.next(&hours, at("2027-03-22T07:00:00Z")), Some(at("2027-03-29T05:30:00Z")), "summer time");
        assert_eq!(Digest { rhythm: Rhythm::Never, minute: 0 }.next(&hours, at("2027-03-22T07:00:00Z")), None);
    }
}
