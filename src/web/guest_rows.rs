//! Contracts as lists show them: `templates/part/guests.html`.

use chrono::{DateTime, Duration, Utc};
use serde::Serialize;

use super::face::Face;
use super::translate::{Args, translate};
use super::urls;
use super::visit::Visit;
use crate::domain::guest::{Entry, State};

/// An end nearer than this is shown as near: the first reminder has gone.
const SOON: Duration = Duration::days(14);

/// A contract in a list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The guest, once they have been here.
    pub face: Option<Face>,
    /// As the invitation calls them.
    pub name: String,
    /// The invited address, for those in charge.
    pub email: Option<String>,
    /// Whether letters to it come back, for those in charge.
    pub gives_back: bool,
    /// Their company.
    pub company: String,
    /// The spaces, in a row.
    pub places: String,
    /// Who answers for them.
    pub sponsor: String,
    /// Nobody has confirmed that sponsor yet.
    pub is_flagged: bool,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// And that is near.
    pub is_soon: bool,
    /// When the guest was last here.
    pub seen_at: Option<DateTime<Utc>>,
    /// Whether it waits for the second key.
    pub is_proposed: bool,
    /// Whether the letter is out and nobody has come yet.
    pub is_invited: bool,
    /// Since when.
    pub proposed_at: DateTime<Utc>,
    /// Until when the letter's link works.
    pub link_until: Option<DateTime<Utc>>,
    /// The contract, for those in charge.
    pub url: Option<String>,
    /// Where the second key is turned.
    pub approve_url: Option<String>,
    /// And where it is refused.
    pub refuse_url: Option<String>,
    /// Where the letter is asked for again.
    pub letter_url: Option<String>,
    /// Where the invitation is taken back.
    pub withdraw_url: Option<String>,
    /// Where one looks as this guest.
    pub view_url: Option<String>,
}

impl Row {
    /// As this reader may see it.
    pub fn new(visit: &Visit, entry: Entry) -> Self {
        let acts = entry.in_charge;
        let part = |part: &str, may: bool| may.then(|| urls::access_part(entry.id, part));
        let (is_proposed, is_invited) = (entry.state == State::Proposed, entry.state == State::Invited);
        let mut places: Vec<String> = entry.places.iter().map(|place| place.name.clone()).collect();
        if entry.more_places > 0 {
            let more = Args::from([("n".into(), entry.more_places.into())]);
            places.push(translate(visit.language, "guest-more-places", &more));
        }
        Self {
            url: acts.then(|| urls::access(entry.id)),
            approve_url: part("approval", entry.may_approve),
            refuse_url: part("refusal", entry.may_approve),
            letter_url: part("letter", acts && is_invited),
            withdraw_url: part("end", acts && (is_invited || is_proposed)),
            view_url: part("view", entry.may_look),
            face: entry.face.as_ref().map(Face::of),
            name: entry.face.map_or(entry.name, |face| face.name),
            email: acts.then_some(entry.email),
            gives_back: acts && entry.gives_back,
            company: entry.organization.1,
            places: places.join(", "),
            sponsor: entry.sponsor.name,
            is_flagged: entry.is_flagged,
            ends_at: entry.ends_at,
            is_soon: entry.ends_at - visit.db.at() <= SOON,
            seen_at: entry.seen_at,
            is_proposed,
            is_invited,
            proposed_at: entry.proposed_at,
            link_until: entry.link_until,
        }
    }
}
