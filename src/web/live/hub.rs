//! The open streams of one server.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use actix_web::web::{Bytes, Data};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use crate::app::App;
use crate::domain::db::Db;
use crate::domain::ids::{PostId, SpaceId};
use crate::domain::live::{self, Listener, Poke, What};
use crate::error::Result;
use crate::stop::Stop;

/// The streams of one person at the same time: a browser holds one, whatever the number of its tabs. One more ends the oldest,
/// which most likely belongs to a page that was left: that is noticed only when something is written to it.
const OF_ONE_PERSON: usize = 20;
/// The streams of one server.
const IN_ALL: usize = 20_000;
/// What a reader may leave unread. More is not kept for them: they are told to ask for everything anew.
const UNREAD: usize = 16;
/// Proxies end what is silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(25);
/// What was heard so lately is told again to whoever comes in: their page was drawn before they did. Whoever knows nothing
/// for longer asks for everything anew, however much happened meanwhile: that would be a number they could not count.
const RECENT: TimeDelta = TimeDelta::seconds(20);
/// And no more of it than this.
const MOST_RECENT: usize = 1_000;
/// What is published at an instant is heard of a little later, and clocks of several servers differ.
const LATE: TimeDelta = TimeDelta::seconds(2);

/// All open streams of this server.
#[derive(Default)]
pub struct Hub {
    inner: Mutex<Inner>,
    pub(super) stop: Stop,
}

#[derive(Default)]
struct Inner {
    /// From when on nothing was missed; nothing is heard before, nor after the server was told to stop.
    open_since: Option<DateTime<Utc>>,
    streams: HashMap<u64, Line>,
    made: u64,
    recent: VecDeque<(DateTime<Utc>, Poke)>,
}

/// The way to one reader.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) listener: Listener,
    out: Sender<Bytes>,
    /// Whether something did not fit any more.
    missed: Arc<AtomicBool>,
}

impl Line {
    pub(super) fn say(&self, event: Bytes) {
        if let Err(TrySendError::Full(_)) = self.out.try_send(event) {
            self.missed.store(true, Ordering::Relaxed);
        }
    }
}

/// One reader's end. The stream is over when it is dropped.
pub(super) struct Seat {
    app: Data<App>,
    key: u64,
    heard: Receiver<Bytes>,
    missed: Arc<AtomicBool>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.app.live.inner().streams.remove(&self.key);
    }
}

impl Seat {
    /// The next that is to be written.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        if self.heard.is_empty() && self.missed.swap(false, Ordering::Relaxed) {
            return Some(event("resync", self.app.clock.now(), ""));
        }
        match timeout(KEEP_ALIVE, self.heard.recv()).await {
            Ok(heard) => heard,
            Err(_) => Some(Bytes::from_static(b":\n\n")),
        }
    }
}

/// An event as it is written. Its id is the instant up to which its reader knows everything.
pub(super) fn event(kind: &str, at: DateTime<Utc>, data: &str) -> Bytes {
    let at = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    format!("id: {at}\nevent: {kind}\ndata: {data}\n\n").into()
}

/// That something happened to a post.
pub(super) fn about(post: PostId, space: SpaceId, what: What, at: DateTime<Utc>) -> Bytes {
    let data = serde_json::json!({ "post": post, "space": space, "what": what });
    event("post", at, &data.to_string())
}

