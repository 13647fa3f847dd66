//! Reporting, judging: who may, who is told what, and that hidden words are nowhere.

use crate::files::send;
use crate::support::browser::Page;
use crate::support::{Browser, World};

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const CLAIRE_S: &str = "/comments/0f000000-0000-7000-8000-000000000001";
const QUEUE: &str = "/spaces/ligne-4/reports";
const WHY: (&str, &str) = ("reason", "Ces prix ne se disent pas ici.");

/// Somebody reports something; gives what they read then.
async fn report(world: &World, who: &str, path: &str, desk: &str) -> Page {
    let mut browser = world.browser(who).await;
    let page = browser.get(&format!("{path}/reports/new")).await;
    let form = page.form(&format!("{path}/reports")).tick("reason", "confidential").fill("desk", desk);
    browser.submit(form.fill("word", "Un prix négocié.")).await
}

/// Where the only case of a queue is judged.
async fn ruling(browser: &mut Browser, queue: &str) -> String {
    let page = browser.get(queue).await;
    let action = page.body.split('"').find(|part| part.ends_with("/ruling"));
    action.unwrap_or_else(|| panic!("nothing to judge in {}", page.text())).to_owned()
}

async fn judge(world: &World, who: &str, act: &str) -> Page {
    let mut browser = world.browser(who).await;
    let path = ruling(&mut browser, QUEUE).await;
    browser.post(&path, &[("act", act), WHY]).await
}

#[actix_web::test]
async fn whoever_reads_may_report_once_and_reads_no_more_than_that_it_is_done() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    for (who, status) in [
        ("claire", 200),
        ("camille", 200),
        ("thomas", 200),
        ("hugo", 403),
        ("lea", 404),
        ("odile", 404),
        ("paul", 404),
        ("marc", 404),
    ] {
        world.browser(who).await.get(&format!("{THREAD}/reports/new")).await.expect_status(status);
        let sent = [("reason", "other"), ("desk", "space")];
        world.browser(who).await.post(&format!("{THREAD}/reports"), &sent).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from reports").await, 3);
    assert_eq!(world.count("select count(*) from cases").await, 1, "one item, one case");
    let again = report_again(&world).await;
    again.expect("Signalé.");
    assert!(again.try_form(&format!("{THREAD}/reports")).is_none());
    // The same form once more, by the other desk too, is the first.
    let mut claire = world.browser("claire").await;
    claire.post(&format!("{THREAD}/reports"), &[("reason", "other"), ("desk", "house")]).await.expect("Signalé.");
    assert_eq!(world.count("select count(*) from reports").await, 3);
    assert_eq!(world.count("select count(*) from events where kind = 'reported'").await, 3);
    assert_eq!(world.count("select count(*) from events where kind = 'reported' and actor_id is not null").await, 0);
}

async fn report_again(world: &World) -> Page {
    world.browser("claire").await.get(&format!("{THREAD}/reports/new")).await
}

#[actix_web::test]
async fn a_report_says_why_and_not_too_much() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let path = format!("{THREAD}/reports");
    for (reason, word) in [("", ""), ("none", ""), ("other", &*"x".repeat(501))] {
        let refused = claire.post(&path, &[("reason", reason), ("word", word)]).await;
        refused.expect_status(422);
        assert_eq!(refused.form(&path).value("word"), Some(word), "what was typed is kept");
    }
    claire.post(&path, &[("reason", "other"), ("word", "<script>\u{202e}")]).await.expect_status(200);
    world.browser("thomas").await.get(QUEUE).await.expect_status(200);
}

#[actix_web::test]
async fn nobody_reports_more_than_ten_things_in_an_hour() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    for n in 0..11 {
        let sent = [("reason", "other"), ("word", "assez de mots")];
        let page = claire.post(&format!("{THREAD}/reports"), &sent).await;
        assert_eq!(page.status.as_u16(), if n < 10 { 200 } else { 429 }, "{n}");
    }
}

