//! Links to messages of the house: a card for whoever may see what they lead to, and for others a link that says nothing.

use crate::support::World;

const BASE: &str = "http://localhost:8080";
const BOBINES: &str = "0e000000-0000-7000-8000-000000000001";
const BEFORE: &str = "0e000000-0000-7000-8000-000000000002";
const CLAIRE_S: &str = "0f000000-0000-7000-8000-000000000001";

/// Camille writes this as an answer under Bobines décalées; gives the thread's address.
async fn write(world: &World, words: &str) -> String {
    let thread = format!("/posts/{BOBINES}");
    let mut camille = world.browser("camille").await;
    let form = camille.get(&thread).await.form(&format!("{thread}/comments"));
    camille.submit(form.fill("body", words)).await.expect_status(200);
    thread
}

#[actix_web::test]
async fn a_link_to_a_message_is_a_card_for_those_who_may_see_it_and_for_others_a_link() {
    let world = World::new().await;
    // Before Claire's horizon, in the back room, and elsewhere: Camille may see two of the three.
    let room = "0e000000-0000-7000-8000-000000000003";
    let thread = write(&world, &format!("À lire :\n\n{BASE}/posts/{BEFORE}\n\n{BASE}/posts/{room}")).await;
    let page = world.browser("camille").await.get(&thread).await;
    assert_eq!(page.body.matches("class=\"quote\"").count(), 2, "{}", page.text());
    page.expect("Avant l’horizon");
    page.expect("La marge est de huit pour cent");
    let page = world.browser("claire").await.get(&thread).await;
    page.expect("À lire :");
    assert!(page.links().contains(&format!("{BASE}/posts/{BEFORE}")), "the link itself is what was written");
    assert!(!page.body.contains("class=\"quote\"") && !page.says("Avant l’horizon") && !page.says("marge"));
    for feed in ["/", "/spaces/ligne-4"] {
        world.browser("camille").await.get(feed).await.expect("La marge est de huit pour cent");
        let hers = world.browser("claire").await.get(feed).await;
        hers.expect("À lire :");
        assert!(!hers.says("marge") && !hers.says("Avant l’horizon"), "{feed}");
    }
    // Nothing of it is stored with the link: who loses sight reads the link, and so does everybody when it is removed.
    assert_eq!(world.count("select count(*) from comments where html like '%marge%'").await, 0);
    world.execute("delete from memberships m using spaces s where s.id = m.space_id and slug = 'ligne-4-coulisse' and person_id = '0b000000-0000-7000-8000-000000000001'").await;
    let page = world.browser("camille").await.get(&thread).await;
    assert!(!page.says("marge") && page.says("Avant l’horizon"));
    world.execute(&format!("update posts set deleted_at = published_at where id = '{BEFORE}'")).await;
    assert!(!world.browser("camille").await.get(&thread).await.body.contains("class=\"quote\""));
}

#[actix_web::test]
async fn an_answer_is_quoted_too_and_a_link_among_words_stays_a_link() {
    let world = World::new().await;
    let thread =
        write(&world, &format!("{BASE}/posts/{BOBINES}#c-{CLAIRE_S}\n\nVoir {BASE}/posts/{BEFORE} aussi.")).await;
    let page = world.browser("hugo").await.get(&thread).await;
    assert_eq!(page.body.matches("class=\"quote\"").count(), 1, "{}", page.body);
    page.expect("a répondu,");
    assert!(page.links().contains(&format!("/comments/{CLAIRE_S}")));
    assert!(!page.says("Avant l’horizon"));
    world.browser("hugo").await.speaking("en").get(&thread).await.expect("answered,");
}

#[actix_web::test]
async fn what_a_quoted_message_says_is_only_words() {
    let world = World::new().await;
    world
        .execute(&format!(
            "update posts set title = '<script>x</script>', body = '<img src=x> \"><b>y' where id = '{BEFORE}'"
        ))
        .await;
    let thread = write(&world, &format!("{BASE}/posts/{BEFORE}")).await;
    let page = world.browser("camille").await.get(&thread).await;
    assert!(
        page.body.contains("class=\"quote\"") && !page.body.contains("<script>x") && !page.body.contains("<img src=x")
    );
}

#[actix_web::test]
async fn a_page_with_quotations_asks_no_more_queries_for_many_than_for_one_and_none_without() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let link = |id: &str| format!("<p><a href=\"{BASE}/posts/{id}\">x</a></p>");
    let mut asked = Vec::new();
    for html in ["<p>Rien.</p>".to_owned(), link(BEFORE), link(BEFORE) + &link(BOBINES) + &link(BEFORE)] {
        world.execute(&format!("update comments set html = '{html}' where id = '{CLAIRE_S}'")).await;
        let mut last = 0;
        for _ in 0..2 {
            let before = world.app.db.queries();
            camille.get("/").await.expect_status(200);
            last = world.app.db.queries() - before;
        }
        asked.push(last);
    }
    assert_eq!((asked[1] - asked[0], asked[2] - asked[1]), (1, 0), "all of them at once: {asked:?}");
}

#[actix_web::test]
async fn a_shared_link_to_what_one_may_not_see_says_what_a_link_to_nothing_says() {
    let world = World::new().await;
    let absent = "01900000-0000-7000-8000-000000000000";
    world.browser("hugo").await.get(&format!("/posts/{BEFORE}")).await.expect("Avant l’horizon");
    for who in ["claire", "lea", "paul", "marc"] {
        let mut browser = world.browser(who).await;
        for part in ["", "/reactions", "/history", "/votes", "/acknowledgements"] {
            let mut said = Vec::new();
            for id in [BEFORE, absent] {
                let page = browser.get(&format!("/posts/{id}{part}")).await;
                page.expect_status(404);
                let request = page.headers.get("x-request-id").and_then(|id| id.to_str().ok()).expect("an id");
                said.push(page.body.replace(id, "ID").replace(request, "REQUEST"));
            }
            assert_eq!(said[0], said[1], "{who} {part}");
        }
    }
    let door = world.nobody().await.get(&format!("/posts/{BEFORE}")).await;
    assert!(door.path.starts_with("/sign-in") && !door.says("horizon"));
}
