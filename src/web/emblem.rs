//! What a space is recognized by: `templates/part/emblem.html`.

use serde::Serialize;

use super::face::initials;
use super::urls;
use crate::domain::ids::PictureId;
use crate::domain::kinds::SpaceColour;

/// A picture, or initials on a colour; a space that chose neither has none. In a space's head, on its door and in the
/// list of spaces, never in the wing: there the sun is the only colour.
#[derive(Clone, Debug, Serialize)]
pub struct Emblem {
    initials: String,
    colour: &'static str,
    picture: Option<String>,
}

impl Emblem {
    /// Of a space.
    pub fn of(name: &str, slug: &str, picture: Option<PictureId>, colour: Option<SpaceColour>) -> Option<Self> {
        (picture.is_some() || colour.is_some()).then(|| Self {
            initials: initials(name),
            colour: colour.map_or("", SpaceColour::as_str),
            picture: picture.map(|picture| urls::space_picture(slug, picture)),
        })
    }
}

/// A colour to choose; the first is none.
#[derive(Debug, Serialize)]
pub struct Choice {
    value: &'static str,
    chosen: bool,
}

/// The colours, with the one that a form holds.
pub fn choices(now: &str) -> Vec<Choice> {
    let colours = SpaceColour::ALL.iter().map(|colour| colour.as_str());
    std::iter::once("").chain(colours).map(|value| Choice { value, chosen: value == now }).collect()
}
