//! The whole life of a guest, and everything an invitation must not do.

use chrono::Duration;

use crate::support::World;
use crate::support::browser::{Browser, Form, Page};
use crate::support::world::PASSWORD;

const NEW: &str = "/spaces/ligne-4/guests/new";
const GUESTS: &str = "/spaces/ligne-4/guests";
pub const DUVAL: &str = "0a000000-0000-7000-8000-000000000002";

/// The proposal of an owner, filled for one address.
pub async fn proposal(owner: &mut Browser, guests: &str) -> Form {
    let page = owner.get(NEW).await;
    page.form(GUESTS)
        .fill("guests", guests)
        .fill("organization", DUVAL)
        .fill("purpose", "Suivre les bobines")
        .fill("word", "Bonjour Marie, voici le fil.")
}

/// The link of the invitation that an address was sent.
pub async fn link(world: &World, address: &str) -> String {
    let letters = world.letters_to(address).await;
    let letter = letters.last().unwrap_or_else(|| panic!("no letter to {address}"));
    let from = letter.text.find("/invitations/").expect("a link");
    letter.text[from..].split_whitespace().next().expect("a link").to_owned()
}

async fn propose(world: &World, guests: &str) -> Page {
    let mut hugo = world.browser("hugo").await;
    let form = proposal(&mut hugo, guests).await;
    hugo.submit(form).await
}

#[actix_web::test]
async fn the_life_of_a_guest_from_the_proposal_to_the_end() {
    let world = World::new().await;
    world.letters().await;
    let version = "select audience_version::bigint from spaces where slug = 'ligne-4'";
    let before = world.count(version).await;
    let listed = propose(&world, "Marie Roux <m.roux@acier-duval.example>").await;
    listed.expect("Marie Roux");
    listed.expect("invitation envoyée");
    assert!(world.count(version).await > before, "a pending invitation has grown the audience");

    let letters = world.letters_to("m.roux@acier-duval.example").await;
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    for said in
        ["Hugo Lambert vous ouvre une porte", "Bonjour Marie", "Ligne 4", "Acier Duval", "répond de votre accès"]
    {
        assert!(letter.text.contains(said) || letter.subject.contains(said), "{said}: {}", letter.text);
    }
    assert!(!letter.text.contains("hugo@") && !letter.html.contains("hugo@"), "no other person's address");
    let from = letter.text.find("/invitations/").expect("a link");
    let link = letter.text[from..].split_whitespace().next().expect("a link").to_owned();

    let mut marie = world.nobody().await;
    for _ in 0..3 {
        marie.get(&link).await.expect("Ce que vous verrez");
    }
    let page = marie.get(&link).await;
    let short = marie.submit(page.form(&link).fill("password", "court")).await;
    short.expect_status(422);
    let form = short.form(&link).fill("name", "Marie Roux-Vidal").fill("password", PASSWORD);
    let welcome = marie.submit(form).await;
    assert_eq!(welcome.path, "/welcome");
    welcome.expect("Bienvenue, Marie");
    welcome.expect("Hugo Lambert");
    let home = marie.get("/").await;
    home.expect("Ligne 4");
    home.expect("Parrainage : Hugo Lambert");
    for hidden in ["Emballage", "Vie de la maison", "Comité", "coulisse"] {
        assert!(!home.says(hidden), "{hidden}");
    }
    marie.get(GUESTS).await.expect_status(404);
    marie.get("/admin/guests").await.expect_status(404);
    world.nobody().await.get(&link).await.expect_status(410);

    let mut hugo = world.browser("hugo").await;
    let contract = hugo.get(GUESTS).await;
    let id: String =
        world.query("select id::text from accesses where email = 'm.roux@acier-duval.example'", &[]).await[0].get(0);
    contract.expect("Marie Roux-Vidal");
    let page = hugo.get(&format!("/accesses/{id}")).await;
    page.expect("a accepté et est entré");
    let ended = hugo.submit(page.form(&format!("/accesses/{id}/end"))).await;
    ended.expect("Cet accès a pris fin");
    assert_eq!(marie.get("/").await.path, "/sign-in");
    let told = world.letters().await;
    let to: Vec<&str> = told.iter().map(|letter| letter.to.1.as_str()).collect();
    assert_eq!(to, ["m.roux@acier-duval.example", "hugo@brevent.example"]);
    world
        .nobody()
        .await
        .post("/sign-in", &[("email", "m.roux@acier-duval.example"), ("password", PASSWORD)])
        .await
        .expect_status(422);
}

