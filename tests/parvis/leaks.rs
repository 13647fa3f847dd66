//! How others leaked: cases of their issues and advisories, each a test named after its number in our list. In nearly all
//! of them something was protected on its main page and open on a second path. What belongs to one concept is tested
//! beside it; here stands what concerns all pages at once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use scraper::Selector;

use crate::access;
use crate::support::{Browser, Page, World};

/// What the cast knows and others must not: words, names, addresses and ids.
const OF_LIGNE_4: &[&str] =
    &["Bobines décalées", "Les bobines partent vendredi", "0e000000-0000-7000-8000-000000000001", "plan-ligne-4.txt"];
const BEFORE_THE_HORIZON: &[&str] =
    &["Avant l’horizon", "Prix négocié", "0e000000-0000-7000-8000-000000000002", "prix-octobre.txt"];
const OF_THE_ROOM: &[&str] = &[
    "La marge est de huit pour cent",
    "Ligne 4, coulisse",
    "ligne-4-coulisse",
    "0e000000-0000-7000-8000-000000000003",
    "marge.txt",
];
const SAID_IN_THE_ROOM: &[&str] = &["La marge est de huit pour cent", "0e000000-0000-7000-8000-000000000003"];
const OF_EMBALLAGE: &[&str] = &["Trois formats", "Un seul gabarit", "0e000000-0000-7000-8000-000000000004"];
const OF_THE_HOUSE: &[&str] =
    &["Vie de la maison", "vie-de-la-maison", "Nous fermons le 24", "Paul Girard", "paul.girard"];
const OF_THE_COMMITTEE: &[&str] =
    &["Comité", "/spaces/comite", "Nous rachetons Orme", "0e000000-0000-7000-8000-000000000006"];
const NAMES_AT_LIGNE_4: &[&str] = &["Ligne 4", "/spaces/ligne-4", "Camille Vasseur", "Claire Morel", "Thomas Perrin"];
const NAMES_AT_EMBALLAGE: &[&str] =
    &["Emballage sans plastique", "/spaces/emballage", "Léa Fontaine", "Studio Pélican"];
const NOT_IN_ANY_PROJECT: &[&str] = &["Marc Brévent", "marc.brevent", "Odile Lemoine"];

/// Whom the crawl goes as, with what must be found (else it proves nothing) and what must not.
const CRAWLS: &[(&str, &[&[&str]], &[&[&str]])] = &[
    (
        "claire",
        &[OF_LIGNE_4],
        &[
            BEFORE_THE_HORIZON,
            OF_THE_ROOM,
            OF_EMBALLAGE,
            OF_THE_HOUSE,
            OF_THE_COMMITTEE,
            NAMES_AT_EMBALLAGE,
            NOT_IN_ANY_PROJECT,
        ],
    ),
    (
        "lea",
        &[OF_EMBALLAGE],
        &[
            OF_LIGNE_4,
            BEFORE_THE_HORIZON,
            OF_THE_ROOM,
            OF_THE_HOUSE,
            OF_THE_COMMITTEE,
            NAMES_AT_LIGNE_4,
            NOT_IN_ANY_PROJECT,
        ],
    ),
    (
        "odile",
        &[],
        &[
            OF_LIGNE_4,
            BEFORE_THE_HORIZON,
            OF_THE_ROOM,
            OF_EMBALLAGE,
            OF_THE_HOUSE,
            OF_THE_COMMITTEE,
            NAMES_AT_LIGNE_4,
            NAMES_AT_EMBALLAGE,
            &["Marc Brévent", "marc.brevent"],
        ],
    ),
    (
        "paul",
        &[&["Nous fermons le 24"]],
        &[OF_LIGNE_4, BEFORE_THE_HORIZON, OF_THE_ROOM, OF_EMBALLAGE, OF_THE_COMMITTEE],
    ),
    ("camille", &[OF_LIGNE_4, BEFORE_THE_HORIZON, OF_THE_ROOM], &[OF_EMBALLAGE, OF_THE_COMMITTEE]),
    // An admin knows the names of all spaces, to answer for them, and nothing of what is said there.
    ("marc", &[&["Nous rachetons Orme"]], &[OF_LIGNE_4, BEFORE_THE_HORIZON, SAID_IN_THE_ROOM, OF_EMBALLAGE]),
];

