//! The demo company: Ateliers Brévent, its partners, and six months of what they told one another.
//!
//! Pure data: [`plan`] makes it from one instant and touches nothing; the same instant tells the same story. [`fill`]
//! stores it.
//! What is written by hand lies in `content/`, in small text formats that each reader explains:
//! the cast, the spaces, the story (told whole) and the topics (from which chance composes the rest).

mod calendar;
pub mod chance;
mod company;
mod crowd;
mod french;
mod grammar;
mod paper;
pub mod portrait;
mod spaces;
mod store;
mod story;
#[cfg(test)]
mod tests;

pub use company::*;
pub use store::{PASSWORD, fill, fill_if_empty};

use calendar::Calendar;
use chance::Chance;
use chrono::{DateTime, Utc};

/// The demo company as it stands at an instant.
pub fn plan(now: DateTime<Utc>) -> Company {
    let calendar = Calendar::new(now);
    let mut chance = Chance::new(0x0042_7265_7665_6e74);
    let mut company = Company {
        house: "Ateliers Brévent",
        domain: "brevent.example",
        units: crowd::UNITS.to_vec(),
        partners: crowd::partners(),
        people: crowd::people(&calendar, &mut chance),
        spaces: Vec::new(),
        posts: Vec::new(),
        invitations: Vec::new(),
        requests: Vec::new(),
    };
    spaces::furnish(&mut company, &calendar, &mut chance);
    story::tell(&mut company, &calendar);
    grammar::compose(&mut company, &calendar, &mut chance);
    company.posts.sort_by_key(|p| p.at);
    company
}
