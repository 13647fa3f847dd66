//! What hostile people tried, and what they hear.

use std::cell::Cell;

use actix_web::http::Method;
use futures_util::future::{Either, select};
use futures_util::pin_mut;

use crate::guest_invitations::proposal;
use crate::support::{Page, World};

/// Somebody submits while a transaction of somebody else holds the space; that one is committed once the first waits.
pub async fn meanwhile(world: &World, held: &str, act: impl Future<Output = Page>) -> Page {
    world.execute(&format!("begin; {held}")).await;
    let waited = Cell::new(false);
    let committed = async {
        let waits = "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))";
        while world.count(waits).await == 0 {}
        waited.set(true);
        world.execute("commit").await;
    };
    pin_mut!(act, committed);
    match select(act, committed).await {
        // The answer may be here before the commit's own.
        Either::Left((page, committed)) => {
            assert!(waited.get(), "it was done without waiting");
            committed.await;
            page
        }
        Either::Right(((), act)) => act.await,
    }
}

#[actix_web::test]
async fn in_an_open_project_a_guest_calls_its_members_and_learns_of_nobody_else() {
    let world = World::new().await;
    world.execute("update spaces set visibility = 'open' where slug = 'ligne-4'").await;
    // There is somebody to leak: Paul reads the project, as everybody of the house does, and is not in it.
    world.browser("paul").await.get("/spaces/ligne-4").await.expect_status(200);
    let mut claire = world.browser("claire").await;
    claire.get("/people/paul.girard").await.expect_status(404);
    for first in 'a'..='z' {
        let offered = claire.get(&format!("/spaces/ligne-4/mentions?q={first}")).await;
        assert!(!offered.body.contains("paul.girard") && !offered.body.contains("Paul Girard"), "by {first}");
    }
    claire.get("/spaces/ligne-4/mentions?q=camille").await.expect("Camille Vasseur");
    for handle in ["paul.girard", "zoe.inconnue"] {
        let page = claire.get("/spaces/ligne-4").await;
        let form = page.form("/spaces/ligne-4/posts").fill("body", &format!("Et @{handle} ?"));
        let thread = claire.submit(form).await;
        thread.expect("n’a pas été joint");
        assert!(!thread.body.contains("class=\"mention\"") && !thread.says("Paul Girard"), "{handle}");
    }
    assert_eq!(world.count("select count(*) from mentions").await, 0);
    // A colleague calls Paul as before.
    let mut hugo = world.browser("hugo").await;
    hugo.get("/spaces/ligne-4/mentions?q=paul").await.expect("Paul Girard");
}

#[actix_web::test]
async fn somebody_who_comes_in_while_a_message_is_published_is_told_of_first() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4").await;
    let form = page.form("/spaces/ligne-4/posts").fill("body", "Le prix que nous visons.");
    let grown = "update spaces set audience_version = audience_version + 1 where slug = 'ligne-4'";
    meanwhile(&world, grown, hugo.submit(form)).await.expect_status(409);
    assert_eq!(world.count("select count(*) from posts where body like 'Le prix que%'").await, 0);
}

#[actix_web::test]
async fn an_owner_who_is_relieved_while_proposing_invites_nobody() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let form = proposal(&mut hugo, "marie@roux.example").await;
    let relieved = "select 1 from spaces where slug = 'ligne-4' for no key update; \
        update memberships m set role = 'member' from people p where p.id = m.person_id and p.handle = 'hugo.lambert'";
    meanwhile(&world, relieved, hugo.submit(form)).await.expect_status(403);
    assert_eq!(world.count("select count(*) from accesses where email = 'marie@roux.example'").await, 0);
}

#[actix_web::test]
async fn a_nul_is_no_address_and_no_word() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    for path in ["/people/%00", "/people/a%00b", "/spaces/ligne-4/mentions?q=%00", "/spaces/%00", "/people?q=%00"] {
        claire.get(path).await.expect_status(404);
    }
    for path in ["/drafts?space=ligne-4", "/spaces/ligne-4/posts", "/settings/profile", "/sign-in"] {
        claire.post(path, &[("body", "a\0b"), ("name", "\0"), ("email", "\0@a.example")]).await.expect_status(400);
    }
}

