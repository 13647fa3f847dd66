//! The first run: nobody is there yet, and every page leads here. Closed for ever after.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::form::{Form, Shown};
use super::page::Page;
use super::refusal::Refusal;
use super::sign_in;
use super::translate;
use super::visit::Caller;
use crate::domain::kinds::Language;
use crate::domain::password::Password;
use crate::domain::problems::Problems;
use crate::domain::setup::{self, Opening};
use crate::domain::words::{Email, Name};
use crate::error::{Error, Late};

/// `setup/show.html`
#[derive(Debug, Serialize)]
pub struct Show {
    /// What was typed.
    pub form: SetUp,
    /// What is wrong with it.
    pub problems: Shown,
    /// How many things are.
    pub count: usize,
    /// The stairs.
    pub steps: Vec<Step>,
}

/// A step of the stairs.
#[derive(Debug, Serialize)]
pub struct Step {
    label: String,
    note: String,
    state: &'static str,
}

impl Page for Show {
    const TEMPLATE: &'static str = "setup/show.html";
}

/// What the form sends.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SetUp {
    house: String,
    language: String,
    name: String,
    email: String,
    #[serde(skip_serializing)]
    password: String,
}

impl Show {
    fn of(caller: &Caller, form: SetUp, problems: &Problems) -> Self {
        let step = |key: &str, state| Step {
            label: caller.say(&format!("setup-step-{key}")),
            note: caller.say(&format!("setup-step-{key}-note")),
            state,
        };
        Self {
            form,
            problems: Shown::new(problems, caller.language),
            count: problems.len(),
            steps: vec![step("house", "now"), step("colleagues", "later"), step("spaces", "later")],
        }
    }
}

fn closed() -> Refusal {
    Refusal::Refused(Error::TooLate(Late::SetUp))
}

/// `GET /setup`
pub async fn show(caller: Caller) -> Answer {
    if caller.house.is_some() {
        return Err(closed());
    }
    let form = SetUp { language: caller.language.as_str().to_owned(), ..SetUp::default() };
    caller.page_at_door(StatusCode::OK, &Show::of(&caller, form, &Problems::none()))
}

/// `POST /setup`
pub async fn create(caller: Caller, form: Form<SetUp>) -> Answer {
    if caller.house.is_some() {
        return Err(closed());
    }
    match opening(&caller, &form.0) {
        Ok(opening) => {
            let person = caller.app.db.write(async |tx| setup::open(tx, opening).await).await?;
            sign_in::enter(&caller, person, "/").await
        }
        Err(problems) => {
            let page = Show::of(&caller, form.0, &problems);
            caller.page_at_door(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn opening(caller: &Caller, form: &SetUp) -> Result<Opening, Problems> {
    let mut problems = Problems::none();
    let house = problems.take("house", Name::parse(&form.house));
    let name = problems.take("name", Name::parse(&form.name));
    let email = problems.take("email", Email::parse(&form.email));
    let known = [form.house.as_str(), &form.name, &form.email];
    let password = problems.take("password", Password::choose(&form.password, &known));
    let language = Language::parse(&form.language).unwrap_or(caller.language);
    let first_group = Name::parse(&translate::say(language, "setup-first-group")).ok();
    match (house, name, email, password, first_group) {
        (Some(house), Some(name), Some(email), Some(password), Some(first_group)) if problems.is_empty() => {
            let time_zone = caller.app.config.time_zone.name();
            Ok(Opening { house, language, name, email, password, time_zone, first_group })
        }
        _ => Err(problems),
    }
}
