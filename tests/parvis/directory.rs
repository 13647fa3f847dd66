//! The directory: who is found, by what, and by whom.

use crate::support::World;

#[actix_web::test]
async fn a_colleague_is_found_without_accents_without_exact_spelling_and_by_skill() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let all = camille.get("/people").await;
    all.expect("5 collègues et 2 invités de 2 entreprises.");
    all.expect("Parrainage : Hugo Lambert");
    for words in ["methodes", "MÉTHODES perrin", "thom perr"] {
        let page = camille.submit(all.form("/people").fill("q", words)).await;
        page.expect("Thomas Perrin");
        assert!(!page.says("Paul Girard"), "{words}");
    }
    let page = camille.get("/people?q=vaseur+camile").await;
    page.expect("Voici ce qui leur ressemble");
    page.expect("Camille Vasseur");
    assert!(!page.says("Paul Girard"));
    camille.get("/people?skill=Pliage").await.expect("Camille Vasseur");
    let nobody = camille.get("/people?q=xyzzyx").await;
    nobody.expect("Essayez moins de mots");
    assert!(!nobody.says("Camille Vasseur,"));
    camille.get("/people?q=%25").await.expect("Essayez moins de mots");
}

#[actix_web::test]
async fn filters_narrow_down_and_say_how_many_would_remain() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let all = paul.get("/people").await;
    let at_ugine = paul.submit(all.form("/people").tick("location", "Ugine")).await;
    at_ugine.expect("Thomas Perrin");
    assert!(!at_ugine.says("Hugo Lambert"));
    at_ugine.expect("Faverges 3");
    let two = paul.get("/people?location=Ugine&location=Annecy").await;
    two.expect("Paul Girard");
    two.expect("Thomas Perrin");
    let guests = paul.get("/people?kind=guest").await;
    guests.expect("Claire Morel Acier Duval · accès invité");
    assert!(!guests.says("Thomas Perrin"));
    let duval = "/people?organization=0a000000-0000-7000-8000-000000000002";
    let page = paul.get(duval).await;
    page.expect("Claire Morel");
    assert!(!page.says("Léa Fontaine") && !page.says("Hugo Lambert Acheteur"));
    assert!(!all.says("Odile Lemoine"), "her access is over");
    // What cannot be understood is no reason to fail.
    paul.get("/people?organization=x&kind=y&after=z&unknown=1").await.expect("Thomas Perrin");
}

#[actix_web::test]
async fn many_people_come_page_by_page_each_once() {
    let world = World::new().await;
    world
        .execute(
            "insert into people (id, kind, organization_id, handle, name, email, skills, is_admin, created_at, words) \
             select gen_random_uuid(), 'employee', '0a000000-0000-7000-8000-000000000001', 'n' || n, \
             'Nom ' || (n % 50), 'n' || n || '@brevent.example', '{Soudure}', false, '2026-06-01Z', \
             'nom ' || (n % 50) || ' soudure' from generate_series(1, 100) n",
        )
        .await;
    let mut paul = world.browser("paul").await;
    let (mut path, mut seen) = ("/people?q=soudure".to_owned(), Vec::new());
    for _ in 0..5 {
        let page = paul.get(&path).await;
        seen.extend(page.links().into_iter().filter(|link| link.starts_with("/people/n") && !link.contains("photo")));
        let next = page.links().into_iter().find(|link| link.contains("after="));
        let Some(next) = next else { break };
        path = next;
    }
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!((seen.len(), once.len()), (100, 100));
}

#[actix_web::test]
async fn t_01_a_guest_finds_only_the_people_of_their_spaces_whatever_they_ask_for() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    paul.get("/people").await.expect("Paul Girard");
    let mut claire = world.browser("claire").await;
    let page = claire.get("/people").await;
    page.expect("Vos interlocuteurs");
    for with in ["Camille Vasseur Ateliers Brévent", "Hugo Lambert", "Thomas Perrin"] {
        page.expect(with);
    }
    for query in
        ["", "?q=paul", "?q=p", "?kind=guest", "?unit=Direction", "?organization=0a000000-0000-7000-8000-000000000003"]
    {
        let page = claire.get(&format!("/people{query}")).await;
        for hidden in ["Paul Girard", "Marc Brévent", "Léa Fontaine", "Odile Lemoine", "Tôlerie", "Faverges", "5 coll"]
        {
            assert!(!page.says(hidden), "{query}: {hidden}");
        }
    }
    // Whom she may not know of is no place to go on from, and says nothing.
    let paul_s = "/people?after=0b000000-0000-7000-8000-000000000004";
    let nobody_s = "/people?after=0b000000-0000-7000-8000-00000000ffff";
    assert_eq!(claire.get(paul_s).await.status, claire.get(nobody_s).await.status);
}

