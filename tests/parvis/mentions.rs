//! Calling somebody by name.

use crate::support::World;

const THREAD: &str = "/posts/0e000000-0000-7000-8000-000000000001";

async fn write(world: &World, who: &str, words: &str) -> crate::support::Page {
    let mut browser = world.browser(who).await;
    let form = browser.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", words);
    browser.submit(form).await
}

#[actix_web::test]
async fn who_reads_is_called_and_a_guest_with_their_company() {
    let world = World::new().await;
    let thread = write(&world, "hugo", "Vu avec @camille.vasseur et @Claire.Morel.").await;
    thread.expect("@Camille Vasseur");
    thread.expect("@Claire Morel, Acier Duval");
    assert!(thread.links().contains(&"/people/camille.vasseur".to_owned()));
    assert_eq!(world.count("select count(*) from mentions").await, 2);
    world.browser("camille").await.get("/?only=mine").await.expect("Vu avec");
    world.browser("claire").await.get("/?only=mine").await.expect("Vu avec");
}

#[actix_web::test]
async fn nobody_else_is_called_and_the_writer_learns_nothing_of_them() {
    let world = World::new().await;
    // There is somebody to leak: Paul and Léa exist, nobody is called Zoé Inconnue.
    assert_eq!(world.count("select count(*) from people where handle in ('paul.girard', 'lea.fontaine')").await, 2);
    for who in ["hugo", "claire"] {
        let mut answers = Vec::new();
        for handle in ["paul.girard", "lea.fontaine", "odile.lemoine", "zoe.inconnue"] {
            let thread = write(&world, who, &format!("Et @{handle} ?")).await;
            thread.expect("n’a pas été joint");
            thread.expect(&format!("@{handle}"));
            assert!(!thread.body.contains("class=\"mention\""), "{handle}");
            answers.push(thread.status);
        }
        assert!(answers.iter().all(|status| *status == 200));
    }
    assert_eq!(world.count("select count(*) from mentions").await, 0);
}

#[actix_web::test]
async fn a_guest_is_not_called_where_their_horizon_hides_the_post() {
    let world = World::new().await;
    let old = "/posts/0e000000-0000-7000-8000-000000000002/comments";
    let mut camille = world.browser("camille").await;
    let page = camille.get("/posts/0e000000-0000-7000-8000-000000000002").await;
    assert!(!page.says("Claire Morel"), "she does not read this thread, and is not among its readers");
    camille.submit(page.form(old).fill("body", "@claire.morel le sait-elle ?")).await.expect("n’a pas été joint");
    assert_eq!(world.count("select count(*) from mentions").await, 0);
    camille.get(THREAD).await.expect("Claire Morel");
}

#[actix_web::test]
async fn completion_offers_a_guest_the_people_of_the_space_and_nobody_else() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    for first in 'a'..='z' {
        let offered = claire.get(&format!("/spaces/ligne-4/mentions?q={first}")).await;
        offered.expect_status(200);
        for outsider in ["Paul", "Marc", "Léa", "Odile"] {
            assert!(!offered.body.contains(outsider), "{outsider} at {first}");
        }
    }
    claire.get("/spaces/ligne-4/mentions?q=").await.expect("Hugo Lambert");
    let everybody = claire.get("/spaces/ligne-4/mentions?q=%25").await;
    assert!(!everybody.says("Hugo"), "a wildcard is a letter like another");
    for slug in ["ligne-4-coulisse", "emballage", "vie-de-la-maison", "comite"] {
        claire.get(&format!("/spaces/{slug}/mentions?q=a")).await.expect_status(404);
    }
}

#[actix_web::test]
async fn completion_shows_a_colleague_greyed_who_is_not_here() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let offered = camille.get("/spaces/ligne-4/mentions?q=GIR").await;
    offered.expect("Paul Girard");
    offered.expect("n’est pas dans cet espace");
    assert!(offered.body.contains("aria-disabled=\"true\""));
    let offered = camille.get("/spaces/ligne-4/mentions?q=lam").await;
    offered.expect("Hugo Lambert");
    assert!(offered.body.contains("data-value=\"@hugo.lambert\"") && !offered.body.contains("aria-disabled"));
    assert!(!camille.get("/spaces/ligne-4/mentions?q=lea").await.says("Léa"), "a guest of elsewhere is not offered");
    camille.get("/spaces/vie-de-la-maison/mentions?q=brev").await.expect("Marc Brévent");
    world.browser("paul").await.get("/spaces/vie-de-la-maison/mentions?q=a").await.expect_status(403);
    world.browser("paul").await.get("/spaces/ligne-4/mentions?q=a").await.expect_status(404);
}

#[actix_web::test]
async fn completion_lets_an_owner_add_who_is_not_here_and_offers_it_to_nobody_else() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let offered = hugo.get("/spaces/ligne-4/mentions?q=gir").await;
    offered.expect("n’est pas dans cet espace");
    offered.expect("L’ajouter");
    let link = offered.links().into_iter().find(|link| link.contains("members/new")).expect("a link");
    let page = hugo.get(&link).await;
    let form = page.form("/spaces/ligne-4/invitations");
    assert_eq!(form.value("handle"), Some("paul.girard"));
    hugo.submit(form).await.expect("Paul Girard");
    let offered = hugo.get("/spaces/ligne-4/mentions?q=gir").await;
    assert!(offered.body.contains("Paul Girard") && !offered.body.contains("members/new"), "he is in now");
    for who in ["camille", "thomas", "claire"] {
        let offered = world.browser(who).await.get("/spaces/ligne-4/mentions?q=bre").await;
        assert!(!offered.body.contains("members/new"), "{who}");
    }
    // A back room's people are its project's: nobody is added there.
    let offered = hugo.get("/spaces/ligne-4-coulisse/mentions?q=bre").await;
    assert!(offered.says("Marc Brévent") && !offered.body.contains("members/new"));
}
