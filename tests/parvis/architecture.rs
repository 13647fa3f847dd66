//! What the compiler cannot hold: who may use whom, what leaves the domain.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::source::{self, Source};

/// What each part of the program may use of the others, besides itself. A name with `::` allows that module alone.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &["clock", "error"]),
    ("error", &["domain::words", "domain::problems"]),
    ("clock", &[]),
    ("stop", &[]),
    ("log", &["config"]),
    ("config", &["error"]),
    ("postgres", &["stop", "config", "error"]),
    // A running Parvis holds what its doors are made of.
    ("app", &["clock", "config", "domain", "mail", "web::live", "push", "web::page", "web::rate", "error"]),
    (
        "web",
        &[
            "app",
            "clock",
            "config",
            "domain",
            "error",
            "mail::address",
            "mail::folder",
            "mail::incoming::dns",
            "mail::keys",
            "push::keys",
            "stop",
        ],
    ),
    // A letter is filled, worded and addressed as a page is.
    (
        "mail",
        &[
            "app",
            "clock",
            "config",
            "domain",
            "error",
            "stop",
            "web::page",
            "web::translate",
            "web::urls",
            "web::weight",
            "web::dates",
        ],
    ),
    // So is what a device shows.
    ("push", &["app", "domain", "error", "web::translate", "web::urls"]),
    ("work", &["app", "clock", "domain", "error", "mail", "push", "stop"]),
    ("admin", &["app", "clock", "config", "domain", "error"]),
    // These two fill an installation from outside, as an operator would.
    ("demo", &["app", "clock", "config", "domain", "error"]),
    ("seed", &["app", "clock", "config", "demo::chance", "domain", "error"]),
];

#[test]
fn every_part_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for source in source::rust("src") {
        let Some(part) = source.module.first().cloned() else { continue }; // main.rs and lib.rs see everything
        if part == "command" {
            continue; // what main.rs is made of
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == part) else {
            wrong.push(format!("{}: the part `{part}` has no line in MAY_USE", source.path.display()));
            continue;
        };
        for used in source.paths() {
            let is_own = used.first() == Some(&part);
            let is_allowed = |name: &&str| {
                let name: Vec<&str> = name.split("::").collect();
                used.len() >= name.len() && used.iter().zip(&name).all(|(used, name)| used == name)
            };
            if !is_own && !allowed.iter().any(is_allowed) {
                wrong.push(format!("{}: `{part}` uses `{}`", source.path.display(), used.join("::")));
            }
        }
    }
    none(wrong);
}

#[test]
fn a_slice_of_the_domain_uses_only_slices_above_it() {
    let list = source::rust("src/domain").into_iter().find(|source| source.path.ends_with("domain/mod.rs")).unwrap();
    let order: Vec<String> = list
        .code
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert!(order.len() > 10, "the list of slices is read");
    let place = |slice: &String| order.iter().position(|name| name == slice);
    let mut wrong = Vec::new();
    for source in source::rust("src/domain") {
        let Some(slice) = source.module.get(1) else { continue };
        for used in source.paths().into_iter().filter(|used| used.first().is_some_and(|part| part == "domain")) {
            let Some(other) = used.get(1).filter(|other| *other != slice) else { continue };
            if let (Some(mine), Some(theirs)) = (place(slice), place(other))
                && theirs > mine
            {
                wrong.push(format!("{}: `{slice}` uses `{other}`, which stands below it", source.path.display()));
            }
        }
    }
    none(wrong);
}

/// What shows that somebody was asked who they are, and whether they may.
const PROOFS: &[&str] = &[
    "InSpace",
    "InPost",
    "InComment",
    "Listed",
    "Employee",
    "Admin",
    "Oneself",
    "Viewer",
    "Charge",
    "Claimed",
    "Filled",
    "Leased",
    "Resumed",
    "Listener",
    "Secret",
    "presented",
    // Made of one of them: who judges a report, for the space or for the house.
    "Judge",
];

