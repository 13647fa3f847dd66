//! A person as the parts show them: `templates/part/person.html`.

use serde::Serialize;
use tera::{Kwargs, Map, State, TeraResult, Value};

use super::urls;
use crate::domain::ids::{PersonId, PictureId};
use crate::domain::kinds::PersonKind;
use crate::domain::person;
use crate::domain::session::Me;

/// How many colours initials may have; the CSS names them by number.
const HUES: u8 = 12;

/// A face for the templates.
#[derive(Clone, Debug, Serialize)]
pub struct Face {
    /// As they are called.
    pub name: String,
    /// What stands in for a photo.
    pub initials: String,
    /// The stable colour of the initials.
    pub hue: u8,
    /// The address of their photo.
    pub photo: Option<String>,
    /// From outside: an arch, and the company beside the name.
    pub guest: bool,
    /// Their organization, where it must be said.
    pub company: Option<String>,
    /// Their profile, where this reader may open it.
    pub url: Option<String>,
}

impl Face {
    /// Somebody whose profile this reader may open.
    pub fn of(person: &person::Face) -> Self {
        let parts = Parts { id: person.id, name: &person.name, handle: &person.handle, picture: person.picture_id };
        parts.face(person.kind, &person.organization, true)
    }

    /// Somebody whose name is all this reader may know: an author who has left.
    pub fn named(person: &person::Face) -> Self {
        Self { url: None, photo: None, ..Self::of(person) }
    }

    /// The reader.
    pub fn of_me(me: &Me) -> Self {
        let parts = Parts { id: me.id, name: &me.name, handle: &me.handle, picture: me.picture_id };
        parts.face(me.kind, &me.organization, true)
    }
}

/// `{{ avatar(face=entry.author, size="s") }}`: a photo, or initials on a stable colour. A page shows a hundred.
pub(super) struct Avatar;

impl tera::Function<TeraResult<String>> for Avatar {
    fn call(&self, given: Kwargs, _: &State) -> TeraResult<String> {
        let face: &Map = given.must_get("face")?;
        let of = |name: &'static str| face.get(&name.into()).filter(|value| !value.is_none());
        let text = |name| escaped(of(name).and_then(Value::as_str).unwrap_or_default());
        let size = match given.get::<&str>("size")? {
            None | Some("") => String::new(),
            Some(size) => format!(r#" data-size="{size}""#),
        };
        let tone = match of("guest").is_some_and(Value::is_truthy) {
            true => " data-guest".to_owned(),
            false => format!(r#" data-hue="{}""#, of("hue").and_then(Value::as_i64).unwrap_or_default()),
        };
        let mark = match of("photo") {
            Some(_) => format!(r#"<img src="{}" alt="" loading="lazy">"#, text("photo")),
            None => format!(r#"<span aria-hidden="true">{}</span>"#, text("initials")),
        };
        Ok(format!(r#"<span class="avatar"{size}{tone}>{mark}</span>"#))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    tera::escape_html(text, &mut escaped).expect("memory takes what is written");
    String::from_utf8(escaped).expect("escaped text is text")
}

struct Parts<'p> {
    id: PersonId,
    name: &'p str,
    handle: &'p str,
    picture: Option<PictureId>,
}

impl Parts<'_> {
    fn face(self, kind: PersonKind, organization: &str, opens: bool) -> Face {
        let guest = kind == PersonKind::Guest;
        Face {
            name: self.name.to_owned(),
            initials: initials(self.name),
            hue: hue(self.id),
            photo: self.picture.map(|picture| urls::photo(self.handle, picture)),
            guest,
            company: guest.then(|| organization.to_owned()),
            url: opens.then(|| urls::person(self.handle)),
        }
    }
}

/// The first letters of the first and the last word.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// From the random end of the id, so that it never changes and people who joined together differ.
fn hue(id: PersonId) -> u8 {
    id.uuid().as_bytes()[15] % HUES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        for (name, expected) in
            [("Camille Vasseur", "CV"), ("Marc", "M"), ("Éloi de la Tour", "ÉT"), ("« Zoé » 4", "Z4"), ("…", "")]
        {
            assert_eq!(initials(name), expected);
        }
    }
}
