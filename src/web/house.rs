//! The house's settings, for its admins.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::chrome::{self, About};
use super::flash::Flash;
use super::form::{Form, Shown, problems};
use super::page::Page;
use super::tabs::{self, Tab};
use super::upload::Upload;
use super::visit::Visit;
use crate::domain::house::{self, ACCESS_DAYS, Settings};
use crate::domain::kinds::{Inviters, Language};
use crate::domain::problems::{Problems, Wrong};
use crate::domain::words::{Email, Name};

/// `house/edit.html`
#[derive(Debug, Serialize)]
pub struct Edit {
    /// The administration.
    pub tabs: Vec<Tab>,
    /// What is settled, or was typed.
    pub form: Settle,
    /// What is wrong.
    pub problems: Shown,
    /// How many things are.
    pub count: usize,
    /// Every time zone there is.
    pub zones: Vec<&'static str>,
    /// Where letters lie, when no server takes them away.
    pub mail_folder: Option<String>,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "house/edit.html";
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Settle {
    name: String,
    language: String,
    time_zone: String,
    domains: String,
    sign_up: bool,
    inviters: String,
    second_key: bool,
    longest_access_days: String,
}

impl From<Settings> for Settle {
    fn from(settings: Settings) -> Self {
        Self {
            name: settings.name,
            language: settings.language.as_str().to_owned(),
            time_zone: settings.time_zone,
            domains: settings.domains.join(", "),
            sign_up: settings.sign_up,
            inviters: settings.inviters.as_str().to_owned(),
            second_key: settings.second_key,
            longest_access_days: settings.longest_access_days.to_string(),
        }
    }
}

impl Settle {
    fn parse(&self) -> Result<Settings, Problems> {
        let mut problems = Problems::none();
        let name = problems.take("name", Name::parse(&self.name)).map(String::from);
        let time_zone = self.time_zone.parse::<chrono_tz::Tz>().map(|zone| zone.name().to_owned());
        if time_zone.is_err() {
            problems.add("time_zone", "problem-time-zone");
        }
        let domains = self.domains(&mut problems);
        if self.sign_up && domains.is_empty() {
            problems.add("domains", "problem-no-domain");
        }
        let days = self.longest_access_days.trim().parse().ok().filter(|days| ACCESS_DAYS.contains(days));
        if days.is_none() {
            problems.add_with("longest_access_days", "problem-access-days", ACCESS_DAYS.end());
        }
        match (name, time_zone, days) {
            (Some(name), Ok(time_zone), Some(longest_access_days)) if problems.is_empty() => Ok(Settings {
                name,
                language: Language::parse(&self.language).unwrap_or(Language::French),
                time_zone,
                domains,
                sign_up: self.sign_up,
                inviters: Inviters::parse(&self.inviters).unwrap_or(Inviters::Admins),
                second_key: self.second_key,
                longest_access_days,
            }),
            _ => Err(problems),
        }
    }

    fn domains(&self, problems: &mut Problems) -> Vec<String> {
        let typed = self.domains.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
        let mut domains = Vec::new();
        for domain in typed.filter(|domain| !domain.is_empty()) {
            match Email::parse(&format!("a@{}", domain.trim_start_matches('@'))) {
                Ok(email) if !domains.iter().any(|known| known == email.domain()) => {
                    domains.push(email.domain().to_owned());
                }
                Ok(_) => {}
                Err(_) => problems.add_with("domains", "problem-domain", domain),
            }
        }
        domains
    }
}

/// `GET /admin/settings`
pub async fn edit(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    let (frame, settings) =
        futures_util::try_join!(chrome::frame(&visit, About::Admin), house::settings(&visit.db, &admin))?;
    visit.page(frame, &Edit::of(&visit, settings.into(), &Problems::none()))
}

/// `POST /admin/settings`
pub async fn update(visit: Visit, form: Form<Settle>) -> Answer {
    let admin = visit.viewer().admin()?;
    let settled = match form.0.parse() {
        Ok(settings) => problems(visit.app.db.write(async |tx| house::settle(tx, &admin, &settings).await).await)?,
        Err(wrong) => Err(wrong),
    };
    match settled {
        Ok(()) => see_and_read("/admin/settings", Flash::ok("flash-house-settled")),
        Err(wrong) => {
            let frame = chrome::frame(&visit, About::Admin).await?;
            visit.again(frame, &Edit::of(&visit, form.0, &wrong))
        }
    }
}

/// `POST /admin/settings/logo`
pub async fn create_logo(visit: Visit, upload: Upload) -> Answer {
    let admin = visit.viewer().admin()?;
    match upload.square().await {
        Ok(square) => {
            visit.app.db.write(async |tx| house::change_logo(tx, &admin, Some(&square)).await).await?;
            see_and_read("/admin/settings", Flash::ok("flash-logo-changed"))
        }
        Err(Wrong { key, detail }) => {
            let mut wrong = Problems::none();
            wrong.add_with("logo", key, detail);
            let (frame, settings) =
                futures_util::try_join!(chrome::frame(&visit, About::Admin), house::settings(&visit.db, &admin))?;
            visit.again(frame, &Edit::of(&visit, settings.into(), &wrong))
        }
    }
}

/// `POST /admin/settings/logo/removal`
pub async fn delete_logo(visit: Visit) -> Answer {
    let admin = visit.viewer().admin()?;
    visit.app.db.write(async |tx| house::change_logo(tx, &admin, None).await).await?;
    see_and_read("/admin/settings", Flash::ok("flash-logo-removed"))
}

impl Edit {
    fn of(visit: &Visit, form: Settle, wrong: &Problems) -> Self {
        Self {
            tabs: tabs::of_admin(visit.language, "/admin/settings"),
            form,
            problems: Shown::new(wrong, visit.language),
            count: wrong.len(),
            zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect(),
            mail_folder: visit.app.mailer.folder().map(|folder| folder.display().to_string()),
        }
    }
}
