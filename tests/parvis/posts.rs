//! Publishing, changing, removing, keeping order.

use parvis::domain::policy::{self, InComment, InPost, Read};
use parvis::domain::{comment, feed, session};

use crate::support::{Browser, World};

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";

#[actix_web::test]
async fn a_member_publishes_and_the_space_reads() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let feed = camille.get("/spaces/ligne-4").await;
    feed.expect("Publier, 1 invité lira");
    let form = feed.form("/spaces/ligne-4/posts").fill("title", "Presse 3").fill("body", "Elle **tourne** lundi.");
    let thread = camille.submit(form).await;
    thread.expect("Message publié.");
    assert!(thread.path.starts_with("/posts/") && thread.body.contains("<strong>tourne</strong>"));
    world.browser("claire").await.get("/spaces/ligne-4").await.expect("Presse 3");
    assert_eq!(world.count("select count(*) from events where kind = 'post_published'").await, 1);
}

#[actix_web::test]
async fn a_message_needs_no_title_but_words() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/posts/new?space=ligne-4").await;
    camille
        .submit(page.form("/spaces/ligne-4/posts").fill("body", "Sans titre aucun."))
        .await
        .expect("Sans titre aucun.");
    let empty = camille.submit(page.form("/spaces/ligne-4/posts").fill("title", "Un titre seul")).await;
    empty.expect_status(422);
    assert_eq!(empty.form("/spaces/ligne-4/posts").value("title"), Some("Un titre seul"), "what was typed is kept");
    let long = "x".repeat(161);
    let long = camille.submit(page.form("/spaces/ligne-4/posts").fill("title", &long).fill("body", "Des mots.")).await;
    long.expect_status(422);
    assert_eq!(long.form("/spaces/ligne-4/posts").value("body"), Some("Des mots."));
}

#[actix_web::test]
async fn from_the_home_page_no_space_is_chosen_beforehand() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let home = camille.get("/").await;
    assert!(home.links().contains(&"/posts/new".to_owned()));
    let choice = camille.get("/posts/new").await;
    assert!(choice.try_form("/spaces/ligne-4/posts").is_none() && !choice.body.contains("<textarea"));
    assert!(choice.links().contains(&"/posts/new?space=ligne-4".to_owned()));
}

#[actix_web::test]
async fn the_same_form_twice_is_one_message() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/spaces/ligne-4").await;
    let form = || page.form("/spaces/ligne-4/posts").fill("body", "Une seule fois.");
    let (first, second) = (camille.submit(form()).await, camille.submit(form()).await);
    assert_eq!(first.path, second.path);
    assert_eq!(world.count("select count(*) from posts where body = 'Une seule fois.'").await, 1);
    assert_eq!(world.count("select count(*) from events where kind = 'post_published'").await, 1);
    // Somebody else's id, or the same in another space, is no double.
    let id = form().value("id").expect("an id").to_owned();
    let mut hugo = world.browser("hugo").await;
    let fields = [("id", id.as_str()), ("audience_version", "3"), ("body", "Un autre.")];
    let other = hugo.post("/spaces/ligne-4/posts", &fields).await;
    other.expect("Un autre.");
    assert_ne!(other.path, first.path);
    let fields = [("id", id.as_str()), ("audience_version", "1"), ("body", "Ailleurs.")];
    let elsewhere = camille.post("/spaces/vie-de-la-maison/posts", &fields).await;
    elsewhere.expect("Ailleurs.");
    assert_ne!(elsewhere.path, first.path);
}

#[actix_web::test]
async fn an_id_in_a_form_is_a_key_of_its_writer_and_tells_nothing_of_what_has_that_id() {
    let world = World::settled().await;
    let mut claire = world.browser("claire").await;
    let (seen, unseen) = ("0e000000-0000-7000-8000-000000000001", "0e000000-0000-7000-8000-000000000003");
    claire.get(&format!("/posts/{unseen}")).await.expect_status(404);
    let known = [
        "01900000-0000-7000-8000-000000000000", // nothing's: what all others are compared with
        "0c000000-0000-7000-8000-000000000001", // her space’s
        "0c000000-0000-7000-8000-000000000004", // a space’s that she does not see
        seen,
        unseen,
        "0f000000-0000-7000-8000-000000000001", // an answer’s
        "0d000000-0000-7000-8000-000000000001", // an access’s
        "0b000000-0000-7000-8000-000000000001", // somebody’s
    ];
    let ids = regex::Regex::new("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").expect("a pattern");
    let told = async |browser: &mut Browser, path: &str, form: &[(&str, &str)]| {
        let answer = if form.is_empty() { browser.get(path).await } else { browser.post(path, form).await };
        (answer.status.as_u16(), ids.replace_all(&answer.path, "ID").into_owned())
    };
    let (space, thread) = ("/spaces/ligne-4/posts", format!("/posts/{seen}/comments"));
    let mut hugo = world.browser("hugo").await;
    let mut all = Vec::new();
    for id in known {
        let (fields, arrived) =
            ([("id", id), ("audience_version", "3"), ("body", "Un message.")], format!("/forms/{id}"));
        all.push([
            told(&mut claire, &arrived, &[]).await,
            told(&mut claire, space, &fields).await,
            told(&mut claire, &thread, &fields).await,
            told(&mut claire, &arrived, &[]).await,
            told(&mut hugo, &arrived, &[]).await,
        ]);
    }
    assert_eq!(all[0].each_ref().map(|(status, _)| *status), [404, 200, 200, 204, 404]);
    for (id, one) in known.iter().zip(&all) {
        assert_eq!(one, &all[0], "{id}");
    }
    let chosen = "select count(*) from (select id, form_id from posts union all select id, form_id from comments) m \
        where id = form_id";
    assert_eq!(world.count(chosen).await, 0);
    world.work().await;
    let hugo = "select count(*) from notifications where person_id = '0b000000-0000-7000-8000-000000000002' \
        and post_id is not null";
    assert_eq!(world.count(hugo).await, 2 * known.len() as i64, "the owner hears of all of them");
}

