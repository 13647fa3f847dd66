//! What must hold of the demo at any hour of any day.

use super::calendar::{day_of, minute_of, worked};
use super::{Company, PartnerKind, french, plan, portrait};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{HashMap, HashSet};

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// A Monday morning, a Sunday, before dawn, in summer, on a holiday, at the turn of the year.
fn instants() -> [DateTime<Utc>; 6] {
    [
        "2026-11-23T10:30:00Z",
        "2027-02-21T15:00:00Z",
        "2026-12-01T04:10:00Z",
        "2027-06-16T07:02:00Z",
        "2027-07-14T12:00:00Z",
        "2027-01-04T08:40:00Z",
    ]
    .map(at)
}

fn story() -> Company {
    plan(instants()[0])
}

fn texts(company: &Company) -> Vec<String> {
    let posts = company.posts.iter().flat_map(|p| {
        let words = p.title.iter().chain([&p.body]).chain(p.comments.iter().map(|c| &c.body));
        words.chain(p.edited.iter().map(|e| &e.0)).cloned().collect::<Vec<_>>()
    });
    let spaces = company.spaces.iter().flat_map(|s| [s.name.clone(), s.purpose.clone(), s.description.clone()]);
    let people = company.people.iter().flat_map(|p| [p.title.clone(), p.about.clone()]);
    posts.chain(spaces).chain(people).collect()
}

#[test]
fn the_same_instant_tells_the_same_story() {
    assert!(story() == story());
}

#[test]
fn the_figures_are_those_of_the_house() {
    for now in instants() {
        let c = plan(now);
        let guests = c.people.iter().filter(|p| p.organization.is_some()).count();
        let photos = c.people.iter().filter(|p| p.photo.is_some()).count();
        let comments: usize = c.posts.iter().map(|p| p.comments.len()).sum();
        assert_eq!((c.people.len() - guests, guests, c.partners.len(), c.posts.len()), (340, 9, 3, 400), "{now}");
        assert!((1_480..=1_520).contains(&comments), "{comments} comments at {now}");
        assert!((18..=24).contains(&c.spaces.len()) && (55..=80).contains(&photos), "{photos} photos");
        assert!(c.partners.iter().all(|p| p.kind != PartnerKind::Customer));
        let newest = c.posts.iter().map(|p| p.at).max().unwrap();
        let oldest = c.posts.iter().map(|p| p.at).min().unwrap();
        assert!(now - newest < TimeDelta::days(5) && (150..200).contains(&(now - oldest).num_days()));
    }
    let c = story();
    assert_eq!(day_of(c.posts.last().unwrap().at), day_of(instants()[0]));
}

#[test]
fn people_are_themselves_alone_and_answer_to_a_colleague() {
    let c = story();
    let distinct = |f: &dyn Fn(usize) -> String| (0..c.people.len()).map(f).collect::<HashSet<_>>().len();
    assert_eq!(distinct(&|i| c.people[i].handle.clone()), c.people.len());
    assert_eq!(distinct(&|i| c.people[i].email.clone()), c.people.len());
    for (i, p) in c.people.iter().enumerate() {
        assert_eq!(p.key, i);
        assert!(p.email.ends_with(p.organization.map_or(c.domain, |o| c.partners[o].domain)));
        assert!(p.handle.chars().all(|l| l.is_ascii_lowercase() || "-.".contains(l)), "{}", p.handle);
        assert!(p.manager.is_none_or(|m| m != i && c.people[m].organization.is_none()));
        assert!(p.organization.is_some() || c.units.contains(&p.unit), "{} works nowhere", p.name);
    }
}

#[test]
fn spaces_keep_their_rules() {
    let c = story();
    for s in &c.spaces {
        let members: HashSet<_> = s.members.iter().collect();
        assert_eq!(members.len(), s.members.len(), "twice in {}", s.name);
        assert!(members.contains(&s.owner) && s.moderators.iter().all(|m| members.contains(m)));
        assert!(s.members.iter().all(|m| c.people[*m].organization.is_none()), "a guest is no member of {}", s.name);
        assert!(s.guests.is_empty() || (s.opened_to_guests && s.kind == super::SpaceKind::Project));
        for g in &s.guests {
            assert!(c.people[g.person].organization.is_some() && members.contains(&g.sponsor), "sponsor in {}", s.name);
            assert!(g.sees_from <= g.starts_at && g.starts_at < g.ends_at);
            assert!(g.ends_at - g.starts_at <= TimeDelta::days(366));
        }
    }
    let ends: Vec<_> =
        c.spaces.iter().flat_map(|s| &s.guests).map(|g| (g.ends_at - instants()[0]).num_days()).collect();
    assert!(ends.iter().any(|d| *d < 0) && ends.iter().any(|d| (0..14).contains(d)));
    assert!(c.invitations.iter().any(|i| i.awaiting_approval) && c.invitations.iter().any(|i| !i.awaiting_approval));
    assert!(c.requests.iter().all(|r| !c.spaces[r.space].members.contains(&r.person)));
}

