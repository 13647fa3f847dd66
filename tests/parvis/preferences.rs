//! What reaches somebody by mail, as they choose it themselves.

use chrono::Duration;

use crate::support::World;

const HERE: &str = "/settings/notifications";
const SPACES: &str = "/settings/notifications/spaces";
const LIGNE_4: &str = "0c000000-0000-7000-8000-000000000001";
const COMITE: &str = "0c000000-0000-7000-8000-000000000005";

/// How somebody follows Ligne 4, where they chose.
async fn follows(world: &World, who: &str) -> Option<String> {
    let sql = "select closeness from memberships join people on people.id = person_id \
        where space_id = '0c000000-0000-7000-8000-000000000001' and split_part(email, '@', 1) = $1";
    world.query(sql, &[&who]).await.first().and_then(|row| row.get(0))
}

#[actix_web::test]
async fn who_never_chose_is_told_what_will_happen_and_nothing_is_stored() {
    let world = World::new().await;
    let page = world.browser("camille").await.get(HERE).await;
    page.expect("parviennent par mail aussitôt, entre 8 h et 19 h, du lundi au vendredi ; le reste le lundi à 7 h 30.");
    page.expect("Fiche Nouvelles et silence Mes mails Compte Appareils");
    page.expect("Une mention, une réponse, le message d’un invité et la fin d’un accès");
    let guest = world.browser("claire").await.get(HERE).await;
    guest.expect("une nouvelle des espaces que vous suivez en entier");
    assert!(!guest.says("Un invité écrit"), "a guest answers for no space");
    let english = world.browser("camille").await.speaking("en").get(HERE).await;
    english.expect("between 8:00 and 19:00, Monday to Friday; the rest on Monday at 7:30.");
    assert_eq!(world.count("select count(*) from preferences").await, 0);
}

#[actix_web::test]
async fn what_somebody_chooses_is_kept_and_what_they_leave_follows_the_house() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(HERE).await;
    camille.submit(page.form(HERE)).await.expect("C’est réglé.");
    assert_eq!(world.count("select count(*) from ways").await, 0, "as it was");
    let form = page.form(HERE).tick("at_once", "reacted").tick("digest", "reacted").fill("rhythm", "daily");
    let page = camille.submit(form.fill("digest_at", "12:00").fill("time_zone", "Asia/Tokyo")).await;
    page.expect("le reste chaque jour à 12 h.");
    page.expect("et une réaction");
    let kept = world.query("select topic, way from ways", &[]).await;
    assert_eq!((kept[0].get::<_, &str>(0), kept[0].get::<_, &str>(1)), ("reacted", "at_once"), "once, not twice");
    assert_eq!(page.form(HERE).value("time_zone"), Some("Asia/Tokyo"));
    assert_eq!(world.count("select count(*) from preferences where reachable is null and quiet is null").await, 1);
    world.browser("hugo").await.get(HERE).await.expect("le reste le lundi à 7 h 30.");
}

#[actix_web::test]
async fn hours_are_one_s_own_and_the_frame_says_when_silence_comes() {
    let world = World::new().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(HERE).await;
    page.expect("Heures calmes dès 19 h.");
    let fields: Vec<(String, String)> = page.form(HERE).fields().to_vec();
    let with = |from: [&str; 7], until: [&str; 7]| {
        let (mut from, mut until) = (from.into_iter(), until.into_iter());
        let filled = fields.iter().map(|(name, value)| match name.as_str() {
            "from" => (name.clone(), from.next().unwrap_or_default().to_owned()),
            "until" => (name.clone(), until.next().unwrap_or_default().to_owned()),
            _ => (name.clone(), value.clone()),
        });
        filled.collect::<Vec<_>>()
    };
    assert!(!page.body.contains("type=\"time\""), "which is drawn with AM and PM where the browser is American");
    let nights = with(["22:00", "22h00", "", "", "", "", ""], ["06:00", "06:00", "", "", "", "", ""]);
    let borrowed: Vec<(&str, &str)> = nights.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = camille.post(HERE, &borrowed).await;
    page.expect("entre 22 h et 6 h, les jours que vous avez choisis");
    page.expect("Heures calmes jusqu’à 22 h.");
    assert!(page.body.contains("<rect x=\"0\" width=\"360\""), "the night goes on in the morning after");
    world.pass(Duration::hours(60));
    camille.get("/").await.expect("Heures calmes jusqu’à lundi 22 h.");
    let half = with(["08:00", "", "", "", "", "", ""], ["", "", "", "", "", "", ""]);
    let borrowed: Vec<(&str, &str)> = half.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let wrong = camille.post(HERE, &borrowed).await;
    wrong.expect_status(422);
    assert!(wrong.says("Une heure de début et une heure de fin") && wrong.body.contains("value=\"08:00\""));
    let silent = with([""; 7], [""; 7]);
    let borrowed: Vec<(&str, &str)> = silent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    camille.post(HERE, &borrowed).await.expect("Toute la semaine est silencieuse");
    let loud: Vec<(&str, &str)> = borrowed.iter().copied().filter(|(name, _)| *name != "quiet").collect();
    let page = camille.post(HERE, &loud).await;
    page.expect("à toute heure");
    assert!(!page.says("Heures calmes dès") && !page.says("Heures calmes jusqu"));
}

