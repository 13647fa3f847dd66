//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::cookie;
use super::form::{Form, Sent, words};
use super::page::Page;
use super::refusal::{Refusal, safe_next};
use super::visit::Caller;
use crate::domain::ids::PersonId;
use crate::domain::{credential, session};

/// `sign_in/show.html`
#[derive(Debug, Default, Serialize)]
pub struct Show {
    /// What was typed as the address.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
    /// What was sent before the session ended: it is shown again after signing in, and nothing of it is lost.
    pub kept: Vec<(String, String)>,
    /// Why it did not work, if it did not.
    pub problem: Option<String>,
    /// Whether an account may be asked for.
    pub can_sign_up: bool,
}

impl Page for Show {
    const TEMPLATE: &'static str = "sign_in/show.html";
}

impl Show {
    /// For somebody whose session ended while they wrote.
    pub fn keeping(path: &str, kept: &Sent) -> Self {
        Self { next: path.to_owned(), kept: kept.fields(), ..Self::default() }
    }
}

/// `sign_in/kept.html`: what was written before something else came first, ready to be sent where it was going.
#[derive(Debug, Serialize)]
pub struct Kept {
    /// Where it was going.
    pub action: String,
    /// All of it.
    pub kept: Vec<(String, String)>,
    /// What somebody wrote of it, to be read again.
    pub words: Vec<String>,
}

impl Page for Kept {
    const TEMPLATE: &'static str = "sign_in/kept.html";
}

impl Kept {
    /// Of the fields that were kept.
    pub fn new(action: &str, kept: Vec<(String, String)>) -> Self {
        Self { action: action.to_owned(), words: words(&kept), kept }
    }
}

/// Where somebody wanted to go.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    next: String,
}

/// `GET /sign-in`
pub async fn show(caller: Caller, wish: Query<Wish>) -> Answer {
    match (&caller.house, &caller.resumed) {
        (None, _) => Err(Refusal::see_other("/setup")),
        (_, Some(_)) => Err(Refusal::see_other(safe_next(&wish.next))),
        (Some(house), None) => {
            let page = Show { next: wish.0.next, can_sign_up: house.sign_up, ..Show::default() };
            caller.page_at_door(StatusCode::OK, &page)
        }
    }
}

/// What the sign-in form sends; the fields of a form that was kept have `kept.` before their names.
#[derive(Debug, Default)]
struct SignIn {
    email: String,
    password: String,
    next: String,
    kept: Vec<(String, String)>,
}

impl SignIn {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match (name.as_str(), name.strip_prefix("kept.")) {
                ("email", _) => form.email = value,
                ("password", _) => form.password = value,
                ("next", _) => form.next = value,
                (_, Some(name)) => form.kept.push((name.to_owned(), value)),
                _ => {}
            }
        }
        form
    }
}

/// `POST /sign-in`
pub async fn create(caller: Caller, form: Form<Vec<(String, String)>>) -> Answer {
    let Some(house) = &caller.house else { return Err(Refusal::see_other("/setup")) };
    let SignIn { email, password, next, kept } = SignIn::of(form.0);
    let refused = |status, key: &str| {
        let problem = Some(caller.say(key));
        let can_sign_up = house.sign_up;
        let page = Show { email: email.clone(), next: next.clone(), kept: kept.clone(), problem, can_sign_up };
        caller.page_at_door(status, &page)
    };
    if !caller.app.rates.may_sign_in(&email, caller.ip) {
        return refused(StatusCode::TOO_MANY_REQUESTS, "sign-in-too-often");
    }
    let Some(person) = credential::verify(&caller.app.db, &email, &password).await? else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong");
    };
    let next = safe_next(&next);
    if kept.is_empty() || next == "/" {
        return enter(&caller, person, next).await;
    }
    let secret = caller.app.db.write(async |tx| session::open(tx, person, &caller.agent).await).await?;
    let mut answer = caller.page_at_door(StatusCode::OK, &Kept::new(next, kept))?;
    answer.add_cookie(&cookie::of(&caller.app, &secret)).ok();
    Ok(answer)
}

/// Opens a session for somebody whose identity is established, and leads on to a path of this site.
pub async fn enter(caller: &Caller, person: PersonId, next: &str) -> Answer {
    let secret = caller.app.db.write(async |tx| session::open(tx, person, &caller.agent).await).await?;
    let answer = HttpResponse::SeeOther()
        .insert_header((LOCATION, safe_next(next)))
        .cookie(cookie::of(&caller.app, &secret))
        .finish();
    Ok(answer)
}

/// `POST /sign-out`
pub async fn delete(caller: Caller, request: HttpRequest) -> Answer {
    if let Some(secret) = cookie::session(&request) {
        caller.app.db.write(async |tx| session::end_presented(tx, &secret).await).await?;
    }
    let none = cookie::none(&caller.app);
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, "/sign-in")).cookie(none).finish())
}
