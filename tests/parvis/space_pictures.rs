//! What a space is recognized by: a colour, a picture, and who gets to see it.

use crate::photos::{png, send_to};
use crate::support::World;
use crate::support::browser::Page;

const PATH: &str = "/spaces/ligne-4/picture";

fn picture_of(page: &Page, slug: &str) -> Option<String> {
    let start = page.body.find(&format!("/spaces/{slug}/picture/"))?;
    page.body[start..].split('"').next().map(str::to_owned)
}

#[actix_web::test]
async fn a_space_s_picture_is_shown_to_those_who_find_the_space_and_to_nobody_else() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    send_to(&mut hugo, PATH, &png(700)).await.expect_status(303);
    let picture = picture_of(&hugo.get("/spaces/ligne-4").await, "ligne-4").expect("a picture in the head");
    // Members and guests see it; so does a colleague, who finds the closed space in the list and at its door.
    for who in ["hugo", "camille", "claire", "paul", "marc"] {
        let mut browser = world.browser(who).await;
        assert_eq!(picture_of(&browser.get("/spaces").await, "ligne-4"), Some(picture.clone()), "{who}");
        let page = browser.get(&picture).await;
        page.expect_status(200);
        let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("cache-control"), "private, no-cache");
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    }
    assert_eq!(picture_of(&world.browser("paul").await.get("/spaces/ligne-4").await, "ligne-4"), Some(picture.clone()));
    world.browser("lea").await.get(&picture).await.expect_status(404);
    assert!(world.browser("odile").await.get(&picture).await.path.starts_with("/sign-in"));
    assert_eq!(world.nobody().await.get(&picture).await.path.split('?').next(), Some("/sign-in"));
    // A secret space's picture is for its members, and not reached through a space that one does see.
    send_to(&mut hugo, "/spaces/ligne-4-coulisse/picture", &png(60)).await.expect_status(303);
    let room = picture_of(&hugo.get("/spaces/ligne-4-coulisse").await, "ligne-4-coulisse").expect("a picture");
    world.browser("camille").await.get(&room).await.expect_status(200);
    for who in ["claire", "paul", "marc", "lea"] {
        let mut browser = world.browser(who).await;
        browser.get(&room).await.expect_status(404);
        browser.get(&room.replace("ligne-4-coulisse", "ligne-4")).await.expect_status(404);
    }
    // Nor is it a logo or a face.
    let id = picture.rsplit('/').next().expect("an id");
    world.nobody().await.get(&format!("/logo/{id}")).await.expect_status(404);
    hugo.get(&format!("/people/hugo.lambert/photo/{id}")).await.expect_status(404);
}

#[actix_web::test]
async fn only_owners_change_the_picture_and_what_is_none_is_refused_with_a_sentence() {
    let world = World::new().await;
    for (who, status) in
        [("camille", 403), ("thomas", 403), ("claire", 403), ("paul", 404), ("marc", 404), ("lea", 404)]
    {
        let mut browser = world.browser(who).await;
        send_to(&mut browser, PATH, &png(64)).await.expect_status(status);
        browser.post(&format!("{PATH}/removal"), &[]).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from pictures").await, 0);
    let mut hugo = world.browser("hugo").await;
    for (file, words) in [(b"<svg onload=alert(1)>".to_vec(), "pas une image"), (Vec::new(), "Choisissez d’abord")] {
        let page = send_to(&mut hugo, PATH, &file).await;
        page.expect_status(422);
        assert!(page.says(words), "{words}");
    }
    send_to(&mut hugo, PATH, &png(64)).await.expect_status(303);
    let first = picture_of(&hugo.get("/spaces/ligne-4/settings").await, "ligne-4").expect("a picture");
    send_to(&mut hugo, PATH, &png(65)).await.expect_status(303);
    hugo.get(&first).await.expect_status(404);
    assert_eq!(world.count("select count(*) from pictures").await, 1);
    let page = hugo.get("/spaces/ligne-4/settings").await;
    hugo.submit(page.form(&format!("{PATH}/removal"))).await.expect("L’image de l’espace est retirée.");
    assert_eq!(world.count("select count(*) from pictures").await, 0);
}

#[actix_web::test]
async fn a_colour_is_chosen_from_a_short_list_when_founding_and_later() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get("/spaces/new").await.form("/spaces").fill("name", "Vélos").fill("colour", "moss");
    hugo.submit(form).await;
    assert!(hugo.get("/spaces/velos").await.body.contains("data-colour=\"moss\""));
    let form = hugo.get("/spaces/velos/settings").await.form("/spaces/velos/settings");
    assert_eq!(form.value("colour"), Some("moss"), "the choice is shown again");
    hugo.submit(form.fill("colour", "violet")).await.expect("C’est enregistré.");
    assert!(hugo.get("/spaces").await.body.contains("data-colour=\"violet\""));
    let form = hugo.get("/spaces/velos/settings").await.form("/spaces/velos/settings");
    hugo.submit(form.fill("colour", "saffron")).await;
    assert_eq!(world.count("select count(*) from spaces where colour is not null").await, 0, "no such colour");
    // The wing has one colour, the sun's.
    let form = hugo.get("/spaces/velos/settings").await.form("/spaces/velos/settings");
    hugo.submit(form.fill("colour", "sky")).await;
    let home = hugo.get("/").await;
    assert!(home.body.contains("Vélos") && !home.body.contains("data-colour"));
}