#[actix_web::test]
async fn rubbish_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    for wrong in [
        &[("rhythm", "hourly"), ("digest_at", "07:30")][..],
        &[("rhythm", "daily"), ("digest_at", "99:99")],
        &[("rhythm", "daily"), ("digest_at", "07:30"), ("time_zone", "Moon/Tycho")],
        &[("rhythm", "daily"), ("digest_at", "07:30"), ("from", "25:00"), ("until", "x")],
        &[],
    ] {
        claire.post(HERE, wrong).await.expect_status(422);
    }
    claire.post(SPACES, &[("space", LIGNE_4), ("level", "loudly")]).await.expect_status(400);
    claire.post("/spaces/ligne-4/closeness", &[("level", "")]).await.expect_status(400);
    assert_eq!(world.count("select count(*) from preferences").await, 0);
    assert_eq!(follows(&world, "claire").await, None);
}

#[actix_web::test]
async fn each_space_is_followed_as_closely_as_one_likes() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let about = claire.get("/spaces/ligne-4/about").await;
    let form = about.form("/spaces/ligne-4/closeness");
    assert_eq!(form.value("level"), Some("everything"), "guests hear of everything");
    claire.submit(form.fill("level", "nothing")).await.expect("Votre suivi de cet espace est réglé.");
    assert_eq!(follows(&world, "claire").await.as_deref(), Some("nothing"));
    assert_eq!(follows(&world, "camille").await, None, "it is Claire’s choice alone");
    let mut camille = world.browser("camille").await;
    let page = camille.get(HERE).await;
    assert!(page.says("Ligne 4") && !page.says("Comité"));
    let all = page.form(SPACES);
    assert_eq!(all.value("level"), Some("digest"));
    // A space that is not theirs is left as it is.
    camille
        .post(SPACES, &[("space", LIGNE_4), ("level", "everything"), ("space", COMITE), ("level", "everything")])
        .await;
    assert_eq!(follows(&world, "camille").await.as_deref(), Some("everything"));
    assert_eq!(world.count("select count(*) from memberships where closeness is not null").await, 2);
    camille.post("/spaces/ligne-4/closeness", &[("level", "digest")]).await.expect_status(200);
    assert_eq!(follows(&world, "camille").await, None, "as everybody");
    camille.post("/spaces/comite/closeness", &[("level", "nothing")]).await.expect_status(404);
    world
        .browser("paul")
        .await
        .post("/spaces/vie-de-la-maison/closeness", &[("level", "nothing")])
        .await
        .expect_status(403);
}

#[actix_web::test]
async fn what_somebody_chose_ends_with_them() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let form = claire.get(HERE).await.form(HERE).tick("at_once", "reacted").fill("rhythm", "daily");
    claire.submit(form).await.expect_status(200);
    claire.post("/spaces/ligne-4/closeness", &[("level", "mine")]).await.expect_status(200);
    let left = "select (select count(*) from preferences) + (select count(*) from ways) + \
        (select count(*) from memberships where closeness is not null)";
    assert_eq!(world.count(left).await, 3);
    let mut hugo = world.browser("hugo").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    assert_eq!(world.count(left).await, 0);
}

#[actix_web::test]
async fn nobody_chooses_for_another() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/view", &[]).await.expect_status(200);
    hugo.get(HERE).await.expect_status(403);
    for (path, field) in [(HERE, ("rhythm", "never")), ("/spaces/ligne-4/closeness", ("level", "nothing"))] {
        hugo.post(path, &[field]).await.expect_status(403);
    }
    assert!(!hugo.get("/spaces/ligne-4/about").await.says("Mon suivi"));
    assert_eq!(world.count("select count(*) from preferences").await, 0);
}

#[actix_web::test]
async fn an_owner_keeps_a_space_s_words_out_of_letters() {
    let world = World::new().await;
    let settings = "/spaces/ligne-4/settings";
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(settings).await;
    hugo.submit(page.form(settings).tick("discreet", "true")).await.expect("Des mails sans contenu");
    assert_eq!(world.count("select count(*) from spaces where discreet").await, 1);
    assert_eq!(hugo.get(settings).await.form(settings).value("discreet"), Some("true"));
    world.browser("thomas").await.post(settings, &[("discreet", "true")]).await.expect_status(403);
}
