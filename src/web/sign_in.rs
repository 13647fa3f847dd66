//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::cookie;
use super::form::{Form, Sent};
use super::page::Page;
use super::refusal::{Refusal, safe_next};
use super::visit::Caller;
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
        _ => caller.page_at_door(StatusCode::OK, &Show { next: wish.0.next, ..Show::default() }),
    }
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    email: String,
    password: String,
    next: String,
}

/// `POST /sign-in`
pub async fn create(caller: Caller, form: Form<SignIn>) -> Answer {
    let SignIn { email, password, next } = form.0;
    let refused = |status, key: &str| {
        let problem = Some(caller.say(key));
        caller.page_at_door(status, &Show { email: email.clone(), next: next.clone(), problem, ..Show::default() })
    };
    if !caller.app.rates.may_sign_in(&email, caller.ip) {
        return refused(StatusCode::TOO_MANY_REQUESTS, "sign-in-too-often");
    }
    let Some(person) = credential::verify(&caller.app.db, &email, &password).await? else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "sign-in-wrong");
    };
    let secret = caller.app.db.write(async |tx| session::open(tx, person, &caller.agent).await).await?;
    let answer = HttpResponse::SeeOther()
        .insert_header((LOCATION, safe_next(&next)))
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
