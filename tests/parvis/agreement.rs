//! Agreement: over random companies, the gate opens exactly when the rules of the house say so, and no list, count or
//! page shows more than the gate. The rules are written here a second time, in plain Rust, from the words of the product.

mod found;
mod linked;
mod pages;
mod readers;
mod rows;
mod told;

use chrono::{DateTime, Duration, Utc};
use parvis::domain::db::Db;
use parvis::domain::ids::PostId;
use parvis::domain::policy::{self, Read, Viewer};
use parvis::domain::{session, space, words::Slug};
use parvis::error::Error;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::support::World;

/// A company as chance made it. Hours are counted back from now.
#[derive(Clone, Debug)]
struct Company {
    /// Whether each person is a guest.
    people: Vec<bool>,
    spaces: Vec<Space>,
    memberships: Vec<Membership>,
    posts: Vec<Post>,
}

#[derive(Clone, Debug)]
struct Space {
    project: bool,
    visibility: &'static str,
    opened: bool,
    room_of: Option<usize>,
    to_be_deleted: bool,
}

#[derive(Clone, Debug)]
struct Membership {
    space: usize,
    person: usize,
    owner: bool,
    /// For guests: they see what was published at most so many hours ago; everything when empty.
    horizon: Option<i64>,
    /// For guests: their access ends in so many hours, or has ended.
    ends: i64,
}

#[derive(Clone, Debug)]
struct Post {
    space: usize,
    author: usize,
    age: i64,
    comments: usize,
    /// Removed, or hidden until moderators decide: it makes no difference to anybody.
    deleted: bool,
    hidden: bool,
    /// The first of its comments is hidden.
    comment_hidden: bool,
}

impl Post {
    /// The comments that can be read.
    fn living(&self) -> usize {
        self.comments - usize::from(self.comment_hidden)
    }
}

fn companies() -> impl Strategy<Value = Company> {
    let space = (any::<bool>(), 0..3usize, any::<bool>(), any::<bool>(), 0..8u8);
    let membership = (0..9usize, 0..9usize, 0..3u8, proptest::option::of(0..30i64), -10..30i64);
    let post = (0..9usize, 0..9usize, 0..30i64, 0..3usize, 0..6u8);
    (vec(any::<bool>(), 3..6), vec(space, 1..4), vec(membership, 4..20), vec(post, 3..12)).prop_map(
        |(mut people, spaces, memberships, posts)| {
            people.extend([false, true]); // always somebody of the house, and somebody from outside
            let mut company = Company { people, spaces: Vec::new(), memberships: Vec::new(), posts: Vec::new() };
            for (project, visibility, opened, room, fate) in spaces {
                let visibility = ["open", "closed", "secret"][visibility];
                let place = company.spaces.len();
                let (opened, to_be_deleted) = (opened && project, fate == 0);
                company.spaces.push(Space { project, visibility, opened, room_of: None, to_be_deleted });
                if room && project {
                    let room = Space {
                        project: false,
                        visibility: "secret",
                        opened: false,
                        room_of: Some(place),
                        to_be_deleted,
                    };
                    company.spaces.push(room);
                }
            }
            let (secret, open) = (company.spaces.len(), company.spaces.len() + 1);
            for visibility in ["secret", "open"] {
                let space = Space { project: false, visibility, opened: false, room_of: None, to_be_deleted: false };
                company.spaces.push(space);
            }
            for (space, person, role, horizon, ends) in memberships {
                let (space, person) = (space % company.spaces.len(), person % company.people.len());
                let known = company.memberships.iter().any(|known| (known.space, known.person) == (space, person));
                let allowed = !company.people[person] || company.spaces[space].opened;
                if !known && allowed && space != secret {
                    company.memberships.push(Membership { space, person, owner: role == 0, horizon, ends });
                }
            }
            let first = company.people.len() - 2;
            let membership = Membership { space: secret, person: first, owner: true, horizon: None, ends: 1 };
            company.memberships.push(membership);
            for (space, author, age, comments, fate) in posts {
                let (space, author) = (space % company.spaces.len(), author % company.people.len());
                let (hidden, comment_hidden) = (fate == 1, fate == 2 && comments > 0);
                let deleted = fate == 0 || hidden;
                company.posts.push(Post { space, author, age, comments, deleted, hidden, comment_hidden });
            }
            for space in [secret, open] {
                let post = Post {
                    space,
                    author: first,
                    age: 1,
                    comments: 1,
                    deleted: false,
                    hidden: false,
                    comment_hidden: false,
                };
                company.posts.push(post);
            }
            company
        },
    )
}

/// The rules, once more.
impl Company {
    fn membership(&self, person: usize, space: usize) -> Option<&Membership> {
        let holds = |membership: &&Membership| !self.people[person] || membership.ends > 0;
        self.memberships.iter().find(|one| (one.space, one.person) == (space, person)).filter(holds)
    }