/// Public functions that reach data without a proof, and why that is right.
const WITHOUT_PROOF: &[(&str, &str)] = &[
    ("house::front", "the name over the door, shown to everybody"),
    ("credential::verify", "it is what establishes who somebody is"),
    ("session::open", "it follows a credential or a redeemed link"),
    ("job::enqueue", "writes only, and nothing is read back but by a worker"),
    ("job::plan", "as enqueue"),
    ("job::claim", "it makes the proof of the workers"),
    ("event::record", "writes only; what is read of it has a gate of its own"),
    ("token::issue", "the secret goes out by letter alone"),
    ("token::revoke", "takes away"),
    ("job::is_planned", "whether a chore of the house waits"),
    ("job::claim_dispatch", "as claim"),
    ("account::forgotten", "asked at the door, by nobody known yet; the answer goes out by letter alone"),
    ("account::ask_link", "as forgotten"),
    ("account::issue_reset", "for the operator of the machine, on the command line"),
    ("account::create_admin", "as issue_reset"),
    ("charter::current", "asked of everybody who signs in"),
    ("house::logo", "shown over the door, as its name"),
    ("live::listen", "what comes over it are ids; who hears of them is asked of sight"),
    ("setup::open", "works while there is nobody, and never again"),
    ("invitation::sign_up", "asked at the door; the house's domains decide, and a letter confirms"),
    ("mail::take", "a door keeps what comes, whoever sent it; nothing is read back but by a worker"),
    ("mail::named", "asked while a mail is handed over: which space has this address"),
    ("mail::has_room", "asked while a mail is handed over: whether its sender has left too many"),
    ("mail_key::keys", "what signs letters; the keys leave the program in no form"),
    ("mail_key::begin", "writes only"),
    ("push_key::key", "what signs messages to devices; it leaves the program in no form"),
    ("push_key::begin", "writes only"),
    ("bulk::begin", "fills an installation in which there is nobody"),
    ("bulk::is_house_of", "whether an installation is the demo company's, for the command line"),
];

#[test]
fn what_leaves_the_domain_takes_a_proof() {
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for source in source::rust("src/domain") {
        let Some(slice) = source.module.get(1).filter(|slice| *slice != "db") else { continue };
        for function in source.public_functions() {
            let has = |name: &str| source::words(&function.arguments).any(|word| word == name);
            // The connection is private to the domain: data is reached through these alone.
            if !["Db", "Tx", "Database", "Server"].into_iter().any(has) || PROOFS.iter().copied().any(has) {
                continue;
            }
            let name = format!("{slice}::{}", function.name);
            if !WITHOUT_PROOF.iter().any(|(allowed, _)| *allowed == name) {
                wrong.push(format!("{}: {name}({})", source.path.display(), function.arguments));
            }
            seen.insert(name);
        }
    }
    for (allowed, _) in WITHOUT_PROOF {
        if !seen.contains(*allowed) {
            wrong.push(format!("{allowed} needs no exception any more"));
        }
    }
    none(wrong);
}

#[test]
fn only_the_clock_asks_what_time_it_is() {
    let asks = ["Utc::now", "Local::now", "SystemTime::now", "OffsetDateTime::now"];
    let others = source::rust("src").into_iter().filter(|source| !source.path.ends_with("src/clock.rs"));
    none(
        others
            .filter(|source| asks.iter().any(|ask| source.code.contains(ask)))
            .map(|source| format!("{} asks what time it is", source.path.display())),
    );
}

#[test]
fn every_file_can_be_seen_whole() {
    let mut wrong = Vec::new();
    for source in source::rust("src").into_iter().chain(source::rust("tests")) {
        let lines = source.text.lines().count();
        let printed = source.path.ends_with("domain/schema.rs"); // by diesel
        if lines > 400 && !printed {
            wrong.push(format!("{}: {lines} lines; make a folder of it", source.path.display()));
        } else if lines > 250 && !printed {
            println!("{}: {lines} lines", source.path.display());
        }
    }
    none(wrong);
}

#[test]
fn no_module_is_called_after_nothing() {
    let names = ["service", "services", "manager", "helper", "helpers", "utils", "util", "common", "misc"];
    let is_vague = |source: &Source| source.module.iter().any(|part| names.contains(&part.as_str()));
    none(source::rust("src").into_iter().filter(is_vague).map(|source| source.path.display().to_string()));
}

