//! How mail goes out and comes in, for the admins: the doors, what the DNS should say, a letter of Parvis to itself, what waits.

mod choices;
mod opened;

use actix_web::web::Query;
use choices::Choice;
use chrono::{DateTime, Utc};
use futures_util::{join, try_join};
use opened::Door;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::page::Page;
use super::tabs::{self, Tab};
use super::translate::{Args, translate};
use super::visit::Visit;
use crate::domain::kinds::MailDoor;
use crate::domain::mail::{self, Health, Stuck};
use crate::mail::incoming::dns::{Dns, Published};

const HERE: &str = "/admin/mail/doors";

/// Below so many letters a rate says nothing.
const ENOUGH: i64 = 20;

/// `admin/mail_doors.html`
#[derive(Serialize)]
pub struct Show {
    tabs: Vec<Tab>,
    domain: String,
    /// Whether the house's own domain would be better spared: whoever can post there could confirm accounts elsewhere.
    shares_domain: bool,
    /// Letters that wait too long, and why.
    alarm: Option<Alarm>,
    doors: Vec<Door>,
    choices: Vec<Choice>,
    records: Vec<Record>,
    test: Option<Test>,
    waits: Vec<Wait>,
    bounces: String,
    /// How many no server took within two days.
    late: Option<String>,
}

/// Letters that wait too long.
#[derive(Serialize)]
struct Alarm {
    words: String,
    says: Option<String>,
}

/// What the DNS should say.
#[derive(Serialize)]
struct Record {
    kind: &'static str,
    name: String,
    value: String,
    note: String,
    /// `found`, `missing`, `away`; nothing before it is looked up.
    state: Option<&'static str>,
    says: Option<String>,
}

/// A letter to itself.
#[derive(Serialize)]
struct Test {
    asked_at: DateTime<Utc>,
    steps: Vec<Step>,
}

/// A step of it: done, failed or waited for.
#[derive(Serialize)]
struct Step {
    label: String,
    state: &'static str,
    took: Option<String>,
}

/// Something that waits.
#[derive(Serialize)]
struct Wait {
    label: String,
    count: i64,
    since: Option<DateTime<Utc>>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "admin/mail_doors.html";
}

/// Whether the DNS is to be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    dns: bool,
}

/// `GET /admin/mail/doors`
pub async fn show(visit: Visit, wish: Query<Wish>) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, health, test) = try_join!(
        chrome::frame(&visit, About::Admin),
        mail::health(&visit.db, &admin),
        mail::last_test(&visit.db, &admin),
    )?;
    let config = &visit.app.config;
    let domain = config.mail_domain.clone();
    let own = visit.me().email.as_str().rsplit_once('@').is_some_and(|(_, own)| own == domain);
    let mut records = records(&visit, &domain);
    if wish.dns {
        look_up(&visit.app.dns, &domain, &mut records).await;
    }
    let page = Show {
        tabs: tabs::of_admin(visit.language, "/admin/mail"),
        shares_domain: own,
        alarm: health.stuck.as_ref().map(|stuck| alarm(&visit, stuck)),
        doors: opened::doors(&visit, &health),
        choices: choices::choices(&visit),
        records,
        test: test.map(|test| steps(&visit, test)),
        waits: waits(&visit, &health),
        bounces: bounces(&visit, &health),
        late: (health.late > 0)
            .then(|| translate(visit.language, "doors-late", &Args::from([("n".into(), health.late.into())]))),
        domain,
    };
    visit.page(frame, &page)
}

/// `POST /admin/mail/tests`
pub async fn create(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    visit.app.db.write(async |tx| mail::ask_test(tx, &admin).await).await?;
    see_and_read(format!("{HERE}#test"), Flash::ok("flash-mail-test"))
}

