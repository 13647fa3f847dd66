//! What surrounds every request: its id, where it may come from, how much it may weigh, and the headers of the answer.

use std::net::IpAddr;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, LOCATION, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest};
use tokio::time::timeout;

use super::broken;
use super::form::Sent;
use super::refusal::Refusal;
use super::upload::Upload;
use crate::app::App;
use crate::config::Network;

/// Everything comes from this site; no script and no style stands in a page; nobody else may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types parvis";

/// What names a request in the log and on an error page.
#[derive(Clone, Debug)]
pub struct RequestId(String);

impl RequestId {
    fn new() -> Self {
        Self(uuid::Uuid::now_v7().simple().to_string())
    }

    /// Of a request that the guard has let in.
    pub fn of(request: &impl HttpMessage) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_else(Self::new)
    }

    /// To be shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The guard: around all routes.
pub async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = RequestId::new();
    request.extensions_mut().insert(id.clone());
    let app = request.app_data::<Data<App>>().cloned().expect("the app is in every request");
    let (method, started) = (request.method().clone(), std::time::Instant::now());
    let pattern = request.match_pattern().unwrap_or_default();
    let unsafe_method = !matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
    let mut answer =
        if unsafe_method && !is_own(request.headers(), app.config.base_url.as_str()) && !is_one_click(&request) {
            refused(request, Refusal::Foreign)
        } else if has_nul(request.uri().to_string().as_bytes()) {
            refused(request, Refusal::Refused(crate::error::Error::NotFound))
        } else if unsafe_method && Sent::is_form(&request) {
            match read_form(&mut request).await {
                Ok(()) => next.call(request).await?.map_into_boxed_body(),
                Err(refusal) => refused(request, refusal),
            }
        } else if unsafe_method && Upload::is_one(&request) {
            match Upload::read(&mut request, &app).await {
                Ok(()) => next.call(request).await?.map_into_boxed_body(),
                Err(refusal) => refused(request, refusal),
            }
        } else {
            next.call(request).await?.map_into_boxed_body()
        };
    if let Some(moved) = new_address(&answer) {
        answer.headers_mut().insert(LOCATION, moved);
        // After any other answer a browser would ask for the page, and leave what was sent behind.
        if unsafe_method {
            answer.response_mut().head_mut().status = StatusCode::PERMANENT_REDIRECT;
        }
    }
    let mut answer = broken::dress(answer).await;
    seal(answer.headers_mut(), &app, &id);
    let (status, took) = (answer.status().as_u16(), started.elapsed());
    if status >= 500 {
        let error = answer.response().error().map(ToString::to_string).unwrap_or_default();
        tracing::error!(request = id.as_str(), %method, pattern, status, error, "a request failed");
    } else {
        tracing::debug!(request = id.as_str(), %method, pattern, status, ms = took.as_millis() as u64, "answered");
    }
    Ok(answer)
}

fn refused(request: ServiceRequest, refusal: Refusal) -> ServiceResponse<BoxBody> {
    request.error_response(refusal).map_into_boxed_body()
}

/// The longest that a form may take to come in: a megabyte by a poor telephone. Nobody has said yet who they are, and
/// actix itself waits for a body as long as it takes.
const PATIENCE: Duration = Duration::from_secs(60);

async fn read_form(request: &mut ServiceRequest) -> Result<(), Refusal> {
    let (parts, payload) = request.parts_mut();
    let read = timeout(PATIENCE, Bytes::from_request(parts, payload)).await.map_err(|_| Refusal::TooMany)?;
    let bytes = read.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooHeavy,
        _ => Refusal::Garbled,
    })?;
    let garbled = has_nul(&bytes);
    let sent = Sent(bytes);
    // What can be read of it is shown again, whatever becomes of it.
    request.extensions_mut().insert(if garbled { sent.without_nul() } else { sent });
    if garbled { Err(Refusal::Garbled) } else { Ok(()) }
}

/// Whether a NUL stands in an address or a form: nobody types one, and PostgreSQL keeps none in a text.
fn has_nul(encoded: &[u8]) -> bool {
    encoded.contains(&0) || encoded.windows(3).any(|three| three == b"%00")
}

