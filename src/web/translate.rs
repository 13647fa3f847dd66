//! What Parvis says, in French and in English: the messages of `templates/locales`, by Fluent.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::Loader;
use fluent_templates::fluent_bundle::FluentValue;
use unic_langid::{LanguageIdentifier, langid};

use crate::domain::kinds::Language;

fluent_templates::static_loader! {
    static MESSAGES = {
        locales: "./templates/locales",
        fallback_language: "fr",
        // The marks that isolate values help right-to-left text and break searching in a page.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const FRENCH: LanguageIdentifier = langid!("fr");
const ENGLISH: LanguageIdentifier = langid!("en");

/// What a message names or counts.
pub type Args = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The message of a key. A key that nobody wrote shows itself; in a debug build, and so in every test that opens the page,
/// it fails.
pub fn translate(language: Language, key: &str, args: &Args) -> String {
    let identifier = match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    };
    MESSAGES.try_lookup_with_args(identifier, key, args).unwrap_or_else(|| {
        debug_assert!(false, "no message is called `{key}`");
        format!("[{key}]")
    })
}

/// A message that names nothing.
pub fn say(language: Language, key: &str) -> String {
    translate(language, key, &Args::new())
}

/// A message that names one thing.
pub fn say_with(language: Language, key: &str, name: &'static str, value: impl Into<FluentValue<'static>>) -> String {
    translate(language, key, &Args::from([(Cow::Borrowed(name), value.into())]))
}

/// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that Parvis speaks.
pub fn accepted(header: &str) -> Option<Language> {
    let mut ranges: Vec<(f32, Language)> = Vec::new();
    for range in header.split(',') {
        let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        if let (Some(language), Ok(weight)) = (Language::parse(&primary), weight.trim().parse::<f32>())
            && weight > 0.0
        {
            ranges.push((weight, language));
        }
    }
    ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranges.first().map(|range| range.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_wish_is_understood() {
        assert_eq!(accepted("en-GB,en;q=0.9,fr;q=0.8"), Some(Language::English));
        assert_eq!(accepted("de, fr-CH;q=0.7, en;q=0.3"), Some(Language::French));
        assert_eq!(accepted("fr;q=0, en;q=0.1"), Some(Language::English));
        assert_eq!(accepted("de-DE,*;q=0.1"), None);
    }
}
