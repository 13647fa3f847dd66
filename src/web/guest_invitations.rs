//! A guest's invitation: what it is, accepting it, saying no. The route is shared with colleagues' invitations, which
//! hand over here when a link is a guest's.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Path;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::chrome::{self, About};
use super::cookie;
use super::form::{Shown, problems as sorted};
use super::page::Page;
use super::refusal::with_next;
use super::urls;
use super::visit::{Caller, Visit};
use crate::domain::guest::{self, Acceptance, Comer, Invitation};
use crate::domain::password::Password;
use crate::domain::problems::Problems;
use crate::domain::words::Name;
use crate::domain::{session, space};
use crate::error::{Error, Why};

/// `guest/invitation.html`
#[derive(Serialize)]
pub struct Show {
    /// Where the form goes.
    pub action: String,
    /// Where one says no.
    pub refuse_action: String,
    /// The invited address; it cannot be changed.
    pub email: String,
    /// As they are called.
    pub name: String,
    /// What will stand beside it.
    pub organization: String,
    /// Who invites.
    pub by: String,
    /// Their word.
    pub word: Option<String>,
    /// The spaces, in a row.
    pub spaces: String,
    /// How many.
    pub space_count: usize,
    /// What for.
    pub purpose: String,
    /// Who answers for them.
    pub sponsor: String,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// How far back they will read.
    pub horizon: &'static str,
    /// From which day on.
    pub horizon_at: Option<DateTime<Utc>>,
    /// The charter, to be agreed to.
    pub charter: Option<String>,
    /// Its version.
    pub charter_version: Option<i32>,
    /// Whether accepting makes an account, and a password may be chosen.
    pub is_new: bool,
    /// Where a guest who has an account signs in first.
    pub sign_in_url: Option<String>,
    /// What is wrong.
    pub problems: Shown,
    /// How many things are.
    pub count: usize,
}

impl Page for Show {
    const TEMPLATE: &'static str = "guest/invitation.html";
}

/// `guest/another.html`: somebody else is signed in. It tells nothing of the invitation.
#[derive(Serialize)]
pub struct Another {
    /// Who is signed in.
    pub me: String,
}

