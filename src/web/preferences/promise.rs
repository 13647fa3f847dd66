//! A sentence that says what will happen: what comes by mail at once and when, and when the rest.

use crate::domain::kinds::{Rhythm, Way};
use crate::domain::preferences::{Preferences, Window};
use crate::web::audience::listing;
use crate::web::dates;
use crate::web::translate::{Args, translate};
use crate::web::visit::Visit;

pub(super) fn of(visit: &Visit, wanted: &Preferences) -> String {
    let silent = wanted.hours.is_quiet && wanted.hours.week.0.iter().all(Option::is_none);
    let shown = super::shown_topics(visit).filter(|topic| wanted.ways.of(*topic) == Way::AtOnce);
    let named: Vec<String> =
        shown.map(|topic| visit.say(&format!("promise-{}", topic.as_str().replace('_', "-")))).collect();
    let rest = rest(visit, wanted);
    let with = |key: &str, args: Args| translate(visit.language, key, &args);
    match named.len() {
        _ if silent => with("promise-silent", Args::from([("rest".into(), rest.into())])),
        0 => with("promise-none", Args::from([("rest".into(), rest.into())])),
        n => {
            let names: Vec<&str> = named.iter().map(String::as_str).collect();
            let what = capital(&listing(visit.language, &names));
            let args =
                [("n".into(), n.into()), ("what".into(), what.into()), ("when".into(), when(visit, wanted).into())];
            with("promise-at-once", args.into_iter().chain([("rest".into(), rest.into())]).collect())
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Between which hours, on which days.
fn when(visit: &Visit, wanted: &Preferences) -> String {
    if !wanted.hours.is_quiet {
        return visit.say("promise-any-hour");
    }
    let week = &wanted.hours.week.0;
    let mut windows = week.iter().flatten();
    let (Some(first), same) = (windows.next(), windows) else { return String::new() };
    if !same.into_iter().all(|window| window == first) {
        return visit.say("promise-own-hours");
    }
    let days = match week.map(|day| day.is_some()) {
        [true, true, true, true, true, false, false] => visit.say("promise-weekdays"),
        [true, true, true, true, true, true, true] => visit.say("promise-every-day"),
        _ => visit.say("promise-own-days"),
    };
    let clock = |minute| dates::clock(minute, visit.language);
    let (from, until) = (Window::from(*first), Window::until(*first));
    let args =
        [("from".into(), clock(from).into()), ("until".into(), clock(until).into()), ("days".into(), days.into())];
    translate(visit.language, "promise-hours", &args.into())
}

/// And when the rest.
fn rest(visit: &Visit, wanted: &Preferences) -> String {
    let key = match wanted.digest.rhythm {
        Rhythm::Daily => "promise-rest-daily",
        Rhythm::Weekly => "promise-rest-weekly",
        Rhythm::Never => "promise-rest-never",
    };
    let at = dates::clock(wanted.digest.minute, visit.language);
    translate(visit.language, key, &Args::from([("at".into(), at.into())]))
}
