//! On which devices one is signed in.

use actix_web::web::Path;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::page::Page;
use super::tabs::{self, Tab};
use super::translate;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::SessionId;
use crate::domain::kinds::Language;
use crate::domain::session::{self, Session};
use crate::error::Error;

/// `session/index.html`
#[derive(Debug, Serialize)]
pub struct Index {
    /// Profile, account, sessions.
    pub tabs: Vec<Tab>,
    /// All of one's own, the latest used first.
    pub sessions: Vec<Device>,
    /// Whether there are others than this one.
    pub has_others: bool,
}

impl Page for Index {
    const TEMPLATE: &'static str = "session/index.html";
}

/// A session, as its owner recognizes it.
#[derive(Debug, Serialize)]
pub struct Device {
    name: String,
    is_phone: bool,
    is_this: bool,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    end: String,
}

/// `GET /settings/sessions`
pub async fn index(visit: Visit) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let (frame, sessions) =
        futures_util::try_join!(chrome::frame(&visit, About::Settings), session::of(&visit.db, &oneself))?;
    let this = visit.resumed().session;
    let sessions: Vec<Device> = sessions.iter().map(|session| device(session, this, visit.language)).collect();
    let page = Index {
        tabs: tabs::of_settings(visit.language, "/settings/sessions"),
        has_others: sessions.len() > 1,
        sessions,
    };
    visit.page(frame, &page)
}

/// What a device is called by what its browser says of itself, and whether it is a telephone.
pub fn name(agent: &str, language: Language) -> (String, bool) {
    let Agent { browser, system, is_phone } = Agent::of(agent);
    let name = match (browser, system) {
        (Some(browser), Some(system)) => {
            let args = [("browser".into(), browser.into()), ("system".into(), system.into())];
            translate::translate(language, "session-browser-on", &args.into())
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => translate::say(language, "session-unknown"),
    };
    (name, is_phone)
}

fn device(session: &Session, this: SessionId, language: Language) -> Device {
    let (name, is_phone) = name(&session.agent, language);
    Device {
        name,
        is_phone,
        is_this: session.id == this,
        created_at: session.created_at,
        seen_at: session.seen_at,
        end: urls::session_end(session.id),
    }
}

/// What a browser says of itself, as far as its owner needs it.
#[derive(Debug, PartialEq, Eq)]
struct Agent {
    browser: Option<&'static str>,
    system: Option<&'static str>,
    is_phone: bool,
}

impl Agent {
    /// From the `User-Agent` header. Browsers claim to be one another, so the order matters.
    fn of(agent: &str) -> Self {
        let first =
            |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
        let browser = first(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Firefox/", "Firefox"),
            ("FxiOS", "Firefox"),
            ("Chrome/", "Chrome"),
            ("CriOS", "Chrome"),
            ("Safari/", "Safari"),
        ]);
        let system = first(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ]);
        let is_phone = matches!(system, Some("iPhone" | "Android"));
        Self { browser, system, is_phone }
    }
}

/// `POST /settings/sessions/{id}/end`
pub async fn end(visit: Visit, id: Path<String>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let session: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    visit.app.db.write(async |tx| session::end(tx, &oneself, session).await).await?;
    see_and_read("/settings/sessions", Flash::ok("flash-session-ended"))
}

/// `POST /settings/sessions/others/end`
pub async fn end_others(visit: Visit) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let this = visit.resumed().session;
    visit.app.db.write(async |tx| session::end_others(tx, &oneself, this).await).await?;
    see_and_read("/settings/sessions", Flash::ok("flash-sessions-ended"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_by_browser_and_system() {
        let told = |agent: &str| Agent::of(agent);
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        assert_eq!(told(edge), Agent { browser: Some("Edge"), system: Some("Windows"), is_phone: false });
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
        assert_eq!(told(iphone), Agent { browser: Some("Safari"), system: Some("iPhone"), is_phone: true });
        assert_eq!(told("curl/8"), Agent { browser: None, system: None, is_phone: false });
    }
}
