//! Asking for an account, with an address of the house's own domains, where the house allows it.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::answer::Answer;
use super::form::Form;
use super::page::Page;
use super::passwords::{Ask, may_ask};
use super::refusal::Refusal;
use super::visit::Caller;
use crate::domain::invitation;
use crate::domain::words::Email;
use crate::error::Error;

/// `sign_up/show.html`
#[derive(Debug, Default, Serialize)]
pub struct Show {
    /// What was typed as the address.
    pub email: String,
    /// Why it was not taken.
    pub problem: Option<String>,
    /// Whether the letter is on its way, if the address is one of the house.
    pub sent: bool,
}

impl Page for Show {
    const TEMPLATE: &'static str = "sign_up/show.html";
}

fn open(caller: &Caller) -> Result<(), Refusal> {
    match &caller.house {
        None => Err(Refusal::see_other("/setup")),
        Some(house) if house.sign_up => Ok(()),
        Some(_) => Err(Refusal::Refused(Error::NotFound)),
    }
}

/// `GET /sign-up`
pub async fn show(caller: Caller) -> Answer {
    open(&caller)?;
    caller.page_at_door(StatusCode::OK, &Show::default())
}

/// `POST /sign-up`
pub async fn create(caller: Caller, form: Form<Ask>) -> Answer {
    open(&caller)?;
    let email = form.0.email;
    if let Err((status, problem)) = may_ask(&caller, &email) {
        return caller.page_at_door(status, &Show { email, problem: Some(problem), sent: false });
    }
    if let Ok(address) = Email::parse(&email) {
        let language = caller.language;
        caller.app.db.write(async |tx| invitation::sign_up(tx, &address, language).await).await?;
    }
    caller.page_at_door(StatusCode::OK, &Show { email, problem: None, sent: true })
}
