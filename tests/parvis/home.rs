//! The home page.

use crate::support::World;

#[actix_web::test]
async fn home_shows_one_s_spaces_and_no_others() {
    let world = World::new().await;
    for (who, seen, unseen) in [
        ("camille", &["Bobines décalées", "Entre nous", "Fermeture"][..], &["Trois formats", "Rachat"][..]),
        ("hugo", &["Bobines décalées", "Trois formats"], &["Fermeture", "Rachat"]),
        ("marc", &["Fermeture", "Rachat"], &["Bobines décalées", "Entre nous"]),
        ("claire", &["Bobines décalées"], &["Avant l’horizon", "Entre nous", "Trois formats", "Fermeture", "Rachat"]),
        ("lea", &["Trois formats"], &["Bobines décalées", "Fermeture"]),
    ] {
        let mut browser = world.browser(who).await;
        for path in ["/", "/?view=list", "/?order=newest"] {
            let home = browser.get(path).await;
            seen.iter().for_each(|title| home.expect(title));
            assert!(unseen.iter().all(|title| !home.says(title)), "{who} {path}\n{}", home.text());
        }
    }
    world.browser("paul").await.get("/").await.expect("Vous n’êtes encore dans aucun espace");
    assert_eq!(world.browser("odile").await.get("/").await.path, "/sign-in", "her access is over");
}

#[actix_web::test]
async fn filters_keep_what_they_say() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let outside = camille.get("/?only=outside").await;
    outside.expect("Bobines décalées");
    assert!(!outside.says("Fermeture") && !outside.says("Entre nous"));
    let one = camille.get("/?space=vie-de-la-maison").await;
    one.expect("Fermeture");
    assert!(!one.says("Bobines décalées"));
    camille.get("/?space=comite").await.expect("Rien sous ce filtre");
    camille.get("/?only=unread").await.expect("Rien sous ce filtre");
    world.execute("update posts set active_at = '2026-11-22Z' where title = 'Bobines décalées'").await;
    let unread = camille.get("/?only=unread").await;
    unread.expect("Bobines décalées");
    assert!(!unread.says("Fermeture"));
    camille.get("/?only=mine").await.expect("Rien sous ce filtre");
    let mine = world.browser("claire").await.get("/?only=mine").await;
    mine.expect("Bobines décalées");
}

#[actix_web::test]
async fn a_guest_is_welcomed_by_name_of_their_host() {
    let world = World::new().await;
    let home = world.browser("claire").await.get("/").await;
    home.expect("Vous êtes l’invité de Hugo Lambert");
    home.expect("31 mars 2027");
    home.expect("Ligne 4");
    for secret in
        ["Emballage", "Vie de la maison", "Comité", "coulisse", "Paul", "Marc", "Léa", "Odile", "Sur le parvis"]
    {
        assert!(!home.says(secret), "{secret}\n{}", home.text());
    }
    assert!(!home.links().iter().any(|link| link == "/people" || link == "/spaces"));
}

#[actix_web::test]
async fn an_open_post_names_its_hearers_and_an_expired_guest_is_not_among_them() {
    let world = World::new().await;
    let home = world.browser("camille").await.get("/").await;
    home.expect("3 collègues, 1 invité");
}
