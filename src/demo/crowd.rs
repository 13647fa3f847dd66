//! The people: those the story knows (`cast.txt`, `guests.txt`), then colleagues by chance.

use super::calendar::Calendar;
use super::chance::Chance;
use super::french;
use super::portrait::Look;
use super::{Partner, PartnerKind, Person};
use chrono::{DateTime, Utc};
use std::collections::HashSet;

const CAST: &str = include_str!("content/cast.txt");
const GUESTS: &str = include_str!("content/guests.txt");
const NAMES: &str = include_str!("content/names.txt");
const JOBS: &str = include_str!("content/jobs.txt");
/// Employees in all.
pub const EMPLOYEES: usize = 340;

/// The units of the house.
pub const UNITS: [&str; 15] = [
    "Direction",
    "Tôlerie",
    "Soudure",
    "Peinture",
    "Montage",
    "Logistique",
    "Maintenance",
    "Qualité",
    "Achats",
    "Bureau d'études",
    "Méthodes",
    "Commerce",
    "Ressources humaines",
    "Systèmes d'information",
    "Finance",
];

/// The partners of the house.
pub fn partners() -> Vec<Partner> {
    let partner = |name, kind, domain| Partner { name, kind, domain };
    vec![
        partner("Acier Duval", PartnerKind::Supplier, "acier-duval.example"),
        partner("Studio Pélican", PartnerKind::Partner, "studio-pelican.example"),
        partner("Transports Lemoine", PartnerKind::Supplier, "transports-lemoine.example"),
    ]
}

/// The key of someone the story knows by a short word.
pub fn key(word: &str) -> Option<usize> {
    let cast = CAST.lines().position(|l| l.split('|').next() == Some(word));
    let guest = || GUESTS.lines().position(|l| l.split('|').next() == Some(word));
    cast.or_else(|| guest().map(|i| EMPLOYEES + i))
}

/// How many employees the story knows.
pub fn cast_size() -> usize {
    CAST.lines().count()
}

/// Everybody: 340 employees, then the guests.
pub fn people(calendar: &Calendar, chance: &mut Chance) -> Vec<Person> {
    let mut taken = HashSet::new();
    let mut people: Vec<Person> = CAST.lines().enumerate().map(|(i, l)| known(i, l, calendar, &mut taken)).collect();
    let origins = origins();
    for (job, unit, place, manager) in jobs(EMPLOYEES - people.len()) {
        let person = unknown(people.len(), &origins, job, (unit, place, manager), calendar, chance, &mut taken);
        people.push(person);
    }
    let domains = partners();
    for line in GUESTS.lines() {
        let f: Vec<&'static str> = line.split('|').collect();
        let organization = f[6].parse().unwrap_or(0);
        let (handle, email) = names_of(f[1], f[2], domains[organization].domain, &mut taken);
        people.push(Person {
            key: people.len(),
            name: format!("{} {}", f[1], f[2]),
            handle,
            email,
            title: french::set(f[4]),
            unit: "",
            location: f[5],
            manager: None,
            phone: (!f[7].is_empty()).then(|| f[7].replace(' ', "\u{a0}")),
            skills: Vec::new(),
            about: String::new(),
            admin: false,
            organization: Some(organization),
            photo: Look::of_cast(f[0]),
            joined_at: calendar.at(-62, 9 * 60),
        });
    }
    people
}

fn known(i: usize, line: &'static str, calendar: &Calendar, taken: &mut HashSet<String>) -> Person {
    let f: Vec<&'static str> = line.split('|').collect();
    let (handle, email) = names_of(f[1], f[2], "brevent.example", taken);
    Person {
        key: i,
        name: format!("{} {}", f[1], f[2]),
        handle,
        email,
        title: french::set(f[4]),
        unit: f[5],
        location: f[6],
        manager: key(f[7]),
        phone: Some(f[8].to_owned()),
        skills: f[9].split(',').filter(|s| !s.is_empty()).collect(),
        about: french::set(f[10]),
        admin: matches!(f[0], "paul" | "elodie"),
        organization: None,
        photo: Look::of_cast(f[0]),
        joined_at: if f[0] == "lucie" { calendar.at(-5, 8 * 60 + 30) } else { calendar.at(-131, 8 * 60 + i as i64) },
    }
}

struct Origin {
    weight: usize,
    skins: Vec<usize>,
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    names: Vec<&'static str>,
}

