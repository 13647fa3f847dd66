//! Search: who finds what, by which words, and nothing else.

use crate::support::World;

const LIGNE_4: &str = "0c000000-0000-7000-8000-000000000001";

async fn world() -> World {
    let world = World::new().await;
    world
        .execute(
            "insert into posts (id, space_id, author_id, title, body, html, published_at, comment_count, active_at, last_author_id) values
             ('0e000000-0000-7000-8000-0000000000a1', '0c000000-0000-7000-8000-000000000004', '0b000000-0000-7000-8000-000000000001',
              'Règlement de l’atelier', 'Les gants sont **obligatoires** près du laminoir. <b>gras</b>', '<p>x</p>', '2026-11-10 08:00Z', 1, '2026-11-10 08:00Z', '0b000000-0000-7000-8000-000000000001'),
             ('0e000000-0000-7000-8000-0000000000a2', '0c000000-0000-7000-8000-000000000004', '0b000000-0000-7000-8000-000000000005',
              'Deliveries <i>lorries</i>', 'The trucks were delivered late; gloves too.', '<p>x</p>', '2026-11-11 08:00Z', 0, '2026-11-11 08:00Z', '0b000000-0000-7000-8000-000000000005');
             insert into comments (id, post_id, author_id, body, html, published_at) values
             ('0f000000-0000-7000-8000-0000000000a1', '0e000000-0000-7000-8000-0000000000a1', '0b000000-0000-7000-8000-000000000004',
              'Et les lunettes de sécurité.', '<p>x</p>', '2026-11-12 08:00Z');",
        )
        .await;
    world
}

#[actix_web::test]
async fn words_are_found_in_both_languages_whatever_their_ending_accents_and_case() {
    let world = world().await;
    let mut paul = world.browser("paul").await;
    let rule = "/posts/0e000000-0000-7000-8000-0000000000a1";
    let trucks = "/posts/0e000000-0000-7000-8000-0000000000a2";
    let glasses = "/comments/0f000000-0000-7000-8000-0000000000a1";
    for (words, found) in [
        ("gant", rule),
        ("GANTS obligatoire", rule),
        ("reglement", rule),
        ("règlements", rule),
        ("lamin", rule),
        ("\"gants sont obligatoires\"", rule),
        ("« près du laminoir »", rule),
        ("l'atelier", rule),
        ("gants -camion", rule),
        ("les gants", rule),
        ("delivery truck", trucks),
        ("Delivering", trucks),
        ("lunette securité", glasses),
        ("sécur", glasses),
    ] {
        let page = paul.get(&search(words)).await;
        assert!(page.links().contains(&found.to_owned()), "{words}:\n{}", page.text());
    }
    for words in ["\"obligatoires gants\"", "gants -laminoirs", "gants camion", "ants", "gants -\"près du laminoir\""]
    {
        let page = paul.get(&search(words)).await;
        assert!(!page.links().contains(&rule.to_owned()), "{words}:\n{}", page.text());
    }
}

fn search(words: &str) -> String {
    format!("/search?{}", serde_html_form::to_string([("q", words)]).expect("words"))
}

#[actix_web::test]
async fn what_was_found_is_marked_and_nothing_that_was_written_runs() {
    let world = world().await;
    let mut paul = world.browser("paul").await;
    let page = paul.get(&search("gant gras")).await;
    assert!(page.body.contains("<mark>gants</mark>"), "{}", page.body);
    let now = paul.get(&search("lorries")).await;
    assert!(now.body.contains("&lt;i&gt;<mark>lorries</mark>&lt;") && !now.body.contains("<i>"), "{}", now.body);
    let hostile = paul.get(&search("\"><script>alert(1)</script>")).await;
    assert!(!hostile.body.contains("<script>alert"), "it is words");
}

#[actix_web::test]
async fn each_finds_what_they_see_and_counts_nothing_else() {
    let world = world().await;
    // There is something to hide from each of them.
    let hidden = [
        ("marge", "hugo", "2 résultats"), // the post, and the file in it
        ("octobre", "hugo", "2 résultats"),
        ("orme", "marc", "1 résultat"),
        ("gabarit", "lea", "1 résultat"),
        ("bobines", "claire", "1 résultat"),
    ];
    for (words, who, told) in hidden {
        let mut somebody = world.browser(who).await;
        somebody.get(&search(words)).await.expect(&format!("{told} dans ce que vous voyez"));
    }
    for (who, words) in [
        ("claire", "marge"),   // in the back room
        ("claire", "octobre"), // before her horizon
        ("claire", "gabarit"), // in a project she is not in
        ("claire", "gants"),   // in a group of the house
        ("claire", "orme"),
        ("lea", "bobines"),
        ("lea", "confirme"),
        ("paul", "bobines"), // in a closed project: he may know its name alone
        ("paul", "marge"),
        ("marc", "bobines"), // admins see no more than others
        ("camille", "orme"), // in a secret group
        ("camille", "rachat"),
        ("thomas", "gabarit"),
    ] {
        let page = world.browser(who).await.get(&search(words)).await;
        let found = page
            .links()
            .into_iter()
            .any(|link| ["/posts/0", "/comments/0", "/files/"].iter().any(|begins| link.starts_with(begins)));
        assert!(!found, "{who}: {words}:\n{}", page.text());
        for told in ["Comité", "Rachat", "Avant l’horizon", "huit pour cent", "Bobines décalées", "Trois formats"]
        {
            assert!(!page.says(told) || who == "marc" && told == "Comité", "{who}: {words} tells {told}");
        }
    }
}

