//! What `parvis demo` prints: where to go, and as whom.

use super::super::{Company, crowd};
use super::PASSWORD;

/// Those worth being for a while, and what they show.
const WORTH_TRYING: [(&str, &str); 7] = [
    ("lucie", "employee, came last week: spaces to join, people to meet"),
    ("camille", "employee: owns Atelier tôlerie, moderates Ligne 4"),
    ("thomas", "employee: owns the project Ligne 4, its guests and its back room"),
    ("paul", "admin of the house"),
    ("claire", "guest, Acier Duval: in Ligne 4, and for a week more in Appels de tôle"),
    ("lea", "guest, Studio Pélican: in Emballage sans plastique alone"),
    ("martial", "guest, Acier Duval: the access has ended, the door stays closed"),
];

/// The demo's accounts.
pub fn told(company: &Company, url: &str) -> String {
    let guests = company.people.iter().filter(|person| person.organization.is_some()).count();
    let comments: usize = company.posts.iter().map(|post| post.comments.len()).sum();
    let mut told = format!(
        "{}, the demo company: {} employees, {guests} guests, {} spaces, {} posts, {comments} comments.\n\n  {url}\n\n",
        company.house,
        company.people.len() - guests,
        company.spaces.len(),
        company.posts.len(),
    );
    for (word, shows) in WORTH_TRYING {
        let person = crowd::key(word).map(|key| &company.people[key]);
        told.extend(person.map(|person| format!("  {:34} {}, {shows}\n", person.email, person.name)));
    }
    told + &format!("\nEverybody's password: {PASSWORD}\n")
}