/// No installation of the cast has so many pages for one person.
const MOST: usize = 500;

/// Everything that is reached from `/` by following links.
async fn crawl(browser: &mut Browser) -> BTreeMap<String, Page> {
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut found = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        assert!(seen.len() < MOST, "the crawl finds no end: {:?}", seen.iter().take(40).collect::<Vec<_>>());
        let page = browser.send(Method::GET, &path, None).await;
        let mut next = addresses(&page);
        if let Some(location) = page.headers.get("location").and_then(|value| value.to_str().ok()) {
            next.push(location.to_owned());
        }
        for link in next {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let is_ours = link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/assets/");
            if is_ours && seen.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        found.insert(path, page);
    }
    found
}

/// Every address in a page, wherever a browser or a script would fetch it from.
fn addresses(page: &Page) -> Vec<String> {
    let html = page.html();
    let all = Selector::parse("*").expect("a selector");
    let mut found = Vec::new();
    for element in html.select(&all) {
        let is_act = element.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        for (name, value) in element.value().attrs() {
            let names_one = ["href", "src", "data-src", "data-url", "data-from", "cite"].contains(&name);
            let sends_there = name == "action" && !is_act;
            if names_one || sends_there {
                found.push(value.to_owned());
            }
        }
    }
    found
}

#[actix_web::test]
async fn t_08_every_page_that_somebody_reaches_shows_only_what_they_see() {
    let world = World::new().await;
    for (who, shown, hidden) in CRAWLS {
        let pages = crawl(&mut world.browser(who).await).await;
        for words in shown.iter().copied().flatten() {
            let is_there = pages.iter().any(|(path, page)| page.body.contains(words) || path.contains(words));
            assert!(is_there, "{who} finds {words:?} nowhere in {:?}", pages.keys());
        }
        for (path, page) in &pages {
            let (status, headers) = (page.status.as_u16(), format!("{:?}", page.headers));
            assert!([200, 301, 303].contains(&status), "{who}: a link leads to {path}, which answers {status}");
            for words in hidden.iter().copied().flatten() {
                let leaks = page.body.contains(words) || headers.contains(words);
                assert!(!leaks, "{who} reads {words:?} on {path}:\n{}", page.text());
            }
        }
    }
}

#[actix_web::test]
async fn t_08_links_a_guest_does_not_find_do_not_open_when_typed() {
    let world = World::new().await;
    let colleague = crawl(&mut world.browser("camille").await).await;
    let mut claire = world.browser("claire").await;
    let own = crawl(&mut claire).await;
    let mut tried = 0;
    for path in colleague.keys().filter(|path| !own.contains_key(*path)) {
        let page = claire.send(Method::GET, path, None).await;
        tried += 1;
        for words in
            [BEFORE_THE_HORIZON, OF_THE_ROOM, OF_EMBALLAGE, OF_THE_HOUSE, OF_THE_COMMITTEE].into_iter().flatten()
        {
            // What she typed herself may be said back to her.
            let leaks = page.body.contains(words) && !path.contains(words);
            assert!(!leaks, "claire types {path} and reads {words:?}");
        }
    }
    assert!(tried > 3, "a colleague has pages that a guest has not");
}