#[actix_web::test]
async fn an_access_that_is_over_and_a_space_that_goes_find_nothing() {
    let world = world().await;
    let mut claire = world.browser("claire").await;
    claire.get(&search("confirme")).await.expect("1 résultat");
    world.execute(&format!("update spaces set deletion_due_at = '2026-12-01Z' where id = '{LIGNE_4}'")).await;
    claire.get(&search("confirme")).await.expect("Rien trouvé");
    world.browser("hugo").await.get(&search("bobines")).await.expect("Rien trouvé");
}

#[actix_web::test]
async fn removed_words_are_found_no_more_nor_those_under_a_removed_post() {
    let world = world().await;
    let mut camille = world.browser("camille").await;
    camille.get(&search("confirme")).await.expect("1 résultat");
    camille.get(&search("lunettes")).await.expect("1 résultat");
    world.execute("update comments set deleted_at = published_at where body like 'Et les lunettes%'").await;
    world.execute("update posts set deleted_at = published_at where title = 'Bobines décalées'").await;
    for words in ["lunettes", "confirme", "bobines"] {
        camille.get(&search(words)).await.expect("Rien trouvé");
    }
}

#[actix_web::test]
async fn words_that_change_are_found_as_they_are() {
    let world = world().await;
    let mut camille = world.browser("camille").await;
    world.execute("update posts set body = 'Casques partout.' where title like 'Règlement%'").await;
    camille.get(&search("gants")).await.expect("Rien trouvé");
    camille.get(&search("casque")).await.expect("Casques");
}

#[actix_web::test]
async fn people_come_first_by_name_and_a_guest_finds_those_of_their_spaces() {
    let world = world().await;
    let mut camille = world.browser("camille").await;
    let page = camille.get(&search("lambert")).await;
    let (person, text) = (page.body.find("/people/hugo.lambert"), page.body.find("/posts/"));
    assert!(person.is_some() && text.is_none_or(|text| person < Some(text)));
    camille.get(&search("girard")).await.expect("Paul Girard");
    let mut claire = world.browser("claire").await;
    claire.get(&search("lambert")).await.expect("Hugo Lambert Ateliers Brévent");
    for words in ["girard", "marc", "fontaine", "odile", "girar", "paul gir"] {
        let page = claire.get(&search(words)).await;
        let told = ["Paul Girard", "Marc Brévent", "Léa Fontaine", "Odile Lemoine"];
        assert!(!told.iter().any(|told| page.says(told)), "{words}");
    }
}

#[actix_web::test]
async fn spaces_are_found_by_those_who_may_know_of_them() {
    let world = world().await;
    for (who, words, name, knows) in [
        ("paul", "ligne", "/spaces/ligne-4", true),
        ("paul", "coulisse", "/spaces/ligne-4-coulisse", false),
        ("camille", "coulisse", "/spaces/ligne-4-coulisse", true),
        ("paul", "comite", "/spaces/comite", false),
        ("marc", "comite", "/spaces/comite", true),
        ("claire", "ligne", "/spaces/ligne-4", true),
        ("claire", "emballage", "/spaces/emballage", false),
        ("claire", "maison", "/spaces/vie-de-la-maison", false),
        ("lea", "emballage", "/spaces/emballage", true),
    ] {
        let page = world.browser(who).await.get(&search(words)).await;
        assert_eq!(page.links().contains(&name.to_owned()), knows, "{who}: {words}");
    }
}

#[actix_web::test]
async fn a_misspelt_word_finds_what_is_like_it_among_what_one_sees() {
    let world = world().await;
    let mut paul = world.browser("paul").await;
    for words in ["laminior", "obligattoires", "reglmeent"] {
        let page = paul.get(&search(words)).await;
        page.expect("Voici ce qui leur ressemble");
        page.expect("Règlement de l’atelier");
    }
    paul.get(&search("girrard")).await.expect("Paul Girard");
    let mut claire = world.browser("claire").await;
    claire.get(&search("bobinnes")).await.expect("Bobines décalées");
    for words in ["laminior", "octobbre", "gabarrit"] {
        claire.get(&search(words)).await.expect("Rien trouvé");
    }
}