#[actix_web::test]
async fn an_audience_that_grew_is_asked_about_once_more() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts");
    world.execute("update spaces set audience_version = audience_version + 1 where slug = 'ligne-4'").await;
    let asked = camille.submit(form.fill("title", "Prix").fill("body", "Entre nous ?")).await;
    asked.expect_status(409);
    assert!(asked.says("Quelqu’un est entré pendant que vous écriviez."));
    assert_eq!(world.count("select count(*) from posts where title = 'Prix'").await, 0);
    let again = asked.form("/spaces/ligne-4/posts");
    assert_eq!((again.value("title"), again.value("body")), (Some("Prix"), Some("Entre nous ?")));
    camille.submit(again).await.expect("Message publié.");
}

#[actix_web::test]
async fn a_form_without_an_audience_publishes_nothing() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    camille.post("/spaces/ligne-4/posts", &[("body", "Au jugé.")]).await.expect_status(409);
    assert_eq!(world.count("select count(*) from posts where body = 'Au jugé.'").await, 0);
}

#[actix_web::test]
async fn who_may_not_write_there_does_not() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, slug, status) in [
        ("paul", "ligne-4", 404),
        ("paul", "vie-de-la-maison", 403),
        ("marc", "ligne-4", 404),
        ("lea", "ligne-4", 404),
        ("odile", "ligne-4", 404),
        ("claire", "ligne-4-coulisse", 404),
        ("claire", "vie-de-la-maison", 404),
    ] {
        let fields = [("audience_version", "3"), ("body", "Intrus."), ("id", "01900000-0000-7000-8000-000000000001")];
        let answer = world.browser(who).await.post(&format!("/spaces/{slug}/posts"), &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{who} in {slug}");
        let empty = world.browser(who).await.post(&format!("/spaces/{slug}/posts"), &[]).await;
        assert_eq!(empty.status.as_u16(), status, "{who} in {slug} with nothing");
    }
    assert_eq!(world.count("select count(*) from posts where body = 'Intrus.'").await, 0);
}

#[actix_web::test]
async fn nothing_that_runs_comes_out_of_a_message() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) @camille.vasseur\"><svg onload=alert(4)>";
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts");
    let thread = camille.submit(form.fill("title", "</title><script>alert(5)</script>").fill("body", hostile)).await;
    thread.expect("alert(1)");
    for page in [thread, camille.get("/spaces/ligne-4").await, camille.get("/").await, camille.get("/?view=list").await]
    {
        for trap in ["<script>alert", "<img src=x", "href=\"javascript", "<svg onload"] {
            assert!(!page.body.contains(trap), "{trap} in {}", page.path);
        }
    }
}

#[actix_web::test]
async fn an_expired_session_keeps_the_text() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", "Ne pas perdre ceci.");
    world.execute("delete from sessions").await;
    let door = camille.submit(form).await;
    door.expect_status(401);
    assert!(door.says("Ce que vous avez écrit est gardé"));
}

#[actix_web::test]
async fn nine_people_and_a_thread() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in [
        ("camille", 200),
        ("hugo", 200),
        ("thomas", 200),
        ("claire", 200),
        ("paul", 404),
        ("marc", 404),
        ("lea", 404),
        ("odile", 404),
    ] {
        let page = world.browser(who).await.get(THREAD).await;
        assert_eq!(page.status.as_u16(), status, "{who}");
        assert_eq!(page.says("Bobines décalées"), status == 200, "{who}");
    }
    let door = world.nobody().await.get(THREAD).await;
    assert!(door.path.starts_with("/sign-in") && !door.says("Bobines"));
    let mut claire = world.browser("claire").await;
    claire.get("/posts/0e000000-0000-7000-8000-000000000002").await.expect_status(404);
    claire.get("/posts/0e000000-0000-7000-8000-000000000003").await.expect_status(404);
    claire.get("/posts/none").await.expect_status(404);
}