#[actix_web::test]
async fn a_text_of_ten_thousand_quotations_holds_nobody_up() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let page = claire.get("/spaces/ligne-4").await;
    let bomb = format!("{}fin", "> - ".repeat(12_000));
    let thread = claire.submit(page.form("/spaces/ligne-4/posts").fill("body", &bomb)).await;
    thread.expect("fin");
    assert!(thread.body.matches("<blockquote>").count() < 40);
}

#[actix_web::test]
async fn who_looks_as_a_guest_does_not_read_what_the_guest_has_not_said_yet() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    claire.post("/drafts?space=ligne-4", &[("body", "Pas encore dit.")]).await;
    claire.get("/drafts").await.expect("Pas encore dit.");
    let mut hugo = world.browser("hugo").await;
    world
        .execute(
            "update sessions set view_as = (select id from people where handle = 'claire.morel') \
                where person_id = (select id from people where handle = 'hugo.lambert')",
        )
        .await;
    hugo.get("/spaces/ligne-4").await.expect("Claire");
    let drafts = hugo.get("/drafts").await;
    drafts.expect_status(403);
    assert!(!drafts.says("Pas encore dit."));
    for path in ["/posts/new?space=ligne-4", "/spaces/ligne-4", "/"] {
        assert!(!hugo.get(path).await.says("Pas encore dit."), "{path}");
    }
}

#[actix_web::test]
async fn a_forged_place_in_a_list_breaks_nothing() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    // The year 262142 before our era, which PostgreSQL does not have.
    let forged = "jFWMV0zXgAD_____________________";
    for path in ["/?before=", "/?order=newest&before=", "/spaces/ligne-4?before="] {
        claire.get(&format!("{path}{forged}")).await.expect_status(200);
    }
}

#[actix_web::test]
async fn who_looks_as_a_guest_does_not_learn_what_the_guest_has_read() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4").await;
    hugo.submit(page.form("/spaces/ligne-4/posts").fill("body", "Du nouveau.")).await.expect_status(200);
    world
        .execute(
            "update memberships set visited_at = '2020-01-01', read_at = '2020-01-01' \
                where person_id = (select id from people where handle = 'claire.morel')",
        )
        .await;
    let mut claire = world.browser("claire").await;
    for path in ["/", "/spaces/ligne-4"] {
        claire.get(path).await.expect("Nouveau depuis");
    }
    world
        .execute(
            "update memberships set visited_at = '2020-01-01', read_at = '2020-01-01' \
                where person_id = (select id from people where handle = 'claire.morel'); \
             update sessions set view_as = (select id from people where handle = 'claire.morel') \
                where person_id = (select id from people where handle = 'hugo.lambert')",
        )
        .await;
    for path in ["/", "/?only=unread", "/spaces/ligne-4"] {
        let page = hugo.get(path).await;
        page.expect("comme Claire Morel");
        page.expect("Du nouveau.");
        assert!(!page.says("Nouveau depuis") && !page.body.contains("aria-label=\"Non lu\""), "{path}");
    }
}

#[actix_web::test]
async fn a_form_that_was_drawn_before_its_space_was_renamed_arrives_however_the_old_name_is_spelt() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/ligne-4/settings").await;
    hugo.submit(page.form("/spaces/ligne-4/settings").fill("name", "Ligne 5")).await.expect_status(200);
    for (method, old, new) in [
        (Method::GET, "/spaces/ligne-4", "/spaces/ligne-5"),
        (Method::GET, "/spaces/%6cigne-4/members?q=a", "/spaces/ligne-5/members?q=a"),
        (Method::POST, "/spaces/ligne-4/posts", "/spaces/ligne-5/posts"),
    ] {
        let form = (method == Method::POST).then(|| "body=Mot".to_owned());
        let answer = hugo.send(method, old, form).await;
        // 308 keeps the method and what was sent; 301 makes a browser forget both.
        answer.expect_status(308);
        assert_eq!(answer.headers.get("location").and_then(|value| value.to_str().ok()), Some(new));
    }
}

#[actix_web::test]
async fn what_weighs_too_much_is_told_so_and_not_that_it_came_too_fast() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let heavy = "mot ".repeat(300_000);
    let told = claire.post("/spaces/ligne-4/posts", &[("audience_version", "3"), ("body", &heavy)]).await;
    told.expect_status(413);
    assert!(told.says("C’est trop pour un seul envoi") && !told.body.contains("mot mot"));
    assert_eq!(world.count("select count(*) from posts where body like 'mot%'").await, 0);
}
