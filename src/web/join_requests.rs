//! Asking to come into a closed space, and the owners' answer.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, see_and_read};
use super::face::Face;
use super::flash::Flash;
use super::form::{Form, problems};
use super::members::{members_url, whom};
use super::space_door::door_with;
use super::space_head::named;
use super::urls;
use super::visit::Visit;
use crate::domain::membership;
use crate::domain::policy::{self, Own};

/// Somebody who asks to come in.
#[derive(Serialize)]
pub(super) struct Request {
    face: Face,
    message: Option<String>,
    asked_at: DateTime<Utc>,
    acceptance_url: String,
    refusal_url: String,
}

impl Request {
    pub(super) fn of(slug: &str, request: &membership::Request) -> Self {
        let part = |part: &str| urls::space_part(slug, &format!("requests/{}/{part}", request.face.id));
        Self {
            face: Face::of(&request.face),
            message: request.message.clone(),
            asked_at: request.asked_at,
            acceptance_url: part("acceptance"),
            refusal_url: part("refusal"),
        }
    }
}

/// A word, to the owners or from one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Word {
    message: String,
}

/// `POST /spaces/{slug}/requests`
pub async fn create(visit: Visit, slug: Path<String>, form: Form<Word>) -> Answer {
    let employee = visit.viewer().employee()?;
    let slug = named(&slug)?;
    let asked = visit.app.db.write(async |tx| {
        let listed = policy::listed(tx, &employee, &slug).await?;
        membership::ask(tx, &listed, &form.0.message).await
    });
    match problems(asked.await)? {
        Ok(()) => see_and_read(urls::space(slug.as_str()), Flash::ok("flash-join-requested")),
        Err(wrong) => door_with(&visit, &slug, StatusCode::UNPROCESSABLE_ENTITY, form.0.message, &wrong).await,
    }
}

/// `POST /spaces/{slug}/requests/take-back`
pub async fn delete(visit: Visit, slug: Path<String>) -> Answer {
    let employee = visit.viewer().employee()?;
    let slug = named(&slug)?;
    let taken_back = visit.app.db.write(async |tx| {
        let listed = policy::listed(tx, &employee, &slug).await?;
        membership::take_back(tx, &listed).await
    });
    taken_back.await?;
    see_and_read(urls::space(slug.as_str()), Flash::info("flash-join-taken-back"))
}

/// `POST /spaces/{slug}/requests/{person}/acceptance`
pub async fn accept(visit: Visit, path: Path<(String, String)>) -> Answer {
    let (slug, person) = whom(&path)?;
    let accepted = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        membership::accept(tx, &space, person).await
    });
    accepted.await?;
    see_and_read(members_url(&slug), Flash::ok("flash-join-accepted"))
}

/// `POST /spaces/{slug}/requests/{person}/refusal`
pub async fn refuse(visit: Visit, path: Path<(String, String)>, form: Form<Word>) -> Answer {
    let (slug, person) = whom(&path)?;
    let refused = visit.app.db.write(async |tx| {
        let space = policy::space::<Own>(tx, visit.viewer(), &slug).await?;
        membership::refuse(tx, &space, person, &form.0.message).await
    });
    refused.await?;
    see_and_read(members_url(&slug), Flash::info("flash-join-refused"))
}