#[actix_web::test]
async fn a_guest_who_prefers_mail_needs_no_password() {
    let world = World::new().await;
    propose(&world, "m.roux@acier-duval.example").await.expect("M. Roux");
    let link = link(&world, "m.roux@acier-duval.example").await;
    let mut marie = world.nobody().await;
    let page = marie.get(&link).await;
    let welcome = marie.submit(page.form(&link).tick("by_mail", "true")).await;
    welcome.expect("Bienvenue");
    assert_eq!(
        world.count("select count(*) from credentials join people on id = person_id where email like 'm.roux%'").await,
        0
    );
}

#[actix_web::test]
async fn every_bad_address_is_told_and_nobody_is_written_to() {
    let world = World::new().await;
    world.letters().await;
    let bad = "commandes@acier-duval.example\npaul@brevent.example\nx@brevent.example\nlea@pelican.example\nclaire@acier-duval.example\nmarie@roux.example";
    let again = propose(&world, bad).await;
    again.expect_status(422);
    for said in [
        "« commandes@ » est une boîte partagée",
        "paul@brevent.example est une adresse de la maison",
        "x@brevent.example est",
        "lea@pelican.example (Studio Pélican)",
        "claire@acier-duval.example a déjà un accès",
    ] {
        assert!(again.says(said), "{said}\n{}", again.text());
    }
    assert_eq!(again.form(GUESTS).value("word"), Some("Bonjour Marie, voici le fil."), "nothing typed is lost");
    assert!(world.letters().await.is_empty());
    assert_eq!(world.count("select count(*) from accesses").await, 3);
}

#[actix_web::test]
async fn no_access_is_longer_than_the_house_allows_or_ends_in_the_past() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    for end in ["2027-11-25", "2026-11-20", "", "never"] {
        let form = proposal(&mut hugo, "marie@roux.example").await.fill("ends_on", end);
        hugo.submit(form).await.expect_status(422);
    }
    assert_eq!(world.count("select count(*) from accesses").await, 3);
}

#[actix_web::test]
async fn t_47_a_link_lets_in_once_and_only_into_what_it_says() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    let mut marie = world.nobody().await;
    let form =
        |page: &Page| page.form(&link).fill("password", PASSWORD).tick("role", "owner").tick("organization", "x");
    let page = marie.get(&link).await;
    marie.submit(form(&page)).await.expect("Bienvenue");
    let mut other = world.nobody().await;
    other.post(&link, &[("name", "Autre"), ("password", PASSWORD)]).await.expect_status(410);
    let rows = world.query("select role, s.slug, o.name from memberships m join spaces s on s.id = m.space_id join people p on p.id = m.person_id join organizations o on o.id = p.organization_id where p.email = 'marie@roux.example'", &[]).await;
    let rows: Vec<(String, String, String)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    assert_eq!(rows, [("guest".to_owned(), "ligne-4".to_owned(), "Acier Duval".to_owned())]);
}

#[actix_web::test]
async fn t_48_nobody_offers_a_space_that_is_not_theirs() {
    let world = World::new().await;
    world.execute("update memberships set role = 'member' where space_id = '0c000000-0000-7000-8000-000000000003' and person_kind = 'employee'").await;
    let mut hugo = world.browser("hugo").await;
    for (slug, status) in [("emballage", 403), ("comite", 404), ("nowhere", 404), ("ligne-4-coulisse", 422)] {
        let form = proposal(&mut hugo, "marie@roux.example").await.tick("spaces", slug);
        hugo.submit(form).await.expect_status(status);
    }
    assert_eq!(world.count("select count(*) from accesses").await, 3);
    world.odile_is_elsewhere().await;
    for (who, status) in
        [("camille", 403), ("thomas", 403), ("paul", 404), ("claire", 403), ("lea", 404), ("odile", 404)]
    {
        let mut somebody = world.browser(who).await;
        let answer = somebody.post(GUESTS, &[("guests", "marie@roux.example"), ("spaces", "ligne-4")]).await;
        assert_eq!(answer.status.as_u16(), status, "{who}");
    }
}