#[test]
fn everybody_speaks_where_and_when_they_may() {
    for now in instants() {
        let c = plan(now);
        for p in &c.posts {
            let place = format!("{:?} in {} at {now}", p.title, c.spaces[p.space].name);
            assert!(c.may_write(p.space, p.author, p.in_back_room, p.at), "post {place}");
            assert!(!p.in_back_room || c.spaces[p.space].back_room);
            assert!(p.edited.as_ref().is_none_or(|(old, at)| *at >= p.at && *at <= now && *old != p.body));
            let mut last = p.at;
            for (i, a) in p.comments.iter().enumerate() {
                assert!(a.at >= last && a.at <= now, "answer {i} to {place}: {} after {last}", a.at);
                assert!(
                    c.may_write(p.space, a.author, p.in_back_room, a.at),
                    "{} under {place}",
                    c.people[a.author].name
                );
                let horizon = c.spaces[p.space].guests.iter().find(|g| g.person == a.author);
                assert!(horizon.is_none_or(|g| g.sees_from <= p.at), "an unseen post: {place}");
                assert!(a.reply_to.is_none_or(|r| r < i && p.comments[r].reply_to.is_none()), "{place}");
                last = a.at;
            }
            for at in p.comments.iter().map(|a| a.at).chain([p.at]) {
                assert!(worked(day_of(at)) && (5 * 60 - 40..20 * 60).contains(&minute_of(at)), "{at}: {place}");
            }
        }
    }
}

#[test]
fn those_who_are_called_are_there() {
    let c = story();
    for p in &c.posts {
        for text in p.comments.iter().map(|a| &a.body).chain([&p.body]) {
            for word in text.split('@').skip(1) {
                let handle: String = word.chars().take_while(|l| l.is_ascii_lowercase() || "-.".contains(*l)).collect();
                let who = c.people.iter().find(|q| q.handle == handle.trim_end_matches('.'));
                let who = who.unwrap_or_else(|| panic!("@{handle} is nobody"));
                assert!(c.since(p.space, who.key).is_some(), "{} is not in {}", who.name, c.spaces[p.space].name);
            }
        }
    }
}

#[test]
fn nothing_is_said_twice() {
    let c = story();
    let bodies: Vec<&str> =
        c.posts.iter().flat_map(|p| p.comments.iter().map(|a| &a.body).chain([&p.body])).map(String::as_str).collect();
    let mut sentences: HashMap<&str, usize> = HashMap::new();
    let mut seen = HashSet::new();
    for body in &bodies {
        assert!(seen.insert(*body), "twice: {body}");
        for sentence in body.split(['.', '\n', '!', '?']).map(str::trim).filter(|s| s.split(' ').count() > 5) {
            *sentences.entry(sentence).or_default() += 1;
        }
    }
    let most = sentences.iter().max_by_key(|s| s.1).unwrap();
    assert!(*most.1 <= 6, "{} times: {}", most.1, most.0);
    let titles: Vec<_> = c.posts.iter().filter_map(|p| p.title.as_ref()).collect();
    assert_eq!(titles.iter().collect::<HashSet<_>>().len(), titles.len());
}

#[test]
fn the_french_is_well_set() {
    let faults: Vec<String> = texts(&story()).iter().flat_map(|t| french::faults(t)).collect();
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
    assert_eq!(
        french::set("D'accord : 1 250 mm à 7 h 30 ?"),
        "D’accord\u{a0}: 1\u{202f}250\u{a0}mm à 7\u{a0}h\u{a0}30\u{202f}?"
    );
    assert_eq!(french::set("`a : b ?`"), "`a : b ?`");
}

#[test]
fn portraits_are_small_files_and_always_the_same() {
    let look = story().people[0].photo.unwrap();
    let bytes = portrait::jpeg(&look);
    assert_eq!(bytes, portrait::jpeg(&look));
    assert!(bytes.starts_with(&[0xff, 0xd8]) && (3_000..40_000).contains(&bytes.len()));
}
