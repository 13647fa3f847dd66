//! Pages: one struct, one template, one name. `posts::Show` is what `post/show.html` shows.

use std::sync::RwLock;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use rust_embed::Embed;
use serde::Serialize;
use tera::{Kwargs, State, Tera, TeraResult};

use super::dates::{self, Style};
use super::{assets, translate};
use crate::domain::kinds::Language;
use crate::error::{Error, Result};

/// What a template shows. Its fields are the template's variables, no more and no fewer: a test compares them.
pub trait Page: Serialize {
    /// The file in `templates/`.
    const TEMPLATE: &'static str;
}

/// What every template may use besides its page: whose language, which clock.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// In which language.
    pub language: Language,
    /// By the clock of this place.
    pub zone: chrono_tz::Tz,
    /// At which moment.
    pub now: DateTime<Utc>,
}

#[derive(Embed)]
#[folder = "templates/"]
struct Files;

/// All templates, ready to be filled.
pub struct Templates {
    tera: RwLock<Tera>,
    live: bool,
}

impl Templates {
    /// Reads them all.
    ///
    /// # Errors
    /// A template that cannot be parsed, with its place.
    pub fn load() -> Result<Self> {
        Ok(Self { tera: RwLock::new(read()?), live: false })
    }

    /// Reads them again for each page, so that a change shows on the next visit. For a debug build: a release has them
    /// in the binary.
    pub fn live() -> Result<Self> {
        Ok(Self { live: true, ..Self::load()? })
    }

    /// Fills a page's template.
    pub fn fill<P: Page>(&self, frame: &impl Serialize, page: &P, setting: Setting) -> Result<String> {
        let filled = self.fill_named(P::TEMPLATE, &context(frame, page, setting)?)?;
        if cfg!(debug_assertions) {
            self.compare(page)?;
        }
        Ok(filled)
    }

    /// Fills the two templates of a letter: its text and its HTML.
    pub fn fill_letter(
        &self,
        name: &str,
        frame: &impl Serialize,
        letter: &impl Serialize,
        setting: Setting,
    ) -> Result<(String, String)> {
        let (text, html) = (format!("mail/{name}.txt"), format!("mail/{name}.html"));
        let context = context(frame, letter, setting)?;
        let filled = (self.fill_named(&text, &context)?, self.fill_named(&html, &context)?);
        if cfg!(debug_assertions) {
            self.compare_with(letter, &[&text, &html])?;
        }
        Ok(filled)
    }

    /// Holds a page's fields against its template's variables, both ways: a name misspelt in a condition would render
    /// without an error, and a field that nothing shows is a query too many. Every test that opens a page asks this.
    fn compare<P: Page>(&self, page: &P) -> Result<()> {
        self.compare_with(page, &[P::TEMPLATE])
    }

    fn compare_with(&self, given: &impl Serialize, templates: &[&str]) -> Result<()> {
        let fields = serde_json::to_value(given).map_err(Error::internal)?;
        let fields: std::collections::BTreeSet<_> =
            fields.as_object().into_iter().flat_map(|map| map.keys()).cloned().collect();
        let given = |name: &String| !["frame", "lang", "zone", "now"].contains(&name.as_str());
        let mut asked = std::collections::BTreeSet::new();
        for template in templates {
            asked.extend(self.variables(template)?.into_iter().filter(given));
        }
        if fields == asked {
            return Ok(());
        }
        let unknown: Vec<_> = asked.difference(&fields).collect();
        let unused: Vec<_> = fields.difference(&asked).collect();
        let wrong = format!("{templates:?}: asks for {unknown:?}, which its page lacks; leaves {unused:?} unused");
        Err(Error::Internal(anyhow::anyhow!(wrong)))
    }

    fn fill_named(&self, template: &str, context: &tera::Context) -> Result<String> {
        if self.live {
            *self.tera.write().expect("no template panics while it is filled") = read()?;
        }
        let tera = self.tera.read().expect("no template panics while it is filled");
        tera.render(template, context).map_err(Error::internal)
    }

    fn variables(&self, template: &str) -> Result<Vec<String>> {
        let tera = self.tera.read().expect("no template panics while it is filled");
        let names = tera.get_template_variables(template).map_err(Error::internal)?;
        Ok(names.into_iter().map(str::to_owned).collect())
    }
}

