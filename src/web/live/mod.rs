//! `GET /live`: what moves, to open pages, as server-sent events (WHATWG HTML, 9.2). One connection listens to the database
//! for all streams of this server, so that any number of servers may stand side by side. A stream carries ids of what its
//! reader sees at that moment, and nothing else; the page asks for the rest as any page does. Who hears nothing of an event is
//! not even woken by it.

mod hub;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Bytes, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use futures_util::{Stream, stream};
use serde::Deserialize;
use tokio::time::{interval, sleep};

use super::answer::Answer;
use super::refusal::Refusal;
use super::visit::Visit;
use crate::app::App;
use crate::domain::db::{Database, Ear};
use crate::domain::live::{self, Listener, Poke};
use crate::domain::position::moment;
use crate::error::Result;
pub use hub::Hub;
use hub::{Line, Seat, about, event};

/// How often sessions are looked at that end by the clock alone.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(60);
/// How long to wait before the database is called again.
const CALLED_AGAIN: Duration = Duration::from_millis(500);

/// Listens until the server stops. When the database goes away and comes back, all readers ask for everything anew.
pub async fn listen(app: Arc<App>) {
    let hub = &app.live;
    while !hub.stop.is_requested() {
        let heard = async {
            let mut ear = live::listen(app.db.server()).await?;
            hub.open(app.clock.now());
            hear(&app.db, hub, &mut ear).await
        };
        tokio::select! {
            ended = heard => if let Err(error) = ended {
                tracing::warn!("live: {error}");
            },
            () = hub.stop.requested() => return,
        }
        sleep(CALLED_AGAIN).await;
    }
}

/// Hears and tells, until the connection ends.
async fn hear(db: &Database, hub: &Hub, ear: &mut Ear) -> Result<()> {
    let mut clock = interval(LOOKED_AT_EVERY);
    loop {
        tokio::select! {
            heard = ear.heard() => match heard {
                Some(payloads) => {
                    let pokes = payloads.iter().flat_map(|payload| live::read(payload)).collect();
                    hub.tell(&db.read().await?, pokes).await?;
                }
                None => return Ok(()),
            },
            _ = clock.tick() => hub.look(&db.read().await?).await?,
        }
    }
}

/// Since when the page that asks knows nothing: when it was drawn, or the id of the last event it heard.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    since: String,
}

/// `GET /live`
pub async fn show(visit: Visit, asked: Query<Asked>, request: HttpRequest) -> Answer {
    let site = request.headers().get("sec-fetch-site").map(|site| site.as_bytes());
    if site.is_some_and(|site| site != b"same-origin") {
        return Err(Refusal::Foreign);
    }
    let listener = Listener::new(visit.resumed());
    let (seat, line) = visit.app.live.seat(&visit.app, listener).ok_or(Refusal::TooMany)?;
    if visit.app.live.is_open() {
        line.say(event("hello", visit.db.at(), ""));
        catch_up(&visit, &line, moment(&asked.since)).await?;
    }
    drop(line);
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(written(seat)))
}

/// What was heard between the drawing of the page and the opening of its stream.
async fn catch_up(visit: &Visit, line: &Line, since: Option<DateTime<Utc>>) -> Result<()> {
    let (db, Some(since)) = (&visit.db, since) else { return Ok(()) };
    let Some(pokes) = visit.app.live.since(since, db.at()) else {
        line.say(event("resync", db.at(), ""));
        return Ok(());
    };
    for poke in pokes {
        match poke {
            Poke::Post(post, what) => {
                let hearers = live::hearers(db, &[line.listener], post).await?;
                if let Some(hearers) = hearers.filter(|hearers| hearers.include(&line.listener)) {
                    line.say(about(post, hearers.space, what, db.at()));
                }
            }
            Poke::Person(person) if line.listener.is_of(person) => line.say(event("resync", db.at(), "")),
            // The session was looked at a moment ago.
            Poke::Person(_) | Poke::Sessions => {}
        }
    }
    Ok(())
}

fn written(seat: Seat) -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::unfold(seat, async |mut seat: Seat| seat.next().await.map(|bytes| (Ok(bytes), seat)))
}