/// What is for nobody's eyes, beside what does not exist.
const PAIRS: &[(&str, &str, &str)] = &[
    ("claire", "/posts/0e000000-0000-7000-8000-000000000002", "/posts/0e000000-0000-7000-8000-00000000ffff"),
    ("claire", "/posts/0e000000-0000-7000-8000-000000000003", "/posts/0e000000-0000-7000-8000-00000000ffff"),
    ("claire", "/spaces/ligne-4-coulisse", "/spaces/ligne-4-nothing"),
    ("claire", "/spaces/vie-de-la-maison", "/spaces/nothing-there"),
    ("claire", "/people/paul.girard", "/people/pol.girard"),
    ("lea", "/spaces/ligne-4", "/spaces/ligne-5"),
    ("lea", "/posts/0e000000-0000-7000-8000-000000000001", "/posts/0e000000-0000-7000-8000-00000000ffff"),
    ("lea", "/comments/0f000000-0000-7000-8000-000000000001", "/comments/0f000000-0000-7000-8000-00000000ffff"),
    ("odile", "/spaces/ligne-4", "/spaces/ligne-5"),
    ("paul", "/spaces/comite", "/spaces/comites"),
    ("paul", "/posts/0e000000-0000-7000-8000-000000000001", "/posts/0e000000-0000-7000-8000-00000000ffff"),
    ("marc", "/spaces/ligne-4-coulisse", "/spaces/ligne-4-nothing"),
];

/// An answer as somebody compares two: without what differs from request to request.
fn compared(page: &Page) -> (u16, BTreeMap<String, String>, String) {
    let id = page.headers.get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or("none").to_owned();
    (page.status.as_u16(), plain(&page.headers), page.body.replace(&id, "ID"))
}

fn plain(headers: &HeaderMap) -> BTreeMap<String, String> {
    let all = headers.iter().filter(|(name, _)| !["x-request-id", "date"].contains(&name.as_str()));
    all.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect()
}

#[actix_web::test]
async fn t_16_what_is_hidden_and_what_does_not_exist_answer_alike() {
    let world = World::new().await;
    world.odile_is_elsewhere().await;
    let mut owner = world.browser("hugo").await;
    owner.get("/spaces/ligne-4").await.expect_status(200);
    for (who, hidden, absent) in PAIRS {
        let mut browser = world.browser(who).await;
        for (method, form) in [
            (Method::GET, None),
            (Method::HEAD, None),
            (Method::POST, Some(String::new())),
            (Method::DELETE, None),
            (Method::PUT, None),
        ] {
            let one = browser.send(method.clone(), hidden, form.clone()).await;
            let other = browser.send(method.clone(), absent, form).await;
            assert_eq!(one.status.as_u16(), 404, "{who} {method} {hidden}");
            assert_eq!(compared(&one), compared(&other), "{who} {method}: {hidden} and {absent}");
        }
    }
}

#[actix_web::test]
async fn t_26_what_names_a_space_or_a_post_is_closed_to_those_outside_it() {
    let world = World::new().await;
    let of_ligne_4 = ["/spaces/ligne-4", "/posts/0e0", "/comments/0f0", "/accesses/0d0", "/people/camille"];
    let mut tried = 0;
    for who in ["lea", "odile"] {
        let mut guest = world.browser(who).await;
        for row in access::rows() {
            if !of_ligne_4.iter().any(|place| row.path.starts_with(place)) {
                continue;
            }
            tried += 1;
            let (method, form) =
                if row.route.method == "GET" { (Method::GET, None) } else { (Method::POST, Some(String::new())) };
            let page = guest.send(method, &row.path, form).await;
            // An ended access leaves nothing but the door.
            let status = page.status.as_u16();
            let led = page.headers.get("location").is_some_and(|to| to.as_bytes().starts_with(b"/sign-in"));
            let at_door = who == "odile" && (led || status == 401);
            assert!(status == 404 || at_door, "{who}: {} {} answers {status}", row.route.method, row.path);
        }
    }
    assert!(tried > 4, "there are routes that name a space");
}

#[actix_web::test]
async fn t_28_nothing_that_somebody_signed_in_reads_is_kept_by_a_cache() {
    let world = World::new().await;
    for who in ["claire", "hugo"] {
        for (path, page) in crawl(&mut world.browser(who).await).await {
            let header = |name: &str| {
                page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
            };
            let cached = header("cache-control");
            assert!(cached.contains("private"), "{path}: {cached}");
            let is_picture = header("content-type").starts_with("image/"); // asked for again each time, or hung outside
            let is_file = path.starts_with("/files/") && cached.contains("no-cache"); // through the gate again each time
            assert!(cached.contains("no-store") || is_picture || is_file, "{path}: {cached}");
            assert!(header("vary").contains("Cookie"), "{path}: {}", header("vary"));
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            let policy = header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        }
    }
}

