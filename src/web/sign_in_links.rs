//! Signing in by a link in a letter: for those who have no password, or not at hand.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Serialize;

use super::answer::Answer;
use super::form::Form;
use super::links::{Was, gone};
use super::page::Page;
use super::passwords::{Ask, may_ask};
use super::refusal::Refusal;
use super::sign_in;
use super::urls;
use super::visit::Caller;
use crate::domain::account;
use crate::domain::kinds::TokenPurpose;
use crate::error::{Error, Late};

/// `sign_in/link.html`
#[derive(Debug, Default, Serialize)]
pub struct New {
    /// What was typed as the address.
    pub email: String,
    /// Why it was not taken.
    pub problem: Option<String>,
    /// Whether the letter is on its way, if there is somebody to read it.
    pub sent: bool,
}

impl Page for New {
    const TEMPLATE: &'static str = "sign_in/link.html";
}

/// `GET /sign-in/link`
pub async fn new(caller: Caller) -> Answer {
    match caller.house {
        Some(_) => caller.page_at_door(StatusCode::OK, &New::default()),
        None => Err(Refusal::see_other("/setup")),
    }
}

/// `POST /sign-in/link`
pub async fn create(caller: Caller, form: Form<Ask>) -> Answer {
    let email = form.0.email;
    if let Err((status, problem)) = may_ask(&caller, &email) {
        return caller.page_at_door(status, &New { email, problem: Some(problem), sent: false });
    }
    caller.app.db.write(async |tx| account::ask_link(tx, &email).await).await?;
    caller.page_at_door(StatusCode::OK, &New { email, problem: None, sent: true })
}

/// `sign_in/enter.html`
#[derive(Debug, Serialize)]
pub struct Show {
    /// Where the button goes.
    pub action: String,
    /// Who enters.
    pub name: String,
}

impl Page for Show {
    const TEMPLATE: &'static str = "sign_in/enter.html";
}

/// `GET /sign-in/links/{token}`
pub async fn show(caller: Caller, token: Path<String>) -> Answer {
    match account::of_link(&caller.db, TokenPurpose::SignIn, &token).await {
        Ok(owner) => {
            let page = Show { action: urls::sign_in_link(&token), name: owner.name };
            caller.page_at_door(StatusCode::OK, &page)
        }
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::SignIn),
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-in/links/{token}`
pub async fn enter(caller: Caller, token: Path<String>) -> Answer {
    match caller.app.db.write(async |tx| account::enter_by_link(tx, &token).await).await {
        Ok(person) => sign_in::enter(&caller, person, "/").await,
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::SignIn),
        Err(error) => Err(error.into()),
    }
}