fn origins() -> Vec<Origin> {
    let lines: Vec<&'static str> = NAMES.lines().filter(|l| !l.starts_with('#')).collect();
    let words = |line: &'static str| line.split(' ').collect::<Vec<_>>();
    let head = |line: &'static str| words(line).into_iter().skip(1).collect::<Vec<_>>();
    lines
        .chunks_exact(4)
        .map(|l| Origin {
            weight: head(l[0])[0].parse().unwrap_or(1),
            skins: head(l[0])[1].split(',').filter_map(|s| s.parse().ok()).collect(),
            women: words(l[1]),
            men: words(l[2]),
            names: words(l[3]),
        })
        .collect()
}

type Job = (&'static str, &'static str, &'static str, Option<usize>);

/// The jobs of the crowd, unit by unit, as many as wanted.
fn jobs(wanted: usize) -> Vec<Job> {
    let mut jobs = Vec::new();
    let blocks = JOBS.split("# ").filter(|b| !b.is_empty());
    for block in blocks {
        let (head, rows) = block.split_once('\n').unwrap_or((block, ""));
        let mut words = head.rsplitn(4, ' ');
        let (boss, place) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let count: usize = words.next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let unit = words.next().and_then(|u| UNITS.iter().find(|n| **n == u)).unwrap_or(&"");
        let rows: Vec<&'static str> = rows.lines().collect();
        jobs.extend((0..count).map(|i| (rows[(i * i + i / 3) % rows.len()], *unit, place, key(boss))));
    }
    let first = jobs[0];
    jobs.resize(wanted, first);
    jobs
}

fn unknown(
    i: usize,
    origins: &[Origin],
    job: &'static str,
    (unit, place, manager): (&'static str, &'static str, Option<usize>),
    calendar: &Calendar,
    chance: &mut Chance,
    taken: &mut HashSet<String>,
) -> Person {
    let workshop = matches!(unit, "Tôlerie" | "Soudure" | "Peinture" | "Montage" | "Logistique" | "Maintenance");
    let woman = chance.percent(if workshop { 34 } else { 54 });
    let mut draw = chance.below(origins.iter().map(|o| o.weight).sum());
    let origin = origins.iter().find(|o| {
        let found = draw < o.weight;
        draw = draw.saturating_sub(o.weight);
        found
    });
    let origin = origin.unwrap_or(&origins[0]);
    let (first, last) = loop {
        let first = *chance.pick(if woman { &origin.women } else { &origin.men });
        let last = *chance.pick(&origin.names);
        if !taken.contains(&format!("{}.{}", french::plain(first), french::plain(last))) {
            break (first, last);
        }
    };
    let (handle, email) = names_of(first, last, "brevent.example", taken);
    let fields: Vec<&'static str> = job.split('|').collect();
    let place = match unit {
        "Tôlerie" | "Montage" if chance.percent(14) => "Ugine",
        "Commerce" if chance.percent(25) => "Annecy",
        "Bureau d'études" if chance.percent(35) => "Chambéry",
        "Logistique" if chance.percent(12) => "Faverges",
        _ => place,
    };
    let skin = *chance.pick(&origin.skins);
    Person {
        key: i,
        name: format!("{first} {last}"),
        handle,
        email,
        title: french::set(fields[usize::from(woman)]),
        unit,
        location: place,
        manager,
        phone: (!workshop || chance.percent(15)).then(|| (4300 + i).to_string()),
        skills: fields[2].split(',').filter(|s| !s.is_empty() && chance.percent(60)).collect(),
        about: String::new(),
        admin: false,
        organization: None,
        photo: chance.percent(13).then(|| Look::by_chance(chance, woman, skin, workshop, true)),
        joined_at: arrival(calendar, chance),
    }
}

/// Most came in the first days; some later, when hired.
fn arrival(calendar: &Calendar, chance: &mut Chance) -> DateTime<Utc> {
    let minutes = chance.between(7 * 60, 17 * 60);
    match chance.below(100) {
        0..=86 => calendar.at(chance.between(-131, -124), minutes),
        87..=97 => calendar.at(chance.between(-123, -30), minutes),
        _ => calendar.at(chance.between(-29, -6), minutes),
    }
}

/// A handle and an address that nobody has yet.
fn names_of(first: &str, last: &str, domain: &str, taken: &mut HashSet<String>) -> (String, String) {
    let (first, last) = (french::plain(first), french::plain(&last.replace(' ', "-")));
    let handle = format!("{first}.{last}");
    taken.insert(handle.clone());
    let initial: String = first.chars().take(1).collect();
    let short = format!("{initial}.{}@{domain}", last.replace("-", ""));
    let email = if taken.insert(short.clone()) { short } else { format!("{handle}@{domain}") };
    (handle, email)
}