#[actix_web::test]
async fn t_51_another_account_accepts_nothing_and_learns_nothing() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    for who in ["camille", "lea", "hugo"] {
        let mut somebody = world.browser(who).await;
        let page = somebody.get(&link).await;
        page.expect_status(403);
        assert!(!page.says("marie@roux.example") && !page.says("Suivre les bobines"));
        somebody.post(&link, &[("name", "Marie"), ("password", PASSWORD)]).await.expect_status(403);
    }
    world.nobody().await.get(&link).await.expect("Ce que vous verrez");
}

#[actix_web::test]
async fn t_51_a_guest_who_has_an_account_accepts_signed_in() {
    let world = World::new().await;
    world.execute("insert into accesses (id, email, name, organization_id, language, sponsor_id, purpose, horizon, ends_at, proposed_by, proposed_at, approved_at) values ('0d000000-0000-7000-8000-0000000000aa', 'claire@acier-duval.example', 'Claire', '0a000000-0000-7000-8000-000000000002', 'fr', '0b000000-0000-7000-8000-000000000002', 'Emballer', 'start', '2027-01-31Z', '0b000000-0000-7000-8000-000000000002', '2026-11-22Z', '2026-11-22Z'); insert into access_spaces values ('0d000000-0000-7000-8000-0000000000aa', '0c000000-0000-7000-8000-000000000003', true);").await;
    let mut hugo = world.browser("hugo").await;
    let contract = hugo.get("/accesses/0d000000-0000-7000-8000-0000000000aa").await;
    hugo.submit(contract.form("/accesses/0d000000-0000-7000-8000-0000000000aa/letter")).await.expect("nouveau lien");
    let link = link(&world, "claire@acier-duval.example").await;
    let mut thief = world.nobody().await;
    let page = thief.get(&link).await;
    page.expect("Entrez d’abord");
    assert!(page.try_form(&link).is_none());
    thief.post(&link, &[("name", "Claire"), ("password", PASSWORD)]).await.expect_status(403);
    let mut claire = world.browser("claire").await;
    let page = claire.get(&link).await;
    claire.submit(page.form(&link)).await.expect("Emballage sans plastique");
    claire.get("/").await.expect("Ligne 4");
}

#[actix_web::test]
async fn t_52_a_link_cannot_be_guessed_and_its_secret_is_stored_nowhere() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    let secret = link.strip_prefix("/invitations/").expect("a secret");
    assert_eq!(secret.len(), 43);
    let id: String =
        world.query("select id::text from accesses where email = 'marie@roux.example'", &[]).await[0].get(0);
    let mut stranger = world.nobody().await;
    let near = format!("/invitations/{}A", &secret[..42]);
    for guess in [format!("/invitations/{id}"), "/invitations/1".to_owned(), near] {
        if guess != link {
            stranger.get(&guess).await.expect_status(404);
        }
    }
    for table in ["events", "jobs", "accesses", "tokens"] {
        let found = format!("select count(*) from {table} t where t::text like '%{secret}%'");
        assert_eq!(world.count(&found).await, 0, "{table}");
    }
}

#[actix_web::test]
async fn t_53_a_scanner_that_follows_links_uses_nothing_up() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    let mut scanner = world.nobody().await;
    for method in [actix_web::http::Method::GET, actix_web::http::Method::HEAD] {
        scanner.send(method, &link, None).await;
    }
    assert_eq!(world.count("select count(*) from people where email = 'marie@roux.example'").await, 0);
    let mut marie = world.nobody().await;
    let page = marie.get(&link).await;
    marie.submit(page.form(&link).fill("password", PASSWORD)).await.expect("Bienvenue");
}

