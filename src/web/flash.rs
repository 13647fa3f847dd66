//! What an act has to say on the page that follows it, once.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use serde::Serialize;

use super::translate;
use crate::domain::kinds::Language;

const NAME: &str = "parvis-said";

/// A message to be shown once. The cookie holds its key, never its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    tone: Tone,
    key: String,
    detail: String,
}

/// How it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It is done.
    Ok,
    /// It is done, and there is something to know.
    Info,
    /// It is not done.
    Warn,
}

/// As the layout shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    tone: Tone,
    text: String,
}

impl Flash {
    /// Something done; `key` is `flash-…` in the locales.
    pub fn ok(key: &str) -> Self {
        Self { tone: Tone::Ok, key: key.to_owned(), detail: String::new() }
    }

    /// Something not done.
    pub fn warn(key: &str) -> Self {
        Self { tone: Tone::Warn, ..Self::ok(key) }
    }

    /// Something to know.
    pub fn info(key: &str) -> Self {
        Self { tone: Tone::Info, ..Self::ok(key) }
    }

    /// Names something: `{ $name }` in the message.
    pub fn naming(self, detail: impl ToString) -> Self {
        Self { detail: detail.to_string(), ..self }
    }

    /// What the last act said.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let cookie = request.cookie(NAME)?;
        let mut parts = cookie.value().splitn(3, '|');
        let tone = match parts.next()? {
            "ok" => Tone::Ok,
            "info" => Tone::Info,
            _ => Tone::Warn,
        };
        let key = parts.next().filter(|key| key.starts_with("flash-"))?.to_owned();
        let detail = from_hex(parts.next().unwrap_or_default());
        Some(Self { tone, key, detail })
    }

    /// In the reader's language.
    pub fn shown(&self, language: Language) -> Shown {
        Shown { tone: self.tone, text: translate::say_with(language, &self.key, "name", self.detail.clone()) }
    }

    /// For the next page.
    pub fn cookie(&self) -> Cookie<'static> {
        let tone = match self.tone {
            Tone::Ok => "ok",
            Tone::Info => "info",
            Tone::Warn => "warn",
        };
        let detail: String = self.detail.bytes().map(|byte| format!("{byte:02x}")).collect();
        base(format!("{tone}|{}|{detail}", self.key)).finish()
    }

    /// Takes it away again.
    pub fn none() -> Cookie<'static> {
        let mut cookie = base(String::new()).finish();
        cookie.make_removal();
        cookie
    }
}

fn base(value: String) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(NAME, value).path("/").http_only(true).same_site(SameSite::Lax)
}

fn from_hex(hex: &str) -> String {
    let bytes = (0..hex.len() / 2).filter_map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()).collect();
    String::from_utf8(bytes).unwrap_or_default()
}
