//! What people say of themselves.

use crate::support::World;

#[actix_web::test]
async fn somebody_edits_their_profile_and_is_found_by_it() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let form = paul.get("/settings/profile").await.form("/settings/profile");
    assert_eq!(form.value("title"), Some("Comptable"));
    let form = form
        .fill("title", "Contrôleur de gestion")
        .fill("phone", "41 30")
        .fill("skills", "Budget, Clôture ; budget")
        .fill("manager", "Marc Brevent")
        .fill("about", "Les **chiffres**, <script>alert(1)</script> rien d’autre.");
    let page = paul.submit(form).await;
    page.expect("Votre fiche est à jour.");
    page.expect("Marc Brévent responsable");
    assert!(page.body.contains("<strong>chiffres</strong>") && !page.body.contains("<script>alert"));
    let mut camille = world.browser("camille").await;
    camille.get("/people?q=controleur+cloture").await.expect("Paul Girard");
    let form = paul.get("/settings/profile").await.form("/settings/profile");
    assert_eq!((form.value("skills"), form.value("manager")), (Some("Budget, Clôture"), Some("marc.brevent")));
}

#[actix_web::test]
async fn every_problem_is_told_at_once_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let form = paul.get("/settings/profile").await.form("/settings/profile");
    let form = form.fill("name", " ").fill("phone", "poste").fill("title", &"x".repeat(81)).fill("about", "gardé");
    let page = paul.submit(form).await;
    page.expect_status(422);
    for words in ["Ce champ est à remplir.", "au moins un chiffre", "80 caractères au plus", "Il reste 3 choses"] {
        assert!(page.says(words), "{words}");
    }
    assert_eq!(page.form("/settings/profile").value("about"), Some("gardé"));
    for (manager, words) in
        [("Personne", "Aucun collègue"), ("paul.girard", "son propre responsable"), ("Claire Morel", "Aucun collègue")]
    {
        let form = paul.get("/settings/profile").await.form("/settings/profile").fill("manager", manager);
        let page = paul.submit(form).await;
        page.expect_status(422);
        assert!(page.says(words), "{manager}");
    }
}

#[actix_web::test]
async fn a_guest_changes_title_phone_and_about_and_never_who_they_are() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let form = claire.get("/settings/profile").await.form("/settings/profile");
    assert_eq!(form.value("name"), None);
    let page = claire.submit(form.fill("title", "Directrice des comptes")).await;
    page.expect("Directrice des comptes");
    let forged = [
        ("name", "Marc Brévent"),
        ("title", "Directeur général"),
        ("unit", "Direction"),
        ("location", "Faverges"),
        ("skills", "Tout"),
        ("manager", "marc.brevent"),
        ("email", "x@brevent.example"),
        ("organization", "Ateliers Brévent"),
    ];
    claire.post("/settings/profile", &forged).await.expect("Claire Morel");
    let row = &world
        .query("select name, email, unit, location, skills, manager_id::text, words from people where handle = 'claire.morel'", &[])
        .await[0];
    assert_eq!(row.get::<_, String>(0), "Claire Morel");
    assert_eq!(row.get::<_, String>(1), "claire@acier-duval.example");
    assert!(row.get::<_, Option<String>>(2).is_none() && row.get::<_, Option<String>>(3).is_none());
    assert!(row.get::<_, Vec<String>>(4).is_empty() && row.get::<_, Option<String>>(5).is_none());
    assert_eq!(row.get::<_, String>(6), "claire morel directeur general acier duval");
}

/// Each word that is written here stands in another place; all of them are there to leak.
async fn written_by_hugo_everywhere(world: &World) {
    for (n, (space, title, day)) in [
        ("000000000001", "Lisible ici", "2026-11-12"),
        ("000000000001", "Avant son horizon", "2026-10-12"),
        ("000000000002", "Dans la coulisse", "2026-11-13"),
        ("000000000003", "Chez Pélican", "2026-11-14"),
        ("000000000004", "À toute la maison", "2026-11-15"),
    ]
    .into_iter()
    .enumerate()
    {
        world.execute(&format!(
            "insert into posts (id, space_id, author_id, title, body, html, published_at, comment_count, active_at, last_author_id) values
             ('0e000000-0000-7000-8000-0000000000a{n}', '0c000000-0000-7000-8000-{space}', '0b000000-0000-7000-8000-000000000002', '{title}', 'Corps', '<p>Corps</p>', '{day}Z', 0, '{day}Z', '0b000000-0000-7000-8000-000000000002')"
        )).await;
    }
    for (n, post, words) in [(1, 1, "Réponse ouverte"), (2, 2, "Réponse cachée"), (3, 3, "Réponse entre nous")] {
        world.execute(&format!(
            "insert into comments (id, post_id, author_id, body, html, published_at) values ('0f000000-0000-7000-8000-0000000000a{n}', '0e000000-0000-7000-8000-00000000000{post}', '0b000000-0000-7000-8000-000000000002', '{words}', '<p>{words}</p>', '2026-11-21Z')"
        )).await;
    }
}

#[actix_web::test]
async fn a_profile_shows_of_somebody_s_words_what_its_reader_sees_and_no_more() {
    let world = World::new().await;
    written_by_hugo_everywhere(&world).await;
    let all = ["Lisible ici", "Avant son horizon", "Dans la coulisse", "Chez Pélican", "À toute la maison"];
    let answers = ["Réponse ouverte", "Réponse cachée", "Réponse entre nous"];
    let (here, horizon, room, elsewhere, house) = (all[0], all[1], all[2], all[3], all[4]);
    // There is all of it to leak: its author reads it.
    let own = world.browser("hugo").await.get("/people/hugo.lambert").await;
    for words in [here, room, elsewhere, house].iter().chain(&answers) {
        assert!(own.says(words), "{words}");
    }
    let seen: [(&str, &[&str]); 5] = [
        ("camille", &[here, horizon, room, house, answers[0], answers[1], answers[2]]),
        ("claire", &[here, answers[0]]),
        ("lea", &[elsewhere]),
        ("paul", &[house]),
        ("marc", &[house]),
    ];
    for (who, sees) in seen {
        let profile = world.browser(who).await.get("/people/hugo.lambert").await;
        profile.expect_status(200);
        for words in all.iter().chain(&answers) {
            assert_eq!(profile.says(words), sees.contains(words), "{who}: {words}");
        }
    }
    assert!(world.browser("odile").await.get("/people/hugo.lambert").await.path.starts_with("/sign-in"));
    // What was removed is gone from here too, and a comment leads to its place.
    world
        .execute(
            "update comments set deleted_at = '2026-11-22Z', deleted_by = author_id where body = 'Réponse ouverte'",
        )
        .await;
    let mut claire = world.browser("claire").await;
    let profile = claire.get("/people/hugo.lambert").await;
    assert!(profile.says(here) && !profile.says(answers[0]));
    let hers = claire.get("/people/claire.morel").await;
    let link = hers.links().into_iter().find(|link| link.starts_with("/comments/")).expect("her own answer");
    claire.get(&link).await.expect("Je confirme.");
}
