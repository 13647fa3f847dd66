//! For whoever watches the machine.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::app::App;

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("live\n")
}

/// The process answers and so does its database.
pub async fn ready(app: Data<App>) -> HttpResponse {
    if app.db.is_ready().await {
        HttpResponse::Ok().content_type("text/plain").body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n")
    }
}
