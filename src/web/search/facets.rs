//! What a search is narrowed down by.

use serde::Serialize;

use super::wish::Wish;
use crate::domain::search::{self, Sought};
use crate::web::visit::Visit;

/// Filters beside the results, each with how many texts would remain.
#[derive(Serialize)]
pub(super) struct Facets {
    reaches: Vec<Value>,
    unanswered: Option<Value>,
    spaces: Vec<Value>,
    authors: Vec<Value>,
    with_file: bool,
    whens: Vec<Value>,
    from: String,
    until: String,
}

#[derive(Serialize)]
struct Value {
    value: String,
    label: String,
    count: i64,
    chosen: bool,
}

pub(super) fn facets(visit: &Visit, wish: &Wish, sought: &Sought, found: search::Facets) -> Facets {
    let spaces = found.spaces.into_iter().map(|(id, label, count)| Value {
        value: id.to_string(),
        label,
        count,
        chosen: sought.spaces.contains(&id),
    });
    let authors = found.authors.into_iter().map(|(id, label, count)| Value {
        value: id.to_string(),
        label,
        count,
        chosen: sought.authors.contains(&id),
    });
    let reach = |(name, count, outside): (&str, i64, bool)| Value {
        value: name.to_owned(),
        label: visit.say(&format!("search-reach-{name}")),
        count,
        chosen: sought.outside == Some(outside),
    };
    let reaches = [("inside", found.inside, false), ("outside", found.outside, true)];
    let offered = reaches.into_iter().filter(|(_, count, outside)| *count > 0 || sought.outside == Some(*outside));
    let when = |name: &str| Value {
        value: name.to_owned(),
        label: visit.say(&format!("search-when-{}", if name.is_empty() { "always" } else { name })),
        count: 0,
        chosen: wish.when == name,
    };
    Facets {
        unanswered: (found.unanswered > 0 || sought.unanswered).then(|| Value {
            value: "unanswered".to_owned(),
            label: visit.say("feed-unanswered"),
            count: found.unanswered,
            chosen: sought.unanswered,
        }),
        reaches: offered.map(reach).collect(),
        spaces: spaces.collect(),
        authors: authors.collect(),
        with_file: sought.with_file,
        whens: ["", "month", "year"].map(when).into(),
        from: if wish.when.is_empty() { wish.from.clone() } else { String::new() },
        until: if wish.when.is_empty() { wish.until.clone() } else { String::new() },
    }
}