#[actix_web::test]
async fn a_link_dies_with_its_days_its_successor_and_its_access() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let first = link(&world, "marie@roux.example").await;
    let id: String =
        world.query("select id::text from accesses where email = 'marie@roux.example'", &[]).await[0].get(0);
    let mut hugo = world.browser("hugo").await;
    let page = hugo.get(&format!("/accesses/{id}")).await;
    hugo.submit(page.form(&format!("/accesses/{id}/letter"))).await.expect("vient d’être envoyée");
    world.pass(Duration::hours(1));
    let page = hugo.get(&format!("/accesses/{id}")).await;
    hugo.submit(page.form(&format!("/accesses/{id}/letter"))).await.expect("nouveau lien");
    let second = link(&world, "marie@roux.example").await;
    let mut marie = world.nobody().await;
    marie.get(&first).await.expect_status(404);
    marie.get(&second).await.expect("Ce que vous verrez");
    world.pass(Duration::days(14));
    marie.get(&second).await.expect_status(410);
    let page = hugo.get(&format!("/accesses/{id}")).await;
    hugo.submit(page.form(&format!("/accesses/{id}/letter"))).await.expect("nouveau lien");
    let third = link(&world, "marie@roux.example").await;
    marie.get(&third).await.expect("Ce que vous verrez");
    let page = hugo.get(GUESTS).await;
    hugo.submit(page.form(&format!("/accesses/{id}/end"))).await.expect("L’invitation a été retirée");
    marie.get(&third).await.expect_status(404);
    assert!(world.letters().await.is_empty(), "who never came in is not told of an end");
}

#[actix_web::test]
async fn an_invitation_can_be_declined() {
    let world = World::new().await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    let mut marie = world.nobody().await;
    let page = marie.get(&link).await;
    marie.submit(page.form(&format!("{link}/refusal"))).await.expect("L’invitation est refusée");
    marie.get(&link).await.expect_status(404);
    assert_eq!(world.count("select count(*) from people where email = 'marie@roux.example'").await, 0);
}

#[actix_web::test]
async fn the_charter_is_agreed_to_before_coming_in() {
    let world = World::new().await;
    world.execute("insert into charters values (1, 'Soyez bref.', '<p>Soyez bref.</p>', '2026-11-01Z', '0b000000-0000-7000-8000-000000000005'); insert into charter_acceptances select id, 1, '2026-11-02Z' from people").await;
    propose(&world, "marie@roux.example").await;
    let link = link(&world, "marie@roux.example").await;
    let mut marie = world.nobody().await;
    let page = marie.get(&link).await;
    page.expect("Soyez bref.");
    let again = marie.submit(page.form(&link).fill("password", PASSWORD)).await;
    again.expect_status(422);
    let welcome = marie.submit(again.form(&link).fill("password", PASSWORD).tick("charter", "1")).await;
    welcome.expect("Bienvenue");
    assert_eq!(marie.get("/").await.path, "/");
}

#[actix_web::test]
async fn what_the_preview_shows_is_what_the_guest_then_sees() {
    let world = World::new().await;
    let mut hugo = world.browser("hugo").await;
    let now = hugo.get("/spaces/ligne-4/guests/preview?horizon=now").await;
    now.expect("Messages lisibles : 0. Espaces visibles : 1.");
    let start = hugo.get("/spaces/ligne-4/guests/preview?horizon=start").await;
    start.expect("Prix négocié en octobre.");
    start.expect("Messages lisibles : 2.");
    let from = hugo.get("/spaces/ligne-4/guests/preview?horizon=date&from=2026-11-01").await;
    from.expect("Messages lisibles : 1.");
    for page in [&now, &start, &from] {
        page.expect("Claire Morel");
        for hidden in ["marge", "Léa Fontaine", "Paul Girard", "Nous fermons", "Odile"] {
            assert!(!page.says(hidden), "{hidden}");
        }
    }
    for table in ["people", "organizations", "memberships"] {
        let expected = match table {
            "people" => 8,
            "organizations" => 4,
            _ => 13,
        };
        assert_eq!(world.count(&format!("select count(*) from {table}")).await, expected, "{table}: nothing remains");
    }
    let mut camille = world.browser("camille").await;
    camille.get("/spaces/ligne-4/guests/preview").await.expect_status(403);
    let mut claire = world.browser("claire").await;
    claire.get("/spaces/ligne-4/guests/preview").await.expect_status(403);
}
