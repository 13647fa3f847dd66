//! A file that was too heavy for its letter, by the link that stands there for one reader: read-only, without a session, and
//! kept by nobody between. It signs nobody in; a link that is over and one that never was are the same page.

use actix_web::HttpRequest;
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue, REFERRER_POLICY};
use actix_web::web::Path;

use super::answer::Answer;
use super::files;
use super::links::{Was, gone};
use super::visit::Caller;
use crate::domain::delivery;
use crate::domain::file::Size;
use crate::error::Error;
use crate::mail::keys;

/// `GET /mail/files/{token}`
pub async fn show(request: HttpRequest, caller: Caller, token: Path<String>) -> Answer {
    let presented = keys::addresses(&caller.app).await?.read_link(&token);
    let file = match &presented {
        Some(presented) => delivery::linked(&caller.db, presented).await,
        None => Err(Error::NotFound),
    };
    let mut answer = match file {
        Ok(file) => files::sent(request, &caller.app.files, file, Size::Whole).await?,
        Err(Error::NotFound) => gone(&caller, Was::File)?,
        Err(error) => return Err(error.into()),
    };
    for (name, value) in [
        (CACHE_CONTROL, "private, no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}
