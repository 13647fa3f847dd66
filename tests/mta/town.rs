//! Parvis with the demo company, the mail server in front of it, and the mailboxes of its people; gone with the test.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, Weak};

use tokio_postgres::{Client, NoTls};

use super::boxes::Dovecot;
use super::http::{Answer, Browser};
use super::lane::Lane;
use super::mx::{PARVIS, Postfix, Ways, root, run};
use super::process::{DataFolder, Running, fast_folder, until};

/// Some of the demo's people.
pub const CAMILLE: &str = "c.vasseur@brevent.example";
pub const HUGO: &str = "h.lambert@brevent.example";
pub const CLAIRE: &str = "c.morel@acier-duval.example";
/// A project that all three are in,
pub const LIGNE_4: &str = "ligne-4@parvis.test";
/// and a group of everybody of the house.
pub const MAISON: &str = "vie-de-la-maison@parvis.test";

/// Parvis stops before its database, and the rest after it.
pub struct Town {
    pub parvis: Option<Running>,
    pub postfix: Postfix,
    pub boxes: Dovecot,
    /// From the mail server to Parvis,
    pub inward: Lane,
    /// from Parvis to the mail server,
    pub outward: Lane,
    /// and from Parvis to the mailboxes.
    pub reading: Lane,
    settings: Vec<(&'static str, String)>,
    pub data: DataFolder,
    _demo: Arc<DataFolder>,
    _folder: Folder,
}

impl Town {
    pub fn new() -> Self {
        Self::with(|_| Vec::new())
    }

