//! The access table: every route as each kind of person, with the status they get. It is made from the one table of
//! routes, so a new URL appears by itself and a reviewer sees whom it opens to.
//!
//! `UPDATE_GOLDEN=1 cargo test access` writes `tests/golden/access.txt` anew; read the difference before you keep it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use actix_web::http::Method;
use parvis::web::routes::{ROUTES, Route};

use crate::support::browser::Page;
use crate::support::{Browser, World};

/// The nine people, and who they are in Ligne 4. Nobody has no name.
const PEOPLE: [(&str, &str); 9] = [
    ("", "nobody"),
    ("claire", "guest here"),
    ("lea", "guest elsewhere"),
    ("odile", "expired guest"),
    ("paul", "employee outside"),
    ("camille", "member"),
    ("thomas", "moderator"),
    ("hugo", "owner"),
    ("marc", "admin"),
];

/// What stands for a parameter, by what stands before it in the path. Several: a row for each.
const FILLED: &[(&str, &[(&str, &str)])] = &[
    ("/spaces/{id}", &[("0c000000-0000-7000-8000-000000000001", "")]),
    ("/invitations/{id}", &[(ABSENT, "")]),
    ("//", &[("plan.txt", "")]),
    ("/mail/{letter}", &[("none.eml", "")]),
    ("/mail/{mail}", &[(ABSENT, "")]),
    ("/held/", &[(ABSENT, "")]),
    ("/confirmations/", &[(TOKEN, "")]),
    ("/files/{token}", &[(TOKEN, "")]),
    ("/spaces/", &[("ligne-4", ""), ("ligne-4-coulisse", "the back room"), ("vie-de-la-maison", "an open group")]),
    (
        "/posts/",
        &[
            ("0e000000-0000-7000-8000-000000000001", ""),
            ("0e000000-0000-7000-8000-000000000002", "before the horizon"),
            ("0e000000-0000-7000-8000-000000000003", "in the back room"),
        ],
    ),
    ("/icons/", &[("192.png", "")]),
    ("/comments/", &[("0f000000-0000-7000-8000-000000000001", "")]),
    (
        "/people/",
        &[("camille.vasseur", ""), ("paul.girard", "an employee outside"), ("claire.morel", "the guest here")],
    ),
    ("/accesses/", &[("0d000000-0000-7000-8000-000000000001", "")]),
    ("/organizations/", &[("0a000000-0000-7000-8000-000000000002", "")]),
    ("/members/", &[("0b000000-0000-7000-8000-000000000001", "")]),
    ("/requests/", &[("0b000000-0000-7000-8000-000000000004", "")]),
    ("/guests/", &[("0d000000-0000-7000-8000-000000000001", "")]),
    (
        "/files/",
        &[
            ("10000000-0000-7000-8000-000000000001", ""),
            ("10000000-0000-7000-8000-000000000002", "before the horizon"),
            ("10000000-0000-7000-8000-000000000003", "in the back room"),
        ],
    ),
    ("/reports/", &[(ABSENT, "")]),
    ("/photo/", &[(ABSENT, "")]),
    ("/picture/", &[(ABSENT, "")]),
    ("/logo/", &[(ABSENT, "")]),
    ("/sessions/", &[(ABSENT, "")]),
    ("/devices/", &[(ABSENT, "")]),
    ("/drafts/", &[(ABSENT, "")]),
    ("/forms/", &[(ABSENT, "")]),
    ("/notifications/", &[(ABSENT, "")]),
    ("/letters/", &[("none.eml", "")]),
    ("/versions/", &[("1", "")]),
    ("/invitations/", &[(TOKEN, "")]),
    ("/assets/", &[("none.css", "")]),
];

/// An id of nothing.
const ABSENT: &str = "01900000-0000-7000-8000-000000000000";
/// A link that was never sent.
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A route with its parameters filled.
pub struct Row {
    pub route: &'static Route,
    pub path: String,
    pub about: String,
}

/// By what stands before it and its own name, else by what stands before it.
fn filling(place: &str, name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    let named = format!("{place}{{{name}}}");
    let known =
        FILLED.iter().find(|(noun, _)| *noun == named).or_else(|| FILLED.iter().find(|(noun, _)| *noun == place));
    known.map(|(_, values)| *values)
}

pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut unknown = Vec::new();
    for route in ROUTES {
        let mut filled = vec![(String::new(), Vec::new())];
        let mut rest = route.path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("braces that close");
            let so_far = format!("{}{before}", route.path.split('{').next().unwrap_or_default());
            let place = before.rsplit('/').nth(1).map(|noun| format!("/{noun}/")).unwrap_or(so_far);
            let values: &[(&str, &str)] = match filling(&place, name) {
                Some(values) => values,
                None if name == "token" => &[(TOKEN, "")],
                None => {
                    unknown.push(format!("{} {}: what is {{{name}}} behind {place}?", route.method, route.path));
                    &[(ABSENT, "")]
                }
            };
            filled = filled
                .into_iter()
                .flat_map(|(path, about): (String, Vec<&str>)| {
                    values.iter().map(move |(value, what)| {
                        let about = about.iter().copied().chain((!what.is_empty()).then_some(*what)).collect();
                        (format!("{path}{before}{value}"), about)
                    })
                })
                .collect();
            rest = after;
        }
        rows.extend(filled.into_iter().map(|(path, about)| {
            let (path, about) = (format!("{path}{rest}"), about.join(", "));
            Row { route, path, about }
        }));
    }
    assert!(unknown.is_empty(), "\n{}\nGive them a line in FILLED (tests/parvis/access.rs).", unknown.join("\n"));
    rows
}

