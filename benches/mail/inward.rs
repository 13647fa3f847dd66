//! Mail that comes in: from the end of its DATA to the 250, and what a page takes meanwhile.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use parvis::seed::PASSWORD;

use crate::http::{Browser, Connection, Request};
use crate::install::{Server, setting};
use crate::{Database, Outcome, told};

const CONNECTIONS: usize = 8;
/// Somebody looks at a page so often.
const PAGE: Duration = Duration::from_millis(100);

pub fn measure(server: &Server, database: &Database, lmtp: u16) -> Outcome<()> {
    let (mails, rate): (usize, f64) = (setting("MAILS", 1500)?, setting("RATE", 50.0)?);
    let seconds = Duration::from_secs_f64(mails as f64 / rate);
    let mut browser = Browser::new(server.address);
    let form = browser.get("/sign-in")?.form("/sign-in").ok_or("there is no form to sign in")?;
    browser.submit(&form.fill("email", "employee@mesure.example").fill("password", PASSWORD))?;
    let home = Request::get("/", &browser.cookie);
    let senders = database.texts("select email from people where kind = 'employee' order by id limit 200")?;
    pages(server.address, &home, Duration::from_secs(2))?;

    println!("\n{mails} mails, {rate} a second, over {CONNECTIONS} connections\n");
    println!("| | measured | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|");
    let idle = told("home page, nothing else", pages(server.address, &home, seconds.min(Duration::from_secs(20)))?);
    let before = server.processes.spent()?;
    let began = Instant::now();
    let (times, looked) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| pages(server.address, &home, seconds));
        let all: Vec<_> = (0..CONNECTIONS)
            .map(|n| {
                let senders = &senders;
                scope.spawn(move || {
                    let mut door = Door::open(lmtp)?;
                    let mut times = Vec::new();
                    for mail in (n..mails).step_by(CONNECTIONS) {
                        let due = Duration::from_secs_f64(mail as f64 / rate);
                        std::thread::sleep(due.saturating_sub(began.elapsed()));
                        times.push(door.hand_over(&senders[mail % senders.len()], mail)?);
                    }
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>(times)
                })
            })
            .collect();
        let mut times = Vec::new();
        for one in all {
            times.extend(one.join().map_err(|_| "a connection broke")??);
        }
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>((times, looking.join().map_err(|_| "nobody looked")??))
    })?;
    let took = began.elapsed().as_secs_f64();
    let spent = server.processes.spent()?.since(before);
    let p95 = told("end of DATA to 250", times);
    let busy = told("home page, meanwhile", looked);
    println!(
        "\np95 to 250: {p95:.1} ms (budget 50). Page p95: {:.2} times idle (budget 2). Taken in {took:.1} s; processor ms a mail, \
         pages and publishing included: server {:.1}, database {:.1}",
        busy / idle.max(0.001),
        spent.server / mails as f64,
        spent.database / mails as f64
    );
    let began = Instant::now();
    while database.count("select count(*) from jobs where kind = 'read_mail' and run_at <= now()")? > 0 {
        std::thread::sleep(Duration::from_millis(100));
    }
    let (states, after) = (
        database.texts("select state || ' ' || count(*) from mail_recipients group by state order by 1")?,
        began.elapsed().as_secs_f64(),
    );
    println!("all read {after:.1} s later: {}", states.join(", "));
    Ok(())
}

/// Asks for a page again and again, for a while.
fn pages(address: SocketAddr, page: &Request, time: Duration) -> Outcome<Vec<u32>> {
    let (began, mut times) = (Instant::now(), Vec::new());
    let mut connection = Connection::new(address)?;
    while began.elapsed() < time {
        let asked = Instant::now();
        let answer = connection.send(page)?;
        if answer.status != 200 {
            return Err(format!("the page answers {}", answer.status).into());
        }
        times.push(asked.elapsed().as_micros() as u32);
        std::thread::sleep(PAGE.saturating_sub(asked.elapsed()));
    }
    Ok(times)
}

/// A mail server's connection to the door.
pub struct Door(BufReader<TcpStream>);

impl Door {
    pub fn open(port: u16) -> Outcome<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        let mut door = Self(BufReader::new(stream));
        door.hears()?;
        door.says("LHLO bench.test\r\n")?;
        Ok(door)
    }

    /// Hands a mail over to the hall; how long it took from its end to its answer, in microseconds.
    pub fn hand_over(&mut self, sender: &str, number: usize) -> Outcome<u32> {
        self.says("XFORWARD ADDR=127.0.0.1 HELO=bench.test\r\n")?;
        self.says(&format!("MAIL FROM:<{sender}>\r\n"))?;
        self.says("RCPT TO:<hall@localhost>\r\n")?;
        self.says("DATA\r\n")?;
        let words = "Les bobines arrivent mardi matin, avant huit heures, au quai trois.\r\n".repeat(30);
        let text = format!(
            "From: <{sender}>\r\nTo: <hall@localhost>\r\nSubject: Livraison {number}\r\nMessage-ID: <{}@bench.test>\r\n\
             Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}",
            uuid::Uuid::now_v7()
        );
        self.0.get_mut().write_all(text.as_bytes())?;
        let ended = Instant::now();
        let said = self.says(".\r\n")?;
        let took = ended.elapsed().as_micros() as u32;
        if said.starts_with("250") { Ok(took) } else { Err(format!("it was not taken: {said}").into()) }
    }

    fn says(&mut self, line: &str) -> Outcome<String> {
        self.0.get_mut().write_all(line.as_bytes())?;
        self.hears()
    }

    fn hears(&mut self) -> Outcome<String> {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            match line.as_bytes().get(3) {
                Some(b'-') => {}
                Some(_) => return Ok(line),
                None => return Err("the door was shut".into()),
            }
        }
    }
}
