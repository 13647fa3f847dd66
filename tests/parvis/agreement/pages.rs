//! No page shows what the gate refuses, and lists show what it opens.

use super::*;
use crate::support::{Browser, Page};

#[test]
fn no_page_shows_what_the_gate_refuses_and_feeds_show_what_it_opens() {
    over(6, async |company, world| {
        for person in 0..company.people.len() {
            let mut browser = world.nobody().await;
            browser.take_cookie("parvis", &secret(person));
            pages_agree(company, person, &mut browser).await;
        }
    });
}

async fn pages_agree(company: &Company, person: usize, browser: &mut Browser) {
    let mut pages = vec![browser.get("/").await];
    pages[0].expect_status(200);
    for (number, space) in company.spaces.iter().enumerate() {
        let page = browser.get(&format!("/spaces/space-{number}")).await;
        if company.sees_space(person, number) {
            page.expect_status(200);
        } else if company.people[person] || space.visibility == "secret" || space.to_be_deleted {
            page.expect_status(404);
        }
        let members = browser.get(&format!("/spaces/space-{number}/members")).await;
        let files = browser.get(&format!("/spaces/space-{number}/files")).await;
        pages.extend([page, members, files]);
    }
    for (number, post) in company.posts.iter().enumerate() {
        let page = browser.get(&format!("/posts/{}", id(3, number))).await;
        page.expect_status(if company.sees_post(person, post) { 200 } else { 404 });
        pages.push(page);
        let file = format!("/files/{}/x", id(7, number));
        let file = browser.send(actix_web::http::Method::HEAD, &file, None).await;
        assert_eq!(
            file.status == 404,
            !company.sees_post(person, post) || post.deleted,
            "person {person}: file {number}"
        );
    }
    for other in 0..company.people.len() {
        let page = browser.get(&format!("/people/person.{other}")).await;
        page.expect_status(if company.sees_person(person, other) { 200 } else { 404 });
        pages.push(page);
    }
    for path in [
        "/spaces",
        "/people",
        "/search?q=titre",
        "/search?q=parole",
        "/search?q=piece",
        "/search?q=titre&with=file",
        "/search?q=personne",
        "/search?q=titer",
    ] {
        let page = browser.get(path).await;
        // A guest finds there at the most those with whom they share a space, and their own spaces: see below.
        assert!(company.people[person] || page.status.is_success(), "person {person}: {path} {}", page.status);
        pages.push(page);
    }
    for page in &pages {
        shows_only_what_is_seen(company, person, page);
    }
    let lists: Vec<_> =
        pages.iter().filter(|page| page.path == "/" || page.path.starts_with("/spaces/space-")).collect();
    for (number, post) in company.posts.iter().enumerate() {
        let is_listed = company.sees_post(person, post) && !post.deleted;
        let feed = format!("/spaces/space-{}", post.space);
        let shown = |path: &str| {
            lists.iter().any(|page| page.path == path && page.body.contains(&format!("/posts/{}", id(3, number))))
        };
        assert_eq!(shown(&feed), is_listed, "person {person}: post {number} in {feed}");
        let is_at_home = is_listed && company.membership(person, post.space).is_some();
        let piece = format!("/files/{}/", id(7, number));
        let files = format!("{feed}/files");
        let hangs = |page: &&Page| page.path == files && page.body.contains(&piece);
        assert_eq!(pages.iter().any(|page| hangs(&page)), is_listed, "person {person}: file {number} in {files}");
        assert_eq!(shown("/"), is_at_home, "person {person}: post {number} at home");
    }
}

fn shows_only_what_is_seen(company: &Company, person: usize, page: &Page) {
    for (number, post) in company.posts.iter().enumerate() {
        assert!(
            !page.body.contains(&format!("Tu{}", words(number))),
            "person {person} reads hidden words on {}",
            page.path
        );
        if !company.sees_post(person, post) || post.deleted {
            let says = [title(number), piece(number)].iter().any(|words| page.body.contains(words))
                || page.body.contains(&words(number)) && !post.deleted;
            assert!(!says, "person {person} reads post {number} on {}:\n{}", page.path, page.text());
        }
    }
    for other in 0..company.people.len() {
        // Authors are named under what is seen of theirs, also when they have left.
        let is_author = company.posts.iter().any(|post| post.author == other && company.sees_post(person, post));
        if !company.sees_person(person, other) && !is_author {
            assert!(!page.body.contains(&name(other)), "person {person} reads of person {other} on {}", page.path);
        }
    }
}
