//! What a message is for: questions, decisions, announcements, polls.

use chrono::Duration;

use crate::support::World;
use crate::support::browser::Page;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const CLAIRE_S: &str = "/comments/0f000000-0000-7000-8000-000000000001/answer";
const LIGNE_4: &str = "/spaces/ligne-4/posts";

/// The post of these words becomes a question.
async fn ask(world: &World) {
    world.execute("update posts set kind = 'question' where title = 'Bobines décalées'").await;
}

/// Publishes from the page of a space, with these fields filled; gives the thread.
async fn publish(world: &World, who: &str, space: &str, fields: &[(&str, &str)], ticks: &[(&str, &str)]) -> Page {
    let mut browser = world.browser(who).await;
    let page = browser.get(&format!("/spaces/{space}")).await;
    let mut form = page.form(&format!("/spaces/{space}/posts"));
    for (name, value) in fields {
        form = form.fill(name, value);
    }
    for (name, value) in ticks {
        form = form.tick(name, value);
    }
    browser.submit(form).await
}

#[actix_web::test]
async fn the_asker_keeps_an_answer_and_it_is_read_first() {
    let world = World::new().await;
    let asked = publish(&world, "camille", "ligne-4", &[("kind", "question"), ("body", "Qui a la clé ?")], &[]).await;
    asked.expect("Question");
    let thread = asked.path.clone();
    let mut camille = world.browser("camille").await;
    camille.get("/spaces/ligne-4?only=unanswered").await.expect("Qui a la clé");
    camille.get("/?only=unanswered").await.expect("Qui a la clé");
    let mut claire = world.browser("claire").await;
    let form = claire.get(&thread).await.form(&format!("{thread}/comments"));
    claire.submit(form.fill("body", "Je cherche.")).await.expect("Je cherche.");
    let form = claire.get(&thread).await.form(&format!("{thread}/comments"));
    let answered = claire.submit(form.fill("body", "Elle est au quai B.")).await;
    answered.expect("quai B");
    let id: uuid::Uuid = world.query("select id from comments where body like 'Elle est%'", &[]).await[0].get(0);
    let keep = format!("/comments/{id}/answer");
    assert!(answered.try_form(&keep).is_none(), "only the asker and moderators choose");
    claire.post(&keep, &[("on", "true")]).await.expect_status(403);
    let page = camille.get(&thread).await;
    let kept = camille.submit(page.form(&keep)).await;
    kept.expect("Réponse retenue");
    assert!(kept.body.contains("class=\"kept\"") && kept.body.contains("data-answer"));
    let (first, second) = (kept.body.find("quai B"), kept.body.find("Je cherche"));
    assert!(first < second, "what was kept is read first");
    claire.get(&thread).await.expect("Question, réponse retenue");
    for list in ["/spaces/ligne-4?only=unanswered", "/?only=unanswered"] {
        assert!(!camille.get(list).await.says("Qui a la clé"), "{list}");
    }
    // Thomas moderates there; taken back, the question waits again.
    let page = world.browser("thomas").await.get(&thread).await;
    world.browser("thomas").await.submit(page.form(&keep)).await.expect_status(200);
    camille.get("/spaces/ligne-4?only=unanswered").await.expect("Qui a la clé");
    assert_eq!(world.count("select count(*) from events where kind like 'answer_%'").await, 2);
}

#[actix_web::test]
async fn a_kept_answer_that_is_removed_is_kept_no_longer() {
    let world = World::new().await;
    ask(&world).await;
    let mut hugo = world.browser("hugo").await;
    hugo.post(CLAIRE_S, &[("on", "true")]).await.expect("Réponse retenue");
    let mut claire = world.browser("claire").await;
    claire.post("/comments/0f000000-0000-7000-8000-000000000001/deletion", &[]).await.expect_status(200);
    let thread = hugo.get(THREAD).await;
    assert!(!thread.says("Réponse retenue") && !thread.says("Je confirme"));
    hugo.post(CLAIRE_S, &[("on", "true")]).await.expect_status(403);
}

