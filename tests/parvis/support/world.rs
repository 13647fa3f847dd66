//! A Parvis of its own for one test: the cast of `cast.sql`, a clock kept by hand, letters in our hands.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock};

use actix_web::web::Data;
use chrono::{DateTime, Duration, Utc};
use clap::Parser;
use parvis::app::App;
use parvis::clock::Clock;
use parvis::config::{Config, ImapBox, Limits, MailIn, Options};
use parvis::domain::db::Database;
use parvis::domain::file::Store;
use parvis::domain::password::Password;
use parvis::mail::incoming::dns::Dns;
use parvis::mail::{Mailer, Written};
use parvis::push::Poster;
use parvis::web::page::Templates;
use parvis::web::rate::Rates;
use sha2::{Digest as _, Sha256};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row};

use super::browser::Browser;
use super::cluster::TestDatabase;
use super::post::RECORDS;

/// The password of everybody in the cast.
pub const PASSWORD: &str = "quatre chevaux au parvis";

/// A Parvis, its database, and everything a test may take in its hands.
pub struct World {
    pub app: Data<App>,
    letters: Arc<Mutex<Vec<Written>>>,
    sql: Client,
    _database: TestDatabase,
    pub files: tempfile::TempDir,
}

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    options: Options,
}

/// The settings of a laptop, whatever the environment says.
fn config() -> Config {
    let folder = std::env::temp_dir().join(format!("parvis-test-{}", std::process::id()));
    let options = Cli::parse_from(["parvis", "--data-dir", folder.to_str().expect("a plain path")]).options;
    let limits = Limits { writes_per_minute: 10_000, ..Limits::default() };
    let base_url = "http://localhost:8080".parse().unwrap_or_else(|_| panic!("no address"));
    Config { limits, base_url, ..options.check().expect("settings that can be used") }
}

impl World {
    /// With the cast in it.
    pub async fn new() -> Self {
        let world = Self::empty().await;
        let cast = include_str!("cast.sql").replace(":'hash'", &format!("'{}'", hash().await));
        world.sql.batch_execute(&cast).await.expect("the cast");
        for content in ["Plan de la ligne 4.", "Prix négocié en octobre.", "La marge est de huit pour cent."] {
            let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
            let folder = world.files.path().join("files").join(&hash[..2]);
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(folder.join(&hash), content).expect("a content");
        }
        world
    }

    /// With the cast in it, and everything done that was due: Odile's access has ended, and she and Hugo were told.
    pub async fn settled() -> Self {
        let world = Self::new().await;
        world.letters().await;
        world
    }

    /// Before anybody is there.
    pub async fn empty() -> Self {
        let database = TestDatabase::new().await;
        let start = "2026-11-23T09:00:00Z".parse().expect("a moment");
        let clock = Clock::by_hand(start);
        let config = config();
        let db = Database::new(database.server(), 0, 2, clock.clone()).expect("a database");
        let mut app = App::with(config.clone(), clock, db, Templates::load().expect("templates")).expect("an app");
        let letters = Arc::default();
        // Contents are kept by their hash: each world has its own, so that none deletes those of another.
        let files = tempfile::tempdir().expect("a folder");
        app.files = Store::in_folder(files.path()).expect("a store");
        app.dns = Dns::knowing(RECORDS);
        app.mailer = Mailer::into_hands(config.mail_from.clone(), Arc::clone(&letters));
        let (sql, connection) = tokio_postgres::connect(database.url(), NoTls).await.expect("the database");
        tokio::spawn(connection);
        Self { app: Data::new(app), letters, sql, _database: database, files }
    }

    /// With everything done that was due, and a server that hears what moves.
    pub async fn heard() -> Self {
        let world = Self::settled().await;
        world.hear(&world.app).await;
        world
    }

    /// Has a server listen to what moves.
    pub async fn hear(&self, app: &Data<App>) {
        actix_web::rt::spawn(parvis::web::live::listen(app.clone().into_inner()));
        while !app.live.is_open() {
            self.count("select 1::bigint").await;
        }
    }

    /// Another server on the same database.
    pub fn second_server(&self) -> Data<App> {
        let db = Database::new(self._database.server(), 0, 2, self.app.clock.clone()).expect("a database");
        let templates = Templates::load().expect("templates");
        Data::new(App::with(self.app.config.clone(), self.app.clock.clone(), db, templates).expect("an app"))
    }