#[actix_web::test]
async fn those_who_keep_order_see_who_reported_and_the_author_never_does() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "space").await.expect("Signalé.");
    for who in ["thomas", "hugo"] {
        let queue = world.browser(who).await.get(QUEUE).await;
        for words in ["Réponse de Claire Morel", "Je confirme.", "Camille Vasseur", "Un prix négocié."] {
            queue.expect(words);
        }
    }
    for (who, status) in [("camille", 403), ("claire", 403), ("paul", 404), ("marc", 404), ("lea", 404)] {
        world.browser(who).await.get(QUEUE).await.expect_status(status);
        let page = world.browser(who).await.post(&format!("{QUEUE}/{}/ruling", uuid::Uuid::nil()), &[]).await;
        page.expect_status(status);
    }
    for path in [THREAD, "/", "/spaces/ligne-4"] {
        let page = world.browser("claire").await.get(path).await;
        assert!(!page.says("Un prix négocié") && !page.says("signalé"), "{path}");
    }
}

#[actix_web::test]
async fn nobody_judges_their_own_words_and_no_moderator_an_owner_s() {
    let world = World::new().await;
    report(&world, "claire", THREAD, "space").await.expect("Signalé.");
    // Hugo wrote it and is the only owner: neither he nor Thomas sees the case, and it falls to the house.
    let case = world.query("select id from cases", &[]).await[0].get::<_, uuid::Uuid>(0);
    for who in ["hugo", "thomas"] {
        let mut browser = world.browser(who).await;
        let queue = browser.get(QUEUE).await;
        assert!(queue.says("Rien n’attend") && !queue.says("Claire Morel"), "{who}");
        browser.post(&format!("{QUEUE}/{case}/ruling"), &[("act", "hide")]).await.expect_status(404);
    }
    world.browser("marc").await.get("/admin/reports").await.expect("Message de Hugo Lambert");
    world.browser("thomas").await.get(&format!("{THREAD}/removal")).await.expect_status(403);
    // And it is not offered to him, as the removal of others' words is.
    let offered = world.browser("thomas").await.get(THREAD).await.links();
    assert!(offered.contains(&format!("{CLAIRE_S}/removal")) && !offered.contains(&format!("{THREAD}/removal")));
    world.browser("thomas").await.post(&format!("{THREAD}/removal"), &[WHY]).await.expect_status(403);
    world.browser("hugo").await.post(&format!("{THREAD}/removal"), &[WHY]).await.expect_status(403);
    // A second owner judges.
    world
        .execute("update memberships set role = 'owner' where person_id = '0b000000-0000-7000-8000-000000000003'")
        .await;
    world.browser("thomas").await.get(QUEUE).await.expect("Message de Hugo Lambert");
    assert!(!world.browser("marc").await.get("/admin/reports").await.says("Hugo Lambert"));
}

#[actix_web::test]
async fn an_admin_reads_the_reported_words_alone_and_stands_in_the_log_for_it() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "house").await.expect("Signalé.");
    assert!(world.browser("thomas").await.get(QUEUE).await.says("Rien n’attend"), "it was put before the house");
    for (who, status) in [("hugo", 403), ("claire", 404), ("camille", 403)] {
        world.browser(who).await.get("/admin/reports").await.expect_status(status);
    }
    let mut marc = world.browser("marc").await;
    let queue = marc.get("/admin/reports").await;
    queue.expect("Réponse de Claire Morel");
    queue.expect("Ligne 4");
    assert!(!queue.says("Je confirme."), "not before he asks");
    assert!(!queue.body.contains("/ruling"));
    let reading = queue.body.split('"').find(|part| part.ends_with("/reading")).expect("a way to read it").to_owned();
    for _ in 0..2 {
        marc.post(&reading, &[]).await.expect("Je confirme.");
    }
    assert_eq!(world.count("select count(*) from events where kind = 'report_read'").await, 1);
    assert!(!marc.get("/admin/reports").await.says("bobines"), "nothing else of the space");
    marc.get(THREAD).await.expect_status(404);
    marc.get(CLAIRE_S).await.expect_status(404);
    let path = ruling(&mut marc, "/admin/reports").await;
    marc.post(&path, &[("act", "remove"), ("reason", "")]).await.expect_status(422);
    marc.post(&path, &[("act", "remove"), WHY]).await.expect("C’est retiré");
    let thread = world.browser("claire").await.get(THREAD).await;
    thread.expect("Réponse retirée par la maison");
    thread.expect(WHY.1);
    let others = world.browser("camille").await.get(THREAD).await;
    assert!(!others.says(WHY.1) && !others.says("Marc Brévent"), "the reason is for the author alone");
    marc.get("/admin/audit?act=moderation").await.expect("Marc Brévent a lu l’extrait d’un signalement dans Ligne 4.");
}

