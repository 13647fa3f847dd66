//! A browser without a screen: it keeps cookies, follows redirects, and submits the forms it finds in the page.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use actix_http::Request;
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::cookie::Cookie;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::Data;
use futures_util::future::LocalBoxFuture;
use parvis::app::App;
use scraper::{ElementRef, Html, Selector};
use tokio::time::timeout;

type Asked = LocalBoxFuture<'static, ServiceResponse<BoxBody>>;

/// A browser, on whatever page it was last.
pub struct Browser {
    ask: Box<dyn Fn(Request) -> Asked>,
    cookies: BTreeMap<String, String>,
    language: &'static str,
}

/// A page as it came, after redirects.
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: actix_web::http::header::HeaderMap,
    pub body: String,
}

/// A stream of events, as it comes.
pub struct Events {
    pub status: StatusCode,
    pub headers: actix_web::http::header::HeaderMap,
    body: BoxBody,
}

/// A form of a page, filled as the page fills it.
pub struct Form {
    action: String,
    method: String,
    fields: Vec<(String, String)>,
}

impl Browser {
    pub async fn new(app: Data<App>) -> Self {
        let service = std::rc::Rc::new(init_service(parvis::web::service(app)).await);
        let ask = move |request: Request| -> Asked {
            let service = service.clone();
            Box::pin(async move {
                let answer = service.call(request).await.unwrap_or_else(|error| panic!("{error}"));
                answer.map_body(|_, body| body.boxed())
            })
        };
        Self { ask: Box::new(ask), cookies: BTreeMap::new(), language: "fr" }
    }

