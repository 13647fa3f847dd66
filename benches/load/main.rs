//! What pages cost: requests a second, how long they take, and the processor's time of server and database for each.
//!
//! `cargo bench --bench load` seeds a company in a folder of its own (once), starts the program on it, measures, and stops
//! it. What may be set:
//!
//! - `PARVIS_BENCH_SIZE`: people, spaces, posts and comments, as `1000,100,10000,50000`;
//! - `PARVIS_BENCH_DATA`: the folder, kept for the next time;
//! - `PARVIS_BENCH_SECONDS` for each line (10), `PARVIS_BENCH_CONNECTIONS` (32), `PARVIS_BENCH_ONLY` (a part of a line's name);
//! - `PARVIS_BENCH_STREAMS=2000`: open pages alone, so many;
//! - `PARVIS_URL` and `PARVIS_PID`: a seeded server that runs already, instead.

mod http;
mod install;
mod live;
mod measure;
mod processes;

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use http::{Browser, Request};
use install::{Server, setting};
use measure::{Load, Measured};
use parvis::seed::{PASSWORD, word};

/// Two words that a ninth of all texts hold: the worst that can be asked.
const WORST: &str = "/search?q=presse+livraison";

/// Two words as common as words with a meaning are: each stands in some comments of a hundred, both in some of ten thousand.
fn common() -> String {
    format!("/search?q={}+{}", word(10), word(20))
}

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    // `cargo test --benches` only wants to know that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let server = Server::start()?;
    if std::env::var_os("PARVIS_BENCH_STREAMS").is_some() {
        live::streams(&server)?;
        return server.stop();
    }
    let load =
        Load { address: server.address, connections: setting("CONNECTIONS", 32)?, seconds: setting("SECONDS", 10)? };
    println!("{} connections, {} s a line\n", load.connections, load.seconds);
    println!("| | requests/s | p50 ms | p95 ms | p99 ms | server CPU ms | database CPU ms | sum | bytes | failed |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    pages(&load, &server)?;
    comments(&load, &server)?;
    println!("\nresident memory of the server: {} MB", server.processes.resident()? / 1_000_000);
    server.stop()
}

/// Reading, as each of those who are worst off.
fn pages(load: &Load, server: &Server) -> Outcome<()> {
    let nobody = Browser::new(load.address);
    let door = nobody.get("/sign-in")?;
    line(load, server, "sign-in page", &[Request::get("/sign-in", "")])?;
    if let Some(style) =
        door.between("rel=\"stylesheet\" href=\"", "\"").or_else(|| door.between("href=\"/assets", "\""))
    {
        let path = if style.starts_with('/') { style } else { format!("/assets{style}") };
        line(load, server, "style sheet", &[Request::get(&path, "")])?;
    }
    for who in ["employee", "everywhere", "admin", "guest"] {
        let browser = sign_in(load.address, who)?;
        line(load, server, &format!("home feed, {who}"), &[Request::get("/", &browser.cookie)])?;
        let home = browser.get("/")?;
        let own = home
            .all_between("href=\"/spaces/", "\"")
            .into_iter()
            .find(|slug| slug != "new" && !slug.contains(['/', '?']));
        let feed = if who == "guest" { own } else { Some("hall".to_owned()) };
        let Some(feed) = feed else { continue };
        let feed = format!("/spaces/{feed}");
        line(load, server, &format!("space feed, {who}"), &[Request::get(&feed, &browser.cookie)])?;
        let threads = threads(&browser.get(&feed)?.body);
        let Some(thread) = threads.first() else { continue };
        let name = if who == "guest" { "a thread, guest".to_owned() } else { format!("thread of 50 comments, {who}") };
        line(load, server, &name, &[Request::get(thread, &browser.cookie)])?;
        line(load, server, &format!("search of two common words, {who}"), &[Request::get(&common(), &browser.cookie)])?;
        line(load, server, &format!("search of the worst two, {who}"), &[Request::get(WORST, &browser.cookie)])?;
        unchanged(load, server, &browser, who)?;
    }
    Ok(())
}