#[actix_web::test]
async fn a_house_without_eyes_in_a_space_that_is_going_reads_nothing_of_it() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "house").await;
    world.execute("update spaces set deletion_due_at = '2026-11-24Z' where slug = 'ligne-4'").await;
    assert!(world.browser("marc").await.get("/admin/reports").await.says("Rien n’attend"));
}

/// A post of Camille's with everything that words can leave a trace of. Gives its address, and its comment's and file's.
async fn words(world: &World) -> (String, String, String) {
    let mut camille = world.browser("camille").await;
    let form = camille.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts");
    let form = form.fill("title", "Tarifs zinzolins").fill("body", "Le **zinzolin** coûte cher, @thomas.perrin.");
    let form = form.fill("kind", "question");
    let sent = send(&mut camille, form.action(), form.fields(), &[("zinzolin.txt", b"zinzolin")]).await;
    let post = sent.headers.get("location").and_then(|at| at.to_str().ok()).expect("a place").to_owned();
    let page = camille.get(&post).await;
    let file = page.links().into_iter().find(|link| link.starts_with("/files/")).expect("a file");
    let mut thomas = world.browser("thomas").await;
    let form = thomas.get(&post).await.form(&format!("{post}/comments")).fill("body", "Zinzolin, dites-vous ?");
    thomas.submit(form).await.expect_status(200);
    let id = world.query("select id from comments where body like 'Zinzolin%'", &[]).await[0].get::<_, uuid::Uuid>(0);
    for reader in ["claire", "hugo"] {
        let mut reader = world.browser(reader).await;
        reader.post(&format!("{post}/saving"), &[("on", "true")]).await.expect_status(200);
        reader.post(&format!("{post}/reactions"), &[("word", "thanks")]).await.expect_status(200);
    }
    (post, format!("/comments/{id}"), file)
}

/// Every page that anybody of the cast reads where words could stand.
async fn everywhere(world: &World, (post, comment, file): &(String, String, String)) -> Vec<(String, Page)> {
    let mut pages = Vec::new();
    for who in ["claire", "camille", "thomas", "hugo", "paul", "marc", "lea"] {
        let mut browser = world.browser(who).await;
        for path in [
            "/",
            "/?order=newest",
            "/spaces/ligne-4",
            "/spaces/ligne-4?only=unanswered",
            "/spaces/ligne-4/files",
            "/spaces/ligne-4/about",
            "/search?q=zinzolin",
            "/search?q=zinzolni",
            "/saved",
            "/people/camille.vasseur",
            "/people/thomas.perrin",
            post,
            &format!("{post}/history"),
            &format!("{post}/reactions"),
            comment,
            &format!("{comment}/history"),
            file,
            &format!("{post}/edit"),
        ] {
            pages.push((format!("{who}: {path}"), browser.get(path).await));
        }
    }
    pages
}

fn speaking(pages: &[(String, Page)]) -> Vec<String> {
    let says = |page: &Page| page.body.to_lowercase().contains("zinzolin");
    // What was sought is said again above the results.
    let found = |(at, page): &&(String, Page)| {
        if at.contains("/search") {
            page.body.contains("/posts/") || page.body.contains("/comments/")
        } else {
            says(page)
        }
    };
    pages.iter().filter(found).map(|(at, _)| at.clone()).collect()
}