    fn sees_space(&self, person: usize, space: usize) -> bool {
        let open = self.spaces[space].visibility == "open" && !self.people[person];
        !self.spaces[space].to_be_deleted && (open || self.membership(person, space).is_some())
    }

    fn sees_post(&self, person: usize, post: &Post) -> bool {
        let horizon = self.membership(person, post.space).filter(|_| self.people[person]).and_then(|one| one.horizon);
        self.sees_space(person, post.space) && horizon.is_none_or(|horizon| post.age <= horizon)
    }

    fn sees_person(&self, viewer: usize, other: usize) -> bool {
        let both = |space| self.membership(viewer, space).is_some() && self.membership(other, space).is_some();
        let shares = |space: usize| !self.spaces[space].to_be_deleted && both(space);
        !self.people[viewer] || viewer == other || (0..self.spaces.len()).any(shares)
    }

    /// Threads of one space that others have moved since the last visit, 20 hours ago.
    fn news(&self, person: usize, space: usize) -> usize {
        let moved = |post: &&Post| post.space == space && !post.deleted && post.age < 20 && post.author != person;
        self.posts.iter().filter(moved).filter(|post| self.sees_post(person, post)).count()
    }

    fn something_is_hidden_and_something_is_not(&self) {
        let all = || (0..self.people.len()).flat_map(|person| self.posts.iter().map(move |post| (person, post)));
        let hidden = all().filter(|(person, post)| !self.sees_post(*person, post)).count();
        assert!((1..all().count()).contains(&hidden), "there is something to hide, and something to see");
    }
}

fn id(kind: usize, number: usize) -> Uuid {
    format!("0{kind}000000-0000-7000-8000-{number:012}").parse().expect("an id")
}

fn title(post: usize) -> String {
    format!("Titre{post}z")
}

fn hidden_words(post: usize) -> String {
    format!("{0} Tu{0}", words(post))
}

fn piece(post: usize) -> String {
    format!("Piece{post}z")
}

fn words(post: usize) -> String {
    format!("Parole{post}z")
}

fn name(person: usize) -> String {
    format!("Personne{person}z")
}

fn secret(person: usize) -> String {
    format!("{person:0>43}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn viewer(db: &Db, person: usize) -> Viewer {
    session::resume(db, &secret(person)).await.expect("the database").expect("a session").viewer
}

/// Runs a test over so many companies, the same ones each time.
fn over(cases: u32, test: impl AsyncFn(&Company, &World)) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let tested = runner.run(&companies(), |company| {
        actix_web::rt::System::new().block_on(async {
            company.something_is_hidden_and_something_is_not();
            let world = World::empty().await;
            world.execute(&company.sql(world.now())).await;
            world.give_guests_a_contract().await;
            test(&company, &world).await;
        });
        Ok(())
    });
    if let Err(failure) = tested {
        panic!("{failure}");
    }
}

#[test]
fn the_gate_opens_exactly_when_the_rules_say_so() {
    over(24, async |company, world| {
        let db = world.app.db.read().await.expect("the database");
        for person in 0..company.people.len() {
            let viewer = viewer(&db, person).await;
            for (number, post) in company.posts.iter().enumerate() {
                let post_id: PostId = id(3, number).to_string().parse().expect("an id");
                let opened = match policy::post::<Read>(&db, &viewer, post_id).await {
                    Ok(_) => true,
                    Err(Error::NotFound) => false,
                    Err(error) => panic!("person {person}, post {number}: {error}"),
                };
                assert_eq!(opened, company.sees_post(person, post), "person {person}, post {number}");
            }
            for number in 0..company.spaces.len() {
                let slug = Slug::parse(&format!("space-{number}")).expect("a slug");
                let opened = policy::space::<Read>(&db, &viewer, &slug).await.is_ok();
                assert_eq!(opened, company.sees_space(person, number), "person {person}, space {number}");
            }
        }
    });
}

#[test]
fn the_navigation_counts_what_is_seen_and_nothing_else() {
    over(24, async |company, world| {
        let db = world.app.db.read().await.expect("the database");
        for person in 0..company.people.len() {
            let mine = space::mine(&db, &viewer(&db, person).await).await.expect("spaces");
            let mut named: Vec<&str> = mine.iter().map(|space| space.slug.as_str()).collect();
            named.sort_unstable();
            let is_mine =
                |space: &usize| company.membership(person, *space).is_some() && company.sees_space(person, *space);
            let spaces = (0..company.spaces.len()).filter(is_mine);
            let mut expected: Vec<String> = spaces.map(|space| format!("space-{space}")).collect();
            expected.sort_unstable();
            assert_eq!(named, expected, "person {person}");
            for space in &mine {
                let number: usize = space.slug.trim_start_matches("space-").parse().expect("a number");
                let news = usize::try_from(space.news).expect("a count");
                assert_eq!(news, company.news(person, number), "person {person}, space {number}");
            }
        }
    });
}
