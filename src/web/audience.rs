//! Who will read, as the composer says it before one writes: `templates/part/composer.html`.

use serde::Serialize;

use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::kinds::Language;
use crate::domain::policy::InSpace;
use crate::domain::space::{self, Company};

/// The others who will read what this viewer writes.
#[derive(Clone, Debug, Serialize)]
pub struct Audience {
    /// `outside` when anybody from outside reads, or is invited to.
    pub reach: &'static str,
    /// Of the house, without the viewer.
    pub colleagues: i64,
    /// From outside, invited ones among them, without the viewer.
    pub guests: i64,
    /// Where the guests come from: "Acier Duval et Studio Pélican".
    pub companies: String,
    /// The house's name, for a guest, who has no colleagues here; empty for a colleague.
    pub house: String,
    /// What the form carries, so that an audience that grew is noticed.
    pub version: String,
    /// Where the readers are listed.
    pub readers_url: Option<String>,
    /// Whether somebody came in while this was written.
    pub grown: bool,
}

impl Audience {
    /// Of a space, for somebody who is about to write in it; `slug` is the space's.
    pub fn new<R>(visit: &Visit, space: &InSpace<R>, slug: &str, audience: &space::Audience) -> Self {
        let is_guest = visit.viewer().is_guest();
        let is_counted_colleague =
            !is_guest && (space.is_member() || space.visibility() == crate::domain::kinds::Visibility::Open);
        let names = audience.companies.iter().map(|company| company.name.as_str()).collect::<Vec<_>>();
        Self {
            reach: if audience.is_open() { "outside" } else { "inside" },
            colleagues: audience.colleagues - i64::from(is_counted_colleague),
            guests: audience.expected() - i64::from(is_guest),
            companies: listing(visit.language, &names),
            house: if is_guest { visit.house().name.clone() } else { String::new() },
            version: audience.version.to_string(),
            readers_url: Some(urls::space_part(slug, "members")),
            grown: false,
        }
    }

    /// The same, to be read once more before sending: somebody came in while this was written.
    pub fn grown(self) -> Self {
        Self { grown: true, ..self }
    }

    /// Whether a form that carried `version` was drawn before somebody new came in. A form without a version knows of
    /// nobody.
    pub fn is_newer_than(&self, version: &str) -> bool {
        self.version != version
    }

    /// The others who read, in a few words, for a line that is not open yet: "14 collègues et 4 invités".
    pub fn hearers(&self, language: Language) -> String {
        let key = if self.house.is_empty() { "part-readers" } else { "part-readers-guest" };
        let key = if self.reach == "outside" { key } else { "part-readers-inside" };
        translate(language, key, &self.args())
    }

    fn args(&self) -> Args {
        Args::from([
            ("colleagues".into(), self.colleagues.into()),
            ("guests".into(), self.guests.into()),
            ("companies".into(), self.companies.clone().into()),
            ("house".into(), self.house.clone().into()),
        ])
    }
}

/// The sentence of the band over an open space: who listens.
pub fn hearing(visit: &Visit, audience: &space::Audience) -> String {
    let language = visit.language;
    if visit.viewer().is_guest() {
        let args = Args::from([
            ("colleagues".into(), audience.colleagues.into()),
            ("guests".into(), (audience.guests - 1).into()),
            ("house".into(), visit.house().name.clone().into()),
        ]);
        return translate(language, "space-hearing-guest", &args);
    }
    let companies: Vec<String> = audience.companies.iter().map(|company| at_company(language, company)).collect();
    let companies: Vec<&str> = companies.iter().map(String::as_str).collect();
    translate(language, "space-hearing", &Args::from([("who".into(), listing(language, &companies).into())]))
}

/// As many first names as one reads at a glance.
const NAMES: usize = 3;

fn at_company(language: Language, company: &Company) -> String {
    let mut who: Vec<String> = company.first_names.iter().take(NAMES).cloned().collect();
    let more = company.first_names.len().saturating_sub(NAMES);
    if more > 0 {
        who.push(translate(language, "space-hearing-more", &Args::from([("n".into(), more.into())])));
    }
    if company.invited > 0 {
        who.push(translate(language, "space-hearing-invited", &Args::from([("n".into(), company.invited.into())])));
    }
    let who = listing(language, &who.iter().map(String::as_str).collect::<Vec<_>>());
    let args = Args::from([("who".into(), who.into()), ("company".into(), company.name.clone().into())]);
    translate(language, "space-hearing-at", &args)
}

/// Words in a row: "a, b et c".
pub fn listing(language: Language, words: &[&str]) -> String {
    let and = match language {
        Language::French => " et ",
        Language::English => " and ",
    };
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [some @ .., last] => format!("{}{and}{last}", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_a_row_as_one_says_them() {
        assert_eq!(listing(Language::French, &["Claire", "Bruno", "Sarah"]), "Claire, Bruno et Sarah");
        assert_eq!(listing(Language::English, &["Claire", "Bruno"]), "Claire and Bruno");
        assert_eq!(listing(Language::French, &["Claire"]), "Claire");
    }
}
