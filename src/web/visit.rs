//! Who is at the door: from a cookie to a viewer, with what every page needs to know of the request.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::flash::Flash;
use super::guard::RequestId;
use super::page::Setting;
use super::refusal::Refusal;
use super::{cookie, translate};
use crate::app::App;
use crate::domain::db::Db;
use crate::domain::house;
use crate::domain::kinds::Language;
use crate::domain::policy::Viewer;
use crate::domain::session::{self, Me, Resumed};
use crate::error::Result;

/// Anybody who calls, signed in or not.
pub struct Caller {
    /// The running Parvis.
    pub app: Data<App>,
    /// To read, at the instant of the call.
    pub db: Db,
    /// The house; nothing before it is set up.
    pub house: Option<house::Front>,
    /// Who is signed in.
    pub resumed: Option<Resumed>,
    /// In which language to answer: the person's choice, else the browser's, else the house's.
    pub language: Language,
    /// The path and query that were asked for.
    pub path: String,
    /// What the last act said, to be shown once.
    pub flash: Option<Flash>,
    /// The address of the network they call from.
    pub ip: IpAddr,
    /// What their browser calls itself.
    pub agent: String,
    /// What to name when something went wrong.
    pub request_id: RequestId,
}

/// Somebody who is signed in, and has accepted the charter of today.
pub struct Visit {
    caller: Caller,
}

impl Caller {
    async fn arrive(request: HttpRequest) -> Result<Self> {
        let app = request.app_data::<Data<App>>().cloned().expect("the app is in every request");
        let db = app.db.read().await?;
        let secret = cookie::session(&request);
        let resumed = match &secret {
            Some(secret) => session::resume(&db, secret).await?,
            None => None,
        };
        let house = match &resumed {
            Some(resumed) => Some(resumed.house.clone()),
            None => house::front(&db).await?,
        };
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chosen = resumed.as_ref().and_then(|resumed: &Resumed| resumed.me.language);
        let spoken = house.as_ref().map(|house: &house::Front| house.language);
        let language = chosen.or_else(|| translate::accepted(header(ACCEPT_LANGUAGE))).or(spoken);
        Ok(Self {
            language: language.unwrap_or(Language::French),
            path: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
            flash: Flash::of(&request),
            ip: super::guard::address(&request, &app.config.trusted_proxies),
            agent: header(USER_AGENT).to_owned(),
            request_id: RequestId::of(&request),
            app,
            db,
            house,
            resumed,
        })
    }

    /// What the templates may use besides their page.
    pub fn setting(&self) -> Setting {
        let zone = self.house.as_ref().and_then(|house| house.time_zone.parse().ok());
        Setting { language: self.language, zone: zone.unwrap_or(self.app.config.time_zone), now: self.db.at() }
    }

    /// A message in the caller's language.
    pub fn say(&self, key: &str) -> String {
        translate::say(self.language, key)
    }
}

impl Visit {
    /// Whose eyes.
    pub fn viewer(&self) -> &Viewer {
        &self.resumed().viewer
    }

    /// Whom the page greets.
    pub fn me(&self) -> &Me {
        &self.resumed().me
    }

    /// The session.
    pub fn resumed(&self) -> &Resumed {
        self.caller.resumed.as_ref().expect("a visit is made of a caller who is signed in")
    }

    /// The house.
    pub fn house(&self) -> &house::Front {
        self.caller.house.as_ref().expect("nobody is signed in before the house is set up")
    }

    /// Notes the visit when that is due, so that a session which is used does not end. It is a courtesy: the page does
    /// not depend on it.
    async fn note(&self) {
        if self.resumed().is_unnoted {
            let noted = self.app.db.write(async |tx| session::note(tx, self.resumed()).await).await;
            if let Err(error) = noted {
                tracing::warn!("a visit could not be noted: {error}");
            }
        }
    }
}

impl std::ops::Deref for Visit {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.caller
    }
}

type Arriving<T> = Pin<Box<dyn Future<Output = Result<T, Refusal>>>>;

impl FromRequest for Caller {
    type Error = Refusal;
    type Future = Arriving<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self::arrive(request).await?) })
    }
}

impl FromRequest for Visit {
    type Error = Refusal;
    type Future = Arriving<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let safe = matches!(*request.method(), Method::GET | Method::HEAD);
            let kept = request.extensions().get::<super::form::Sent>().cloned();
            let caller = Caller::arrive(request).await?;
            match (&caller.house, &caller.resumed) {
                (None, _) => Err(Refusal::see_other("/setup")),
                (_, None) => Err(Refusal::SignedOut { path: caller.path, kept: kept.filter(|_| !safe) }),
                (_, Some(resumed)) if resumed.owes_charter && resumed.viewer.looker().is_none() => {
                    // Nothing can be read where only something can be sent.
                    let path = if safe || kept.is_some() { caller.path } else { "/".to_owned() };
                    Err(Refusal::OwesCharter { path, kept: kept.filter(|_| !safe) })
                }
                (_, Some(resumed))
                    if !safe && resumed.viewer.looker().is_some() && !caller.path.starts_with("/view-as") =>
                {
                    Err(Refusal::Refused(crate::error::Error::NotAllowed(crate::error::Why::LookingAs)))
                }
                _ => {
                    let visit = Self { caller };
                    visit.note().await;
                    Ok(visit)
                }
            }
        })
    }
}
