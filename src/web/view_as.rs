//! Looking at Parvis as a guest would.

use actix_web::web::Path;

use super::accesses::charge;
use super::answer::{Answer, see};
use super::visit::Visit;
use crate::domain::guest;

/// `POST /accesses/{id}/view`
pub async fn create(visit: Visit, id: Path<String>) -> Answer {
    let charge = charge(&visit, &id).await?;
    visit.app.db.write(async |tx| guest::look_as(tx, &charge, visit.resumed()).await).await?;
    see("/")
}

/// `POST /view-as/leave`
pub async fn delete(visit: Visit) -> Answer {
    visit.app.db.write(async |tx| guest::stop_looking(tx, visit.resumed()).await).await?;
    see("/")
}
