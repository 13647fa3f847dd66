//! The filter the other way round: who reads a post is everybody for whom the gate opens, and nobody else.

use std::collections::BTreeSet;

use parvis::domain::live::{self, Listener};
use parvis::domain::policy::Contribute;
use parvis::domain::{mention, post};

use super::*;

/// One of them is suspended and one has left: their memberships are still there, and the gate never hears of them.
const GONE: [usize; 2] = [0, 1];

#[test]
fn who_is_said_to_read_a_post_is_everybody_for_whom_the_gate_opens() {
    over(16, async |company, world| {
        for (person, when) in GONE.iter().zip(["suspended_at", "left_at"]) {
            world.execute(&format!("update people set {when} = created_at where id = '{}'", id(1, *person))).await;
        }
        let db = world.app.db.read().await.expect("the database");
        let here = GONE.len()..company.people.len();
        let mut viewers = Vec::new();
        for person in here.clone() {
            viewers.push((person, viewer(&db, person).await));
        }
        for (number, written) in company.posts.iter().enumerate() {
            let post_id: PostId = id(3, number).to_string().parse().expect("an id");
            let mut opened = BTreeSet::new();
            let mut proof = None;
            for (person, viewer) in &viewers {
                if let Ok(entered) = policy::post::<Read>(&db, viewer, post_id).await {
                    opened.insert(name(*person));
                    proof = Some(entered);
                }
            }
            let Some(proof) = proof else { continue };
            let said = post::readers(&db, &proof).await.expect("readers");
            let said = said.colleagues.into_iter().chain(said.guests).map(|face| face.name).collect();
            // The people of an open space are the whole house; at its side stand those who are in it.
            let is_in = |person: &usize| company.membership(*person, written.space).is_some();
            let members: BTreeSet<String> = here.clone().filter(is_in).map(name).collect();
            let expected: BTreeSet<String> = opened.intersection(&members).cloned().collect();
            assert_eq!(expected, said, "post {number}");
        }
    });
}

#[test]
fn who_can_be_called_is_everybody_for_whom_the_gate_opens() {
    over(16, async |company, world| {
        for (person, when) in GONE.iter().zip(["suspended_at", "left_at"]) {
            world.execute(&format!("update people set {when} = created_at where id = '{}'", id(1, *person))).await;
        }
        let db = world.app.db.read().await.expect("the database");
        for person in (GONE.len()..company.people.len()).filter(|person| !company.people[*person]) {
            let writer = viewer(&db, person).await;
            for number in 0..company.spaces.len() {
                let slug = Slug::parse(&format!("space-{number}")).expect("a slug");
                let Ok(entered) = policy::space::<Contribute>(&db, &writer, &slug).await else { continue };
                let called = mention::candidates(&db, &entered, "").await.expect("people");
                // Who answers for the guests is a colleague, and none of the company's people.
                let called = called.into_iter().filter(|one| one.reads && one.face.name != "Parrain");
                let called: BTreeSet<String> = called.map(|one| one.face.name).collect();
                let others = (GONE.len()..company.people.len()).filter(|other| *other != person);
                let reads = |other: &usize| company.sees_space(*other, number);
                assert_eq!(called, others.filter(reads).map(name).collect(), "person {person}, space {number}");
            }
        }
    });
}

#[test]
fn who_hears_of_a_post_is_everybody_for_whom_the_gate_opens() {
    over(16, async |company, world| {
        let db = world.app.db.read().await.expect("the database");
        let mut people = Vec::new();
        for person in 0..company.people.len() {
            let resumed = session::resume(&db, &secret(person)).await.expect("the database").expect("a session");
            people.push((Listener::new(&resumed), resumed.viewer));
        }
        let listeners: Vec<Listener> = people.iter().map(|(listener, _)| *listener).collect();
        for number in 0..company.posts.len() {
            let post: PostId = id(3, number).to_string().parse().expect("an id");
            let hearers = live::hearers(&db, &listeners, post).await.expect("the database");
            for (listener, viewer) in &people {
                let opens = policy::post::<Read>(&db, viewer, post).await.is_ok();
                let hears = hearers.as_ref().is_some_and(|hearers| hearers.include(listener));
                assert_eq!(opens, hears, "post {number}, {viewer:?}");
            }
        }
    });
}