#[actix_web::test]
async fn rubbish_is_answered_politely() {
    let world = world().await;
    let mut paul = world.browser("paul").await;
    let long = "x".repeat(10_000);
    let many = "gants ".repeat(300);
    for words in [
        "",
        " ",
        "\"",
        "\"\"",
        "\"sans fin",
        "'",
        "\\",
        "%",
        "_",
        "-",
        "--",
        "- -",
        ":*",
        "&",
        "|",
        "!",
        "a & !b",
        "<->",
        "()",
        "\u{0}",
        "a\u{0}b",
        "ŉ",
        "½",
        "…",
        "日本語",
        "😀",
        "\u{301}",
        "''':*",
        "1e400",
        "-gants",
        &long,
        &many,
    ] {
        let page = paul.get(&search(words)).await;
        page.expect_status(if words.contains('\0') { 404 } else { 200 });
    }
    for words in ["les", "le de la", "the of"] {
        paul.get(&search(words)).await.expect("Ces mots sont partout");
    }
    for query in [
        "q=gants&page=-4",
        "q=gants&page=99999999",
        "q=gants&page=x",
        "q=gants&space=x&by=y&reach=z&when=w&from=v&until=u&order=t&what=s",
        "q=gants&from=99999-01-01",
        "q=gants&from=2026-02-31",
        "q=%FF%FE",
        "q=gants&space=0c000000-0000-7000-8000-000000000005",
        "q=a&q=b",
    ] {
        paul.get(&format!("/search?{query}")).await.expect_status(200);
    }
}

#[actix_web::test]
async fn filters_narrow_texts_down_and_say_how_many_remain() {
    let world = world().await;
    let mut camille = world.browser("camille").await;
    world
        .execute(
            "insert into comments (id, post_id, author_id, body, html, published_at)
             select gen_random_uuid(), '0e000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000002',
             'Gants numéro ' || n, '<p>x</p>', '2026-11-21 08:00Z'::timestamptz + n * interval '1 minute' from generate_series(1, 45) n",
        )
        .await;
    let all = camille.get(&search("gants")).await;
    all.expect("46 résultats");
    all.expect("Messages 1");
    all.expect("Réponses 45");
    all.expect("Ligne 4 45");
    all.expect("Hugo Lambert 45");
    all.expect("Entre nous 1");
    let open = camille.get("/search?q=gants&reach=outside").await;
    open.expect("45 résultats");
    assert!(!open.says("Règlement"));
    open.expect("Entre nous 1");
    let group = camille.get("/search?q=gants&space=0c000000-0000-7000-8000-000000000004").await;
    group.expect("1 résultat");
    group.expect("Ligne 4 45");
    camille.get("/search?q=gants&by=0b000000-0000-7000-8000-000000000002").await.expect("45 résultats");
    camille.get("/search?q=gants&until=2026-11-15").await.expect("1 résultat");
    camille.get("/search?q=gants&from=2026-11-15").await.expect("45 résultats");
    camille.get("/search?q=gants&when=month").await.expect("46 résultats");
    camille.get("/search?q=gants&what=posts").await.expect("Règlement");
    // Each once, page by page; the newest first when that is asked for.
    let mut seen = Vec::new();
    let mut path = "/search?q=gants&order=newest".to_owned();
    for _ in 0..5 {
        let page = camille.get(&path).await;
        seen.extend(page.links().into_iter().filter(|link| link.starts_with("/comments/")));
        let Some(next) =
            page.links().into_iter().find(|link| link.contains("page=") && page.body.contains("rel=\"next\""))
        else {
            break;
        };
        let Some(next) = page.links().into_iter().rfind(|link| link.contains("page=")).or(Some(next)) else { break };
        path = next;
    }
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!((seen.len(), once.len()), (45, 45));
    let newest = camille.get("/search?q=gants&order=newest").await;
    let (last, first) = (newest.text().find("numéro 45"), newest.text().find("numéro 44"));
    assert!(last.is_some() && last < first);
}

#[actix_web::test]
async fn who_looks_as_a_guest_finds_no_more_than_both_see() {
    let world = world().await;
    let mut hugo = world.browser("hugo").await;
    hugo.get(&search("marge")).await.expect("2 résultats");
    let page = hugo.get("/accesses/0d000000-0000-7000-8000-000000000001").await;
    hugo.submit(page.form("/accesses/0d000000-0000-7000-8000-000000000001/view")).await;
    hugo.get(&search("bobines")).await.expect("1 résultat");
    for words in ["marge", "octobre", "gabarit"] {
        hugo.get(&search(words)).await.expect("Rien trouvé");
    }
}

#[actix_web::test]
async fn every_page_asks_in_the_lintel_and_nobody_at_the_door() {
    let world = world().await;
    for who in ["camille", "claire"] {
        let mut somebody = world.browser(who).await;
        let home = somebody.get("/").await;
        let found = somebody.submit(home.form("/search").fill("q", "bobines")).await;
        found.expect("Bobines décalées");
        assert!(found.body.contains("value=\"bobines\""));
    }
    let mut nobody = world.nobody().await;
    let page = nobody.get(&search("bobines")).await;
    assert!(!page.says("Bobines décalées"));
}