#[actix_web::test]
async fn what_is_no_question_keeps_no_answer_and_what_is_unseen_is_absent() {
    let world = World::new().await;
    world.browser("hugo").await.post(CLAIRE_S, &[("on", "true")]).await.expect_status(404);
    ask(&world).await;
    for who in ["lea", "paul", "marc"] {
        world.browser(who).await.post(CLAIRE_S, &[("on", "true")]).await.expect_status(404);
    }
    // Before Claire's horizon there is an unanswered question; she hears nothing of it.
    world.execute("update posts set kind = 'question' where title = 'Avant l’horizon'").await;
    world.browser("hugo").await.get("/spaces/ligne-4?only=unanswered").await.expect("Avant l’horizon");
    let mut claire = world.browser("claire").await;
    for list in ["/spaces/ligne-4?only=unanswered", "/?only=unanswered"] {
        let list = claire.get(list).await;
        list.expect("Bobines décalées");
        assert!(!list.says("Avant l’horizon"));
    }
}

#[actix_web::test]
async fn decisions_are_listed_in_about_as_far_as_one_sees() {
    let world = World::new().await;
    let fields = [("kind", "decision"), ("title", "Presse 3 en deux équipes"), ("body", "Dès lundi.")];
    publish(&world, "camille", "ligne-4", &fields, &[]).await.expect("Décision");
    world.execute("update posts set kind = 'decision' where title = 'Avant l’horizon'").await;
    let about = world.browser("hugo").await.get("/spaces/ligne-4/about").await;
    about.expect("Presse 3 en deux équipes");
    about.expect("Avant l’horizon");
    let mut claire = world.browser("claire").await;
    let hers = claire.get("/spaces/ligne-4/about").await;
    hers.expect("Presse 3 en deux équipes");
    assert!(!hers.says("Avant l’horizon"));
    // A guest decides nothing for the house: the form does not offer it, and the address refuses it.
    let form = claire.get("/spaces/ligne-4").await.form(LIGNE_4).fill("kind", "decision").fill("body", "Payez.");
    claire.submit(form).await.expect_status(403);
    assert_eq!(world.count("select count(*) from posts where body = 'Payez.'").await, 0);
}

#[actix_web::test]
async fn only_an_owner_of_a_group_announces() {
    let world = World::new().await;
    let announced = [("kind", "announcement"), ("body", "Lisez.")];
    publish(&world, "camille", "vie-de-la-maison", &announced, &[]).await.expect_status(403);
    publish(&world, "hugo", "ligne-4", &announced, &[]).await.expect_status(422);
    assert!(!world.browser("camille").await.get("/spaces/vie-de-la-maison").await.body.contains("\"announcement\""));
    publish(&world, "marc", "vie-de-la-maison", &announced, &[]).await.expect("0 sur 1 en ont pris connaissance");
}

#[actix_web::test]
async fn an_announcement_knows_who_has_read_it_and_who_has_not() {
    let world = World::new().await;
    let announced =
        publish(&world, "marc", "vie-de-la-maison", &[("kind", "announcement"), ("body", "Lisez.")], &[]).await;
    let acks = format!("{}/acknowledgements", announced.path);
    assert!(announced.try_form(&acks).is_none(), "its author is not asked");
    let mut marc = world.browser("marc").await;
    marc.get(&acks).await.expect("Camille Vasseur");
    let mut camille = world.browser("camille").await;
    camille.get(&acks).await.expect_status(403);
    let feed = camille.get("/spaces/vie-de-la-maison").await;
    let read = camille.submit(feed.form(&acks)).await;
    read.expect("1 sur 1 en ont pris connaissance");
    assert!(read.try_form(&acks).is_none());
    camille.post(&acks, &[]).await.expect_status(200);
    assert_eq!(world.count("select count(*) from events where kind = 'acknowledged'").await, 1);
    marc.get(&acks).await.expect("En ont pris connaissance 1 CV Camille Vasseur");
    // Paul reads the open group without being in it: he is not asked. Guests know of nothing.
    let mut paul = world.browser("paul").await;
    assert!(paul.get(&announced.path).await.try_form(&acks).is_none());
    paul.post(&acks, &[]).await.expect_status(403);
    world.browser("claire").await.post(&acks, &[]).await.expect_status(404);
    marc.post("/posts/0e000000-0000-7000-8000-000000000005/acknowledgements", &[]).await.expect_status(404);
    world.execute("update spaces set archived_at = '2026-11-22Z' where slug = 'vie-de-la-maison'").await;
    camille.post(&acks, &[]).await.expect_status(403);
}

