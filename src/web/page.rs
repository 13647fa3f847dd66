//! Pages: one struct, one template, one name. `posts::Show` is what `post/show.html` shows.

use std::sync::RwLock;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use rust_embed::Embed;
use serde::Serialize;
use tera::Tera;

use super::calls;
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
        let filled = self.fill_named(P::TEMPLATE, &context(frame, page)?, setting)?;
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
        let context = context(frame, letter)?;
        let filled = (self.fill_named(&text, &context, setting)?, self.fill_named(&html, &context, setting)?);
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
        let given = |name: &String| name != "frame";
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

    fn fill_named(&self, template: &str, context: &tera::Context, setting: Setting) -> Result<String> {
        if self.live {
            *self.tera.write().expect("no template panics while it is filled") = read()?;
        }
        let tera = self.tera.read().expect("no template panics while it is filled");
        calls::within(setting, || tera.render(template, context)).map_err(Error::internal)
    }

    fn variables(&self, template: &str) -> Result<Vec<String>> {
        let tera = self.tera.read().expect("no template panics while it is filled");
        let names = tera.get_template_variables(template).map_err(Error::internal)?;
        Ok(names.into_iter().map(str::to_owned).collect())
    }
}

fn context(frame: &impl Serialize, page: &impl Serialize) -> Result<tera::Context> {
    let mut context = tera::Context::from_serialize(page).map_err(Error::internal)?;
    context.insert("frame", frame);
    Ok(context)
}

fn read() -> Result<Tera> {
    let mut tera = Tera::new();
    calls::register(&mut tera);
    let files = Files::iter().filter(|name| name.ends_with(".html") || name.ends_with(".txt")).map(|name| {
        let text = Files::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
        (name.into_owned(), text)
    });
    tera.add_raw_templates(files).map_err(Error::internal)?;
    Ok(tera)
}

/// An HTML answer.
pub fn html(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
}
