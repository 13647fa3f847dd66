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