#[actix_web::test]
async fn a_poll_shows_its_results_to_whoever_has_voted() {
    let world = World::new().await;
    let fields =
        [("kind", "poll"), ("body", "Quel jour ?"), ("options", "Mardi\n\nJeudi\nmardi"), ("ends_on", "2026-11-27")];
    let asked = publish(&world, "camille", "ligne-4", &fields, &[]).await;
    asked.expect("Chacun verra qui a choisi quoi.");
    asked.expect("0 votant");
    let votes = format!("{}/votes", asked.path);
    let mut claire = world.browser("claire").await;
    let mut camille = world.browser("camille").await;
    camille.get(&votes).await.expect_status(404);
    let form = claire.get(&asked.path).await.form(&votes).tick("choice", "2");
    let voted = claire.submit(form).await;
    voted.expect("votre choix");
    voted.expect("1 votant");
    assert!(voted.try_form(&votes).is_none());
    claire.post(&votes, &[("choice", "1")]).await.expect_status(409);
    assert!(!camille.get(&asked.path).await.body.contains("<progress"), "she has not voted yet");
    camille.post(&votes, &[("choice", "1"), ("choice", "2")]).await.expect("Rien n’est enregistré");
    camille.post(&votes, &[("choice", "9")]).await.expect("Rien n’est enregistré");
    camille.post(&votes, &[]).await.expect("Rien n’est enregistré");
    assert_eq!(world.count("select count(*) from poll_ballots").await, 1);
    camille.post(&votes, &[("choice", "1")]).await.expect("2 votants");
    let who = camille.get(&votes).await;
    who.expect("Jeudi CM Claire Morel");
    who.expect("Acier Duval");
    for who in ["lea", "paul"] {
        world.browser(who).await.post(&votes, &[("choice", "1")]).await.expect_status(404);
        world.browser(who).await.get(&votes).await.expect_status(404);
    }
    world.pass(Duration::days(5));
    let mut hugo = world.browser("hugo").await;
    hugo.get(&asked.path).await.expect("Clos depuis le");
    hugo.post(&votes, &[("choice", "1")]).await.expect_status(409);
    assert_eq!(world.count("select sum(votes) from poll_options").await, 2);
}

#[actix_web::test]
async fn an_anonymous_poll_keeps_no_names_and_shows_nothing_of_a_few() {
    let world = World::new().await;
    let fields = [("kind", "poll"), ("body", "Contents ?"), ("options", "Oui\nNon\nUn peu")];
    let asked = publish(&world, "camille", "ligne-4", &fields, &[("anonymous", "true"), ("several", "true")]).await;
    asked.expect("Vote anonyme");
    let votes = format!("{}/votes", asked.path);
    let mut hugo = world.browser("hugo").await;
    hugo.post(&votes, &[("choice", "1"), ("choice", "3")]).await.expect("Sous cinq votes");
    hugo.get(&votes).await.expect_status(404);
    assert_eq!(world.count("select count(*) from poll_ballots").await, 1);
    assert_eq!(world.count("select count(*) from poll_votes").await, 0, "not even the database knows");
    let told = "select count(*) from events where kind = 'voted' and facts::text like '%choice%'";
    assert_eq!(world.count(told).await, 0);
    world
        .execute(
            "insert into poll_ballots select post_id, id, '2026-11-23Z' from polls, people \
        where handle in ('paul.girard', 'marc.brevent', 'lea.fontaine', 'claire.morel')",
        )
        .await;
    assert!(hugo.get(&asked.path).await.body.contains("<progress"));
    assert!(!world.browser("thomas").await.get(&asked.path).await.body.contains("<progress"));
}