impl Hub {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("nobody panics while holding the streams")
    }

    /// Whether streams stay open here.
    pub fn is_open(&self) -> bool {
        self.inner().open_since.is_some()
    }

    /// How many streams there are.
    pub fn streams(&self) -> usize {
        self.inner().streams.len()
    }

    /// All streams end, and none begins any more: browsers go to another server.
    pub fn close(&self) {
        self.stop.request();
        let mut inner = self.inner();
        inner.open_since = None;
        inner.streams.clear();
    }

    /// From now on everything is heard. Who was there before may have missed something.
    pub(super) fn open(&self, now: DateTime<Utc>) {
        let mut inner = self.inner();
        if !self.stop.is_requested() {
            inner.open_since = Some(now);
            inner.recent.clear();
            inner.streams.values().for_each(|line| line.say(event("resync", now, "")));
        }
    }

    /// A stream for somebody; nothing when this server has too many.
    pub(super) fn seat(&self, app: &Data<App>, listener: Listener) -> Option<(Seat, Line)> {
        let mut inner = self.inner();
        if inner.streams.len() >= IN_ALL {
            return None;
        }
        let own = inner.streams.iter().filter(|(_, line)| line.listener.person() == listener.person());
        let own: Vec<u64> = own.map(|(key, _)| *key).collect();
        if own.len() >= OF_ONE_PERSON
            && let Some(oldest) = own.iter().min()
        {
            inner.streams.remove(oldest);
        }
        let (out, heard) = channel(UNREAD);
        let missed = Arc::<AtomicBool>::default();
        inner.made += 1;
        let key = inner.made;
        let line = Line { listener, out, missed: missed.clone() };
        // Before the first listening and after the last, what is held by nobody ends at once.
        if inner.open_since.is_some() {
            inner.streams.insert(key, line.clone());
        }
        Some((Seat { app: app.clone(), key, heard, missed }, line))
    }

    /// What was heard since a moment; nothing when that is no longer known.
    pub(super) fn since(&self, moment: DateTime<Utc>, now: DateTime<Utc>) -> Option<HashSet<Poke>> {
        let inner = self.inner();
        let oldest = inner.recent.front().map(|(at, _)| *at).filter(|_| inner.recent.len() >= MOST_RECENT);
        let known = inner.open_since?.max(now - RECENT).max(oldest.unwrap_or(DateTime::<Utc>::MIN_UTC));
        let recent = inner.recent.iter().filter(|(at, _)| *at >= moment - LATE);
        (moment >= known).then(|| recent.map(|(_, poke)| *poke).collect())
    }

    fn remember(&self, now: DateTime<Utc>, pokes: &[Poke]) {
        let mut inner = self.inner();
        inner.recent.extend(pokes.iter().map(|poke| (now, *poke)));
        let is_old = |inner: &Inner| inner.recent.front().is_some_and(|(at, _)| *at < now - RECENT);
        while is_old(&inner) || inner.recent.len() > MOST_RECENT {
            inner.recent.pop_front();
        }
    }

    /// All who listen now.
    fn listeners(&self) -> Vec<Listener> {
        self.inner().streams.values().map(|line| line.listener).collect::<HashSet<_>>().into_iter().collect()
    }

    fn say(&self, event: &Bytes, to: impl Fn(&Listener) -> bool) {
        self.inner().streams.values().filter(|line| to(&line.listener)).for_each(|line| line.say(event.clone()));
    }

    /// Tells each reader what concerns them.
    pub(super) async fn tell(&self, db: &Db, pokes: Vec<Poke>) -> Result<()> {
        // Whoever comes in from here on is told what was heard before.
        self.remember(db.at(), &pokes);
        let mut told = HashSet::new();
        for poke in pokes.into_iter().filter(|poke| told.insert(*poke)) {
            match poke {
                Poke::Post(post, what) => {
                    if let Some(hearers) = live::hearers(db, &self.listeners(), post).await? {
                        self.say(&about(post, hearers.space, what, db.at()), |listener| hearers.include(listener));
                    }
                }
                Poke::Person(person) => self.say(&event("resync", db.at(), ""), |listener| listener.is_of(person)),
                Poke::Sessions => self.look(db).await?,
            }
        }
        Ok(())
    }

    /// Ends the streams whose sessions have ended, or see with other eyes.
    pub async fn look(&self, db: &Db) -> Result<()> {
        let listeners = self.listeners();
        let living = live::living(db, &listeners).await?;
        let over: HashSet<Listener> = listeners.into_iter().filter(|listener| !living.contains(listener)).collect();
        if !over.is_empty() {
            self.say(&event("end", db.at(), ""), |listener| over.contains(listener));
            self.inner().streams.retain(|_, line| !over.contains(&line.listener));
        }
        Ok(())
    }
}
