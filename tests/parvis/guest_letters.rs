//! Letters about a guest's access that follow from what others do: a sponsor who goes, a space that closes.

use crate::support::World;

const CLAIRE: &str = "/accesses/0d000000-0000-7000-8000-000000000001";
const OF_CLAIRE: &str = "id = '0d000000-0000-7000-8000-000000000001'";

/// Camille answers for Claire, and then leaves the house.
async fn camille_leaves(world: &World) {
    world
        .execute(&format!("update accesses set sponsor_id = '0b000000-0000-7000-8000-000000000001' where {OF_CLAIRE}"))
        .await;
    let mut marc = world.browser("marc").await;
    marc.post("/admin/people/camille.vasseur/departure", &[]).await.expect("Le départ est enregistré.");
}

#[actix_web::test]
async fn whoever_takes_over_a_guest_from_a_sponsor_who_leaves_is_told_and_asked_to_confirm() {
    let world = World::settled().await;
    world.execute("update people set language = 'en' where handle = 'hugo.lambert'").await;
    camille_leaves(&world).await;
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1, "one guest, one letter, one reader");
    let letter = &letters[0];
    assert_eq!(letter.to.1, "hugo@brevent.example");
    assert_eq!(letter.subject, "You now answer for the access of Claire Morel (Acier Duval)");
    for said in ["Ligne 4", "Confirm that you take over", CLAIRE] {
        assert!(letter.text.contains(said) && letter.html.contains(said), "{said}: {}", letter.text);
    }
    assert!(!letter.text.contains("claire@") && !letter.text.contains("camille@"), "no other person's address");
    // Confirming is no news to the one who does it.
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    page.expect("Confirm");
    hugo.submit(page.form(&format!("{CLAIRE}/sponsor"))).await.expect("access handed to Hugo Lambert");
    assert!(world.letters().await.is_empty());
}

#[actix_web::test]
async fn a_sponsor_who_is_named_by_somebody_else_is_told_once_in_french() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(CLAIRE).await;
    let form = page.form(&format!("{CLAIRE}/sponsor")).fill("sponsor", "camille.vasseur");
    hugo.submit(form).await.expect("accès confié à Camille Vasseur");
    let letters = world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.1, "camille@brevent.example");
    assert_eq!(letters[0].subject, "Vous répondez désormais de l’accès de Claire Morel (Acier Duval)");
    assert!(!letters[0].text.contains("n’est plus là"), "nobody has left");
    // The same name once more confirms, and is no news.
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/sponsor"))).await.expect("accès confié à Camille Vasseur");
    assert!(world.letters().await.is_empty());
}

#[actix_web::test]
async fn who_is_no_longer_sponsor_when_the_letter_goes_gets_none() {
    let world = World::settled().await;
    let mut hugo = world.browser("hugo").await;
    for sponsor in ["camille.vasseur", "thomas.perrin"] {
        let page = hugo.get(CLAIRE).await;
        let form = page.form(&format!("{CLAIRE}/sponsor")).fill("sponsor", sponsor);
        hugo.submit(form).await.expect("accès confié à");
    }
    let to: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to.1).collect();
    assert_eq!(to, ["thomas@brevent.example"]);
    // Nor does anybody for an access that has ended meanwhile.
    let page = hugo.get(CLAIRE).await;
    let form = page.form(&format!("{CLAIRE}/sponsor")).fill("sponsor", "camille.vasseur");
    hugo.submit(form).await.expect("accès confié à");
    world.execute(&format!("update accesses set ends_at = '2026-11-23 08:59Z' where {OF_CLAIRE}")).await;
    world.pass(chrono::Duration::minutes(1));
    let letters = world.letters().await;
    assert!(!letters.is_empty(), "the end is told");
    assert!(letters.iter().all(|letter| !letter.subject.contains("désormais")));
}

/// Claire's contract is for Emballage too.
async fn claire_is_in_two_spaces(world: &World) {
    world
        .execute(
            "insert into access_spaces values ('0d000000-0000-7000-8000-000000000001', '0c000000-0000-7000-8000-000000000003', true); \
             insert into memberships (space_id, space_guests, person_id, person_kind, role, sees_from, expires_at, joined_at, read_at, visited_at) \
             select '0c000000-0000-7000-8000-000000000003', true, person_id, person_kind, role, sees_from, expires_at, joined_at, read_at, visited_at \
             from memberships where person_id = '0b000000-0000-7000-8000-000000000006'",
        )
        .await;
}

#[actix_web::test]
async fn a_guest_is_told_when_one_of_their_spaces_closes_and_what_they_keep() {
    let world = World::settled().await;
    claire_is_in_two_spaces(&world).await;
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/emballage").await.expect_status(200);
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/emballage/opening").await;
    hugo.submit(page.form("/spaces/emballage/closing").tick("understood", "true")).await;
    claire.get("/spaces/emballage").await.expect_status(404);
    claire.get("/spaces/ligne-4").await.expect_status(200);
    let letters = world.letters().await;
    let hers: Vec<_> = letters.iter().filter(|letter| letter.to.1 == "claire@acier-duval.example").collect();
    assert_eq!(hers.len(), 1);
    assert_eq!(hers[0].subject, "Votre accès à Emballage sans plastique a pris fin, Ateliers Brévent");
    for said in ["Vous gardez votre accès à Ligne 4", "2027", "Hugo Lambert"] {
        assert!(hers[0].text.contains(said) && hers[0].html.contains(said), "{said}: {}", hers[0].text);
    }
    // Léa had no other space: hers is the letter of the end.
    let lea = letters.iter().find(|letter| letter.to.1 == "lea@pelican.example").expect("a letter");
    assert!(lea.subject.contains("chez Ateliers Brévent a pris fin"), "{}", lea.subject);
    hugo.get(CLAIRE).await.expect("un des espaces s’est fermé aux invités");
}

#[actix_web::test]
async fn a_guest_whose_whole_access_ended_meanwhile_is_told_of_that_alone() {
    let world = World::settled().await;
    claire_is_in_two_spaces(&world).await;
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get("/spaces/emballage/opening").await;
    hugo.submit(page.form("/spaces/emballage/closing").tick("understood", "true")).await;
    let page = hugo.get(CLAIRE).await;
    hugo.submit(page.form(&format!("{CLAIRE}/end"))).await.expect("pris fin");
    let subjects: Vec<String> =
        world.letters_to("claire@acier-duval.example").await.into_iter().map(|letter| letter.subject).collect();
    assert_eq!(subjects, ["Votre accès chez Ateliers Brévent a pris fin"]);
}
