//! A file by the link of a letter is a file by the gate: it opens to whom its message does, and to nobody else.

use parvis::domain::delivery::{self, Link};

use super::*;

#[test]
fn a_link_opens_exactly_the_files_of_what_its_person_sees() {
    over(16, async |company, world| {
        let db = world.app.db.read().await.expect("the database");
        for person in 0..company.people.len() {
            for (number, post) in company.posts.iter().enumerate() {
                let (file, whose, until) =
                    (id(7, number).into(), id(1, person).into(), world.now() + Duration::days(1));
                let opened = match delivery::linked(&db, &Link { file, person: whose, epoch: 0, until }).await {
                    Ok(file) => file.name.contains(&piece(number)),
                    Err(Error::NotFound) => false,
                    Err(error) => panic!("person {person}, file {number}: {error}"),
                };
                let expected = company.sees_post(person, post) && !post.deleted;
                assert_eq!(opened, expected, "person {person}, file {number}");
            }
        }
    });
}
