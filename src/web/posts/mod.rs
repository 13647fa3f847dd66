//! Messages: writing, reading with their thread, changing, keeping order.

mod acts;
mod edit;
mod history;
mod pieces;
mod powers;
mod show;
mod write;

pub use acts::{close, delete, pin};
pub use edit::{Edited, edit, editing, update};
pub use history::{History, history};
pub use pieces::Pieces;
pub use powers::powers_of_question;
pub use show::{Show, show, thread};
pub use write::{New, create, new};

use actix_web::http::StatusCode;
use serde::Serialize;

use crate::domain::db::Tx;
use crate::domain::policy::InSpace;
use crate::domain::problems::Problems;
use crate::domain::space;
use crate::error::{Error, Late, Result};
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

/// Why what was written is not there: its form is shown again, with this status and what is wrong.
pub type Again = (StatusCode, Problems);

/// Writes what a form holds, unless something is wrong with it, its writer is too fast, or more read by now than the
/// form said.
pub async fn written<Draft, Done>(
    visit: &Visit,
    draft: Result<Draft, Problems>,
    write: impl AsyncFnOnce(&mut Tx, &Draft) -> Result<Done>,
) -> Result<Result<Done, Again>> {
    let draft = match draft {
        Ok(draft) => draft,
        Err(problems) => return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problems))),
    };
    if !visit.app.rates.may_write(visit.viewer().id()) {
        return Ok(Err((StatusCode::TOO_MANY_REQUESTS, Problems::one("body", "problem-too-fast"))));
    }
    match visit.app.db.write(async |tx| write(tx, &draft).await).await {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Invalid(problems)) => Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problems))),
        Err(Error::TooLate(Late::Audience)) => Ok(Err((StatusCode::CONFLICT, Problems::none()))),
        Err(error) => Err(error),
    }
}

/// What to say after publishing: whom nobody was reached by.
pub fn published(path: String, unreached: &[String], key: &str) -> Answer {
    if unreached.is_empty() {
        return see_and_read(path, Flash::ok(key));
    }
    let names: Vec<String> = unreached.iter().take(5).map(|handle| format!("@{handle}")).collect();
    see_and_read(path, Flash::info("flash-mention-unreached").naming(names.join(", ")))
}