#[actix_web::test]
async fn a_poll_with_something_wrong_comes_back_with_all_that_was_typed() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get("/posts/new?space=ligne-4").await;
    let form = page.form(LIGNE_4).fill("kind", "poll").fill("body", "Seul ?").fill("options", "Un seul");
    let back = camille.submit(form).await;
    back.expect_status(422);
    assert!(back.says("de deux à vingt choix"));
    let form = back.form(LIGNE_4);
    assert_eq!((form.value("kind"), form.value("options")), (Some("poll"), Some("Un seul")));
    let late = camille.submit(form.fill("options", "a\nb").fill("ends_on", "2026-11-01")).await;
    late.expect_status(422);
    assert!(late.says("Choisissez un jour à venir"));
    world.browser("camille").await.speaking("en").get("/spaces/ligne-4").await.expect("Anonymous vote");
    assert_eq!(world.count("select count(*) from posts where kind = 'poll'").await, 0);
}

#[actix_web::test]
async fn the_author_of_an_announcement_says_by_when_and_reminds_once_a_day() {
    let world = World::new().await;
    let fields = [("kind", "announcement"), ("body", "Lisez."), ("wished_on", "2026-11-27")];
    let announced = publish(&world, "marc", "vie-de-la-maison", &fields, &[]).await;
    announced.expect("À lire avant la fin du 27 novembre 2026");
    let (acks, reminders) = (format!("{}/acknowledgements", announced.path), format!("{}/reminders", announced.path));
    let mut marc = world.browser("marc").await;
    let roll = marc.get(&acks).await;
    let reminded = marc.submit(roll.form(&reminders)).await;
    reminded.expect("Dernier rappel :");
    assert!(reminded.try_form(&reminders).is_none());
    marc.post(&reminders, &[]).await.expect("moins d’un jour");
    let told = "select count(*) from events where kind = 'announcement_reminded'";
    assert_eq!(world.count(told).await, 1);
    world.pass(Duration::hours(25));
    marc.post(&reminders, &[]).await.expect("Rappel envoyé");
    assert_eq!(world.count(told).await, 2);
    let mut camille = world.browser("camille").await;
    camille.post(&reminders, &[]).await.expect_status(403);
    world.browser("claire").await.post(&reminders, &[]).await.expect_status(404);
    // Another owner sees the roll, and is not its author.
    world
        .execute("update memberships set role = 'owner' where person_id = '0b000000-0000-7000-8000-000000000001'")
        .await;
    assert!(camille.get(&acks).await.try_form(&reminders).is_none());
    camille.post(&reminders, &[]).await.expect_status(403);
    marc.post("/posts/0e000000-0000-7000-8000-000000000005/reminders", &[]).await.expect_status(404);
    let late = [("kind", "announcement"), ("body", "Trop tard."), ("wished_on", "2026-11-01")];
    publish(&world, "marc", "vie-de-la-maison", &late, &[]).await.expect_status(422);
}

#[actix_web::test]
async fn a_search_finds_the_questions_that_nobody_has_answered() {
    let world = World::new().await;
    publish(&world, "camille", "ligne-4", &[("body", "La clé du local.")], &[]).await;
    publish(&world, "camille", "ligne-4", &[("kind", "question"), ("body", "Qui a la clé ?")], &[]).await;
    let mut hugo = world.browser("hugo").await;
    let all = hugo.get("/search?q=cl%C3%A9").await;
    all.expect("2 résultats");
    all.expect("Questions sans réponse 1");
    let only = hugo.get("/search?q=cl%C3%A9&only=unanswered").await;
    only.expect("Qui a la clé");
    assert!(!only.says("La clé du local"));
    world.browser("paul").await.get("/search?q=cl%C3%A9&only=unanswered").await.expect("Rien trouvé");
}
