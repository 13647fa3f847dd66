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
    /// The server that takes letters away, if one is settled.
    pub server: Option<String>,
    /// Where the letters will say that Parvis is.
    pub address: String,
}

/// A step of the stairs, which is a part of the page.
#[derive(Debug, Serialize)]
pub struct Step {
    anchor: &'static str,
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
    sign_up: bool,
    first_group: String,
}

/// The steps, and which fields stand on each.
const STEPS: [(&str, &[&str]); 5] = [
    ("house", &["house", "language"]),
    ("you", &["name", "email", "password"]),
    ("mail", &[]),
    ("join", &["sign_up"]),
    ("space", &["first_group"]),
];

impl Show {
    fn of(caller: &Caller, form: SetUp, problems: &Problems) -> Self {
        let config = &caller.app.config;
        Self {
            form,
            problems: Shown::new(problems, caller.language),
            count: problems.len(),
            steps: steps(caller, problems),
            server: config.smtp_host(),
            address: config.base_url.as_str().to_owned(),
        }
    }
}

/// Before anything is sent all steps lie ahead; of a form that came back, those stay where something is wrong.
fn steps(caller: &Caller, problems: &Problems) -> Vec<Step> {
    let is_wrong = |fields: &[&str]| problems.iter().any(|problem| fields.contains(&problem.field));
    let step = |(anchor, fields): (&'static str, &[&str])| Step {
        anchor,
        label: caller.say(&format!("setup-step-{anchor}")),
        note: caller.say(&format!("setup-step-{anchor}-note")),
        state: match problems.is_empty() {
            true => "later",
            false if is_wrong(fields) => "now",
            false => "done",
        },
    };
    STEPS.into_iter().map(step).collect()
}

/// What the first group is called, unless one says otherwise.
const FIRST_GROUP: &str = "setup-first-group";

fn closed() -> Refusal {
    Refusal::Refused(Error::TooLate(Late::SetUp))
}

/// `GET /setup`
pub async fn show(caller: Caller) -> Answer {
    if caller.house.is_some() {
        return Err(closed());
    }
    let form = SetUp {
        language: caller.language.as_str().to_owned(),
        first_group: caller.say(FIRST_GROUP),
        ..SetUp::default()
    };
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
    // The name that was proposed follows the language chosen for the house; one's own stays as it is.
    let proposed = form.first_group.trim().is_empty() || form.first_group == caller.say(FIRST_GROUP);
    let first_group = if proposed { translate::say(language, FIRST_GROUP) } else { form.first_group.clone() };
    let first_group = problems.take("first_group", Name::parse(&first_group));
    match (house, name, email, password, first_group) {
        (Some(house), Some(name), Some(email), Some(password), Some(first_group)) if problems.is_empty() => {
            let time_zone = caller.app.config.time_zone.name();
            Ok(Opening { house, language, name, email, password, time_zone, sign_up: form.sign_up, first_group })
        }
        _ => Err(problems),
    }
}
