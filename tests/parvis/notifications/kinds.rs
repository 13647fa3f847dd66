//! What is told of announcements, questions, words and kept answers.

use super::*;

#[actix_web::test]
async fn an_announcement_asks_every_member_and_is_answered_where_it_is_told() {
    let world = quiet().await;
    let post = publish(&world, "marc", "vie-de-la-maison", "Fermeture le 24 décembre.", "announcement").await;
    let acks = format!("{post}/acknowledgements");
    let page = news(&world, "camille").await;
    page.expect("Marc Brévent attend une confirmation de lecture dans Vie de la maison");
    assert_eq!(reasons(&world, "camille").await, ["announcement"]);
    assert!(reasons(&world, "paul").await.is_empty(), "he reads the group and is not in it");
    let mut camille = world.browser("camille").await;
    let read = camille.submit(page.form(&acks)).await;
    assert_eq!((read.path.as_str(), bell(&read)), ("/notifications", 0));
    read.expect("Marc Brévent a fait une annonce dans Vie de la maison");
    assert!(read.try_form(&acks).is_none());
    assert_eq!(world.count("select count(*) from acknowledgements").await, 1);
}

#[actix_web::test]
async fn a_reminder_asks_those_once_more_who_have_not_answered() {
    let world = quiet().await;
    world
        .execute(
            "insert into memberships (space_id, space_guests, person_id, person_kind, role, joined_at, read_at, visited_at) \
             select '0c000000-0000-7000-8000-000000000004', false, id, kind, 'member', '2026-09-01Z', '2026-09-01Z', '2026-09-01Z' \
             from people where handle = 'paul.girard'",
        )
        .await;
    let post = publish(&world, "marc", "vie-de-la-maison", "Fermeture le 24 décembre.", "announcement").await;
    world.work().await;
    world.browser("camille").await.post(&format!("{post}/acknowledgements"), &[]).await.expect_status(200);
    world.browser("paul").await.post("/notifications/reading", &[]).await.expect_status(200);
    world.browser("marc").await.post(&format!("{post}/reminders"), &[]).await.expect_status(200);
    assert_eq!((bell(&news(&world, "paul").await), bell(&news(&world, "camille").await)), (1, 0));
    assert_eq!(reasons(&world, "paul").await, ["announcement"]);
}

#[actix_web::test]
async fn a_question_that_nobody_answers_is_told_after_two_working_days_to_those_who_keep_the_space() {
    let world = quiet().await;
    let post = publish(&world, "camille", "ligne-4", "Qui a la clé ?", "question").await;
    world.pass(Duration::days(1));
    assert!(reasons(&world, "hugo").await.is_empty());
    for _ in 0..3 {
        world.pass(Duration::days(1));
        world.work().await;
    }
    for who in ["hugo", "thomas"] {
        assert_eq!(reasons(&world, who).await, ["question"], "{who}");
    }
    assert_eq!(reasons(&world, "claire").await, ["space"], "she was told when it was asked");
    news(&world, "hugo").await.expect("Camille Vasseur attend une réponse dans Ligne 4 Qui a la clé ?");
    answer(&world, "claire", &post, "Au quai B.").await.expect_status(200);
    let page = news(&world, "thomas").await;
    assert!(!page.says("attend une réponse"), "somebody has");
    assert!(page.says("Claire Morel"), "and a guest wrote");
}

#[actix_web::test]
async fn a_word_is_told_to_whoever_is_said_it_once_with_all_who_say_it() {
    let world = quiet().await;
    let reactions = format!("{POST}/reactions");
    for who in ["camille", "thomas", "hugo"] {
        world.browser(who).await.post(&reactions, &[("word", "thanks")]).await.expect_status(200);
        world.pass(Duration::minutes(1));
        world.work().await;
    }
    let page = news(&world, "hugo").await;
    page.expect("Thomas Perrin et 1 autre vous disent merci dans Ligne 4 Bobines décalées");
    assert_eq!(reasons(&world, "hugo").await, ["reaction"]);
    world.browser("claire").await.post(&reactions, &[("word", "bravo")]).await.expect_status(200);
    news(&world, "hugo").await.expect("et 2 autres réagissent à ce que vous avez écrit dans Ligne 4");
    for (who, word) in [("camille", "thanks"), ("thomas", "thanks"), ("claire", "bravo")] {
        world.browser(who).await.post(&reactions, &[("word", word)]).await.expect_status(200);
    }
    let page = news(&world, "hugo").await;
    assert!(bell(&page) == 0 && page.says("Rien de nouveau"), "all is taken back: {}", page.text());
}

#[actix_web::test]
async fn whose_answer_is_kept_is_told() {
    let world = quiet().await;
    world.execute("update posts set kind = 'question' where title = 'Bobines décalées'").await;
    let keep = "/comments/0f000000-0000-7000-8000-000000000001/answer";
    world.browser("hugo").await.post(keep, &[("on", "true")]).await.expect_status(200);
    news(&world, "claire")
        .await
        .expect("Hugo Lambert Ateliers Brévent a retenu votre réponse dans Ligne 4 Je confirme.");
    world.browser("hugo").await.post(keep, &[("on", "false")]).await.expect_status(200);
    assert!(!news(&world, "claire").await.says("a retenu"));
}

#[actix_web::test]
async fn a_question_that_nobody_answers_is_told_to_who_keeps_order_there_and_goes_by_mail() {
    let world = quiet().await;
    publish(&world, "camille", "ligne-4", "Qui a la clé du dépôt ?", "question").await;
    world.work().await;
    world.execute("delete from notifications").await;
    world.execute("delete from deliveries").await;
    world.pass(chrono::Duration::days(6));
    world.work().await;
    assert_eq!(reasons(&world, "hugo").await, ["question"], "he keeps the space");
    assert!(reasons(&world, "claire").await.is_empty(), "a guest keeps no order");
    let planned = "select count(*) from deliveries d join people p on p.id = d.person_id \
        where reason = 'question' and p.handle = 'hugo.lambert'";
    assert_eq!(world.count(planned).await, 1);
    world.pass(chrono::Duration::days(1));
    world.work().await;
    assert_eq!(world.count(planned).await, 1, "and once");
}