fn context(frame: &impl Serialize, page: &impl Serialize, setting: Setting) -> Result<tera::Context> {
    let mut context = tera::Context::from_serialize(page).map_err(Error::internal)?;
    context.insert("frame", frame);
    context.insert("lang", setting.language.as_str());
    context.insert("zone", setting.zone.name());
    context.insert("now", &setting.now);
    Ok(context)
}

fn read() -> Result<Tera> {
    let mut tera = Tera::new();
    tera.register_function("t", t);
    tera.register_function("icon", Icon);
    tera.register_function("asset", asset);
    tera.register_function("when", When);
    tera.register_function("day", day);
    let files = Files::iter().filter(|name| name.ends_with(".html") || name.ends_with(".txt")).map(|name| {
        let text = Files::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
        (name.into_owned(), text)
    });
    tera.add_raw_templates(files).map_err(Error::internal)?;
    Ok(tera)
}

/// `{{ t(key="space-members", n=3) }}`
fn t(given: Kwargs, state: &State) -> TeraResult<String> {
    let mut args = translate::Args::new();
    for (name, value) in given.iter() {
        let name = name.to_string();
        if name != "key" {
            let value = match (value.as_i64(), value.as_f64()) {
                (Some(n), _) => n.into(),
                (None, Some(n)) => n.into(),
                (None, None) => value.to_string().into(),
            };
            args.insert(name.into(), value);
        }
    }
    Ok(translate::translate(language(state)?, given.must_get("key")?, &args))
}

/// `{{ icon(name="pen-line") }}`
struct Icon;

impl tera::Function<TeraResult<String>> for Icon {
    fn call(&self, given: Kwargs, _: &State) -> TeraResult<String> {
        let name: &str = given.must_get("name")?;
        Ok(format!(r##"<svg class="icon" aria-hidden="true"><use href="{}#{name}"/></svg>"##, assets::url("icons.svg")))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `{{ asset(name="app.css") }}`
fn asset(given: Kwargs, _: &State) -> TeraResult<String> {
    Ok(assets::url(given.must_get("name")?).to_owned())
}

/// `{{ when(at=post.at, style="relative") }}`
struct When;

impl tera::Function<TeraResult<String>> for When {
    fn call(&self, given: Kwargs, state: &State) -> TeraResult<String> {
        let wrong = |what: &str| tera::Error::message(format!("when(): {what}"));
        let moment = |text: Option<String>| text.and_then(|text| text.parse::<DateTime<Utc>>().ok());
        let at = moment(given.get("at")?).ok_or_else(|| wrong("`at` is not a moment"))?;
        let now = moment(state.get("now")?).ok_or_else(|| wrong("the page does not know what time it is"))?;
        let zone = state.get::<String>("zone")?.and_then(|zone| zone.parse().ok()).unwrap_or(chrono_tz::UTC);
        let style = Style::parse(given.get("style")?.unwrap_or("relative")).ok_or_else(|| wrong("no such style"))?;
        let language = language(state)?;
        let told = dates::tell(at, now, zone, language, style);
        let exactly = dates::tell(at, now, zone, language, Style::Long);
        let relative = if style == Style::Relative { " data-relative" } else { "" };
        let machine = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        Ok(format!(r#"<time datetime="{machine}" title="{exactly}"{relative}>{told}</time>"#))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `{{ day(at=ends_at) }}`: a date without markup, for a sentence or a letter in plain text.
fn day(given: Kwargs, state: &State) -> TeraResult<String> {
    let moment = |text: Option<String>| text.and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let at = moment(given.get("at")?).ok_or_else(|| tera::Error::message("day(): `at` is not a moment"))?;
    let zone = state.get::<String>("zone")?.and_then(|zone| zone.parse().ok()).unwrap_or(chrono_tz::UTC);
    Ok(dates::tell(at, at, zone, language(state)?, Style::Date))
}

fn language(state: &State) -> TeraResult<Language> {
    let word = state.get::<String>("lang")?.unwrap_or_default();
    Ok(Language::parse(&word).unwrap_or(Language::French))
}

/// An HTML answer.
pub fn html(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
}
