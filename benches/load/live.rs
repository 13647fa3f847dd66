//! What open pages cost: the memory of streams that only wait, and the processor's time of one poke to all of them.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::http::Browser;
use crate::install::{Server, setting};
use crate::{Outcome, processes::Spent, sign_in};

/// As many as one person may hold.
const OF_ONE: usize = 20;

/// Longer than a poke may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens so many streams, and measures them idle and poked.
pub fn streams(server: &Server) -> Outcome<()> {
    let wanted: usize = setting("STREAMS", 2_000)?;
    let people = (0..wanted.div_ceil(OF_ONE)).map(|n| sign_in(server.address, &format!("person-{}", n + 10)));
    let people = people.collect::<Outcome<Vec<Browser>>>()?;
    let author = sign_in(server.address, "admin")?;
    let empty = server.processes.resident()?;
    let began = Instant::now();
    let streams = (0..wanted).map(|n| open(server, &people[n % people.len()]));
    let mut streams = streams.collect::<Outcome<Vec<TcpStream>>>()?;
    let opened = began.elapsed();
    let full = server.processes.resident()?;
    println!(
        "\n{wanted} streams, opened in {:.1} s: {:.1} MB more than the idle server's {:.0} MB, {:.1} KB each",
        opened.as_secs_f64(),
        (full as f64 - empty as f64) / 1e6,
        empty as f64 / 1e6,
        (full as f64 - empty as f64) / 1e3 / wanted as f64,
    );
    let quiet = Duration::from_secs(10);
    let idle = spends(server, || {
        std::thread::sleep(quiet);
        Ok(())
    })?;
    println!("waiting: {:.1} ms of the processor in {} s", idle.server + idle.database, quiet.as_secs());
    // An answer in the hall, which everybody reads.
    let thread = crate::threads(&author.get("/spaces/hall")?.body).into_iter().next().ok_or("no thread in the hall")?;
    let form = author.get(&thread)?.form(&format!("{thread}/comments")).ok_or("no form to answer")?;
    let mut last = Duration::ZERO;
    let one = spends(server, || {
        let mut author = Browser::new(server.address).with(&author.cookie);
        author.submit(&form.fill("body", "À tous."))?;
        let began = Instant::now();
        streams.iter_mut().try_for_each(|stream| until(stream, "event: post"))?;
        last = began.elapsed();
        Ok(())
    })?;
    println!(
        "one answer to all: {:.0} ms of the server, {:.0} ms of the database, the answer itself included; the last heard of it {:.0} ms after",
        one.server,
        one.database,
        last.as_secs_f64() * 1e3,
    );
    Ok(())
}

fn spends(server: &Server, act: impl FnOnce() -> Outcome<()>) -> Outcome<Spent> {
    let before = server.processes.spent()?;
    act()?;
    Ok(server.processes.spent()?.since(before))
}

fn open(server: &Server, who: &Browser) -> Outcome<TcpStream> {
    let mut stream = TcpStream::connect(server.address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let cookie = &who.cookie;
    write!(stream, "GET /live HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\r\n")?;
    until(&mut stream, "event: hello")?;
    Ok(stream)
}

/// Reads until it is said.
fn until(stream: &mut TcpStream, said: &str) -> Outcome<()> {
    let (mut heard, mut piece) = (String::new(), [0; 4096]);
    while !heard.contains(said) {
        match stream.read(&mut piece)? {
            0 => return Err(format!("a stream ended: {heard}").into()),
            read => heard.push_str(&String::from_utf8_lossy(&piece[..read])),
        }
    }
    Ok(())
}
