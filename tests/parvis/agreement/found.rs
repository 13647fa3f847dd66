//! What is found is what the gate opens (leaks.md, T-18): of posts, comments, files, people and spaces, in results and numbers.

use std::collections::BTreeSet;

use parvis::domain::search::{self, Sought};

use super::*;

async fn found(db: &Db, viewer: &Viewer, words: &str) -> search::Found {
    let sought = Sought { typed: words.to_owned(), ..Sought::default() };
    search::search(db, viewer, &sought).await.expect("a search")
}

#[test]
fn t_18_what_is_found_and_counted_is_what_the_gate_opens() {
    over(16, async |company, world| {
        let db = world.app.db.read().await.expect("the database");
        for person in 0..company.people.len() {
            let viewer = viewer(&db, person).await;
            let seen = |post: &&Post| company.sees_post(person, post) && !post.deleted;
            let titles = found(&db, &viewer, "titre").await;
            let ids = titles.texts.iter().map(|text| text.post.uuid()).collect::<BTreeSet<Uuid>>();
            let posts = company.posts.iter().enumerate().filter(|(_, post)| seen(post));
            let expected: BTreeSet<Uuid> = posts.map(|(number, _)| id(3, number)).collect();
            assert_eq!(ids, expected, "person {person}");
            let comments: usize = company.posts.iter().filter(seen).map(Post::living).sum();
            let words = found(&db, &viewer, "parole").await;
            assert_eq!(titles.counts.posts, expected.len() as i64, "person {person}");
            assert_eq!(words.counts.comments, comments as i64, "person {person}");
            let counted: i64 = words.facets.spaces.iter().map(|(_, _, count)| count).sum();
            assert_eq!(counted, comments as i64, "person {person}: by space");
            assert_eq!(words.facets.inside + words.facets.outside, comments as i64, "person {person}: by reach");
            assert!(words.texts.len() <= comments, "person {person}");
            let files = found(&db, &viewer, "piece").await;
            assert_eq!(files.counts.files, expected.len() as i64, "person {person}: files");
            assert_eq!(files.texts.len(), expected.len().min(20), "person {person}: files");
            for (number, post) in company.posts.iter().enumerate() {
                let one = found(&db, &viewer, &format!("\"{}\"", title(number))).await;
                assert_eq!(one.counts.posts, i64::from(seen(&post)), "person {person}, post {number}");
            }
            let known = (0..company.people.len()).filter(|other| company.sees_person(person, *other));
            let is_here = |other: &usize| {
                let in_some = (0..company.spaces.len()).any(|space| company.membership(*other, space).is_some());
                !company.people[*other] || in_some
            };
            let people = found(&db, &viewer, "personne").await.people;
            let names: BTreeSet<String> = people.into_iter().map(|face| face.name).collect();
            assert_eq!(names, known.filter(is_here).map(name).collect(), "person {person}");
            let spaces = found(&db, &viewer, "espace").await.spaces;
            let listed = |space: &usize| {
                let is_known = !company.people[person] && company.spaces[*space].visibility != "secret";
                let stands = !company.spaces[*space].to_be_deleted;
                company.sees_space(person, *space) || is_known && stands
            };
            let slugs: BTreeSet<String> = spaces.into_iter().map(|space| space.slug).collect();
            let expected = (0..company.spaces.len()).filter(listed).map(|space| format!("space-{space}"));
            assert_eq!(slugs, expected.collect(), "person {person}");
        }
    });
}