/// Whether an act comes from a page of ours: the browser says so itself (`Sec-Fetch-Site`), or its origin is ours. A
/// request that says neither comes from no browser of these years, and carries no cookie that one would have sent.
fn is_own(headers: &HeaderMap, base_url: &str) -> bool {
    let header = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (header(&HeaderName::from_static("sec-fetch-site")), header(&ORIGIN)) {
        (Some("same-origin"), _) => true,
        (Some(_), _) => false,
        (None, Some(origin)) => origin.trim_end_matches('/') == base_url.trim_end_matches('/'),
        (None, None) => false,
    }
}

/// Whether an act may come from anywhere: a mail program's own button to unsubscribe (RFC 8058) is no page of ours. What it
/// asks is in its signed link alone, and no cookie counts there.
fn is_one_click(request: &ServiceRequest) -> bool {
    request.path().starts_with("/unsubscriptions/")
}

/// A space has another name now: the same page, there. It stands in the path, or in the query as `space`.
fn new_address(answer: &ServiceResponse<BoxBody>) -> Option<HeaderValue> {
    let refusal = answer.response().error()?.as_error::<Refusal>()?;
    let Refusal::Refused(crate::error::Error::Moved(slug)) = refusal else { return None };
    let request = answer.request();
    let (mut path, mut query) = (request.uri().path().to_owned(), request.query_string().to_owned());
    match request.match_info().get("slug") {
        // However the old name is spelt (`%61` is an `a`), it stands second: `/spaces/OLD/…`.
        Some(_) => {
            let rest = path.splitn(4, '/').nth(3).map(|rest| format!("/{rest}")).unwrap_or_default();
            path = format!("/spaces/{slug}{rest}");
        }
        None => {
            let mut pairs: Vec<(String, String)> = serde_html_form::from_str(&query).ok()?;
            pairs.iter_mut().find(|(name, _)| name == "space")?.1 = slug.to_string();
            query = serde_html_form::to_string(pairs).ok()?;
        }
    }
    let mark = if query.is_empty() { "" } else { "?" };
    HeaderValue::from_str(&format!("{path}{mark}{query}")).ok()
}

/// The headers of every answer. What a signed-in reader sees is kept by no cache between.
fn seal(headers: &mut HeaderMap, app: &App, id: &RequestId) {
    let mut unless_set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    unless_set(CACHE_CONTROL, "private, no-store");
    unless_set(VARY, "Cookie, Accept-Language");
    unless_set(CONTENT_SECURITY_POLICY, POLICY);
    unless_set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless_set(X_FRAME_OPTIONS, "SAMEORIGIN");
    unless_set(REFERRER_POLICY, "same-origin");
    unless_set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    unless_set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    unless_set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if app.config.base_url.is_secure() {
        unless_set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::from_str(id.as_str()) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// Who calls: the peer, or whom a trusted proxy names (the last address of `X-Forwarded-For` that is not a proxy's).
pub fn address(request: &HttpRequest, proxies: &[Network]) -> IpAddr {
    let is_proxy = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let peer = request.peer_addr().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.ip());
    if !is_proxy(peer) {
        return peer;
    }
    // A proxy may add a line of its own below the caller's (HAProxy does): all lines are one list (RFC 9110, 5.3).
    let lines: Vec<&str> = request.headers().get_all("x-forwarded-for").filter_map(|line| line.to_str().ok()).collect();
    let mut named =
        lines.iter().rev().flat_map(|line| line.rsplit(',')).filter_map(|address| address.trim().parse().ok());
    named.find(|address| !is_proxy(*address)).unwrap_or(peer)
}

/// The answer to what no route knows.
pub async fn unknown() -> Result<actix_web::HttpResponse, Refusal> {
    Err(Refusal::Refused(crate::error::Error::NotFound))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn what_a_caller_says_of_themselves_is_not_taken_for_a_proxys_word() {
        let proxies = ["127.0.0.0/8".parse().expect("a network")];
        let from = |lines: &[&str]| {
            let request = TestRequest::default().peer_addr("127.0.0.1:1".parse().expect("an address"));
            let request = lines.iter().fold(request, |request, line| request.append_header(("x-forwarded-for", *line)));
            address(&request.to_http_request(), &proxies).to_string()
        };
        assert_eq!(from(&["198.51.100.1, 192.0.2.7"]), "192.0.2.7");
        assert_eq!(from(&["198.51.100.1", "192.0.2.7"]), "192.0.2.7", "HAProxy adds a line");
        assert_eq!(from(&["198.51.100.1", "192.0.2.7, 127.0.0.2"]), "192.0.2.7");
        assert_eq!(from(&[]), "127.0.0.1");
    }
}
