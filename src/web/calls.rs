//! What templates call: words, icons, addresses of assets, moments. None of them is told whose language and which clock
//! they are for: a page is filled in one go, on one thread, and [`within`] says it once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::thread::LocalKey;

use chrono::{DateTime, SecondsFormat, Utc};
use tera::value::Key;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::dates::{self, Style};
use super::face::Avatar;
use super::page::Setting;
use super::{assets, translate};
use crate::domain::kinds::Language;

thread_local! {
    static SETTING: Cell<Option<Setting>> = const { Cell::new(None) };
    static ICONS: RefCell<HashMap<String, Value>> = RefCell::default();
    /// Messages that name nothing, French and English: they never change, and a page says hundreds.
    // Messages that name nothing, or count a few, never change, and a page says hundreds.
    static FRENCH: RefCell<HashMap<String, Value>> = RefCell::default();
    static ENGLISH: RefCell<HashMap<String, Value>> = RefCell::default();
}

/// Up to here, what is counted is said once for all.
const FEW: i64 = 100;

/// Lets templates call all of this.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function("t", t);
    tera.register_function("icon", Icon);
    tera.register_function("asset", asset);
    tera.register_function("when", When);
    tera.register_function("day", day);
    tera.register_function("lang", lang);
    tera.register_function("now", now);
    tera.register_function("avatar", Avatar);
}

/// Fills a template in a setting.
pub(super) fn within<T>(setting: Setting, fill: impl FnOnce() -> T) -> T {
    SETTING.set(Some(setting));
    fill()
}

fn setting() -> Setting {
    SETTING.get().expect("templates are filled within a setting")
}

/// `{{ t(key="space-members", n=3) }}`
fn t(given: Kwargs, _: &State) -> TeraResult<Value> {
    let (language, key): (Language, &str) = (setting().language, given.must_get("key")?);
    let said = if language == Language::French { &FRENCH } else { &ENGLISH };
    let mut others = given.iter().filter(|(name, _)| name.as_str() != Some("key"));
    match (others.next(), others.next()) {
        (None, _) => Ok(once(said, key, || translate::say(language, key))),
        (Some((name, n)), None) if n.as_i64().is_some_and(|n| (0..FEW).contains(&n)) => {
            Ok(once(said, &format!("{key} {name} {n}"), || translate::translate(language, key, &args(&given))))
        }
        _ => Ok(translate::translate(language, key, &args(&given)).into()),
    }
}

fn args(given: &Kwargs) -> translate::Args {
    let others = given.iter().filter(|(name, _)| name.as_str() != Some("key"));
    let arg = |(name, value): (&Key<'static>, &Value)| {
        let value = match (value.as_i64(), value.as_f64()) {
            (Some(n), _) => n.into(),
            (None, Some(n)) => n.into(),
            (None, None) => value.to_string().into(),
        };
        (name.to_string().into(), value)
    };
    others.map(arg).collect()
}

/// `{{ icon(name="pen-line") }}`
struct Icon;

impl tera::Function<TeraResult<Value>> for Icon {
    fn call(&self, given: Kwargs, _: &State) -> TeraResult<Value> {
        let name = given.must_get("name")?;
        Ok(once(&ICONS, name, || drawn(name)))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn drawn(name: &str) -> String {
    format!(r##"<svg class="icon" aria-hidden="true"><use href="{}#{name}"/></svg>"##, assets::url("icons.svg"))
}

/// What is made once, and then the same for ever.
fn once(kept: &'static LocalKey<RefCell<HashMap<String, Value>>>, name: &str, make: impl FnOnce() -> String) -> Value {
    kept.with_borrow_mut(|kept| match kept.get(name) {
        Some(made) => made.clone(),
        None => kept.entry(name.to_owned()).or_insert_with(|| make().into()).clone(),
    })
}

/// `{{ asset(name="app.css") }}`
fn asset(given: Kwargs, _: &State) -> TeraResult<&'static str> {
    Ok(assets::url(given.must_get("name")?))
}

/// `{{ when(at=post.at, style="relative") }}`
struct When;

impl tera::Function<TeraResult<String>> for When {
    fn call(&self, given: Kwargs, _: &State) -> TeraResult<String> {
        let Setting { language, zone, now } = setting();
        let wrong = || tera::Error::message("when(): no such style");
        let style = Style::parse(given.get("style")?.unwrap_or("relative")).ok_or_else(wrong)?;
        let at = moment(&given, "when")?;
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
fn day(given: Kwargs, _: &State) -> TeraResult<String> {
    let Setting { language, zone, .. } = setting();
    let at = moment(&given, "day")?;
    Ok(dates::tell(at, at, zone, language, Style::Date))
}

/// `{{ now() }}`: the moment of the answer, for a script.
fn now(_: Kwargs, _: &State) -> String {
    setting().now.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// `{{ lang() }}`: the language as HTML names it.
fn lang(_: Kwargs, _: &State) -> &'static str {
    setting().language.as_str()
}

fn moment(given: &Kwargs, call: &str) -> TeraResult<DateTime<Utc>> {
    let wrong = || tera::Error::message(format!("{call}(): `at` is not a moment"));
    given.get::<&str>("at")?.and_then(|text| text.parse().ok()).ok_or_else(wrong)
}