/// The home page again, when the server says by a tag that nothing has changed.
fn unchanged(load: &Load, server: &Server, browser: &Browser, who: &str) -> Outcome<()> {
    let Some(tag) = browser.get("/")?.header("etag") else { return Ok(()) };
    let request = Request::get_unless("/", &browser.cookie, &tag);
    line(load, server, &format!("unchanged home, {who}"), &[request])
}

/// Writing: each connection under a thread of its own, as people do.
fn comments(load: &Load, server: &Server) -> Outcome<()> {
    let browser = sign_in(load.address, "everywhere")?;
    let mut found = Vec::new();
    let mut next = Some("/".to_owned());
    while let Some(path) = next.filter(|_| found.len() < load.connections) {
        let page = browser.get(&path)?;
        for thread in threads(&page.body) {
            if !found.contains(&thread) {
                found.push(thread);
            }
        }
        next = page
            .all_between("href=\"", "\"")
            .into_iter()
            .find(|link| link.contains("before=") || link.contains("after="));
        next = next.map(|link| link.replace("&amp;", "&"));
    }
    let mut forms = Vec::new();
    for thread in found.iter().take(load.connections) {
        let page = browser.get(thread)?;
        forms.extend(page.form(&format!("{thread}/comments")));
    }
    if forms.is_empty() {
        println!("| comment | - | | | | | | | | no thread has a form |");
        return Ok(());
    }
    let cookie = browser.cookie.clone();
    let requests: Vec<Request> = forms.into_iter().map(|form| Request::form(form, &cookie)).collect();
    line(load, server, "comment created", &requests)
}

/// The addresses of the threads of a page, in its order.
fn threads(body: &str) -> Vec<String> {
    let mut threads = Vec::new();
    for rest in body.split("href=\"/posts/").skip(1) {
        let id: String = rest.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect();
        let path = format!("/posts/{id}");
        if id.len() == 36 && !threads.contains(&path) {
            threads.push(path);
        }
    }
    threads
}

fn sign_in(address: SocketAddr, who: &str) -> Outcome<Browser> {
    let mut browser = Browser::new(address);
    let form = browser.get("/sign-in")?.form("/sign-in").ok_or("there is no form to sign in")?;
    let form = form.fill("email", &format!("{who}@mesure.example")).fill("password", PASSWORD);
    browser.submit(&form)?;
    match browser.get("/")?.status {
        200 => Ok(browser),
        status => Err(format!("{who} could not sign in: {status}. Is this server seeded?").into()),
    }
}

/// Measures one kind of request and prints its line.
fn line(load: &Load, server: &Server, name: &str, requests: &[Request]) -> Outcome<()> {
    if std::env::var("PARVIS_BENCH_ONLY").is_ok_and(|only| !name.contains(&only)) {
        return Ok(());
    }
    let requests: Arc<[Request]> = requests.into();
    load.warm_up(&requests)?;
    let before = server.processes.spent()?;
    let Measured { requests, failed, bytes, seconds, mut times } = load.run(&requests)?;
    let spent = server.processes.spent()?.since(before);
    times.sort_unstable();
    let at =
        |share: f64| times.get((times.len() as f64 * share) as usize).map_or(0.0, |micros| f64::from(*micros) / 1000.0);
    let each = |ms: f64| ms / requests.max(1) as f64;
    println!(
        "| {name} | {:.0} | {:.1} | {:.1} | {:.1} | {:.3} | {:.3} | **{:.3}** | {} | {failed} |",
        requests as f64 / seconds,
        at(0.5),
        at(0.95),
        at(0.99),
        each(spent.server),
        each(spent.database),
        each(spent.server + spent.database),
        bytes / requests.max(1),
    );
    Ok(())
}
