//! As much of HTTP as measuring needs: one connection, kept alive, and the forms of a page.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use scraper::{Html, Selector};

use crate::Outcome;

/// Longer than any answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is sent: the head as it goes over the wire, and a form that is new each time.
#[derive(Clone)]
pub struct Request {
    head: String,
    form: Option<Form>,
}

/// The fields of a form.
#[derive(Clone)]
pub struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub body: String,
    headers: Vec<(String, String)>,
    /// What came over the wire after the head.
    pub bytes: usize,
}

/// A connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

/// A cookie, and a new connection for each page: the server closes those that are silent for some seconds.
pub struct Browser {
    address: SocketAddr,
    pub cookie: String,
}

impl Request {
    pub fn get(path: &str, cookie: &str) -> Self {
        Self { head: head("GET", path, cookie) + "\r\n", form: None }
    }

    /// Asks for a page unless it is still the one of this tag.
    pub fn get_unless(path: &str, cookie: &str, tag: &str) -> Self {
        Self { head: head("GET", path, cookie) + &format!("if-none-match: {tag}\r\n\r\n"), form: None }
    }

    pub fn form(form: Form, cookie: &str) -> Self {
        let head = head("POST", &form.action, cookie) + "content-type: application/x-www-form-urlencoded\r\n";
        Self { head, form: Some(form) }
    }

    /// The bytes to send. A form's fields that are identifiers to be get new ones: the same twice would be one comment.
    fn bytes(&self) -> Outcome<Vec<u8>> {
        let Some(form) = &self.form else { return Ok(self.head.clone().into_bytes()) };
        let fresh = |(name, value): &(String, String)| match name.as_str() {
            "id" | "comment" => (name.clone(), uuid::Uuid::now_v7().to_string()),
            "body" => (name.clone(), format!("Mesuré à nouveau, **{}**.", uuid::Uuid::now_v7().simple())),
            _ => (name.clone(), value.clone()),
        };
        let fields: Vec<_> = form.fields.iter().map(fresh).collect();
        let body = serde_html_form::to_string(fields)?;
        Ok(format!("{}content-length: {}\r\n\r\n{body}", self.head, body.len()).into_bytes())
    }
}

fn head(method: &str, path: &str, cookie: &str) -> String {
    let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-language: fr\r\naccept: text/html\r\n\
         sec-fetch-site: same-origin\r\n{cookie}"
    )
}

impl Connection {
    pub fn new(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Sends a request and waits for its answer.
    pub fn send(&mut self, request: &Request) -> Outcome<Answer> {
        self.stream.get_mut().write_all(&request.bytes()?)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no status")?;
        let mut headers = Vec::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, body: String::new(), headers, bytes: 0 };
        let body = match answer.header("content-length") {
            Some(length) => self.take(length.parse()?)?,
            None if answer.header("transfer-encoding").is_some() => self.chunks()?,
            None => Vec::new(),
        };
        answer.bytes = body.len();
        answer.body = String::from_utf8_lossy(&body).into_owned();
        Ok(answer)
    }

    fn take(&mut self, length: usize) -> Outcome<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> Outcome<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16)?;
            all.extend(self.take(length)?);
            self.take(2)?;
            if length == 0 {
                return Ok(all);
            }
        }
    }
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new() }
    }

    pub fn with(self, cookie: &str) -> Self {
        Self { cookie: cookie.to_owned(), ..self }
    }

    pub fn get(&self, path: &str) -> Outcome<Answer> {
        Connection::new(self.address)?.send(&Request::get(path, &self.cookie))
    }

    /// Submits a form and keeps the cookies of the answer.
    pub fn submit(&mut self, form: &Form) -> Outcome<Answer> {
        let answer = Connection::new(self.address)?.send(&Request::form(form.clone(), &self.cookie))?;
        let set = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let pairs: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
        if !pairs.is_empty() {
            self.cookie = pairs.join("; ");
        }
        Ok(answer)
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone())
    }

    /// What stands between two texts, the first time.
    pub fn between(&self, start: &str, end: &str) -> Option<String> {
        self.all_between(start, end).into_iter().next()
    }

    /// What stands between two texts, each time.
    pub fn all_between(&self, start: &str, end: &str) -> Vec<String> {
        self.body.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0.to_owned())).collect()
    }

    /// The form to an address, filled as the page fills it.
    pub fn form(&self, action: &str) -> Option<Form> {
        let html = Html::parse_document(&self.body);
        let forms = Selector::parse("form").ok()?;
        let controls = Selector::parse("input[name], textarea[name]").ok()?;
        let form = html.select(&forms).find(|form| form.attr("action") == Some(action))?;
        let field = |control: scraper::ElementRef<'_>| {
            let text: String = control.text().collect();
            (control.attr("name").unwrap_or_default().to_owned(), control.attr("value").map_or(text, str::to_owned))
        };
        let sent =
            |control: &scraper::ElementRef<'_>| !matches!(control.attr("type"), Some("checkbox" | "radio" | "file"));
        Some(Form { action: action.to_owned(), fields: form.select(&controls).filter(sent).map(field).collect() })
    }
}

impl Form {
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}