#[actix_web::test]
async fn t_17_an_access_that_has_ended_opens_nothing_of_what_it_opened() {
    let world = World::new().await;
    let mut claire = world.browser("claire").await;
    let before = crawl(&mut claire).await;
    let opened: Vec<&String> = before
        .iter()
        .filter(|(_, page)| OF_LIGNE_4.iter().any(|words| page.body.contains(words)))
        .map(|(path, _)| path)
        .collect();
    assert!(!opened.is_empty(), "there was something to lose");
    world.execute("update memberships set expires_at = '2026-11-23 09:00Z' where role = 'guest'").await;
    for path in opened {
        let page = claire.get(path).await;
        for words in OF_LIGNE_4.iter().chain(NAMES_AT_LIGNE_4).filter(|words| !["Claire Morel"].contains(words)) {
            assert!(!page.body.contains(words), "{path} still says {words:?}:\n{}", page.text());
        }
    }
}

#[actix_web::test]
async fn t_25_an_archived_space_is_as_closed_as_it_was() {
    let world = World::new().await;
    world.execute("update spaces set archived_at = '2026-11-22Z'").await;
    for (who, _, hidden) in CRAWLS {
        for (path, page) in crawl(&mut world.browser(who).await).await {
            for words in hidden.iter().copied().flatten() {
                assert!(!page.body.contains(words), "{who} reads {words:?} on {path}");
            }
        }
    }
    let mut claire = world.browser("claire").await;
    claire.get("/posts/0e000000-0000-7000-8000-000000000001").await.expect("Les bobines partent vendredi");
    claire.get("/posts/0e000000-0000-7000-8000-000000000002").await.expect_status(404);
}

#[actix_web::test]
async fn t_23_t_37_t_45_nobody_is_told_of_what_they_may_not_read_by_a_change_or_after_they_left() {
    let world = World::settled().await;
    let told = "select count(*) from notifications n join people p on p.id = n.person_id where p.email like 'claire@%'";
    let edit = "/posts/0e000000-0000-7000-8000-000000000002/edit";
    let mut thomas = world.browser("thomas").await;
    let form = thomas.get(edit).await.form(edit).fill("body", "Prix négocié, @claire.morel.");
    thomas.submit(form).await.expect_status(200);
    world.work().await;
    assert_eq!(world.count(told).await, 0, "a change of what lies before the horizon");
    let mut hugo = world.browser("hugo").await;
    let form = hugo.get("/spaces/ligne-4").await.form("/spaces/ligne-4/posts").fill("body", "Pour @claire.morel.");
    hugo.submit(form).await.expect_status(200);
    // Between what happened and its telling she goes.
    hugo.post("/accesses/0d000000-0000-7000-8000-000000000001/end", &[]).await.expect_status(200);
    assert!(world.count("select count(*) from untold").await > 0, "there is something to tell");
    world.work().await;
    assert_eq!(world.count(told).await, 0, "whoever left is told nothing");
    let others = "select count(*) from notifications n join people p on p.id = n.person_id where p.email like 'lea@%'";
    assert_eq!(world.count(others).await, 0, "and no guest elsewhere instead");
}

#[actix_web::test]
async fn t_60_somebody_suspended_or_gone_is_out_with_every_session() {
    let world = World::new().await;
    for (who, how) in [("camille", "suspended_at"), ("claire", "left_at")] {
        let mut browser = world.browser(who).await;
        assert_eq!(browser.get("/").await.path, "/");
        world.execute(&format!("update people set {how} = '2026-11-23Z' where email like '{who}@%'")).await;
        for path in crawl(&mut browser).await.keys() {
            let page = browser.get(path).await;
            let words = OF_LIGNE_4.iter().chain(NAMES_AT_LIGNE_4).find(|words| page.body.contains(**words));
            assert!(words.is_none(), "{who} still reads {words:?} on {path}");
        }
        assert!(browser.get("/").await.path.starts_with("/sign-in"));
    }
}
