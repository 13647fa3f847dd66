//! What people settle for themselves: password, language, theme.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, see, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::refusal::Refusal;
use super::tabs::{self, Tab};
use super::visit::Visit;
use crate::domain::account;
use crate::domain::kinds::{Language, Theme};
use crate::domain::password::Password;
use crate::domain::problems::Problems;

/// `settings/account.html`
#[derive(Debug, Serialize)]
pub struct Account {
    /// Profile, account, sessions.
    pub tabs: Vec<Tab>,
    /// Their address, which an admin changes.
    pub email: String,
    /// Whether there is a password to change, or a first one to choose.
    pub has_password: bool,
    /// What is wrong with the form of the password.
    pub problems: Shown,
    /// How many things are.
    pub count: usize,
    /// The language chosen, or nothing.
    pub language: &'static str,
    /// Light or dark, when chosen.
    pub theme: &'static str,
}

impl Page for Account {
    const TEMPLATE: &'static str = "settings/account.html";
}

/// `GET /settings`
pub async fn index(_: Visit) -> Answer {
    see("/settings/profile")
}

/// `GET /settings/account`
pub async fn account(visit: Visit) -> Answer {
    show(&visit, None).await
}

async fn show(visit: &Visit, wrong: Option<&Problems>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let (frame, has_password) =
        futures_util::try_join!(chrome::frame(visit, About::Settings), account::has_password(&visit.db, &oneself))?;
    let none = Problems::none();
    let page = Account {
        tabs: tabs::of_settings(visit.language, "/settings/account"),
        email: visit.me().email.clone(),
        has_password,
        problems: Shown::new(wrong.unwrap_or(&none), visit.language),
        count: wrong.map_or(0, Problems::len),
        language: visit.me().language.map_or("", Language::as_str),
        theme: visit.me().theme.map_or("", Theme::as_str),
    };
    match wrong {
        Some(_) => visit.again(frame, &page),
        None => visit.page(frame, &page),
    }
}

/// What the form of the password sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    old: String,
    new: String,
}

/// `POST /settings/password`
pub async fn update_password(visit: Visit, form: Form<NewPassword>) -> Answer {
    if !visit.app.rates.may_sign_in(&visit.me().email, visit.ip) {
        return Err(Refusal::TooMany);
    }
    let oneself = visit.viewer().oneself()?;
    let mut wrong = Problems::none();
    let known = [visit.me().name.as_str(), &visit.me().email, &visit.me().organization];
    let Some(chosen) = wrong.take("new", Password::choose(&form.0.new, &known)) else {
        return show(&visit, Some(&wrong)).await;
    };
    let (kept, old) = (visit.resumed().session, form.0.old);
    let done = visit.app.db.write(async |tx| account::change_password(tx, &oneself, kept, &old, chosen).await).await;
    match problems(done)? {
        Ok(()) => see_and_read("/settings/account", Flash::ok("flash-password-changed")),
        Err(wrong) => show(&visit, Some(&wrong)).await,
    }
}

/// What the form of language and theme sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Display {
    language: String,
    theme: String,
}

/// `POST /settings/display`
pub async fn update_display(visit: Visit, form: Form<Display>) -> Answer {
    let oneself = visit.viewer().oneself()?;
    let (language, theme) = (Language::parse(&form.0.language), Theme::parse(&form.0.theme));
    visit.app.db.write(async |tx| account::set_display(tx, &oneself, language, theme).await).await?;
    see_and_read("/settings/account", Flash::ok("flash-display-changed"))
}