fn alarm(visit: &Visit, stuck: &Stuck) -> Alarm {
    let key = if stuck.says.is_some() { "doors-stuck" } else { "doors-stuck-untried" };
    let relay = visit.app.config.smtp_host().unwrap_or_else(|| visit.say("doors-out-folder"));
    let args = Args::from([("n".into(), stuck.letters.into()), ("relay".into(), relay.into())]);
    Alarm { words: translate(visit.language, key, &args), says: stuck.says.clone() }
}

fn records(visit: &Visit, domain: &str) -> Vec<Record> {
    let record = |kind, name: String, value: &str, note| Record {
        kind,
        name,
        value: value.to_owned(),
        note: visit.say(note),
        state: None,
        says: None,
    };
    vec![
        record("MX", domain.to_owned(), "10 mx.example.org.", "doors-mx"),
        record("SPF", domain.to_owned(), "v=spf1 mx -all", "doors-spf"),
        record("DKIM", format!("parvis._domainkey.{domain}"), "v=DKIM1; k=rsa; p=…", "doors-dkim"),
        record("DMARC", format!("_dmarc.{domain}"), "v=DMARC1; p=reject", "doors-dmarc"),
    ]
}

async fn look_up(dns: &Dns, domain: &str, records: &mut [Record]) {
    let names: Vec<String> = records.iter().map(|record| record.name.clone()).collect();
    let (mx, spf, dkim, dmarc) = join!(
        dns.exchanges(domain),
        dns.text(&names[1], "v=spf1"),
        dns.text(&names[2], "v=DKIM1"),
        dns.text(&names[3], "v=DMARC1"),
    );
    for (record, published) in records.iter_mut().zip([mx, spf, dkim, dmarc]) {
        (record.state, record.says) = match published {
            Published::Found(says) => (Some("found"), Some(says)),
            Published::Missing => (Some("missing"), None),
            Published::Away => (Some("away"), None),
        };
    }
}

fn steps(visit: &Visit, test: mail::Test) -> Test {
    let took = |at: Option<DateTime<Utc>>| {
        let seconds = (at? - test.asked_at).num_milliseconds() as f64 / 1000.0;
        let args = Args::from([("s".into(), format!("{seconds:.1}").replace('.', &visit.say("doors-decimal")).into())]);
        Some(translate(visit.language, "doors-took", &args))
    };
    let state = |at: Option<DateTime<Utc>>| if at.is_some() { "done" } else { "waiting" };
    let door = test.door.map_or("", MailDoor::as_str).to_uppercase();
    let sent = match &test.error {
        Some(error) => Step { label: error.clone(), state: "failed", took: None },
        None => Step { label: visit.say("doors-test-sent"), state: state(test.sent_at), took: took(test.sent_at) },
    };
    let arrived = format!("{} {door}", visit.say("doors-test-arrived")).trim_end().to_owned();
    let proof = test.level.map(|level| visit.say(&format!("held-level-{}", level.as_str().to_lowercase())));
    let read = format!("{} {}", visit.say("doors-test-read"), proof.unwrap_or_default()).trim_end().to_owned();
    Test {
        asked_at: test.asked_at,
        steps: vec![
            sent,
            Step { label: arrived, state: state(test.arrived_at), took: took(test.arrived_at) },
            Step { label: read, state: state(test.read_at), took: took(test.read_at) },
        ],
    }
}

fn waits(visit: &Visit, health: &Health) -> Vec<Wait> {
    let wait = |key, count, since| Wait { label: visit.say(key), count, since };
    vec![
        wait("doors-unread", health.unread, health.unread_since),
        wait("doors-due", health.due, health.due_since),
        wait("doors-held", health.held, None),
    ]
}

/// Below twenty letters a count, and no rate.
fn bounces(visit: &Visit, health: &Health) -> String {
    let all = health.sent + health.refused;
    let rate = if all < ENOUGH { 0 } else { health.refused * 100 / all };
    let key = if all < ENOUGH { "doors-bounces-few" } else { "doors-bounces" };
    let args = [("n".into(), all.into()), ("refused".into(), health.refused.into()), ("rate".into(), rate.into())];
    translate(visit.language, key, &args.into())
}
