//! Forgotten passwords.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::form::{Form, Shown};
use super::links::{Was, gone};
use super::page::Page;
use super::refusal::Refusal;
use super::sign_in;
use super::urls;
use super::visit::Caller;
use crate::domain::account::{self, Owner};
use crate::domain::kinds::TokenPurpose;
use crate::domain::password::Password;
use crate::domain::problems::Problems;
use crate::domain::words::Email;
use crate::error::{Error, Late};

/// `password/forgotten.html`
#[derive(Debug, Default, Serialize)]
pub struct Forgotten {
    /// What was typed as the address.
    pub email: String,
    /// Why it was not taken.
    pub problem: Option<String>,
    /// Whether the letter is on its way, if there is somebody to read it.
    pub sent: bool,
}

impl Page for Forgotten {
    const TEMPLATE: &'static str = "password/forgotten.html";
}

/// What a form that asks for a letter sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ask {
    /// For which address.
    pub email: String,
}

/// `GET /password/forgotten`
pub async fn forgotten(caller: Caller) -> Answer {
    match caller.house {
        Some(_) => caller.page_at_door(StatusCode::OK, &Forgotten::default()),
        None => Err(Refusal::see_other("/setup")),
    }
}

/// `POST /password/forgotten`
pub async fn ask(caller: Caller, form: Form<Ask>) -> Answer {
    let email = form.0.email;
    if let Err((status, problem)) = may_ask(&caller, &email) {
        return caller.page_at_door(status, &Forgotten { email, problem: Some(problem), sent: false });
    }
    caller.app.db.write(async |tx| account::forgotten(tx, &email).await).await?;
    caller.page_at_door(StatusCode::OK, &Forgotten { email, problem: None, sent: true })
}

/// Whether somebody at the door may ask for a letter to this address; else the status and the sentence to show. It does
/// not depend on who has an account.
pub fn may_ask(caller: &Caller, email: &str) -> Result<(), (StatusCode, String)> {
    if !caller.app.rates.may_ask_at_the_door(email, caller.ip) {
        return Err((StatusCode::TOO_MANY_REQUESTS, caller.say("password-too-often")));
    }
    Email::parse(email).map(|_| ()).map_err(|_| (StatusCode::UNPROCESSABLE_ENTITY, caller.say("password-address")))
}

/// `password/reset.html`
#[derive(Debug, Serialize)]
pub struct Reset {
    /// Where the form goes.
    pub action: String,
    /// Whose password it is.
    pub email: String,
    /// What is wrong with it.
    pub problems: Shown,
}

impl Page for Reset {
    const TEMPLATE: &'static str = "password/reset.html";
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choose {
    password: String,
}

/// `GET /password/reset/{token}`
pub async fn reset(caller: Caller, token: Path<String>) -> Answer {
    match account::of_link(&caller.db, TokenPurpose::PasswordReset, &token).await {
        Ok(owner) => page(&caller, StatusCode::OK, &token, owner, &Problems::none()),
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::Password),
        Err(error) => Err(error.into()),
    }
}

/// `POST /password/reset/{token}`
pub async fn choose(caller: Caller, token: Path<String>, form: Form<Choose>) -> Answer {
    let owner = match account::of_link(&caller.db, TokenPurpose::PasswordReset, &token).await {
        Ok(owner) => owner,
        Err(Error::TooLate(Late::Link)) => return gone(&caller, Was::Password),
        Err(error) => return Err(error.into()),
    };
    let house = caller.house.as_ref().map_or("", |house| house.name.as_str());
    let mut problems = Problems::none();
    let known = [owner.name.as_str(), &owner.email, house];
    let Some(password) = problems.take("password", Password::choose(&form.0.password, &known)) else {
        return page(&caller, StatusCode::UNPROCESSABLE_ENTITY, &token, owner, &problems);
    };
    match caller.app.db.write(async |tx| account::choose_password(tx, &token, password).await).await {
        Ok(person) => sign_in::enter(&caller, person, "/").await,
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::Password),
        Err(error) => Err(error.into()),
    }
}

fn page(caller: &Caller, status: StatusCode, token: &str, owner: Owner, problems: &Problems) -> Answer {
    let problems = Shown::new(problems, caller.language);
    caller.page_at_door(status, &Reset { action: urls::password_reset(token), email: owner.email, problems })
}