#[actix_web::test]
async fn t_02_the_directory_profiles_and_photos_agree_on_whom_a_guest_knows() {
    let world = World::new().await;
    let everybody = world.query("select handle, name from people where left_at is null", &[]).await;
    assert!(everybody.len() >= 8);
    for who in ["claire", "lea"] {
        let mut guest = world.browser(who).await;
        let listed = guest.get("/people").await;
        for row in &everybody {
            let (handle, name): (String, String) = (row.get(0), row.get(1));
            let profile = guest.get(&format!("/people/{handle}")).await;
            let is_oneself = handle.starts_with(who);
            let is_listed = listed.links().contains(&format!("/people/{handle}")) && listed.says(&name);
            assert_eq!(profile.status == 200, is_listed || is_oneself, "{who} and {handle}");
        }
    }
}

#[actix_web::test]
async fn t_08_what_is_for_employees_does_not_exist_for_a_guest() {
    let world = World::new().await;
    let mut marc = world.browser("marc").await;
    let mut claire = world.browser("claire").await;
    let mut camille = world.browser("camille").await;
    for path in [
        "/admin",
        "/admin/people",
        "/admin/people/camille.vasseur",
        "/admin/organizations",
        "/admin/organizations/0a000000-0000-7000-8000-000000000002",
        "/admin/mail",
    ] {
        marc.get(path).await.expect_status(200);
        claire.get(path).await.expect_status(404);
        camille.get(path).await.expect_status(403);
    }
    for path in [
        "/admin/people/camille.vasseur/suspension",
        "/admin/people/camille.vasseur/departure",
        "/admin/people/claire.morel/nomination",
        "/admin/organizations",
    ] {
        claire.post(path, &[]).await.expect_status(404);
        camille.post(path, &[]).await.expect_status(403);
    }
}

#[actix_web::test]
async fn t_10_the_mark_of_a_guest_comes_from_one_column() {
    let world = World::new().await;
    let mut paul = world.browser("paul").await;
    let guests = paul.get("/people?kind=guest").await;
    let colleagues = paul.get("/people?kind=employee").await;
    for (page, is_guest) in [(&guests, true), (&colleagues, false)] {
        assert_eq!(page.body.contains("data-guest"), is_guest);
        assert_eq!(page.says("accès invité"), is_guest);
    }
    // The database holds the belt: nobody is of the house and of a partner.
    world.refused("update people set kind = 'employee' where handle = 'claire.morel'").await;
    world.refused("update people set kind = 'guest' where handle = 'paul.girard'").await;
}

#[actix_web::test]
async fn t_11_no_parameter_brings_a_guest_a_colleague_s_private_fields() {
    let world = World::new().await;
    world.execute("update people set phone = '41 12', about = 'x', about_html = '<p>Au bureau 12</p>' where handle = 'hugo.lambert'").await;
    let private = ["41 12", "Achats", "Faverges", "hugo@brevent.example", "Aciers", "Au bureau 12"];
    let page = world.browser("paul").await.get("/people/hugo.lambert").await;
    private.iter().for_each(|words| page.expect(words));
    let mut claire = world.browser("claire").await;
    for query in ["", "?fields=phone,email", "?q=hugo", "?details=true", "?view=employee"] {
        let page = claire.get(&format!("/people/hugo.lambert{query}")).await;
        page.expect("Hugo Lambert");
        page.expect("Acheteur matières");
        page.expect("Ligne 4");
        for words in private {
            assert!(!page.body.contains(words), "{query}: {words}");
        }
        assert!(!page.says("coulisse"), "the back room of the space they share");
    }
}

#[actix_web::test]
async fn what_was_sought_is_marked_whatever_its_accents_and_case_and_nothing_typed_becomes_markup() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let found = camille.get("/people?q=BREV+general").await;
    assert!(found.body.contains("Marc <mark>Brév</mark>ent"), "the name");
    assert!(found.body.contains("Directeur <mark>général</mark>"), "the title");
    assert!(camille.get("/people?q=pliage").await.body.contains("<mark>Pliage</mark>"), "a skill");
    assert!(!camille.get("/people").await.body.contains("<mark>"), "nothing was sought");
    world
        .execute(
            "update people set title = 'Le <b>gras</b>', words = words || ' <b>gras</b>' where handle = 'paul.girard'",
        )
        .await;
    let found = camille.get("/people?q=%3Cb%3Egras").await;
    assert!(
        found.says("Le <b>gras</b>")
            && !found.body.contains("<b>gras")
            && found.body.contains("<mark>&lt;b&gt;gras</mark>")
    );
}
