//! How closely one follows a space.

use actix_web::web::Path;
use serde::Deserialize;

use super::answer::{Answer, see_and_read};
use super::flash::Flash;
use super::form::Form;
use super::preferences::HERE;
use super::refusal::Refusal;
use super::space_head::named;
use super::urls;
use super::visit::Visit;
use crate::domain::ids::SpaceId;
use crate::domain::kinds::Closeness;
use crate::domain::policy::{self, Read};
use crate::domain::preferences;

/// So closely.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Level {
    level: String,
}

/// `POST /spaces/{slug}/closeness`
pub async fn update(visit: Visit, slug: Path<String>, form: Form<Level>) -> Answer {
    let slug = named(&slug)?;
    let attended = visit.app.db.write(async |tx| {
        let space = policy::space::<Read>(tx, visit.viewer(), &slug).await?;
        match Closeness::parse(&form.0.level) {
            Some(closeness) => preferences::attend(tx, &space, closeness).await.map(|()| true),
            None => Ok(false),
        }
    });
    match attended.await? {
        true => see_and_read(urls::space_part(slug.as_str(), "about"), Flash::ok("flash-closeness")),
        false => Err(Refusal::Garbled),
    }
}

/// Several spaces, and how closely each, in the same order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Levels {
    space: Vec<SpaceId>,
    level: Vec<String>,
}

/// `POST /settings/notifications/spaces`
pub async fn update_all(visit: Visit, form: Form<Levels>) -> Answer {
    let levels = form.0.level.iter().map(|level| Closeness::parse(level));
    let wanted: Option<Vec<(SpaceId, Closeness)>> =
        form.0.space.iter().zip(levels).map(|(space, level)| level.map(|level| (*space, level))).collect();
    let wanted = wanted.ok_or(Refusal::Garbled)?;
    visit.app.db.write(async |tx| preferences::attend_all(tx, visit.viewer(), &wanted).await).await?;
    see_and_read(HERE, Flash::ok("flash-preferences-set"))
}