#[test]
fn templates_decide_nothing_and_carry_no_style_or_script() {
    let mut wrong = Vec::new();
    for (path, text) in source::files("templates", "html") {
        let is_letter = path.components().any(|part| part.as_os_str() == "mail");
        for tag in tags(&text) {
            for attribute in attributes(tag) {
                let inline = attribute == "style" && !is_letter;
                let handler = attribute.starts_with("on") && attribute.len() > 3;
                if inline || handler {
                    wrong.push(format!("{}: `{attribute}` in {tag}", path.display()));
                }
            }
        }
        for expression in expressions(&text) {
            let compares = ["==", "!=", " in "].iter().any(|sign| expression.contains(sign));
            let roles = ["owner", "moderator", "member", "guest", "employee", "admin"];
            let of_roles = roles.iter().any(|role| expression.contains(&format!("\"{role}\"")));
            let asks_role = source::words(expression).any(|word| word == "role" || word == "person_kind");
            if compares && (of_roles || asks_role) && !expression.trim_start().starts_with("t(") {
                wrong.push(format!("{}: compares roles: {expression}", path.display()));
            }
        }
    }
    none(wrong);
}

/// Words that a path must not end on: an act is a POST to a noun.
const VERBS: &str = "create update delete destroy remove add get set submit save send list show do accept refuse approve \
    invite join publish open close unpin suspend reinstate revoke reopen renew extend confirm upload \
    process enter";

#[test]
fn every_path_is_made_of_nouns() {
    let mut wrong = Vec::new();
    for route in parvis::web::routes::ROUTES {
        let segments: Vec<&str> = route.path.split('/').skip(1).filter(|segment| !segment.is_empty()).collect();
        for segment in &segments {
            let parameter = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
            let plain = parameter.unwrap_or(segment).split(':').next().unwrap_or_default();
            let spelt = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
            if !plain.chars().all(spelt) || (parameter.is_none() && VERBS.split(' ').any(|verb| verb == *segment)) {
                wrong.push(format!("{} {}: `{segment}` is no noun", route.method, route.path));
            }
        }
    }
    let mut known = BTreeSet::new();
    for route in parvis::web::routes::ROUTES {
        assert!(known.insert((route.method, route.path)), "{} {} stands there twice", route.method, route.path);
    }
    none(wrong);
}

#[test]
fn every_page_has_a_template_and_every_template_a_page() {
    let pages: BTreeSet<PathBuf> = source::rust("src")
        .iter()
        .flat_map(|source| source::after(&source.text, "const TEMPLATE: &'static str = \"").collect::<Vec<_>>())
        .map(|name| Path::new("templates").join(name))
        .collect();
    let all = source::files("templates", "html").into_iter().filter(|(path, _)| {
        let part = path.components().nth(1).and_then(|part| part.as_os_str().to_str()).unwrap_or_default();
        !part.starts_with("layout") && part != "part" && part != "mail"
    });
    let templates: BTreeSet<PathBuf> = all.map(|(path, _)| path).collect();
    let included: BTreeSet<PathBuf> = source::files("templates", "html")
        .iter()
        .flat_map(|(_, text)| {
            let named = ["include \"", "extends \""].into_iter().flat_map(|before| source::after(text, before));
            named.map(|name| Path::new("templates").join(name)).collect::<Vec<_>>()
        })
        .collect();
    let unused = templates.difference(&pages).filter(|path| !included.contains(*path));
    let missing = pages.difference(&templates).filter(|path| !path.starts_with("templates/mail"));
    none(unused.map(|path| format!("no page shows {}", path.display())).collect::<Vec<_>>());
    none(missing.map(|path| format!("there is no {}", path.display())).collect::<Vec<_>>());
}

/// The tags of a template, without what Tera does in them.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let starts =
        text.match_indices('<').filter(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.map(|(at, _)| &text[at..at + text[at..].find('>').unwrap_or(0)])
}

fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    let is_tag_of_html = !tag.contains("={"); // a component's call passes names of its own
    tag.split_whitespace()
        .skip(1)
        .filter(move |_| is_tag_of_html)
        .filter_map(|word| word.split_once('='))
        .map(|pair| pair.0)
}

fn expressions(text: &str) -> impl Iterator<Item = &str> {
    let between = |open: &'static str, close: &'static str| {
        text.split(open).skip(1).filter_map(move |rest| rest.split(close).next())
    };
    between("{{", "}}").chain(between("{%", "%}"))
}

#[track_caller]
pub fn none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
