//! Spaces: who knows of which, founding one, what a head says of who reads.

use crate::support::World;

const PAGES: [&str; 4] = ["about", "members", "members/new", "settings"];

#[actix_web::test]
async fn an_employee_finds_open_and_closed_spaces_and_no_secret_one() {
    let world = World::new().await;
    assert_eq!(world.count("select count(*) from spaces where visibility = 'secret' and room_of is null").await, 1);
    let list = world.browser("paul").await.get("/spaces").await;
    for name in ["Ligne 4", "Emballage sans plastique", "Vie de la maison"] {
        list.expect(name);
    }
    assert!(!list.says("Comité"), "T-13: a secret space is listed");
    assert!(!list.says("coulisse"), "a back room is listed for somebody who is not in it");
    assert!(list.try_form("/spaces/vie-de-la-maison/members").is_some(), "an open space is joined from the list");
    let marc = world.browser("marc").await.get("/spaces").await;
    marc.expect("Comité");
}

/// T-14: a guest lists all channels.
#[actix_web::test]
async fn a_guest_finds_their_own_spaces_only_and_counts_what_they_see() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let list = claire.get("/spaces").await;
    list.expect("Ligne 4");
    list.expect("Vous êtes dans 1 espace.");
    list.expect("3 personnes de la maison, 1 invité");
    for name in ["Emballage", "Vie de la maison", "Comité", "coulisse", "Pélican", "Créer un espace"] {
        assert!(!list.says(name), "{name}\n{}", list.text());
    }
    assert!(list.try_form("/spaces/vie-de-la-maison/members").is_none());
    claire.get("/spaces/new").await.expect_status(404);
    claire
        .post("/spaces", &[("name", "Chez nous"), ("kind", "group"), ("visibility", "open")])
        .await
        .expect_status(404);
    assert_eq!(world.count("select count(*) from spaces where name = 'Chez nous'").await, 0);
}

/// T-15, T-16: an address confirms that something is there.
#[actix_web::test]
async fn a_space_that_is_not_seen_answers_as_one_that_is_not_there() {
    let world = World::new().await;
    for (who, unseen) in [
        ("paul", "comite"),
        ("paul", "ligne-4"),
        ("claire", "emballage"),
        ("claire", "vie-de-la-maison"),
        ("lea", "ligne-4"),
    ] {
        let mut browser = world.browser(who).await;
        assert_eq!(world.query("select 1 from spaces where slug = $1", &[&unseen]).await.len(), 1);
        for page in PAGES {
            let real = browser.get(&format!("/spaces/{unseen}/{page}")).await;
            let absent = browser.get(&format!("/spaces/nowhere-at-all/{page}")).await;
            real.expect_status(404);
            absent.expect_status(404);
            let without_number =
                |page: &crate::support::browser::Page| page.text().split(':').next().map(str::to_owned);
            assert_eq!(without_number(&real), without_number(&absent), "{who} {unseen} {page}");
        }
        for act in ["room", "archive", "reopening", "settings", "invitations", "leave"] {
            browser.post(&format!("/spaces/{unseen}/{act}"), &[("handle", "paul.girard")]).await.expect_status(404);
        }
    }
    let mut claire = world.browser("claire").await;
    for act in ["members", "requests", "requests/take-back"] {
        claire.post(&format!("/spaces/emballage/{act}"), &[]).await.expect_status(404);
    }
    let mut paul = world.browser("paul").await;
    for act in ["members", "requests", "requests/take-back"] {
        paul.post(&format!("/spaces/comite/{act}"), &[]).await.expect_status(404);
    }
    world.nobody().await.get("/spaces/ligne-4/members").await.expect("Entrer");
}

#[actix_web::test]
async fn who_founds_a_space_answers_for_it_and_two_of_a_name_have_two_addresses() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    for slug in ["essais-d-hiver", "essais-d-hiver-2"] {
        let form = paul.get("/spaces/new").await.form("/spaces").fill("name", "Essais d’hiver");
        let form =
            form.fill("purpose", "Voir ce que le froid change.").fill("description", "Du **froid**, <b>beaucoup</b>.");
        paul.submit(form).await;
        let about = paul.get(&format!("/spaces/{slug}/about")).await;
        about.expect("Essais d’hiver");
        about.expect("mené par Paul Girard");
        about.expect("Voir ce que le froid change.");
        assert!(about.body.contains("<strong>froid</strong>") && !about.body.contains("<b>beaucoup"));
    }
    paul.get("/spaces/essais-d-hiver/settings").await.expect("Archiver cet espace");
    let events = world.count("select count(*) from events where kind = 'space_created'").await;
    assert_eq!(events, 2);
}

