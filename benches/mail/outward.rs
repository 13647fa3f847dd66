//! Letters that go out: everybody of the hall hears of each post at once.

use std::time::{Duration, Instant};

use crate::install::{Server, setting};
use crate::inward::Door;
use crate::sink::Sink;
use crate::{Database, Outcome};

/// After three letters in an hour the next wait: here an hour passes between two posts.
const AN_HOUR_LATER: &str = "update deliveries set sent_at = sent_at - interval '2 hours' where sent_at is not null";

pub fn measure(server: &Server, database: &Database, sink: &Sink, lmtp: u16) -> Outcome<()> {
    // What else is to be told is told first, and not counted.
    while database.count("select count(*) from untold")? > 0 {
        std::thread::sleep(Duration::from_millis(100));
    }
    database.run("delete from deliveries where state = 'waiting'")?;
    let wanted: usize = setting("LETTERS", 50_000)?;
    database.run(
        "update memberships m set closeness = 'everything' from spaces s where s.id = m.space_id and s.slug = 'hall';
         insert into ways (person_id, topic, way) select id, 'news', 'at_once' from people on conflict do nothing;
         insert into preferences (person_id, quiet) select id, false from people
             on conflict (person_id) do update set quiet = false",
    )?;
    let senders = database.texts("select email from people where kind = 'employee' order by id desc limit 200")?;
    let (mut door, before) = (Door::open(lmtp)?, server.processes.spent()?);
    let (mut seconds, mut posts, first) = (0.0, 0, sink.taken());
    while sink.taken() - first < wanted {
        database.run(AN_HOUR_LATER)?;
        let (began, at_first) = (Instant::now(), sink.taken());
        door.hand_over(&senders[posts % senders.len()], posts)?;
        let waiting = "select count(*) from deliveries where way = 'at_once' and state = 'waiting' and due_at <= now()";
        let unread = "select count(*) from jobs where kind = 'read_mail'";
        let untold = "select count(*) from untold";
        // The first letters of a post come some moments after it.
        while sink.taken() == at_first
            || database.count(unread)? + database.count(untold)? + database.count(waiting)? > 0
        {
            if began.elapsed() > Duration::from_secs(3600) {
                return Err("letters do not come".into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        seconds += began.elapsed().as_secs_f64();
        posts += 1;
    }
    let (letters, spent) = (sink.taken() - first, server.processes.spent()?.since(before));
    println!(
        "\n{letters} letters for {posts} posts in {seconds:.1} s: {:.0} a second; processor ms a letter: server {:.2}, database {:.2}",
        letters as f64 / seconds,
        spent.server / letters as f64,
        spent.database / letters as f64
    );
    Ok(())
}