#[actix_web::test]
async fn a_removed_message_shows_who_and_when_and_nothing_else() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    camille.post(&format!("{THREAD}/deletion"), &[]).await.expect_status(403);
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(THREAD).await;
    let gone = hugo.submit(page.form(&format!("{THREAD}/deletion"))).await;
    gone.expect("Retiré par Hugo Lambert");
    for trace in ["bobines partent", "Bobines décalées", "Je confirme"] {
        assert!(!gone.says(trace), "{trace}");
    }
    for path in ["/spaces/ligne-4", "/"] {
        assert!(!camille.get(path).await.says("Bobines décalées"), "{path}");
    }
    assert!(!camille.get(&format!("{THREAD}/history")).await.says("bobines partent"));
    camille.get(&format!("{THREAD}/edit")).await.expect_status(403);
    camille
        .post(&format!("{THREAD}/comments"), &[("audience_version", "3"), ("body", "Tard.")])
        .await
        .expect_status(403);
    assert!(!camille.get("/comments/0f000000-0000-7000-8000-000000000001/history").await.says("Je confirme"));
}

#[actix_web::test]
async fn whoever_reads_a_thread_by_whatever_door_reads_none_under_a_removed_message() {
    let world = World::new().await;
    let camille = world.browser("camille").await;
    let secret = camille.cookie("parvis").expect("a session");
    let post = THREAD.rsplit('/').next().expect("an id").parse().expect("an id");
    let top = "0f000000-0000-7000-8000-000000000001".parse().expect("an id");
    for stands in [true, false] {
        let db = world.app.db.read().await.expect("the database");
        let camille = session::resume(&db, secret).await.expect("an answer").expect("a session");
        let post: InPost<Read> = policy::post(&db, &camille.viewer, post).await.expect("the message");
        assert_eq!(post.stands(), stands);
        let thread = comment::thread(&db, &post, None).await.expect("a thread");
        assert_eq!(!thread.pieces.is_empty(), stands);
        assert_eq!(comment::one(&db, &post, top).await.is_ok(), stands);
        let comment: InComment<Read> = policy::comment(&db, &camille.viewer, top).await.expect("the answer");
        assert_eq!(comment.stands(), stands);
        assert_eq!(comment::versions(&db, &comment).await.is_ok(), stands);
        let entries = feed::entries(&db, &camille.viewer, &[post.post()]).await.expect("a feed");
        assert_eq!(entries.iter().any(|entry| !entry.comments.is_empty()), stands);
        world.execute("update posts set deleted_at = published_at, deleted_by = author_id").await;
    }
}

#[actix_web::test]
async fn moderators_pin_and_close_and_members_do_not() {
    let world = World::new().await;
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get(THREAD).await;
    thomas.submit(page.form(&format!("{THREAD}/pin"))).await.expect("Épinglé");
    let page = thomas.get(THREAD).await;
    thomas.submit(page.form(&format!("{THREAD}/closing"))).await.expect("Réponses closes.");
    let mut camille = world.browser("camille").await;
    let feed = camille.get("/spaces/ligne-4").await;
    feed.expect("Épinglé");
    let thread = camille.get(THREAD).await;
    thread.expect("Les réponses à ce message sont closes.");
    assert!(thread.try_form(&format!("{THREAD}/comments")).is_none());
    for (path, field) in [("pin", "true"), ("closing", "false")] {
        camille.post(&format!("{THREAD}/{path}"), &[("on", field)]).await.expect_status(403);
        world.browser("claire").await.post(&format!("{THREAD}/{path}"), &[("on", field)]).await.expect_status(403);
        world.browser("lea").await.post(&format!("{THREAD}/{path}"), &[("on", field)]).await.expect_status(404);
    }
    let fields = [("audience_version", "3"), ("body", "Quand même.")];
    camille.post(&format!("{THREAD}/comments"), &fields).await.expect_status(403);
    let page = thomas.get(THREAD).await;
    thomas.submit(page.form(&format!("{THREAD}/closing"))).await.expect("Réponses rouvertes.");
    thomas.submit(page.form(&format!("{THREAD}/pin"))).await.expect("n’est plus épinglé");
}

#[actix_web::test]
async fn an_archived_space_is_read_and_takes_nothing_new() {
    let world = World::new().await;
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'ligne-4'").await;
    for who in ["camille", "claire"] {
        let mut browser = world.browser(who).await;
        browser.get("/spaces/ligne-4").await.expect("Bobines décalées");
        let thread = browser.get(THREAD).await;
        thread.expect("Cet espace est archivé");
        assert!(thread.try_form(&format!("{THREAD}/comments")).is_none());
        let fields = [("audience_version", "3"), ("body", "Trop tard.")];
        for path in [
            "/spaces/ligne-4/posts",
            &format!("{THREAD}/comments"),
            "/comments/0f000000-0000-7000-8000-000000000001/edit",
        ] {
            browser.post(path, &fields).await.expect_status(403);
        }
        browser.post("/drafts?space=ligne-4", &fields).await.expect_status(403);
    }
    world.browser("lea").await.get(THREAD).await.expect_status(404);
    assert_eq!(world.count("select count(*) from comments where body = 'Trop tard.'").await, 0);
}
