//! What is told of reports and of what is decided.

use super::*;

const CLAIRE_S: &str = "/comments/0f000000-0000-7000-8000-000000000001";
const WHY: &str = "Ces prix ne se disent pas ici.";

async fn report(world: &World, who: &str, path: &str, desk: &str) {
    let sent = [("reason", "confidential"), ("word", "Un prix négocié."), ("desk", desk)];
    world.browser(who).await.post(&format!("{path}/reports"), &sent).await.expect_status(200);
}

async fn judge(world: &World, who: &str, queue: &str, act: &str) {
    let mut browser = world.browser(who).await;
    let page = browser.get(queue).await;
    let path = page.body.split('"').find(|part| part.ends_with("/ruling")).expect("a case").to_owned();
    browser.post(&path, &[("act", act), ("reason", WHY)]).await.expect_status(200);
}

#[actix_web::test]
async fn those_who_judge_are_told_once_that_a_report_waits_and_nobody_else_is() {
    let world = quiet().await;
    report(&world, "camille", CLAIRE_S, "space").await;
    for who in NINE.into_iter().filter(|who| *who != "odile") {
        let judges = ["hugo", "thomas"].contains(&who);
        assert_eq!(reasons(&world, who).await.len(), usize::from(judges), "{who}");
        assert_eq!(news(&world, who).await.says("Un signalement"), judges, "{who}");
    }
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get("/notifications").await;
    page.expect("Un signalement attend votre avis dans Ligne 4");
    assert!(!page.says("Camille Vasseur") && !page.says("Je confirme."));
    let link = page.links().into_iter().find(|link| link.starts_with("/notifications/")).expect("a link");
    assert_eq!(thomas.get(&link).await.path, "/spaces/ligne-4/reports");
    assert_eq!(bell(&thomas.get("/").await), 0);
    // Hugo reports it too: Thomas is told again in the same line, Hugo is told no second time.
    report(&world, "hugo", CLAIRE_S, "space").await;
    assert_eq!((bell(&news(&world, "thomas").await), reasons(&world, "hugo").await.len()), (1, 1));
    judge(&world, "thomas", "/spaces/ligne-4/reports", "uphold").await;
    for who in ["hugo", "thomas", "claire"] {
        let page = news(&world, who).await;
        assert!(bell(&page) == 0 && !page.says("Un signalement"), "{who}");
    }
}

#[actix_web::test]
async fn the_house_is_told_that_a_report_waits_and_nothing_of_where() {
    let world = quiet().await;
    report(&world, "camille", CLAIRE_S, "house").await;
    // Of Hugo's own words, of which he is the only owner, nobody of the space is told.
    report(&world, "claire", POST, "space").await;
    for who in ["hugo", "thomas", "claire", "camille"] {
        assert!(reasons(&world, who).await.is_empty(), "{who}");
    }
    let mut marc = world.browser("marc").await;
    let page = marc.get("/notifications").await;
    page.expect("Un signalement attend l’avis de la maison.");
    assert_eq!(bell(&page), 2);
    for words in ["Ligne 4", "Claire Morel", "Hugo Lambert", "Je confirme."] {
        assert!(!page.says(words), "{words}");
    }
    let link = page.links().into_iter().find(|link| link.starts_with("/notifications/")).expect("a link");
    assert_eq!(marc.get(&link).await.path, "/admin/reports");
    world.execute("update people set is_admin = false where handle = 'marc.brevent'").await;
    assert!(!world.browser("marc").await.get("/notifications").await.says("Un signalement"));
}

#[actix_web::test]
async fn whoever_wrote_it_is_told_that_it_is_hidden_back_or_removed_and_not_by_whom() {
    let world = quiet().await;
    let mut claire = world.browser("claire").await;
    claire.post(&format!("{POST}/follow"), &[("attention", "muted")]).await;
    report(&world, "camille", CLAIRE_S, "space").await;
    let hidden = "Ce que vous avez écrit est masqué, en attendant une décision, dans Ligne 4";
    let removed = "Ce que vous avez écrit a été retiré, et vous pouvez lire pourquoi, dans Ligne 4";
    let back = "Ce que vous avez écrit est de nouveau visible dans Ligne 4";
    let queue = "/spaces/ligne-4/reports";
    for (act, told, untold) in [("hide", hidden, back), ("uphold", back, hidden)] {
        judge(&world, "thomas", queue, act).await;
        let page = news(&world, "claire").await;
        page.expect(told);
        assert_eq!((bell(&page), page.says("Je confirme.")), (1, act == "uphold"));
        assert!(!page.says(untold) && !page.says("Thomas Perrin") && !page.says("Camille Vasseur"));
    }
    report(&world, "hugo", CLAIRE_S, "space").await;
    judge(&world, "thomas", queue, "remove").await;
    let page = news(&world, "claire").await;
    page.expect(removed);
    assert!(!page.says(back) && !page.says("Je confirme.") && !page.says(WHY));
    assert!(page.links().contains(&CLAIRE_S.to_owned()));
    claire.get(CLAIRE_S).await.expect(WHY);
    assert!(reasons(&world, "camille").await.is_empty(), "who reported is told nothing");
    // Who may not read there any more is told nothing of it.
    world.execute("delete from memberships where person_id = '0b000000-0000-7000-8000-000000000006'").await;
    assert!(!world.browser("claire").await.get("/notifications").await.says(removed));
}