    /// Where nobody writes faster than so often in a minute.
    pub fn paced(mut self, writes_per_minute: u32) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        let rates = Rates::new(&Limits { writes_per_minute, ..Limits::default() });
        self.app = Data::new(App { rates, ..app });
        self
    }

    /// Whose files are kept elsewhere.
    pub fn keeping(mut self, files: Store) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        self.app = Data::new(App { files, ..app });
        self
    }

    /// Whose devices are reached by a service of its own.
    pub fn pushing(mut self, service: SocketAddr) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        self.app = Data::new(App { poster: Poster::into_hands(service), ..app });
        self
    }

    /// Whose letters a server takes away.
    pub fn sending_by(mut self, smtp_url: parvis::config::Secret) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        let config = Config { smtp_url: Some(smtp_url), ..app.config.clone() };
        self.app = Data::new(App { mailer: Mailer::new(&config).expect("a mailer"), ..app });
        self
    }

    /// Where no mail comes in.
    pub fn without_a_door(mut self) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        let mail_in = MailIn { lmtp: None, smtp: None, imap: None, has_domain: false, ..app.config.mail_in.clone() };
        let config = Config { mail_in, ..app.config.clone() };
        self.app = Data::new(App { config, ..app });
        self
    }

    /// That reads a mailbox.
    pub fn reading(mut self, mailbox: ImapBox) -> Self {
        let Ok(app) = Arc::try_unwrap(self.app.into_inner()) else { panic!("somebody is there already") };
        let mail_in = MailIn { imap: Some(mailbox), ..app.config.mail_in.clone() };
        let config = Config { mail_in, ..app.config.clone() };
        self.app = Data::new(App { config, ..app });
        self
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.app.clock.advance(time);
    }

    /// Does what waits to be done, until nothing is left.
    pub async fn work(&self) {
        parvis::work::round(&self.app).await.expect("work that can be done");
    }

    /// The letters that were sent since the last look, after all work is done.
    pub async fn letters(&self) -> Vec<Written> {
        self.work().await;
        std::mem::take(&mut *self.letters.lock().expect("nobody panics while holding letters"))
    }

    /// The letters to one address.
    pub async fn letters_to(&self, address: &str) -> Vec<Written> {
        self.letters().await.into_iter().filter(|letter| letter.to.1 == address).collect()
    }

    /// Somebody who is not signed in.
    pub async fn nobody(&self) -> Browser {
        Browser::new(self.app.clone()).await
    }

    /// The browser of somebody of the cast, by the first part of their address: `camille`, `claire`. Their session is
    /// laid into the database; signing in has tests of its own.
    pub async fn browser(&self, who: &str) -> Browser {
        let mut browser = self.nobody().await;
        let secret = format!("{:0>43}", uuid::Uuid::now_v7().simple().to_string());
        let hash = Sha256::digest(secret.as_bytes()).to_vec();
        let (now, until) = (self.now(), self.now() + Duration::days(30));
        let session = "insert into sessions (hash, id, person_id, created_at, seen_at, expires_at, agent) \
            select $1, $2, id, $3, $3, $4, 'a test' from people where split_part(email, '@', 1) = $5";
        let rows = self.sql.execute(session, &[&hash, &uuid::Uuid::now_v7(), &now, &until, &who]).await;
        assert_eq!(rows.expect("a session"), 1, "nobody of the cast is called {who}");
        browser.take_cookie("parvis", &secret);
        browser
    }

    /// Gives Odile, whose access to Ligne 4 is over, a living one to Emballage: she is let in, and what she was shut out
    /// of is told from what does not exist by sight alone. Without it, an ended access leaves nothing but the door.
    pub async fn odile_is_elsewhere(&self) {
        self.execute(
            "insert into accesses (id, email, name, organization_id, language, person_id, sponsor_id, purpose, horizon, \
                 ends_at, proposed_by, proposed_at, approved_at, accepted_at) \
             select '0d000000-0000-7000-8000-000000000004', email, name, organization_id, language, person_id, sponsor_id, \
                 'Emballer', horizon, '2027-03-31Z', proposed_by, proposed_at, approved_at, accepted_at \
             from accesses where id = '0d000000-0000-7000-8000-000000000003'; \
             insert into access_spaces values \
                 ('0d000000-0000-7000-8000-000000000004', '0c000000-0000-7000-8000-000000000003', true); \
             insert into memberships (space_id, space_guests, person_id, person_kind, role, expires_at, joined_at, read_at, visited_at) \
             select '0c000000-0000-7000-8000-000000000003', true, person_id, person_kind, role, '2027-03-31Z', joined_at, read_at, visited_at \
             from memberships where person_id = '0b000000-0000-7000-8000-000000000008'",
        )
        .await;
    }

    /// Gives every guest a contract that lives, for no space, and a sponsor whom nobody meets: they are let in, whatever
    /// they see. For companies made up by a test, whose memberships say the rest.
    pub async fn give_guests_a_contract(&self) {
        self.execute(
            "insert into people (id, kind, organization_id, handle, name, email, skills, is_admin, created_at, words) \
             select gen_random_uuid(), 'employee', organization_id, 'sponsor', 'Parrain', 's@x.example', '{}', false, \
                 '2026-06-01Z', 'x' from house; \
             insert into accesses (id, email, name, organization_id, language, person_id, sponsor_id, purpose, horizon, \
                 ends_at, proposed_by, proposed_at, approved_at, accepted_at) \
             select gen_random_uuid(), guest.email, guest.name, guest.organization_id, 'fr', guest.id, sponsor.id, 'x', \
                 'start', '2027-03-31Z', sponsor.id, '2026-09-01Z', '2026-09-01Z', '2026-09-01Z' \
             from people guest, people sponsor where guest.kind = 'guest' and sponsor.handle = 'sponsor'",
        )
        .await;
    }

    /// Asks the database directly: for what no page shows, and to prove that there is something to leak.
    pub async fn query(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Vec<Row> {
        self.sql.query(sql, values).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"))
    }

    /// One number from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.query(sql, &[]).await[0].get(0)
    }

    /// Changes the database directly.
    pub async fn execute(&self, sql: &str) {
        self.sql.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// What the database says to a change that it must not take.
    pub async fn refused(&self, sql: &str) -> String {
        let error = self.sql.batch_execute(sql).await.expect_err("the database took it");
        error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
    }
}

/// Hashed once for all tests of this process.
async fn hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return hash.clone();
    }
    let hash =
        Password::choose(PASSWORD, &[]).unwrap_or_else(|wrong| panic!("{wrong:?}")).hash().await.expect("a hash");
    HASH.get_or_init(|| hash).clone()
}
