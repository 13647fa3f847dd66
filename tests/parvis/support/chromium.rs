//! A real browser: Chromium, driven by its own chromedriver, in front of a real server.

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::MutexGuard;

use super::World;

/// How long anything on a page may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// One chromedriver for all tests of this process; it ends with the last of them.
static DRIVER: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// One browser at a time: two would only wait for each other.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

struct Driver {
    process: Mutex<Child>,
    address: SocketAddr,
}

/// Somebody at a screen, before a Parvis of their own.
pub struct Screen {
    pub world: World,
    pub page: Client,
    address: SocketAddr,
    session: String,
    server: ServerHandle,
    driver: Arc<Driver>,
    _turn: MutexGuard<'static, ()>,
}

impl Driver {
    fn get() -> Arc<Self> {
        let mut driver = DRIVER.lock().expect("nobody panics while holding the driver");
        let living = driver.upgrade().unwrap_or_else(|| Arc::new(Self::start()));
        *driver = Arc::downgrade(&living);
        living
    }

    fn start() -> Self {
        let missing = "the browser tests want Chromium and its driver: apt-get install chromium chromium-driver";
        let chromedriver = ["chromedriver", "/usr/lib/chromium/chromedriver"].into_iter().find_map(|program| {
            let mut command = Command::new(program);
            command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()
        });
        let mut process = chromedriver.expect(missing);
        let mut told = BufReader::new(process.stdout.take().expect("it was asked for")).lines();
        let port = told.by_ref().map_while(Result::ok).find_map(|line| {
            let port = line.split_once("started successfully on port ")?.1;
            port.trim().trim_end_matches('.').parse::<u16>().ok()
        });
        // Its pipe must not fill.
        std::thread::spawn(move || told.map_while(Result::ok).for_each(drop));
        let address = SocketAddr::from(([127, 0, 0, 1], port.expect(missing)));
        Self { process: Mutex::new(process), address }
    }

    /// What the protocol of WebDriver does not know: Chromium's own commands.
    async fn ask(&self, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let (address, length) = (self.address, body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address).await.expect("chromedriver");
        stream.write_all(request.as_bytes()).await.expect("a request");
        let (mut answer, mut piece) = (String::new(), [0; 16_384]);
        // It keeps the connection, whatever it is asked: the length says where the answer ends.
        let json = loop {
            let read = stream.read(&mut piece).await.expect("an answer");
            assert!(read > 0, "{path}: {answer}");
            answer.push_str(&String::from_utf8_lossy(&piece[..read]));
            let Some((head, body)) = answer.split_once("\r\n\r\n") else { continue };
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                break body;
            }
        };
        serde_json::from_str::<Value>(json).unwrap_or_else(|_| panic!("{path}: {answer}"))["value"].take()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut process = self.process.lock().expect("nobody panics while holding it");
        process.kill().ok();
        process.wait().ok();
    }
}