impl Page for Another {
    const TEMPLATE: &'static str = "guest/another.html";
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Accept {
    name: String,
    password: String,
    by_mail: String,
    charter: String,
}

/// The invitation that a guest's link opens; looking uses nothing up.
pub async fn show(caller: &Caller, token: &str) -> Answer {
    let invitation = guest::invitation(&caller.db, token).await?;
    if is_another(caller, &invitation) {
        return another(caller);
    }
    page(caller, token, invitation, None, &Problems::none())
}

/// Somebody is signed in who is not the invited guest.
fn is_another(caller: &Caller, invitation: &Invitation) -> bool {
    let by = caller.resumed.as_ref().map(|resumed| &resumed.viewer);
    by.is_some() && !invitation.comer.is(by)
}

fn another(caller: &Caller) -> Answer {
    let me = caller.resumed.as_ref().map(|resumed| resumed.me.name.clone()).unwrap_or_default();
    caller.page_at_door(StatusCode::FORBIDDEN, &Another { me })
}

fn page(caller: &Caller, token: &str, invitation: Invitation, name: Option<String>, problems: &Problems) -> Answer {
    let has_account = matches!(invitation.comer, Comer::Here(_));
    let (charter_version, charter) = invitation.charter.unzip();
    let page = Show {
        action: urls::invitation(token),
        refuse_action: urls::invitation_refusal(token),
        email: invitation.email.to_string(),
        name: name.unwrap_or(invitation.name),
        organization: invitation.organization,
        by: invitation.by,
        word: invitation.word,
        space_count: invitation.spaces.len(),
        spaces: invitation.spaces.join(", "),
        purpose: invitation.purpose,
        sponsor: invitation.sponsor,
        ends_at: invitation.ends_at,
        horizon: invitation.horizon.as_str(),
        horizon_at: invitation.horizon_at,
        charter,
        charter_version,
        is_new: !has_account,
        sign_in_url: (has_account && caller.resumed.is_none()).then(|| with_next("/sign-in", &urls::invitation(token))),
        problems: Shown::new(problems, caller.language),
        count: problems.len(),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    caller.page_at_door(status, &page)
}

/// Accepts; the link is used up in the transaction that lets the guest in and opens their session.
pub async fn create(caller: &Caller, token: &str, form: Accept) -> Answer {
    let invitation = guest::invitation(&caller.db, token).await?;
    if is_another(caller, &invitation) {
        return another(caller);
    }
    let has_account = matches!(invitation.comer, Comer::Here(_));
    if has_account && caller.resumed.is_none() {
        return Err(Error::NotAllowed(Why::AnotherAccount).into());
    }
    let acceptance = match form.acceptance(caller, &invitation, has_account) {
        Ok(acceptance) => acceptance,
        Err(problems) => return page(caller, token, invitation, Some(form.name), &problems),
    };
    let by = caller.resumed.as_ref().map(|resumed| &resumed.viewer);
    let done = caller
        .app
        .db
        .write(async |tx| {
            let guest = guest::accept(tx, token, by, acceptance).await?;
            if by.is_some() { Ok(None) } else { session::open(tx, guest, &caller.agent).await.map(Some) }
        })
        .await;
    match sorted(done)? {
        Ok(secret) => {
            let mut answer = HttpResponse::SeeOther();
            answer.insert_header((LOCATION, "/welcome"));
            if let Some(secret) = &secret {
                answer.cookie(cookie::of(&caller.app, secret));
            }
            Ok(answer.finish())
        }
        Err(problems) => page(caller, token, invitation, Some(form.name), &problems),
    }
}

impl Accept {
    fn acceptance(&self, caller: &Caller, invitation: &Invitation, has_account: bool) -> Result<Acceptance, Problems> {
        let mut problems = Problems::none();
        let called = if has_account { &invitation.name } else { &self.name };
        let name = problems.take("name", Name::parse(called));
        let mut password = None;
        if !has_account && self.by_mail.is_empty() {
            let known = [self.name.as_str(), invitation.email.as_str(), invitation.organization.as_str()];
            password = problems.take("password", Password::choose(&self.password, &known));
        }
        let charter = self.charter.parse().ok();
        if invitation.charter.as_ref().is_some_and(|owed| Some(owed.0) != charter) {
            problems.add("charter", "problem-guest-charter");
        }
        match name {
            Some(name) if problems.is_empty() => Ok(Acceptance { name, password, charter, language: caller.language }),
            _ => Err(problems),
        }
    }
}

/// `guest/declined.html`
#[derive(Serialize)]
pub struct Declined {}

impl Page for Declined {
    const TEMPLATE: &'static str = "guest/declined.html";
}

/// `POST /invitations/{token}/refusal`
pub async fn decline(caller: Caller, token: Path<String>) -> Answer {
    caller.app.db.write(async |tx| guest::decline(tx, &token).await).await?;
    caller.page_at_door(StatusCode::OK, &Declined {})
}

/// `guest/welcome.html`: three lines.
#[derive(Serialize)]
pub struct Welcome {
    /// As they are greeted.
    pub first_name: String,
    /// The house.
    pub house: String,
    /// Their organization.
    pub organization: String,
    /// Who answers for them.
    pub sponsor: Option<String>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// Their spaces.
    pub spaces: Vec<Way>,
}

/// The way to a space.
#[derive(Debug, Serialize)]
pub struct Way {
    name: String,
    url: String,
}

impl Page for Welcome {
    const TEMPLATE: &'static str = "guest/welcome.html";
}

/// `GET /welcome`: for guests.
pub async fn welcome(visit: Visit) -> Answer {
    if !visit.viewer().is_guest() {
        return Err(Error::NotFound.into());
    }
    let (frame, host, spaces) = futures_util::try_join!(
        chrome::frame(&visit, About::Home),
        space::host(&visit.db, visit.viewer()),
        space::mine(&visit.db, visit.viewer())
    )?;
    let (sponsor, until) = host.map(|host| (host.sponsor, host.until)).unzip();
    let page = Welcome {
        first_name: visit.me().name.split(' ').next().unwrap_or_default().to_owned(),
        house: visit.house().name.clone(),
        organization: visit.me().organization.clone(),
        sponsor,
        until,
        spaces: spaces.into_iter().map(|mine| Way { url: urls::space(&mine.slug), name: mine.name }).collect(),
    };
    visit.page(frame, &page)
}