#[actix_web::test]
async fn a_space_called_new_does_not_hide_the_page_that_founds_spaces() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let form = paul.get("/spaces/new").await.form("/spaces").fill("name", "New");
    paul.submit(form).await;
    paul.get("/spaces/new").await.expect("Créer un espace");
    paul.get("/spaces/new-2/about").await.expect("mené par Paul Girard");
}

#[actix_web::test]
async fn a_founding_form_that_lacks_something_comes_back_whole() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let form = paul.get("/spaces/new").await.form("/spaces").fill("name", " ").fill("purpose", "Une raison");
    let again = paul.submit(form).await;
    again.expect_status(422);
    assert_eq!(again.form("/spaces").value("purpose"), Some("Une raison"));
    let long = "x".repeat(201);
    let sent = [("name", "A"), ("kind", "galaxy"), ("visibility", "open"), ("purpose", long.as_str())];
    paul.post("/spaces", &sent).await.expect_status(422);
}

#[actix_web::test]
async fn the_head_says_who_reads_and_a_guest_is_told_in_their_own_words() {
    let world = World::new().await;
    let camille = world.browser("camille").await.get("/spaces/ligne-4/about").await;
    camille.expect("Ouvert à l’extérieur");
    camille.expect("Ici, tout ce que vous écrivez est lu dehors : par Claire chez Acier Duval.");
    assert!(!camille.says("Odile"), "whose access is over reads no more");
    camille.expect("Coulisse");
    let claire = world.browser("claire").await.get("/spaces/ligne-4/about").await;
    claire.expect("Ici, vous êtes lu par 3 personnes chez Ateliers Brévent.");
    assert!(!claire.says("Coulisse") && !claire.says("coulisse"), "{}", claire.text());
    assert!(!claire.says("Réglages des") && !claire.says("Accès invités"), "{}", claire.text());
    let inside = world.browser("paul").await.get("/spaces/vie-de-la-maison/about").await;
    inside.expect("Entre nous");
    inside.expect("2 collègues, aucun invité");
}

#[actix_web::test]
async fn an_invitation_that_nobody_answered_opens_the_space_for_colleagues_and_tells_guests_nothing() {
    let world = World::new().await;
    world
        .execute(
            "insert into accesses (id, email, name, organization_id, language, sponsor_id, purpose, horizon, ends_at, \
                proposed_by, proposed_at, approved_at) values ('0d000000-0000-7000-8000-0000000000aa', \
                'ines@pelican.example', 'Inès Robert', '0a000000-0000-7000-8000-000000000003', 'fr', \
                '0b000000-0000-7000-8000-000000000002', 'Dessiner', 'now', '2027-03-31Z', \
                '0b000000-0000-7000-8000-000000000002', '2026-11-22Z', '2026-11-22Z'); \
             insert into access_spaces values ('0d000000-0000-7000-8000-0000000000aa', \
                '0c000000-0000-7000-8000-000000000001', true);",
        )
        .await;
    let camille = world.browser("camille").await.get("/spaces/ligne-4/members").await;
    camille.expect("1 personne invitée chez Studio Pélican");
    let claire = world.browser("claire").await.get("/spaces/ligne-4/members").await;
    claire.expect("Claire Morel");
    assert!(!claire.says("Pélican") && !claire.says("Inès"), "{}", claire.text());
}

#[actix_web::test]
async fn spaces_are_found_by_name_without_accents() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let found = marc.get("/spaces?q=COMITE").await;
    found.expect("Comité");
    assert!(found.try_form("/spaces/vie-de-la-maison/members").is_none() && !found.says("Emballage"));
    marc.get("/spaces?q=%25").await.expect("Aucun espace ne porte ce nom");
    marc.get("/spaces?q=%5C").await.expect("Aucun espace ne porte ce nom");
    let mine = marc.get("/spaces?which=mine").await;
    mine.expect("Vie de la maison");
    assert!(!mine.says("Emballage"));
}

#[actix_web::test]
async fn the_pages_speak_english_too() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await.speaking("en");
    hugo.get("/spaces").await.expect("1 among ourselves, 2 open to partners.");
    hugo.get("/spaces/ligne-4/members").await.expect("3 colleagues");
    for page in
        ["/spaces", "/spaces/new", "/spaces/ligne-4/about", "/spaces/ligne-4/settings", "/spaces/ligne-4/members/new"]
    {
        let page = hugo.get(page).await;
        page.expect_status(200);
        assert!(!page.text().contains('['), "{}", page.text());
    }
}
