//! The spaces (`spaces.txt`), who is in them, and who knocks at their doors.
//!
//! A block: `code|name|kind visibility guests back|owner|moderators|size|made|colour|units|people`, the purpose, the
//! description, then a line per guest, `+ who|sponsor|from|until|all or now|purpose`.

use super::calendar::{Calendar, dated};
use super::chance::Chance;
use super::{Company, GuestAccess, Invitation, Request, Space, SpaceKind, Visibility, crowd, french};
use chrono::{DateTime, Utc};

const SPACES: &str = include_str!("content/spaces.txt");
const ARCHIVED: &str = "archived";

/// Makes the spaces, lets people in, and tells guests when they came.
pub fn furnish(company: &mut Company, calendar: &Calendar, chance: &mut Chance) {
    for block in blocks(SPACES) {
        let space = furnished(&block, company, calendar, chance);
        company.spaces.push(space);
    }
    for guest in crowd::EMPLOYEES..company.people.len() {
        let accesses = company.spaces.iter().flat_map(|s| &s.guests).filter(|g| g.person == guest);
        if let Some(first) = accesses.map(|g| g.starts_at).min() {
            company.people[guest].joined_at = first;
        }
    }
    knock(company, calendar);
}

/// A file's blocks: a head line `code|…`, at the start or after an empty line, and what follows.
fn blocks(text: &'static str) -> Vec<Vec<&'static str>> {
    let mut blocks: Vec<Vec<&'static str>> = Vec::new();
    for line in text.lines() {
        match blocks.last_mut() {
            Some(block) if line.matches('|').count() < 8 => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    blocks
}

fn furnished(block: &[&'static str], company: &Company, calendar: &Calendar, chance: &mut Chance) -> Space {
    let f: Vec<&'static str> = block[0].split('|').collect();
    let set = |text: &str| french::set(&dated(text, calendar.today, calendar.next_year()));
    let has = |word: &str| f[2].split(' ').any(|w| w == word);
    let created_at = calendar.at(number(f[6]), 8 * 60);
    let named = |words: &'static str| -> Vec<usize> { words.split(' ').filter_map(crowd::key).collect() };
    let moderators = named(f[4]);
    let mut members = named(f[3]);
    members.extend(&moderators);
    members.extend(named(f[9]));
    let wanted = number(f[5]) as usize;
    let mut pool: Vec<usize> = (crowd::cast_size()..crowd::EMPLOYEES)
        .filter(|&p| f[8] == "*" || f[8].split(',').any(|unit| company.people[p].unit == unit))
        .collect();
    if f[8] == "*" {
        pool = (0..crowd::EMPLOYEES).collect();
    } else {
        chance.shuffle(&mut pool);
    }
    pool.retain(|p| !members.contains(p));
    members.extend(pool);
    members.truncate(wanted);
    let body: Vec<&str> = block[2..].iter().copied().filter(|l| !l.starts_with("+ ")).collect();
    let guests = block.iter().filter_map(|l| l.strip_prefix("+ "));
    Space {
        code: f[0],
        name: set(f[1]),
        kind: if has("project") { SpaceKind::Project } else { SpaceKind::Group },
        visibility: match () {
            () if has("closed") => Visibility::Closed,
            () if has("secret") => Visibility::Secret,
            () => Visibility::Open,
        },
        purpose: set(block[1]),
        description: company.with_handles(&set(body.join("\n").trim())),
        opened_to_guests: has("guests"),
        back_room: has("back"),
        owner: members[0],
        moderators,
        guests: guests.filter_map(|line| access(line, created_at, calendar)).collect(),
        members,
        archived: f[9].ends_with(ARCHIVED),
        created_at,
        colour: f[7],
    }
}

fn access(line: &str, created_at: DateTime<Utc>, calendar: &Calendar) -> Option<GuestAccess> {
    let f: Vec<&str> = line.split('|').collect();
    let starts_at = calendar.at(number(f[2]), 8 * 60 + 20);
    let from_now = f[4] == "now";
    Some(GuestAccess {
        person: crowd::key(f[0])?,
        sponsor: crowd::key(f[1])?,
        purpose: french::set(f[5]),
        from_now,
        sees_from: if from_now { starts_at } else { created_at },
        starts_at,
        ends_at: calendar.midnight(number(f[3].trim_start_matches('='))),
    })
}

fn number(text: &str) -> i64 {
    text.parse().unwrap_or_default()
}

fn knock(company: &mut Company, calendar: &Calendar) {
    let space = |code: &str| company.spaces.iter().position(|s| s.code == code).unwrap_or_default();
    let person = |word: &str| crowd::key(word).unwrap_or_default();
    let guest =
        |name, email, organization, code, by, sponsor, purpose: &str, word: &str, day, awaiting_approval| Invitation {
            name,
            email,
            organization,
            space: space(code),
            proposed_by: person(by),
            sponsor: person(sponsor),
            purpose: french::set(purpose),
            word: french::set(word),
            at: calendar.at(day, 16 * 60 + 25),
            ends_at: calendar.midnight(128),
            awaiting_approval,
        };
    let word = "Bonjour, voici le fil où se règle la livraison des bobines. Tout y est depuis le début, et vous pouvez répondre par mail si c'est plus simple.";
    company.invitations = vec![
        guest(
            "Marion Roux",
            "m.roux@acier-duval.example",
            0,
            "ligne4",
            "thomas",
            "hugo",
            "Suivi des livraisons au dépôt",
            word,
            -2,
            false,
        ),
        guest(
            "Valérie Petit",
            "v.petit@studio-pelican.example",
            1,
            "emballage",
            "elodie",
            "elodie",
            "Essais de chute et rapport",
            "Valérie, les cartons partent aux essais, votre avis nous aidera.",
            -3,
            false,
        ),
        guest(
            "Philippe Nguyen",
            "p.nguyen@acier-duval.example",
            0,
            "ligne4",
            "thomas",
            "hugo",
            "Remplace Claire pendant ses congés",
            "Philippe, Claire nous dit que vous prenez la suite : bienvenue dans le fil.",
            -1,
            true,
        ),
    ];
    let ask = |code: &str, word: &str, day, minutes| Request {
        space: space(code),
        person: person(word),
        at: calendar.at(day, minutes),
    };
    company.requests = vec![ask("presse3", "julien", -1, 10 * 60 + 5), ask("aravis", "gianni", -3, 11 * 60 + 40)];
}

impl Company {
    /// Writes `@handle` where the content says `@word`.
    pub fn with_handles(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('@') {
            let end = after.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(after.len());
            out.push_str(before);
            out.push('@');
            out.push_str(crowd::key(&after[..end]).map_or(&after[..end], |k| &self.people[k].handle));
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}
