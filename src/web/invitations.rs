//! `/invitations/{token}`: the door that a letter opens, for colleagues here; a guest's has pages of its own.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{FromRequest, HttpRequest};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::form::{Form, Shown};
use super::guest_invitations;
use super::links::{Was, gone};
use super::page::Page;
use super::sign_in;
use super::urls;
use super::visit::Caller;
use crate::domain::invitation::{self, Offer};
use crate::domain::kinds::TokenPurpose;
use crate::domain::password::Password;
use crate::domain::problems::Problems;
use crate::domain::token;
use crate::domain::words::Name;
use crate::error::{Error, Late};

/// `invitation/show.html`
#[derive(Debug, Serialize)]
pub struct Show {
    /// Where the form goes.
    pub action: String,
    /// The invited address; it cannot be changed.
    pub email: String,
    /// Who invites; nobody when the address asked itself.
    pub by: Option<String>,
    /// As they are called.
    pub name: String,
    /// What is wrong.
    pub problems: Shown,
    /// How many things are.
    pub count: usize,
    /// Whoever is signed in in this browser; accepting makes another account.
    pub signed_in_as: Option<String>,
}

impl Page for Show {
    const TEMPLATE: &'static str = "invitation/show.html";
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Accept {
    name: String,
    password: String,
}

/// `GET /invitations/{token}`
pub async fn show(caller: Caller, token: Path<String>) -> Answer {
    // The seam: a token is of one purpose. A guest's is shown by pages of its own.
    match token::look(&caller.db, TokenPurpose::ColleagueInvitation, &token).await {
        Err(Error::NotFound) => guest_invitations::show(&caller, &token).await,
        _ => show_colleague(caller, &token).await,
    }
}

/// `POST /invitations/{token}`
pub async fn create(caller: Caller, token: Path<String>, request: HttpRequest) -> Answer {
    // The seam, as above.
    match token::look(&caller.db, TokenPurpose::ColleagueInvitation, &token).await {
        Err(Error::NotFound) => {
            let form = Form::<guest_invitations::Accept>::from_request(&request, &mut actix_web::dev::Payload::None);
            guest_invitations::create(&caller, &token, form.await?.0).await
        }
        _ => {
            let form = Form::<Accept>::from_request(&request, &mut actix_web::dev::Payload::None).await?;
            accept_as_colleague(caller, &token, form.0).await
        }
    }
}

async fn show_colleague(caller: Caller, token: &str) -> Answer {
    match invitation::offered(&caller.db, token).await {
        Ok(offer) => {
            let name = offer.name.clone().unwrap_or_default();
            page(&caller, StatusCode::OK, token, offer, name, &Problems::none())
        }
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::Invitation),
        Err(error) => Err(error.into()),
    }
}

async fn accept_as_colleague(caller: Caller, token: &str, form: Accept) -> Answer {
    let offer = match invitation::offered(&caller.db, token).await {
        Ok(offer) => offer,
        Err(Error::TooLate(Late::Link)) => return gone(&caller, Was::Invitation),
        Err(error) => return Err(error.into()),
    };
    let house = caller.house.as_ref().map_or("", |house| house.name.as_str());
    let mut problems = Problems::none();
    let name = problems.take("name", Name::parse(&form.name));
    let known = [form.name.as_str(), offer.name.as_deref().unwrap_or_default(), &offer.email, house];
    let password = problems.take("password", Password::choose(&form.password, &known));
    let (Some(name), Some(password)) = (name, password) else {
        return page(&caller, StatusCode::UNPROCESSABLE_ENTITY, token, offer, form.name, &problems);
    };
    let language = caller.language;
    let joined = caller.app.db.write(async |tx| invitation::accept(tx, token, &name, password, language).await).await;
    match joined {
        Ok(person) => sign_in::enter(&caller, person, "/").await,
        Err(Error::TooLate(Late::Link)) => gone(&caller, Was::Invitation),
        Err(error) => Err(error.into()),
    }
}

fn page(caller: &Caller, status: StatusCode, token: &str, offer: Offer, name: String, problems: &Problems) -> Answer {
    let page = Show {
        action: urls::invitation(token),
        email: offer.email,
        by: offer.by,
        name,
        problems: Shown::new(problems, caller.language),
        count: problems.len(),
        signed_in_as: caller.resumed.as_ref().map(|resumed| resumed.me.name.clone()),
    };
    caller.page_at_door(status, &page)
}
