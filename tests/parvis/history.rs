//! What was written before it was changed.

use crate::support::World;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";
const OLD: &str = "/posts/0e000000-0000-7000-8000-000000000002";

#[actix_web::test]
async fn a_change_is_kept_and_its_readers_see_it() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(&format!("{THREAD}/edit")).await;
    let form =
        page.form(&format!("{THREAD}/edit")).fill("title", "Bobines avancées").fill("body", "Elles partent jeudi.");
    hugo.submit(form).await.expect("Elles partent jeudi.");
    for who in ["camille", "claire"] {
        let mut reader = world.browser(who).await;
        reader.get(THREAD).await.expect("modifié");
        let history = reader.get(&format!("{THREAD}/history")).await;
        history.expect("Les bobines partent vendredi.");
        history.expect("Bobines décalées");
        history.expect("Elles partent jeudi.");
    }
    for who in ["paul", "lea", "odile", "marc"] {
        world.browser(who).await.get(&format!("{THREAD}/history")).await.expect_status(404);
    }
    assert_eq!(world.count("select count(*) from events where kind = 'post_edited'").await, 1);
}

#[actix_web::test]
async fn only_the_author_changes_words_not_even_the_owner() {
    let world = World::new().await;
    for (who, status) in [("camille", 403), ("thomas", 403), ("claire", 403), ("lea", 404), ("paul", 404)] {
        let mut browser = world.browser(who).await;
        browser.get(&format!("{THREAD}/edit")).await.expect_status(status);
        let fields = [("audience_version", "3"), ("body", "Retouché.")];
        browser.post(&format!("{THREAD}/edit"), &fields).await.expect_status(status);
        browser.post(&format!("{THREAD}/edit"), &[]).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from posts where body = 'Retouché.'").await, 0);
}

#[actix_web::test]
async fn a_horizon_holds_on_history_and_on_what_was_edited_since() {
    let world = World::new().await;
    let mut thomas = world.browser("thomas").await;
    let page = thomas.get(&format!("{OLD}/edit")).await;
    thomas.submit(page.form(&format!("{OLD}/edit")).fill("body", "Prix revu en novembre.")).await.expect("Prix revu");
    world.browser("camille").await.get(&format!("{OLD}/history")).await.expect("Prix négocié en octobre.");
    let mut claire = world.browser("claire").await;
    for path in [OLD.to_owned(), format!("{OLD}/history"), format!("{OLD}/edit")] {
        claire.get(&path).await.expect_status(404);
    }
    for path in ["/", "/spaces/ligne-4"] {
        assert!(!claire.get(path).await.says("Prix revu"), "{path}");
    }
}

#[actix_web::test]
async fn a_comment_has_a_history_too() {
    let world = World::new().await;
    let comment = "/comments/0f000000-0000-7000-8000-000000000001";
    let mut claire = world.browser("claire").await;
    let page = claire.get(&format!("{comment}/edit")).await;
    claire
        .submit(page.form(&format!("{comment}/edit")).fill("body", "Je confirme jeudi."))
        .await
        .expect("Je confirme jeudi.");
    let history = world.browser("camille").await.get(&format!("{comment}/history")).await;
    history.expect("Je confirme.");
    history.expect("Je confirme jeudi.");
    world.browser("lea").await.get(&format!("{comment}/history")).await.expect_status(404);
    world.browser("paul").await.get(comment).await.expect_status(404);
}

#[actix_web::test]
async fn an_edit_too_asks_when_the_audience_grew() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get(&format!("{THREAD}/edit")).await.form(&format!("{THREAD}/edit")).fill("body", "La marge.");
    world.execute("update spaces set audience_version = audience_version + 1 where slug = 'ligne-4'").await;
    let asked = hugo.submit(form).await;
    asked.expect_status(409);
    assert_eq!(asked.form(&format!("{THREAD}/edit")).value("body"), Some("La marge."));
    hugo.submit(asked.form(&format!("{THREAD}/edit"))).await.expect("La marge.");
}