#[actix_web::test]
async fn what_is_hidden_is_nowhere_and_what_comes_back_is_as_it_was() {
    let world = World::settled().await;
    let places = words(&world).await;
    let before = everywhere(&world, &places).await;
    let spoken = speaking(&before);
    for place in ["claire: /", "claire: /spaces/ligne-4/files", "hugo: /search?q=zinzolin", "claire: /saved"] {
        assert!(spoken.iter().any(|at| at == place), "there is something to hide at {place}: {spoken:?}");
    }
    report(&world, "claire", &places.0, "space").await.expect("Signalé.");
    judge(&world, "thomas", "hide").await.expect("C’est masqué");
    let hidden = everywhere(&world, &places).await;
    assert_eq!(speaking(&hidden), Vec::<String>::new());
    let thread = world.browser("claire").await.get(&places.0).await;
    thread.expect("Masqué en attendant l’avis des modérateurs");
    assert!(!thread.says("Thomas Perrin a"), "who hid it is not said");
    world.browser("thomas").await.get(QUEUE).await.expect("zinzolin");
    for (act, fields) in [
        ("comments", vec![("body", "Et alors ?"), ("audience_version", "3")]),
        ("reactions", vec![("word", "bravo")]),
        ("deletion", vec![]),
    ] {
        world.browser("camille").await.post(&format!("{}/{act}", places.0), &fields).await.expect_status(403);
    }
    // The files wait with their message, whatever is swept meanwhile.
    world.pass(chrono::Duration::hours(26));
    world.work().await;
    world.pass(-chrono::Duration::hours(26));
    judge(&world, "hugo", "uphold").await.expect("C’est décidé");
    let after = everywhere(&world, &places).await;
    assert_eq!(speaking(&after), spoken);
    assert_eq!(world.count("select count(*) from events where kind in ('words_hidden', 'words_restored')").await, 2);
    world.browser("hugo").await.get(QUEUE).await.expect("Laissé en place par Hugo Lambert");
}

#[actix_web::test]
async fn what_hangs_in_hidden_words_is_looked_at_by_those_who_judge_them_and_nobody_else() {
    let world = World::settled().await;
    let (post, _, file) = words(&world).await;
    report(&world, "claire", &post, "space").await.expect("Signalé.");
    judge(&world, "thomas", "hide").await.expect("C’est masqué");
    let queue = world.browser("hugo").await.get(QUEUE).await;
    let there =
        queue.links().into_iter().find(|link| link.contains("/files/") && link.contains("zinzolin")).expect("a file");
    assert!(there.starts_with(QUEUE), "{there}");
    for (who, status) in
        [("hugo", 200), ("thomas", 200), ("camille", 403), ("claire", 403), ("lea", 404), ("marc", 404)]
    {
        world.browser(who).await.get(&there).await.expect_status(status);
        world.browser(who).await.get(&file).await.expect_status(404);
    }
    // Only this file, only in this case, and only while it waits.
    let id = file.split('/').nth(2).expect("an id");
    let other = there.replace(id, "10000000-0000-7000-8000-000000000001");
    world.browser("hugo").await.get(&other).await.expect_status(404);
    judge(&world, "hugo", "uphold").await.expect("C’est décidé");
    world.browser("hugo").await.get(&there).await.expect_status(404);
    world.browser("claire").await.get(&file).await.expect_status(200);
}

#[actix_web::test]
async fn a_hidden_answer_is_counted_by_nobody_and_kept_again_when_it_is_back() {
    let world = World::new().await;
    let (post, comment, _) = words(&world).await;
    world
        .browser("camille")
        .await
        .post(&format!("{comment}/answer"), &[("on", "true")])
        .await
        .expect("Réponse retenue");
    let counted = "select comment_count::bigint from posts where title = 'Tarifs zinzolins'";
    assert_eq!(world.count(counted).await, 1);
    report(&world, "claire", &comment, "space").await.expect("Signalé.");
    judge(&world, "hugo", "hide").await.expect("C’est masqué");
    assert_eq!(world.count(counted).await, 0);
    let mut claire = world.browser("claire").await;
    let thread = claire.get(&post).await;
    assert!(thread.says("Masqué en attendant") && !thread.says("dites-vous") && !thread.says("Réponse retenue"));
    claire.get("/spaces/ligne-4?only=unanswered").await.expect("Tarifs zinzolins");
    assert!(!claire.get("/spaces/ligne-4").await.says("dites-vous"));
    judge(&world, "hugo", "uphold").await.expect("C’est décidé");
    assert_eq!(world.count(counted).await, 1);
    claire.get(&post).await.expect("Réponse retenue");
}