    /// Speaks another language to the server.
    pub fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    pub fn take_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Forgets who it is.
    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    /// Opens a page, following redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let answer = self.send(Method::GET, path, None).await;
        self.follow(path, answer).await
    }

    /// Sends fields to a path, whether a page offers it or not: what somebody hostile does. Redirects are followed.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("fields");
        let mut answer = self.send(Method::POST, path, Some(body.clone())).await;
        // It has another address now, and is sent there as it is.
        if answer.status == StatusCode::PERMANENT_REDIRECT {
            let there = answer.headers.get(LOCATION).and_then(|there| there.to_str().ok()).expect("an address");
            answer = self.send(Method::POST, there, Some(body)).await;
        }
        self.follow(path, answer).await
    }

    /// Submits a form of a page.
    pub async fn submit(&mut self, form: Form) -> Page {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match form.method.as_str() {
            "post" => self.post(&form.action, &fields).await,
            _ => {
                let query = serde_html_form::to_string(&fields).expect("fields");
                self.get(&format!("{}?{query}", form.action)).await
            }
        }
    }

    /// One request, its answer as it is: no redirect is followed.
    pub async fn send(&mut self, method: Method, path: &str, form: Option<String>) -> Page {
        let mut request = TestRequest::with_uri(path).method(method).insert_header(("accept-language", self.language));
        request = request.insert_header(("sec-fetch-site", "same-origin"));
        for (name, value) in &self.cookies {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        if let Some(form) = form {
            request = request.insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded")).set_payload(form);
        }
        self.sent(path, request.to_request()).await
    }

    /// Opens a stream, and leaves it open.
    pub async fn listen(&mut self, path: &str) -> Events {
        let mut request = TestRequest::with_uri(path).insert_header(("sec-fetch-site", "same-origin"));
        for (name, value) in &self.cookies {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        let answer = (self.ask)(request.to_request()).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Events { status, headers, body: answer.into_body() }
    }

    /// Sends a request that was put together elsewhere, with this browser's cookies already in it or not.
    pub async fn sent(&mut self, path: &str, request: Request) -> Page {
        let answer = (self.ask)(request).await;
        for cookie in answer.response().cookies() {
            if cookie.max_age().is_some_and(|age| age.is_zero()) || cookie.value().is_empty() {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body()).await.unwrap_or_else(|_| panic!("no body"));
        Page { path: path.to_owned(), status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn follow(&mut self, from: &str, mut page: Page) -> Page {
        page.path = from.to_owned();
        for _ in 0..5 {
            let Some(location) = page.headers.get(LOCATION).and_then(|value| value.to_str().ok()) else { return page };
            let path = location.split('#').next().unwrap_or_default().to_owned();
            let next = self.send(Method::GET, &path, None).await;
            page = Page { path, ..next };
        }
        panic!("{from} redirects for ever");
    }
}

impl Events {
    /// The next event, by its kind and what it says; nothing when the stream is over.
    pub async fn next(&mut self) -> Option<(String, String)> {
        let next = poll_fn(|context| Pin::new(&mut self.body).poll_next(context));
        let event = timeout(Duration::from_secs(20), next).await.expect("neither an event nor an end")?;
        let event = String::from_utf8_lossy(&event.unwrap_or_else(|_| panic!("a broken stream"))).into_owned();
        let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
        Some((field("event: "), field("data: ")))
    }

    /// The kinds of all events that are left, until the stream is over.
    pub async fn rest(&mut self) -> Vec<String> {
        let mut rest = Vec::new();
        while let Some((kind, _)) = self.next().await {
            rest.push(kind);
        }
        rest
    }
}

impl Page {
    pub fn html(&self) -> Html {
        // What is marked is one word with what stands around it.
        Html::parse_document(&self.body.replace("<mark>", "").replace("</mark>", ""))
    }

    /// The words a reader sees, in one line.
    pub fn text(&self) -> String {
        let html = self.html();
        let words: Vec<&str> = html.root_element().text().flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// Whether a reader sees these words.
    pub fn says(&self, words: &str) -> bool {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        plain(&self.text()).contains(&plain(words))
    }

    /// Fails unless the page is there and says so.
    #[track_caller]
    pub fn expect(&self, words: &str) {
        assert!(
            self.status.is_success() && self.says(words),
            "{} {}: {words:?} is not in\n{}",
            self.path,
            self.status,
            self.text()
        );
    }

    /// Fails unless the page has this status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) {
        assert_eq!(self.status.as_u16(), status, "{}\n{}", self.path, self.text());
    }

    /// The addresses the page links to.
    pub fn links(&self) -> Vec<String> {
        let html = self.html();
        let all = Selector::parse("a[href]").expect("a selector");
        html.select(&all).filter_map(|link| link.attr("href")).map(str::to_owned).collect()
    }

    /// The form that posts to this path.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        self.try_form(action)
            .unwrap_or_else(|| panic!("{} {} has no form to {action}\n{}", self.path, self.status, self.body))
    }

    /// The form that posts to this path, if the page offers it.
    pub fn try_form(&self, action: &str) -> Option<Form> {
        let html = self.html();
        let all = Selector::parse("form").expect("a selector");
        html.select(&all).find(|form| form.attr("action") == Some(action)).map(|form| Form::of(form, action))
    }
}

impl Form {
    fn of(form: ElementRef<'_>, action: &str) -> Self {
        let method = form.attr("method").unwrap_or("get").to_lowercase();
        let controls = Selector::parse("input[name], textarea[name], select[name]").expect("a selector");
        let fields = form.select(&controls).filter_map(filled).collect();
        Self { action: action.to_owned(), method, fields }
    }

    /// Fills a field; the form must have it.
    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|(field, _)| field == name);
        match field {
            Some(field) => field.1 = value.to_owned(),
            None => panic!("the form to {} has no field {name}: {:?}", self.action, self.fields),
        }
        self
    }

    /// Ticks a box, or chooses one of several of a name.
    pub fn tick(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where it goes.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// All that it sends.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// What a field holds as the page fills it.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// What a control sends when nobody touches it.
fn filled(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let value = match control.value().name() {
        "textarea" => {
            let text: String = control.text().collect();
            text.strip_prefix('\n').unwrap_or(&text).to_owned()
        }
        "select" => {
            let options = Selector::parse("option").expect("a selector");
            let chosen = control.select(&options).find(|option| option.attr("selected").is_some());
            let option = chosen.or_else(|| control.select(&options).next())?;
            option.attr("value").map_or_else(|| option.text().collect(), str::to_owned)
        }
        _ => match control.attr("type").unwrap_or("text") {
            "checkbox" | "radio" if control.attr("checked").is_none() => return None,
            "checkbox" | "radio" => control.attr("value").unwrap_or("on").to_owned(),
            "file" | "submit" | "button" => return None,
            _ => control.attr("value").unwrap_or_default().to_owned(),
        },
    };
    Some((name, value))
}
