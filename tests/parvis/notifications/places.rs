//! What is told of spaces and accesses.

use super::*;

#[actix_web::test]
async fn an_owner_is_told_who_asks_to_come_in_and_whoever_asked_what_became_of_it() {
    let world = quiet().await;
    let mut paul = world.browser("paul").await;
    let ask = "/spaces/ligne-4/requests";
    paul.post(ask, &[("message", "Je suis les factures.")]).await.expect_status(200);
    let page = news(&world, "hugo").await;
    page.expect("Paul Girard demande à entrer dans Ligne 4");
    let link = page.links().into_iter().find(|link| link.starts_with("/notifications/")).expect("a link");
    for who in ["thomas", "camille", "marc"] {
        assert!(reasons(&world, who).await.is_empty(), "{who} answers for nothing there");
        world.browser(who).await.get(&link).await.expect_status(404);
    }
    let mut hugo = world.browser("hugo").await;
    let there = hugo.get(&link).await;
    assert_eq!((there.path.as_str(), bell(&there)), ("/spaces/ligne-4/members", 0));
    let request = "/spaces/ligne-4/requests/0b000000-0000-7000-8000-000000000004";
    hugo.post(&format!("{request}/refusal"), &[("message", "")]).await.expect_status(200);
    assert!(!news(&world, "hugo").await.says("Paul Girard"), "it is answered");
    news(&world, "paul").await.expect("Hugo Lambert n’a pas donné suite à votre demande d’entrer dans Ligne 4");
    world.pass(Duration::minutes(1));
    paul.post(ask, &[("message", "S’il vous plaît.")]).await.expect_status(200);
    assert_eq!(bell(&news(&world, "hugo").await), 1, "another wish is another item");
    hugo.post(&format!("{request}/acceptance"), &[]).await.expect_status(200);
    let page = news(&world, "paul").await;
    page.expect("Hugo Lambert vous a fait entrer dans Ligne 4");
    assert!(!page.says("n’a pas donné suite"), "what is newer takes its place");
    hugo.post("/spaces/ligne-4/members/0b000000-0000-7000-8000-000000000004/role", &[("role", "moderator")])
        .await
        .expect_status(200);
    news(&world, "paul").await.expect("Hugo Lambert a changé votre rôle dans Ligne 4");
    assert_eq!(bell(&news(&world, "paul").await), 1);
}

#[actix_web::test]
async fn guest_and_sponsor_are_told_that_an_access_ends_and_the_sponsor_that_it_has() {
    let world = quiet().await;
    world.execute("update accesses set ends_at = '2026-12-20 22:00Z' where email like 'claire@%'; \
        update memberships set expires_at = '2026-12-20 22:00Z' where person_id = '0b000000-0000-7000-8000-000000000006'").await;
    world.pass(Duration::days(14));
    assert_eq!(
        (reasons(&world, "claire").await, reasons(&world, "hugo").await),
        (vec!["ending".to_owned()], vec!["ending".to_owned()])
    );
    news(&world, "claire").await.expect("Votre accès se termine le 20 décembre 2026.");
    news(&world, "hugo")
        .await
        .expect("Claire Morel Acier Duval · accès invité n’aura plus accès après le 20 décembre 2026.");
    let mut hugo = world.browser("hugo").await;
    let link = hugo
        .get("/notifications")
        .await
        .links()
        .into_iter()
        .find(|link| link.starts_with("/notifications/"))
        .expect("a link");
    assert_eq!(hugo.get(&link).await.path, "/accesses/0d000000-0000-7000-8000-000000000001");
    world.pass(Duration::days(9));
    assert_eq!(bell(&news(&world, "hugo").await), 1, "five days before, once more, and still one line");
    world.pass(Duration::days(5));
    news(&world, "hugo").await.expect("Claire Morel Acier Duval · accès invité n’a plus accès.");
    assert_eq!(reasons(&world, "hugo").await, ["ended"]);
}
