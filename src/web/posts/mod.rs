//! Messages: writing, reading with their thread, changing, keeping order.

mod acts;
mod edit;
mod history;
mod show;
mod write;

pub use acts::{close, delete, pin};
pub use edit::{Edited, edit, editing, update};
pub use history::{History, history};
pub use show::{Show, powers_of_question, show, thread};
pub use write::{New, create, new};

use serde::Serialize;

use crate::domain::policy::InSpace;
use crate::domain::space;
use crate::error::{Error, Result};
use crate::web::answer::{Answer, see_and_read};
use crate::web::audience::Audience;
use crate::web::composer::Typed;
use crate::web::flash::Flash;
use crate::web::visit::Visit;

/// A name and where it leads.
#[derive(Debug, Serialize)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// The id in an address; what is none names nothing.
pub fn id<Id: std::str::FromStr>(text: &str) -> Result<Id> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Who will read, with a mark when the form was drawn before somebody came in.
pub fn audience_for<R>(
    visit: &Visit,
    space: &InSpace<R>,
    slug: &str,
    audience: &space::Audience,
    typed: &Typed,
) -> Audience {
    let shown = Audience::new(visit, space, slug, audience);
    let sent = !typed.audience_version.is_empty();
    if sent && shown.is_newer_than(&typed.audience_version) { shown.grown() } else { shown }
}

/// What to say after publishing: whom nobody was reached by.
pub fn published(path: String, unreached: &[String], key: &str) -> Answer {
    if unreached.is_empty() {
        return see_and_read(path, Flash::ok(key));
    }
    let names: Vec<String> = unreached.iter().take(5).map(|handle| format!("@{handle}")).collect();
    see_and_read(path, Flash::info("flash-mention-unreached").naming(names.join(", ")))
}