    /// With more settings, made when the mailboxes are there.
    pub fn with(more: impl FnOnce(&Town) -> Vec<(&'static str, String)>) -> Self {
        let folder = Folder(fast_folder().join(format!("parvis-mail-{}", uuid::Uuid::now_v7().simple())));
        fs::create_dir(&folder.0).unwrap();
        let (lmtp, smtp) = (port(), port());
        let boxes = Dovecot::start(&folder.0, [port(), port(), port(), port()]);
        let inward = Lane::new(port(), lmtp);
        let postfix = Postfix::start(&folder.0, smtp, &Ways { parvis: inward.port, boxes: boxes.lmtp });
        let (outward, reading) = (Lane::new(port(), smtp), Lane::new(port(), boxes.imap));
        let settings = vec![
            ("PARVIS_MAIL_DOMAIN", PARVIS.to_owned()),
            ("PARVIS_SMTP_URL", format!("smtp://127.0.0.1:{}", outward.port)),
            ("PARVIS_LMTP_BIND", format!("127.0.0.1:{lmtp}")),
            ("PARVIS_MAIL_BIND", "none".to_owned()),
            ("PARVIS_MAIL_RELAYS", "127.0.0.1".to_owned()),
            ("PARVIS_MAIL_AUTHSERV_IDS", "mx.test".to_owned()),
            ("PARVIS_MAIL_HOSTS", "mx.test,boxes.test".to_owned()),
        ];
        let (demo, data) = (demo(), DataFolder::new());
        run(root("cp").args(["-a", "-T"]).arg(demo.path()).arg(data.path()));
        let mut town = Self {
            parvis: None,
            postfix,
            boxes,
            inward,
            outward,
            reading,
            settings,
            data,
            _demo: demo,
            _folder: folder,
        };
        let more = more(&town);
        town.settings.extend(more);
        town.start();
        town
    }

    pub fn start(&mut self) {
        let settings: Vec<(&str, &str)> = self.settings().collect();
        self.parvis = Some(Running::start_with(&self.data, &[], &settings));
    }

    pub fn settings(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.settings.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// No mercy: nothing more is said or written.
    pub fn kill(&mut self) {
        self.parvis.take().unwrap().kill();
    }

    pub fn sql(&self) -> Sql {
        Sql::new(&self.data)
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.sql().count(sql)
    }

    /// Time passes: the leases of whoever was killed run out, and what was put off is due.
    pub fn later(&self) {
        self.sql().run(
            "update deliveries set due_at = now() where way = 'at_once' and state = 'waiting' and due_at > now();
             update jobs set leased_until = case when leased_until is not null then '2020-01-01'::timestamptz end,
                 run_at = least(run_at, now())
             where kind in ('read_mail', 'deliver') and (leased_until > now() or run_at > now());
             select pg_notify('work', '')",
        );
    }

    /// Hands a mail to the mail server by swaks.
    pub fn swaks(&self, from: &str, to: &[&str], more: &[&str]) {
        let output = self.try_swaks(from, to, more);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    pub fn try_swaks(&self, from: &str, to: &[&str], more: &[&str]) -> Output {
        let server = format!("127.0.0.1:{}", self.postfix.port);
        let mut command = Command::new("swaks");
        command.args(["--server", &server, "--helo", "desk.test", "--from", from, "--to", &to.join(",")]).args(more);
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Hands a mail over by mutt, as it is drafted: its head, and its words.
    pub fn mutt(&self, from: &str, draft: &str) {
        let folder = &self._folder.0;
        let rc = format!(
            "set smtp_url=\"smtp://127.0.0.1:{}\"\nset from=\"{from}\"\nset use_from=yes\nset copy=no\nset ssl_starttls=no\n\
             set ssl_force_tls=no\nset charset=utf-8\n",
            self.postfix.port
        );
        fs::write(folder.join("muttrc"), rc).unwrap();
        fs::write(folder.join("draft"), draft).unwrap();
        let mut command = Command::new("mutt");
        command.arg("-n").arg("-F").arg(folder.join("muttrc")).arg("-H").arg(folder.join("draft"));
        let output = command.env("HOME", folder).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Signs in, and opens a page.
    pub fn page(&self, who: &str, path: &str) -> Answer {
        let mut browser = Browser::new(self.parvis.as_ref().unwrap().address());
        let form = browser.get("/sign-in").unwrap().form("/sign-in").unwrap();
        browser.submit(&form.fill("email", who).fill("password", parvis::demo::PASSWORD)).unwrap();
        browser.get(path).unwrap()
    }
}

/// Letters go at any hour.
const ALWAYS: &str = "insert into preferences (person_id, quiet) select id, false from people
    on conflict (person_id) do update set quiet = false";

/// The demo company, told once for all tests that run meanwhile.
fn demo() -> Arc<DataFolder> {
    static DEMO: Mutex<Weak<DataFolder>> = Mutex::new(Weak::new());
    let mut told = DEMO.lock().unwrap();
    told.upgrade().unwrap_or_else(|| {
        let data = DataFolder::new();
        let running =
            Running::start_with(&data, &["--demo"], &[("PARVIS_LMTP_BIND", "none"), ("PARVIS_MAIL_BIND", "none")]);
        let sql = Sql::new(&data);
        sql.run(ALWAYS);
        // Letters of its own are written before anybody listens.
        let waits = "select (select count(*) from jobs where run_at <= now()) + (select count(*) from untold)
            + (select count(*) from (select 1 where not exists (select from jobs where kind = 'tend_accesses')) n)";
        until("the demo is at rest", || sql.count(waits) == 0);
        // What its people wrote by mail is not counted here.
        sql.run("delete from mails");
        assert!(running.stop().success());
        let data = Arc::new(data);
        *told = Arc::downgrade(&data);
        data
    })
}

/// The database of a folder.
pub struct Sql {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Sql {
    pub fn new(data: &DataFolder) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let mut config = tokio_postgres::Config::new();
            let config = config.host_path(data.socket()).user("parvis").dbname("parvis");
            let (client, connection) = config.connect(NoTls).await.unwrap();
            tokio::spawn(connection);
            client
        });
        Self { runtime, client }
    }

    pub fn run(&self, sql: &str) {
        self.runtime.block_on(self.client.batch_execute(sql)).unwrap();
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.runtime.block_on(self.client.query_one(sql, &[])).unwrap().get(0)
    }

    pub fn text(&self, sql: &str) -> String {
        self.runtime.block_on(self.client.query_one(sql, &[])).unwrap().get(0)
    }
}

/// A folder in which others wrote too.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        root("rm").arg("-rf").arg(&self.0).status().ok();
    }
}

/// A port that nobody has, below those that the system gives away by itself.
fn port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 100) as u16 * 100;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