impl Screen {
    /// A browser before a Parvis with the cast in it; nobody is signed in.
    pub async fn new() -> Self {
        let turn = TURN.lock().await;
        let world = World::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = parvis::web::serve(world.app.clone().into_inner(), listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let driver = Driver::get();
        let wishes = json!({
            "goog:chromeOptions": { "prefs": { "intl.accept_languages": "fr" }, "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=fr",
                "--window-size=1280,900",
            ] },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let wishes = wishes.as_object().expect("an object").clone();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address_of_driver = format!("http://{}", driver.address);
        let page = builder.capabilities(wishes).connect(&address_of_driver);
        let page = page.await.unwrap_or_else(|error| {
            panic!("Chromium does not start ({error}); it is installed by: apt-get install chromium chromium-driver")
        });
        let session = page.session_id().await.expect("a session").expect("a session");
        Self { world, page, address, session, server: handle, driver, _turn: turn }
    }

    /// The same, signed in.
    pub async fn of(who: &str) -> Self {
        let screen = Self::new().await;
        screen.become_(who).await;
        screen
    }

    /// Is somebody else from now on.
    pub async fn become_(&self, who: &str) {
        let browser = self.world.browser(who).await;
        let secret = browser.cookie("parvis").expect("a session");
        let cookie = json!({ "name": "parvis", "value": secret, "url": self.url("/"), "httpOnly": true });
        self.chromium("Network.setCookie", cookie).await;
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn open(&self, path: &str) {
        self.page.goto(&self.url(path)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        // What is pressed before the scripts have run is a form as without them.
        let answers = Locator::Css("html[data-scripted], html:not(:has(script[src]))");
        let found = self.page.wait().at_most(PATIENCE).for_element(answers).await;
        found.unwrap_or_else(|error| panic!("{path}: its scripts do not run: {error}"));
    }

    /// Where it is now, without the host.
    pub async fn path(&self) -> String {
        self.page.current_url().await.expect("an address").path().to_owned()
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.page.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{} has no {css}: {error}\n{}", self.path().await, self.text().await),
        }
    }

    /// Whether a script says so within a moment.
    pub async fn soon(&self, script: &str) -> bool {
        let began = std::time::Instant::now();
        while self.run(script).await != Value::Bool(true) {
            if began.elapsed() > PATIENCE / 4 {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        true
    }

    /// Waits until a script says so.
    pub async fn until(&self, what: &str, script: &str) {
        let began = std::time::Instant::now();
        while self.run(script).await != Value::Bool(true) {
            assert!(began.elapsed() < PATIENCE, "{}: {what} does not come\n{}", self.path().await, self.text().await);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the page says so.
    pub async fn expect(&self, words: &str) {
        let script = format!(
            "return document.body.innerText.replaceAll(/[\\u00a0\\u202f]/g, ' ').includes({})",
            json!(words.replace(['\u{a0}', '\u{202f}'], " "))
        );
        self.until(&format!("{words:?}"), &script).await;
    }

    pub async fn text(&self) -> String {
        self.run("return document.body?.innerText ?? ''").await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn run(&self, script: &str) -> Value {
        self.page.execute(script, vec![]).await.unwrap_or(Value::Null)
    }

    /// Types at the keyboard, wherever the focus is. `\u{e004}` and the like are the keys of WebDriver.
    pub async fn press(&self, keys: &str) {
        self.page.active_element().await.expect("a focus").send_keys(keys).await.expect("keys");
    }

    /// Another size of window, in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// `light` or `dark`, as the system would say.
    pub async fn scheme(&self, scheme: &str) {
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.chromium("Emulation.setEmulatedMedia", features).await;
    }

    async fn chromium(&self, command: &str, parameters: Value) {
        let path = format!("/session/{}/goog/cdp/execute", self.session);
        let answer = self.driver.ask(&path, &json!({ "cmd": command, "params": parameters })).await;
        assert!(answer.get("error").is_none(), "{command}: {answer}");
    }

    /// With or without a network, as far as its pages are concerned.
    pub async fn offline(&self, is: bool) {
        self.chromium("Network.enable", json!({})).await;
        let network = json!({ "offline": is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.chromium("Network.emulateNetworkConditions", network).await;
    }

    /// Its user lets this site show notifications.
    pub async fn allow_notifications(&self) {
        let allowed = json!({ "origin": self.url(""), "permissions": ["notifications"] });
        self.chromium("Browser.grantPermissions", allowed).await;
    }

    /// Its push service hands it a message.
    pub async fn push(&self, message: &Value) {
        self.chromium("ServiceWorker.enable", json!({})).await;
        // The worker of the site has one of the first numbers of a new profile.
        for number in ["0", "1"] {
            let message = json!({ "origin": self.url(""), "registrationId": number, "data": message.to_string() });
            self.chromium("ServiceWorker.deliverPushMessage", message).await;
        }
    }

    /// Nobody answers any more.
    pub async fn go_dark(&self) {
        self.server.stop(false).await;
    }

    /// What the console has to complain about since the last look: errors of scripts, and what the policy refused.
    pub async fn complaints(&self) -> Vec<String> {
        let path = format!("/session/{}/se/log", self.session);
        let log = self.driver.ask(&path, &json!({ "type": "browser" })).await;
        let lines = log.as_array().cloned().unwrap_or_default();
        let serious = |line: &&Value| line["level"] == "SEVERE" || line["level"] == "WARNING";
        let words = |line: &Value| line["message"].as_str().unwrap_or_default().to_owned();
        // A browser that is too busy to draw the change from one page to the next says that it left it out.
        let is_ours = |words: &String| !words.ends_with("Transition was skipped");
        lines.iter().filter(serious).map(words).filter(is_ours).collect()
    }

    /// Ends in good order, and looks whether anything went wrong on the way.
    pub async fn close(self) {
        let complaints = self.complaints().await;
        self.page.clone().close().await.ok();
        self.server.stop(false).await;
        assert!(complaints.is_empty(), "the console says:\n{}", complaints.join("\n"));
    }
}