/// What somebody gets: the status; `door` when they are sent to sign in.
fn got(page: &Page) -> String {
    let location = page.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if location.starts_with("/sign-in") { "door".to_owned() } else { page.status.as_u16().to_string() }
}

async fn browser(world: &World, who: &str) -> Browser {
    if who.is_empty() { world.nobody().await } else { world.browser(who).await }
}

async fn columns_of(people: &[(&'static str, &'static str)], rows: &[Row]) -> Vec<(&'static str, Vec<String>)> {
    let mut columns = Vec::new();
    for (who, about) in people {
        columns.push((*about, column(who, rows).await));
    }
    columns
}

/// Everything one person gets. The world is made anew after each act that may have changed it.
async fn column(who: &str, rows: &[Row]) -> Vec<String> {
    let mut world = World::new().await;
    let mut person = browser(&world, who).await;
    let mut column = Vec::new();
    for row in rows {
        let is_act = row.route.method != "GET";
        let method = if is_act { Method::POST } else { Method::GET };
        let page = person.send(method, &row.path, is_act.then(String::new)).await;
        if !is_act && ["lea", "hugo"].contains(&who) {
            let head = person.send(Method::HEAD, &row.path, None).await;
            assert_eq!(head.status, page.status, "HEAD {} for {who}", row.path);
        }
        column.push(got(&page));
        if is_act && !page.status.is_client_error() {
            world = World::new().await;
            person = browser(&world, who).await;
        }
    }
    column
}

#[test]
fn the_access_table_is_as_agreed() {
    let rows = rows();
    assert!(rows.len() >= ROUTES.len());
    // Three hands: the table is long, and a test of a minute would be one that nobody runs.
    let columns: BTreeMap<&str, Vec<String>> = std::thread::scope(|scope| {
        let hands: Vec<_> = PEOPLE
            .chunks(3)
            .map(|people| scope.spawn(|| actix_web::rt::System::new().block_on(columns_of(people, &rows))))
            .collect();
        hands.into_iter().flat_map(|hand| hand.join().expect("a column of the table")).collect()
    });
    let table = table(&rows, &columns);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/access.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &table).expect("the table is written");
    }
    let broken: Vec<&str> = table.lines().filter(|line| line.split_whitespace().any(|cell| cell == "500")).collect();
    assert!(broken.is_empty(), "nobody may break a page:\n{}", broken.join("\n"));
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    let differences: Vec<String> = diff(&agreed, &table);
    assert!(
        differences.is_empty(),
        "the access table has changed:\n{}\nRead it line by line; UPDATE_GOLDEN=1 keeps it.",
        differences.join("\n")
    );
}

fn table(rows: &[Row], columns: &BTreeMap<&str, Vec<String>>) -> String {
    let mut table = String::from(
        "Every route as each kind of person: the status, or `door` for being sent to sign in. Forms are sent empty (so 422\n\
         means: let in, and asked to fill the form). Written by tests/parvis/access.rs.\n",
    );
    let wide = rows.iter().map(|row| row.route.path.len() + row.about.len() + 9).max().unwrap_or_default();
    let head: Vec<&str> = PEOPLE.iter().map(|(_, about)| *about).collect();
    let rest = head.iter().map(|about| format!("{about:<17}")).collect::<String>();
    writeln!(table, "\n{:wide$}  {}", "", rest.trim_end()).expect("a text");
    for (number, row) in rows.iter().enumerate() {
        let about = if row.about.is_empty() { String::new() } else { format!(" ({})", row.about) };
        let name = format!("{:<4} {}{about}", row.route.method, row.route.path);
        let cells = head.iter().map(|about| format!("{:<17}", columns[about][number])).collect::<String>();
        writeln!(table, "{name:wide$}  {}", cells.trim_end()).expect("a text");
    }
    table
}

/// The lines that only one of both has. The width of the columns is no difference.
fn diff(agreed: &str, now: &str) -> Vec<String> {
    let plain = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let (agreed, now) = (plain(agreed), plain(now));
    let gone = agreed.iter().filter(|line| !now.contains(line)).map(|line| format!("- {line}"));
    let new = now.iter().filter(|line| !agreed.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect()
}

#[actix_web::test]
async fn the_cast_has_somebody_to_hide_from() {
    let world = World::new().await;
    let posts = "select count(*) from posts where space_id <> '0c000000-0000-7000-8000-000000000001'";
    assert!(world.count(posts).await > 0, "there are posts that a guest of Ligne 4 must not see");
    let before = "select count(*) from posts p join memberships m using (space_id) where p.published_at < m.sees_from";
    assert!(world.count(before).await > 0, "there is a post before the guest's horizon");
    let expired = "select count(*) from memberships where expires_at < '2026-11-23 09:00Z'";
    assert!(world.count(expired).await > 0, "there is an access that has ended");
}
