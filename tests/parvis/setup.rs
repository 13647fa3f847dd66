//! The first run.

use crate::support::World;
use crate::support::world::PASSWORD;

const FIELDS: [(&str, &str); 5] = [
    ("house", "Ateliers Brévent"),
    ("language", "fr"),
    ("name", "Marc Brévent"),
    ("email", "Marc@Brevent.example"),
    ("password", PASSWORD),
];

#[actix_web::test]
async fn with_nobody_yet_every_page_leads_to_the_set_up_and_then_never_again() {
    let world = World::empty().await;
    let mut marc = world.nobody().await;
    for path in ["/", "/sign-in", "/settings/account", "/admin/settings", "/charter", "/password/forgotten", "/sign-up"]
    {
        assert_eq!(marc.get(path).await.path, "/setup", "{path}");
    }
    let mut form = marc.get("/setup").await.form("/setup");
    for (name, value) in FIELDS {
        form = form.fill(name, value);
    }
    let home = marc.submit(form).await;
    assert_eq!(home.path, "/");
    home.expect("Bonjour Marc.");
    home.expect("Vie de la maison");
    marc.get("/setup").await.expect_status(410);
    marc.post("/setup", &FIELDS).await.expect_status(410);
    assert_eq!(world.count("select count(*) from people").await, 1);
    let admin = "select is_admin, handle, email from people";
    let row = &world.query(admin, &[]).await[0];
    assert!(row.get::<_, bool>(0));
    assert_eq!((row.get(1), row.get(2)), ("marc.brevent", "marc@brevent.example"));
    let kinds = "select array_agg(kind order by id) from events";
    let kinds: Vec<String> = world.query(kinds, &[]).await[0].get(0);
    assert_eq!(kinds, ["house_opened", "space_created"]);
}

#[actix_web::test]
async fn everything_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    let world = World::empty().await;
    let mut marc = world.nobody().await;
    let form = marc.get("/setup").await.form("/setup").fill("house", "Ateliers Brévent").fill("email", "marc");
    let again = marc.submit(form.fill("password", "short")).await;
    again.expect_status(422);
    for words in ["Ce champ est à remplir", "n’est pas une adresse mail", "12 caractères au moins"] {
        assert!(again.says(words), "{words}\n{}", again.text());
    }
    assert_eq!(again.form("/setup").value("house"), Some("Ateliers Brévent"));
    assert!(!again.body.contains("short"), "a password is never shown again");
    assert_eq!(world.count("select count(*) from organizations").await, 0);
}

#[actix_web::test]
async fn the_five_steps_stay_as_they_were_filled_and_say_where_something_is_wrong() {
    let world = World::empty().await;
    let mut marc = world.nobody().await;
    let page = marc.get("/setup").await;
    for anchor in ["house", "you", "mail", "join", "space"] {
        assert!(page.body.contains(&format!("href=\"#{anchor}\"")) && page.body.contains(&format!("id=\"{anchor}\"")));
    }
    assert!(!page.body.contains("aria-current=\"step\""), "nothing was done yet, and nothing is wrong");
    let form = page.form("/setup").fill("house", "Ateliers Brévent").fill("language", "en").tick("sign_up", "true");
    let again = marc.submit(form.fill("first_group", "La cour").fill("email", "marc")).await;
    again.expect_status(422);
    assert_eq!(again.body.matches("aria-current=\"step\"").count(), 1, "only who one is has to be said again");
    assert_eq!(again.body.matches("<li data-done>").count(), 4);
    let form = again.form("/setup");
    assert_eq!((form.value("first_group"), form.value("language")), (Some("La cour"), Some("en")));
    assert_eq!(form.value("sign_up"), Some("true"));
    let form = form.fill("name", "Marc Brévent").fill("email", "marc@brevent.example").fill("password", PASSWORD);
    marc.submit(form).await.expect("La cour");
    let house = "select count(*) from house where language = 'en' and sign_up and domains = array['brevent.example']";
    assert_eq!(world.count(house).await, 1);
}

#[actix_web::test]
async fn the_first_group_s_proposed_name_follows_the_language_of_the_house() {
    let world = World::empty().await;
    let mut marc = world.nobody().await;
    let mut form = marc.get("/setup").await.form("/setup");
    assert_eq!(form.value("first_group"), Some("Vie de la maison"));
    for (name, value) in FIELDS {
        form = form.fill(name, if name == "language" { "en" } else { value });
    }
    marc.submit(form).await.expect_status(200);
    assert_eq!(world.count("select count(*) from spaces where name = 'House life'").await, 1);
    assert_eq!(world.count("select count(*) from house where sign_up").await, 0, "unasked, one enters by invitation");
}

#[actix_web::test]
async fn of_two_who_set_up_at_once_one_comes_too_late() {
    let world = World::empty().await;
    let (mut one, mut other) = (world.nobody().await, world.nobody().await);
    let body = || Some(serde_html_form::to_string(FIELDS).expect("fields"));
    let (one, other) = futures_util::join!(
        one.send(actix_web::http::Method::POST, "/setup", body()),
        other.send(actix_web::http::Method::POST, "/setup", body()),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    assert_eq!(world.count("select count(*) from people").await, 1);
    assert_eq!(world.count("select count(*) from house").await, 1);
}

#[actix_web::test]
async fn whoever_runs_the_machine_makes_an_admin_and_helps_one_back_in() {
    let world = World::new().await;
    let said = parvis::admin::create(&world.app, "Nadia Benali", "nadia@brevent.example").await.expect("a link");
    let path = said.split_once("http://localhost:8080").expect("a link").1.to_owned();
    let mut nadia = world.nobody().await;
    let form = nadia.get(&path).await.form(&path).fill("password", PASSWORD);
    nadia.submit(form).await.expect("Bonjour Nadia.");
    nadia.get("/admin/settings").await.expect("Fuseau horaire");
    let known = parvis::admin::create(&world.app, "Nadia", "nadia@brevent.example").await.expect_err("known");
    assert!(known.to_string().contains("has an account already"), "{known}");
    let said = parvis::admin::reset(&world.app, "marc@brevent.example").await.expect("a link");
    let path = said.split_once("http://localhost:8080").expect("a link").1.to_owned();
    world.nobody().await.get(&path).await.expect("marc@brevent.example");
    for nobody in ["camille@brevent.example", "unknown@brevent.example", "not an address"] {
        parvis::admin::reset(&world.app, nobody).await.expect_err("not an admin");
    }
}