#[actix_web::test]
async fn removed_words_tell_their_author_why_and_come_back_for_nobody() {
    let world = World::new().await;
    let (post, comment, _) = words(&world).await;
    report(&world, "claire", &comment, "space").await.expect("Signalé.");
    let mut hugo = world.browser("hugo").await;
    let path = ruling(&mut hugo, QUEUE).await;
    let refused = hugo.post(&path, &[("act", "remove"), ("reason", " ")]).await;
    refused.expect_status(422);
    hugo.post(&path, &[("act", "remove"), WHY]).await.expect("C’est retiré");
    world.browser("thomas").await.get(&post).await.expect(WHY.1);
    for who in ["claire", "camille"] {
        let thread = world.browser(who).await.get(&post).await;
        assert!(thread.says("Réponse retirée par Hugo Lambert") && !thread.says(WHY.1), "{who}");
    }
    for act in ["hide", "uphold", "remove"] {
        hugo.post(&path, &[("act", act), WHY]).await.expect_status(409);
    }
    // From the menu, without a report.
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get(&post).await;
    assert!(page.links().contains(&format!("{post}/removal")));
    let form = thomas.get(&format!("{post}/removal")).await.form(&format!("{post}/removal"));
    thomas.submit(form.fill("reason", WHY.1)).await.expect("C’est retiré");
    world.browser("camille").await.get(&post).await.expect(WHY.1);
    assert_eq!(world.count("select count(*) from events where kind = 'words_removed'").await, 2);
    thomas.post(&format!("{post}/removal"), &[WHY]).await.expect_status(403);
}

#[actix_web::test]
async fn what_its_author_took_back_meanwhile_can_only_be_closed() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "space").await;
    world.browser("claire").await.post(&format!("{CLAIRE_S}/deletion"), &[]).await.expect_status(200);
    world.browser("thomas").await.get(QUEUE).await.expect("Ce n’est plus là");
    let mut thomas = world.browser("thomas").await;
    let path = ruling(&mut thomas, QUEUE).await;
    thomas.post(&path, &[("act", "hide")]).await.expect_status(409);
    thomas.post(&path, &[("act", "remove"), WHY]).await.expect_status(409);
    thomas.post(&path, &[("act", "uphold")]).await.expect("C’est décidé");
    thomas.get(QUEUE).await.expect("Rien n’attend");
    assert!(world.browser("claire").await.get(THREAD).await.says("Réponse retirée par Claire Morel"));
}

#[actix_web::test]
async fn what_was_settled_is_open_again_when_somebody_else_reports_it() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "space").await;
    judge(&world, "thomas", "uphold").await.expect("C’est décidé");
    world.browser("thomas").await.get(QUEUE).await.expect("Rien n’attend");
    report(&world, "hugo", CLAIRE_S, "space").await.expect("Signalé.");
    world.browser("thomas").await.get(QUEUE).await.expect("Hugo Lambert");
    assert_eq!(world.count("select count(*) from cases").await, 1);
}

#[actix_web::test]
async fn the_tab_says_how_many_wait_to_those_who_judge() {
    let world = World::new().await;
    report(&world, "camille", CLAIRE_S, "space").await;
    assert!(world.browser("thomas").await.get("/spaces/ligne-4").await.says("Signalements 1"));
    for who in ["camille", "claire"] {
        assert!(!world.browser(who).await.get("/spaces/ligne-4").await.says("Signalements"), "{who}");
    }
}
